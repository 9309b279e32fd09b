package retention_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/phrase"
	"bearings/internal/retention"
	"bearings/internal/signin"
)

// noon is when these tests begin.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

const day = 24 * time.Hour

// cabinet keeps when each thing was written, by rule.
type cabinet struct {
	things map[string][]time.Time
	run    *retention.Run
	deeds  []deed.Deed
	broken map[string]bool
	// lost says that nothing can be written down.
	lost bool
}

var errBroken = errors.New("the drawer is stuck")

func (c *cabinet) Clear(_ context.Context, rule string, before time.Time) (int64, error) {
	if c.broken[rule] {
		return 0, errBroken
	}
	had := len(c.things[rule])
	c.things[rule] = slices.DeleteFunc(c.things[rule], func(at time.Time) bool { return at.Before(before) })
	return int64(had - len(c.things[rule])), nil
}

func (c *cabinet) LastRun(context.Context) (retention.Run, bool, error) {
	if c.run == nil {
		return retention.Run{}, false, nil
	}
	return *c.run, true, nil
}

func (c *cabinet) InTx(ctx context.Context, f func(retention.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	tx := &writing{}
	if err := f(tx); err != nil {
		return err
	}
	if c.lost {
		return errBroken
	}
	c.run = tx.run
	c.deeds = append(c.deeds, tx.deeds...)
	return nil
}

type writing struct {
	run   *retention.Run
	deeds []deed.Deed
}

func (w *writing) SaveRun(run retention.Run) error {
	run.Cleared = maps.Clone(run.Cleared)
	w.run = &run
	return nil
}

func (w *writing) Record(d deed.Deed) error {
	w.deeds = append(w.deeds, d)
	return nil
}

// office is a service over a cabinet, with a clock that can be set.
type office struct {
	*retention.Service
	*cabinet
	now time.Time
}

func newOffice() *office {
	o := &office{cabinet: &cabinet{things: map[string][]time.Time{}, broken: map[string]bool{}}, now: noon}
	o.Service = &retention.Service{Store: o.cabinet, Now: func() time.Time { return o.now }}
	return o
}

func (o *office) daily(t *testing.T) {
	t.Helper()
	if err := o.Daily(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// refused fails where the clock was believed.
func (o *office) refused(t *testing.T, message string) {
	t.Helper()
	var f *fault.Fault
	if err := o.Daily(t.Context()); !errors.As(err, &f) || f.Message != message {
		t.Errorf("on %v got %v, want %s", o.now, err, message)
	}
}

// kept is each rule with an age that must stay and one that must go.
var kept = map[string][2]time.Duration{
	retention.SignInLog:  {90 * day, 90*day + time.Second},
	retention.Sessions:   {10 * time.Hour, 10*time.Hour + time.Second},
	retention.AuditTrail: {6 * 365 * day, 6*365*day + 3*day},
	// These know their own end.
	retention.Attempts:     {0, time.Second},
	retention.JoiningCodes: {0, time.Second},
	retention.Outbox:       {30 * day, 30*day + time.Second},
	retention.Replies:      {365 * day, 365*day + time.Second},
}

func TestWhatIsOldEnoughGoes(t *testing.T) {
	o := newOffice()
	messages := &cabinet{things: map[string][]time.Time{}}
	o.Outside = map[string]func(context.Context, time.Time) (int64, error){
		retention.Outbox: func(ctx context.Context, before time.Time) (int64, error) {
			return messages.Clear(ctx, retention.Outbox, before)
		},
	}
	rules := 0
	for _, rule := range retention.Rules {
		if !rule.Clears {
			continue
		}
		rules++
		where := o.cabinet
		if rule.Outside {
			where = messages
		}
		where.things[rule.ID] = []time.Time{noon.Add(-kept[rule.ID][0]), noon.Add(-kept[rule.ID][1])}
	}
	o.daily(t)
	if rules != len(kept) || len(o.run.Cleared) != rules {
		t.Errorf("%d rules, %d tested, %d carried out", rules, len(kept), len(o.run.Cleared))
	}
	for id, ages := range kept {
		left := slices.Concat(o.things[id], messages.things[id])
		if len(left) != 1 || !left[0].Equal(noon.Add(-ages[0])) || o.run.Cleared[id] != 1 {
			t.Errorf("%s: left %v, cleared %d", id, left, o.run.Cleared[id])
		}
	}
	if len(o.deeds) != 1 || o.deeds[0].Kind != deed.RetentionRan || o.deeds[0].Actor != deed.TheProgram || !o.deeds[0].At.Equal(noon) {
		t.Errorf("recorded %v", o.deeds)
	}
	if got := len(o.deeds[0].About); got != rules {
		t.Errorf("the deed names %d rules, want %d", got, rules)
	}
}

// The periods are those by which the rest of the program goes.
func TestPeriodsAreThoseOfTheProgram(t *testing.T) {
	for _, rule := range retention.Rules {
		want, ok := map[string]time.Duration{
			retention.SignInLog: signin.LogKept, retention.Sessions: signin.Longest,
			retention.Attempts: signin.AttemptLasts, retention.JoiningCodes: people.JoiningLasts,
		}[rule.ID]
		if got := noon.Sub(rule.Keep.Before(noon)); ok && got != want {
			t.Errorf("%s: %v, and the program says %v", rule.ID, got, want)
		}
	}
	if signin.CodeLasts > signin.AttemptLasts {
		t.Error("a code outlives the attempt it belongs to")
	}
}

func TestEveryRuleHasItsWords(t *testing.T) {
	all, err := phrase.Load(os.DirFS("../../content/messages"))
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range retention.Rules {
		for _, part := range []string{"what", "why", "until"} {
			id := "retention." + rule.ID + "-" + part
			if !all["en"].Has(id) {
				t.Errorf("there is no message %s", id)
			} else if part == "until" && strings.Contains(all["en"].Say(id, "Period", "PERIOD"), "PERIOD") == rule.Keep.IsZero() {
				t.Errorf("%s says its period where there is none, or not where there is one", id)
			}
		}
	}
}

func TestRunningTwiceLeavesNoSecondTrace(t *testing.T) {
	o := newOffice()
	o.things[retention.SignInLog] = []time.Time{noon.Add(-100 * day)}
	for _, later := range []time.Duration{0, time.Second, -30 * time.Second, 11 * time.Hour} {
		o.now = noon.Add(later)
		o.daily(t)
	}
	if len(o.deeds) != 1 || o.run.Cleared[retention.SignInLog] != 1 || !o.run.At.Equal(noon) {
		t.Errorf("%d deeds, last %+v", len(o.deeds), o.run)
	}
	o.now = noon.Add(day)
	if o.daily(t); len(o.deeds) != 2 || o.run.Cleared[retention.SignInLog] != 0 || !o.run.At.Equal(o.now) {
		t.Errorf("the next day: %d deeds, last %+v", len(o.deeds), o.run)
	}
}

func TestOneFailureStopsNoOther(t *testing.T) {
	o := newOffice()
	old := []time.Time{noon.Add(-7 * 366 * day)}
	for _, rule := range retention.Rules {
		o.things[rule.ID] = slices.Clone(old)
	}
	o.broken[retention.SignInLog] = true
	if err := o.Daily(t.Context()); !errors.Is(err, errBroken) || !strings.Contains(err.Error(), retention.SignInLog) {
		t.Fatalf("got %v", err)
	}
	if failed := o.run.Failed(); !slices.Equal(failed, []string{retention.SignInLog}) || len(o.things[retention.AuditTrail]) != 0 {
		t.Errorf("failed: %v, left: %v", failed, o.things)
	}
	// The same run goes on where it stopped.
	o.broken, o.now = nil, noon.Add(time.Hour)
	o.things[retention.AuditTrail] = slices.Clone(old)
	o.daily(t)
	if len(o.run.Failed()) != 0 || o.run.Cleared[retention.SignInLog] != 1 || o.run.Cleared[retention.AuditTrail] != 1 || !o.run.At.Equal(noon) {
		t.Errorf("%+v", o.run)
	}
	if len(o.things[retention.AuditTrail]) != 1 || len(o.deeds) != 2 || o.deeds[1].Of("rule") != retention.SignInLog {
		t.Errorf("left %v, deeds %v", o.things, o.deeds)
	}
}

func TestNothingWorks(t *testing.T) {
	o := newOffice()
	for _, rule := range retention.Rules {
		o.broken[rule.ID] = true
	}
	if err := o.Daily(t.Context()); !errors.Is(err, errBroken) || o.run != nil || len(o.deeds) != 0 {
		t.Errorf("got %v, %+v, %v", err, o.run, o.deeds)
	}
	o = newOffice()
	o.lost = true
	if err := o.Daily(t.Context()); !errors.Is(err, errBroken) {
		t.Errorf("got %v", err)
	}
}

// What was cleared is on record even if whoever asked has gone.
func TestStoppedInTheMiddle(t *testing.T) {
	o := newOffice()
	ctx, cancel := context.WithCancel(t.Context())
	o.Outside = map[string]func(context.Context, time.Time) (int64, error){
		retention.Outbox: func(context.Context, time.Time) (int64, error) {
			cancel()
			return 0, ctx.Err()
		},
	}
	if err := o.Daily(ctx); !errors.Is(err, context.Canceled) || o.run == nil || len(o.deeds) != 1 {
		t.Errorf("got %v, %+v, %v", err, o.run, o.deeds)
	}
}
