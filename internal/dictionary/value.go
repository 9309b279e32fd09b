package dictionary

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"bearings/internal/tree"
)

// limits are the least and most entries of a list, and the most characters of
// each; characters 0 for what is no text.
type limits struct{ least, most, characters int }

// written is a single value without what stands around it.
func written(n *tree.Node) string { return strings.TrimSpace(n.Written) }

// itemOf is the place of an entry of a list, or of the node where there is none.
func itemOf(n *tree.Node, i int) tree.Place {
	if i >= 0 && i < len(n.Items) {
		return n.Items[i].Place
	}
	return n.Place
}

// text reads one text on one line; not ok where it has a fault.
func (t taking) text(f tree.Field, most int) (string, bool) {
	switch {
	case f.Value.Shape == tree.Nothing || f.Value.Shape == tree.Words && written(f.Value) == "":
		t.add(f.At, "dictionary.field.empty", "Field", f.Name)
	case f.Value.Shape == tree.List || f.Value.Shape == tree.Fields:
		t.add(f.At, "dictionary.field.one-text", "Field", f.Name)
	case utf8.RuneCountInString(written(f.Value)) > most:
		t.add(f.Value.Place, "dictionary.field.long", "Field", f.Name, "Most", most)
	case unseen(written(f.Value)):
		t.add(f.Value.Place, "dictionary.field.unseen")
	default:
		return strings.Join(strings.Fields(f.Value.Written), " "), true
	}
	return "", false
}

// isList says whether a field is a list of a length that fits.
func (t taking) isList(f tree.Field, most limits) bool {
	switch n := len(f.Value.Items); {
	case f.Value.Shape == tree.Nothing:
		t.add(f.At, "dictionary.field.empty", "Field", f.Name)
	case f.Value.Shape != tree.List:
		t.add(f.At, "dictionary.field.list", "Field", f.Name)
	case n < most.least:
		t.add(f.At, few[f.Name], "Field", f.Name, "N", n, "Least", most.least)
	case n > most.most:
		t.add(f.At, "dictionary.field.too-many", "Field", f.Name, "N", n, "Most", most.most)
	default:
		return true
	}
	return false
}

// few says what is wrong with a list that is too short.
var few = map[string]string{
	"patterns":     "dictionary.field.empty",
	"sources":      "dictionary.field.empty",
	"alternatives": "dictionary.short.alternatives",
	"flag":         "dictionary.short.flag",
	"pass":         "dictionary.short.pass",
}

// texts reads a list of texts. Examples keep their lines and what can't be seen
// in them; everything else stands on one line.
func (t taking) texts(f tree.Field, most limits) []string {
	if !t.isList(f, most) {
		return nil
	}
	example := f.Name == "flag" || f.Name == "pass"
	all := make([]string, 0, len(f.Value.Items))
	for _, item := range f.Value.Items {
		text := written(item)
		if !example {
			text = strings.Join(strings.Fields(text), " ")
		}
		switch {
		case item.Shape == tree.List || item.Shape == tree.Fields:
			t.add(item.Place, "dictionary.field.quotes", "Field", f.Name)
		case text == "":
			t.add(f.At, "dictionary.field.empty-entry", "Field", f.Name)
		case utf8.RuneCountInString(text) > most.characters:
			t.add(item.Place, "dictionary.field.long", "Field", f.Name, "Most", most.characters)
		case !example && unseen(text):
			t.add(item.Place, "dictionary.field.unseen")
		case slices.Contains(all, text):
			t.add(item.Place, "dictionary.field.entry-twice", "Field", f.Name, "Value", text)
		}
		// What is wrong stays in its place, so that the others keep theirs.
		all = append(all, text)
	}
	return all
}

// choice reads one of a few words; "" where it is none of them.
func (t taking) choice(f tree.Field, known []string) string {
	word, ok := t.text(f, maxName)
	if !ok || slices.Contains(known, word) {
		return word
	}
	t.add(f.Value.Place, "dictionary.field.choice", "Field", f.Name, "Value", word,
		"Near", tree.Nearest(word, known), "Known", strings.Join(known, ", "))
	return ""
}

func (t taking) yesNo(f tree.Field) bool {
	if f.Value.Shape != tree.YesNo {
		t.add(f.At, "dictionary.field.yes-no", "Field", f.Name)
	}
	return f.Value.Yes()
}

func (t taking) date(f tree.Field) string {
	date, ok := t.text(f, maxName)
	if ok && !isDate(date) {
		t.add(f.Value.Place, "dictionary.date.form", "Value", date)
	}
	return date
}

// isDate says whether a text is a year, a month or a day that there is.
func isDate(text string) bool {
	for _, form := range []string{"2006", "2006-01", "2006-01-02"} {
		if _, err := time.Parse(form, text); err == nil {
			return true
		}
	}
	return false
}

func (t taking) url(f tree.Field) string {
	text, ok := t.text(f, maxURL)
	if !ok {
		return ""
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || strings.Contains(text, " ") {
		t.add(f.Value.Place, "dictionary.source.url", "Value", text)
	}
	return text
}
