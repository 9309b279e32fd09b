package language

import (
	"maps"
	"slices"
	"strings"
)

// wordID names a word of the vocabulary; 0 is any other word.
type wordID uint16

// sets are the groups a word belongs to, a bit each.
type sets uint64

// entry is a word of the vocabulary.
type entry struct {
	word string
	sets sets
	// starts are the patterns for which the word is a reason to look closer.
	starts []uint16
	name   wordCue
}

// vocabulary holds every word that rules or the engine know. Words are found by
// a key of their last twelve letters, five bits each.
type vocabulary struct {
	entries []entry
	ids     map[string]wordID
	slots   []slot
	shift   uint
	// calls is a bit for every key at which the scan has to stop.
	calls [callBits / 64]uint64
	slips slips
	// clitics are what hangs on to a word, by key; not is n't. denied are the
	// verbs that n't changes, unwritten the words that lack their apostrophe.
	hanging   map[string]wordID
	clitics   [1 << 10]wordID
	not       wordID
	childAge  wordID
	grownAge  wordID
	denied    map[string]wordID
	unwritten map[wordID][2]wordID
}

type slot struct {
	key uint64
	id  wordID
}

const (
	callBits  = 1 << 17
	callShift = 64 - 17
	mixer     = 0x9E3779B97F4A7C15
)

func newVocabulary() *vocabulary {
	return &vocabulary{entries: make([]entry, 1, 4096), ids: make(map[string]wordID, 4096)}
}

// add makes a word part of the vocabulary.
func (v *vocabulary) add(word string) wordID {
	if id, ok := v.ids[word]; ok {
		return id
	}
	id := wordID(len(v.entries))
	v.entries = append(v.entries, entry{word: word})
	v.ids[word] = id
	return id
}

// full tells whether the words of another pattern and the engine's own might be
// more than a wordID can name.
func (v *vocabulary) full() bool { return len(v.entries) > maxPatterns-5000 }

// id is a word's id; a sealed vocabulary has all words of its rules.
func (v *vocabulary) id(word string) wordID {
	if v.ids != nil {
		return v.add(word)
	}
	if id, ok := v.hanging[word]; ok {
		return id
	}
	return v.find(keyOf(word), len(word), word, 0, len(word))
}

func (v *vocabulary) addTo(word string, s sets) { v.entries[v.add(word)].sets |= s }

// addGroups adds the words the engine itself speaks of.
func (v *vocabulary) addGroups() {
	for _, set := range slices.Sorted(maps.Keys(groups)) {
		for word := range strings.FieldsSeq(groups[set]) {
			v.addTo(word, set)
		}
	}
	v.knowParts()
}

// knowParts finds the words that hang on others, and those two of which are
// written as one.
func (v *vocabulary) knowParts() {
	for _, c := range []string{"s", "re", "ve", "ll", "d", "m"} {
		v.clitics[keyOf(c)] = v.part("'" + c)
	}
	v.childAge, v.grownAge = v.part(childAge), v.part(grownAge)
	v.not = v.part("n't")
	v.denied = map[string]wordID{"won": v.id("will"), "can": v.id("can"), "shan": v.id("shall")}
	v.unwritten = map[wordID][2]wordID{}
	for word := range strings.FieldsSeq("dont doesnt didnt isnt wasnt hasnt hadnt havent couldnt wouldnt shouldnt arent werent") {
		v.unwritten[v.id(word)] = [2]wordID{v.id(strings.TrimSuffix(word, "nt")), v.not}
	}
	v.unwritten[v.id("cant")] = [2]wordID{v.id("can"), v.not}
	v.unwritten[v.id("wont")] = [2]wordID{v.id("will"), v.not}
	for _, pair := range [][2]string{{"she", "s"}, {"he", "s"}, {"they", "re"}, {"they", "ve"}} {
		v.unwritten[v.id(pair[0]+pair[1])] = [2]wordID{v.id(pair[0]), v.part("'" + pair[1])}
	}
}

// part is the id of something that is no word of its own: 's, n't, an age.
func (v *vocabulary) part(word string) wordID {
	if v.hanging == nil {
		v.hanging = map[string]wordID{}
	}
	id, ok := v.hanging[word]
	if !ok && v.ids != nil {
		id = v.add(word)
		v.hanging[word] = id
	}
	return id
}

// sound tells whether a vocabulary that was read is one that was written.
func (v *vocabulary) sound() bool {
	for id := range v.entries {
		e := &v.entries[id]
		if e.sets&setUnwritten != 0 && v.unwritten[wordID(id)][0] == 0 {
			return false
		}
	}
	return v.not != 0 && v.childAge != 0 && v.grownAge != 0
}

// age is the id of a number that can be an age, or 0.
func (v *vocabulary) age(digits string) wordID {
	switch {
	case len(digits) == 1 && digits >= "4", len(digits) == 2 && digits >= "10" && digits < "18":
		return v.childAge
	case len(digits) == 2 && digits >= "18":
		return v.grownAge
	}
	return 0
}

// splitClitic makes two words of one with an apostrophe, as a text's are.
func splitClitic(word string) []string {
	if clitic(word) {
		return []string{word}
	}
	word = strings.Trim(word, "'") // 'cause, the girls' room
	at := strings.LastIndexByte(word, '\'')
	switch {
	case at < 0:
		return []string{word}
	case strings.HasSuffix(word, "n't"):
		verb := word[:at-1]
		switch verb {
		case "wo":
			verb = "will"
		case "ca":
			verb = "can"
		case "sha":
			verb = "shall"
		}
		return []string{verb, "n't"}
	}
	return []string{word[:at], word[at:]}
}

// finish marks what can be told only when all words are known.
func (v *vocabulary) finish() {
	for id := 1; id < len(v.entries); id++ {
		e := &v.entries[id]
		if pair, ok := v.unwritten[wordID(id)]; ok {
			e.sets |= setUnwritten
			e.starts = append(e.starts, v.entries[pair[0]].starts...)
		}
		if len(e.word) >= slipLength && e.sets&setPattern != 0 && cost(e.word) <= rareWord {
			e.sets |= setRare
		}
	}
}

// seal makes the vocabulary quick to look things up in. Nothing is added later.
func (v *vocabulary) seal() {
	size := 64
	v.shift = 64 - 6
	for size < 3*len(v.entries) {
		size, v.shift = size*2, v.shift-1
	}
	v.slots = make([]slot, size)
	for id := 1; id < len(v.entries); id++ {
		e := &v.entries[id]
		if clitic(e.word) || e.word[0] == '#' {
			continue // never stands alone
		}
		key := keyOf(e.word)
		at := key * mixer >> v.shift
		for v.slots[at].id != 0 {
			at = (at + 1) & uint64(size-1)
		}
		v.slots[at] = slot{key, wordID(id)}
		if len(e.starts) > 0 || e.name != 0 {
			bit := key * mixer >> callShift
			v.calls[bit/64] |= 1 << (bit % 64)
		}
	}
	v.slips.build(v)
	v.ids = nil
}

// keyOf packs the letters of a folded word.
func keyOf(word string) (key uint64) {
	for i := 0; i < len(word); i++ {
		key = key<<5 | uint64(word[i]&31)
	}
	return key
}

// packed is how many letters a key holds.
const packed = 12

// find is the word with this key, whose letters start at text[start]; they are
// compared only where the key doesn't hold them all.
func (v *vocabulary) find(key uint64, letters int, text string, start, end int) wordID {
	at := key * mixer >> v.shift
	for {
		s := v.slots[at]
		if s.id == 0 {
			return 0
		}
		if s.key == key && len(v.entries[s.id].word) == letters {
			if letters <= packed || sameLetters(v.entries[s.id].word, text[start:end]) {
				return s.id
			}
		}
		at = (at + 1) & uint64(len(v.slots)-1)
	}
}

// sameLetters tells whether a stretch of text reads as a word.
func sameLetters(word, text string) bool {
	at := 0
	for i := 0; i < len(text); {
		c := foldBytes[text[i]]
		switch {
		case c >= 'a':
			if at >= len(word) || word[at] != c {
				return false
			}
			at, i = at+1, i+1
		case c == byteWide:
			_, letters, size := wideAt(text, i)
			if at+len(letters) > len(word) || word[at:at+len(letters)] != letters {
				return false
			}
			at, i = at+len(letters), i+size
		default:
			i++
		}
	}
	return at == len(word)
}

// callsFor tells whether the scan has to stop at a word with this key; now and
// then it says so of a word that is none of ours.
func (v *vocabulary) callsFor(key uint64) bool {
	bit := key * mixer >> callShift
	return v.calls[bit/64]&(1<<(bit%64)) != 0
}

// clitic tells whether a word hangs on to another: 's, n't.
func clitic(word string) bool {
	switch word {
	case "'s", "'re", "'ve", "'ll", "'d", "'m", "n't":
		return true
	}
	return false
}
