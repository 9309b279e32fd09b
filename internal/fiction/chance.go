package fiction

import (
	"hash/fnv"
	"math/rand/v2"
)

// Everything is drawn in whole numbers: fractions may round differently from
// one machine to another, and the same seed has to give the same file on all.

// source is a stream of chance of its own for each purpose, so that more young
// people in a plan do not change what an agency is good at.
func source(seed uint64, purpose string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(purpose)) // a hash never fails
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

// below draws from 0 to n-1; 0 where n is not positive.
func below(r *rand.Rand, n int) int {
	if n <= 1 {
		return 0
	}
	return int(r.Int32N(int32(n)))
}

// permille is true that many times in a thousand.
func permille(r *rand.Rand, n int) bool { return below(r, 1000) < n }

// around draws about 0: most draws within width, none beyond three times it.
func around(r *rand.Rand, width int) int {
	sum := -3 * width
	for range 3 {
		sum += below(r, 2*width+1)
	}
	return sum
}

// lean is how far one named thing leans from the rest, always the same for a seed.
func lean(seed uint64, name string, width int) int {
	return around(source(seed, name), width)
}

// weighted draws an index by weight; -1 where there are no weights.
func weighted(r *rand.Rand, weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	if sum == 0 {
		return -1
	}
	at := below(r, sum)
	for i, w := range weights {
		if at < w {
			return i
		}
		at -= w
	}
	return -1
}

func pick[T any](r *rand.Rand, all []T) T { return all[below(r, len(all))] }

// ids hands out respondents' ids: every one once, in no visible order.
type ids struct{ key, count uint64 }

const idBits = 48

// consonants only, so that no id is a number to a spreadsheet or spells a word.
const idLetters = "bcdfghjkmnpqrstv"

func newIDs(seed uint64) ids { return ids{key: source(seed, "ids").Uint64()} }

// next appends a new id. Each step of the mixing can be undone, so no two
// counts come to the same id.
func (i *ids) next(to []byte) []byte {
	i.count++
	const mask = 1<<idBits - 1
	x := (i.count ^ i.key) & mask
	for range 3 {
		x ^= x >> 25
		x = x * 0x9E3779B97F4B & mask
	}
	x ^= x >> 23
	for shift := idBits - 4; shift >= 0; shift -= 4 {
		to = append(to, idLetters[x>>shift&15])
	}
	return to
}
