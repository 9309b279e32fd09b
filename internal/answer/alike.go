package answer

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
)

// alikeName is a name as it is compared with others.
type alikeName struct {
	printed string
	words   []string // sorted
}

// smallWords make no difference between two names.
var smallWords = strings.Fields("the of and for in at a")

// addedWords are often left out when somebody writes an organisation's name.
var addedWords = strings.Fields("borough city county district metropolitan royal unitary town nhs foundation trust ltd limited " +
	"plc cic cio uk team department dept primary secondary academy constabulary")

// alike are pairs of names that may be one agency's in two ways of writing, the
// first of them. One such word more, or one letter, makes no other agency for
// certain; a number does.
func alike(names []string) [][2]string {
	const most = 10
	fold := cases.Fold()
	var all []alikeName
	var pairs [][2]string
	for _, printed := range names {
		one := alikeName{printed, nameWords(fold.String(printed))}
		if len(one.words) == 0 {
			continue
		}
		for _, before := range all {
			if mayBeOne(before.words, one.words) {
				pairs = append(pairs, [2]string{before.printed, one.printed})
			}
			if len(pairs) == most {
				return pairs
			}
		}
		all = append(all, one)
	}
	return pairs
}

func nameWords(name string) []string {
	name = strings.NewReplacer(FictionalMark, "", "'", "", "’", "", "&", " ", ".", "").Replace(name)
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	words = slices.DeleteFunc(words, func(w string) bool { return slices.Contains(smallWords, w) })
	slices.Sort(words)
	return words
}

func mayBeOne(a, b []string) bool {
	if diff := len(a) - len(b); diff > 1 || diff < -1 {
		return false
	}
	onlyA, onlyB := without(a, b), without(b, a)
	switch {
	case len(onlyA)+len(onlyB) == 0:
		return true
	case len(onlyA)+len(onlyB) == 1: // one word more, beside two that are the same
		const same = 2
		return min(len(a), len(b)) >= same && slices.Contains(addedWords, append(onlyA, onlyB...)[0])
	case len(onlyA) == 1 && len(onlyB) == 1:
		const long = 5
		x, y := []rune(onlyA[0]), []rune(onlyB[0])
		return min(len(x), len(y)) >= long && !hasDigit(onlyA[0]) && !hasDigit(onlyB[0]) && distance(x, y) == 1
	}
	return false
}

// without are the words of a that b has not.
func without(a, b []string) []string {
	var left []string
	rest := slices.Clone(b)
	for _, word := range a {
		if at := slices.Index(rest, word); at >= 0 {
			rest = slices.Delete(rest, at, at+1)
			continue
		}
		left = append(left, word)
	}
	return left
}

func hasDigit(word string) bool { return strings.ContainsFunc(word, unicode.IsDigit) }
