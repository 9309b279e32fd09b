package language

import (
	_ "embed"
	"strings"
	"sync"
)

// realWordList are words of English that differ by one letter from a word of the
// standard rules, in alphabetical order; internal/dictionary/generate finds them.
//
//go:embed realwords.txt
var realWordList string

var realWords = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(realWordList) {
		set[w] = true
	}
	return set
})

// realWord tells whether a word that looks like a slip is a word of its own.
func realWord(word string) bool { return realWords()[strings.ToLower(word)] }

// RealWords are the words among some that would be taken for a misspelt word of
// the checker's rules, were they not known to be words of their own.
func (c *Checker) RealWords(words []string) []string {
	var real []string
	for _, w := range words {
		if len(w) < slipLength || c.v.find(keyOf(w), len(w), w, 0, len(w)) != 0 {
			continue
		}
		if id := c.v.nearest(w, 0, len(w)); id != 0 && spelling.Replace(w) != spelling.Replace(c.v.entries[id].word) {
			real = append(real, w)
		}
	}
	return real
}

// spelling makes one of two spellings: organise and organize, favour and favor.
var spelling = strings.NewReplacer("our", "or", "is", "iz", "ys", "yz", "ll", "l")
