package language

// address looks for a house number and a street, or a flat and its house.
func address(text string, r *digitRun, head headLetters) (detail, bool) {
	g := r.groups[0]
	if head.n > 0 || g.len() > 4 || g.end >= len(text) {
		return detail{}, false
	}
	if g.start > 0 && joined(text, g.start) && text[g.start-1] != '/' && text[g.start-1] != '#' {
		return detail{}, false
	}
	at := afterHouse(text, g.end)
	if at < 0 {
		return detail{}, false
	}
	kind, _, _ := seenAt(text, at)
	if kind == glyphLower && g.len() == 4 && r.year(g) {
		return detail{}, false
	}
	if kind != glyphUpper && !(kind == glyphLower && lowerHouse(text, g.start)) && kind != glyphDigit {
		return detail{}, false
	}
	before, prefixed := wordBefore(text, g.start, g.start-16)
	prefixed = prefixed && before.touching
	var folded [wordMost]byte
	word := before.fold(text, &folded)
	if prefixed && flatWord(word) {
		return flat(text, g, at, before.start)
	}
	if kind == glyphDigit || prefixed && notHouse(word) {
		return detail{}, false
	}
	end, ok := street(text, at, kind == glyphLower)
	if !ok || g.len() == 4 && r.year(g) && (!prefixed || !homeWord(word)) {
		return detail{}, false
	}
	return detail{"address", g.start, end, true}, true
}

// afterHouse is where the street may start after a house number that ends at end,
// or -1: after "12", "12a", "12-14," or "12/3".
func afterHouse(text string, end int) int {
	at := end
	g, i, size := seenAt(text, at)
	if g == glyphDash || g == glyphSlash {
		digits := 0
		for at = i + size; ; at = i + size {
			if g, i, size = seenAt(text, at); g != glyphDigit {
				break
			}
			digits++
		}
		if digits == 0 || digits > 4 {
			return -1
		}
	}
	if g.letter() && size == 1 && upperCase(text[i]) <= 'H' {
		at = i + size
		g, i, size = seenAt(text, at)
	}
	if size == 1 && text[i] == ',' {
		at = i + size
		g, i, size = seenAt(text, at)
	}
	if g != glyphSpace {
		return -1
	}
	return i + size
}

// street reads a street's name from at: one to four words, of which the last says
// that it is a street. Where loose, small letters do.
func street(text string, at int, loose bool) (int, bool) {
	var folded [wordMost]byte
	var last, previous [wordMost]byte
	end, n, found := at, 0, false
	lastWord := last[:0]
	for range 5 {
		w, ok := wordAfter(text, end, at+around)
		if !ok || !w.touching && !nameJoint(text, end, w.start, lastWord) || w.broken {
			break
		}
		word := w.fold(text, &folded)
		small := string(word) == "of" || string(word) == "the" || string(word) == "s"
		if !w.capital && !loose && !small || n == 0 && monthName(word) {
			break
		}
		if n > 0 && streetType(word) && !notStreet(lastWord, word) && (loose || w.capital) {
			found, at = true, max(at, w.start)
		} else if found {
			break
		}
		previous = folded
		lastWord = previous[:len(word)]
		end, n = w.end, n+1
		if found && !moreStreet(text, end) {
			break
		}
	}
	if !found {
		return 0, false
	}
	return end, edge(text, end)
}

// nameJoint tells whether what stands between two words joins them to one name: an
// apostrophe, a hyphen, the point of St.
func nameJoint(text string, end, start int, last []byte) bool {
	switch between := text[end:start]; between {
	case "'", "’", "-":
		return true
	case ". ":
		return string(last) == "st" || string(last) == "upr" || string(last) == "lwr"
	}
	return false
}

// moreStreet tells whether another kind of street follows: Hill View Road.
func moreStreet(text string, end int) bool {
	var folded [wordMost]byte
	w, ok := wordAfter(text, end, end+12)
	return ok && w.touching && w.capital && !w.broken && streetType(w.fold(text, &folded))
}

func streetType(word []byte) bool {
	switch string(word) {
	case "road", "rd", "street", "st", "avenue", "ave", "av", "close", "cl", "lane", "ln", "drive", "dr", "way",
		"court", "ct", "crescent", "cres", "terrace", "terr", "ter", "place", "pl", "grove", "gr", "gardens",
		"gdns", "garden", "square", "sq", "hill", "park", "view", "mews", "walk", "rise", "row", "parade",
		"green", "croft", "mount", "vale", "bank", "meadow", "meadows", "wharf", "quay", "embankment",
		"villas", "drove", "common", "approach", "circus", "gate", "broadway", "parkway", "path", "yard",
		"fold", "garth", "wynd", "brae", "loan", "boulevard", "chase", "dene", "end", "heights", "orchard",
		"ridge", "hillside", "estate", "highway":
		return true
	}
	return false
}

// notStreet tells whether two words are something else: Family Court, Google Drive.
func notStreet(before, word []byte) bool {
	if string(before) == "the" {
		return string(word) == "way" || string(word) == "end" || string(word) == "place" || string(word) == "court"
	}
	switch string(word) {
	case "court", "ct":
		switch string(before) {
		case "crown", "family", "county", "high", "youth", "supreme", "magistrates", "tennis", "s", "federal":
			return true
		}
	case "drive":
		switch string(before) {
		case "wheel", "google", "hard", "disk", "disc", "flash", "usb", "test", "tape", "network", "shared", "one", "hour":
			return true
		}
	case "park":
		switch string(before) {
		case "national", "theme", "country", "car", "safari", "science":
			return true
		}
	case "place", "way", "end", "view", "row", "gate", "path", "bank", "common", "close", "chase", "garden", "walk":
		switch string(before) {
		case "first", "second", "third", "work", "best", "one", "two", "year", "week", "of", "food", "front",
			"house", "to", "s", "day", "weekend", "back", "sponsored", "logic", "critical", "world", "west":
			return true
		}
	}
	return string(before) == "of"
}

func flatWord(word []byte) bool {
	switch string(word) {
	case "flat", "apartment", "apt", "flt", "bedsit", "maisonette":
		return true
	}
	return false
}

// homeWord tells whether the word before a number says that it is a house's.
func homeWord(word []byte) bool {
	switch string(word) {
	case "at", "address", "to", "from", "is", "no", "number", "of", "near", "outside", "opposite", "behind":
		return true
	}
	return false
}

// notHouse tells whether the word before a number says that it is none.
func notHouse(word []byte) bool {
	switch string(word) {
	case "section", "article", "chapter", "table", "figure", "fig", "part", "step", "rule", "page", "pages",
		"regulation", "paragraph", "schedule", "appendix", "version", "grade", "year", "level", "stage",
		"bus", "route", "tram", "train", "platform", "junction", "exit", "ward", "bed", "bay", "gate", "class",
		"principle", "item", "key", "top", "the", "a", "volume", "issue", "act", "tier", "question", "age", "aged":
		return true
	}
	return false
}

// flat reads a flat, which starts at start, and the house it is in.
func flat(text string, g digitGroup, at, start int) (detail, bool) {
	kind, from, _ := seenAt(text, at)
	if kind == glyphDigit {
		end := from
		for end < len(text) && end < from+5 && foldBytes[text[end]] == byteDigit {
			end++
		}
		if at = afterHouse(text, end); at < 0 {
			return detail{}, false
		}
	}
	if end, ok := street(text, at, lowerHouse(text, start)); ok {
		return detail{"address", start, end, true}, true
	}
	if end, ok := building(text, at); ok {
		return detail{"address", start, end, true}, true
	}
	return detail{}, false
}

// building reads the name of a house of flats.
func building(text string, at int) (int, bool) {
	var folded [wordMost]byte
	limit := at + around
	for n := range 4 {
		w, ok := wordAfter(text, at, limit)
		if !ok || !w.capital || w.crossed || w.broken {
			return 0, false
		}
		switch at = w.end; string(w.fold(text, &folded)) {
		case "house", "court", "tower", "towers", "building", "buildings", "point", "lodge", "heights", "mansions",
			"mansion", "hall", "mill", "works", "apartments", "flats", "block":
			return at, n > 0
		}
	}
	return 0, false
}

// lowerHouse tells whether words before a number say that somebody lives there, so
// that the street needs no capitals.
func lowerHouse(text string, start int) bool {
	var folded [wordMost]byte
	w, ok := wordBefore(text, start, start-10)
	if !ok || !w.touching && text[w.end:start] != ": " && text[w.end:start] != ", " {
		return false
	}
	switch word := w.fold(text, &folded); string(word) {
	case "address", "outside", "opposite", "behind":
		return true
	case "at", "to", "from", "is", "near":
	default:
		if !flatWord(word) {
			return false
		}
	}
	return nearCue(text, w.start, start, cueHome) != 0
}
