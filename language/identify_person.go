package language

// introducedName looks for a name after a word for a relative, a friend or a
// profession: "my brother Jay", "her mum, Karen,", "a boy called Jay".
func introducedName(text string, start, end int, cue wordCue) (detail, bool) {
	// Most such words are followed by a word in small letters, which is quickly seen.
	w, ok := wordAfter(text, end, end+around/2)
	if !ok || w.crossed || w.broken || boundAfter(text, end) && text[end] != ':' {
		return detail{}, false
	}
	l, ok := linked(text, end, w)
	if !ok {
		return detail{}, false
	}
	if !l.w.capital {
		return detail{"name", l.w.start, l.w.end, true}, cue <= acquaintance && l.small(text, start, cue)
	}
	if !l.fits(text, start, cue) || boundAfter(text, l.w.end) || cited(text, l.w.end) {
		return detail{}, false
	}
	n := readName(text, l.w)
	if famous(text, n) || n.place && n.words == 1 || cited(text, n.end) {
		return detail{}, false
	}
	return detail{"name", l.w.start, n.end, true}, true
}

// small tells whether a link leads to a name in small letters.
func (l link) small(text string, start int, cue wordCue) bool {
	if !l.direct && !l.called || boundAfter(text, l.w.end) {
		return false
	}
	var folded [wordMost]byte
	switch known(text, l.w) {
	case firstName:
		return kept(text, start, cue)
	case firstNameAndWord: // auntie sue, but not: uncle will
		switch string(l.w.fold(text, &folded)) {
		case "will", "drew", "rose", "hope", "art", "wills":
			return false
		}
		return cue == kin && l.direct && (word4(text, start, "aunt") || word4(text, start, "uncle") || word4(text, start, "nan "))
	}
	return false
}

// kept tells whether a name in small letters may follow: baby and friend are
// followed by other words, too.
func kept(text string, start int, cue wordCue) bool {
	return cue == kin || owned(text, start) || word4(text, start, "called") || word4(text, start, "named")
}

func word4(text string, start int, word string) bool {
	return len(text)-start > len(word) && hasFold(text[start:], word)
}

// link is how a name hangs on to the word that introduces it.
type link struct {
	w wordSpan
	// direct says that only a space stands between, called that words such as
	// "called" do, being that "is" does, and mark is a comma, bracket, colon or dash.
	direct, called, being bool
	mark                  byte
}

// linked reads from the word w after an introducing word that ends at end to the
// first word that may be a name.
func linked(text string, end int, w wordSpan) (link, bool) {
	var folded [wordMost]byte
	l := link{direct: w.touching, called: hasFold(text[max(0, end-len("name")):], "name")}
	if !w.touching {
		l.mark = linkMark(text, end, w.start)
	}
	for range 5 {
		if w.capital || l.mark == '?' {
			break
		}
		switch word := w.fold(text, &folded); string(word) {
		case "s":
			if !hasFold(text[min(len(text), w.end+1):], "name") && !hasFold(text[min(len(text), w.end+1):], "first") {
				return l, false
			}
		case "is", "was", "are", "were":
			l.being = true
		case "called", "named", "name", "names", "aka":
			l.called = true
		case "who", "known", "as", "whose", "first":
		default:
			l.w = w
			return l, true
		}
		before := w.end
		var ok bool
		if w, ok = wordAfter(text, w.end, before+24); !ok || w.crossed || w.broken {
			return l, false
		}
		l.direct, l.mark = false, 0
		if !w.touching {
			l.mark = linkMark(text, before, w.start)
		}
	}
	l.w = w
	return l, l.mark != '?'
}

// linkMark is the mark that stands alone between two words, or '?'.
func linkMark(text string, end, start int) byte {
	mark := byte(0)
	for at := end; at < start; {
		g, i, size := seenAt(text, at)
		if i >= start {
			break
		}
		switch {
		case g == glyphSpace:
		case mark != 0:
			return '?'
		case g == glyphOpen, g == glyphDash, g == glyphApos:
			mark = [...]byte{'-', '.', '/', '(', ')', '\''}[g-glyphDash]
		case text[i] == ',' || text[i] == ':' || text[i] == '"':
			mark = text[i]
		case hasPrefix(text[i:], "“"):
			mark = '"'
		default:
			return '?'
		}
		at = i + size
	}
	return mark
}

// fits tells whether the word a link leads to may be a name.
func (l link) fits(text string, start int, cue wordCue) bool {
	var folded [wordMost]byte
	word := l.w.fold(text, &folded)
	if len(word) < 2 || notName(word) || placeWord(word) {
		return false
	}
	list := known(text, l.w)
	if l.w.caps && list != firstName {
		return false
	}
	switch {
	case list > firstNameAndPlace:
		return false
	case list == firstName:
		return true
	case l.mark == '\'' || l.mark == '-' && !l.called:
		return false
	case list.aFirstName():
		if cue == acquaintance && glyphs[text[start]&0x7F] == glyphUpper && !l.called && !owned(text, start) {
			return false // Youth Justice
		}
		return !commonWord(text, start, l.w) && l.mark != ',' && !l.being && (list != firstNameAndPlace || cue <= acquaintance)
	case l.being && !l.called:
		return false
	case cue == officeRole, commonWord(text, start, l.w):
		return false
	case l.called || word4(text, start, "called") || word4(text, start, "named"):
		return cue == kin || owned(text, start) || afterPerson(text, start)
	case l.mark == '(':
		return l.w.end < len(text) && text[l.w.end] == ')' && cue == kin
	case l.mark != 0:
		return l.mark == ',' && l.w.end < len(text) && text[l.w.end] == ',' && cue <= acquaintance
	case cue == kin:
		return kinFits(text, start)
	case cue == acquaintance:
		return owned(text, start)
	}
	return glyphs[text[start]&0x7F] == glyphLower // a profession
}

// kinFits tells whether a word for a relative stands as it does before a name: in
// small letters, or as part of it.
func kinFits(text string, start int) bool {
	if glyphs[text[start]&0x7F] != glyphUpper {
		return true
	}
	for _, address := range [...]string{"mum", "dad", "nan", "aunt", "uncle", "gran", "auntie"} {
		if word4(text, start, address) {
			return true
		}
	}
	return owned(text, start)
}

// owned tells whether a word for a person stands after a possessive: her friend.
func owned(text string, start int) bool {
	var folded [wordMost]byte
	w, ok := wordBefore(text, start, start-around/2)
	for range 2 {
		if !ok || w.crossed || !w.touching {
			return false
		}
		switch string(w.fold(text, &folded)) {
		case "my", "her", "his", "their", "our", "your", "s":
			return true
		case "best", "old", "new", "older", "younger", "little", "big", "close", "school", "foster", "former", "eldest",
			"twin", "half", "step", "good", "ex", "other", "current", "adult", "female", "male", "paternal", "maternal", "great":
		default:
			return false
		}
		w, ok = wordBefore(text, w.start, start-around)
	}
	return false
}

// afterPerson tells whether "called" follows a word for a person: a man called.
func afterPerson(text string, start int) bool {
	w, ok := wordBefore(text, start, start-around/2)
	if !ok || w.crossed {
		return false
	}
	cue := known(text, w)
	if cue == kin || cue == acquaintance {
		return true
	}
	var folded [wordMost]byte
	switch string(w.fold(text, &folded)) {
	case "someone", "somebody", "guy", "one", "adult", "dealer", "men", "women", "people":
		return true
	case "is", "was", "s", "are", "were":
		before, ok := wordBefore(text, w.start, w.start-around/2)
		if !ok || before.crossed {
			return false
		}
		cue := known(text, before)
		pronoun := string(before.fold(text, &folded))
		return cue == kin || cue == acquaintance || pronoun == "he" || pronoun == "she" || pronoun == "who" || pronoun == "they"
	}
	return false
}

// commonWord tells whether a word that is in no list is more likely part of a
// heading: the introducing word has a capital, too.
func commonWord(text string, start int, w wordSpan) bool {
	if glyphs[text[start]&0x7F] != glyphUpper {
		return false
	}
	next, ok := wordAfter(text, w.end, w.end+24)
	return ok && next.touching && next.capital && !next.broken && next.end > next.start+1
}

// titleRole tells whether a profession is written as a title: Nurse Shah.
func titleRole(text string, start int) bool {
	for _, role := range [...]string{"nurse", "constable", "sergeant", "doctor", "midwife"} {
		if word4(text, start, role) {
			return true
		}
	}
	return false
}

// titledName looks for a surname after a title.
func titledName(text string, start, end int) (detail, bool) {
	if glyphs[text[start]&0x7F] != glyphUpper || capitals(text, start, end) && end-start == 2 && hasFold(text[start:], "ms") {
		return detail{}, false
	}
	at := end
	if text[at] == '.' {
		at++
	}
	if at+1 >= len(text) || text[at] != ' ' && text[at] != 0xC2 {
		return detail{}, false
	}
	at = badge(text, at)
	w, ok := wordAfter(text, at, at+24)
	if !ok || !w.capital || w.broken || !w.touching {
		return detail{}, false
	}
	var folded [wordMost]byte
	word := w.fold(text, &folded)
	shout := w.caps && w.end-w.start > 1
	if shout && !capitals(text, start, end) || len(word) > 1 && notName(word) || placeWord(word) || notTitled(word) || boundAfter(text, w.end) && text[w.end] != '.' {
		return detail{}, false
	}
	n := readName(text, w)
	if known(text, w) > firstNameAndPlace {
		return detail{}, false
	}
	police := upperCase(text[end-1]) == text[end-1] && hasPrefix("PC DC DS DI ", text[start:end]+" ")
	if indexed := end - start; indexed == 2 && police && (shout || n.place || n.words > 1 && !known(text, w).aFirstName()) {
		return detail{}, false
	}
	if n.end == start+1 || w.end-w.start == 1 && n.end == w.end || cited(text, n.end) || famous(text, n) || n.place && n.words == 1 {
		return detail{}, false
	}
	return detail{"name", start, n.end, true}, true
}

// badge skips a constable's number.
func badge(text string, at int) int {
	i := at + 1
	for i < len(text) && i < at+7 && foldBytes[text[i]] == byteDigit {
		i++
	}
	if i > at+1 && i < len(text) && text[i] == ' ' {
		return i
	}
	return at
}
