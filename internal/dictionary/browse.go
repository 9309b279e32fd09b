package dictionary

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"bearings/language"
)

// Group is a category and its rules.
type Group struct {
	// Category is one of language.Categories; NameOf and AboutOf say it.
	Category string
	Rules    []language.Rule
}

// Groups files rules under their categories, in the order of
// language.Categories; within one, what to avoid comes first, then by words.
// Categories without rules are left out.
func Groups(rules []language.Rule) []Group {
	var groups []Group
	for _, category := range language.Categories {
		var inside []language.Rule
		for _, r := range rules {
			if r.Category == category {
				inside = append(inside, r)
			}
		}
		slices.SortStableFunc(inside, func(a, b language.Rule) int {
			return cmp.Or(cmp.Compare(b.Severity, a.Severity), byWords(a, b))
		})
		if len(inside) > 0 {
			groups = append(groups, Group{Category: category, Rules: inside})
		}
	}
	return groups
}

// NameOf and AboutOf are the ids of the messages that name a category and say
// in a sentence what is filed under it.
func NameOf(category string) string { return "dictionary.category." + category + ".name" }

// AboutOf: see NameOf.
func AboutOf(category string) string { return "dictionary.category." + category + ".about" }

// ByWords are the rules in the order of an index: by their words, whatever
// their case.
func ByWords(rules []language.Rule) []language.Rule {
	sorted := slices.Clone(rules)
	slices.SortStableFunc(sorted, byWords)
	return sorted
}

func byWords(a, b language.Rule) int {
	return cmp.Or(cmp.Compare(strings.ToLower(a.Words), strings.ToLower(b.Words)), cmp.Compare(a.ID, b.ID))
}

// Find returns the rule with an id.
func Find(rules []language.Rule, id string) (language.Rule, bool) {
	i := slices.IndexFunc(rules, func(r language.Rule) bool { return r.ID == id })
	if i < 0 {
		return language.Rule{}, false
	}
	return rules[i], true
}

// Search returns the rules that speak of all the words of a query, by words;
// those called so come first. An empty query finds nothing.
func Search(rules []language.Rule, query string) []language.Rule {
	asked := plainWords(query)
	if len(asked) == 0 {
		return nil
	}
	var called, speaking []language.Rule
	for _, r := range ByWords(rules) {
		switch {
		case holdsAll(r.ID+" "+r.Words, asked):
			called = append(called, r)
		case holdsAll(strings.Join(slices.Concat([]string{r.ID, r.Words, r.Why, patternWords(r)}, r.Alternatives, r.Flag), " "), asked):
			speaking = append(speaking, r)
		}
	}
	return append(called, speaking...)
}

// holdsAll says whether each of some words begins a word of a text.
func holdsAll(text string, asked []string) bool {
	have := plainWords(text)
	for _, a := range asked {
		if !slices.ContainsFunc(have, func(h string) bool { return strings.HasPrefix(h, a) }) {
			return false
		}
	}
	return true
}

// Related returns at most n other rules that a reader of one may want to see:
// those that share rare words with it, then others of its category. The order
// is the same each time.
func Related(rules []language.Rule, id string, n int) []language.Rule {
	of, ok := Find(rules, id)
	if !ok {
		return nil
	}
	holds := map[string]int{}
	words := make([][]string, len(rules))
	for i, r := range rules {
		words[i] = telling(r)
		for _, w := range words[i] {
			holds[w]++
		}
	}
	mine := telling(of)
	type near struct {
		rule language.Rule
		by   float64
	}
	var all []near
	for i, r := range rules {
		// A postcode is no neighbour of words about a child.
		if (r.Category == "identifying") != (of.Category == "identifying") {
			continue
		}
		by := 0.0
		for _, w := range words[i] {
			// A word in every tenth rule says little of what they share.
			if slices.Contains(mine, w) && holds[w] <= max(3, len(rules)/10) {
				by += 4 / float64(holds[w])
			}
		}
		if r.Category == of.Category {
			by++
		}
		if r.ID != id && by > 0 {
			all = append(all, near{r, by})
		}
	}
	slices.SortStableFunc(all, func(a, b near) int { return cmp.Or(cmp.Compare(b.by, a.by), byWords(a.rule, b.rule)) })
	var related []language.Rule
	for _, one := range all[:min(n, len(all))] {
		related = append(related, one.rule)
	}
	return related
}

// telling are the words by which a rule can be likened to others.
func telling(r language.Rule) []string {
	var all []string
	for _, w := range plainWords(r.Words + " " + patternWords(r)) {
		if len(w) > 3 {
			all = append(all, w)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

var class = regexp.MustCompile(`<[A-Za-z]*>`)

// patternWords are the patterns of a rule without their classes.
func patternWords(r language.Rule) string {
	return class.ReplaceAllString(strings.Join(r.Patterns, " "), " ")
}

// plainWords are the words of a text in lower case, without signs.
func plainWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f && r != '’')
	})
}

// Cited is a source and the rules that name it.
type Cited struct {
	// Source has the name and address as the first rule gives them, the latest
	// date, and Confirmed where any rule says so.
	Source language.Source
	Rules  []language.Rule
}

// Cites lists the sources of rules by name, each once; those with the same
// address are the same, or with the same name where there is no address.
func Cites(rules []language.Rule) []Cited {
	at := map[string]int{}
	var all []Cited
	for _, r := range ByWords(rules) {
		for _, s := range r.Sources {
			key := cmp.Or(s.URL, s.Name)
			i, known := at[key]
			if !known {
				i = len(all)
				at[key], all = i, append(all, Cited{Source: s})
			}
			c := &all[i]
			c.Source.Confirmed = c.Source.Confirmed || s.Confirmed
			c.Source.Date = max(c.Source.Date, s.Date)
			if n := len(c.Rules); n == 0 || c.Rules[n-1].ID != r.ID {
				c.Rules = append(c.Rules, r)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Cited) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Source.Name), strings.ToLower(b.Source.Name)), cmp.Compare(a.Source.URL, b.Source.URL))
	})
	return all
}

// Debated are the rules about which guides disagree, by words.
func Debated(rules []language.Rule) []language.Rule {
	return slices.DeleteFunc(ByWords(rules), func(r language.Rule) bool { return r.Debate == "" })
}
