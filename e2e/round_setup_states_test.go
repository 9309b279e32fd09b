package e2e_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"strings"
	"time"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

const (
	facilitator = who(people.Facilitator)
	moderator   = who(people.Moderator)
)

// moreRounds are rounds in states that the pages of setting up are shown in; each of
// those that a state changes for good is changed by that state alone.
type moreRounds struct {
	fresh, named, agreed, toOpen, toRemove, toClose, closed, late, released round.Round
}

// makeMore makes them as the use cases do; what goes wrong ends the tests.
func makeMore(h house) (more moreRounds) {
	s, ctx := testkit.Rounds(h.world.DB), context.Background()
	s.Load = func(map[string]string) (*framework.Framework, error) { return h.config.Framework, nil }
	grants := func(role people.Role) people.Viewer {
		all, err := s.Store.Read(ctx).Grants(h.world.People[role].ID)
		mustSetUp(err)
		return people.Viewer{Account: h.world.People[role], Grants: all, Strong: true}
	}
	v, p := grants(people.Coordinator), h.world.North.ID
	make := func(open bool) round.Round {
		id, err := s.Start(ctx, v, p, "R")
		mustSetUp(err)
		staff := map[people.AgencyID]map[string]int{}
		for i, a := range []people.Agency{h.world.Council, h.world.Police, h.world.School} {
			staff[a.ID] = map[string]int{framework.Direct: []int{90, 40, 12}[i], framework.Operational: []int{30, 8, 0}[i], framework.Strategic: []int{8, 2, 1}[i]}
		}
		day := testkit.Day.Truncate(24 * time.Hour)
		// What the round before had of them is of other states.
		mustSetUp(s.TakePart(ctx, v, p, id, map[people.AgencyID]round.Form{h.world.Council.ID: round.FullForm, h.world.Police.ID: round.FullForm, h.world.School.ID: round.ShortForm}))
		mustSetUp(s.Invite(ctx, v, p, id, staff))
		mustSetUp(s.Plan(ctx, v, p, id, day, day.AddDate(0, 0, 28)))
		if open {
			mustSetUp(s.Open(ctx, v, p, id))
		}
		r, _, err := s.Store.Read(ctx).Round(id)
		mustSetUp(err)
		return r
	}
	id, err := s.Start(ctx, v, p, strings.Repeat("L", round.MaxTitle))
	mustSetUp(err)
	more.fresh, _, err = s.Store.Read(ctx).Round(id)
	mustSetUp(err)
	mustSetUp(s.Invite(ctx, v, p, id, nil))
	more.named, more.agreed, more.toOpen, more.toRemove = make(false), make(false), make(false), make(false)
	more.toClose, more.closed, more.late, more.released = make(true), make(true), make(true), make(true)
	mustSetUp(s.ShowPages(ctx, v, p, more.named.ID, round.Named))
	mustSetUp(s.ShowPages(ctx, v, p, more.agreed.ID, round.Named))
	mustSetUp(s.AgreePages(ctx, grants(people.AgencyLead), people.Where{Partnership: p, Agency: h.world.Council.ID}, more.agreed.ID, true))
	mustSetUp(s.Close(ctx, v, p, more.closed.ID))
	mustSetUp(s.Close(ctx, v, p, more.released.ID))
	mustSetUp(s.Close(ctx, v, p, more.late.ID))
	mustSetUp(s.Store.InTx(ctx, func(tx round.Tx) error {
		late, _, err := tx.Round(more.late.ID)
		late.Closed = late.Closed.Add(-2 * time.Hour)
		return errors.Join(err, tx.ChangeRound(late))
	}))
	mustSetUp(s.Release(ctx, string(more.released.ID)))
	return more
}

func mustSetUp(err error) {
	if err != nil {
		panic(err)
	}
}

// brokenPack is a framework with things to put right, as a ZIP file.
func brokenPack() string {
	files, err := framework.Standard()
	mustSetUp(err)
	var all bytes.Buffer
	z := zip.NewWriter(&all)
	for _, name := range []string{"framework.yaml", "principles/p1.yaml"} {
		w, err := z.Create(name)
		mustSetUp(err)
		_, err = w.Write([]byte(strings.Replace(files[name], "title:", "titel:", 1)))
		mustSetUp(err)
	}
	mustSetUp(z.Close())
	return all.String() + "\n"
}

// readsPacks gives a site rounds that read the frameworks brought to them.
func readsPacks(c *web.Config) {
	was := c.Rounds
	c.Rounds = &round.Service{
		Store: was.Store, Now: was.Now, NewID: was.NewID, NewKey: was.NewKey, NewLink: was.NewLink, Standard: was.Standard,
		Shuffle: was.Shuffle, Mail: was.Mail, Words: was.Words, Address: was.Address, Load: framework.LoadPack,
	}
}

func roundSetupStates(h house) []state {
	more, w := makeMore(h), h.world
	prepared, open := h.rounds.prepared, h.rounds.open
	at := func(r round.Round, part ...string) string { return ui.RoundURL(r, part...) }
	set := func(part string) string { return at(prepared, "set-up", part) }
	agree := func(r round.Round) string { return ui.AgreePagesURL(r, w.Council.ID) }
	long := strings.Repeat("L", round.MaxTitle)
	cell := ui.FieldOfStaff(w.Council.ID, framework.Direct)
	return []state{
		{route: "Rounds", name: "coordinator", path: ui.RoundsURL(w.North.ID), as: coordinator},
		{route: "Rounds", name: "scrutineer", path: ui.RoundsURL(w.North.ID), as: scrutineer},
		{route: "Rounds", name: "none", path: ui.RoundsURL(w.South.ID), as: elsewhere},
		{route: "NewRound", name: "fresh", path: ui.RoundsURL(w.North.ID, "new"), as: coordinator},
		{route: "StartRound", name: "empty", path: ui.RoundsURL(w.North.ID, "new"), as: coordinator, press: send, status: 422},
		{route: "Round", name: "fresh", path: at(more.fresh), as: coordinator},
		{route: "Round", name: "prepared", path: at(prepared), as: coordinator},
		{route: "Round", name: "prepared-other", path: at(prepared), as: contributor},
		{route: "Round", name: "to-agree", path: at(more.named), as: lead},
		{route: "Round", name: "open", path: at(open), as: coordinator},
		{route: "Round", name: "open-lead", path: at(open), as: lead},
		{route: "Round", name: "open-moderator", path: at(open), as: moderator},
		{route: "Round", name: "closed", path: at(more.closed), as: coordinator},
		{route: "Round", name: "late", path: at(more.late), as: coordinator},
		{route: "Round", name: "late-lead", path: at(more.late), as: lead},
		{route: "ReleaseAgain", name: "begun", path: at(more.late), as: coordinator, press: send},
		{route: "Round", name: "released", path: at(more.released), as: coordinator},
		{route: "Round", name: "released-lead", path: at(more.released), as: lead},
		{route: "Round", name: "elsewhere", path: at(open), as: elsewhere, status: 404},
		{route: "RoundName", name: "long", path: at(more.fresh, "set-up", "name"), as: coordinator},
		{route: "RenameRound", name: "empty", path: set("name"), as: coordinator, fill: map[string]string{ui.FieldName: ""}, press: send, status: 422},
		{route: "RenameRound", name: "too-long", path: set("name"), as: coordinator, fill: map[string]string{ui.FieldName: long + "L"}, press: send, status: 422},
		{route: "RoundFramework", name: "first", path: set("framework"), as: coordinator},
		{route: "RoundFramework", name: "settled", path: at(open, "set-up", "framework"), as: coordinator},
		{route: "ChooseFramework", name: "no-zip", path: set("framework"), as: coordinator, sending: "a\n", status: 422},
		{route: "ChooseFramework", name: "problems", path: set("framework"), as: coordinator, sending: brokenPack(), status: 422, change: readsPacks},
		{route: "ChooseFramework", name: "nothing", path: set("framework"), as: coordinator, press: send, status: 422},
		{route: "RoundStrands", name: "fresh", path: set("who"), as: coordinator},
		{route: "RoundStrands", name: "settled", path: at(open, "set-up", "who"), as: coordinator},
		{route: "ChooseStrands", name: "saved", path: set("who"), as: coordinator, press: send},
		{route: "RoundAgencies", name: "fresh", path: set("agencies"), as: coordinator},
		{route: "ChooseAgencies", name: "too-few", path: set("agencies"), as: coordinator, press: send, status: 422,
			fill: map[string]string{ui.FieldOfForm(w.Police.ID): ui.FormAway, ui.FieldOfForm(w.School.ID): ui.FormAway}},
		{route: "RoundNumbers", name: "fresh", path: at(more.fresh, "set-up", "numbers"), as: coordinator},
		{route: "RoundNumbers", name: "given", path: set("numbers"), as: coordinator},
		{route: "RoundNumbers", name: "settled", path: at(open, "set-up", "numbers"), as: coordinator},
		{route: "SayNumbers", name: "wrong", path: set("numbers"), as: coordinator, fill: map[string]string{cell: "-7"}, press: send, status: 422},
		{route: "RoundDates", name: "given", path: set("dates"), as: coordinator},
		{route: "PlanDates", name: "empty", path: at(more.fresh, "set-up", "dates"), as: coordinator, press: send, status: 422},
		{route: "RoundThresholds", name: "fresh", path: set("thresholds"), as: coordinator},
		{route: "RaiseThresholds", name: "low", path: set("thresholds"), as: coordinator, fill: map[string]string{ui.FieldAtLeast: "9"}, press: send, status: 422},
		{route: "RoundAgencyPages", name: "own", path: set("pages"), as: coordinator},
		{route: "RoundAgencyPages", name: "agreed", path: at(more.agreed, "set-up", "pages"), as: coordinator},
		{route: "ChooseAgencyPages", name: "saved", path: set("pages"), as: coordinator, press: send},
		{route: "AgreePages", name: "fresh", path: agree(more.named), as: lead},
		{route: "AgreePages", name: "agreed", path: agree(more.agreed), as: lead},
		{route: "AgreePages", name: "not-asked", path: agree(prepared), as: lead},
		{route: "AgreePages", name: "settled", path: agree(open), as: lead},
		{route: "PagesAgreed", name: "agreed", path: agree(more.named), as: lead, press: send},
		{route: "RoundForecast", name: "given", path: at(more.named, "forecast"), as: coordinator},
		{route: "RoundForecast", name: "nobody", path: at(more.fresh, "forecast"), as: coordinator},
		{route: "RoundOpen", name: "not-yet", path: at(more.fresh, "open"), as: coordinator},
		{route: "RoundOpen", name: "ready", path: at(prepared, "open"), as: coordinator},
		{route: "RoundOpen", name: "there", path: at(open, "open"), as: coordinator},
		{route: "OpenRound", name: "opened", path: at(more.toOpen, "open"), as: coordinator, press: send},
		{route: "RoundRemind", name: "fresh", path: at(open, "remind"), as: coordinator},
		{route: "RoundRemind", name: "closed", path: at(more.closed, "remind"), as: coordinator},
		{route: "RemindRound", name: "sent", path: at(more.toClose, "remind"), as: coordinator, press: send},
		{route: "RoundExtend", name: "fresh", path: at(open, "extend"), as: coordinator},
		{route: "ExtendRound", name: "earlier", path: at(open, "extend"), as: coordinator, press: send, status: 422},
		{route: "RoundClose", name: "fresh", path: at(open, "close"), as: coordinator},
		{route: "RoundClose", name: "closed", path: at(more.closed, "close"), as: coordinator},
		{route: "CloseRound", name: "closed", path: at(more.toClose, "close"), as: coordinator, press: send},
		{route: "RoundRemove", name: "fresh", path: at(prepared, "remove"), as: coordinator},
		{route: "RoundRemove", name: "late", path: at(open, "remove"), as: coordinator},
		{route: "RemoveRound", name: "removed", path: at(more.toRemove, "remove"), as: coordinator, press: send},
	}
}
