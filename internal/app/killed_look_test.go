package app_test

import (
	"context"
	"encoding/json"
	"maps"
	"os/exec"
	"strings"
	"testing"

	"bearings/internal/deed"
	"bearings/internal/store"
)

// there is what stands in a database at one moment, as far as agencies go.
type there struct {
	// named counts agencies by name, ids gives the id of each.
	named map[string]int
	ids   map[string]string
	// members and deeds count by the id of the agency.
	members, deeds map[string]int
	// replies count by id, remarks are the authors who wrote a text.
	replies map[string]int
	remarks map[string][]string
	// releases count by strand and kind, deedsOf by kind.
	releases, deedsOf map[string]int
	// jobs are the ids of what is still to be done.
	jobs []string
}

// look compares what is there with what was acknowledged, now and in the rounds
// before, and has the program itself look through the database and the trail.
func (b *beaten) look(t *testing.T) {
	t.Helper()
	now := agenciesThere(t, b.options)
	for name, id := range b.acknowledged {
		if now.named[name] != 1 || now.ids[name] != id {
			b.lost++
			t.Errorf("end %d: %s was acknowledged and is there %d times, with the id %q and not %q", b.rounds, name, now.named[name], now.ids[name], id)
		}
	}
	b.untold = -len(b.acknowledged)
	written := 0
	for name, n := range now.named {
		if !strings.HasPrefix(name, "Agency ") { // of the world before
			continue
		}
		b.untold, written = b.untold+n, written+n
		if id := now.ids[name]; n != 1 || now.members[id] != 1 || now.deeds[id] != 1 {
			t.Errorf("end %d: %s is there %d times, in %d partnerships, with %d deeds; all should be one", b.rounds, name, n, now.members[id], now.deeds[id])
		}
	}
	if len(now.deeds) != written {
		t.Errorf("end %d: the trail says that %d agencies were added, and %d are there", b.rounds, len(now.deeds), written)
	}
	if b.asked != nil {
		b.asked.look(t, b, now)
	}
	b.verify(t)
}

// verify has the program look through its own database.
func (b *beaten) verify(t *testing.T) {
	t.Helper()
	if out, err := exec.Command(b.program, append([]string{"verify"}, b.place...)...).CombinedOutput(); err != nil {
		t.Errorf("end %d: bearings verify: %v\n%s", b.rounds, err, out)
	}
}

// What is written while somebody looks is nothing wrong.
func TestVerifyWhileOthersWrite(t *testing.T) {
	program := builtProgram(t)
	for _, k := range []killing{killings[0], killings[2]} {
		t.Run(k.name, func(t *testing.T) {
			b := k.begin(t, program, 1)
			acknowledged, stop := b.writers(t)
			for range 5 {
				b.verify(t)
			}
			stop()
			maps.Copy(b.acknowledged, acknowledged())
			b.look(t)
			b.running.end(t)
		})
	}
}

// agenciesThere reads a database beside the program that serves it, at one moment.
func agenciesThere(t *testing.T, o store.Options) there {
	t.Helper()
	db, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	found := there{map[string]int{}, map[string]string{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string][]string{}, map[string]int{}, map[string]int{}, nil}
	if err := found.read(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return found
}

func (a *there) read(ctx context.Context, db *store.DB) error {
	var table string
	var columns []string
	return db.Dump(ctx, func(int64) error { return nil }, func(name string, of []string) error {
		table, columns = name, of
		return nil
	}, func(values []any) error {
		row := map[string]string{}
		for i, value := range values {
			row[columns[i]], _ = value.(string) // numbers are not looked at
		}
		return a.take(table, row)
	})
}

func (a *there) take(table string, row map[string]string) error {
	if table == "deed" {
		a.deedsOf[row["kind"]]++
	}
	switch {
	case table == "agency":
		a.named[row["name"]]++
		a.ids[row["name"]] = row["id"]
	case table == "membership":
		a.members[row["agency"]]++
	case table == "job":
		a.jobs = append(a.jobs, row["id"])
	case table == "release":
		a.releases[row["strand"]+" "+row["kind"]]++
	case table == "reply":
		a.replies[row["id"]]++
	case table == "remark":
		a.remarks[row["text"]] = append(a.remarks[row["text"]], row["author"])
	case table == "deed" && row["kind"] == string(deed.AgencyAdded):
		var d deed.Deed
		if err := json.Unmarshal([]byte(row["about"]), &d.About); err != nil {
			return err
		}
		a.deeds[d.Of("agency")]++
	}
	return nil
}
