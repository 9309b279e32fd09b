package language

// smallName looks at a first name in small letters, as young people write it: it
// has to be no other word, and to stand where persons do.
func smallName(text string, w wordSpan, cue wordCue) (detail, bool) {
	if cue != firstName || w.end-w.start < 4 || boundAfter(text, w.end) {
		return detail{}, false
	}
	var folded [wordMost]byte
	if smallWord(w.fold(text, &folded)) || !smallSpot(text, w) {
		return detail{}, false
	}
	return detail{"name", w.start, w.end, false}, true
}

// smallSpot tells whether the words beside a name in small letters are those of
// somebody who speaks of a person.
func smallSpot(text string, w wordSpan) bool {
	var folded [wordMost]byte
	before, ok := wordBefore(text, w.start, w.start-12)
	if ok && before.touching && !before.broken {
		switch string(before.fold(text, &folded)) {
		case "told", "with", "asked", "like", "love", "loves", "hate", "hates", "hit", "hurt", "saw", "miss", "misses", "fancies",
			"texted", "messaged", "because", "cos", "coz", "when", "that", "did", "does", "is", "was", "by", "called", "named":
			return true
		case "and", "n", "nd":
			return precededBy(text, before.start, "me") || precededBy(text, before.start, "us") || personBefore(text, before.start)
		}
	}
	after, ok := wordAfter(text, w.end, w.end+16)
	if !ok || !after.touching || after.broken {
		return false
	}
	told, being := personVerb(after.fold(text, &folded))
	if told || being {
		return true
	}
	return string(after.fold(text, &folded)) == "and" && hasFold(text[min(after.end+1, len(text)):], "me")
}

// personBefore tells whether the word before at is a name or a relative.
func personBefore(text string, at int) bool {
	w, ok := wordBefore(text, at, at-24)
	if !ok || !w.touching {
		return false
	}
	cue := known(text, w)
	return cue == firstName || cue == kin
}

// smallWord tells whether a first name is a word in small letters.
func smallWord(word []byte) bool {
	switch string(word) {
	case "jade", "ruby", "nick", "rowan", "poppy", "jasmine", "tate", "casey", "jack", "harry", "carol", "daisy", "holly", "jenny",
		"randy", "perry", "terry", "wendy", "fern", "jean", "jeanne", "marina", "myrtle", "norma", "sienna", "merlin", "peggy",
		"polly", "sally", "teddy", "victor", "aria", "dolly", "dora", "kelly", "mina", "milo", "alma", "lana", "nina", "savannah",
		"brooke", "bonnie", "bobby", "jimmy", "harper", "clementine", "august", "celeste", "cherie", "delphine", "elder",
		"gloria", "jerry", "jude", "josh", "lotte", "mario", "mercer", "molly", "noel", "paddy", "patsy", "reece", "salman",
		"salam", "shan", "stanley", "sultana", "tess", "tilly", "timothy", "tommy", "vera", "john", "said", "hamza", "dale",
		"axel", "ashton", "blake", "bailey", "shelby", "spencer", "gina", "billie", "billy", "shaun", "safari", "imam", "bella":
		return true
	}
	return false
}
