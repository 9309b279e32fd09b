package library

import (
	"slices"
)

func (l *loading) checkCaseStudy(where at, c CaseStudy) {
	l.entry(where, c.ID, c, c.About)
	for _, harm := range c.Setting.Harm {
		l.oneOf(where.field("setting"), harm, Harms)
	}
	l.known(where.field("setting"), "agencies", c.Setting.Agencies, func(id string) bool { _, ok := l.framework.Kind(id); return ok })
	for _, p := range l.framework.Principles {
		if len(c.Questions[p.ID]) == 0 {
			l.wrong(where.field("questions"), "library.per_principle", "Principle", p.ID)
		}
		if c.Response.Shaped[p.ID] == "" {
			l.wrong(where.field("response"), "library.per_principle", "Principle", p.ID)
		}
	}
}

func (l *loading) checkGuide(where at, g Guide) {
	l.entry(where, g.ID, g, g.About)
	l.oneOf(where.field("reader"), g.Reader, Readers)
	l.cited(where, g.Cites)
	l.checkParts(where, g.Parts)
	sum, required := 0, false
	for _, part := range g.Parts {
		sum += part.Minutes
		required = required || slices.ContainsFunc(part.Asks, func(a Ask) bool { return a.Required != "" })
	}
	if sum > 0 && sum != g.Minutes {
		l.wrong(where.field("minutes"), "library.minutes", "Sum", sum, "Minutes", g.Minutes)
	}
	if required != (g.Refused != "" && g.Ready != "") {
		l.wrong(where.field("refused"), "library.refusing")
	}
}

func (l *loading) checkPage(where at, p Page) {
	l.entry(where, p.ID, p, p.About)
	l.oneOf(where.field("reader"), p.Reader, Readers)
	l.checkParts(where, p.Parts)
}

func (l *loading) checkParts(where at, parts []Part) {
	seen := map[string]bool{}
	for i, part := range parts {
		place := at{where.file, item(where.path+".parts", i)}
		for j, lead := range part.Go {
			if !l.isRef(lead.To) {
				l.wrong(at{place.file, item(place.path+".go", j)}, "library.unknown", "What", lead.To)
			}
		}
		for j, ask := range part.Asks {
			l.checkAsk(at{place.file, item(place.path+".asks", j)}, ask, seen)
		}
	}
}

func (l *loading) checkAsk(where at, a Ask, seen map[string]bool) {
	l.oneOf(where.field("kind"), a.Kind, AskKinds)
	if seen[a.ID] || !idForm.MatchString(a.ID) {
		l.wrong(where.field("id"), "library.bad_id", "What", a.ID)
	}
	seen[a.ID] = true
	choosing := a.Kind == "choice" || a.Kind == "checks"
	if choosing != (len(a.Choices) > 1) {
		l.wrong(where.field("choices"), "library.choices", "Kind", a.Kind)
	}
	if (a.Kind == "table") != (len(a.Columns) > 0 && a.Rows > 0) {
		l.wrong(where.field("columns"), "library.table")
	}
}
