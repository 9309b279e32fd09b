package attack

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Says is one published figure, whichever file says it: how often an answer was
// given in a group, or with no answer that the group leans, or that nothing is
// shown.
type Says struct {
	Strand, Group, Item, Answer string
	// Shown is a number, "lower", "mixed" or "upper", or "nothing".
	Shown string
}

func (s Says) String() string {
	return strings.Join([]string{s.Strand, s.Group, s.Item, s.Answer, s.Shown}, " ")
}

// Names are what a reader knows the things of a round by.
type Names struct {
	Principles []Name
	Items      []NamedItem
}

// Name is an id and the words for it.
type Name struct{ ID, Words string }

// NamedItem is a question in words.
type NamedItem struct {
	ID, Principle string
	Strands       []string
	Text, Stem    string
	// Deeper says that it is one of those that are left out where none of them
	// has enough answers.
	Deeper            bool
	Positions, Beside []Name
}

// What the report calls things, in English.
var (
	strandNames = []Name{
		{"young-person", "Children and young people"}, {"parent", "Parents and carers"}, {"staff", "Staff"},
		{"return", "Agencies' returns"}, {"evidence", "Other evidence"},
	}
	allAnswers     = "All answers"
	withoutName    = "Answers"
	weAsked        = "We asked: "
	sideBySide     = "Side by side"
	notEnough      = "Not enough answers"
	deeperTooFew   = "Not enough answers to the further statements yet."
	sizeWords      = regexp.MustCompile(`^(.*) \((10 or more|25 or more)\)$`)
	numberAndShare = regexp.MustCompile(`^(0 to 2|[0-9]+)( [0-9]+%)?$`)
	answerAndShare = regexp.MustCompile(`^(.*): (0 to 2|[0-9]+)( [0-9]+%)?$`)
)

// Reading is what a document says in figures.
type Reading struct {
	// Answers are those of its part with all answers, Elsewhere all others.
	Answers, Elsewhere map[Says]bool
	// Odd is what looks like figures and can't be understood.
	Odd []string
}

// reader reads a document from its beginning to its end.
type reader struct {
	names     Names
	published *Published
	into      map[Says]bool
	reading   Reading

	principle, strand string
	level             int // of the strand's heading
	item              *NamedItem
	core              *NamedItem // a statement whose answer may follow in words
}

// Read reads the figures of a document with headings.
func Read(d Document, names Names, published *Published) Reading {
	r := reader{names: names, published: published, reading: Reading{Answers: map[Says]bool{}, Elsewhere: map[Says]bool{}}}
	r.into = r.reading.Elsewhere
	for _, p := range d.Pieces {
		switch {
		case p.Level > 0:
			r.heading(p)
		case len(p.Rows) > 0:
			r.table(p)
		default:
			r.paragraph(p.Text)
		}
	}
	return r.reading
}

// heading says whose answers to what come next.
func (r *reader) heading(p Piece) {
	text, _ := sized(p.Text)
	r.core = nil
	if text == allAnswers {
		r.into, r.principle, r.strand, r.item = r.reading.Answers, "", "", nil
		return
	}
	if id, ok := r.principleOf(text); ok {
		r.principle, r.strand, r.item = id, "", nil
		return
	}
	if i := slices.IndexFunc(strandNames, func(n Name) bool { return n.Words == text }); i >= 0 {
		r.strand, r.level, r.item = strandNames[i].ID, p.Level, nil
		return
	}
	if text == sideBySide || p.Level <= r.level {
		r.strand, r.item = "", nil
		return
	}
	r.item = r.itemOf(r.strand, text)
}

func (r *reader) principleOf(text string) (id string, ok bool) {
	for _, p := range r.names.Principles {
		if text == p.Words || text == p.ID+". "+p.Words {
			return p.ID, true
		}
	}
	return "", text == withoutName
}

// sized parts a name from the size of its group.
func sized(text string) (name, size string) {
	if m := sizeWords.FindStringSubmatch(text); m != nil {
		return m[1], m[2]
	}
	return text, ""
}

// itemOf finds a question by its words, with or without what it is read with.
func (r *reader) itemOf(strand, text string) *NamedItem {
	text = strings.TrimPrefix(text, weAsked)
	for i, item := range r.names.Items {
		if item.Principle == r.principle && slices.Contains(item.Strands, strand) && (text == item.Text || text == item.Stem+" "+item.Text) {
			return &r.names.Items[i]
		}
	}
	return nil
}

// groupOf finds a published group by its name.
func (r *reader) groupOf(strand, name string) (Group, bool) {
	return r.groupNext(strand, name, map[string]bool{})
}

// groupNext finds the first published group of that name that has not been seen
// yet, and notes that it has: two groups of agencies put together may be called
// the same, and stand in the same order everywhere.
func (r *reader) groupNext(strand, name string, seen map[string]bool) (Group, bool) {
	for _, g := range r.published.Strand(strand).Groups {
		if g.Name == name && !seen[g.ID] {
			seen[g.ID] = true
			return g, true
		}
	}
	return Group{}, false
}

// whole is a strand's whole group.
func (r *reader) whole(strand string) (Group, bool) {
	return r.published.Strand(strand).Group(strand)
}

func (r *reader) odd(format string, args ...any) {
	r.reading.Odd = append(r.reading.Odd, fmt.Sprintf("%s %s: ", r.principle, r.strand)+fmt.Sprintf(format, args...))
}

// sizeIs sees that a group's size is the published one.
func (r *reader) sizeIs(g Group, size string) {
	if size != "" && g.Size != size {
		r.odd("%s is called %q, and is %q", g.ID, size, g.Size)
	}
}

// paragraph reads what is said in words.
func (r *reader) paragraph(text string) {
	switch {
	case text == deeperTooFew:
		r.deeperNothing()
		return
	case r.strand == "":
		return
	case r.item != nil:
		if who, words, ok := strings.Cut(text, ": "); ok {
			name, size := sized(who)
			if g, ok := r.groupOf(r.strand, name); ok {
				r.sizeIs(g, size)
				r.inWords(r.strand, g, *r.item, words)
			}
		}
		return
	}
	r.chartInWords(text)
}

// chartInWords reads a statement on a page that is followed by its answer, in
// the same paragraph or in a later one.
func (r *reader) chartInWords(text string) {
	g, published := r.whole(r.strand)
	if !published {
		return
	}
	if item := r.itemOf(r.strand, text); item != nil {
		r.core = item
		return
	}
	if r.core != nil {
		if _, ok := shownWords(*r.core, text); ok {
			r.inWords(r.strand, g, *r.core, text)
			r.core = nil
		} else if parts := strings.Split(text, " · "); len(parts) == len(r.core.Positions)+len(r.core.Beside) {
			r.compared(r.strand, g, *r.core, parts)
			r.core = nil
		}
	}
	for i, item := range r.names.Items {
		for _, before := range []string{item.Text + " ", item.Stem + " " + item.Text + " "} {
			words, ok := strings.CutPrefix(text, before)
			if !ok || item.Principle != r.principle || !slices.Contains(item.Strands, r.strand) {
				continue
			}
			if _, ok := shownWords(item, words); ok {
				r.inWords(r.strand, g, r.names.Items[i], words)
			}
		}
	}
}

func (r *reader) deeperNothing() {
	for _, item := range r.names.Items {
		if item.Deeper && item.Principle == r.principle && slices.Contains(item.Strands, r.strand) {
			r.into[Says{r.strand, r.strand, item.ID, "", ShowNothing}] = true
		}
	}
}

// inWords notes a result that has no figures.
func (r *reader) inWords(strand string, g Group, item NamedItem, words string) {
	shown, ok := shownWords(item, words)
	if !ok {
		r.odd("%s, %s: nobody knows what %q means", g.ID, item.ID, words)
		return
	}
	r.into[Says{strand, g.ID, item.ID, "", shown}] = true
}

// shownWords is what a result in words says.
func shownWords(item NamedItem, words string) (shown string, ok bool) {
	n := len(item.Positions)
	switch words {
	case notEnough:
		return ShowNothing, true
	case "mixed":
		return LeanMixed, true
	case "mostly " + half(item.Positions[:n/2]):
		return LeanLower, true
	case "mostly " + half(item.Positions[n-n/2:]):
		return LeanUpper, true
	}
	return "", false
}

// half are some answers as the report names them: “a”, “b” or “c”.
func half(names []Name) string {
	var b strings.Builder
	for i, n := range names {
		switch {
		case i == 0:
		case i == len(names)-1:
			b.WriteString(" or ")
		default:
			b.WriteString(", ")
		}
		b.WriteString("“" + n.Words + "”")
	}
	return b.String()
}

// number notes how often an answer was given: "15 30%", "0 to 2".
func (r *reader) number(strand string, g Group, item NamedItem, word, text string) {
	answers := slices.Concat(item.Positions, item.Beside)
	i := slices.IndexFunc(answers, func(n Name) bool { return n.Words == word })
	m := numberAndShare.FindStringSubmatch(text)
	if i < 0 || m == nil {
		r.odd("%s, %s: nobody knows what %q %q means", g.ID, item.ID, word, text)
		return
	}
	shown := m[1]
	if shown == "0 to 2" {
		shown = "0"
	}
	r.into[Says{strand, g.ID, item.ID, answers[i].ID, shown}] = true
}
