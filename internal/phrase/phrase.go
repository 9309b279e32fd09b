// Package phrase says the product's own sentences in a reader's language.
//
// The sentences live in content/messages, a folder a language and a file a
// feature, as id: text or, where a number decides the form, id: {one: …, other: …}. No other package
// holds a sentence a person reads.
package phrase

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"bearings/internal/fault"
)

// Words are the product's sentences in one language. They may be used by
// several goroutines.
type Words struct {
	// Language is the BCP 47 tag pages declare.
	Language string
	shelf    *shelf
	pseudo   bool
}

// Load finds a folder of languages (en, cy, …), each a folder of message files
// named for the feature that says them, and returns the words of each language
// by its tag. What stands below a name that begins a line is read when one of
// its sentences is first said; Check reads everything.
func Load(files fs.FS) (map[string]*Words, error) {
	names, err := fs.Glob(files, "*/*.yaml")
	if err != nil {
		return nil, err
	}
	found := map[string]*Words{}
	for _, name := range names {
		tag := path.Dir(name)
		words := found[tag]
		if words == nil {
			words = &Words{Language: tag, shelf: &shelf{holding: map[string][]*section{}}}
			found[tag] = words
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		words.shelf.put(name, tag, text)
	}
	return found, nil
}

// Check reads every message file, and says what is wrong with the first that
// can't be read or that has a sentence another has.
func Check(files fs.FS) error {
	all, err := Load(files)
	if err != nil {
		return err
	}
	for _, tag := range slices.Sorted(maps.Keys(all)) {
		if err := all[tag].shelf.check(); err != nil {
			return err
		}
	}
	return nil
}

// Pseudo returns the same words marked and accented, so that a test can see
// any sentence on a page that did not come through here.
func (w *Words) Pseudo() *Words {
	p := *w
	p.pseudo = true
	return &p
}

// IsPseudo says whether these words are marked for a test.
func (w *Words) IsPseudo() bool { return w.pseudo }

// Say returns the sentence of that id; with alternates names and values.
func (w *Words) Say(id string, with ...any) string {
	if len(with) == 0 {
		if text, ok := w.shelf.plain(id); ok {
			return w.mark(text)
		}
	}
	return w.mark(w.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: values(with)}))
}

// Count returns the sentence of that id in the form the number asks for; the
// number is there in the sentence as {{.N}}.
func (w *Words) Count(id string, n int, with ...any) string {
	data := values(with)
	data["N"] = n
	return w.mark(w.localize(&i18n.LocalizeConfig{MessageID: id, PluralCount: n, TemplateData: data}))
}

// Has says whether there is a sentence of that id.
func (w *Words) Has(id string) bool {
	if _, ok := w.shelf.plain(id); ok {
		return true
	}
	_, err := w.shelf.localize(&i18n.LocalizeConfig{MessageID: id, PluralCount: 2})
	return err == nil
}

// Fault says what went wrong, as a sentence.
func (w *Words) Fault(f *fault.Fault) string { return w.sentence(f.Message, f.With) }

// Problem says what is wrong with a file at one place, without the place.
func (w *Words) Problem(p fault.Problem) string { return w.sentence(p.Message, p.With) }

// Problems says everything that is wrong with files, a line each, and how many
// more there are of each kind: file:line:column: sentence, or file:cell:
// sentence for a workbook.
func (w *Words) Problems(all *fault.Problems) []string {
	var lines []string
	for _, p := range all.List {
		lines = append(lines, place(p)+w.Problem(p))
	}
	for _, kind := range slices.Sorted(maps.Keys(all.More)) {
		like := all.Like[kind]
		lines = append(lines, w.Count("problems.more", all.More[kind], "Like", place(like)+w.Problem(like)))
	}
	return lines
}

func place(p fault.Problem) string {
	where := fault.Place(p.File, p.Line, p.Column)
	switch {
	case p.File == "" && where == "":
		return ""
	case p.File == "":
		return where + ": "
	case where == "":
		return p.File + ": "
	}
	return p.File + ":" + where + ": "
}

func (w *Words) sentence(id string, with map[string]any) string {
	config := &i18n.LocalizeConfig{MessageID: id, TemplateData: with}
	if n, ok := with["N"].(int); ok {
		config.PluralCount = n
	}
	return w.mark(w.localize(config))
}

func (w *Words) localize(config *i18n.LocalizeConfig) string {
	text, err := w.shelf.localize(config)
	if err != nil {
		// A missing sentence is a defect a test finds; a person still sees
		// which one it is instead of nothing.
		return "[" + config.MessageID + "]"
	}
	return text
}

func (w *Words) mark(text string) string {
	if !w.pseudo {
		return text
	}
	return Pseudo(text)
}

// Pseudo marks and accents a text: "Home" becomes "⟦Ĥömé⟧".
func Pseudo(text string) string {
	if strings.TrimSpace(text) == "" {
		return text
	}
	return "⟦" + accents.Replace(text) + "⟧"
}

var accents = strings.NewReplacer("a", "á", "e", "é", "i", "í", "o", "ö", "u", "ü", "y", "ÿ", "H", "Ĥ", "W", "Ŵ")

func values(with []any) map[string]any {
	m := make(map[string]any, len(with)/2+1)
	for i := 0; i+1 < len(with); i += 2 {
		m[with[i].(string)] = with[i+1]
	}
	return m
}
