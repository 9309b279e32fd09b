package language

// denialReach is how many words a "not" reaches.
const denialReach = 6

// negated tells whether the words are denied: "is not a lifestyle choice". A
// denial ends where a clause does; and who "does not understand that she is
// putting herself at risk" is blamed, not defended.
func (j *judge) negated() bool {
	if w := j.word(j.from); (w == "nobody" || w == "none" || w == "noone" || w == "no" && j.word(j.from+1) == "one") && j.first-j.from <= 2*denialReach {
		return !j.stopped(j.from)
	}
	if j.inverted() {
		return true
	}
	for i := j.first - 1; i >= max(j.from, j.first-denialReach); i-- {
		t := j.at(i)
		if j.at(i+1).before&clause != 0 {
			return j.noneOf(i + 1)
		}
		switch {
		case t.sets&setNot != 0:
			return !j.notOnly(i) && !j.factive(i) && !j.stopped(i)
		case t.sets&setBreak != 0:
			return false
		case j.word(i) == "and" || j.word(i) == "then":
			return false
		}
	}
	return false
}

// inverted is a denial that a sentence opens with: "at no point did she …".
func (j *judge) inverted() bool {
	for i := j.from; i <= min(j.from+3, j.first-2); i++ {
		if j.at(i).sets&setNot != 0 && i+2 < j.first {
			for k := i + 1; k <= min(i+3, j.first-1); k++ {
				if w := j.word(k); (w == "did" || w == "has" || w == "have" || w == "does" || w == "was" || w == "is" || w == "were" || w == "had") && (j.at(k+1).sets&(setThey|setArticle) != 0 || j.child(k+1) || j.at(k+1).capital) {
					return j.oneClause(k) && !j.stopped(i)
				}
			}
		}
	}
	return false
}

// oneClause tells whether no clause of its own begins between a word and the match.
func (j *judge) oneClause(from int) bool {
	for i := from + 1; i < j.first; i++ {
		if j.at(i).sets&setBreak != 0 || j.at(i).before&(clause&^hasComma) != 0 {
			return false
		}
	}
	return true
}

// deniedWithin finds a "not" in a gap of the match: "was not really her choice".
func (j *judge) deniedWithin() bool {
	for i := j.first + 1; i <= j.last; i++ {
		if t := j.at(i); t.sets&setNot != 0 && j.pattern.fits(t.id)&^j.pattern.any == 0 {
			return !j.notOnly(i)
		}
	}
	return false
}

// stopped tells whether what is denied is that something ended: "has not stopped".
func (j *judge) stopped(not int) bool {
	for i := not + 1; i < j.first; i++ {
		if j.at(i).sets&setStop != 0 {
			return true
		}
	}
	return false
}

// noneOf allows a denial to reach over the commas of a row: "not streetwise,
// manipulative or promiscuous".
func (j *judge) noneOf(i int) bool {
	if j.at(i).before&clause != hasComma {
		return false
	}
	for k := i; k < j.first; k++ {
		if j.at(k).sets&(setThey|setBreak|setAux|setHave) != 0 || j.word(k) == "and" {
			return false
		}
	}
	for k := i - 1; k > max(j.from, i-8); k-- {
		switch t := j.at(k); {
		case t.sets&setNot != 0:
			return !j.notOnly(k) && j.at(k-1).sets&setBe != 0
		case t.before&(clause&^hasComma) != 0 || t.sets&(setThey|setBreak) != 0:
			return false
		}
	}
	return false
}

// notOnly is "not only", "not just", which denies nothing.
func (j *judge) notOnly(i int) bool {
	switch j.word(i + 1) {
	case "only", "just", "simply", "surprising", "surprisingly", "doubt", "question", "denying", "secret", "wonder", "surprise":
		return true
	}
	return false
}

// factive tells whether what is denied is that somebody sees a fact.
func (j *judge) factive(not int) bool {
	for i := not + 1; i < j.first && i <= not+3; i++ {
		if j.at(i).sets&setFactive != 0 {
			return !j.ours(not)
		}
	}
	for i := not + 1; i < j.first; i++ {
		if j.word(i) == "to" && i+1 < j.first && j.at(i+1).sets&setFactive != 0 {
			return !j.ours(not)
		}
	}
	return false
}

// ours tells whether it is the writer's side that denies: "we do not see this as".
func (j *judge) ours(not int) bool {
	for i := not - 1; i >= max(j.from, not-4); i-- {
		t := j.at(i)
		if t.sets&(setAuthors|setGrown) != 0 {
			return true
		}
		if t.sets&setThey != 0 || j.child(i) {
			return false
		}
	}
	return false
}
