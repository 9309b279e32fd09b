package mapping

import (
	"slices"

	"bearings/internal/framework"
)

// scale are the answers to a question and all words for them.
type scale struct {
	id     string
	ids    []string          // positions, lowest first, then those beside
	words  map[string]string // by bare words: the scale's own
	offers []candidate
}

func newScale(s framework.Scale) *scale {
	found := &scale{id: s.ID, words: map[string]string{}}
	for _, w := range slices.Concat(s.Positions, s.Beside) {
		found.ids = append(found.ids, w.ID)
		found.name(w.ID, w.Word)
	}
	return found
}

// name adds an id with its words in all languages.
func (s *scale) name(id string, words framework.Text) {
	s.offers = append(s.offers, candidate{id, pairs(id)})
	for _, w := range words {
		if b := bare(w); b != "" {
			s.words[b] = id
			s.offers = append(s.offers, candidate{id, pairs(w)})
		}
	}
}

// own is the answer some words are the scale's own for.
func (s *scale) own(words string) (string, bool) {
	id, ok := s.words[bare(words)]
	return id, ok
}

// isID says whether some words are an id, letter for letter. Ids look like words
// of other scales, such as “sometimes”: they are only answers where all answers
// are ids.
func (s *scale) isID(words string) bool { return slices.Contains(s.ids, words) }

// isLike says whether some words are the scale's own, or look like an id.
func (s *scale) isLike(words string) bool {
	b := bare(words)
	return s.words[b] != "" || slices.ContainsFunc(s.ids, func(id string) bool { return bare(id) == b })
}

// scalesOf are the scales of some items, each once.
func scalesOf(fw *framework.Framework, items []Item) []*scale {
	var all []*scale
	for _, it := range items {
		item, ok := fw.Item(it.ID)
		if !ok || item.IsText() || slices.ContainsFunc(all, func(s *scale) bool { return s.id == item.Scale }) {
			continue
		}
		if s, ok := fw.Scale(item.Scale); ok {
			all = append(all, newScale(s))
		}
	}
	return all
}

// scaleOf are the words a column can be answered with; nil for none. They are
// the same for all columns of a scale.
func (d *drafting) scaleOf(c Column) *scale {
	name := string(c.Role)
	item, _ := d.fw.Item(c.Item)
	if c.Role == AsItem {
		name += " " + item.Scale
	}
	if known, ok := d.scales[name]; ok {
		return known
	}
	var of *scale
	switch c.Role {
	case AsItem:
		if s, ok := d.fw.Scale(item.Scale); ok && !item.IsText() {
			of = newScale(s)
		}
	case AsKind:
		of = kindsOf(d.fw)
	case AsLevel:
		of = levelsOf(d.fw)
	}
	if d.scales == nil {
		d.scales = map[string]*scale{}
	}
	d.scales[name] = of
	return of
}

// kindsOf and levelsOf are the kinds of agency and the levels of staff as if
// they were answers of a scale.
func kindsOf(fw *framework.Framework) *scale {
	found := &scale{ids: kindIDs(fw), words: map[string]string{}}
	for _, k := range fw.Kinds {
		found.name(k.ID, k.Name)
	}
	return found
}

func levelsOf(fw *framework.Framework) *scale {
	found := &scale{ids: levelIDs(), words: map[string]string{}}
	for _, id := range found.ids {
		found.name(id, nil)
	}
	for _, l := range fw.Levels {
		found.name(l.ID, l.Name)
	}
	return found
}

func kindIDs(fw *framework.Framework) []string {
	ids := []string{}
	for _, k := range fw.Kinds {
		ids = append(ids, k.ID)
	}
	return ids
}

// levelIDs are the three levels every framework has.
func levelIDs() []string {
	return []string{framework.Direct, framework.Operational, framework.Strategic}
}
