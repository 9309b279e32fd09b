package store_test

import (
	"log/slog"
	"os"
	"regexp"
	"testing"
	"time"

	"bearings/internal/deed"
	"bearings/internal/mail"
	"bearings/internal/phrase"
	"bearings/internal/queue"
	"bearings/internal/retention"
	"bearings/internal/signin"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// digits are a code as a message has it.
var digits = regexp.MustCompile(`\b\d{4} \d{4}\b`)

// clocked is signing in and the queue on one clock that a test sets.
type clocked struct {
	*signin.Service
	worker *queue.Worker
	outbox *mail.Outbox
	now    time.Time
}

func newClocked(t *testing.T, db *store.DB) *clocked {
	t.Helper()
	c := &clocked{now: testkit.Day}
	now := func() time.Time { return c.now }
	words, err := phrase.Load(os.DirFS("../../content/messages"))
	if err != nil {
		t.Fatal(err)
	}
	if c.outbox, err = mail.NewOutbox(t.TempDir(), "bearings@example.org", now); err != nil {
		t.Fatal(err)
	}
	c.Service = &signin.Service{Store: db.SignIn(), Now: now, NewID: testkit.NewID, NewToken: testkit.NewID, EmailCodes: true,
		Mail: c.outbox, Words: words["en"], SiteName: "Bearings", Address: "https://bearings.example.org"}
	c.worker = &queue.Worker{Store: db.Queue(), Handlers: map[string]queue.Handler{}, Now: now, Log: slog.New(slog.DiscardHandler)}
	for kind, handle := range c.Jobs() {
		c.worker.Handlers[kind] = handle
	}
	return c
}

// A session never lives longer because of a clock, and is not lost by a clock that is
// put right again.
func TestSessionsUnderAClockThatJumps(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, c := testkit.NewWorld(t, db), newClocked(t, db)
		for _, step := range []struct {
			by   time.Duration
			want bool
		}{{0, true}, {-24 * time.Hour, false}, {-2 * time.Minute, false}, {0, true}, {100 * 365 * 24 * time.Hour, false}, {20 * time.Minute, true}, {10 * time.Minute, false}, {40 * time.Minute, true}, {11 * time.Hour, false}} {
			c.now = testkit.Day.Add(step.by)
			if _, ok, err := c.Who(t.Context(), w.Tokens[w.Guest.ID]); ok != step.want || err != nil {
				t.Errorf("%v from when it began it is open: %v, want %v: %v", step.by, ok, step.want, err)
			}
		}
	})
}

func TestCodesUnderAClockThatJumps(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, c := testkit.NewWorld(t, db), newClocked(t, db)
		token, err := c.AskCode(t.Context(), w.Guest.Email, "")
		if err != nil {
			t.Fatal(err)
		}
		code := c.code(t)
		for _, by := range []time.Duration{-24 * time.Hour, 24 * time.Hour} {
			c.now = testkit.Day.Add(by)
			if _, err := c.TypeCode(t.Context(), token, code, ""); err == nil {
				t.Errorf("%v from when it was sent it opens", by)
			} else {
				says(t, err, "signin.code-wrong")
			}
			// Whoever asks by that clock is let in by it.
			fresh, err := c.AskCode(t.Context(), w.Guest.Email, "")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := c.TypeCode(t.Context(), fresh, c.code(t), ""); err != nil {
				t.Errorf("a new code at %v: %v", by, err)
			}
		}
		c.now = testkit.Day
		if _, err := c.TypeCode(t.Context(), token, code, ""); err != nil {
			t.Errorf("once the clock is right again: %v", err)
		}
	})
}

// code is the one in the newest message.
func (c *clocked) code(t *testing.T) string {
	t.Helper()
	before, err := c.outbox.Messages()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.worker.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	all, err := c.outbox.Messages()
	if err != nil || len(all) != len(before)+1 {
		t.Fatalf("%d messages became %d, %v", len(before), len(all), err)
	}
	for _, m := range all {
		isNew := true
		for _, b := range before {
			isNew = isNew && m.Text != b.Text
		}
		if isNew {
			return digits.FindString(m.Text)
		}
	}
	t.Fatal("no message is new")
	return ""
}

// Nothing is cleared because a clock was wrong for a day.
func TestClearingUnderAClockThatJumps(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		now := testkit.Day
		service := retention.Service{Store: db.Retention(), Now: func() time.Time { return now }}
		err := db.SignIn().InTx(t.Context(), func(tx signin.Tx) error {
			return tx.AddLog(signin.Logged{ID: "l", At: now, Account: w.Guest.ID, Method: signin.ByCode, Outcome: signin.SignedIn})
		})
		if err != nil {
			t.Fatal(err)
		}
		record(t, db, deed.Deed{At: now, Actor: deed.TheProgram, Kind: deed.BackupMade})
		for _, years := range []int{0, 50, 0, -20, 0} {
			now = testkit.Day.AddDate(years, 0, 0)
			err := service.Daily(t.Context())
			switch {
			case years > 0:
				says(t, err, "retention.clock-forward")
			case years < 0:
				says(t, err, "retention.clock-back")
			case err != nil:
				t.Error(err)
			}
			lines, err := db.SignIn().Read(t.Context()).Log(w.Guest.ID, 10)
			if err != nil || len(lines) != 1 {
				t.Errorf("with %d years the log has %v, %v", years, lines, err)
			}
			if whole(t, db) == 0 {
				t.Errorf("with %d years the trail is gone", years)
			}
		}
	})
}

// Times may go back in the trail; numbers never do.
func TestTheTrailUnderAClockThatJumps(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		times := []time.Duration{0, 100 * 365 * 24 * time.Hour, -24 * time.Hour, -200 * 365 * 24 * time.Hour, time.Hour}
		for _, by := range times {
			record(t, db, deed.Deed{At: testkit.Day.Add(by), Actor: deed.TheProgram, Kind: deed.BackupMade})
		}
		for i, e := range deeds(t, db) {
			if e.Seq != int64(i+1) || !e.At.Equal(testkit.Day.Add(times[i])) {
				t.Errorf("entry %d has number %d and is of %v", i+1, e.Seq, e.At)
			}
		}
		whole(t, db)
	})
}
