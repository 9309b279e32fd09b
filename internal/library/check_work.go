package library

import (
	"fmt"
	"reflect"
	"slices"
)

// The most that a form or a plan can hold and still be used.
const (
	maxMinutes = 24 * 60
	maxChoices = 40
	maxColumns = 8
	maxRows    = 40
	maxWeeks   = 260
	maxAge     = 25
	maxSeconds = 600
)

func (l *loading) checkCaseStudy(where at, c CaseStudy) {
	l.entry(where, c, c.About)
	l.id(where.field("id"), c.ID, "team") // that is the page for groups
	setting := where.field("setting")
	for i, harm := range c.Setting.Harm {
		l.oneOf(setting.item("harm", i), harm, Harms)
	}
	l.known(setting, "agencies", c.Setting.Agencies, func(id string) bool { _, ok := l.framework.Kind(id); return ok })
	l.within(setting.field("age"), c.Setting.Age, 1, maxAge)
	perPrinciple(l, where.field("questions"), c.Questions)
	perPrinciple(l, where.field("response").field("shaped"), c.Response.Shaped)
}

// perPrinciple checks that something is said about each principle, and about
// nothing else.
func perPrinciple[T any](l *loading, where at, said map[string]T) {
	for _, p := range l.framework.Principles {
		if one, ok := said[p.ID]; !ok || isEmpty(reflect.ValueOf(one)) {
			l.wrong(where, "library.per_principle", "Principle", p.ID)
		}
	}
	for id := range said {
		if !l.isPrinciple(id) {
			l.wrong(where.field(id), "library.unknown", "What", id)
		}
	}
}

func (l *loading) checkTeam(where at) {
	l.missing(where, reflect.ValueOf(l.Team))
	for i, plan := range l.Team.Plans {
		place := where.item("plans", i)
		sum := 0
		for j, step := range plan.Steps {
			l.within(place.item("steps", j).field("minutes"), step.Minutes, 1, maxMinutes)
			sum += step.Minutes
		}
		l.sum(place.field("minutes"), sum, plan.Minutes)
	}
}

// sum checks that the minutes of parts come to those of the whole.
func (l *loading) sum(where at, sum, minutes int) {
	if sum != minutes {
		l.wrong(where, "library.minutes", "Sum", sum, "Minutes", minutes)
	}
}

func (l *loading) checkGuide(where at, g Guide) {
	l.entry(where, g, g.About)
	l.id(where.field("id"), g.ID)
	l.oneOf(where.field("reader"), g.Reader, Readers)
	l.cited(where, g.Cites)
	l.checkParts(where, g.Parts)
	l.within(where.field("minutes"), g.Minutes, 1, maxMinutes)
	sum, required := 0, false
	for i, part := range g.Parts {
		l.within(where.item("parts", i).field("minutes"), part.Minutes, 1, maxMinutes)
		sum += part.Minutes
		required = required || slices.ContainsFunc(part.Asks, func(a Ask) bool { return a.Required != "" })
	}
	if sum > 0 {
		l.sum(where.field("minutes"), sum, g.Minutes)
	}
	if written := g.Refused != "" && g.Ready != ""; required != written || !written && g.Refused+g.Ready != "" {
		l.wrong(where.field("refused"), "library.refusing")
	}
	for i, day := range g.FollowUp {
		l.within(where.item("follow_up", i).field("weeks"), day.Weeks, 1, maxWeeks)
	}
}

func (l *loading) checkPage(where at, p Page) {
	l.entry(where, p, p.About)
	l.id(where.field("id"), p.ID)
	l.oneOf(where.field("reader"), p.Reader, Readers)
	l.checkParts(where, p.Parts)
}

func (l *loading) checkParts(where at, parts []Part) {
	seen := map[string]bool{}
	for i, part := range parts {
		place := where.item("parts", i)
		for j, lead := range part.Go {
			if lead.To != "" && !l.isRef(lead.To) {
				l.wrong(place.item("go", j).field("to"), "library.unknown", "What", lead.To)
			}
		}
		for j, ask := range part.Asks {
			l.checkAsk(place.item("asks", j), ask, seen)
		}
	}
}

// checkAsk checks what is to be filled in. seen are the anchors of the page so
// far.
func (l *loading) checkAsk(where at, a Ask, seen map[string]bool) {
	l.oneOf(where.field("kind"), a.Kind, AskKinds)
	l.id(where.field("id"), a.ID)
	choosing, table := a.Kind == "choice" || a.Kind == "checks", a.Kind == "table"
	if choosing != (len(a.Choices) > 1) || len(a.Choices) > maxChoices {
		l.wrong(where.field("choices"), "library.choices", "Kind", a.Kind, "Most", maxChoices)
	}
	if table != (len(a.Columns) > 0 && a.Rows > 0) || len(a.Columns) > maxColumns || a.Rows < 0 || a.Rows > maxRows {
		l.wrong(where.field("columns"), "library.table", "Columns", maxColumns, "Rows", maxRows)
		return
	}
	if a.Required != "" && (table || a.Kind == "checks") {
		l.wrong(where.field("required"), "library.cant_require", "Kind", a.Kind)
	}
	for _, anchor := range anchorsOf(a) {
		if a.ID != "" && seen[anchor] {
			l.wrong(where.field("id"), "library.anchor", "What", a.ID, "Anchor", anchor)
			break
		}
	}
	for _, anchor := range anchorsOf(a) {
		seen[anchor] = true
	}
}

// anchorsOf are the names that the parts of something to fill in have on a page.
func anchorsOf(a Ask) []string {
	all := []string{a.ID, a.ID + "-hint"}
	for n := range a.Choices {
		all = append(all, fmt.Sprintf("%s-%d", a.ID, n+1))
	}
	for row := range a.Rows {
		for column := range a.Columns {
			all = append(all, fmt.Sprintf("%s-%d-%d", a.ID, row+1, column+1))
		}
	}
	return all
}

func (l *loading) checkAnimation(where at) {
	l.entry(where, l.Animation, l.Animation.About)
	for i, s := range l.Animation.Scenes {
		place := where.item("scenes", i)
		l.oneOf(place.field("id"), s.ID, Drawings)
		l.place("scene/"+s.ID, place)
		if s.Seconds <= 0 || s.Seconds > maxSeconds {
			l.wrong(place.field("seconds"), "library.seconds", "Most", maxSeconds)
		}
		end := 0.0
		for j, c := range s.Captions {
			if c.Seconds <= 0 || c.From < end || c.From+c.Seconds > s.Seconds {
				l.wrong(place.item("captions", j), "library.caption", "From", c.From, "Seconds", s.Seconds)
			}
			end = c.From + c.Seconds
		}
	}
}
