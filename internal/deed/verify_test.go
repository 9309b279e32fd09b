package deed_test

import (
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"bearings/internal/deed"
)

var day = time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)

// trail are n entries with everything in them.
func trail(n int) []deed.Entry {
	var all []deed.Entry
	var head deed.Head
	for i := range n {
		e := head.Next(deed.Deed{At: day.Add(time.Duration(i) * time.Hour), Actor: fmt.Sprint("account-", i%3), Kind: deed.Kinds[i%len(deed.Kinds)],
			Partnership: "north", About: deed.About("agency", fmt.Sprint("agency-", i), "role", "coordinator")})
		all = append(all, e)
		head = e.Head()
	}
	return all
}

func read(all []deed.Entry) iter.Seq2[deed.Entry, error] {
	return func(yield func(deed.Entry, error) bool) {
		for _, e := range all {
			if !yield(e, nil) {
				return
			}
		}
	}
}

func verify(t *testing.T, all []deed.Entry, start, head deed.Head, keep ...deed.Checkpoint) []string {
	t.Helper()
	report, err := deed.Verify(read(all), start, head, keep...)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, f := range report.Findings {
		said = append(said, fmt.Sprint(f.Message, f.With))
	}
	return said
}

func last(all []deed.Entry) deed.Head { return all[len(all)-1].Head() }

func TestAWholeTrailIsFoundWhole(t *testing.T) {
	all := trail(30)
	if said := verify(t, all, deed.Head{}, last(all), deed.Checkpoint(all[4].Head()), deed.Checkpoint(last(all))); said != nil {
		t.Error(said)
	}
	if said := verify(t, all[10:], all[9].Head(), last(all), deed.Checkpoint(all[9].Head())); said != nil {
		t.Errorf("shortened: %s", said)
	}
	if said := verify(t, nil, deed.Head{}, deed.Head{}); said != nil {
		t.Errorf("empty: %s", said)
	}
}

// changes are an entry with one byte of one of its fields another.
func changes(e deed.Entry) map[string]deed.Entry {
	all := map[string]deed.Entry{}
	text := func(name, value string, set func(*deed.Entry, string)) {
		for i := range len(value) {
			bytes := []byte(value)
			bytes[i] ^= 1
			other := e
			other.About = slices.Clone(e.About)
			set(&other, string(bytes))
			all[fmt.Sprintf("%s, byte %d", name, i)] = other
		}
	}
	text("actor", e.Actor, func(e *deed.Entry, v string) { e.Actor = v })
	text("kind", string(e.Kind), func(e *deed.Entry, v string) { e.Kind = deed.Kind(v) })
	text("partnership", e.Partnership, func(e *deed.Entry, v string) { e.Partnership = v })
	text("previous", e.Previous, func(e *deed.Entry, v string) { e.Previous = v })
	text("hash", e.Hash, func(e *deed.Entry, v string) { e.Hash = v })
	for i, s := range e.About {
		text("as", s.As, func(e *deed.Entry, v string) { e.About[i].As = v })
		text("id", s.ID, func(e *deed.Entry, v string) { e.About[i].ID = v })
	}
	for bit := range 50 {
		other := e
		other.At = time.UnixMicro(e.At.UnixMicro() ^ 1<<bit)
		all[fmt.Sprintf("time, bit %d", bit)] = other
	}
	return all
}

func TestEveryChangedByteIsFoundWhereItIs(t *testing.T) {
	all := trail(30)
	for i, e := range all {
		for name, changed := range changes(e) {
			with := slices.Clone(all)
			with[i] = changed
			said := verify(t, with, deed.Head{}, last(all))
			if want := fmt.Sprintf("deed.wrong-changed[Number %d]", i+1); !slices.Contains(said, want) {
				t.Errorf("entry %d, %s: %s", i+1, name, said)
			}
		}
	}
}

func TestWhatIsTakenMovedOrDoubledIsNamed(t *testing.T) {
	all := trail(30)
	for i := range all {
		n := i + 1
		without := slices.Delete(slices.Clone(all), i, i+1)
		want := fmt.Sprintf("deed.wrong-missing[Number %d]", n)
		switch i {
		case 0:
			want = "deed.wrong-beginning[Number 2 Want 1]"
		case len(all) - 1:
			want = "deed.wrong-cut[Last 29 Want 30]"
		}
		if said := verify(t, without, deed.Head{}, last(all)); !slices.Contains(said, want) {
			t.Errorf("without %d: %s", n, said)
		}
		doubled := slices.Insert(slices.Clone(all), i, all[i])
		if said := verify(t, doubled, deed.Head{}, last(all)); !slices.Contains(said, fmt.Sprintf("deed.wrong-doubled[Number %d]", n)) {
			t.Errorf("%d doubled: %s", n, said)
		}
		if i > 0 {
			swapped := slices.Clone(all)
			swapped[i-1], swapped[i] = swapped[i], swapped[i-1]
			if said := verify(t, swapped, deed.Head{}, last(all)); !slices.Contains(said, fmt.Sprintf("deed.wrong-order[Number %d Before %d]", n-1, n)) {
				t.Errorf("%d and %d swapped: %s", n-1, n, said)
			}
		}
		if cut := all[:i]; len(cut) > 0 {
			if said := verify(t, cut, deed.Head{}, last(all)); !slices.Contains(said, fmt.Sprintf("deed.wrong-cut[Last %d Want 30]", i)) {
				t.Errorf("cut after %d: %s", i, said)
			}
		}
	}
}

// renumbered is a trail written anew after an entry was taken out of it.
func renumbered(all []deed.Entry, without int) []deed.Entry {
	var made []deed.Entry
	var head deed.Head
	for i, e := range all {
		if i == without {
			continue
		}
		made = append(made, head.Next(e.Deed))
		head = made[len(made)-1].Head()
	}
	return made
}

// A trail written anew as a whole fits together: only a checkpoint that was kept
// elsewhere tells.
func TestOnlyACheckpointShowsATrailWrittenAnew(t *testing.T) {
	all := trail(30)
	anew := renumbered(all, 12)
	if said := verify(t, anew, deed.Head{}, last(anew)); said != nil {
		t.Errorf("it does not fit together: %s", said)
	}
	if said := verify(t, anew, deed.Head{}, last(anew), deed.Checkpoint(all[20].Head())); !slices.Equal(said, []string{"deed.wrong-checkpoint[Number 21]"}) {
		t.Errorf("with a checkpoint: %s", said)
	}
	if said := verify(t, anew, deed.Head{}, last(anew), deed.Checkpoint(all[11].Head())); said != nil {
		t.Errorf("with one from before: %s", said)
	}
	cut := all[:20]
	if said := verify(t, cut, deed.Head{}, last(cut), deed.Checkpoint(last(all))); !slices.Equal(said, []string{"deed.wrong-checkpoint-gone[Number 30 Last 20]"}) {
		t.Errorf("cut with its head: %s", said)
	}
}

func TestACheckpointIsReadAsItWasWritten(t *testing.T) {
	c := deed.Checkpoint(last(trail(3)))
	for _, text := range []string{c.String(), "\r\n" + c.String() + "\n\n", "The audit trail is whole.\n" + c.String()} {
		if got, err := deed.ParseCheckpoint(text); err != nil || got != c {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "bearings audit trail 1", c.String()[:40], "bearings audit trail 2\n3\n" + c.Hash, "bearings audit trail 1\n-3\n" + c.Hash, c.String() + "and more"} {
		if got, err := deed.ParseCheckpoint(text); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}
