package answer

import (
	"cmp"
	"slices"
	"strings"

	"bearings/internal/framework"
)

// statement is one line of a return, before it is put in order.
type statement struct {
	agency, question int
	answer           string
	text             string
}

// sign keeps one line of a return. Words beside an answer of a scale are a
// respondent's comment, which is not printed; a return's narrative has items
// of its own.
func (in *intake) sign(c *crowd, who, q, given int, words string) {
	s := statement{agency: c.atoms[c.people.at(who).atom()].agency, question: q}
	switch {
	case given >= 0:
		s.answer = c.questions[q].answers[given]
	case c.questions[q].item.IsText() && words != "":
		s.text = strings.Clone(words)
	default:
		return // skipped
	}
	in.returns = append(in.returns, s)
}

// signed are the returns by agency and then in the framework's order.
func (in *intake) signed() []Return {
	names := in.agencies.all
	slices.SortFunc(in.returns, func(a, b statement) int {
		return cmp.Or(cmp.Compare(names[a.agency].name, names[b.agency].name), cmp.Compare(a.question, b.question))
	})
	questions := in.crowds[framework.Return].questions
	var lines []Return
	for _, s := range in.returns {
		lines = append(lines, Return{
			Agency: names[s.agency].name, Item: questions[s.question].id, Answer: s.answer, Text: s.text,
		})
	}
	return lines
}

// takeEvidence takes one piece of other evidence on one principle.
func (in *intake) takeEvidence(r *row) {
	before := in.found()
	if _, ok := in.book.fw.Principle(r[item]); !ok {
		var known []name
		for _, p := range in.book.fw.Principles {
			known = append(known, names(p.ID, p.Title)...)
		}
		in.unknown(item, r, "answers.evidence.principle", known)
	}
	if !isMonth(r[answer]) {
		in.fault(answer, "answers.evidence.month", "Given", shown(r[answer]))
	}
	if r[comment] == "" {
		in.fault(comment, "answers.evidence.words_missing")
	}
	for _, c := range []int{kind, level} {
		if r[c] != "" {
			in.fault(c, "answers.evidence.empty", "Column", Columns[c])
		}
	}
	in.use(r)
	if in.found() > before {
		return
	}
	in.evidence = append(in.evidence, Evidence{
		Principle: strings.Clone(r[item]),
		Source:    strings.Clone(r[agency]),
		Month:     strings.Clone(r[answer]),
		Text:      strings.Clone(r[comment]),
	})
}

// found is how many problems there are so far.
func (in *intake) found() int {
	n := len(in.problems.List)
	for _, more := range in.problems.More {
		n += more
	}
	return n
}

// pieces are the evidence by principle in the framework's order, then by
// month, source and words.
func (in *intake) pieces() []Evidence {
	at := map[string]int{}
	for i, p := range in.book.fw.Principles {
		at[p.ID] = i
	}
	slices.SortFunc(in.evidence, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(at[a.Principle], at[b.Principle]), cmp.Compare(a.Month, b.Month),
			cmp.Compare(a.Source, b.Source), cmp.Compare(a.Text, b.Text))
	})
	return in.evidence
}

// isMonth says whether a cell is a month as YYYY-MM.
func isMonth(s string) bool {
	if len(s) != len("2026-03") || s[4] != '-' {
		return false
	}
	for i, c := range []byte(s) {
		if i != 4 && (c < '0' || c > '9') {
			return false
		}
	}
	return s[:4] >= "1900" && s[5:] >= "01" && s[5:] <= "12"
}
