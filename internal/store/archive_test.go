package store_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// packed is a partnership as it goes out: its rows by table, and in one list.
type packed struct {
	version int64
	byTable map[string][]string
	rows    []archivedRow
}

type archivedRow struct {
	table   string
	columns []string
	values  []any
}

func pack(t *testing.T, db *store.DB, id people.PartnershipID) (p packed) {
	t.Helper()
	p.byTable = map[string][]string{}
	var name string
	var columns []string
	err := db.DumpPartnership(t.Context(), id,
		func(version int64) error { p.version = version; return nil },
		func(table string, of []string) error { name, columns = table, of; return nil },
		func(values []any) error {
			p.byTable[name] = append(p.byTable[name], fmt.Sprint(columns, values))
			p.rows = append(p.rows, archivedRow{name, columns, values})
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (p packed) fill(put func(string, []string, []any) error) error {
	for _, r := range p.rows {
		if err := put(r.table, r.columns, slices.Clone(r.values)); err != nil {
			return err
		}
	}
	return nil
}

func takeIn(db *store.DB, p packed) error {
	return db.TakePartnership(context.Background(), p.version, p.fill, func(tx round.Tx, id people.PartnershipID) error {
		return testkit.Rounds(db).Resume(tx, id)
	})
}

// busyPartnership is the north with something in every table of a round.
func busyPartnership(t *testing.T, db *store.DB) (*testkit.World, round.Round) {
	t.Helper()
	w := testkit.NewWorld(t, db)
	r, _ := w.OpenRound(t)
	w.Reply(t, r, w.Council.Name, framework.Direct, 2, 5)
	lead, at := w.People[people.AgencyLead].ID, testkit.Day
	err := db.Round().InTx(t.Context(), func(tx round.Tx) error {
		reply := round.Reply{ID: "reply", Strand: framework.Parent, Answers: map[string]string{"p1": "mostly"}, Use: round.ForQuote}
		_, err := tx.AddReply(r.ID, reply, []round.Remark{{ID: "remark", Strand: framework.Parent, Author: "a", Principle: "P1", Text: "They “listen” – naïvely.", Use: round.ForQuote,
			State: round.Print, ReadBy: w.People[people.Moderator].ID}})
		steps := []error{err,
			tx.PutReturn(r.ID, round.Return{Agency: w.Council.ID, State: round.Signed, Signed: at, SignedBy: lead, Name: "N", Role: "R"}),
			tx.AddOtherAnswer(r.ID, w.Council.ID, round.OtherAnswer{ID: "other", Item: "p1", Text: "x", Author: lead, At: at}),
			tx.PutNote(r.ID, w.Council.ID, round.Note{ID: "note", Item: "p1", Author: lead, At: at, Text: "?"}),
			tx.AddEarlier(r.ID, w.Council.ID, round.Earlier{ID: "earlier", Item: "p1", Source: "s", Text: "t", Author: lead, At: at}),
			tx.PutOffer(round.Offer{Round: r.ID, Agency: w.Council.ID, Partnership: w.South.ID, Author: lead, At: at}),
			tx.PutEvidence(r.ID, round.Evidence{ID: "evidence", Principle: "P2", Kind: "audit", Source: "s", Month: "2026-03", Text: "t", Author: lead, At: at}),
			tx.PutMissingData(r.ID, round.MissingData{States: map[string]string{"age": "collected"}, Over: "o", Author: lead, At: at}),
			tx.PutAgencyReply(r.ID, round.AgencyReply{Agency: w.Council.ID, Finding: "f", Text: "t", Author: lead, At: at}),
			tx.PutShare(r.ID, round.Share{Page: "p", Audience: round.Public, Author: lead, At: at}),
		}
		_, err = tx.PutReturnAnswer(r.ID, w.Council.ID, round.ReturnAnswer{Item: "p1", Answer: "mostly", Version: 1, Author: lead, At: at})
		steps = append(steps, err)
		_, err = tx.AddImport(r.ID, round.Import{ID: "import", Kind: framework.Staff, Name: "a.csv", Counted: 1, Author: lead, At: at})
		steps = append(steps, err)
		_, err = tx.AddRelease(r.ID, round.Kept{Strand: framework.Staff, Kind: round.Figures, Made: at, Content: []byte(`{"a":1}`)})
		return errors.Join(append(steps, err)...)
	})
	if err != nil {
		t.Fatal(err)
	}
	return w, r
}

// Out of one engine into the other and back again, nothing is lost or changed.
func TestAPartnershipMovesBetweenEngines(t *testing.T) {
	for i, from := range testkit.Engines {
		t.Run(from.Name, func(t *testing.T) {
			first, second := testkit.Open(t, from.Options(t)), testkit.Open(t, testkit.Engines[1-i].Options(t))
			w, r := busyPartnership(t, first)
			out := pack(t, first, w.North.ID)
			if len(out.byTable) != 25 || len(out.byTable["passkey"])+len(out.byTable["session"])+len(out.byTable["identity"]) > 0 {
				t.Errorf("%d tables", len(out.byTable))
			}
			if err := takeIn(second, out); err != nil {
				t.Fatal(err)
			}
			third := testkit.Open(t, from.Options(t))
			between := pack(t, second, w.North.ID)
			if err := takeIn(third, between); err != nil {
				t.Fatal(err)
			}
			back := pack(t, third, w.North.ID)
			for table, rows := range out.byTable {
				if table != "deed" && (!slices.Equal(rows, between.byTable[table]) || !slices.Equal(rows, back.byTable[table])) {
					t.Errorf("%s:\n%v\n%v\n%v", table, rows, between.byTable[table], back.byTable[table])
				}
			}
			deeds, err := third.Trail().Page(t.Context(), string(w.North.ID), 0, 10)
			if err != nil || len(deeds) != 1 || deeds[0].Kind != deed.PartnershipTaken || deeds[0].Actor != deed.AtTheServer {
				t.Errorf("%+v, %v", deeds, err)
			}
			if jobs := jobsAbout(t, third, string(r.ID)); !slices.Equal(jobs, []string{round.JobClose}) {
				t.Errorf("what is to be done: %v", jobs)
			}
			wantFault(t, takeIn(third, between), "store.archive_there")
		})
	}
}

func jobsAbout(t *testing.T, db *store.DB, about string) (kinds []string) {
	t.Helper()
	var columns []string
	err := db.Dump(t.Context(), func(int64) error { return nil }, func(_ string, of []string) error { columns = of; return nil },
		func(values []any) error {
			if len(columns) > 3 && columns[3] == "due" && values[2] == about {
				kinds = append(kinds, values[1].(string))
			}
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	return kinds
}

func wantFault(t *testing.T, err error, message string) {
	t.Helper()
	if f, ok := fault.As(err); !ok || f.Message != message {
		t.Errorf("%v, want %s", err, message)
	}
}

// Somebody who is here already stays who they are, and what they did there is theirs.
func TestPeopleWhoAreHereAreKnownByTheirAddress(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		from := testkit.Open(t, testkit.Engines[0].Options(t))
		w, r := busyPartnership(t, from)
		there := w.People[people.AgencyLead]
		here := people.Account{ID: "here", Name: "Known Here", Email: "NIA.agency-lead@example.org", Since: testkit.Day}
		err := db.People().InTx(t.Context(), func(tx people.Tx) error {
			return errors.Join(tx.AddAccount(here), tx.AddAgency(people.Agency{ID: w.Council.ID, Name: "Its Name Here", Kind: "council", Since: testkit.Day}))
		})
		if err == nil {
			err = takeIn(db, pack(t, from, w.North.ID))
		}
		if err != nil {
			t.Fatal(err)
		}
		read := db.Round().Read(t.Context())
		if _, ok, err := read.Account(there.ID); ok || err != nil {
			t.Error("they have two accounts")
		}
		a, _, err := read.Account(here.ID)
		grants, err2 := read.Grants(here.ID)
		ret, _, err3 := read.Return(r.ID, w.Council.ID)
		if err := errors.Join(err, err2, err3); err != nil || a.Name != here.Name || len(grants) != 1 || grants[0].Role != people.AgencyLead || ret.SignedBy != here.ID {
			t.Errorf("%+v %+v %+v %v", a, grants, ret, err)
		}
		agencies, err := read.AgenciesOf(w.North.ID)
		if err != nil || !slices.ContainsFunc(agencies, func(a people.Agency) bool { return a.ID == w.Council.ID && a.Name == "Its Name Here" }) {
			t.Errorf("%+v, %v", agencies, err)
		}
	})
}

// Whoever makes up a file gets nothing of what is here, and what ends in the middle
// leaves nothing.
func TestAnArchiveBringsItsOwnPartnershipAlone(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		from := testkit.Open(t, testkit.Engines[0].Options(t))
		w, _ := busyPartnership(t, from)
		whole := pack(t, from, w.North.ID)
		other := testkit.NewWorld(t, db, func(name string) string { return "other " + name })
		before := everything(t, db)
		set := func(table, column string, value any) packed {
			changed := packed{version: whole.version}
			for _, r := range whole.rows {
				r.values = slices.Clone(r.values)
				if i := slices.Index(r.columns, column); r.table == table && i >= 0 {
					r.values[i] = value
				}
				changed.rows = append(changed.rows, r)
			}
			return changed
		}
		south := string(other.North.ID)
		for name, p := range map[string]packed{
			"a role elsewhere":       set("role_given", "partnership", south),
			"a role that is none":    set("role_given", "role", "owner"),
			"an agency elsewhere":    set("membership", "partnership", south),
			"a round elsewhere":      set("round", "partnership", south),
			"an answer elsewhere":    set("reply", "round", "another"),
			"another's address":      set("account", "email_folded", "other nia.coordinator@example.org"),
			"a passkey":              {whole.version, nil, append(slices.Clone(whole.rows), archivedRow{"passkey", []string{"id"}, []any{"x"}})},
			"a column that is none":  {whole.version, nil, append(slices.Clone(whole.rows), archivedRow{"support", []string{"partnership", "x"}, []any{string(w.North.ID), "x"}})},
			"a name that is SQL":     {whole.version, nil, append(slices.Clone(whole.rows), archivedRow{"support", []string{"partnership", "x) --"}, []any{string(w.North.ID), "x"}})},
			"nothing":                {version: whole.version},
			"rows before their head": {whole.version, nil, whole.rows[1:]},
		} {
			wantFault(t, takeIn(db, p), "store.foreign_archive")
			if t.Failed() {
				t.Fatal(name)
			}
		}
		newer, older := whole, whole
		newer.version, older.version = whole.version+1, whole.version-1
		wantFault(t, takeIn(db, newer), "store.archive_newer")
		wantFault(t, takeIn(db, older), "store.archive_older")
		ended := errors.New("the file ended")
		err := db.TakePartnership(t.Context(), whole.version, func(put func(string, []string, []any) error) error {
			return errors.Join(whole.fill(put), ended)
		}, func(round.Tx, people.PartnershipID) error { return nil })
		if !errors.Is(err, ended) {
			t.Error(err)
		}
		if after := everything(t, db); !slices.Equal(before, after) {
			t.Error("something was left behind")
		}
	})
}

func everything(t *testing.T, db *store.DB) (all []string) {
	t.Helper()
	err := db.Dump(t.Context(), func(int64) error { return nil }, func(string, []string) error { return nil },
		func(values []any) error { all = append(all, fmt.Sprint(values...)); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return all
}
