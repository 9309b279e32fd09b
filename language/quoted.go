package language

import "strings"

const (
	// longQuote is how many words make a quotation somebody's speech.
	longQuote = 6
	// openQuotes is how many quotations that never close are looked into, and
	// quoteRow how many quotations before one.
	openQuotes, quoteRow = 8, 12
	// aside is how many words next to a quotation can say whose it is.
	aside = 9
)

// quoted tells a child's own words from words that are only spoken about; what
// is neither is a professional's way to keep a word at arm's length, and counts
// one step milder.
func (j *judge) quoted() Reason {
	in, ok := j.quotation()
	if !ok {
		return ""
	}
	first, last := j.passage.words(in.start, in.end)
	grown, spoken := j.speaker(first, last)
	switch {
	case j.speaksOfSelf(first, last):
		return ChildsWords
	case grown:
		j.scare = true
		return ""
	case spoken && !j.recorded(first):
		return ChildsWords
	case last-first+1 >= longQuote && !j.termNear(first, last):
		return ChildsWords
	case j.termNear(first, last), j.r.o.Profile == Guidance:
		return Mentioned
	}
	j.scare = true
	return ""
}

// quotation is the outermost quotation the match is in, or partly in. One that never closes
// counts if somebody speaks in it.
func (j *judge) quotation() (quote, bool) {
	open := 0
	for _, q := range j.passage.quotes {
		if q.start >= j.end || q.end <= j.start {
			continue
		}
		if q.closed {
			return q, true
		}
		if open++; open > openQuotes {
			continue
		}
		first, last := j.passage.words(q.start, q.end)
		if grown, spoken := j.speaker(first, last); j.speaksOfSelf(first, last) || spoken && !grown {
			return q, true
		}
	}
	return quote{}, false
}

// speaksOfSelf tells whether somebody says I or we in a quotation.
func (j *judge) speaksOfSelf(first, last int) bool {
	for i := first; i <= last; i++ {
		t := j.at(i)
		if t.sets&setFirst != 0 && !(j.word(i) == "us" && t.end-t.start == 2 && j.r.text[t.start:t.end] == "US") {
			return true
		}
	}
	return false
}

// speaker tells whether a word next to a quotation says that it was spoken, and
// whether a grown person plainly spoke it.
func (j *judge) speaker(first, last int) (grown, spoken bool) {
	low := max(0, first-aside)
	for i := first - 1; i >= low; i-- {
		if j.at(i).sets&setSpeech != 0 && j.word(i+1) != "to" {
			return j.grownSays(i), true
		}
		if j.at(i).before&hasStop != 0 && i < first-3 {
			break
		}
	}
	high := min(len(j.passage.tokens)-1, last+5)
	for i := last + 1; i <= high; i++ {
		if i > last+1 && j.at(i).before&hasStop != 0 || j.at(i).sets&setAnd != 0 {
			break
		}
		if j.at(i).sets&setSpeech != 0 {
			return j.grownAround(i, last), true
		}
	}
	return j.label(first)
}

// label reads a speaker's name before a colon: "Social worker: …".
func (j *judge) label(first int) (grown, spoken bool) {
	if first == 0 || j.at(first).before&hasColon == 0 {
		return false, false
	}
	who := j.at(first - 1)
	if who.sets&setTerm != 0 {
		return false, false
	}
	return who.sets&setGrown != 0, who.sets&(setGrown|setChild) != 0
}

// grownSays tells whether the subject of a verb of speech is a grown person:
// "her teacher wrote", and not "staff were told", nor "she told staff".
func (j *judge) grownSays(verb int) bool {
	for i := verb - 1; i >= max(0, verb-6); i-- {
		t := j.at(i)
		switch {
		case j.at(i+1).before&hasStop != 0:
			return false
		case t.sets&setBe != 0 && t.sets&setNot == 0 && i >= verb-2:
			return false // were told
		case j.child(i), t.sets&(setThey|setFirst) != 0 && j.word(i) != "it":
			return false
		case t.sets&setGrown != 0:
			return !j.obeys(i) && !j.speechBetween(i, verb)
		}
	}
	return false
}

// obeys tells whether a noun hangs on a preposition: "to staff".
func (j *judge) obeys(i int) bool {
	free := 1
	for i--; i >= 0; i-- {
		s := j.at(i).sets
		switch {
		case j.at(i+1).before&clause != 0:
			return false
		case s&setPlace != 0:
			return true
		case s&(setArticle|setYoung|setTheir|setGrown) != 0:
		case free > 0 && s&^(setPattern|setRare) == 0:
			free--
		default:
			return false
		}
	}
	return false
}

func (j *judge) speechBetween(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if j.at(i).sets&setSpeech != 0 {
			return true
		}
	}
	return false
}

// grownAround is the speaker behind a quotation: "said the officer", "the
// officer said".
func (j *judge) grownAround(verb, last int) bool {
	for i := last + 1; i <= min(len(j.passage.tokens)-1, verb+4); i++ {
		t := j.at(i)
		if i > last+1 && t.before&hasStop != 0 {
			return false
		}
		if j.child(i) || t.sets&(setThey|setFirst) != 0 {
			return false
		}
		if t.sets&setGrown != 0 {
			return !j.obeys(i) && (i < verb || j.passage.tokens[verb].sets&setBe == 0)
		}
	}
	return false
}

// recorded tells whether the verb before a quotation is one of labelling rather
// than of speech: described as, recorded as "…".
func (j *judge) recorded(first int) bool {
	as := false
	for i := first - 1; i >= max(0, first-8); i-- {
		as = as || j.word(i) == "as" && i >= first-2
		if j.at(i).sets&setQuotedAs != 0 && (as || i >= first-3) {
			return true
		}
		if j.at(i).sets&setThey != 0 {
			return false
		}
	}
	return false
}

// termNear tells whether a quotation is spoken about as words: the term "…",
// "…" is unhelpful, avoid "…".
func (j *judge) termNear(first, last int) bool {
	return j.termBeside(first, last) || j.rowOfQuotes(first)
}

func (j *judge) termBeside(first, last int) bool {
	for i := first - 1; i >= max(0, first-7); i-- {
		if j.at(i+1).before&hasStop != 0 {
			break
		}
		if t := j.at(i); t.sets&(setTerm|setShun|setInstead|setMyth|setBlaming) != 0 && !j.otherWords(i) || wordSwap[j.word(i)] {
			return true
		}
	}
	if j.example(first) || j.namesField(first) || j.takenBack(last) {
		return true
	}
	for i := last + 1; i <= min(len(j.passage.tokens)-1, last+12); i++ {
		if j.at(i).before&hasStop != 0 {
			break
		}
		if j.at(i).sets&(setTerm|setBlaming|setInstead|setMyth) != 0 || wordAbout[j.word(i)] {
			return true
		}
	}
	return false
}

// example tells whether "such as", "like" or "for example" leads to a quotation.
func (j *judge) example(first int) bool {
	switch j.word(first - 1) {
	case "as":
		return j.word(first-2) == "such"
	case "example", "like", "eg", "including":
		return true
	}
	return false
}

// namesField tells whether a quotation is what a part of a form is called: a tick
// box called "…".
func (j *judge) namesField(first int) bool {
	switch j.word(first - 1) {
	case "called", "titled", "headed", "named", "marked", "labelled":
	default:
		return false
	}
	for i := first - 2; i >= max(0, first-5); i-- {
		switch j.word(i) {
		case "box", "boxes", "field", "form", "column", "section", "tab", "code", "category", "option", "flag", "menu", "slide", "heading", "file":
			return true
		}
	}
	return false
}

// takenBack tells whether the next sentence says that the words were put right.
func (j *judge) takenBack(last int) bool {
	_, to := j.passage.sentence(last)
	if to+1 >= len(j.passage.tokens) {
		return false
	}
	_, end := j.passage.sentence(to + 1)
	for i := to + 1; i <= end; i++ {
		switch j.word(i) {
		case "withdrawn", "reworded", "rewritten", "corrected", "amended", "apology", "apologised", "replaced":
			return true
		}
	}
	return false
}

// rowOfQuotes tells whether a quotation follows another that is spoken about:
// terms such as "…", "…" and "…".
func (j *judge) rowOfQuotes(first int) bool {
	for range quoteRow {
		before := first - 1
		if before >= 0 && j.at(before).sets&setAnd != 0 {
			before--
		}
		if before < 0 {
			return false
		}
		from, to, ok := j.quoteAround(before)
		if !ok || to != before || from >= first {
			return false
		}
		if j.termBeside(from, to) {
			return true
		}
		first = from
	}
	return false
}

// quoteAround are the first and last token of the outermost quotation of a token.
func (j *judge) quoteAround(i int) (first, last int, ok bool) {
	t := j.at(i)
	for _, q := range j.passage.quotes {
		if q.start > t.start {
			break
		}
		if q.end >= t.end {
			first, last = j.passage.words(q.start, q.end)
			return first, last, true
		}
	}
	return 0, 0, false
}

// wordSwap are what is done with words before them.
var wordSwap = map[string]bool{"replace": true, "replacing": true, "delete": true, "remove": true, "removing": true, "swap": true}

// wordAbout are what is said about words behind them.
var wordAbout = func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq("unhelpful implies imply implied suggests suggesting blames blame avoided hides hide means replaced language inappropriate challenged not never") {
		set[w] = true
	}
	return set
}()

// otherWords is the phrase "in other words", which speaks of no words.
func (j *judge) otherWords(i int) bool {
	switch w := j.word(i); {
	case w == "word" && i > 0 && j.at(i-1).sets&setArticle == 0, w == "term" || w == "terms":
		if !j.articled(i) {
			return true
		}
	}
	return i >= 2 && strings.HasPrefix(j.word(i), "word") && j.word(i-1) == "other"
}

// articled tells whether a word has an article or nothing before it: "the term",
// and not "half term", "in terms of", "without word from".
func (j *judge) articled(i int) bool {
	if i == 0 || j.at(i).before&clause != 0 {
		return true
	}
	switch before := j.word(i - 1); before {
	case "half", "this", "last", "next", "summer", "autumn", "spring", "long", "short", "school", "in", "on", "each", "per", "without", "no", "any":
		return false
	}
	return true
}
