package e2e_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"bearings/internal/accessibility"
	"bearings/internal/ui"
)

var update = flag.Bool("update", false, "write content/accessibility.json, from which the accessibility statement is made")

const resultsFile = "../content/accessibility.json"

// tally is what the checks of this run looked at and found, by check and state.
var tally = struct {
	sync.Mutex
	seen   map[string]map[string]state
	failed map[string][]string
	house  house   // the site the checks looked at
	states []state // and its states: once the tests are over nobody can ask it
}{seen: map[string]map[string]state{}, failed: map[string][]string{}}

// counted says that this test is a check of a state that the accessibility
// statement tells of.
func counted(t *testing.T, check string, s state) {
	t.Cleanup(func() {
		tally.Lock()
		defer tally.Unlock()
		if tally.seen[check] == nil {
			tally.seen[check] = map[string]state{}
		}
		tally.seen[check][s.title()] = s
		if t.Failed() && !slices.Contains(tally.failed[check], s.path) {
			tally.failed[check] = append(tally.failed[check], s.path)
		}
	})
}

// results are what this run comes to. A check that has not looked at every state
// is an error: half a run vouches for nothing.
func results(all []state, framework string) (accessibility.Results, error) {
	tally.Lock()
	defer tally.Unlock()
	r := accessibility.Results{Tested: time.Now().UTC().Format(time.DateOnly), Framework: framework}
	r.Pages, r.States = size(all)
	for _, id := range accessibility.IDs {
		for _, s := range all {
			if _, ok := tally.seen[id][s.title()]; !ok {
				return r, fmt.Errorf("the check %s has not looked at %s: run all of them, by make accessibility", id, s.title())
			}
		}
		failed := append([]string{}, tally.failed[id]...)
		slices.Sort(failed)
		r.Checks = append(r.Checks, accessibility.Check{ID: id, States: len(all), Failed: failed})
	}
	return r, nil
}

// size is how many addresses the states are of, and how many there are.
func size(all []state) (pages, states int) {
	paths := map[string]bool{}
	for _, s := range all {
		path, _, _ := strings.Cut(s.path, "?")
		paths[path] = true
	}
	return len(paths), len(all)
}

// writeResults writes what the run found, when it was asked to.
func writeResults() error {
	if !*update || tally.house.Site == nil {
		return nil
	}
	fw := tally.house.config.Framework
	r, err := results(tally.states, fw.ID+" "+fw.Version)
	if err != nil {
		return err
	}
	limit, stop := context.WithTimeout(chromium.context, time.Minute)
	defer stop()
	ctx, leave := chromedp.NewContext(limit)
	defer leave()
	if err := chromedp.Do(ctx); err != nil {
		return err
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](axe)); err != nil {
		return err
	}
	asked, err := chromedp.Run(ctx, chromedp.Evaluate[struct {
		Axe, Agent string
		Rules      int
	}](`({Axe: axe.version, Agent: navigator.userAgent, Rules: axe.getRules(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'])
		.filter(r => !r.tags.includes('deprecated')).length})`))
	if err != nil {
		return err
	}
	r.Axe, r.Rules = asked.Axe, asked.Rules
	_, version, _ := strings.Cut(asked.Agent, "Chrome/")
	r.Chromium, _, _ = strings.Cut(version, ".") // the rest is hidden by the browser
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(resultsFile, append(text, '\n'), 0o644)
}

// The accessibility statement tells what these checks found. Where pages or
// checks have come or gone since, it would tell of others.
func TestTheStatementTellsOfTheseChecks(t *testing.T) {
	if *update {
		t.Skip("it is being written")
	}
	text, err := os.ReadFile(resultsFile)
	if err != nil {
		t.Fatal(err)
	}
	got, err := accessibility.Load(text)
	if err != nil {
		t.Fatal(err)
	}
	h := open(t)
	const mend = "run make accessibility, and look at what it writes to content/accessibility.json"
	fw := h.config.Framework
	if want := fw.ID + " " + fw.Version; got.Framework != want {
		t.Errorf("the checks were made with %q, and the content is %q: %s", got.Framework, want, mend)
	}
	pages, states := size(states(h))
	if got.Pages != pages || got.States != states {
		t.Errorf("the checks looked at %d pages in %d states; there are %d in %d: %s", got.Pages, got.States, pages, states, mend)
	}
	told := map[string]bool{}
	for _, c := range got.Checks {
		if told[c.ID] = true; c.States != got.States {
			t.Errorf("the check %s looked at %d states of %d: %s", c.ID, c.States, got.States, mend)
		}
	}
	if all := slices.Sorted(maps.Keys(told)); !slices.Equal(all, slices.Sorted(slices.Values(accessibility.IDs))) {
		t.Errorf("the statement tells of %v, the checks are %v: %s", all, accessibility.IDs, mend)
	}
	if installed := installedAxe(t); installed != "" && installed != got.Axe {
		t.Errorf("the checks were made with axe-core %s, installed is %s: %s", got.Axe, installed, mend)
	}
}

func installedAxe(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../node_modules/axe-core/package.json")
	if err != nil {
		return ""
	}
	var about struct{ Version string }
	if err := json.Unmarshal(text, &about); err != nil {
		t.Fatal(err)
	}
	return about.Version
}

// What the statement tells of a run in which something failed, and what half a
// run comes to.
func TestResultsAreOfWholeRuns(t *testing.T) {
	all := []state{{route: "A", name: "x", path: "/a"}, {route: "A", name: "y", path: "/a?q=1"}}
	if pages, states := size(all); pages != 1 || states != 2 {
		t.Errorf("%d pages in %d states", pages, states)
	}
	if _, err := results(append(all, state{route: "NoSuch", name: "state"}), "f 1"); err == nil {
		t.Error("half a run was taken for a whole one")
	}
	for _, page := range (ui.Site{}).ServicePages() {
		if page.Path == "" || page.Route == "" {
			t.Errorf("%+v", page)
		}
	}
}
