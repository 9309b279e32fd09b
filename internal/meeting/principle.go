package meeting

import (
	"slices"
	"strings"

	"bearings/internal/framework"
)

// principles are the pages of the principles with room to write.
func (b builder) principles() []Principle {
	fw := b.report.Framework
	var all []Principle
	for n, p := range fw.Principles {
		page := Principle{
			ID: p.ID, Title: b.text(p.Title), Ask: b.texts(p.Asks),
			Place:      b.words.Say("principles.place", "N", n+1, "All", len(fw.Principles)),
			Statements: b.statements(p),
		}
		for _, strand := range []string{framework.YoungPerson, framework.Parent} {
			if feels := b.feels(strand, p.Feels[strand].Statements); len(feels.Said) > 0 {
				page.Feels = append(page.Feels, feels)
			}
		}
		all = append(all, page)
	}
	return all
}

// feels are first-person sentences and who has checked them. Where nobody has
// checked any, that is said once, below them all.
func (b builder) feels(strand string, statements []framework.Statement) Feels {
	f := Feels{Strand: strand, Name: b.words.Say("principles.feels-" + strand)}
	unchecked := b.words.Say("principles.unchecked-" + strand)
	anyChecked := slices.ContainsFunc(statements, func(s framework.Statement) bool { return s.Checked != nil })
	for _, s := range statements {
		said := Said{Text: b.text(s.Text)}
		switch {
		case s.Checked != nil:
			said.Note = b.words.Say("principles.checked-"+s.Checked.Outcome, "By", b.text(s.Checked.By), "When", b.month(s.Checked.On))
		case anyChecked:
			said.Note = unchecked
		}
		f.Said = append(f.Said, said)
	}
	if !anyChecked {
		f.Note = unchecked
	}
	return f
}

// month says a month written YYYY-MM in words.
func (b builder) month(month string) string {
	year, number, _ := strings.Cut(month, "-")
	return b.words.Say("report.month.of", "Month", b.words.Say("report.month.m"+number), "Year", year)
}

// statements are what each group is asked, children first. What is put to staff
// and agencies alike stands once.
func (b builder) statements(p framework.Principle) []Statement {
	fw := b.report.Framework
	var all []Statement
	seen := map[string]bool{}
	for _, strand := range framework.Strands {
		for _, item := range fw.ItemsOf(p.ID) {
			if item.Part != framework.Core || item.IsText() || !item.For(strand) || seen[item.ID] {
				continue
			}
			seen[item.ID] = true
			s := Statement{Strand: strand, Name: b.words.Say("principles.asked-" + strand), Text: b.text(item.Text)}
			if strand == framework.Staff || strand == framework.Return {
				s.Stem = b.text(fw.Stem)
			}
			all = append(all, s)
		}
	}
	return all
}
