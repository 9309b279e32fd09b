package insight

// agreement is van der Eijk's agreement A of counts on an ordered scale: 1
// where all answers are the same, 0 where they are spread evenly, -1 where
// half are at one end and half at the other. It needs no distances between the
// words of a scale.
//
// C. van der Eijk (2001), Measuring agreement in ordered rating scales,
// Quality and Quantity 35, 325-341.
func agreement(counts []int) float64 {
	left := append([]int(nil), counts...)
	total := 0
	for _, n := range counts {
		total += n
	}
	if total == 0 {
		return 0
	}
	a := 0.0
	for {
		// A layer is what all answers that are still there have in common.
		height, wide := 0, 0
		for _, n := range left {
			if n > 0 {
				wide++
				if height == 0 || n < height {
					height = n
				}
			}
		}
		if wide == 0 {
			return a
		}
		a += float64(height*wide) / float64(total) * layerAgreement(left)
		for i := range left {
			left[i] = max(0, left[i]-height)
		}
	}
}

// layerAgreement is the agreement of answers that are spread evenly over the
// words with a count above 0.
func layerAgreement(counts []int) float64 {
	words, used, together, apart := len(counts), 0, 0, 0
	for _, n := range counts {
		if n > 0 {
			used++
		}
	}
	if words < 2 {
		return 1
	}
	for i := range counts {
		for j := i + 1; j < words; j++ {
			for k := j + 1; k < words; k++ {
				switch [3]bool{counts[i] > 0, counts[j] > 0, counts[k] > 0} {
				case [3]bool{true, false, true}:
					apart++
				case [3]bool{true, true, false}, [3]bool{false, true, true}:
					together++
				}
			}
		}
	}
	unimodality := 1.0
	if together+apart > 0 {
		w := float64(words)
		unimodality = ((w-2)*float64(together) - (w-1)*float64(apart)) / ((w - 2) * float64(together+apart))
	}
	return unimodality * (1 - float64(used-1)/float64(words-1))
}

// mostAgreement is the highest agreement of counts that may each be off by
// rounding, at its edges and in its middle.
func mostAgreement(counts []int) float64 {
	most := agreement(counts)
	tried := append([]int(nil), counts...)
	var try func(i int)
	try = func(i int) {
		if i == len(counts) {
			most = max(most, agreement(tried))
			return
		}
		for _, off := range []int{-roundedBy, 0, roundedBy} {
			tried[i] = max(0, counts[i]+off)
			try(i + 1)
		}
	}
	try(0)
	return most
}
