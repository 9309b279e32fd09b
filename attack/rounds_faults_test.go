package attack

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/round"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// faulty are faults put into a house on purpose.
type faulty struct {
	name string
	// rule is that by which it has to be found.
	rule string
	// says is what a finding says of it, where the rule alone does not tell.
	says   string
	config func(*house, *web.Config)
	// release publishes something else than the program would.
	release func(*house) error
	// chance sets what is left to chance.
	chance func(*house)
	// site changes what is sent.
	site func(*house, http.ResponseWriter, *http.Request)
}

var faults = []faulty{
	{name: "every group is published by itself", rule: "A", release: (*house).releaseNaively},
	{name: "files name agencies to everybody", rule: "figures", config: func(h *house, c *web.Config) {
		c.ResultFiles = func(context.Context, ui.Made) ([]ui.File, error) { return h.wholeFiles() }
	}},
	{name: "pages know how often an answer was given", rule: "A3", site: func(h *house, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Given", fmt.Sprint(h.exactly()))
	}},
	{name: "a page counts exactly", rule: "figures", site: func(h *house, w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/results") {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, "<p>%d people gave the first answer.</p>", 1000+h.exactly())
		}
	}},
}

// exactly is something that only the answers themselves can tell.
func (h *house) exactly() int {
	n := 0
	for _, p := range h.invented.People {
		for i, q := range h.invented.Items {
			n += (i + 1) * (1 + position(q.Item, p.Answers[q.ID])) * len(p.Level)
		}
	}
	return n
}

// releaseNaively publishes staff's answers rounded and with thresholds, and with every
// group by itself, before the program publishes its own.
func (h *house) releaseNaively() error {
	naive := RoundOnly(h.invented).Strand(framework.Staff)
	release := struct {
		Strand  string              `json:"strand"`
		Groups  []disclosure.Group  `json:"groups"`
		Results []disclosure.Result `json:"results"`
	}{Strand: framework.Staff}
	for _, g := range naive.Groups {
		one := disclosure.Group{ID: g.ID, Levels: g.Levels, Size: disclosure.TenOrMore}
		for _, name := range g.Agencies {
			one.Agencies = append(one.Agencies, h.printed(name).Name)
		}
		release.Groups = append(release.Groups, one)
	}
	for _, row := range naive.Rows {
		release.Results = append(release.Results, h.naively(row))
	}
	content, err := json.Marshal(release)
	if err != nil {
		return err
	}
	return h.inRound(h.round.ID, func(tx round.Tx) error {
		_, err := tx.AddRelease(h.round.ID, round.Kept{Strand: framework.Staff, Kind: round.Figures, Made: h.now, Content: content})
		return err
	})
}

func (h *house) naively(row Row) disclosure.Result {
	one := disclosure.Result{Item: row.Item, Group: row.Group, Show: disclosure.Nothing}
	for _, q := range h.invented.Items {
		switch {
		case q.ID != row.Item:
		case row.Show == ShowCounts:
			one.Show = disclosure.Counts
			for _, id := range q.Positions {
				one.Positions = append(one.Positions, disclosure.Count{Answer: id, Shown: row.Counts[id]})
			}
			for _, id := range q.Beside {
				one.Beside = append(one.Beside, disclosure.Count{Answer: id})
			}
		case row.Show == ShowLean:
			one.Show = disclosure.InWords
			one.Lean = map[string]disclosure.Lean{LeanLower: disclosure.Lower, LeanMixed: disclosure.Mixed, LeanUpper: disclosure.Upper}[row.Lean]
		}
	}
	return one
}

// TestFaultsInRoundsAreFound shows that the attack on rounds has power: what is wrong
// on purpose is found.
func TestFaultsInRoundsAreFound(t *testing.T) {
	for _, fault := range faults {
		t.Run(fault.name, func(t *testing.T) {
			solver := needSolver(t)
			r := newRounds(t)
			r.fault = &fault
			found, n := "", 0
			Run(r.publish, 2, 8, t.TempDir(), solver, func(result Result) bool {
				n++
				if result.Err != nil {
					t.Error(result.Err)
				}
				for _, f := range result.Findings {
					if strings.HasPrefix(f.Rule, fault.rule) && (fault.rule != "A" || f.Rule != "A3") {
						found = f.String()
					}
				}
				return found == ""
			})
			if found == "" {
				t.Error("nobody found this fault")
			}
			t.Logf("after %d rounds: %.200s", n, found)
		})
	}
}

// mutantsOfRounds are faults put into the program on purpose, which the attack on
// rounds has to find.
var mutantsOfRounds = []Mutant{
	{Name: "agencies are named to members", File: "internal/report/view.go",
		Old: "release = release.WithoutAgencies()", New: "_ = release.WithoutAgencies()"},
	{Name: "agencies are named at once", File: "internal/round/results.go",
		Old: " && !now.Before(r.AloneUntil())", New: ""},
	{Name: "agencies are named to everybody", File: "internal/round/results.go",
		Old: "Named: who == Members && isNamed(r, s.Now())", New: "Named: isNamed(r, s.Now())"},
	{Name: "anybody sees an agency's page", File: "internal/round/agency_page.go",
		Old: "if !ok || !all.Sight.Named && !OwnsPage(v, partnership, agency) {", New: "if !ok {"},
	{Name: "twenty-four people have counts", File: written,
		Old: "case n < CountsThreshold || g.coarse", New: "case n < CountsThreshold-1 || g.coarse"},
}

var ruleFound = regexp.MustCompile(`(?m)^\s+(figures|A[123])[:,] .*$`)

// TestMutantsOfRounds runs TestRounds over each of them. It takes minutes, so it runs
// only where MUTANTS is set.
func TestMutantsOfRounds(t *testing.T) {
	for _, m := range mutantsOfRounds {
		t.Run(m.Name, func(t *testing.T) {
			overlay, err := m.Overlay("..", t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			if os.Getenv("MUTANTS") == "" {
				t.Skip("set MUTANTS=1 to see that every fault put in on purpose is found")
			}
			cmd := exec.Command("go", "test", "-overlay", overlay, "-run", "^TestRounds$", "-count=1", "-timeout", "20m", ".")
			cmd.Env = append(cmd.Environ(), "TMPDIR="+t.TempDir())
			said, err := cmd.CombinedOutput()
			found := ruleFound.Find(said)
			if err == nil || found == nil {
				t.Fatalf("nobody found this fault: %v\n%.2000s", err, said)
			}
			t.Logf("%.300s", found)
		})
	}
}
