package language

// insuranceNumber looks for a National Insurance number: two letters, six digits
// and a letter from A to D, however they are spaced.
func insuranceNumber(text string, r *digitRun, head headLetters) (detail, bool) {
	if head.n == 0 {
		head = spacedHead(text, r.groups[0].start)
	}
	if head.n == 1 {
		head = splitHead(text, head)
	}
	last := r.upTo(6)
	if head.n != 2 || last < 0 {
		return detail{}, false
	}
	first, second := upperCase(text[head.start]), upperCase(text[headSecond(text, head)])
	temporary := first == 'T' && second == 'N'
	if !temporary && !insurancePrefix(first, second) {
		return detail{}, false
	}
	suffix, end := insuranceSuffix(text, r.groups[last].end)
	if suffix == 0 && last != r.count-1 {
		return detail{}, false
	}
	certain := head.upper && suffix == 'A' && !temporary && !r.wraps(last) && !(last == 1 && r.groups[0].to == 3)
	if !certain && nearCue(text, head.start, end, cueInsurance) == 0 || joined(text, head.start) {
		return detail{}, false
	}
	return detail{"national-insurance", head.start, end, true}, true
}

// splitHead adds a first letter that stands apart from the second.
func splitHead(text string, head headLetters) headLetters {
	before := spacedHead(text, head.start)
	if before.n != 1 {
		return head
	}
	return headLetters{start: before.start, n: 2, upper: head.upper && before.upper, apart: true}
}

// headSecond is where the second letter of two stands.
func headSecond(text string, head headLetters) int {
	i := head.start + 1
	for i < len(text) && foldBytes[text[i]] < 'a' {
		i++
	}
	return i
}

// insurancePrefix tells whether numbers start with these letters.
func insurancePrefix(first, second byte) bool {
	if indexOf("DFIQUV", first) >= 0 || indexOf("DFIOQUV", second) >= 0 {
		return false
	}
	switch [2]byte{first, second} {
	case [2]byte{'B', 'G'}, [2]byte{'G', 'B'}, [2]byte{'N', 'K'}, [2]byte{'K', 'N'},
		[2]byte{'N', 'T'}, [2]byte{'T', 'N'}, [2]byte{'Z', 'Z'}:
		return false
	}
	return true
}

// insuranceSuffix reads the last letter after end: 'A' says it is a capital of A
// to D, 'a' that it is a small one or the F, M or P of numbers given in the meantime, 0 that
// there is none. Then end is where the number ends.
func insuranceSuffix(text string, end int) (byte, int) {
	g, at, size := seenAt(text, end)
	if g == glyphSpace || g == glyphDash || g == glyphDot {
		g, at, size = seenAt(text, at+size)
	}
	if !g.letter() || size != 1 || !edge(text, at+1) {
		return 0, end
	}
	letter := upperCase(text[at])
	switch {
	case letter > 'D' && letter != 'F' && letter != 'M' && letter != 'P':
		return 0, end
	case g == glyphLower || letter > 'D':
		return 'a', at + 1
	}
	return 'A', at + 1
}
