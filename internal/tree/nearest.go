package tree

// maxName is how long a name may be for which another is looked for.
const maxName = 100

// Nearest finds the known name somebody probably meant, or "" where none is near
// enough to offer.
func Nearest(name string, known []string) string {
	if len(name) > maxName {
		return ""
	}
	best, least := "", len([]rune(name))/3+1
	for _, k := range known {
		if d := Distance([]rune(name), []rune(k)); d < least {
			best, least = k, d
		}
	}
	return best
}

// Distance is how many parts have to be put in, taken out, changed or swapped
// with their neighbour to make one list of the other.
func Distance[T comparable](a, b []T) int {
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
