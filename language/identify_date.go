package language

// birthDate looks for a date that words beside it say somebody was born on.
func birthDate(text string, r *digitRun, head headLetters) (detail, bool) {
	d, ok := readDate(text, r, head)
	if !ok || !bornBefore(text, d.start, d.year) && !bornAfter(text, d.end) {
		return detail{}, false
	}
	return detail{"date-of-birth", d.start, d.end, true}, true
}

// date is a day in a text.
type date struct {
	start, end int
	// year says that it has one.
	year bool
}

// readDate reads a date of which the digits are the first.
func readDate(text string, r *digitRun, head headLetters) (date, bool) {
	first := r.groups[0]
	if first.len() == 3 || first.len() == 4 && r.count < 3 {
		return date{}, false
	}
	if head.n > 0 && !(head.n == 3 && hasFold(text[head.start:], "dob")) || head.n == 0 && joinedDate(text, first.start) {
		return date{}, false
	}
	if first.len() <= 2 {
		if d, ok := dayFirst(text, first); ok {
			return d, true
		}
	}
	if d, ok := numberDate(text, r); ok {
		return d, true
	}
	if first.len() > 2 {
		return date{}, false
	}
	w, ok := wordBefore(text, first.start, first.start-14)
	if !ok || w.broken {
		return date{}, false
	}
	if !dateJoint(text, w.end, first.start, w) {
		return date{}, false
	}
	return monthFirst(text, r, w)
}

// dateJoint tells whether what stands between a month w and its day joins them.
func dateJoint(text string, from, to int, w wordSpan) bool {
	switch text[from:to] {
	case "-", ". ", ".", "/":
		return true
	}
	return w.touching && to <= from+3
}

// joinedDate is joined for a date, which a dash or a bracket may introduce.
func joinedDate(text string, start int) bool {
	if !joined(text, start) {
		return false
	}
	if indexOf("-/*=", text[start-1]) >= 0 {
		return start > 1 && foldBytes[text[start-2]] == byteDigit
	}
	return text[start-1] != '.' || start < 2 || foldBytes[text[start-2]] < 'a' // DOB.12/03/2009
}

// numberDate reads a date of numbers only: 12/03/2009, 12.3.09, 2009-03-12.
func numberDate(text string, r *digitRun) (date, bool) {
	g := r.groups
	if r.count < 3 || g[1].sep != g[2].sep || g[1].sep == '\n' || g[1].sep == '(' {
		return solidDate(text, r)
	}
	day, month, year := g[0], g[1], g[2]
	if day.len() == 4 {
		day, year = year, day
	}
	switch {
	case day.len() > 2 || month.len() > 2 || !r.year(year) || runsOn(text, g[2].end):
		return date{}, false
	case r.dayOfMonth(day, month) || r.dayOfMonth(month, day):
		return date{g[0].start, g[2].end, true}, true
	}
	return date{}, false
}

// solidDate reads six or eight digits written together: 120309, 12032009.
func solidDate(text string, r *digitRun) (date, bool) {
	g := r.groups[0]
	n := g.len()
	if n != 6 && n != 8 || runsOn(text, g.end) {
		return date{}, false
	}
	day, month, year := digitGroup{from: 0, to: 2}, digitGroup{from: 2, to: 4}, digitGroup{from: 4, to: n}
	if r.dayOfMonth(day, month) && r.year(year) {
		return date{g.start, g.end, true}, true
	}
	day, month, year = digitGroup{from: 6, to: 8}, digitGroup{from: 4, to: 6}, digitGroup{from: 0, to: 4}
	return date{g.start, g.end, true}, n == 8 && r.dayOfMonth(day, month) && r.year(year)
}

func (r *digitRun) value(g digitGroup) int {
	n := 0
	for _, d := range r.digits[g.from:g.to] {
		n = n*10 + int(d-'0')
	}
	return n
}

func (r *digitRun) dayOfMonth(day, month digitGroup) bool {
	d, m := r.value(day), r.value(month)
	return d >= 1 && d <= 31 && m >= 1 && m <= 12
}

func (r *digitRun) year(g digitGroup) bool {
	switch g.len() {
	case 2:
		return true
	case 4:
		y := r.value(g)
		return y >= 1900 && y < 2100
	}
	return false
}

// dayFirst reads a date from its day: 12th of March, 2009; 12-Mar-09.
func dayFirst(text string, day digitGroup) (date, bool) {
	var folded [wordMost]byte
	limit := day.end + 40
	w, ok := wordAfter(text, day.end, limit)
	if !ok || !dateJoint(text, day.end, w.start, w) {
		return date{}, false
	}
	word := w.fold(text, &folded)
	if string(word) == "st" || string(word) == "nd" || string(word) == "rd" || string(word) == "th" {
		if w, ok = wordAfter(text, w.end, limit); !ok {
			return date{}, false
		}
		word = w.fold(text, &folded)
	}
	if string(word) == "of" {
		if w, ok = wordAfter(text, w.end, limit); !ok {
			return date{}, false
		}
		word = w.fold(text, &folded)
	}
	if !monthName(word) || w.crossed || w.broken {
		return date{}, false
	}
	if string(word) == "may" && !w.capital {
		return date{}, false // 12 may
	}
	if end, ok := yearAfter(text, w.end); ok {
		return date{day.start, end, true}, true
	}
	return date{day.start, w.end, false}, edge(text, w.end)
}

// monthFirst reads a date from its day, before which a month stands: March 12th
// 2009.
func monthFirst(text string, r *digitRun, month wordSpan) (date, bool) {
	var folded [wordMost]byte
	if !monthName(month.fold(text, &folded)) {
		return date{}, false
	}
	day := r.groups[0]
	if v := r.value(day); v < 1 || v > 31 {
		return date{}, false
	}
	end := day.end
	if w, ok := wordAfter(text, end, end+3); ok && w.start == end {
		switch string(w.fold(text, &folded)) {
		case "st", "nd", "rd", "th":
			end = w.end
		default:
			return date{}, false
		}
	}
	if at, ok := yearAfter(text, end); ok {
		return date{month.start, at, true}, true
	}
	return date{month.start, end, false}, !runsOn(text, end)
}

// yearAfter reads a year after a month or day: ", 2009", " '09", "-09".
func yearAfter(text string, at int) (int, bool) {
	for marks := 0; marks < 4; marks++ {
		g, i, size := seenAt(text, at)
		switch g {
		case glyphDigit:
			n, end := 0, i
			for {
				g, from, size := seenAt(text, end)
				if g != glyphDigit {
					break
				}
				n, end = n+1, from+size
			}
			apos, _ := seenBefore(text, i)
			return end, edge(text, end) && (n == 4 && (hasPrefix(text[i:], "19") || hasPrefix(text[i:], "20")) || n == 2 && apos != glyphDot)
		case glyphSpace, glyphApos, glyphDash, glyphDot, glyphSlash:
		default:
			if size == 0 || text[i] != ',' {
				return 0, false
			}
		}
		at = i + size
	}
	return 0, false
}

func hasPrefix(text, prefix string) bool {
	return len(text) >= len(prefix) && text[:len(prefix)] == prefix
}

func monthName(word []byte) bool {
	switch string(word) {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
		"november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec":
		return true
	}
	return false
}

// birthWord tells whether a word says that the date beside it is a birth's.
func birthWord(text string, w wordSpan) (birth, age bool) {
	var folded [wordMost]byte
	switch string(w.fold(text, &folded)) {
	case "born", "dob", "birthday", "birthdate", "bday", "birthdays", "birth", "bn":
		return true, false
	case "b":
		if w.start >= 4 && w.start < len(text) && hasFold(text[w.start-2:], "o") && hasFold(text[w.start-4:], "d") {
			return true, false // d.o.b.
		}
		before, at := seenBefore(text, w.start)
		apart := before == glyphOpen || before == glyphSpace || w.start == 0 || at >= 0 && at < w.start && text[at] == ','
		return apart && !w.broken && w.end < len(text) && (text[w.end] == '.' || before == glyphOpen), false
	case "age", "aged":
		return false, true
	case "turned", "turns", "turning": // 14 on 3 March
		return w.end+1 < len(text) && text[w.end] == ' ' && foldBytes[text[w.end+1]] == byteDigit, false
	}
	return false, false
}

// bornBefore tells whether words before start say that a date is a birth's. Only
// names and small words may stand between.
func bornBefore(text string, start int, year bool) bool {
	var folded [wordMost]byte
	w, beside := wordSpan{start: start}, true
	for range 8 {
		var ok bool
		if w, ok = wordBefore(text, w.start, start-around); !ok {
			return false
		}
		birth, age := birthWord(text, w)
		if birth && (!w.crossed || beside && w.end < len(text) && text[w.end] == '.') {
			return true
		}
		if age && beside {
			return year
		}
		if w.crossed || w.broken {
			return false
		}
		word := w.fold(text, &folded)
		if !w.capital && !birthFiller(word) || monthName(word) && !w.touching {
			return false
		}
		beside = beside && (string(word) == "is" || string(word) == "was" || string(word) == "years" || string(word) == "yrs")
	}
	return false
}

// bornAfter tells whether words after end say so: "(DOB)", "is her birthday".
func bornAfter(text string, end int) bool {
	var folded [wordMost]byte
	at := end
	for range 5 {
		w, ok := wordAfter(text, at, end+around/2)
		if !ok || w.crossed || w.broken {
			return false
		}
		if birth, _ := birthWord(text, w); birth {
			return w.end-w.start > 2
		}
		switch string(w.fold(text, &folded)) {
		case "is", "was", "her", "his", "their", "my", "the", "date", "of", "s", "when", "she", "he", "child", "childs":
		default:
			return false
		}
		at = w.end
	}
	return false
}

func birthFiller(word []byte) bool {
	switch string(word) {
	case "on", "is", "was", "in", "at", "the", "of", "a", "an", "as", "to", "for", "her", "his", "their", "my",
		"child", "childs", "baby", "girl", "boy", "twins", "twin", "exact", "exactly", "date", "day", "falls",
		"given", "recorded", "listed", "confirmed", "stated", "s", "abroad", "here", "prematurely", "hospital",
		"number", "early", "local", "around", "about", "approximately", "wks", "weeks", "week", "years", "yrs", "full",
		"be", "been", "name", "and", "dd", "mm", "yyyy", "yy", "th", "young", "person", "it", "sister", "brother":
		return true
	}
	return false
}
