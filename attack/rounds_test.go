package attack

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// rounds plays invented rounds through the real store, service and site.
type rounds struct {
	fixed   Fixed
	options func(folder string) store.Options
	fault   *faulty
	mu      sync.Mutex
	tally   map[string]int
}

// publish is a Publisher: it plays the round, lets everybody ask for everything, and
// gives back all that anybody could read. Of every round a twin is played as well.
func (r *rounds) publish(invented *Round, folder string) (*Published, []Finding, error) {
	all, c, err := r.play(invented, folder)
	if err != nil {
		return nil, nil, err
	}
	r.count(c)
	twin, ok := Twin(invented, c.read)
	if !ok {
		return c.read, c.found, nil
	}
	others, other, err := r.play(twin, filepath.Join(folder, "twin"))
	if err != nil {
		return nil, nil, err
	}
	same := sameReleases(c, other)
	if same {
		r.mu.Lock()
		r.tally["twins"]++
		r.mu.Unlock()
	}
	c.found = append(append(c.found, other.found...), compareAnswers(all, others, same)...)
	if len(c.found) > 0 {
		err = keepAll(folder, all, others)
	}
	return c.read, c.found, err
}

func keepAll(folder string, sets ...[]answered) error {
	for i, all := range sets {
		at := filepath.Join(folder, fmt.Sprintf("sent-%d", i))
		if err := os.MkdirAll(at, 0o700); err != nil {
			return err
		}
		if err := keep(at, all); err != nil {
			return err
		}
	}
	return nil
}

// play plays a round, asks for all, and reads it.
func (r *rounds) play(invented *Round, folder string) ([]answered, *colleague, error) {
	if err := WriteRound(invented, folder); err != nil {
		return nil, nil, err
	}
	pages := []round.AgencyPages{round.OwnOnly, round.Named}[invented.Seed%2]
	h, err := newHouse(invented, pages, filepath.Join(folder, "framework"), r.options(folder), r.fault)
	if err != nil {
		return nil, nil, err
	}
	defer h.db.Close()
	all, err := h.askAll()
	if err != nil {
		return nil, nil, err
	}
	c, err := newColleague(h, folder, r.fixed)
	if err != nil {
		return nil, nil, err
	}
	if c.kept, err = h.db.Round().Read(h.ctx).Releases(h.round.ID); err != nil {
		return nil, nil, err
	}
	return all, c, c.readAll(folder, all)
}

func (r *rounds) count(c *colleague) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for what, n := range c.tally {
		r.tally[what] += n
	}
}

// sameReleases says whether the same was published of both.
func sameReleases(a, b *colleague) bool {
	if len(a.kept) != len(b.kept) {
		return false
	}
	for i, one := range a.kept {
		if other := b.kept[i]; one.Strand != other.Strand || one.Kind != other.Kind || !bytes.Equal(one.Content, other.Content) {
			return false
		}
	}
	return true
}

// compareAnswers finds what was not sent alike to the same people of two databases.
// Where not the same is published of both, only what is of no results can be compared:
// it may depend on no answer at all.
func compareAnswers(all, others []answered, same bool) []Finding {
	if len(all) != len(others) {
		return []Finding{{"A3", "", "", fmt.Sprintf("%d addresses in one database, %d in the other", len(all), len(others))}}
	}
	var found []Finding
	for i, a := range all {
		if a != others[i] && (same || !ofResults(a.path)) {
			found = append(found, Finding{"A3", "", "", fmt.Sprintf("%v differs although no figure does: it knows more than is published", a)})
		}
	}
	return found
}

// newRounds plays in SQLite.
func newRounds(t *testing.T) *rounds {
	t.Helper()
	fixed, err := ReadFixed("..")
	if err != nil {
		t.Fatal(err)
	}
	return &rounds{fixed: fixed, tally: map[string]int{}, options: func(folder string) store.Options {
		return store.Options{Folder: filepath.Join(folder, "data"), Now: testkit.Now}
	}}
}

// TestRounds attacks what the site shows everybody of rounds played in a database.
// ATTACK_ROUNDS says how many, ATTACK_SEED the first.
func TestRounds(t *testing.T) {
	newRounds(t).attack(t, number(t, "ATTACK_ROUNDS", 10))
}

// TestRoundsOnPostgreSQL plays a few of them in the other database.
func TestRoundsOnPostgreSQL(t *testing.T) {
	const n = 2
	r := newRounds(t)
	var empty []store.Options
	for range 2 * n { // each with its twin
		empty = append(empty, testkit.Engines[1].Options(t))
	}
	r.options = func(string) store.Options {
		r.mu.Lock()
		defer r.mu.Unlock()
		next := empty[0]
		empty = empty[1:]
		return next
	}
	r.attack(t, n)
}

func (r *rounds) attack(t *testing.T, n int) {
	solver := needSolver(t)
	var tally Tally
	Run(r.publish, uint64(number(t, "ATTACK_SEED", 1)), n, keepFolder(t), solver, func(result Result) bool {
		tally.Add(result.Tally)
		report(t, result)
		return true
	})
	t.Logf("%v; glpsol ran %d times; read: %v", tally, solver.Calls(), r.tally)
	for what, least := range map[string]int{"pages": 100, "files": 40, "figures": 100, "views": 1} {
		if r.tally[what] < least*n {
			t.Errorf("only %d %s of %d rounds: there is too little to attack", r.tally[what], what, n)
		}
	}
	if 2*r.tally["twins"] < n || 2*tally.WithSplit < n {
		t.Errorf("%d twins with the same figures and %d splits, in %d rounds", r.tally["twins"], tally.WithSplit, n)
	}
}
