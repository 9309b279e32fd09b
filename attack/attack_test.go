package attack

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
)

// TestAttack attacks what the real program publishes about made-up
// partnerships. ATTACK_ROUNDS says how many, ATTACK_SEED the first; BEARINGS
// is the program, which is built where it isn't set.
func TestAttack(t *testing.T) {
	solver := needSolver(t)
	program := needProgram(t)
	rounds, seed := number(t, "ATTACK_ROUNDS", 50), number(t, "ATTACK_SEED", 1)
	var tally Tally
	Run(program.Assess, uint64(seed), rounds, keepFolder(t), solver, func(r Result) bool {
		tally.Add(r.Tally)
		report(t, r)
		return true
	})
	t.Logf("%v; glpsol ran %d times; %d twins with the same figures", tally, solver.Calls(), program.Twins.Load())
	enough := func(what string, have, percent int) {
		if 100*have < percent*rounds {
			t.Errorf("only %d of %d rounds %s: there is too little to attack", have, rounds, what)
		}
	}
	enough("publish counts", tally.WithCounts, 40)
	enough("publish leans", tally.WithLean, 25)
	enough("publish more than whole strands", tally.WithSplit, 40)
	enough("have a twin that no figure tells apart", int(program.Twins.Load()), 10)
}

// TestRoundingAloneIsFound shows that the attack finds what is wrong with
// publishing every group by itself, rounded and with thresholds: there A1 and
// A2 both have something to find.
func TestRoundingAloneIsFound(t *testing.T) {
	solver := needSolver(t)
	publish := func(round *Round, _ string) (*Published, []Finding, error) {
		return RoundOnly(round), nil, nil
	}
	byRule, broken, rounds := map[string]int{}, 0, 30
	Run(publish, 1, rounds, t.TempDir(), solver, func(r Result) bool {
		if r.Err != nil {
			t.Error(r.Err)
		}
		for _, f := range r.Findings {
			byRule[f.Rule]++
		}
		broken += min(1, len(r.Findings))
		return true
	})
	t.Logf("of %d rounds published with rounding and thresholds alone, %d are broken; findings by rule: %v", rounds, broken, byRule)
	if byRule["A1"] == 0 || byRule["A2"] == 0 || 2*broken < rounds {
		t.Errorf("the attack is too weak: %d of %d rounds broken, findings %v", broken, rounds, byRule)
	}
}

// report fails the test with all there is to know about a result.
func report(t *testing.T, r Result) {
	t.Helper()
	where := fmt.Sprintf("partnership %d (%s, %d people, at least %d), kept in %s",
		r.Round.Seed, r.Round.Shape, len(r.Round.People), r.Round.AtLeast, r.Folder)
	if r.Err != nil {
		t.Errorf("%s\n%v", where, r.Err)
	}
	for _, f := range r.Findings {
		t.Errorf("%s\n%v", where, f)
	}
}

// needSolver skips the test where glpsol is missing, but not in CI.
func needSolver(t *testing.T) *Solver {
	t.Helper()
	solver, err := NewSolver(t.TempDir())
	if err == nil {
		return solver
	}
	if os.Getenv("BEARINGS_CI") != "" {
		t.Fatal(err)
	}
	t.Skip(err)
	return nil
}

// needProgram is the program named by BEARINGS, or a fresh build.
func needProgram(t *testing.T) Program {
	t.Helper()
	if path := os.Getenv("BEARINGS"); path != "" {
		full, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		fixed, err := ReadFixed("..")
		if err != nil {
			t.Fatal(err)
		}
		return Program{Path: full, Fixed: fixed, Twins: new(atomic.Int64)}
	}
	program, err := Build("..", Bearings, filepath.Join(t.TempDir(), "bearings"))
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// keepFolder is a folder that outlives the test where it holds something to
// look into.
func keepFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "bearings-attack-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Remove(folder) }) // only where it is empty
	return folder
}

func number(t *testing.T, name string, unless int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return unless
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}
