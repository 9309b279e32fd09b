package language

// digitRun is a row of digits as people write numbers, with what stands between.
type digitRun struct {
	digits [20]byte
	n      int
	groups [8]digitGroup
	count  int
}

// digitGroup is a part of a number that is written together.
type digitGroup struct {
	start, end int
	// from and to are its digits.
	from, to int
	// sep is what parts it from the group before: a space, a line's end ('\n') or
	// one of -./( with or without spaces.
	sep byte
}

func (g digitGroup) len() int { return g.to - g.from }

// read reads digits from at, as far as they can belong together.
func (r *digitRun) read(text string, at int) {
	sep, limit := byte(0), at+around
	for r.count < len(r.groups) && r.n < len(r.digits) {
		g := digitGroup{start: at, from: r.n, sep: sep}
		g.end = at
		for at < limit && r.n < len(r.digits) {
			kind, from, size := seenAt(text, at)
			if kind != glyphDigit {
				break
			}
			r.digits[r.n] = text[from]
			r.n++
			at = from + size
			g.end = at
		}
		g.to = r.n
		r.groups[r.count] = g
		r.count++
		next, mark := separator(text, g.end)
		if mark == 0 {
			return
		}
		at, sep = next, mark
	}
}

// separator reads what may stand between two groups of a number, from i. The
// mark is 0 where no digit follows.
func separator(text string, i int) (next int, mark byte) {
	spaces := 0
	for {
		g, at, size := seenAt(text, i)
		switch g {
		case glyphDigit:
			return at, separatorMark(mark, spaces)
		case glyphSpace:
			if spaces++; spaces > 3 {
				return 0, 0
			}
		case glyphLine:
			if mark != 0 {
				return 0, 0
			}
			mark = '\n'
		case glyphDash, glyphDot, glyphSlash, glyphOpen, glyphClose:
			if mark != 0 {
				return 0, 0
			}
			mark = [...]byte{'-', '.', '/', '(', '('}[g-glyphDash]
		default:
			return 0, 0
		}
		i = at + size
	}
}

func separatorMark(mark byte, spaces int) byte {
	if mark == 0 && spaces > 0 {
		return ' '
	}
	return mark
}

// upTo is the group that ends with the nth digit, or -1.
func (r *digitRun) upTo(n int) int {
	for i := range r.count {
		if r.groups[i].to == n {
			return i
		}
	}
	return -1
}

// wraps tells whether a line ends within a number of which last is the last group.
func (r *digitRun) wraps(last int) bool {
	for _, g := range r.groups[1 : last+1] {
		if g.sep == '\n' {
			return true
		}
	}
	return false
}

// oneDigit tells whether a number is the same digit again and again.
func (r *digitRun) oneDigit() bool {
	for _, d := range r.digits[:r.n] {
		if d != r.digits[0] {
			return false
		}
	}
	return true
}

// withinNumber tells whether the digit at i goes on a number whose digits are
// parted by what is not seen.
func withinNumber(text string, i int) bool {
	if i == 0 || text[i-1] < 0x80 && text[i-1] != '\r' {
		return false
	}
	g, _ := seenBefore(text, i)
	return g == glyphDigit
}

// headLetters are the letters right before a number; n is 0 where there are none,
// and more than headMost where they can't be part of a number.
type headLetters struct {
	start, n int
	// upper says that all are capitals.
	upper bool
	// apart says that a space stands between them and the number.
	apart bool
}

const headMost = 3

// readHead reads the letters that stand right before at.
func readHead(text string, at int) headLetters {
	h := headLetters{start: at, upper: true}
	for h.n <= headMost && h.start > 0 {
		c := text[h.start-1]
		if foldBytes[c] < 'a' {
			break
		}
		h.upper = h.upper && glyphs[c] == glyphUpper
		h.start--
		h.n++
	}
	if h.n > 0 && h.start > 0 && (foldBytes[text[h.start-1]] == byteDigit || text[h.start-1] == '_' || text[h.start-1] >= 0x80 && letterBefore(text, h.start)) {
		h.n = headMost + 1
	}
	return h
}

func letterBefore(text string, i int) bool {
	g, _ := seenBefore(text, i)
	return g.joins()
}

// spacedHead reads the letters before at and a space, hyphen or point.
func spacedHead(text string, at int) headLetters {
	g, i := seenBefore(text, at)
	if g != glyphSpace && g != glyphDash && g != glyphDot {
		return headLetters{start: at}
	}
	h := readHead(text, i)
	h.apart = true
	return h
}

// joined tells whether what stands before start makes a number part of a longer
// sign: a decimal, a file's name, a sum of money.
func joined(text string, start int) bool {
	if start == 0 {
		return false
	}
	switch c := text[start-1]; c {
	case '.', '-', '/', '\\', '_', '$', '#', '+', '=', '&', '%', '~', '^', '@', '*':
		return true
	default:
		return c < 0x80 && glyphs[c].joins() || c >= 0x80 && letterBefore(text, start)
	}
}

// runsOn tells whether what stands at end makes a number part of a longer sign.
func runsOn(text string, end int) bool {
	g, at, size := seenAt(text, end)
	if size == 0 {
		return false
	}
	if g.joins() {
		return true
	}
	switch text[at] {
	case '_', '%', '@', '\\', '=':
		return true
	case '.', '-', '/', ':', ',':
		next, _ := glyphAt(text, at+1)
		return next.joins() && (text[at] != ',' || next == glyphDigit)
	}
	return false
}

// nhsNumber looks for an NHS number: ten digits whose last checks the others. A
// tenth of all numbers do, so words or the usual grouping have to confirm it.
func nhsNumber(text string, r *digitRun, head headLetters) (detail, bool) {
	last := r.upTo(10)
	if last < 0 || !checksNHS(r.digits[:10]) {
		return detail{}, false
	}
	start, end := r.groups[0].start, r.groups[last].end
	near := nearCue(text, start, end, cueNHS|cuePhone|cueReference)
	if near&cueNHS == 0 && (head.n > 0 || joined(text, start) || near != 0 || r.inTable(text, last)) {
		return detail{}, false
	}
	if head.n > headMost || nextPart(text, start) || runsOn(text, end) {
		return detail{}, false
	}
	sure := near&cueNHS != 0
	switch grouped := r.groups[0].to == 3 && last == 2 && r.groups[1].to == 6; {
	case grouped && r.groups[1].sep == r.groups[2].sep && indexOf("/\n", r.groups[1].sep) < 0:
		sure = sure || r.digits[0] != '0' || !phoneShape(r.digits[:10])
	case last > 0 && (!sure || last > 4 || r.wraps(last)):
		return detail{}, false
	case !sure && (start > 0 && text[start-1] == '`' || phoneShape(r.digits[:10]) || edgeOfNumbers(r.digits[:10])):
		return detail{}, false
	}
	return detail{"nhs-number", start, end, sure}, true
}

// inTable tells whether other numbers stand right before or after one whose groups
// only spaces part.
func (r *digitRun) inTable(text string, last int) bool {
	if last == 0 || r.groups[1].sep != ' ' {
		return false
	}
	g, i := seenBefore(text, r.groups[0].start)
	if g == glyphSpace {
		g, _ = seenBefore(text, i)
	}
	return g == glyphDigit || last+1 < r.count
}

// nextPart tells whether a mark and a digit before start show that a longer number
// goes on there.
func nextPart(text string, start int) bool {
	return start > 1 && indexOf(".-:", text[start-1]) >= 0 && foldBytes[text[start-2]] == byteDigit
}

// edgeOfNumbers tells whether ten digits are where the numbers of computers end,
// or all digits in a row.
func edgeOfNumbers(digits []byte) bool {
	switch string(digits[:8]) {
	case "21474836", "42949672", "98765432", "01234567", "12345678":
		return true
	}
	return false
}

// checksNHS computes the last digit modulo 11.
func checksNHS(digits []byte) bool {
	sum := 0
	for i, d := range digits[:9] {
		sum += int(d-'0') * (10 - i)
	}
	return (11-sum%11)%11 == int(digits[9]-'0')
}

// pupilNumber looks for a unique pupil number: a letter that checks twelve digits,
// the last of which is a letter in a temporary number.
func pupilNumber(text string, r *digitRun, head headLetters) (detail, bool) {
	if head.n == 0 {
		head = spacedHead(text, r.groups[0].start)
	}
	if head.n != 1 {
		return detail{}, false
	}
	start, last, letter := head.start, r.upTo(12), byte(0)
	if last < 0 {
		last = r.upTo(11)
		if last < 0 || r.groups[last].end >= len(text) {
			return detail{}, false
		}
		letter = upperCase(text[r.groups[last].end])
	}
	end := r.groups[last].end
	if letter != 0 {
		end++
	}
	if !checksUPN(upperCase(text[start]), r.digits[:r.groups[last].to], letter) || !edge(text, end) {
		return detail{}, false
	}
	if (last > 0 || head.apart || !head.upper) && nearCue(text, start, end, cueUPN) == 0 {
		return detail{}, false
	}
	return detail{"upn", start, end, true}, true
}

// pupilLetters are the letters that check a pupil number, in order of their value.
const pupilLetters = "ABCDEFGHJKLMNPQRTUVWXYZ"

func checksUPN(check byte, digits []byte, letter byte) bool {
	sum := 0
	for i, d := range digits {
		sum += int(d-'0') * (i + 2)
	}
	if letter != 0 {
		value := indexOf(pupilLetters, letter)
		if value < 0 {
			return false
		}
		sum += value * 13
	}
	return pupilLetters[sum%23] == check
}

func indexOf(letters string, c byte) int {
	for i := range len(letters) {
		if letters[i] == c {
			return i
		}
	}
	return -1
}

func upperCase(c byte) byte {
	if glyphs[c&0x7F] == glyphLower && c < 0x80 {
		return c - 'a' + 'A'
	}
	return c
}
