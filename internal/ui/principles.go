package ui

import (
	"slices"

	"bearings/internal/framework"
)

// asking is a question and the strand it is put to.
type asking struct {
	strand string
	item   framework.Item
}

func (s Site) number(p framework.Principle) int {
	return slices.IndexFunc(s.Framework.Principles, func(q framework.Principle) bool { return q.ID == p.ID }) + 1
}

// beside is the principle before or after this one. The eight have no first
// and no last, so the way leads round.
func (s Site) beside(p framework.Principle, step int) (framework.Principle, bool) {
	all := len(s.Framework.Principles)
	if all < 2 {
		return framework.Principle{}, false
	}
	return s.Framework.Principles[(s.number(p)-1+step+all)%all], true
}

func (s Site) titleOf(id string) string {
	p, _ := s.Framework.Principle(id)
	return s.text(p.Title)
}

func (s Site) principlesWith(theme string) []framework.Principle {
	var with []framework.Principle
	for _, p := range s.Framework.Principles {
		if slices.Contains(p.Themes, theme) {
			with = append(with, p)
		}
	}
	return with
}

func (s Site) themesOf(p framework.Principle) []framework.Theme {
	var themes []framework.Theme
	for _, theme := range s.Framework.Themes {
		if slices.Contains(p.Themes, theme.ID) {
			themes = append(themes, theme)
		}
	}
	return themes
}

// coreOf are a principle's core questions in the order in which results are
// shown, children's first. A question put to staff and to agencies is listed
// once.
func (s Site) coreOf(principle string) []asking {
	var asked []asking
	seen := map[string]bool{}
	for _, strand := range framework.Strands {
		for _, item := range s.Framework.ItemsOf(principle) {
			if item.Part == framework.Core && item.For(strand) && !seen[item.ID] {
				seen[item.ID] = true
				asked = append(asked, asking{strand, item})
			}
		}
	}
	return asked
}

// allMirror says whether each of some statements asks the same as every other.
func allMirror(asked []asking) bool {
	for i, one := range asked {
		for _, other := range asked[:i] {
			if !slices.Contains(one.item.Mirrors, other.item.ID) {
				return false
			}
		}
	}
	return true
}

// firstFeel is the first sentence of how a principle should feel to a young
// person, or nothing.
func (s Site) firstFeel(p framework.Principle) []framework.Statement {
	statements := p.Feels[framework.YoungPerson].Statements
	return statements[:min(1, len(statements))]
}

func (s Site) checked(c *framework.Checked) string {
	return s.say("principles.checked-"+c.Outcome, "By", s.text(c.By), "When", s.month(c.On))
}

func someChecked(statements []framework.Statement) bool {
	return slices.ContainsFunc(statements, func(one framework.Statement) bool { return one.Checked != nil })
}

func (s Site) anyChecked() bool {
	for _, p := range s.Framework.Principles {
		for _, feels := range p.Feels {
			if someChecked(feels.Statements) {
				return true
			}
		}
	}
	return false
}
