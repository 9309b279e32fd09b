package framework

import (
	"slices"
	"strings"
)

// nearest finds the known name somebody probably meant, or "" where none is
// near enough to offer.
func nearest(name string, known []string) string {
	if len(name) > 100 {
		return ""
	}
	best, least := "", len([]rune(name))/3+1
	for _, k := range known {
		if d := distance([]rune(name), []rune(k)); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance is how many parts have to be put in, taken out, changed or swapped
// with their neighbour to make one list of the other.
func distance[T comparable](a, b []T) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	above, twoAbove := make([]int, len(row)), make([]int, len(row))
	for i := range a {
		twoAbove, above, row = above, row, twoAbove
		row[0] = i + 1
		for j := range b {
			change := above[j]
			if a[i] != b[j] {
				change++
			}
			least := min(change, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				least = min(least, twoAbove[j-1]+1)
			}
			row[j+1] = least
		}
	}
	return row[len(b)]
}

// few lists names for a sentence, the first of them where there are many.
func few(names []string) string {
	const most = 24
	if len(names) > most {
		names = append(slices.Clone(names[:most]), "…")
	}
	return strings.Join(names, ", ")
}
