package answer

import (
	"slices"
	"strings"
	"unicode"

	"bearings/internal/framework"
)

// name is one way of writing an id: the id itself, or its words.
type name struct{ as, id string }

func names(id string, words framework.Text) []name {
	all := []name{{plain(id), id}}
	for _, w := range words {
		if as := plain(w); as != "" {
			all = append(all, name{as, id})
		}
	}
	return all
}

func plainNames(ids []string) []name {
	var all []name
	for _, id := range ids {
		all = append(all, name{plain(id), id})
	}
	return all
}

func ids(known []name) []string {
	var all []string
	for _, k := range known {
		if !slices.Contains(all, k.id) {
			all = append(all, k.id)
		}
	}
	return all
}

// plain is a text as an id would be written: "Don't know" is "dont-know".
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		case unicode.IsSpace(r) || r == '_' || r == '-' || r == '–':
			return '-'
		}
		return -1
	}, strings.TrimSpace(s))
}

// nearest is the known id most like what was given, or "" where none is near
// enough to be meant.
func nearest(given string, known []name) string {
	g := []rune(plain(given))
	if len(g) == 0 {
		return ""
	}
	best, far := "", min(len(g)/3, 3)+1
	for _, k := range known {
		as := []rune(k.as)
		if diff := len(as) - len(g); diff >= far || -diff >= far {
			continue
		}
		if d := distance(g, as); d < far || (d == far && best != "" && k.id < best) {
			best, far = k.id, d
		}
	}
	return best
}

// distance is how many letters must be put in, taken out, changed or swapped
// with their neighbour to make one text of the other.
func distance(a, b []rune) int {
	before, last, now := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		now[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			now[j+1] = min(now[j]+1, last[j+1]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				now[j+1] = min(now[j+1], before[j-1]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}
