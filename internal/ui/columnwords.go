package ui

import (
	"slices"
	"strings"

	"bearings/internal/framework"
	"bearings/internal/mapping"
)

// near says what a column may be, or nothing.
func (s Site) near(c mapping.Column) string {
	switch {
	case c.NearRole == mapping.AsItem:
		item, _ := s.Framework.Item(c.Near)
		return s.say("columns.near", "Text", s.text(item.Text))
	case c.NearRole != mapping.AsOpen:
		return s.say("columns.near", "Text", s.say("columns.as-"+string(c.NearRole)))
	}
	return ""
}

// readAs says in words what a column is read as.
func (s Site) readAs(c mapping.Column) string {
	if c.Role == mapping.AsItem {
		item, _ := s.Framework.Item(c.Item)
		return s.unlike(c.Heading, s.text(item.Text))
	}
	return s.say("columns.as-" + string(c.Role))
}

// unlike says what some words are read as, and where that is the same only so.
func (s Site) unlike(words, as string) string {
	if strings.TrimSpace(words) == as {
		return s.say("columns.same")
	}
	return as
}

// idWords says in words what some words are read as.
func (s Site) idWords(role mapping.Role, id string) string {
	if id == mapping.Skipped {
		return s.say("columns.skipped")
	}
	switch role {
	case mapping.AsKind:
		kind, _ := s.Framework.Kind(id)
		return s.text(kind.Name)
	case mapping.AsLevel:
		level, _ := s.Framework.Level(id)
		return s.text(level.Name)
	}
	for _, scale := range s.Framework.Scales {
		for _, word := range slices.Concat(scale.Positions, scale.Beside) {
			if word.ID == id {
				return s.text(word.Word)
			}
		}
	}
	return id
}

// reads is a line of the preview: words and what they are read as.
type reads struct{ words, as string }

// answersRead are the words of a role's columns, each once, in the order of what
// they stand for; never how often.
func (s Site) answersRead(e Export, role mapping.Role) []reads {
	var all []reads
	order := map[string]int{}
	for _, c := range e.Columns {
		if c.Role != role {
			continue
		}
		for _, v := range c.Values {
			one := reads{v.Words, v.As}
			if role != mapping.AsAgency {
				one.as = s.unlike(v.Words, s.idWords(role, v.As))
				order[v.Words] = s.place(role, v.As)
			}
			if !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b reads) int { return order[a.words] - order[b.words] })
	return all
}

// place is where an answer stands on its scale, or among the levels; what counts
// as no answer comes last.
func (s Site) place(role mapping.Role, id string) int {
	last := 0
	if role == mapping.AsLevel {
		last = len(s.Framework.Levels)
		if at := slices.IndexFunc(s.Framework.Levels, func(l framework.Level) bool { return l.ID == id }); at >= 0 {
			return at
		}
	}
	for _, scale := range s.Framework.Scales {
		words := slices.Concat(scale.Positions, scale.Beside)
		last = max(last, len(words))
		if at := slices.IndexFunc(words, func(w framework.Word) bool { return w.ID == id }); role == mapping.AsItem && at >= 0 {
			return at
		}
	}
	return last
}
