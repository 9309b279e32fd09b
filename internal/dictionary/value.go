package dictionary

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// limits are the least and most entries of a list, and the most characters of
// each; characters 0 for what is no text.
type limits struct{ least, most, characters int }

// list returns the entries of a list.
func (n *node) list() []*node {
	if n == nil || n.shape != list {
		return nil
	}
	return n.items
}

// text reads one text on one line; not ok where it has a fault.
func (t taking) text(f field, most int) (string, bool) {
	switch {
	case f.value.shape == nothing || f.value.shape == words && f.value.written == "":
		t.add(f.at, "dictionary.field.empty", "Field", f.name)
	case f.value.shape == list || f.value.shape == fields:
		t.add(f.at, "dictionary.field.one-text", "Field", f.name)
	case utf8.RuneCountInString(f.value.written) > most:
		t.add(f.value.place, "dictionary.field.long", "Field", f.name, "Most", most)
	case unseen(f.value.written):
		t.add(f.value.place, "dictionary.field.unseen")
	default:
		return strings.Join(strings.Fields(f.value.written), " "), true
	}
	return "", false
}

// isList says whether a field is a list of a length that fits.
func (t taking) isList(f field, most limits) bool {
	switch n := len(f.value.items); {
	case f.value.shape == nothing:
		t.add(f.at, "dictionary.field.empty", "Field", f.name)
	case f.value.shape != list:
		t.add(f.at, "dictionary.field.list", "Field", f.name)
	case n < most.least:
		t.add(f.at, few[f.name], "Field", f.name, "N", n, "Least", most.least)
	case n > most.most:
		t.add(f.at, "dictionary.field.too-many", "Field", f.name, "N", n, "Most", most.most)
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
func (t taking) texts(f field, most limits) []string {
	if !t.isList(f, most) {
		return nil
	}
	example := f.name == "flag" || f.name == "pass"
	all := make([]string, 0, len(f.value.items))
	for _, item := range f.value.items {
		text := item.written
		if !example {
			text = strings.Join(strings.Fields(text), " ")
		}
		switch {
		case item.shape == list || item.shape == fields:
			t.add(item.place, "dictionary.field.quotes", "Field", f.name)
		case text == "":
			t.add(f.at, "dictionary.field.empty-entry", "Field", f.name)
		case utf8.RuneCountInString(text) > most.characters:
			t.add(item.place, "dictionary.field.long", "Field", f.name, "Most", most.characters)
		case !example && unseen(text):
			t.add(item.place, "dictionary.field.unseen")
		case slices.Contains(all, text):
			t.add(item.place, "dictionary.field.entry-twice", "Field", f.name, "Value", text)
		}
		// What is wrong stays in its place, so that the others keep theirs.
		all = append(all, text)
	}
	return all
}

// choice reads one of a few words; "" where it is none of them.
func (t taking) choice(f field, known []string) string {
	word, ok := t.text(f, maxName)
	if !ok || slices.Contains(known, word) {
		return word
	}
	t.add(f.value.place, "dictionary.field.choice", "Field", f.name, "Value", word,
		"Near", nearest(word, known), "Known", strings.Join(known, ", "))
	return ""
}

func (t taking) yesNo(f field) bool {
	if f.value.shape != yesNo {
		t.add(f.at, "dictionary.field.yes-no", "Field", f.name)
	}
	return f.value.shape == yesNo && strings.EqualFold(f.value.written, "true")
}

func (t taking) date(f field) string {
	date, ok := t.text(f, maxName)
	if ok && !isDate(date) {
		t.add(f.value.place, "dictionary.date.form", "Value", date)
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

func (t taking) url(f field) string {
	text, ok := t.text(f, maxURL)
	if !ok {
		return ""
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || strings.Contains(text, " ") {
		t.add(f.value.place, "dictionary.source.url", "Value", text)
	}
	return text
}

// nearest finds the known name somebody probably meant, or "" where none is
// near enough to offer.
func nearest(name string, known []string) string {
	if len(name) > maxID {
		return ""
	}
	best, least := "", len(name)/3+1
	for _, k := range known {
		if d := distance(name, k); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance is how many letters have to be put in, taken out or changed to make
// one name of the other.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := corner
			if a[i] != b[j] {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
