package dictionary

import (
	"path"
	"slices"
	"strings"

	"bearings/internal/tree"
	"bearings/language"
)

// fieldNames are the fields of a rule in the order in which they are written.
var fieldNames = []string{
	"id", "words", "severity", "category", "patterns", "detector", "subject", "not_near", "needs",
	"why", "alternatives", "debate", "sources", "reviewed", "examples",
}

// overNames are the fields that only stand in a partnership's own folder.
var overNames = []string{"silence", "reason"}

// How long a text may be, in characters, and a list, in entries.
const (
	maxWords, maxWhy, maxSentence, maxAlternative, maxNear = 80, 1_200, 1_000, 200, 60
	maxPattern, maxName, maxURL                            = 400, 200, 500
	maxPatterns, maxEntries                                = 40, 60
	leastAlternatives, leastFlag, leastPass                = 2, 2, 3
)

// taking is one file on its way into its entry.
type taking struct {
	*loading
	*entry
}

// take reads a rule from its file. The entry may be faulty; it is nil where
// nothing can be said about it without its id.
func (l *loading) take(root *tree.Node) *entry {
	t := taking{loading: l, entry: &entry{root: root}}
	if !t.id() {
		t.others()
		return nil
	}
	if base := l.below[t.rule.ID]; base != nil {
		t.base, t.rule = base, *base
	}
	if root.Get("silence") != nil || root.Get("reason") != nil {
		if l.overlay {
			t.silencing()
			return t.entry
		}
	}
	t.others()
	t.missing()
	t.kinds()
	return t.entry
}

// id reads the id and holds it against the file's name.
func (t taking) id() bool {
	i := slices.IndexFunc(t.root.Fields, func(f tree.Field) bool { return f.Name == "id" })
	name := strings.TrimSuffix(path.Base(t.root.File), ".yaml")
	if i < 0 {
		t.add(t.root.Place, "dictionary.called.missing", "Id", name)
		return false
	}
	f := t.root.Fields[i]
	id, ok := t.text(f, maxID)
	if !ok {
		return false
	}
	if !idForm.MatchString(id) {
		t.add(f.Value.Place, "dictionary.called.form", "Value", id)
		return false
	}
	t.rule.ID = id
	if id != name {
		t.add(f.Value.Place, "dictionary.called.file", "Id", id, "File", path.Base(t.root.File))
	}
	return true
}

// others reads every field but the id.
func (t taking) others() {
	known := fieldNames
	if t.overlay {
		known = append(slices.Clone(fieldNames), overNames...)
	}
	for _, f := range t.root.Fields {
		take, ok := takers[f.Name]
		switch {
		case f.Name == "id":
		case ok:
			take(t, f)
		case !t.overlay && slices.Contains(overNames, f.Name):
			t.add(f.At, "dictionary.silence.nothing", "Field", f.Name)
		case t.overlay && slices.Contains(overNames, f.Name):
		default:
			t.add(f.At, "dictionary.field.unknown", "Field", f.Name, "Near", tree.Nearest(f.Name, known), "Known", strings.Join(known, ", "))
		}
	}
}

// takers read the fields, by name.
var takers = map[string]func(taking, tree.Field){
	"words":    func(t taking, f tree.Field) { t.rule.Words, _ = t.text(f, maxWords) },
	"why":      func(t taking, f tree.Field) { t.rule.Why, _ = t.text(f, maxWhy) },
	"debate":   func(t taking, f tree.Field) { t.rule.Debate, _ = t.text(f, maxWhy) },
	"severity": taking.severity,
	"category": func(t taking, f tree.Field) { t.rule.Category = t.choice(f, language.Categories) },
	"detector": func(t taking, f tree.Field) { t.rule.Detector = t.choice(f, language.Detectors) },
	"subject":  func(t taking, f tree.Field) { t.rule.Child = t.choice(f, []string{"child", "any"}) == "child" },
	"needs": func(t taking, f tree.Field) {
		t.rule.Cue = t.choice(f, []string{"child-cue", "nothing"}) == "child-cue"
	},
	"patterns": func(t taking, f tree.Field) { t.rule.Patterns = t.texts(f, limits{1, maxPatterns, maxPattern}) },
	"not_near": func(t taking, f tree.Field) { t.rule.NotNear = t.texts(f, limits{0, maxEntries, maxNear}) },
	"alternatives": func(t taking, f tree.Field) {
		t.rule.Alternatives = t.texts(f, limits{leastAlternatives, maxEntries, maxAlternative})
	},
	"sources":  taking.sources,
	"reviewed": taking.reviewed,
	"examples": taking.examples,
}

func (t taking) severity(f tree.Field) {
	if word := t.choice(f, []string{"avoid", "care", "note"}); word != "" {
		t.rule.Severity, _ = language.ParseSeverity(word)
	}
}

func (t taking) reviewed(f tree.Field) {
	day, ok := t.text(f, maxName)
	if !ok {
		return
	}
	if !isDate(day) || len(day) != len("2006-01-02") {
		t.add(f.Value.Place, "dictionary.date.day", "Value", day)
		return
	}
	t.rule.Reviewed = day
}

func (t taking) sources(f tree.Field) {
	if !t.isList(f, limits{1, maxEntries, 0}) {
		return
	}
	t.rule.Sources = nil
	for _, item := range f.Value.Items {
		if item.Shape != tree.Fields {
			t.add(item.Place, "dictionary.source.form")
			continue
		}
		t.rule.Sources = append(t.rule.Sources, t.source(item))
	}
}

var sourceNames = []string{"name", "url", "date", "confirmed"}

func (t taking) source(n *tree.Node) language.Source {
	var s language.Source
	for _, f := range n.Fields {
		switch f.Name {
		case "name":
			s.Name, _ = t.text(f, maxName)
		case "url":
			s.URL = t.url(f)
		case "date":
			s.Date = t.date(f)
		case "confirmed":
			s.Confirmed = t.yesNo(f)
		default:
			t.add(f.At, "dictionary.field.unknown", "Field", f.Name, "Near", tree.Nearest(f.Name, sourceNames), "Known", strings.Join(sourceNames, ", "))
		}
	}
	if n.Get("name") == nil {
		t.add(n.Place, "dictionary.field.missing", "N", 1, "Fields", "name")
	}
	if s.Confirmed && n.Get("url") == nil {
		t.add(n.Get("confirmed").Place, "dictionary.source.confirmed")
	}
	return s
}

var exampleNames = []string{"flag", "pass"}

func (t taking) examples(f tree.Field) {
	if f.Value.Shape != tree.Fields {
		t.add(f.At, "dictionary.examples.form")
		return
	}
	for _, part := range f.Value.Fields {
		switch part.Name {
		case "flag":
			t.rule.Flag = t.texts(part, limits{leastFlag, maxEntries, maxSentence})
		case "pass":
			t.rule.Pass = t.texts(part, limits{leastPass, maxEntries, maxSentence})
		default:
			t.add(part.At, "dictionary.field.unknown", "Field", part.Name, "Near", tree.Nearest(part.Name, exampleNames), "Known", strings.Join(exampleNames, ", "))
		}
	}
	if t.base == nil {
		for _, name := range exampleNames {
			if f.Value.Get(name) == nil {
				t.add(f.At, "dictionary.field.missing", "N", 1, "Fields", name)
			}
		}
	}
	for _, pass := range f.Value.Get("pass").List() {
		if pass.Shape == tree.Words && slices.Contains(t.rule.Flag, written(pass)) {
			t.add(pass.Place, "dictionary.examples.both")
		}
	}
}

// missing sees that a rule that stands by itself has all it needs.
func (t taking) missing() {
	if t.base != nil {
		return
	}
	needed := []string{"words", "severity", "category", "why", "reviewed", "examples"}
	if t.root.Get("detector") == nil {
		needed = []string{"words", "severity", "category", "patterns", "subject", "why", "alternatives", "sources", "reviewed", "examples"}
	}
	var missing []string
	for _, name := range needed {
		if t.root.Get(name) == nil {
			missing = append(missing, name)
		}
	}
	fields := strings.Join(missing, ", ")
	switch {
	case len(missing) == 0:
	case t.overlay && slices.Contains(missing, "patterns"):
		t.add(t.root.Place, "dictionary.called.unknown", "Id", t.rule.ID, "Near", tree.Nearest(t.rule.ID, t.ids), "Fields", fields)
	default:
		t.add(t.root.Place, "dictionary.field.missing", "N", len(missing), "Fields", fields)
	}
}

// kinds sees that a rule looks for words or for a detail, not for both.
func (t taking) kinds() {
	patterns, detector := t.root.Get("patterns"), t.root.Get("detector")
	switch {
	case t.rule.Detector == "" || len(t.rule.Patterns) == 0:
	case detector != nil:
		t.add(detector.Place, "dictionary.detector.both")
	default:
		t.add(patterns.Place, "dictionary.detector.both")
	}
}

// silencing reads a file that takes a standard rule out.
func (t taking) silencing() {
	t.silence = true
	if t.base == nil {
		t.add(t.root.Get("id").Place, "dictionary.silence.unknown", "Id", t.rule.ID, "Near", tree.Nearest(t.rule.ID, t.ids))
	}
	for _, f := range t.root.Fields {
		switch f.Name {
		case "id":
		case "silence":
			if f.Value.Shape != tree.YesNo || f.Value.Written != "true" {
				t.add(f.At, "dictionary.silence.true")
			}
		case "reason":
			t.reason, _ = t.text(f, maxWhy)
		default:
			t.add(f.At, "dictionary.silence.more", "Field", f.Name)
		}
	}
	if t.root.Get("reason") == nil {
		t.add(t.root.Get("silence").Place, "dictionary.silence.reason")
	}
	if t.root.Get("silence") == nil {
		t.add(t.root.Get("reason").Place, "dictionary.silence.only-reason")
	}
}
