package content_test

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"bearings/content"
	"bearings/internal/framework"
	"bearings/internal/library"
)

// How hard a text may be: the Flesch-Kincaid grade, which is
//
//	0.39 × words a sentence + 11.8 × syllables a word − 15.59
//
// (Kincaid and others, 1975). A grade plus five is about a reading age. Words
// that name the field's own things and are explained in the glossary count like
// any others.
var hardest = map[string]float64{
	library.YoungPerson:  4,  // a reading age of nine
	library.ParentReader: 6,  // of eleven
	library.Professional: 10, // plain English for people at work
}

func TestTextsAreAsEasyAsTheirReadersNeed(t *testing.T) {
	for name, text := range readings(t) {
		reader, name, _ := strings.Cut(name, " ")
		got := grade(text)
		if got > hardest[reader] {
			t.Errorf("%s: grade %.1f, and %.0f is the most for %s", name, got, hardest[reader], reader)
		}
		if testing.Verbose() {
			t.Logf("%-14s %4.1f %s", reader, got, name)
		}
	}
}

// readings are the texts of each page, by reader and name.
func readings(t *testing.T) map[string]string {
	t.Helper()
	fw := sure(framework.Load(within(t, "practice-principles")))(t)
	l := sure(library.Load(within(t, "library/en"), "en", fw))(t)
	texts := map[string]string{}
	readers := map[string]string{}
	for _, g := range l.Guides {
		readers["guide/"+g.ID] = g.Reader
	}
	for _, p := range l.Pages {
		readers["page/"+p.ID] = p.Reader
	}
	glossary := ""
	for _, e := range l.Entries(fw) {
		text := strings.Join(e.Texts, "\n")
		switch {
		case e.Kind == library.Word: // each is a sentence or two
			glossary += text + "\n"
		case e.Kind == library.Evidence || e.Kind == library.Case:
			texts[library.Professional+" "+e.Ref()] = text
		case readers[e.Ref()] != "":
			texts[readers[e.Ref()]+" "+e.Ref()] = text
		}
	}
	texts[library.Professional+" glossary"] = glossary
	for _, c := range l.CaseStudies {
		texts[library.Professional+" "+c.ID+", second part"] = secondPart(c, fw)
	}
	for _, p := range fw.Principles {
		for _, reader := range []string{library.YoungPerson, library.ParentReader} {
			all := ""
			for _, s := range p.Feels[reader].Statements {
				all += s.Text.In("en") + "\n"
			}
			texts[reader+" feels "+p.ID] = all
		}
	}
	texts[library.YoungPerson+" animation"] = captions(l.Animation)
	return texts
}

// secondPart is what stands on the second page of a case study.
func secondPart(c library.CaseStudy, fw *framework.Framework) string {
	r := c.Response
	all := slices.Concat([]string{r.Lead}, r.Doubts, r.Unintended, r.Talk)
	for _, p := range fw.Principles {
		all = append(all, r.Shaped[p.ID])
	}
	return strings.Join(all, "\n")
}

// captions are what is said in a film.
func captions(a library.Animation) string {
	all := ""
	for _, s := range a.Scenes {
		for _, c := range s.Captions {
			all += c.Text + " "
		}
	}
	return all
}

func within(t *testing.T, folder string) fs.FS { return sure(fs.Sub(content.Files, folder))(t) }

func sure[T any](value T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func TestGradeKnowsEasyFromHard(t *testing.T) {
	for text, want := range map[string][2]float64{
		"The cat sat on the mat.": {-2, 0},
		"You can tell us. We will listen, and we will not tell anyone before we have asked you.":                                                                      {1, 4},
		"Organisational commitment necessitates multi-agency accountability, notwithstanding considerable budgetary constraints affecting safeguarding partnerships.": {20, 45},
	} {
		if got := grade(text); got < want[0] || got > want[1] {
			t.Errorf("grade %.1f of %q, want %v", got, text, want)
		}
	}
}

var sentenceEnd = regexp.MustCompile(`[.!?]+[)"”’']*(\s|$)|\n+`)

// grade is the Flesch-Kincaid grade of a text. A line's end ends a sentence.
func grade(text string) float64 {
	words, syllables, sentences := 0, 0, 0
	for _, sentence := range sentenceEnd.Split(text, -1) {
		n := 0
		for _, word := range strings.FieldsFunc(sentence, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
			n++
			syllables += syllablesOf(strings.ToLower(word))
		}
		if words += n; n > 0 {
			sentences++
		}
	}
	if words == 0 {
		return 0
	}
	return 0.39*float64(words)/float64(sentences) + 11.8*float64(syllables)/float64(words) - 15.59
}

var vowels = regexp.MustCompile(`[aeiouy]+`)

// syllablesOf counts the groups of vowels of an English word; a silent e at its
// end is none.
func syllablesOf(word string) int {
	n := len(vowels.FindAllString(word, -1))
	silent := strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") && !strings.HasSuffix(word, "ee")
	silent = silent || strings.HasSuffix(word, "es") && !regexp.MustCompile(`([sxz]|[cs]h|[cgs])es$`).MatchString(word)
	silent = silent || strings.HasSuffix(word, "ed") && !regexp.MustCompile(`[td]ed$`).MatchString(word)
	if silent && n > 1 {
		n--
	}
	return max(1, n)
}
