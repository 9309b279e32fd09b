package language

// phone looks for a British telephone number, with or without the country's, and
// for a number that starts with the plus and code of another.
func phone(text string, r *digitRun, head headLetters) (detail, bool) {
	start := r.groups[0].start
	if head.n > 0 || start > 0 && text[start-1] != '+' && text[start-1] != '/' && joined(text, start) {
		return detail{}, false
	}
	plus := plusBefore(text, start)
	national, last, ok := nationalNumber(r, plus >= 0)
	if !ok {
		return foreignPhone(text, r, plus)
	}
	end := r.groups[last].end
	if runsOn(text, end) && !extension(text, end) || helpline(national) {
		return detail{}, false
	}
	cue := nearCue(text, start, end, cuePhone|cueReference)
	if cue == cueReference || !phoneGroups(r, last) || cue == 0 && plus < 0 && !phoneGrouping(r, last) {
		return detail{}, false
	}
	if plus >= 0 {
		start = plus
	}
	if start > 0 && text[start-1] == '(' && (end >= len(text) || text[end] != ')') {
		start--
	}
	return detail{"phone", start, end, true}, true
}

// plusBefore is where a plus right before start stands, or -1.
func plusBefore(text string, start int) int {
	g, i := seenBefore(text, start)
	if g == glyphOther && i >= 0 && i < len(text) && text[i] == '+' && start-i < 8 && start > 0 {
		return i
	}
	return -1
}

// nationalNumber is the number without country code and leading noughts, and the
// group it ends with.
func nationalNumber(r *digitRun, plus bool) (digits []byte, last int, ok bool) {
	skip, cued := 0, false
	switch d := r.digits; {
	case d[0] == '4' && d[1] == '4' && (plus || r.n >= 11):
		skip, cued = 2, true
	case d[0] == '0' && d[1] == '0' && d[2] == '4' && d[3] == '4':
		skip, cued = 4, true
	case plus:
		return nil, 0, false
	case d[0] == '0':
		skip = 1
	case d[0] == '7':
	default:
		return nil, 0, false
	}
	if cued && r.digits[skip] == '0' {
		skip++ // +44 (0)
	}
	for _, n := range [2]int{10, 9} {
		if skip+n > r.n {
			continue
		}
		last = r.upTo(skip + n)
		if last >= 0 && national(r.digits[skip:skip+n]) && (n == 10 || nineDigits(r, skip, last)) {
			return r.digits[skip : skip+n], last, true
		}
	}
	return nil, 0, false
}

// nineDigits tells whether a number a digit short is one of the few old ones: they
// have an area code of five digits, nought included.
func nineDigits(r *digitRun, skip, last int) bool {
	if r.digits[skip] != '1' || r.n > skip+9 && r.groups[last+1].sep != '\n' {
		return false
	}
	return last == 0 || r.groups[0].to == skip+4 || r.groups[0].to == skip+5
}

// national tells whether numbers of this form are given out; it is called without
// the leading nought.
func national(d []byte) bool {
	switch d[0] {
	case '1':
		return d[1] != '0'
	case '2':
		return indexOf("03489", d[1]) >= 0
	case '3':
		return indexOf("0347", d[1]) >= 0
	case '5':
		return d[1] == '5' || d[1] == '6'
	case '7':
		return d[1] != '6' || d[2] == '2' && d[3] == '4'
	}
	return false
}

// phoneShape tells whether ten digits are a number with its leading nought.
func phoneShape(digits []byte) bool {
	return digits[0] == '0' && digits[1] == '1' && digits[2] != '0'
}

// helpline tells whether a number is one that everybody may know.
func helpline(d []byte) bool {
	switch string(d) {
	case "3001236600", "3001233393", "3000030396", "3301239234", "3454500000", "3000115112",
		"3003231113", "3002220222", "3003000013", "2078230430", "3456090011":
		return true
	}
	return false
}

// phoneGroups tells whether somebody may write a telephone number so, who says
// that it is one: not in bits and pieces, unless digit by digit.
func phoneGroups(r *digitRun, last int) bool {
	if r.groups[0].to == 1 && r.groups[1].sep != '(' {
		return false
	}
	for _, g := range r.groups[1 : last+1] {
		if g.len() == 1 && g.from != 2 && g.from != 4 || g.sep == '/' {
			return false
		}
	}
	return !r.wraps(last) && (r.digits[0] != '7' || r.groups[0].to >= 4)
}

// phoneGrouping tells whether a number without any word about it is written as a
// telephone number is.
func phoneGrouping(r *digitRun, last int) bool {
	if r.digits[0] == '4' {
		return last == 0 && r.digits[2] == '7' && r.groups[0].to == 12
	}
	if r.digits[0] == '7' {
		return false
	}
	first := r.groups[0].len()
	if last == 0 {
		return r.groups[0].to != 10
	}
	for _, g := range r.groups[1 : last+1] {
		if g.len() < 2 || g.sep == '/' || g.sep == '\n' || g.sep != r.groups[last].sep && g.sep != '(' && g != r.groups[1] {
			return false
		}
	}
	if first == 2 { // 07 700 900 123, but no date
		return r.groups[1].sep == ' ' && r.groups[1].len() >= 3
	}
	return first >= 3 && (r.groups[1].sep != '.' || last > 1 || first > 3)
}

// foreignPhone looks for a number of another country.
func foreignPhone(text string, r *digitRun, plus int) (detail, bool) {
	if plus < 0 || r.digits[0] == '0' || joined(text, plus) {
		return detail{}, false
	}
	last := r.count - 1
	for last > 0 && (r.groups[last].to > 15 || r.groups[last].sep == '\n') {
		last--
	}
	if n := r.groups[last].to; n < 10 || n > 15 || runsOn(text, r.groups[last].end) {
		return detail{}, false
	}
	for i, g := range r.groups[1 : last+1] {
		if g.sep == '/' || i > 0 && (g.len() < 2 || g.sep != r.groups[last].sep) {
			return detail{}, false
		}
	}
	return detail{"phone", plus, r.groups[last].end, true}, true
}

// extension tells whether the letters after a number are its extension.
func extension(text string, end int) bool {
	if end >= len(text) {
		return false
	}
	return text[end] == 'x' || text[end] == '/' || text[end] == '-' || hasFold(text[end:], "ext")
}

func hasFold(text, prefix string) bool {
	if len(text) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if foldBytes[text[i]] != prefix[i] {
			return false
		}
	}
	return true
}
