package language

import (
	"slices"
	"sort"
	"strings"
)

// consider weighs a match by what stands around it, and keeps it either way.
func (r *reader) consider(p *pattern, start, end int) {
	rule := &r.c.rules[p.rule]
	m := match{start: start, end: end, rule: p.rule, severity: rule.Severity}
	j := judge{r: r, rule: rule, index: p.rule, pattern: r.c.ready(&p.lazy), passage: r.passageAt(start), start: start, end: end}
	if j.passage.block.Kind == CodeBlock || r.inCode(start) || inAddress(r.text, start) {
		m.reason = Code
	} else if len(j.passage.tokens) > 0 {
		j.first, j.last = j.passage.words(start, end)
		j.from, j.to = j.passage.sentence(j.first)
		m.reason = j.reason()
		if j.scare && m.severity > Note {
			m.severity--
		}
	}
	r.found = append(r.found, m)
}

// judge looks at one match.
type judge struct {
	r       *reader
	rule    *Rule
	index   int // of the rule
	pattern *automaton
	passage *passage
	// start and end are the match in bytes, first and last in tokens; from and to
	// is the sentence.
	start, end, first, last, from, to int
	// scare says that a professional put the words in quotation marks.
	scare bool
}

// reason is why the match is no finding, or empty. The order is from the surest
// sign to the weakest.
func (j *judge) reason() Reason {
	switch j.passage.block.Kind {
	case Voice:
		return ChildsWords
	case Blockquote:
		return Quotation
	}
	if reason := j.quoted(); reason != "" {
		return reason
	}
	switch {
	case j.listed():
		return AvoidList
	case j.mentioned():
		return Mentioned
	case !j.pattern.denies && (j.negated() || j.deniedWithin()):
		return Negated
	case j.otherSense(), j.namesBody():
		return OtherSense
	case j.rule.Child && !j.pattern.child && !j.aboutChild():
		return OtherSubject
	case j.r.o.Profile != ShortNote && j.rule.Cue && !j.pattern.child && !j.childNear():
		return NoChild
	}
	return ""
}

// at is a token of the passage.
func (j *judge) at(i int) *token { return &j.passage.tokens[i] }

// word is a token's word in lower case; empty beyond the passage.
func (j *judge) word(i int) string {
	if i < 0 || i >= len(j.passage.tokens) {
		return ""
	}
	t := &j.passage.tokens[i]
	if t.id != 0 && t.number < 0 {
		return j.r.c.v.entries[t.id].word
	}
	return strings.ToLower(j.r.text[t.start:t.end])
}

// otherSense looks for words that show another sense in the same sentence.
func (j *judge) otherSense() bool {
	return j.r.c.shown(&j.r.c.near[j.index], j.passage.tokens[j.from:j.to+1])
}

// namesBody tells whether the words are part of the name of a body or a law: the
// Challenging Behaviour Foundation, the Streetwise 365 project.
func (j *judge) namesBody() bool {
	for i := j.first; i <= j.last; i++ {
		t := j.at(i)
		if !t.capital || t.end-t.start > 1 && j.r.text[t.start+1] >= 'A' && j.r.text[t.start+1] <= 'Z' {
			return false
		}
	}
	for i := j.last + 1; i <= min(j.to, j.last+5); i++ {
		t := j.at(i)
		if t.before&clause != 0 {
			return false
		}
		if t.sets&setBody != 0 {
			return t.capital || i <= j.last+2 && j.first > j.from && j.at(j.first-1).sets&setArticle != 0
		}
		if !t.capital && t.number < 0 && !clitic(j.word(i)) && j.word(i) != "of" && j.word(i) != "for" && j.word(i) != "and" {
			return false
		}
	}
	return false
}

// childNear tells whether a child is spoken of in the sentence; or shortly before,
// if the sentence has a pronoun that may mean the child or is a mere fragment; or
// whether the text around is plainly about this work. A first name counts for one
// word of it.
func (j *judge) childNear() bool {
	from, to := j.from, j.to
	for range j.sentencesBack() {
		if from > 0 {
			from, _ = j.passage.sentence(from - 1)
		}
	}
	if from < j.from && to+1 < len(j.passage.tokens) {
		_, to = j.passage.sentence(to + 1)
	}
	named := false
	for i := from; i <= to; i++ {
		if j.child(i) {
			return true
		}
		t := j.at(i)
		named = named || t.capital && j.r.c.v.entries[t.id].name == firstName
	}
	if named {
		return j.r.fieldAround(j.start, fieldWords-1)
	}
	return j.r.fieldAround(j.start, fieldWords)
}

// sentencesBack is how many sentences before this one may name whom it is about.
func (j *judge) sentencesBack() int {
	back := 0
	if j.to-j.from < fragment {
		back = 1
	}
	for k := j.from; k <= j.to; k++ {
		if j.at(k).sets&(setThey|setThem|setTheir|setSelf) == 0 {
			continue
		}
		switch j.word(k) {
		case "it", "its", "itself":
		case "they", "them", "their", "theirs", "themselves", "themself":
			back = max(back, 1)
		default:
			back = 3
		}
	}
	return back
}

// fragment is fewer words than a sentence mostly has.
const fragment = 9

// child tells whether a token speaks of a child: by a noun, or by an age.
func (j *judge) child(i int) bool {
	t := j.at(i)
	if t.sets&setChild != 0 {
		return !j.grownStudent(i)
	}
	if t.sets&setAdult != 0 && i > 0 && j.at(i-1).sets&setYoung != 0 {
		return true
	}
	age := j.age(i)
	return age >= 0 && age < 18
}

// grownStudent is a student or twin with a grown person's age.
func (j *judge) grownStudent(i int) bool {
	for k := max(0, i-4); k < min(len(j.passage.tokens), i+9); k++ {
		if k > i && j.at(k).before&hasStop != 0 {
			break
		}
		if j.age(k) >= 18 {
			return k < i || j.word(k-1) == "aged"
		}
	}
	return false
}

// age is the number of years in "14-year-old", "aged 14", "14yo", if the token
// is that number; otherwise -1.
func (j *judge) age(i int) int {
	n := int(j.at(i).number)
	tokens := j.passage.tokens
	if n < 0 && i+2 < len(tokens) && tokens[i+1].sets&setYear != 0 {
		n = slices.Index(ages, j.word(i))
	}
	if n < 0 || n > 110 {
		return -1
	}
	if i > 0 && strings.EqualFold(j.r.text[tokens[i-1].start:tokens[i-1].end], "aged") {
		return n
	}
	if i+1 < len(tokens) && tokens[i+1].sets&setYear != 0 {
		if j.word(i+1) == "yo" || i+2 < len(tokens) && tokens[i+2].sets&setOld != 0 {
			return n
		}
	}
	if tokens[i].before&(hasComma|hasOpen) != 0 && (i+1 == len(tokens) || tokens[i+1].before&(hasComma|hasClose|hasStop) != 0 ||
		tokens[i+1].sets&setYear != 0 && (i+2 == len(tokens) || tokens[i+2].before&(clause|hasClose) != 0)) {
		if n >= 4 && (tokens[i].before&hasOpen != 0 || i > 0 && tokens[i-1].sets&(setAdult|setChild|setGrown) != 0) {
			return n // Male, 15 yrs; (15)
		}
	}
	if i+2 < len(tokens) && j.r.text[tokens[i+1].start:tokens[i+1].end] == "y" && tokens[i+2].start-tokens[i+1].end <= 1 {
		return n
	}
	return -1
}

// ages are the numbers of years that are written as words, from 0.
var ages = strings.Fields(`nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
	seventeen eighteen nineteen twenty`)

// inAddress tells whether a place is inside a web address or a path.
func inAddress(text string, at int) bool {
	start := at
	for start > 0 && at-start < 200 && text[start-1] > ' ' {
		start--
	}
	chunk := text[start:at]
	return strings.Contains(chunk, "://") || strings.HasPrefix(chunk, "www.") || strings.Contains(chunk, "@") && !strings.HasPrefix(chunk, "@") ||
		strings.Contains(chunk, "](") || strings.Count(chunk, "/") >= 2 && strings.HasPrefix(chunk, "/")
}

// inCode tells whether a place is in code of a Markdown text.
func (r *reader) inCode(at int) bool {
	if !r.o.Markdown || r.o.Blocks != nil {
		return false
	}
	if i := sort.Search(len(r.codes), func(i int) bool { return r.codes[i].end > at }); i < len(r.codes) && r.codes[i].start <= at {
		return true
	}
	low := max(0, at-longest)
	line := strings.LastIndexByte(r.text[low:at], '\n') + 1 + low
	return strings.Count(r.text[line:at], "`")%2 == 1 && strings.IndexByte(r.text[at:min(len(r.text), at+200)], '`') >= 0
}
