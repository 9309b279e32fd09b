package disclosure

// Every published value is made by round or leanOf, and bounds says what a
// reader can conclude from it.

const roundedTo = 5

// round gives the nearest multiple of 5. 0 stands for 0 to 2.
func round(count int) int { return (count + roundedTo/2) / roundedTo * roundedTo }

// roundBounds are the counts that round to the same value.
func roundBounds(count int) (lo, hi int) {
	v := round(count)
	return max(0, v-roundedTo/2), v + roundedTo/2
}

// Edges of the leans, in per cent of the positions that are in the upper half.
const (
	lowerEdge = 35
	upperEdge = 65
)

// weight is how much a position counts towards the upper half, in halves: a
// middle word counts half.
func weight(position, positions int) int {
	switch 2*position + 1 - positions {
	case 0:
		return 1
	default:
		if 2*position+1 > positions {
			return 2
		}
		return 0
	}
}

// leanOf says to which half of the scale the positions lean.
func leanOf(positions []int) Lean {
	n, upper := 0, 0
	for x, count := range positions {
		n += count
		upper += weight(x, len(positions)) * count
	}
	switch {
	case 100*upper <= lowerEdge*2*n:
		return Lower
	case 100*upper >= upperEdge*2*n:
		return Upper
	default:
		return Mixed
	}
}

// leanBounds are the weights, in halves, at which n positions have that lean.
func leanBounds(lean Lean, n int) (lo, hi int) {
	lowest := lowerEdge * 2 * n / 100     // the largest that is still lower
	highest := (upperEdge*2*n + 99) / 100 // the smallest that is upper
	switch lean {
	case Lower:
		return 0, lowest
	case Upper:
		return highest, 2 * n
	default:
		return lowest + 1, highest - 1
	}
}
