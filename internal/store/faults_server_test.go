package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

func TestAServerThatIsAwayIsSaidAndComesBack(t *testing.T) {
	o := testkit.Engines[1].Options(t)
	db := testkit.Open(t, o)
	before, err := add(db, "Before")
	if err != nil {
		t.Fatal(err)
	}
	start := testkit.StopPostgreSQL(t)
	for range 5 { // those that were open, and new ones
		_, err := add(db, "Meanwhile")
		away(t, err)
		away(t, db.Ping(t.Context()))
		_, _, err = db.SignIn().Visit(t.Context(), "token")
		away(t, err)
		_, err = db.People().Read(t.Context()).Partnerships()
		away(t, err)
		_, _, err = db.Queue().Claim(t.Context(), testkit.Day, testkit.Day)
		away(t, err)
		_, err = db.Trail().Head(t.Context())
		away(t, err)
		err = db.Dump(t.Context(), nil, nil, nil)
		away(t, err)
	}
	says(t, opening(t, o), "store.unreachable")
	start()
	after, err := add(db, "After")
	if err != nil {
		t.Fatalf("once it is back: %v", err)
	}
	if !has(t, db, before) || !has(t, db, after) {
		t.Error("something is gone")
	}
}

// away fails where an error does not say that the server can't be reached, with a
// line for the log.
func away(t *testing.T, err error) {
	t.Helper()
	says(t, err, "store.unreachable")
	if f, ok := fault.As(err); ok && (f.Because == nil || f.Kind != fault.Unavailable) {
		t.Errorf("%+v tells a log nothing", f)
	}
}

func TestATransactionThatIsCutOffIsNotThere(t *testing.T) {
	db := testkit.Open(t, testkit.Engines[1].Options(t))
	for name, c := range map[string]struct {
		says string
		more bool
	}{"in its middle": {"store.unreachable", true}, "at its end": {"store.unsure", false}} {
		t.Run(name, func(t *testing.T) {
			a := people.Agency{ID: people.AgencyID(testkit.NewID()), Name: "Half", Kind: "council", Since: testkit.Day}
			var start func()
			err := db.People().InTx(t.Context(), func(tx people.Tx) error {
				if err := tx.AddAgency(a); err != nil {
					return err
				}
				start = testkit.StopPostgreSQL(t)
				if c.more {
					return tx.Record(deed.Deed{At: testkit.Day, Actor: deed.TheProgram, Kind: deed.AgencyAdded})
				}
				return nil
			})
			says(t, err, c.says)
			start()
			if has(t, db, a) {
				t.Error("half of it is there")
			}
			whole(t, db)
		})
	}
}

// pairs writes two agencies at a time and remembers what it was told.
type pairs struct {
	mu                  sync.Mutex
	kept, lost, neither map[people.AgencyID]people.AgencyID
	// grown has something in it after a write was kept.
	grown chan struct{}
}

// waitFor returns when so many writes were kept, or the context has ended.
func (p *pairs) waitFor(ctx context.Context, n int) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.grown:
		}
		p.mu.Lock()
		enough := len(p.kept) >= n
		p.mu.Unlock()
		if enough {
			return
		}
	}
}

// write writes until the context ends.
func (p *pairs) write(ctx context.Context, db *store.DB) error {
	for ctx.Err() == nil {
		one, two := people.AgencyID(testkit.NewID()), people.AgencyID(testkit.NewID())
		err := db.People().InTx(context.Background(), func(tx people.Tx) error {
			for _, id := range []people.AgencyID{one, two} {
				if err := tx.AddAgency(people.Agency{ID: id, Name: "x", Kind: "council", Since: testkit.Day}); err != nil {
					return err
				}
			}
			return tx.Record(deed.Deed{At: testkit.Day, Actor: deed.TheProgram, Kind: deed.AgencyAdded, About: deed.About("agency", string(one))})
		})
		if err := p.note(one, two, err); err != nil {
			return err
		}
	}
	return nil
}

func (p *pairs) note(one, two people.AgencyID, err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	f, ok := fault.As(err)
	switch {
	case err == nil:
		p.kept[one] = two
		select {
		case p.grown <- struct{}{}:
		default:
		}
	case ok && f.Message == "store.unreachable":
		p.lost[one] = two
	case ok && f.Message == "store.unsure":
		p.neither[one] = two
	default:
		return fmt.Errorf("a write says %w", err)
	}
	return nil
}

// Under writes, the server is taken away again and again: what was acknowledged is
// there, what was refused is not, and nothing is there by halves.
func TestWritesWhileTheServerRestarts(t *testing.T) {
	db := testkit.Open(t, testkit.Engines[1].Options(t))
	none := func() map[people.AgencyID]people.AgencyID { return map[people.AgencyID]people.AgencyID{} }
	p := &pairs{kept: none(), lost: none(), neither: none(), grown: make(chan struct{}, 1)}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var writing sync.WaitGroup
	failed := make([]error, 4)
	for i := range failed {
		writing.Go(func() {
			if failed[i] = p.write(ctx, db); failed[i] != nil {
				stop()
			}
		})
	}
	for i := range 4 { // after each but the last, the server is taken away
		p.waitFor(ctx, 50*(i+1))
		if i < 3 {
			testkit.RestartPostgreSQL(t)
		}
	}
	stop()
	writing.Wait()
	for _, err := range failed {
		if err != nil {
			t.Error(err)
		}
	}
	p.check(t, db)
	t.Logf("%d kept, %d refused, %d unsure", len(p.kept), len(p.lost), len(p.neither))
}

func (p *pairs) check(t *testing.T, db *store.DB) {
	t.Helper()
	there := func(id people.AgencyID) bool {
		_, ok, err := db.People().Read(t.Context()).Agency(id)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	recorded := map[string]bool{}
	for e, err := range db.Trail().All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		recorded[e.Of("agency")] = true
	}
	for want, all := range map[string]map[people.AgencyID]people.AgencyID{"kept": p.kept, "lost": p.lost, "either": p.neither} {
		for one, two := range all {
			is := there(one)
			if is != there(two) || is != recorded[string(one)] || want == "kept" && !is || want == "lost" && is {
				t.Errorf("%s: the first is there: %v, the second: %v, the deed: %v", want, is, there(two), recorded[string(one)])
			}
		}
	}
	whole(t, db)
}
