package e2e_test

import (
	"context"
	"strings"
	"time"

	"bearings/internal/people"
	"bearings/internal/support"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// supportStates are the pages of statements of support: where nobody has said
// anything, and where one is shown, one waits and one was sent back.
func supportStates(h house) []state {
	w := h.world
	council := ui.SupportOwnURL(w.North.ID, w.Council.ID)
	list := ui.SupportListURL(w.North.ID)
	none, some := saidSupport(w), saidSupport(w, someSupport(w)...)
	late := func(c *web.Config) {
		some(c)
		c.Today = func() time.Time { return testkit.Day.AddDate(2, 0, 0) }
	}
	const write = "main form:has(textarea) button[name=step]"
	filled := func(words string) map[string]string {
		return map[string]string{ui.FieldSpeaks: strings.Repeat("R", support.MaxRole), ui.FieldSaid: words, ui.FieldThing: strings.Repeat("T ", 90), ui.FieldCheck: "5", ui.FieldCheckYear: "2027"}
	}
	return []state{
		{route: "Support", name: "none", path: ui.SupportPath, change: none},
		{route: "Support", name: "some", path: ui.SupportPath, change: some},
		{route: "Support", name: "over", path: ui.SupportPath, change: late},
		{route: "SupportList", name: "none", path: list, as: coordinator, change: none},
		{route: "SupportList", name: "some", path: list, as: coordinator, change: some},
		{route: "SupportDecide", name: "no-reason", path: list, as: coordinator, change: some, press: "main form button[value=send-back]", status: 422},
		{route: "SupportDecide", name: "shown", path: list, as: coordinator, change: some, press: "main form button[value=show]"},
		{route: "SupportOwn", name: "none", path: council, as: lead, change: none},
		{route: "SupportOwn", name: "some", path: council, as: lead, change: some},
		{route: "SupportWrite", name: "empty", path: council, as: lead, change: none, press: write, status: 422},
		{route: "SupportWrite", name: "no-month", path: council, as: lead, change: none, press: write, status: 422,
			fill: map[string]string{ui.FieldSpeaks: "R", ui.FieldSaid: "W", ui.FieldThing: "T"}},
		{route: "SupportWrite", name: "hints", path: council, as: lead, change: some, press: write, fill: filled("The CSE victim was promiscuous.")},
		{route: "SupportWrite", name: "long", path: council, as: lead, change: some, press: write, fill: filled(strings.Repeat("W", support.MaxWords+1)), status: 422},
		{route: "SupportWrite", name: "written", path: council, as: lead, change: some, press: write, fill: filled(strings.Repeat("W", support.MaxWords))},
		{route: "SupportTakeDown", name: "down", path: council, as: lead, change: some, press: "main form[action$=take-down] button"},
	}
}

// supportOf is the service of a world's statements.
func supportOf(w *testkit.World) *support.Service {
	return &support.Service{Store: w.DB.Support(), Now: testkit.Now, NewID: testkit.NewID}
}

// saidSupport has a world say these statements, and no others.
func saidSupport(w *testkit.World, said ...support.Statement) func(*web.Config) {
	return func(*web.Config) {
		err := supportOf(w).Store.InTx(context.Background(), func(tx support.Tx) error {
			all, err := tx.Statements(w.North.ID)
			for _, one := range all {
				if err := tx.RemoveStatement(one.ID); err != nil {
					return err
				}
			}
			for _, one := range said {
				// An agency that has left is not listed; its statement is there.
				if err := tx.RemoveStatement(one.ID); err != nil {
					return err
				}
				if err := tx.AddStatement(one); err != nil {
					return err
				}
			}
			return err
		})
		if err != nil {
			panic(err)
		}
	}
}

// someSupport are statements in every state, some of them long.
func someSupport(w *testkit.World) []support.Statement {
	long := strings.Repeat("L", 300) + "\n" + strings.Repeat("L ", 200)
	say := func(agency people.AgencyID, words string, state support.State, reason string) support.Statement {
		return support.Statement{ID: testkit.NewID(), Partnership: w.North.ID, Agency: agency, State: state, Reason: reason, Author: w.People[people.AgencyLead].ID, At: testkit.Day,
			Draft: support.Draft{Role: "D", Words: words, Thing: "T", Check: "2027-05"}}
	}
	return []support.Statement{say(w.Council.ID, "W", support.Shown, ""), say(w.Council.ID, long, support.Waiting, ""),
		say(w.Police.ID, long, support.Shown, ""), say(w.School.ID, "W", support.SentBack, "R")}
}
