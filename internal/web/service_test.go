package web_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"bearings/internal/accessibility"
	"bearings/internal/answer"
	"bearings/internal/installation"
	"bearings/internal/ui"
	"bearings/internal/web"
)

var servicePaths = []string{ui.AccessibilityPath, ui.PrivacyPath, ui.CookiesPath, ui.TermsPath, ui.HelpPath}

func exampleInstallation(t *testing.T) installation.Installation {
	t.Helper()
	text, err := os.ReadFile("../../examples/settings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	own, err := installation.Load("settings.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	return own
}

// wholeRun is a run of all checks in which nothing was found.
func wholeRun(config web.Config) accessibility.Results {
	r := accessibility.Results{
		Tested: "2026-11-22", Framework: config.Framework.ID + " " + config.Framework.Version,
		Axe: "4.14.0", Chromium: "148.0", Rules: 68, Pages: 120, States: 150,
	}
	for _, id := range accessibility.IDs {
		r.Checks = append(r.Checks, accessibility.Check{ID: id, States: 150})
	}
	return r
}

// text is a page's text, its spaces and quotation marks as we write them.
func text(t *testing.T, config web.Config, path string) string {
	t.Helper()
	r := get(web.New(config), path)
	if r.StatusCode != 200 {
		t.Fatalf("%s: status %d", path, r.StatusCode)
	}
	return strings.NewReplacer("&#39;", "'", "&#34;", `"`, "&amp;", "&", "\u00a0", " ").Replace(body(t, r))
}

func TestEveryPageLeadsToThePagesOwed(t *testing.T) {
	site := web.New(furnished(t))
	for _, path := range append([]string{"/", "/principles", "/nothing-there"}, servicePaths...) {
		page := body(t, get(site, path))
		_, foot, _ := strings.Cut(page, "<footer")
		for _, want := range servicePaths {
			if !strings.Contains(foot, `href="`+want+`"`) {
				t.Errorf("the foot of %s does not lead to %s", path, want)
			}
		}
	}
}

func TestTheyAreFilledInFromTheSettings(t *testing.T) {
	config := furnished(t)
	config.Installation, config.Checks = exampleInstallation(t), wholeRun(config)
	for path, wants := range map[string][]string{
		ui.AccessibilityPath: {
			"Accessibility statement for Bearings in Exampleshire", "applies to https://bearings.example.org.", "run by Exampleshire County Council",
			`href="mailto:access@example.org"`, `href="tel:01632960002"`, "in 10 working days", "The map of our area is a picture",
			"WCAG success criterion 1.1.1", "No human audit yet", "axe-core 4.14.0", "120 pages in 150 states", "prepared on 22 November 2026",
		},
		ui.PrivacyPath: {"Exampleshire County Council answers for personal data", "dpo@example.org", "public task", "for 14 days", "0303 123 1113"},
		ui.CookiesPath: {"sets no cookies, on any page", "nothing to accept", "press “Clear everything”"},
		ui.TermsPath:   {"Exampleshire County Council runs this site", "Exampleshire Police", "CC BY 4.0", "library@example.org"},
		ui.HelpPath: {
			`href="tel:999"`, `href="tel:101"`, `href="tel:08001111"`, `href="tel:08088005000"`, "Childline: 0800 1111",
			`href="tel:01632960010"`, "Exampleshire Children's Social Care: 01632 960010", "library@example.org", "made up",
		},
	} {
		page := text(t, config, path)
		for _, want := range wants {
			if !strings.Contains(page, want) {
				t.Errorf("%s does not say %q", path, want)
			}
		}
		if strings.Contains(page, "Not filled in yet") {
			t.Errorf("%s: something is not filled in", path)
		}
	}
	// The numbers everybody can call are not said to be made up.
	if page := text(t, config, ui.HelpPath); strings.Index(page, "made up") < strings.Index(page, "0808 800 5000") {
		t.Error("all numbers are said to be made up")
	}
}

// Nobody's name, number or address is made up where none was given.
func TestNothingIsInventedWhereNothingIsFilledIn(t *testing.T) {
	config := furnished(t)
	allowed := map[string]bool{"999": true, "101": true, "08001111": true, "08088005000": true}
	call := regexp.MustCompile(`href="tel:([^"]*)"`)
	for _, path := range servicePaths {
		page := text(t, config, path)
		for _, found := range call.FindAllStringSubmatch(page, -1) {
			if !allowed[found[1]] {
				t.Errorf("%s says to call %s", path, found[1])
			}
		}
		if strings.Contains(page, "mailto:") || strings.Contains(page, "@example") || strings.Contains(page, " .</p>") {
			t.Errorf("%s: a contact comes from nowhere", path)
		}
		if missing := strings.Contains(page, "Not filled in yet"); missing != (path != ui.CookiesPath) {
			t.Errorf("%s: it says that something is missing: %v", path, missing)
		}
	}
}

func TestTheStatementSaysNoMoreThanWasFound(t *testing.T) {
	const fully, partially, not = "is fully compliant", "is partially compliant", "is not compliant"
	audit := func(status string) *installation.Audit {
		return &installation.Audit{By: "Example Access", On: "2027-01-31", Status: status}
	}
	failing := func(r *accessibility.Results) { r.Checks[0].Failed = []string{"/meeting"} }
	for name, c := range map[string]struct {
		audit *installation.Audit
		alter func(*accessibility.Results)
		says  string
		also  string
	}{
		"checks only":       {nil, nil, partially, "A machine can’t find a website to be fully compliant"},
		"nothing at all":    {nil, func(r *accessibility.Results) { *r = accessibility.Results{} }, not, "This website has not been tested."},
		"checks that fail":  {nil, failing, partially, "/meeting"},
		"audit fully":       {audit(installation.Fully), nil, fully, "This is what Example Access found on 31 January 2027."},
		"audit, then fails": {audit(installation.Fully), failing, partially, "we no longer say so"},
		"audit partially":   {audit(installation.Partially), nil, partially, "Example Access"},
		"audit not":         {audit(installation.Not), nil, not, "Example Access"},
		"one check is half": {nil, func(r *accessibility.Results) { r.Checks[2].States = 1 }, partially, "make everything four times as large"},
		"another framework": {nil, func(r *accessibility.Results) { r.Framework = "other 2" }, partially, "other 2; here it is practice-principles"},
	} {
		config := furnished(t)
		config.Checks, config.Installation.Accessibility.Audit = wholeRun(config), c.audit
		if c.alter != nil {
			c.alter(&config.Checks)
		}
		page := text(t, config, ui.AccessibilityPath)
		for _, status := range []string{fully, partially, not} {
			if strings.Contains(page, "This website "+status) != (status == c.says) {
				t.Errorf("%s: it says %q: %v", name, status, status != c.says)
			}
		}
		if !strings.Contains(page, c.also) {
			t.Errorf("%s: it does not say %q", name, c.also)
		}
		if human := strings.Contains(page, "No human audit yet"); human != (c.audit == nil) {
			t.Errorf("%s: it says that nobody has tested it: %v", name, human)
		}
		if name == "one check is half" && strings.Contains(page, "with a keyboard, and see where you are") {
			t.Error("half a check vouches for something")
		}
	}
}

func TestTheStatementSaysWhenItsChecksAreOld(t *testing.T) {
	config := furnished(t)
	config.Checks = wholeRun(config)
	day := time.Date(2027, 11, 22, 0, 0, 0, 0, time.UTC)
	config.Today = func() time.Time { return day }
	site := web.New(config)
	const old = "more than a year old"
	if strings.Contains(body(t, get(site, ui.AccessibilityPath)), old) {
		t.Error("checks are old after a year")
	}
	day = day.AddDate(0, 0, 1) // while the site is running
	if !strings.Contains(body(t, get(site, ui.AccessibilityPath)), old) {
		t.Error("checks of more than a year ago are not called old")
	}
}

// The headings and sentences that the regulations want as they stand.
func TestTheStatementKeepsToTheModel(t *testing.T) {
	config := furnished(t)
	config.Installation, config.Checks = exampleInstallation(t), wholeRun(config)
	page := strings.Join(strings.Fields(text(t, config, ui.AccessibilityPath)), " ")
	at := 0
	for _, want := range []string{
		"This accessibility statement applies to https://bearings.example.org.",
		">How accessible this website is<", ">Feedback and contact information<", ">Reporting accessibility problems with this website<",
		">Enforcement procedure<",
		"The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the ‘accessibility regulations’). If you’re not happy with how we respond to your complaint, contact the Equality Advisory and Support Service (EASS).",
		">Technical information about this website’s accessibility<",
		"Exampleshire County Council is committed to making its website accessible, in accordance with the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.",
		">Compliance status<",
		"This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, due to the non-compliances listed below.",
		">Non-accessible content<", "The content listed below is non-accessible for the following reasons.",
		">Non-compliance with the accessibility regulations<", ">Disproportionate burden<",
		">Content that’s not within the scope of the accessibility regulations<",
		">Preparation of this accessibility statement<", "This statement was prepared on 22 November 2026. It was last reviewed on 22 November 2026.",
		"This website was last tested on 22 November 2026.",
	} {
		found := strings.Index(page[at:], want)
		if found < 0 {
			t.Fatalf("after %d characters it does not say %q", at, want)
		}
		at += found
	}
}

// The page on privacy says that a note on a fault holds no internet address and
// nothing of what was asked for.
func TestTheLogHoldsNothingOfAVisit(t *testing.T) {
	var log bytes.Buffer
	config := furnished(t)
	config.Log = slog.New(slog.NewTextHandler(&log, nil))
	config.Assess = func(context.Context, []answer.Source) (web.Assessment, error) { panic("broken") }
	config.ExampleReport = func() (web.Assessment, error) { return web.Assessment{}, errors.New("broken") }
	site := web.New(config)
	failing := send(t, "canary-file.csv", filled(100))
	requests := map[string]int{"/example?q=canary-query": 500, "/canary-path": 404, "/search?q=canary-search": 200, "/privacy": 200}
	if r := ask(site, failing); r.StatusCode != 500 {
		t.Errorf("status %d, want 500", r.StatusCode)
	}
	for path, status := range requests {
		r := httptest.NewRequest("GET", path, nil)
		r.RemoteAddr = "203.0.113.77:4711"
		for _, name := range []string{"User-Agent", "Referer", "X-Forwarded-For", "Accept-Language", "Cookie"} {
			r.Header.Set(name, "canary-"+name)
		}
		if got := ask(site, r); got.StatusCode != status {
			t.Errorf("%s: status %d, want %d", path, got.StatusCode, status)
		}
	}
	if lines := strings.Count(log.String(), "request failed"); lines != 2 {
		t.Errorf("%d notes, want 2:\n%s", lines, log.String())
	}
	if strings.Contains(log.String(), "canary") || strings.Contains(log.String(), "203.0.113") || strings.Contains(log.String(), "192.0.2") {
		t.Errorf("the log holds something of a visit:\n%s", log.String())
	}
}
