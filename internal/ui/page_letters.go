package ui

import "strings"

// Widths of the letters from space to tilde, in thousandths of the size, as
// Arial and every typeface made to its measure have them.
var (
	plainLetters = [95]int{
		278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
		556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
		611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
		667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
		222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
	}
	boldLetters = [95]int{
		278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
		556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
		611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
		667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
		278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
	}
)

// The widths of quotation marks and apostrophes, and of every other letter.
const (
	markLetter = 333
	anyLetter  = 620
)

// widthOf is how wide a word is set, in thousandths of the size.
func widthOf(word string, letters *[95]int) int {
	width := 0
	for _, r := range word {
		switch {
		case r >= ' ' && r <= '~':
			width += letters[r-' ']
		case strings.ContainsRune("“”‘’", r):
			width += markLetter
		default:
			width += anyLetter
		}
	}
	return width
}

// linesOf is how many lines a text takes in a column, at least one. A word that
// is wider than the column goes on over as many lines as it needs.
func linesOf(text string, letters *[95]int, size, column float64) int {
	room := int(1000 * column / size)
	n, used := 1, 0
	for _, word := range strings.Fields(text) {
		width := widthOf(word, letters)
		switch {
		case used == 0:
			used = width
		case used+letters[0]+width <= room:
			used += letters[0] + width
		default:
			n, used = n+1, width
		}
		n, used = n+used/(room+1), used%(room+1)
	}
	return n
}
