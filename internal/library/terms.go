package library

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a stretch of text; Term is the glossary's word it is, or nil.
type Span struct {
	Text string
	Term *Term
}

// Marker finds glossary words in the texts of one page, each only where it is
// first used.
type Marker struct {
	words *Words
	// Used are the words found, in the order in which they came.
	Used []*Term
	// own is the term whose own page it is.
	own string
}

// Words is every form of every term of a glossary, by its first word.
type Words struct {
	forms map[string][]form
}

type form struct {
	words []string
	term  *Term
	// letters says that it is an abbreviation, which is written in capitals:
	// "SEND" is no form of "send".
	letters bool
}

// Marker begins a page. own is the id of the term whose own page it is, which
// is not marked there; otherwise empty.
func (w *Words) Marker(own string) *Marker { return &Marker{words: w, own: own} }

// Words lists what is looked for in texts.
func (l *Library) Words() *Words {
	list := &Words{forms: map[string][]form{}}
	for i := range l.Glossary {
		t := &l.Glossary[i]
		forms := t.Forms
		if !t.Common {
			forms = append([]string{t.Term}, forms...)
		}
		for _, f := range forms {
			if parts := wordsOf(f); len(parts) > 0 {
				list.forms[parts[0]] = append(list.forms[parts[0]], form{parts, t, isLetters(f)})
			}
		}
	}
	for _, forms := range list.forms {
		slices.SortStableFunc(forms, func(a, b form) int { return len(b.words) - len(a.words) })
	}
	return list
}

// Mark parts a text into plain stretches and words of the glossary.
func (m *Marker) Mark(text string) []Span {
	var spans []Span
	done := 0
	tokens := tokensOf(text)
	for i := 0; i < len(tokens); i++ {
		f, n := m.at(text, tokens[i:])
		if f == nil || m.seen(f.term) {
			if n > 0 {
				i += n - 1
			}
			continue
		}
		from, to := tokens[i].from, tokens[i+n-1].to
		if from > done {
			spans = append(spans, Span{Text: text[done:from]})
		}
		spans = append(spans, Span{Text: text[from:to], Term: f.term})
		m.Used = append(m.Used, f.term)
		done = to
		i += n - 1
	}
	if done < len(text) {
		spans = append(spans, Span{Text: text[done:]})
	}
	return spans
}

func (m *Marker) seen(t *Term) bool { return t.ID == m.own || slices.Contains(m.Used, t) }

// at is the longest form that begins at the first of some tokens, and how many
// tokens it takes.
func (m *Marker) at(text string, tokens []token) (*form, int) {
	for i, f := range m.words.forms[tokens[0].word] {
		if len(f.words) > len(tokens) {
			continue
		}
		same := !f.letters || isLetters(text[tokens[0].from:tokens[len(f.words)-1].to])
		for j, w := range f.words {
			if tokens[j].word != w || j > 0 && strings.ContainsAny(text[tokens[j-1].to:tokens[j].from], ".,;:!?()") {
				same = false
				break
			}
		}
		if same {
			return &m.words.forms[tokens[0].word][i], len(f.words)
		}
	}
	return nil, 0
}

// isLetters says whether a form is written in capitals, but for a plural's s.
func isLetters(text string) bool {
	text = strings.TrimSuffix(text, "s")
	return len(text) > 1 && text == strings.ToUpper(text) && text != strings.ToLower(text)
}

type token struct {
	word     string
	from, to int
}

// tokensOf are a text's words in lower case, with where they stand. A hyphen
// parts words, so that "trauma-informed" and "trauma informed" are the same.
func tokensOf(text string) []token {
	var all []token
	start := -1
	end := func(to int) {
		if start >= 0 {
			all = append(all, token{strings.ToLower(text[start:to]), start, to})
			start = -1
		}
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || (r == '\'' || r == '’') && start >= 0 && letterAfter(text[i+utf8.RuneLen(r):]):
			if start < 0 {
				start = i
			}
		default:
			end(i)
		}
	}
	end(len(text))
	return all
}

func letterAfter(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r)
}

func wordsOf(text string) []string {
	var all []string
	for _, t := range tokensOf(text) {
		all = append(all, t.word)
	}
	return all
}
