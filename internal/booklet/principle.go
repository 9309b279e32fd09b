package booklet

import (
	"slices"
	"strings"

	"bearings/internal/framework"
)

func (m maker) principle(p framework.Principle) Principle {
	one := Principle{
		ID: p.ID, Title: m.text(p.Title), Why: m.paragraphs(p.Why),
		Hinders: m.texts(p.Hinders), Asks: m.texts(p.Asks), Asked: m.asked(p.ID),
	}
	for _, strand := range []string{framework.YoungPerson, framework.Parent} {
		if feels := m.feels(strand, p.Feels[strand].Statements); len(feels.Said) > 0 {
			one.Feels = append(one.Feels, feels)
		}
	}
	for _, right := range p.Rights {
		one.Rights = append(one.Rights, Right{m.words.Say("principles.article", "Article", right.Article), m.text(right.Text)})
	}
	for _, level := range m.fw.Levels {
		if does := m.texts(p.Looks[level.ID]); len(does) > 0 {
			one.Looks = append(one.Looks, Looks{level.ID, m.text(level.Name), does})
		}
	}
	for _, lean := range p.LeansOn {
		one.LeansOn = append(one.LeansOn, m.lean(lean.On, lean.How))
	}
	for _, theme := range m.fw.Themes {
		if slices.Contains(p.Themes, theme.ID) {
			one.Themes = append(one.Themes, Named{theme.ID, m.text(theme.Name)})
		}
	}
	return one
}

// feels are first-person sentences and who has checked them. Where nobody has
// checked any, that is said once, below them all.
func (m maker) feels(strand string, statements []framework.Statement) Feels {
	f := Feels{Strand: strand, Name: m.words.Say("principles.feels-" + strand)}
	unchecked := m.words.Say("principles.unchecked-" + strand)
	checked := anyChecked(statements)
	for _, s := range statements {
		said := Said{Text: m.text(s.Text)}
		switch {
		case s.Checked != nil:
			said.Note = m.words.Say("principles.checked-"+s.Checked.Outcome, "By", m.text(s.Checked.By), "When", m.month(s.Checked.On))
		case checked:
			said.Note = unchecked
		}
		f.Said = append(f.Said, said)
	}
	if !checked {
		f.Note = unchecked
	}
	return f
}

func anyChecked(statements []framework.Statement) bool {
	return slices.ContainsFunc(statements, func(s framework.Statement) bool { return s.Checked != nil })
}

// month says a month written YYYY-MM in words.
func (m maker) month(month string) string {
	year, number, _ := strings.Cut(month, "-")
	return m.words.Say("report.month.of", "Month", m.words.Say("report.month.m"+number), "Year", year)
}

// asked is what each group is asked first, children first. What is put to staff
// and agencies alike stands once.
func (m maker) asked(principle string) []Asked {
	var all []Asked
	seen := map[string]bool{}
	for _, strand := range framework.Strands {
		for _, item := range m.fw.ItemsOf(principle) {
			if item.Part == framework.Core && item.For(strand) && !seen[item.ID] {
				seen[item.ID] = true
				all = append(all, Asked{strand, m.words.Say("principles.asked-" + strand), m.text(item.Text)})
			}
		}
	}
	return all
}
