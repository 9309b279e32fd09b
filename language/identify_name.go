package language

// identifyWord looks for a name at a word that is one or may introduce one, and
// for a handle after the name of a place where people have one.
func identifyWord(text string, start, end int, cue wordCue) (detail, bool) {
	if start < 0 || end <= start || end >= len(text) && cue > firstNameAndPlace || end > len(text) || bound(text, start) {
		return detail{}, false
	}
	switch cue {
	case firstName, firstNameAndWord, firstNameAndPlace:
		return ownName(text, start, end, cue)
	case kin, acquaintance, caseRole, officeRole:
		if d, ok := introducedName(text, start, end, cue); ok || cue != caseRole || !titleRole(text, start) {
			return d, ok
		}
		return titledName(text, start, end)
	case personTitle:
		return titledName(text, start, end)
	case socialCue:
		return socialHandle(text, end)
	}
	return detail{}, false
}

// bound tells whether what stands before a word makes it part of a longer sign: a
// path, an address, a handle.
func bound(text string, start int) bool {
	if start == 0 {
		return false
	}
	switch c := text[start-1]; c {
	case '-', '_', '@', '/', '\\', '.', '#', '$', '&', '=', '<', '{', '%', '+', '\'':
		return c != '\'' || start > 1 && glyphs[text[start-2]&0x7F].joins()
	default:
		return c >= '0' && c <= '9'
	}
}

// boundAfter is bound for what follows.
func boundAfter(text string, end int) bool {
	if end+1 >= len(text) {
		return false
	}
	next := glyphs[text[end+1]&0x7F].joins() || text[end+1] >= 0x80
	switch text[end] {
	case '_', '@', '\\', '=', '{', '<', '[', '$', '#', '*', '~':
		return true
	case '/', '.', '(', ':':
		return next || text[end] == '(' || text[end+1] == ':' || text[end+1] == '/'
	case '-':
		return glyphs[text[end+1]&0x7F] != glyphUpper // Jordan-based
	}
	return text[end] >= '0' && text[end] <= '9'
}

// known is what the word is in the list of identifying words.
func known(text string, w wordSpan) wordCue {
	var folded [wordMost]byte
	return identifyingWords()[string(w.fold(text, &folded))]
}

func (c wordCue) aFirstName() bool { return c >= firstName && c <= firstNameAndPlace }

// ownName looks at a first name that stands for itself.
func ownName(text string, start, end int, cue wordCue) (detail, bool) {
	w := wordSpan{start: start, end: end}
	if g, _ := glyphAt(text, start); g != glyphUpper {
		return smallName(text, w, cue)
	}
	w.capital, w.caps = true, capitals(text, start, end)
	if boundAfter(text, end) || cited(text, end) {
		return detail{}, false
	}
	n := readName(text, w)
	if n.words == 1 && eponym(text, end) {
		return detail{}, false
	}
	if n.place || n.words > 1 && cited(text, n.end) {
		return detail{}, false
	}
	if w.caps && (n.words == 1 || !n.caps) && !(n.words == 1 && w.end-w.start > 3 && cue == firstName && !shouted(text, w)) {
		return detail{}, false
	}
	p := readPlace(text, start)
	if p.blocked || p.article && n.words == 1 && !household(text, end) || famous(text, n) {
		return detail{}, false
	}
	if cue != firstName && !meantAsName(text, n, p, cue) {
		return detail{}, false
	}
	return detail{"name", start, n.end, n.words > 1 && cue == firstName}, true
}

// household tells whether a name is a family's: the Harrison family.
func household(text string, end int) bool {
	var folded [wordMost]byte
	w, ok := wordAfter(text, end, end+16)
	if !ok || !w.touching {
		return false
	}
	switch string(w.fold(text, &folded)) {
	case "family", "household", "siblings", "children", "twins", "brothers", "sisters", "boys", "girls", "house":
		return !w.capital
	}
	return false
}

// shouted tells whether the words around a word in capitals are in capitals, too.
func shouted(text string, w wordSpan) bool {
	if next, ok := wordAfter(text, w.end, w.end+24); ok && next.caps && next.end-next.start > 1 {
		return true
	}
	before, ok := wordBefore(text, w.start, w.start-24)
	return ok && before.caps && before.end-before.start > 1
}

func capitals(text string, start, end int) bool {
	for i := start; i < end; i++ {
		if text[i] < 0x80 && glyphs[text[i]] == glyphLower {
			return false
		}
	}
	return end-start > 1
}

// fullName is a name with what follows its first word.
type fullName struct {
	start, end, first int
	words             int
	// place says that it is the name of a place, an agency or a law.
	place bool
	// caps says that its last word is in capitals.
	caps bool
	// surname says that its second word is a common surname or a first name.
	surname bool
}

// readName reads a name from its first word.
func readName(text string, w wordSpan) fullName {
	n := fullName{start: w.start, end: hyphenated(text, w.end), words: 1, caps: w.caps}
	n.first = n.end
	var folded [wordMost]byte
	for at, particles := n.end, 0; n.words < 4; {
		next, ok := wordAfter(text, at, at+around)
		if !ok || next.broken || !next.touching && !initialPoint(text, at, next.start) {
			return n
		}
		word := next.fold(text, &folded)
		if !next.capital {
			if particle(word) && particles < 3 {
				at, particles = next.end, particles+1
				continue
			}
			return n
		}
		if placeWord(word) {
			n.place = true
			return n
		}
		single := next.end-next.start == 1
		if single && string(word) == "i" || notName(word) || next.caps && !single && len(word) < 4 || boundAfter(text, next.end) {
			return n
		}
		if cue := known(text, next); cue > firstNameAndPlace {
			return n
		} else if n.words == 1 {
			n.surname = cue == firstName || cue == firstNameAndWord || commonSurname(word)
		}
		n.words++
		n.end, at = hyphenated(text, next.end), hyphenated(text, next.end)
		n.caps = next.caps
	}
	return n
}

// initialPoint tells whether only the point of an initial stands between.
func initialPoint(text string, at, start int) bool {
	return at > 1 && start-at == 2 && text[at] == '.' && text[at+1] == ' ' && glyphs[text[at-1]&0x7F] == glyphUpper && text[at-2] == ' '
}

// hyphenated is where a word ends with what hangs on by a hyphen or, before a
// capital, an apostrophe: Jean-Luc, O'Brien.
func hyphenated(text string, end int) int {
	for range 2 {
		g, size := glyphAt(text, end)
		if g != glyphDash && g != glyphApos {
			return end
		}
		w, ok := wordAfter(text, end+size, end+around)
		if !ok || w.start != end+size || !w.capital {
			return end
		}
		end = w.end
	}
	return end
}

// nameSpot is where in its sentence a name stands.
type nameSpot struct {
	// first says that it starts a sentence or a line.
	first bool
	// blocked says that the word before makes it something else: Lake Victoria.
	blocked bool
	// article says that an article stands before it.
	article bool
	// capital and touching are of the word before, and of says that it is "of" or
	// another after which things are named.
	capital, touching, of bool
	// person says that persons are named after the word before.
	person bool
}

func readPlace(text string, start int) (p nameSpot) {
	var folded [wordMost]byte
	w, ok := wordBefore(text, start, start-around)
	if ok && !w.touching && hasPrefix(text[w.end:], ". ") && start == w.end+2 && string(w.fold(text, &folded)) == "st" {
		p.blocked = true
		return p
	}
	if !ok || w.crossed || w.broken && text[w.end] != ',' {
		p.first = true
		return p
	}
	if !w.touching {
		switch string(w.fold(text, &folded)) {
		case "thanks", "regards", "wishes", "cheers", "sincerely", "faithfully":
			p.person = text[w.end] == ','
		}
		switch text[start-1] {
		case '"', '*', '`', ':', '>', '[', '\n':
			p.first = true
		}
		p.first = p.first || text[start-1] >= 0x80 || hasPrefix(text[w.end:], ":")
		return p
	}
	p.touching, p.capital = true, w.capital && !known(text, w).aFirstName()
	switch string(w.fold(text, &folded)) {
	case "and", "but", "when", "if", "then", "so", "while", "after", "before", "because", "is", "was", "did", "has", "does",
		"can", "could", "saw", "that", "for", "from", "to", "as", "by", "said", "says":
		p.capital = false
	case "of", "in", "on", "using", "via":
		p.of = true
	case "st", "saint", "storm", "hurricane", "operation", "lake", "mount", "queen", "king", "prince", "princess",
		"fort", "port", "san", "santa", "camp", "pope", "president", "cyclone", "emperor", "cape", "project", "ss", "hms":
		p.blocked = w.capital
	case "the", "a", "an", "this", "these", "those", "each", "every", "our", "some", "any", "no":
		p.article = true
	case "told", "asked", "met", "with", "tell", "ask", "dear", "hi", "hello", "hey", "knows", "meets", "dating", "loves",
		"hates", "misses", "named", "called", "supported", "supporting", "hit", "hurt", "groomed", "exploited", "hugged":
		p.person = true
	}
	return p
}

// meantAsName tells whether a name that is a word, too, is meant as a name.
func meantAsName(text string, n fullName, p nameSpot, cue wordCue) bool {
	var folded [wordMost]byte
	next, ok := wordAfter(text, n.end, n.end+24)
	beside := ok && next.touching && !next.broken
	word := next.fold(text, &folded)
	told, being := personVerb(word)
	told, being = told && beside, being && beside
	switch {
	case aged(text, n.end):
		return true
	case n.words > 1:
		return n.surname || cue == firstNameAndWord && n.words == 2 && (!p.first || told || being)
	case ok && len(word) == 1 && word[0] == 's' && !next.touching && !next.crossed:
		after, ok := wordAfter(text, next.end, next.end+24)
		return ok && after.touching && known(text, after) == kin
	case told && !(p.of && cue == firstNameAndPlace), withOthers(text, next, beside):
		return true
	case p.person && !(beside && next.capital):
		return true
	case p.first, p.article, p.capital, p.of, beside && (next.capital || notAfterName(word)):
		return false
	}
	return cue == firstNameAndWord && p.touching
}

// withOthers tells whether "and" and a first name that is nothing else follow.
func withOthers(text string, next wordSpan, beside bool) bool {
	if !beside || next.end-next.start != 3 || !hasFold(text[next.start:], "and") {
		return false
	}
	other, ok := wordAfter(text, next.end, next.end+24)
	return ok && other.touching && other.capital && !other.broken && known(text, other) == firstName
}

// eponym tells whether the word after a name shows that a thing is called so:
// Fraser guidelines, Sarah's Law.
func eponym(text string, end int) bool {
	var folded [wordMost]byte
	w, ok := wordAfter(text, end, end+24)
	if ok && !w.touching && w.end == w.start+1 && text[w.start] == 's' {
		if w, ok = wordAfter(text, w.end, end+24); !ok || !w.touching || !w.capital {
			return false
		}
		switch string(w.fold(text, &folded)) {
		case "law", "rule", "act", "charter", "church", "hospice", "hospital":
			return true
		}
		return false
	}
	if !ok || !w.touching || w.capital {
		return false
	}
	switch string(w.fold(text, &folded)) {
	case "guidelines", "guideline", "competence", "competent", "report", "review", "inquiry", "law", "rule", "test", "scale",
		"algorithm", "theorem", "method", "model", "chain", "chains", "tree", "bush", "wreath", "syndrome", "principle", "principles",
		"recommendations", "ruling", "judgment", "effect", "index", "format", "package", "library", "script", "server", "project",
		"plug", "plugs", "socket", "sockets", "knife", "knives", "appeal", "wedding":
		return true
	}
	return false
}

// aged tells whether an age follows: ", 14," or "(14)".
func aged(text string, end int) bool {
	if end+4 >= len(text) {
		return false
	}
	var folded [wordMost]byte
	if w, ok := wordAfter(text, end, end+12); ok && !w.touching && !w.crossed && !w.broken {
		switch string(w.fold(text, &folded)) {
		case "aged", "age", "dob", "born":
			return true
		}
	}
	if !hasPrefix(text[end:], ", ") && !hasPrefix(text[end:], " (") {
		return false
	}
	digits := 0
	for at := end + 2; at < len(text) && foldBytes[text[at]] == byteDigit; at++ {
		digits++
	}
	at := end + 2 + digits
	return (digits == 1 || digits == 2) && at < len(text) && (text[at] == ',' || text[at] == ')')
}

// cited tells whether a name stands in a reference: Kelly (2013), Kelly et al,
// Kelly and Thomas (2019), Kelly, L.
func cited(text string, end int) bool {
	if hasPrefix(text[end:], "'s") {
		end += 2
	} else if hasPrefix(text[end:], "’s") {
		end += len("’s")
	}
	if citedYear(text, end) || hasPrefix(text[end:], " et al") || hasPrefix(text[end:], ", et al") {
		return true
	}
	if hasPrefix(text[end:], ", ") && end+3 < len(text) && glyphs[text[end+2]&0x7F] == glyphUpper && text[end+3] == '.' {
		return true
	}
	var folded [wordMost]byte
	at := end
	for n := range 5 {
		w, ok := wordAfter(text, at, end+around)
		if !ok || w.crossed || w.broken {
			return false
		}
		word := string(w.fold(text, &folded))
		if n == 0 && word != "and" && !hasPrefix(text[end:], " & ") && !hasPrefix(text[end:], ", ") || !w.capital && word != "and" {
			return false
		}
		if at = w.end; w.capital && citedYear(text, at) {
			return true
		}
	}
	return false
}

// citedYear tells whether a year of publication follows: (2013), , 2013 or 2013).
func citedYear(text string, at int) bool {
	for range 2 {
		if at < len(text) && (text[at] == ' ' || text[at] == ',' || text[at] == '(') {
			at++
		}
	}
	if at < len(text) && text[at] == '(' {
		at++
	}
	if at+4 > len(text) || text[at-1] != ' ' && text[at-1] != '(' {
		return false
	}
	if !hasPrefix(text[at:], "19") && !hasPrefix(text[at:], "20") || foldBytes[text[at+2]] != byteDigit || foldBytes[text[at+3]] != byteDigit {
		return false
	}
	return text[at-1] == '(' || text[at-2] == ',' || at+4 < len(text) && text[at+4] == ')'
}
