package e2e_test

import (
	"os"
	"testing"
	"time"

	"bearings/internal/accessibility"
	"bearings/internal/installation"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// serviceStates are the pages every public service owes: filled in, with nothing
// filled in, and the statement with an audit, failures and old checks.
func serviceStates() []state {
	var all []state
	for _, one := range (ui.Site{}).ServicePages() {
		all = append(all, state{route: one.Route, name: "filled-in", path: one.Path},
			state{route: one.Route, name: "unfilled", path: one.Path, change: unfilled})
	}
	return append(all, state{route: "Accessibility", name: "audited", path: ui.AccessibilityPath, change: audited})
}

func unfilled(c *web.Config) {
	c.Installation, c.Checks = installation.Installation{}, accessibility.Results{}
}

// audited is a site that people tested, where something has gone wrong since.
func audited(c *web.Config) {
	c.Installation.Accessibility.Audit = &installation.Audit{By: "A Ltd", On: "2026-12-01", Status: installation.Fully}
	c.Installation.Accessibility.Problems = nil
	c.Checks.Framework = "another 1.0.0"
	c.Checks.Checks = append([]accessibility.Check{{ID: accessibility.Axe, States: 150, Failed: []string{"/meeting", "/example"}}}, c.Checks.Checks[1:]...)
	c.Today = func() time.Time { return time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC) }
}

// exampleSettings are those of a site that does not exist.
func exampleSettings(t *testing.T) installation.Installation {
	t.Helper()
	text, err := os.ReadFile("../examples/settings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	own, err := installation.Load("settings.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	return own
}

// noVowels are settings in which nothing looks like a sentence.
var noVowels = installation.Installation{
	Name: "B", Address: "https://b.tst", Organisation: "C", Partnership: "P", Members: []string{"C", "H"},
	Contact: installation.Contact{Email: "b@b.tst", Phone: "01632 960001", Post: "X1 1XX", Hours: "9-5"},
	Accessibility: installation.Accessibility{
		ReplyDays: 2, Reviewed: "2026-11-22",
		Problems: []installation.Barrier{{What: "M", Criterion: "1.1.1", Instead: "L", Mended: "2027"}},
	},
	DataProtection: installation.DataProtection{Controller: "C", Officer: "D", Basis: "Z"},
	InFront:        "N",
	HelpNow:        []installation.Help{{Name: "H", Phone: "01632 960002", When: "9-5"}},
}

// someChecks stand in for what these checks write down.
func someChecks(framework string) accessibility.Results {
	r := accessibility.Results{
		Tested: "2026-11-22", Framework: framework, Axe: "4.14.0", Chromium: "148.0", Rules: 68, Pages: 120, States: 150,
	}
	for _, id := range accessibility.IDs {
		r.Checks = append(r.Checks, accessibility.Check{ID: id, States: r.States, Failed: []string{}})
	}
	return r
}
