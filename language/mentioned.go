package language

import (
	"slices"
	"strings"
)

// mentioned tells words that are spoken about from words that are used. To avoid
// something is no sign by itself: what counts is avoiding to say it.
func (j *judge) mentioned() bool {
	if j.r.o.Profile == Guidance && j.quotedLoosely() {
		return true
	}
	return j.namedBefore() || j.toldBefore() || j.mythBefore() || j.insteadBefore() || j.judgedAfter() || j.listedInline()
}

// quotedLoosely is a word in brackets or behind a colon, in a text about words.
func (j *judge) quotedLoosely() bool {
	return j.at(j.first).before&(hasOpen|hasQuote) != 0
}

// namedBefore finds "the term …", "words such as …" right before the match.
func (j *judge) namedBefore() bool {
	for i := j.first - 1; i >= max(j.from, j.first-4); i-- {
		t := j.at(i)
		if j.at(i+1).before&(hasComma|hasStop) != 0 {
			break
		}
		if t.sets&setTerm != 0 && !j.otherWords(i) {
			return i == j.first-1 || j.leadsOn(i+1, j.first)
		}
	}
	return j.listedTerms()
}

// leadsOn tells whether only words such as "such as", "like" and "of" stand
// between a term and its example.
func (j *judge) leadsOn(from, to int) bool {
	for i := from; i < to; i++ {
		switch j.word(i) {
		case "such", "as", "like", "of", "is", "are", "including", "include", "eg", "a", "an", "the", "or", "and", "g", "e", "for":
		default:
			return false
		}
	}
	return true
}

// listedTerms finds "terms such as a, b and c" some words before.
func (j *judge) listedTerms() bool {
	for i := j.first - 1; i >= max(j.from, j.first-24); i-- {
		if j.at(i).sets&(setTerm|setBlaming) != 0 && !j.otherWords(i) && i+2 < j.first {
			switch next := j.word(i + 1); {
			case next == "such", next == "like", next == "including", j.at(i+1).before&hasColon != 0:
				return true
			}
		}
	}
	return false
}

// toldBefore finds "avoid saying", "never write", "do not describe her as".
func (j *judge) toldBefore() bool {
	for i := j.first - 1; i >= max(j.from, j.first-9); i-- {
		if j.at(i+1).before&(hasSemicolon|hasStop) != 0 {
			return false
		}
		if j.at(i).sets&setTelling == 0 {
			continue
		}
		for k := i - 1; k >= max(j.from, i-5); k-- {
			if j.at(k).sets&setShun != 0 && j.commands(k, i) {
				return true
			}
		}
	}
	return false
}

// commands tells a shunned way of talking from a person who does not talk: "does
// not say" is no advice.
func (j *judge) commands(shun, telling int) bool {
	if j.at(shun).sets&setNot == 0 {
		return true
	}
	for k := shun + 1; k < telling; k++ {
		if j.at(k).sets&(setThey|setGrown|setChild) != 0 {
			return false
		}
	}
	if shun == j.from {
		return true // never say
	}
	switch j.word(shun - 1) {
	case "should", "must", "to", "shall", "please", "we", "is", "was", "are", "were", "be":
		return true
	case "do":
		return shun-1 == j.from || j.at(shun-2).sets&setAuthors != 0 || j.word(shun-2) == "please" || j.at(shun-1).before&clause != 0
	case "can", "will", "did", "would":
		return shun-1 > j.from && j.at(shun-2).sets&setAuthors != 0
	}
	return false
}

// mythBefore finds "the myth that", "challenge the assumption that".
func (j *judge) mythBefore() bool {
	for i := j.first - 1; i >= max(j.from, j.first-14); i-- {
		if j.at(i).sets&setMyth != 0 || j.word(i) == "wrong" && j.word(i+1) == "to" {
			return true
		}
	}
	return false
}

// insteadBefore finds "instead of …" and "rather than …" right before.
func (j *judge) insteadBefore() bool {
	for i := j.first - 1; i >= max(j.from, j.first-5); i-- {
		if j.at(i+1).before&clause != 0 {
			return false
		}
		if j.at(i).sets&setInstead == 0 || i+1 >= j.first {
			continue
		}
		switch w := j.word(i + 1); w {
		case "of", "than":
			between := j.first - i - 2
			return between == 0 || between <= 3 && j.light(i+2, j.first)
		}
	}
	return false
}

// light tells whether words between are only articles, telling verbs and the like.
func (j *judge) light(from, to int) bool {
	for i := from; i < to; i++ {
		if j.at(i).sets&(setArticle|setTelling|setThem|setTheir|setPlace|setTerm|setBe) == 0 {
			return false
		}
	}
	return true
}

// judgedAfter finds what is said of the words behind them: "… blames the child",
// "… is victim-blaming", "… should be replaced", "write … instead".
func (j *judge) judgedAfter() bool {
	for i := j.from; i < j.first; i++ {
		if j.at(i).sets&setBlaming != 0 && j.first-i <= 8 {
			return true
		}
	}
	for i := j.last + 1; i <= min(j.to, j.last+14); i++ {
		if j.at(i).sets&setBlaming != 0 || j.rewritten(i) {
			return true
		}
		if j.at(i).sets&setTerm != 0 && j.word(i) != "words" && i <= j.last+8 && !j.otherWords(i) && j.hasBefore(i, j.last, setBe|setArticle) {
			return true
		}
	}
	return false
}

// rewritten finds "… is being changed to", "…: replace with", right behind.
func (j *judge) rewritten(i int) bool {
	switch j.word(i) {
	case "changed", "replaced", "replace", "renamed", "reworded", "amended":
	default:
		return false
	}
	if w := j.word(i + 1); w != "to" && w != "by" && w != "with" && w != "as" {
		return false
	}
	for k := j.last + 1; k < i; k++ {
		if j.at(k).sets&(setBe|setHave|setAux|setFiller) == 0 {
			return false
		}
	}
	return true
}

func (j *judge) hasBefore(i, low int, s sets) bool {
	for k := i - 1; k > low && k >= i-4; k-- {
		if j.at(k).sets&s != 0 && j.at(k).sets&setBe != 0 {
			return true
		}
	}
	return false
}

// listedInline finds "Avoid: a, b, c" in the same sentence or just before it.
func (j *judge) listedInline() bool {
	for i := j.first; i > max(0, j.first-25) && i > 0; i-- {
		if j.at(i).before&hasStop != 0 && i != j.first {
			return false
		}
		if b := j.at(i).before; (b&hasColon != 0 || b&hasDash != 0 && b&hasLine == 0) && j.at(i-1).sets&setShun != 0 && strings.HasPrefix(j.word(i-1), "avoid") {
			return true
		}
	}
	return false
}

// listed tells whether the match stands under a heading or in a column of words
// to avoid.
func (j *judge) listed() bool {
	b := j.passage.block
	if (b.Kind != Paragraph || b.End-b.Start < 2*shortLine) && j.announced(b.Under) {
		return true
	}
	if j.r.o.Blocks != nil {
		return b.Kind == ListItem && j.leadsList()
	}
	return j.underLine()
}

// announced tells whether a heading, or the end of a long one, announces words to
// avoid.
func (j *judge) announced(heading [2]int) bool {
	start, end := heading[0], heading[1]
	if start < 0 || start >= end || end > len(j.r.text) {
		return false
	}
	return avoids(j.r.text[max(start, end-reach):end])
}

// leadsList looks for the paragraph that leads into a list.
func (j *judge) leadsList() bool {
	all := j.r.o.Blocks
	i, _ := slices.BinarySearchFunc(all, j.start, func(b Block, at int) int { return b.End - at })
	low := i - longList
	for i--; i >= max(0, low) && j.start-all[i].End < longest; i-- {
		if all[i].Kind != ListItem {
			return j.announced([2]int{all[i].Start, all[i].End})
		}
	}
	return false
}

const (
	// listLines is how many lines above a match are read for a heading, and
	// longList how many items of a list.
	listLines = 40
	longList  = 400
)

// underLine looks through the lines above for a heading or the head of a table.
func (j *judge) underLine() bool {
	text, end := j.r.text, j.start
	low := max(0, end-2*longest)
	line := low + strings.LastIndexByte(text[low:end], '\n') + 1
	if line == low {
		return false
	}
	if own := strings.TrimLeft(text[line:end], " \t"); strings.HasPrefix(own, "|") {
		return j.underColumn(line, strings.Count(own, "|"))
	}
	item := listItem(text[line:min(len(text), end+1)])
	for n := 0; n < listLines && line > low && j.start-line < longest; n++ {
		above := low + strings.LastIndexByte(text[low:line-1], '\n') + 1
		here := strings.TrimSpace(text[above : line-1])
		line = above
		switch {
		case here == "":
			continue
		case strings.HasPrefix(here, "#"), strings.HasSuffix(here, ":") && !listItem(here):
			return (item || j.shortLine()) && avoids(here)
		case listItem(here):
			continue
		case len(here) > shortLine:
			return false
		}
	}
	return false
}

// shortLine tells whether the match stands in a line of a few words.
func (j *judge) shortLine() bool {
	end := strings.IndexByte(j.r.text[j.end:min(len(j.r.text), j.end+shortLine)], '\n')
	start := strings.LastIndexByte(j.r.text[max(0, j.start-shortLine):j.start], '\n')
	return start >= 0 && (end >= 0 || j.end+shortLine >= len(j.r.text))
}

func listItem(line string) bool {
	line = strings.TrimLeft(line, " \t")
	for _, bullet := range []string{"- ", "* ", "+ ", "•", "– ", "— ", "❌", "✗", "x "} {
		if strings.HasPrefix(line, bullet) {
			return true
		}
	}
	n := strings.IndexAny(line, ".)")
	return n > 0 && n <= 3 && line[0] >= '0' && line[0] <= '9'
}

// underColumn reads the head of a Markdown table's column.
func (j *judge) underColumn(line, column int) bool {
	text := j.r.text
	head := ""
	low := max(0, j.start-2*longest)
	for line > low && j.start-line < longest {
		above := low + strings.LastIndexByte(text[low:line-1], '\n') + 1
		here := strings.TrimSpace(text[above : line-1])
		if !strings.HasPrefix(here, "|") {
			break
		}
		head, line = here, above
	}
	cells := strings.Split(head, "|")
	return column < len(cells) && avoids(cells[column])
}

// avoids tells whether a heading announces words to avoid.
func avoids(heading string) bool {
	h := strings.ToLower(strings.ReplaceAll(heading, "’", "'"))
	h = strings.Trim(h, " \t#*_:|-")
	if h == "avoid" || h == "instead of" || h == "rather than" || h == "not" || h == "don't" {
		return true
	}
	for _, sign := range avoidSigns {
		if strings.Contains(h, sign) {
			return true
		}
	}
	return strings.Contains(h, "avoid") && (strings.Contains(h, "word") || strings.Contains(h, "phrase") || strings.Contains(h, "term") ||
		strings.Contains(h, "language") || strings.Contains(h, "say") || strings.Contains(h, "writ") || strings.Contains(h, "using") ||
		strings.HasPrefix(h, "avoid") && len(h) < 20 || strings.HasSuffix(h, "avoid"))
}

var avoidSigns = []string{"instead of saying", "instead of writing", "don't say", "do not say", "not to say", "not to use", "don't use", "do not use",
	"don't write", "do not write", "never say", "never use", "never write", "unhelpful", "blaming", "stop saying", "stop using", "rather than saying",
	"less helpful", "harmful language", "harmful words", "harmful terms", "harmful phrase", "inappropriate language", "inappropriate term",
	"inappropriate word", "not helpful", "what not to", "we used to say", "words we don't", "old language", "phrases to drop", "words to drop"}
