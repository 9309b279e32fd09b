package app_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// placeOf are the flags that name a database.
func placeOf(o store.Options) []string {
	if o.URL != "" {
		return []string{"--database", o.URL}
	}
	return []string{"--data", o.Folder}
}

// keysOf makes a pair of keys, and names the file of one and the text of the other.
func keysOf(t *testing.T) (file, public string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "key")
	status, said, _ := run(t, "key", "--backup", "--out", file)
	at := strings.Index(said, "age1")
	if status != 0 || at < 0 {
		t.Fatal(said)
	}
	return file, strings.TrimRight(strings.Fields(said[at:])[0], ".")
}

func TestAPartnershipIsPackedAndTakenIn(t *testing.T) {
	for i, from := range testkit.Engines {
		t.Run(from.Name, func(t *testing.T) {
			out, in := from.Options(t), testkit.Engines[1-i].Options(t)
			db, there := testkit.Open(t, out), testkit.Open(t, in)
			w := testkit.NewWorld(t, db)
			r, _ := w.OpenRound(t)
			w.Reply(t, r, w.Council.Name, framework.Direct, 1, 7)
			key, public := keysOf(t)
			other, _ := keysOf(t)
			file := filepath.Join(t.TempDir(), "north.age")
			pack := func(called string) (int, string, string) {
				return run(t, append([]string{"archive", "out", "--partnership", called, "--recipient", public, "--out", file}, placeOf(out)...)...)
			}
			take := func(file, key string) (int, string, string) {
				return run(t, append([]string{"archive", "in", file, "--key", key}, placeOf(in)...)...)
			}
			if status, _, errOut := pack("Nowhere"); status != 1 || !strings.Contains(errOut, "Nowhere") {
				t.Errorf("exit %d: %s", status, errOut)
			}
			if status, said, errOut := pack(strings.ToUpper(w.North.Name)); status != 0 || !strings.Contains(said, "Archive written") {
				t.Fatalf("exit %d: %s", status, errOut)
			}
			text, err := os.ReadFile(file)
			if err != nil || bytes.Contains(text, []byte("Northshire")) {
				t.Errorf("it can be read by anybody: %v", err)
			}
			cut := write(t, "cut.age", string(text[:len(text)-10]))
			for name, c := range map[string]struct{ file, key, says string }{
				"another key": {file, other, "written for another key"},
				"cut":         {cut, key, "The archive is not whole"},
				"no archive":  {write(t, "x.age", "hello"), key, "The archive is not whole"},
				"nothing":     {filepath.Join(t.TempDir(), "none"), key, "can’t be read"},
				"a backup":    {backupOf(t, out, public), key, "This is no archive of a partnership"},
			} {
				if status, said, errOut := take(c.file, c.key); status != 1 || said != "" || !strings.Contains(errOut, c.says) {
					t.Errorf("%s: exit %d: %s%s", name, status, said, errOut)
				}
			}
			if all, err := there.People().Read(t.Context()).Partnerships(); err != nil || len(all) != 0 {
				t.Errorf("something stayed: %v, %v", all, err)
			}
			if status, said, errOut := take(file, key); status != 0 || !strings.Contains(said, w.North.Name+" was taken in") {
				t.Fatalf("exit %d: %s%s", status, said, errOut)
			}
			if status, _, errOut := take(file, key); status != 1 || !strings.Contains(errOut, "is here already") {
				t.Errorf("exit %d: %s", status, errOut)
			}
			heard, err := there.Round().Read(t.Context()).Heard(r.ID, framework.Staff)
			if err != nil || len(heard) != 1 || heard[0].N != 7 {
				t.Errorf("%v, %v", heard, err)
			}
			lead := w.People[people.AgencyLead]
			if status, said, errOut := run(t, append([]string{"admin", "reset", lead.Email}, placeOf(in)...)...); status != 0 || !strings.Contains(said, lead.Name) {
				t.Errorf("exit %d: %s%s", status, said, errOut)
			}
			if status, said, errOut := run(t, append([]string{"verify"}, placeOf(in)...)...); status != 0 {
				t.Errorf("exit %d: %s%s", status, said, errOut)
			}
		})
	}
}

func backupOf(t *testing.T, o store.Options, public string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "all.age")
	if status, _, errOut := run(t, append([]string{"backup", "--recipient", public, "--out", file}, placeOf(o)...)...); status != 0 {
		t.Fatal(errOut)
	}
	return file
}

// What is brought in at the command line is the same as on the page.
func TestAnswersAreBroughtInAtTheCommandLine(t *testing.T) {
	for _, engine := range testkit.Engines {
		t.Run(engine.Name, func(t *testing.T) {
			o := engine.Options(t)
			db := testkit.Open(t, o)
			w := testkit.NewWorld(t, db)
			r, _ := w.OpenRound(t)
			bring := func(what, file string, more ...string) (int, string, string) {
				return run(t, append(append([]string{"import", what, file, "--round", string(r.ID)}, more...), placeOf(o)...)...)
			}
			rows := write(t, "staff.csv", "respondent,strand,agency,level,item,answer\n1,staff,northshire council,direct,p1,mostly\n2,return,Northshire Police,,p1,mostly\n")
			if status, _, errOut := bring("returns", rows); status != 1 || !strings.Contains(errOut, rows+":2:3: This round does not ask staff.") {
				t.Errorf("exit %d: %s", status, errOut)
			}
			if status, _, errOut := run(t, append([]string{"import", "answers", rows, "--round", "none"}, placeOf(o)...)...); status != 1 || !strings.Contains(errOut, "There is no round none here.") {
				t.Errorf("exit %d: %s", status, errOut)
			}
			if status, said, errOut := bring("answers", rows); status != 0 || !strings.Contains(said, "was brought in") || !strings.Contains(said, "Who answered") {
				t.Errorf("exit %d: %s%s", status, said, errOut)
			}
			export := write(t, "young.csv", "Id,We show children that we believe them.,Where do you work?\n1,Most of the time,Northshire Council\n")
			mapping := write(t, "m.yaml", "format: bearings-mapping/1\nframework: practice-principles\nstrand: staff\nrespondent: {column: Id}\nagency: {column: \"Where do you work?\"}\nitems: {p1: \"We show children that we believe them.\"}\n")
			if status, said, errOut := bring("answers", export, "--mapping", mapping); status != 0 {
				t.Errorf("exit %d: %s%s", status, said, errOut)
			}
			returns := write(t, "returns.csv", "respondent,strand,agency,item,answer,comment\n1,return,Northshire Council,p1-do,,We ask them.\n")
			if status, said, errOut := bring("returns", returns); status != 0 {
				t.Errorf("exit %d: %s%s", status, said, errOut)
			}
			read := db.Round().Read(t.Context())
			heard, err := read.Heard(r.ID, framework.Staff)
			imports, err2 := read.Imports(r.ID)
			drafts, err3 := read.Returns(r.ID)
			if err != nil || err2 != nil || err3 != nil || len(heard) != 2 || len(imports) != 3 || imports[0].Author != "" || len(drafts) != 2 || drafts[0].State != round.Draft {
				t.Errorf("%v %v %v", heard, imports, drafts)
			}
		})
	}
}
