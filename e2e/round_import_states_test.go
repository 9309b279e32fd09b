package e2e_test

import (
	"context"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/round"
	"bearings/internal/testkit"
	"bearings/internal/ui"
)

// closedWithImports is a round that has closed, into which files were brought: one
// was taken out again, and one came from whoever runs the site.
func closedWithImports(t *testing.T, w *testkit.World) round.Round {
	t.Helper()
	r := round.Round{ID: round.ID(testkit.NewID()), Partnership: w.North.ID, Title: "Trst 2026", State: round.Closed, Closed: testkit.Day, Framework: "practice-principles", Version: "1",
		Strands: []string{framework.Staff}, AtLeast: 10, CommentsAtLeast: 10, AgencyPages: round.OwnOnly, Since: testkit.Day}
	files, err := framework.Standard()
	if err != nil {
		t.Fatal(err)
	}
	err = testkit.Rounds(w.DB).Store.InTx(context.Background(), func(tx round.Tx) error {
		if err := tx.AddRound(r, files); err != nil {
			return err
		}
		for i, one := range []round.Import{
			{Name: "rtrns.csv", Kind: framework.Return, Counted: 1},
			{Name: strings.Repeat("lng-nm-", 20) + ".xlsx", Kind: round.SeveralStrands, Counted: 240, Author: w.People["coordinator"].ID},
			{Name: "brngs.csv", Kind: framework.YoungPerson, Counted: 17, Author: "gone"},
		} {
			one.ID, one.At = testkit.NewID(), testkit.Day.AddDate(0, 0, i)
			if _, err := tx.AddImport(r.ID, one); err != nil {
				return err
			}
			if i == 2 {
				one.Undone = one.At.AddDate(0, 0, 1)
				if err := tx.EndImport(r.ID, one); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// roundImportStates are the pages on which answers from elsewhere come into a round.
func roundImportStates(h house) []state {
	path := ui.ImportURL(h.rounds.open)
	rows := "respondent,strand,agency,level,item,answer\n1,staff," + h.world.Council.Name + ",direct,p1,mostly\n2,staff,,,p1,sometimes\n"
	young := "respondent,strand,agency,item,answer\n1,young-person,Yth Clb,p1-young,mostly\n"
	clear := strings.NewReplacer("Q TRST", h.world.Council.Name, "R TRST", h.world.Police.Name).Replace(export(h, false))
	strand := "main input[value=staff]"
	make, show, bring := "main button[value=make]", "main button[value=show]", "main button[value=bring]"
	undo := "main form[action$=undo] button"
	return []state{
		{route: "Import", name: "fresh", path: path, as: coordinator},
		{route: "Import", name: "closed", path: ui.ImportURL(h.rounds.imports), as: coordinator},
		{route: "BringIn", name: "empty", path: path, as: coordinator, press: "main form button", status: 422},
		{route: "BringIn", name: "columns", path: path, as: coordinator, sending: export(h, true)},
		{route: "BringIn", name: "columns-open", path: path, as: coordinator, sending: export(h, true), next: []string{show}, status: 422},
		{route: "BringIn", name: "columns-clear", path: path, as: coordinator, sending: clear, tick: strand, next: []string{show}},
		{route: "BringIn", name: "columns-problems", path: path, as: coordinator, sending: export(h, false), tick: strand, next: []string{show, make}, status: 422},
		{route: "BringIn", name: "columns-preview", path: path, as: coordinator, sending: clear, tick: strand, next: []string{show, make}},
		{route: "BringIn", name: "problems", path: path, as: coordinator, sending: strings.ReplaceAll(rows, "staff", "parent"), status: 422},
		{route: "BringIn", name: "refused", path: path, as: coordinator, sending: "NAME,Q\nX,Z\n", status: 422},
		{route: "BringIn", name: "preview", path: path, as: coordinator, sending: rows},
		{route: "BringIn", name: "preview-adds", path: ui.ImportURL(h.rounds.prepared), as: coordinator, sending: young},
		{route: "BringIn", name: "done", path: path, as: coordinator, sending: rows, next: []string{bring}},
		{route: "BringIn", name: "again", path: path, as: coordinator, sending: rows},
		{route: "UndoImport", name: "undone", path: path, as: coordinator, press: undo},
	}
}
