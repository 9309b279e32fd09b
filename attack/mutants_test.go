package attack

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// testsOfMutants are the program's own tests that may find a mutant.
var testsOfMutants = []string{
	"./internal/disclosure/...", "./internal/answer/...", "./internal/office/...", "./internal/report/...",
	"./internal/insight/...",
}

// TestMutants builds each mutant and sees that somebody finds it. It takes
// minutes, so it runs only where MUTANTS is set.
func TestMutants(t *testing.T) {
	if os.Getenv("MUTANTS") == "" {
		t.Skip("set MUTANTS=1 to see that every fault put in on purpose is found")
	}
	for _, m := range mutants {
		t.Run(m.Name, func(t *testing.T) {
			folder := t.TempDir()
			overlay, err := m.Overlay("..", folder)
			if err != nil {
				t.Fatal(err)
			}
			found := ""
			if !m.Attack { // the tests are faster
				found, err = testMutant(overlay)
			}
			if found == "" && err == nil {
				found, err = attackMutant(t, overlay, folder)
			}
			if err != nil {
				t.Fatal(err)
			}
			if found == "" {
				t.Error("nobody found this fault")
			}
			t.Log(found)
		})
	}
}

// attackMutant says what the attack finds first, or nothing. A mutant that
// doesn't compile or run proves nothing, so that is an error.
func attackMutant(t *testing.T, overlay, folder string) (string, error) {
	solver := needSolver(t)
	program, err := Build("..", Bearings, filepath.Join(folder, "bearings"), "-overlay", overlay)
	if err != nil {
		return "", err
	}
	found, rounds := "", 0
	Run(program.Assess, uint64(number(t, "ATTACK_SEED", 1)), number(t, "ATTACK_ROUNDS", 600), folder, solver, func(r Result) bool {
		rounds++
		switch {
		case r.Err != nil:
			err = r.Err
		case len(r.Findings) > 0:
			found = fmt.Sprintf("the attack, after %d rounds: %v", rounds, r.Findings[0])
		}
		return r.Err == nil && found == ""
	})
	return found, err
}

// testMutant says what the program's tests find, or nothing.
func testMutant(overlay string) (string, error) {
	cmd := exec.Command("go", append([]string{"test", "-failfast", "-timeout", "1m", "-overlay", overlay}, testsOfMutants...)...)
	cmd.Dir = ".."
	said, err := cmd.CombinedOutput()
	switch {
	case err == nil:
		return "", nil
	case bytes.Contains(said, []byte("[build failed]")) || bytes.Contains(said, []byte("[setup failed]")):
		return "", fmt.Errorf("the mutant's tests don't build:\n%s", said)
	}
	return fmt.Sprintf("the tests:\n%s", said), nil
}

// TestOverlay tries the machinery on a tiny program.
func TestOverlay(t *testing.T) {
	folder := t.TempDir()
	m := Mutant{File: "attack/testdata/tiny/main.go", Old: "threshold = 10", New: "threshold = 9"}
	overlay, err := m.Overlay("..", folder)
	if err != nil {
		t.Fatal(err)
	}
	for flags, want := range map[string]string{"": "10\n", overlay: "9\n"} {
		program, err := Build("..", "./attack/testdata/tiny", filepath.Join(folder, "tiny"), "-overlay", flags)
		if err != nil {
			t.Fatal(err)
		}
		if said, err := exec.Command(program.Path).Output(); err != nil || string(said) != want {
			t.Errorf("with overlay %q it says %q, %v", flags, said, err)
		}
	}
	for _, gone := range []string{"no such text", "t"} {
		m.Old = gone
		if _, err := m.Overlay("..", folder); err == nil {
			t.Errorf("%q is not there exactly once, and nobody says so", gone)
		}
	}
}
