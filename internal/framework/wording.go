package framework

import (
	"slices"
	"strings"
	"unicode"

	"bearings/internal/tree"
)

// wording is how near one text is to another.
type wording int

const (
	sameWords  wording = iota
	nearWords          // a few words changed, or only how they are set
	otherWords         // it may ask something else
)

// compareTexts compares two texts in every language that both have; the
// farthest apart decides. A language that came or went changes no words.
func compareTexts(before, after Text) wording {
	farthest := sameWords
	if len(before) == 0 != (len(after) == 0) {
		return otherWords
	}
	for language, text := range after {
		if old, ok := before[language]; ok {
			farthest = max(farthest, compareWords(old, text))
		}
	}
	return farthest
}

// longest is the number of words up to which texts are compared word by word;
// no question is so long.
const longest = 500

// compareWords says how near two texts are. Capitals, spaces and punctuation
// do not count as words. At most a fifth of the words may be put in, taken out or
// changed, and no word that turns a sentence round.
func compareWords(before, after string) wording {
	if before == after {
		return sameWords
	}
	a, b := wordsIn(before), wordsIn(after)
	if len(a) > longest || len(b) > longest || turns(a) != turns(b) {
		return otherWords
	}
	if changed := tree.Distance(a, b); changed*5 > max(len(a), len(b)) {
		return otherWords
	}
	return nearWords
}

func wordsIn(text string) []string {
	text = strings.ToLower(strings.ReplaceAll(text, "’", "'"))
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '\'' && !unicode.IsMark(r)
	})
}

// turning are words that make a sentence say the contrary, in the languages
// packs are likely to have; so few words weigh more than their number.
var turning = map[string]bool{
	"no": true, "not": true, "never": true, "nobody": true, "nothing": true, "none": true, "without": true, "unless": true, "neither": true,
	"nid": true, "ddim": true, "byth": true, "neb": true, "heb": true, "oni": true, "na": true, "nad": true,
}

// turns counts the words that turn a sentence round.
func turns(words []string) int {
	n := 0
	for _, w := range words {
		if turning[w] || strings.HasSuffix(w, "n't") {
			n++
		}
	}
	return n
}

// saysTheSame says whether two texts differ in no word in any language both have.
func saysTheSame(before, after Text) bool {
	for language, text := range after {
		old, ok := before[language]
		if ok && !slices.Equal(wordsIn(old), wordsIn(text)) {
			return false
		}
	}
	return true
}
