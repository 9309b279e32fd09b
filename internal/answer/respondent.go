package answer

import (
	"bearings/internal/framework"
)

// Levels by their number in a crowd; the first is not said.
var levels = [...]string{"", framework.Direct, framework.Operational, framework.Strategic}

// faulty stands for a level that could not be read, so that one slip is not
// reported again as a difference from other rows.
const faulty = byte(len(levels))

// Ways a comment may be used.
const (
	useSummary = byte(iota)
	useQuote
	useFaulty
)

// respondent finds who a row is of, or adds them, and checks that they say the
// same of themselves on every row. It returns -1 where there is a fault.
func (in *intake) respondent(c *crowd, r *row, lvl byte) int {
	ag := in.agency(r, c.strand == framework.Return)
	in.agencyKind(ag, r)
	use := in.use(r)
	if r[respondent] == "" {
		in.fault(respondent, "answers.respondent.missing")
		return -1
	}
	if ag < 0 || !in.takesPart(c, r) {
		return -1
	}
	if who := c.find(r[respondent]); who >= 0 {
		return in.same(c, who, ag, lvl, use)
	}
	return in.newcomer(c, r, ag, lvl, use)
}

func (in *intake) newcomer(c *crowd, r *row, ag int, lvl, use byte) int {
	if habit := respondentHabit(r[respondent]); habit != "" {
		in.fault(respondent, habit)
		return -1
	}
	line := in.line()
	if c.strand == framework.Return {
		a := &in.agencies.all[ag]
		if a.returned > 0 {
			in.fault(respondent, "answers.return.again", in.files.first(a.returned, "Agency", shown(a.name))...)
			return -1
		}
		a.returned = line
	}
	return c.add(r[respondent], ag, lvl, use, line)
}

// same checks a row against the respondent's first one.
func (in *intake) same(c *crowd, who, ag int, lvl, use byte) int {
	p := c.people.at(who)
	first := c.atoms[p.atom()]
	if in.files.isEarlier(int(p.line)) && (first.agency != ag || lvl != faulty && first.level != faulty && first.level != lvl) {
		in.elsewhere(c, who)
		return -1
	}
	if first.agency != ag {
		in.fault(agency, "answers.respondent.agencies", in.files.first(int(p.line))...)
		return -1
	}
	if first.level != lvl && first.level != faulty && lvl != faulty {
		in.fault(level, "answers.respondent.levels", in.files.first(int(p.line))...)
		return -1
	}
	if p.use() != use && p.use() != useFaulty && use != useFaulty {
		in.fault(commentUse, "answers.respondent.uses", in.files.first(int(p.line))...)
		return -1
	}
	return who
}

func (in *intake) level(c *crowd, r *row) byte {
	if r[level] == "" {
		return 0
	}
	if c.strand != framework.Staff {
		in.fault(level, "answers.level.staff_only")
		return faulty
	}
	for i, id := range levels {
		if r[level] == id {
			return byte(i)
		}
	}
	known := plainNames(levels[1:])
	for _, l := range in.book.fw.Levels {
		known = append(known, names(l.ID, l.Name)...)
	}
	in.unknown(level, r, "answers.level.unknown", known)
	return faulty
}

func (in *intake) use(r *row) byte {
	switch r[commentUse] {
	case "", "summary":
		return useSummary
	case "quote":
		return useQuote
	}
	in.unknown(commentUse, r, "answers.comment_use.unknown", plainNames([]string{"summary", "quote"}))
	return useFaulty
}
