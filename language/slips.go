package language

import "math/bits"

// slipLength is how long a word has to be for a slip of spelling to be seen.
const slipLength = 8

// slips finds the rarer words of the rules that a misspelt word was meant to be.
// One letter wrong leaves a word's first three and last three as they were, or
// its first five, or its first and its last five.
type slips struct {
	// seen has a bit for every key of a word from which a search starts, all one
	// for every key.
	seen, all [slipBits / 64]uint64
	// heads are where the chains of words with the same key start in words.
	heads [slipChains]uint32
	words []slip
}

const (
	slipShift  = 64 - 18
	slipBits   = 1 << 18
	slipChains = 1 << 14
)

// slip is a word by one of its keys.
type slip struct {
	bit     uint32
	letters uint32 // which letters it has
	next    uint32 // the next of the chain in words, from 1
	id      wordID
}

func (s *slips) build(v *vocabulary) {
	for id := 1; id < len(v.entries); id++ {
		e := &v.entries[id]
		if e.sets&setRare == 0 {
			continue
		}
		letters := lettersOf(e.word)
		for n := len(e.word) - 1; n <= len(e.word)+1; n++ {
			for _, bit := range slipKeys(e.word, 0, len(e.word), n) {
				s.all[bit/64] |= 1 << (bit % 64)
				if len(e.starts) > 0 {
					s.seen[bit/64] |= 1 << (bit % 64)
				}
				head := &s.heads[bit%slipChains]
				s.words = append(s.words, slip{bit, letters, *head, wordID(id)})
				*head = uint32(len(s.words))
			}
		}
	}
}

// slipKeys are the three parts of text[start:end] of which one is right, each
// with the length of the word as it is written.
func slipKeys(text string, start, end, written int) [3]uint32 {
	first := uint64(lower(text[start])) | uint64(lower(text[start+1]))<<8 | uint64(lower(text[start+2]))<<16
	last := uint64(lower(text[end-1])) | uint64(lower(text[end-2]))<<8 | uint64(lower(text[end-3]))<<16
	n := uint64(written) << 56
	return [3]uint32{
		slipBit(first | last<<24 | n),
		slipBit(first | uint64(lower(text[start+3]))<<24 | uint64(lower(text[start+4]))<<32 | 1<<48 | n),
		slipBit(first&0xFF | last<<24 | uint64(lower(text[end-4]))<<16 | uint64(lower(text[end-5]))<<8 | 2<<48 | n),
	}
}

func slipBit(key uint64) uint32 { return uint32(key * mixer >> slipShift) }

// maybe tells quickly whether a long word may be one from which a search starts.
func (s *slips) maybe(text string, start, end int) bool {
	return has(&s.seen, slipKeys(text, start, end, end-start))
}

func has(set *[slipBits / 64]uint64, keys [3]uint32) bool {
	for _, bit := range keys {
		if set[bit/64]&(1<<(bit%64)) != 0 {
			return true
		}
	}
	return false
}

// repair is the word that was meant by text[start:end], letters all, or 0.
func (v *vocabulary) repair(text string, start, end int) wordID {
	id := v.nearest(text, start, end)
	if id != 0 && realWord(text[start:end]) {
		return 0
	}
	return id
}

// nearest is the word that differs by one slip, or 0. Of two it is the one that
// ends alike.
func (v *vocabulary) nearest(text string, start, end int) wordID {
	word := text[start:end]
	var letters uint32
	var best wordID
	for _, bit := range slipKeys(text, start, end, end-start) {
		if v.slips.all[bit/64]&(1<<(bit%64)) == 0 {
			continue
		}
		if letters == 0 {
			letters = lettersOf(word)
		}
		for at := v.slips.heads[bit%slipChains]; at != 0; at = v.slips.words[at-1].next {
			s := &v.slips.words[at-1]
			if s.bit != bit || bits.OnesCount32(s.letters^letters) > 2 || !oneSlip(v.entries[s.id].word, word) {
				continue
			}
			if best == 0 || alike(v.entries[s.id].word, word) > alike(v.entries[best].word, word) {
				best = s.id
			}
		}
	}
	return best
}

// alike is how many letters two words have in common at their end.
func alike(meant, word string) int {
	n := 0
	for n < len(meant) && n < len(word) && lower(word[len(word)-1-n]) == meant[len(meant)-1-n] {
		n++
	}
	return n
}

func lettersOf(word string) (set uint32) {
	for i := 0; i < len(word); i++ {
		set |= 1 << (word[i] & 31)
	}
	return set
}

// oneSlip tells whether a word, of any case, is another with one letter left out,
// put in or changed, or two neighbours swapped. The first letter has to be right.
func oneSlip(meant, word string) bool {
	n, m := len(meant), len(word)
	if n-m > 1 || m-n > 1 || lower(word[0]) != meant[0] {
		return false
	}
	a := 0
	for a < n && a < m && lower(word[a]) == meant[a] {
		a++
	}
	b := 0
	for b < n-a && b < m-a && lower(word[m-1-b]) == meant[n-1-b] {
		b++
	}
	left, written := n-a-b, m-a-b
	if left <= 1 && written <= 1 {
		return left+written > 0
	}
	return left == 2 && written == 2 && lower(word[a]) == meant[a+1] && lower(word[a+1]) == meant[a]
}

func lower(c byte) byte { return c | 0x20 }
