package mapping

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// signs are the typographic signs tools put in place of the plain ones, and
// what can't be seen.
var signs = strings.NewReplacer(
	"’", "'", "‘", "'", "‛", "'", "ʼ", "'", "`", "'", "´", "'",
	"“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`,
	"‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "−", "-", "…", "...",
	"\u200b", "", "\u200c", "", "\u200d", "", "\u2060", "", "\ufeff", "", "\u00ad", "",
)

// plain is a text without the differences that mean nothing: capitals, odd or
// doubled spaces, typographic quotes and dashes, and how letters with accents
// are put together.
func plain(s string) string {
	s = norm.NFC.String(s)
	s = signs.Replace(s)
	s = strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
	return norm.NFC.String(cases.Fold().String(s))
}

// number is what a survey tool puts in front of a question: "1. ", "Q1: ",
// "1)", "2.3 - ", or "Q1 ".
var number = regexp.MustCompile(`^(?:(?:q|question)? ?\d{1,3}(?:[._]\d{1,3})*[a-z]?(?: ?[.:)\]] ?| - )|q\d{1,3}(?:[._]\d{1,3})*[a-z]? )`)

// bare is a plain text without a number in front, and without the star, dot
// or colon at its end.
func bare(s string) string {
	p := plain(s)
	if n := len(number.FindString(p)); n > 0 && n < len(p) && (p[n] < '0' || p[n] > '9') {
		p = p[n:]
	}
	p = strings.TrimSuffix(strings.TrimRight(p, " *"), "(required)")
	if b := strings.TrimRight(p, " *.:"); b != "" {
		return b
	}
	return p
}

// head is a heading in the ways it may be written.
type head struct {
	written, plain, bare string
	end                  string // bare, without the bracket it may end with
}

func newHead(s string) head {
	h := head{written: strings.TrimSpace(s), plain: plain(s), bare: bare(s)}
	h.end = bare(strings.TrimRight(strings.TrimRight(h.bare, "]"), " *."))
	return h
}

func newHeads(all []string) []head {
	heads := make([]head, len(all))
	for i, s := range all {
		heads[i] = newHead(s)
	}
	return heads
}

// find is which headings are this one: letter for letter, or else but for
// differences that mean nothing, or else but for a number in front as well.
func find(heads []head, text string) []int {
	want := newHead(text)
	for _, same := range []func(head) bool{
		func(h head) bool { return h.written == want.written },
		func(h head) bool { return h.plain == want.plain },
		func(h head) bool { return h.bare == want.bare },
	} {
		var found []int
		for i, h := range heads {
			if h.written != "" && same(h) {
				found = append(found, i)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// asks says whether a heading is a statement, or ends with it: many tools put
// the title of a table of questions in front, "Title [Statement]".
func (h head) asks(statement string) bool {
	if statement == "" {
		return false
	}
	if h.end == statement {
		return true
	}
	before, ok := strings.CutSuffix(h.end, statement)
	if !ok {
		return false
	}
	for _, sign := range []string{"[", ": ", " - ", "| ", "> ", "/ ", ". "} {
		if strings.HasSuffix(before, sign) {
			return true
		}
	}
	return false
}

// pairs counts the pairs of letters of a text's words.
func pairs(s string) map[string]int {
	counts := map[string]int{}
	words := strings.FieldsFunc(plain(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' })
	for _, w := range words {
		letters := []rune(w)
		if len(letters) == 1 {
			counts[w]++
		}
		for i := 1; i < len(letters); i++ {
			counts[string(letters[i-1:i+1])]++
		}
	}
	return counts
}

// alike is how alike two texts are, by the pairs of letters they share, from 0
// to 1 (the Sørensen–Dice coefficient).
func alike(a, b map[string]int) float64 {
	all, both := 0, 0
	for _, n := range a {
		all += n
	}
	for p, n := range b {
		all += n
		both += min(n, a[p])
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(both) / float64(all)
}

// How alike a text must be to be offered.
const (
	alikeWord      = 0.4 // short words: "Never" for "Hardly ever or never"
	alikeStatement = 0.6
)

// candidate is a text that may be meant, and the id it stands for.
type candidate struct {
	id    string
	pairs map[string]int
}

// nearest is the id of the text most like the one given, or "" where none is
// enough like it or two are equally.
func nearest(given string, of []candidate, least float64) string {
	const longest = 500
	if len(given) > longest {
		return ""
	}
	mine := pairs(given)
	best, far := "", 0.0
	for _, c := range of {
		switch a := alike(mine, c.pairs); {
		case a > far:
			best, far = c.id, a
		case a == far && c.id != best:
			best = ""
		}
	}
	if far < least {
		return ""
	}
	return best
}

func candidates(texts ...string) []candidate {
	var all []candidate
	for _, t := range texts {
		all = append(all, candidate{t, pairs(t)})
	}
	return all
}

// quoted is a text as a sentence can quote it: on one line and not long.
func quoted(s string) string {
	const most = 100
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, strings.TrimSpace(s))
	if letters := []rune(s); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return s
}
