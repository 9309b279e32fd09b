package language

// vehicle looks for a vehicle's registration: the form of today stands for itself,
// the older ones need a word.
func vehicle(text string, r *digitRun, head headLetters) (detail, bool) {
	first := &r.groups[0]
	if head.n == 0 {
		if g, _, _ := lettersAfter(text, first.end); g != glyphUpper && !upperBefore(text, first.start) {
			return detail{}, false
		}
		head = spacedHead(text, first.start)
	}
	if first.len() > 4 || head.n > 3 || head.n > 0 && !head.upper && head.apart {
		return detail{}, false
	}
	tail, end := plateTail(text, first.end)
	start := head.start
	if g, _ := glyphBefore(text, first.start); head.apart && g != glyphSpace || runsOn(text, end) {
		return detail{}, false
	}
	if tail.n == 0 && head.n == 0 || tail.n > 3 {
		return detail{}, false
	}
	switch {
	case currentPlate(text, first, head, tail):
		if head.upper && tail.upper && tail.apart && !head.apart && !joined(text, start) && plateYear(text[first.start:first.end]) && !plainWord(text[end-3:end]) {
			return detail{"vehicle", start, end, true}, true
		}
		if near := nearCue(text, start, end, cuePlate|cueCar); near == 0 || near != cuePlate && !tail.upper && tail.apart {
			return detail{}, false
		}
	case !olderPlate(first, head, tail):
		return detail{}, false
	case !head.upper || !tail.upper || nearCue(text, start, end, cuePlate|cueCar) == 0:
		return detail{}, false
	case plainLetters(text, head, tail), (head.n == 0 || tail.n == 0) && nearCue(text, start, end, cuePlate) == 0:
		return detail{}, false
	}
	if tail.n == 0 {
		end = first.end
	}
	return detail{"vehicle", start, end, true}, !joined(text, start)
}

// lettersAfter is what stands after at and, if there is one, a space or dash.
func lettersAfter(text string, at int) (glyph, int, int) {
	g, i, size := seenAt(text, at)
	if g == glyphSpace || g == glyphDash {
		return seenAt(text, i+size)
	}
	return g, i, size
}

// upperBefore tells whether a capital stands before at and a space.
func upperBefore(text string, at int) bool {
	g, i := seenBefore(text, at)
	if g != glyphSpace {
		return false
	}
	g, _ = seenBefore(text, i)
	return g == glyphUpper
}

// plateTail reads the letters after a plate's digits; n is more than 3 where they
// are no part of one.
func plateTail(text string, at int) (headLetters, int) {
	g, i, size := lettersAfter(text, at)
	tail := headLetters{start: i, upper: true, apart: i > at}
	end := at
	for g.letter() && tail.n <= headMost {
		tail.upper = tail.upper && g == glyphUpper
		if size > 1 {
			tail.n = headMost
		}
		tail.n++
		end = i + size
		g, i, size = seenAt(text, end)
	}
	if tail.n > 0 && g.joins() {
		tail.n = headMost + 1
	}
	if tail.n > 0 && tail.n != headMost && tail.apart && !tail.upper {
		return headLetters{start: at, upper: true}, at
	}
	return tail, end
}

func currentPlate(text string, g *digitGroup, head, tail headLetters) bool {
	if head.n != 2 || g.end-g.start != 2 || tail.n != 3 {
		return false
	}
	for _, c := range []byte(text[head.start : head.start+2]) {
		if indexOf("IQZ", upperCase(c)) >= 0 {
			return false
		}
	}
	return true
}

// plateYear tells whether two digits are a half-year of registration.
func plateYear(digits string) bool {
	return digits >= "02" && digits <= "29" || digits >= "51" && digits <= "79"
}

// olderPlate tells whether digits and letters are of one of the older forms.
func olderPlate(g *digitGroup, head, tail headLetters) bool {
	switch n := g.len(); {
	case head.n == 1 && tail.n == 3, head.n == 3 && tail.n == 1:
		return n <= 3
	case head.n == 0 && tail.n > 0 && tail.n <= 3, tail.n == 0 && head.n > 0:
		return n <= 4 && n > 1
	}
	return false
}

// plainLetters tells whether the letters of an older form are a word or say what
// the number is.
func plainLetters(text string, head, tail headLetters) bool {
	var folded [wordMost]byte
	for _, w := range [2]wordSpan{{start: head.start, end: head.start + head.n}, {start: tail.start, end: min(len(text), tail.start+tail.n)}} {
		if w.end-w.start == 3 {
			if plainWord(text[w.start:w.end]) || cueOf(w.fold(text, &folded)) != 0 {
				return true
			}
		}
	}
	return false
}

// plainWord tells whether three capitals are a word rather than a plate's.
func plainWord(letters string) bool {
	switch letters {
	case "THE", "AND", "FOR", "WAS", "NOT", "BUS", "HAS", "ARE", "CAN", "BUT", "ALL", "NEW", "OLD", "MAP", "ACT",
		"BOX", "DAY", "PER", "PDF", "XML", "USB", "RAM", "CPU", "API", "TEL", "FAX", "GMT", "UTC", "BST", "VIA",
		"RFC", "CVE", "ISO", "PRO", "MPH", "KMH", "SUV", "VAN", "CAR", "BMW", "REV", "TDI", "GTI":
		return true
	}
	return false
}
