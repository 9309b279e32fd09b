package language

import (
	"strings"
	"sync"
)

// aboutChild tells whether the words are about a child. The nearest who could do
// it, to the left in the sentence, decides; who only reports is passed over; and
// a note that names nobody is about the child whose note it is.
func (j *judge) aboutChild() bool {
	if t := j.at(j.first); t.sets&setThey != 0 && j.word(j.first) != "it" {
		return !j.belongsToGrown(j.first)
	}
	grown := false
	for i := j.first - 1; i >= j.from; i-- {
		t := j.at(i)
		switch {
		case j.child(i):
			return true
		case t.sets&(setThem|setThey|setTheir) != 0 && j.word(i) != "it":
			if j.onlyObject(i) {
				return false
			}
			return !j.belongsToGrown(i)
		case t.sets&(setGrown|setAuthors) != 0 || j.age(i) >= 18 || j.worksAs(i) || j.titled(i):
			if j.age(i) >= 18 && j.ageBeforeMatch(i) {
				return false
			}
			if j.reports(i) || j.obeys(i) {
				continue
			}
			if j.subjectOfMatch(i) || j.stranger(i) && j.childless() && j.after() != aChild {
				return j.sharesSubject(i) || j.actsOn(i)
			}
			grown = true
		}
	}
	if j.thing() {
		return false
	}
	switch j.after() {
	case aChild:
		return true
	case aGrownUp:
		return false
	}
	return !(grown && j.pattern.self)
}

// onlyObject is a pronoun that can't be the subject of the match: "the man who
// abused her absconded".
func (j *judge) onlyObject(i int) bool {
	t := j.at(i)
	if i != j.first-1 || t.sets&setThem == 0 || !strings.HasSuffix(strings.ToLower(j.r.text[j.at(j.first).start:j.at(j.first).end]), "ed") {
		return false
	}
	for k := i - 1; k > j.from; k-- {
		if j.at(k).sets&setRelative != 0 {
			return j.at(k-1).sets&setGrown != 0 && !j.child(k-1)
		}
	}
	return false
}

// belongsToGrown tells whether a pronoun stands for somebody who is no child:
// because of who was spoken of before it in the sentence, or who the sentence
// before was about. In doubt it is the child.
func (j *judge) belongsToGrown(i int) bool {
	stranger := false
	for k := i - 1; k >= j.from; k-- {
		t := j.at(k)
		if j.child(k) || t.sets&(setThey|setThem|setTheir) != 0 && j.word(k) != "it" {
			return false
		}
		if j.stranger(k) && !j.obeys(k) && !j.reports(k) {
			stranger = true
		}
	}
	if stranger || i-j.from > 3 || j.from == 0 {
		return stranger
	}
	from, to := j.passage.sentence(j.from - 1)
	for k := from; k <= to; k++ {
		if j.child(k) || j.at(k).sets&(setThey|setThem|setTheir|setAuthors) != 0 && j.word(k) != "it" {
			return false
		}
	}
	for k := from; k <= to; k++ {
		if j.stranger(k) {
			return !j.obeys(k)
		}
	}
	return false
}

// stranger tells whether a token is somebody who is neither child, family nor
// professional.
func (j *judge) stranger(i int) bool {
	if j.at(i).sets&setStranger != 0 && !j.child(i) {
		return j.word(i) != "suspect" || i > 0 && j.at(i-1).sets&setArticle != 0
	}
	return j.age(i) >= 18
}

// reports tells whether somebody's view follows: "staff feel", "Mum is worried".
func (j *judge) reports(i int) bool {
	for k := i + 1; k <= min(i+4, j.first-1); k++ {
		t := j.at(k)
		if t.before&(hasComma|hasColon) != 0 {
			return t.before&hasColon != 0
		}
		if t.sets&setReport != 0 {
			return true
		}
		if t.sets&(setFiller|setGrown|setAnd|setAuthors) == 0 {
			return false
		}
	}
	return false
}

// subjectOfMatch tells whether nothing but helpers stand between somebody and
// the match.
func (j *judge) subjectOfMatch(i int) bool {
	for k := i + 1; k <= j.first; k++ {
		if j.at(k).before&(hasColon|hasSemicolon|hasDash|hasStop) != 0 {
			return false
		}
		if k < j.first && j.at(k).sets&(setFiller|setAnd|setTheir|setSelf|setLight) == 0 && !strings.HasSuffix(j.word(k), "ly") && !j.passive(k) && !j.paired(k) {
			return false
		}
	}
	return true
}

// ageBeforeMatch tells whether an age belongs to the match: "a 40-year-old man".
func (j *judge) ageBeforeMatch(i int) bool {
	for k := i + 1; k < j.first; k++ {
		if j.at(k).sets&(setYear|setOld) == 0 {
			return false
		}
	}
	return true
}

// paired is a word that "and" joins to the match: "rude and disrespectful".
func (j *judge) paired(i int) bool {
	return i+2 == j.first && (j.word(i+1) == "and" || j.word(i+1) == "or")
}

// passive is a participle behind a form of be: were encouraged.
func (j *judge) passive(i int) bool {
	return strings.HasSuffix(j.word(i), "ed") && j.at(i-1).sets&setBe != 0
}

// childless tells whether no child, and nobody who may be one, is spoken of
// before the match.
func (j *judge) childless() bool {
	for k := j.from; k < j.first; k++ {
		if j.at(k).sets&(setThey|setThem|setTheir) != 0 && j.word(k) != "it" || j.child(k) {
			return false
		}
	}
	return true
}

// actsOn tells whether the match itself names whom it is about, and the person
// before it only deals with them: "we will work on her resilience", "worker to
// raise his awareness".
func (j *judge) actsOn(i int) bool {
	named := false
	for k := j.first; k <= j.last; k++ {
		named = named || j.at(k).sets&(setThem|setTheir) != 0
	}
	if !named || j.stranger(i) {
		return false
	}
	if j.at(i).sets&setAuthors != 0 {
		return true
	}
	switch j.word(i + 1) {
	case "to", "will", "should", "must", "need", "needs":
		return i+1 < j.first
	}
	return false
}

// thing tells whether the match is said of something that is no person, or of
// somebody unknown: "the film is …", "the surgeon knew …".
func (j *judge) thing() bool {
	i, linked := j.first-1, false
	for i > j.from && (j.at(i).sets&(setFiller|setBe|setAux|setHave) != 0 && j.at(i).sets&setArticle == 0 || strings.HasSuffix(j.word(i), "ly")) {
		linked = linked || j.at(i).sets&(setBe|setAux|setHave) != 0
		i--
	}
	for k := i + 1; k <= j.first; k++ {
		if j.at(k).before&clause != 0 {
			return false
		}
	}
	if !linked && !finite(j.word(j.first)) && j.at(j.first).sets&(setBe|setAux|setHave) == 0 || i <= j.from || j.at(i).before&clause != 0 || j.at(i).number >= 0 {
		return false
	}
	if j.at(i).capital || !j.afterArticle(i) {
		return false // a capital is a name
	}
	return j.at(i).sets&(setConduct|setChild|setGrown|setThey|setPlace|setArticle|setFiller|setOld|setYear) == 0
}

// afterArticle tells whether a noun has an article before it, or one word between
// and one joined to it by hyphens: the out-of-hours line.
func (j *judge) afterArticle(i int) bool {
	for k, free := i-1, 1; k >= j.from; k-- {
		switch w := j.word(k); {
		case w == "the", w == "a", w == "an", w == "this":
			return true
		case j.at(k+1).before&hasHyphen != 0:
		case free > 0 && j.at(k).sets&(setChild|setGrown|setThey|setThem|setTheir|setPlace|setArticle|setFiller|setAnd) == 0:
			free--
		default:
			return false
		}
	}
	return false
}

// finite tells whether a word is plainly a verb of its own.
func finite(word string) bool {
	if strings.HasSuffix(word, "ed") {
		return true
	}
	return pastForms()[word]
}

// pastForms are the past forms of irregular verbs.
var pastForms = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, forms := range irregularForms() {
		for _, f := range forms[1:] {
			if !strings.HasSuffix(f, "ing") && !strings.HasSuffix(f, "s") && f != "men" && f != "women" && f != "children" && f != "people" {
				set[f] = true
			}
		}
	}
	return set
})

// sharesSubject tells whether the match has its subject from a clause before:
// "she met the man and absconded".
func (j *judge) sharesSubject(i int) bool {
	and := false
	for k := i + 1; k < j.first; k++ {
		if w := j.word(k); w == "and" || w == "then" || w == "but" {
			and = true
		}
	}
	if !and {
		return false
	}
	for k := i - 1; k >= j.from; k-- {
		if j.child(k) || j.at(k).sets&setThey != 0 && j.word(k) != "it" {
			return true
		}
	}
	return false
}

type somebody uint8

const (
	nobody somebody = iota
	aChild
	aGrownUp
)

// after looks at who follows: "promiscuous men", "risky behaviour by officers".
func (j *judge) after() somebody {
	if j.last > j.first+1 || j.at(j.last).sets&setPlace != 0 || j.at(j.last).before&hasColon != 0 {
		return nobody // a phrase has its own subject or object
	}
	for i := j.last + 1; i <= min(j.to, j.last+5); i++ {
		t := j.at(i)
		if t.before&clause != 0 {
			return nobody
		}
		switch {
		case j.child(i):
			return aChild
		case t.sets&setYoung != 0:
			return aChild
		case t.sets&setGrown != 0 || j.worksAs(i):
			return aGrownUp
		case t.sets&setArticle != 0:
		case i == j.last+1 && (j.word(i) == "of" || j.word(i) == "by" || j.word(i) == "among" || j.word(i) == "amongst"):
		default:
			return nobody
		}
	}
	return nobody
}

// titled is a name behind a title: Mr Patel, PC Jones.
func (j *judge) titled(i int) bool {
	return i > 0 && j.at(i).capital && j.at(i-1).sets&setTitle != 0
}

// worksAs tells whether an unknown noun after an article names somebody by what
// they do: the treasurer, a tourist.
func (j *judge) worksAs(i int) bool {
	t := j.at(i)
	if t.sets&^(setPattern|setRare) != 0 || t.capital || t.number >= 0 || i == j.from || t.end-t.start < 6 {
		return false
	}
	w := j.word(i)
	for _, ending := range []string{"er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "ant", "ants", "eer", "eers", "ee", "ees", "man", "men"} {
		if strings.HasSuffix(w, ending) {
			return j.at(i-1).sets&setArticle != 0 || j.at(i-1).sets == 0 && i-1 > j.from && j.at(i-2).sets&setArticle != 0
		}
	}
	return false
}
