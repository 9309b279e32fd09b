package round_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// fileDesk is a world with a service and an open round of the north.
type fileDesk struct {
	*testkit.World
	*round.Service
	t *testing.T
	r round.Round
}

func onDesk(t *testing.T, try func(d *fileDesk)) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		d := &fileDesk{World: w, Service: testkit.Rounds(db), t: t}
		d.r, _ = w.OpenRound(t)
		try(d)
	})
}

func (d *fileDesk) own(r round.Round) people.Where {
	return people.Where{Partnership: r.Partnership, Agency: d.Council.ID}
}

// south is somebody of the south in a role.
func (d *fileDesk) south(role people.Role) people.Viewer {
	grants, err := d.DB.People().Read(d.t.Context()).Grants(d.Others[role].ID)
	d.must(err)
	return people.Viewer{Account: d.Others[role], Grants: grants, Strong: true}
}

func (d *fileDesk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// fails asks for a fault with a message.
func (d *fileDesk) fails(err error, message string) {
	d.t.Helper()
	if f, ok := fault.As(err); !ok || f.Message != message {
		d.t.Errorf("%v, want %s", err, message)
	}
}

func (d *fileDesk) closed(r round.Round) round.Round {
	d.must(d.Close(d.t.Context(), d.As(d.t, people.Coordinator), r.Partnership, r.ID))
	return d.fresh(r)
}

func (d *fileDesk) fresh(r round.Round) round.Round {
	r, ok, err := d.Store.Read(d.t.Context()).Round(r.ID)
	if err != nil || !ok {
		d.t.Fatal(err, ok)
	}
	return r
}

func source(o round.Older) string { return o.Partnership.Name + ", " + o.Round.Title }

func TestNobodyReadsAReturnBeforeAllAreShown(t *testing.T) {
	onDesk(t, func(d *fileDesk) {
		d.WriteReturn(d.t, d.r, d.Council, 2, true)
		d.WriteReturn(d.t, d.r, d.School, 1, true)
		d.WriteReturn(d.t, d.r, d.Police, 1, false)
		coordinator := d.As(d.t, people.Coordinator)
		d.fails(d.Reveal(d.t.Context(), coordinator, d.North.ID, d.r.ID), "returnfiles.reveal-open")
		r := d.closed(d.r)
		for _, role := range people.Roles {
			v := d.As(d.t, role)
			_, err := d.RevealedPaper(d.t.Context(), v, d.own(r), r.ID)
			d.fails(err, "round.missing")
			_, err = d.ReturnPaper(d.t.Context(), v, d.own(r), r.ID)
			if writes := role.OfAgency(); writes != (err == nil) {
				d.t.Errorf("%s: %v", role, err)
			}
			if role != people.Coordinator {
				d.fails(d.Reveal(d.t.Context(), v, d.North.ID, r.ID), "round.missing")
			}
		}
		_, err := d.ReturnPaper(d.t.Context(), d.As(d.t, people.AgencyLead), people.Where{Partnership: d.North.ID, Agency: d.Police.ID}, r.ID)
		d.fails(err, "round.missing")
		_, err = d.ReturnPaper(d.t.Context(), d.south(people.AgencyLead), d.own(r), r.ID)
		d.fails(err, "round.missing")
		d.must(d.Reveal(d.t.Context(), coordinator, d.North.ID, r.ID))
		d.fails(d.Reveal(d.t.Context(), coordinator, d.North.ID, r.ID), "returnfiles.reveal-done")
		d.revealed(r)
	})
}

// revealed looks at who may read what after all returns were shown.
func (d *fileDesk) revealed(r round.Round) {
	ctx := d.t.Context()
	for _, role := range people.Roles {
		p, err := d.RevealedPaper(ctx, d.As(d.t, role), d.own(r), r.ID)
		if role == people.Scrutineer {
			d.fails(err, "round.missing")
			continue
		}
		if err != nil || !p.IsShown() || len(p.Parts) != 8 || !strings.Contains(p.Parts[0].Questions[1].Text, "Northshire Council wrote") {
			d.t.Errorf("%s: %v, %+v", role, err, p.Parts)
		}
		// Not signed by closing means not in it.
		_, err = d.RevealedPaper(ctx, d.As(d.t, role), people.Where{Partnership: d.North.ID, Agency: d.Police.ID}, r.ID)
		d.fails(err, "round.missing")
	}
	d.must(d.Store.InTx(ctx, func(tx round.Tx) error {
		return tx.PutShare(r.ID, round.Share{Page: round.ReturnsPage, Audience: round.Scrutineer, At: testkit.Day})
	}))
	_, err := d.RevealedPaper(ctx, d.As(d.t, people.Scrutineer), d.own(r), r.ID)
	d.must(err)
	_, err = d.RevealedPaper(ctx, d.south(people.Coordinator), d.own(r), r.ID)
	d.fails(err, "round.missing")
	kept, err := d.Store.Read(ctx).Releases(r.ID)
	d.must(err)
	lines, ok, err := round.RevealedReturns(kept)
	agencies := map[string]int{}
	for _, line := range lines {
		agencies[line.Agency]++
	}
	if err != nil || !ok || len(agencies) != 2 || agencies[d.Council.Name] <= agencies[d.School.Name] || agencies[d.School.Name] == 0 {
		d.t.Errorf("%v, %v: %v", ok, err, agencies)
	}
	if _, ok, err := round.RevealedReturns(nil); ok || err != nil {
		d.t.Errorf("nothing was revealed: %v, %v", ok, err)
	}
}

// What was shown stays as it was, whatever becomes of the rows it was made from.
func TestWhatWasShownStays(t *testing.T) {
	onDesk(t, func(d *fileDesk) {
		d.WriteReturn(d.t, d.r, d.Council, 2, true)
		r := d.closed(d.r)
		d.must(d.Reveal(d.t.Context(), d.As(d.t, people.Coordinator), d.North.ID, r.ID))
		before, err := d.RevealedPaper(d.t.Context(), d.As(d.t, people.Facilitator), d.own(r), r.ID)
		d.must(err)
		d.must(d.Store.InTx(d.t.Context(), func(tx round.Tx) error {
			_, err := tx.PutReturnAnswer(r.ID, d.Council.ID, round.ReturnAnswer{Item: "p1-do", Text: "later", Version: 2, At: testkit.Day})
			return err
		}))
		after, err := d.RevealedPaper(d.t.Context(), d.As(d.t, people.Facilitator), d.own(r), r.ID)
		d.must(err)
		if a, b := before.Parts[0].Questions[1].Text, after.Parts[0].Questions[1].Text; a != b || a == "" {
			d.t.Errorf("%q became %q", a, b)
		}
	})
}

// The coordinator sees how far each agency has got, an agency its own.
func TestTheListTellsNoMoreThanItMay(t *testing.T) {
	onDesk(t, func(d *fileDesk) {
		d.WriteReturn(d.t, d.r, d.Council, 2, true)
		d.WriteReturn(d.t, d.r, d.School, 2, false)
		for role, want := range map[people.Role]string{
			people.Coordinator: "Hill Road School begun, Northshire Council signed, Northshire Police not-begun",
			people.AgencyLead:  "Northshire Council signed own", people.Contributor: "Northshire Council signed own",
			people.Facilitator: "", people.Moderator: "", people.Scrutineer: "",
		} {
			all, err := d.ReturnList(d.t.Context(), d.As(d.t, role), d.North.ID, d.r.ID)
			d.must(err)
			var told []string
			for _, one := range all {
				line := one.Agency.Name + " " + string(one.Standing)
				if one.MayWrite {
					line += " own"
				}
				if one.MayRead {
					line += " read"
				}
				told = append(told, line)
			}
			if got := strings.Join(told, ", "); got != want {
				d.t.Errorf("%s: %s, want %s", role, got, want)
			}
		}
		_, err := d.ReturnList(d.t.Context(), d.south(people.Coordinator), d.North.ID, d.r.ID)
		d.fails(err, "round.missing")
	})
}

func TestAnAgencyWithoutAReturn(t *testing.T) {
	onDesk(t, func(d *fileDesk) {
		lead := d.As(d.t, people.AgencyLead)
		d.must(d.Store.InTx(d.t.Context(), func(tx round.Tx) error {
			return tx.PutAgency(d.r.ID, round.Agency{ID: d.Council.ID, Name: d.Council.Name, Kind: d.Council.Kind, Form: round.NoReturn})
		}))
		_, err := d.ReturnPaper(d.t.Context(), lead, d.own(d.r), d.r.ID)
		d.fails(err, "round.missing")
		_, err = d.BlankReturn(d.t.Context(), lead, d.own(d.r), d.r.ID)
		d.fails(err, "round.missing")
		all, err := d.ReturnList(d.t.Context(), lead, d.North.ID, d.r.ID)
		if err != nil || len(all) != 0 {
			d.t.Errorf("%v, %v", all, err)
		}
		// Taken out of the round altogether it is not there either.
		d.must(d.Store.InTx(d.t.Context(), func(tx round.Tx) error { return tx.RemoveRoundAgency(d.r.ID, d.Council.ID) }))
		_, err = d.ReturnPaper(d.t.Context(), lead, d.own(d.r), d.r.ID)
		d.fails(err, "round.missing")
		// A return that was signed with nothing in it is shown as such.
		d.must(d.Store.InTx(d.t.Context(), func(tx round.Tx) error {
			return tx.PutReturn(d.r.ID, round.Return{Agency: d.Police.ID, State: round.Signed, Signed: testkit.Day, Name: "N", Role: "R"})
		}))
		r := d.closed(d.r)
		d.must(d.Reveal(d.t.Context(), d.As(d.t, people.Coordinator), d.North.ID, r.ID))
		p, err := d.RevealedPaper(d.t.Context(), lead, people.Where{Partnership: d.North.ID, Agency: d.Police.ID}, r.ID)
		if err != nil || !p.Parts[0].Questions[0].IsEmpty() || p.Return.Name != "N" {
			d.t.Errorf("%v, %+v", err, p.Return)
		}
	})
}

func TestEarlierTextIsBroughtIn(t *testing.T) {
	onDesk(t, func(d *fileDesk) {
		lead := d.As(d.t, people.AgencyLead)
		d.WriteReturn(d.t, d.r, d.Council, 2, true)
		last := d.closed(d.r)
		now, _ := d.OpenRound(d.t)
		for range 2 { // twice brings nothing twice
			d.must(d.BringReturn(d.t.Context(), lead, d.own(now), now.ID, last.ID, source))
		}
		e, err := d.EarlierOf(d.t.Context(), lead, d.own(now), now.ID)
		d.must(err)
		if len(e.Earliers) != 16 || len(e.Olders) != 1 {
			d.t.Fatalf("%d texts, %d returns", len(e.Earliers), len(e.Olders))
		}
		for _, one := range e.Earliers {
			if !strings.Contains(one.Text, "wrote to "+one.Item) || one.Source != d.North.Name+", Autumn 2026" {
				d.t.Errorf("%+v", one)
			}
		}
		for _, part := range e.Paper.Parts {
			for _, q := range part.Questions {
				if !q.IsEmpty() {
					d.t.Errorf("%s was answered by bringing text in", q.Item.ID)
				}
			}
		}
		d.must(d.RemoveEarlier(d.t.Context(), lead, d.own(now), now.ID, e.Earliers[0].ID))
		d.fails(d.BringReturn(d.t.Context(), lead, d.own(now), now.ID, now.ID, source), "round.missing")
		d.fails(d.BringReturn(d.t.Context(), d.As(d.t, people.Coordinator), d.own(now), now.ID, last.ID, source), "round.missing")
		e, err = d.EarlierOf(d.t.Context(), lead, d.own(now), now.ID)
		if err != nil || len(e.Earliers) != 15 {
			d.t.Errorf("%d, %v", len(e.Earliers), err)
		}
		d.WriteReturn(d.t, now, d.Council, 1, true)
		d.fails(d.RemoveEarlier(d.t.Context(), lead, d.own(now), now.ID, e.Earliers[0].ID), "returnfiles.is-signed")
		d.fails(d.BringReturn(d.t.Context(), lead, d.own(last), last.ID, now.ID, source), "returnfiles.not-open")
	})
}

func TestPastedTextIsChecked(t *testing.T) {
	onDesk(t, func(d *fileDesk) {
		lead := d.As(d.t, people.AgencyLead)
		for _, c := range []struct{ source, item, text, message string }{
			{"S11", "p1-do", " \n ", "returnfiles.text-needed"},
			{"S11", "p1", "a position", "returnfiles.question-needed"},
			{"S11", "nothing", "text", "returnfiles.question-needed"},
			{" ", "p1-do", "text", "returnfiles.source-needed"},
			{strings.Repeat("s", 121), "p1-do", "text", "returnfiles.source-long"},
			{"S11", "p1-do", strings.Repeat("é", round.MaxEarlier+1), "returnfiles.text-long"},
		} {
			texts := []round.EarlierText{{Item: c.item, Text: c.text}}
			d.fails(d.CheckEarlier(d.t.Context(), lead, d.own(d.r), d.r.ID, c.source, texts), c.message)
			d.fails(d.AddEarlier(d.t.Context(), lead, d.own(d.r), d.r.ID, c.source, texts), c.message)
		}
		d.fails(d.AddEarlier(d.t.Context(), lead, d.own(d.r), d.r.ID, "S11", nil), "returnfiles.choose-one")
		odd := []round.EarlierText{{Item: "p1-do", Text: "a\x00b\r\nc\xff"}}
		d.must(d.AddEarlier(d.t.Context(), lead, d.own(d.r), d.r.ID, "S\x0011\n2025", odd))
		e, err := d.EarlierOf(d.t.Context(), lead, d.own(d.r), d.r.ID)
		if err != nil || len(e.Earliers) != 1 || e.Earliers[0].Text != "ab\nc\ufffd" || e.Earliers[0].Source != "S11 2025" {
			d.t.Errorf("%q, %v", e.Earliers, err)
		}
		for n := range round.MostEarlier - 1 {
			odd = append(odd[:0], round.EarlierText{Item: "p1-do", Text: strings.Repeat("x", n+1)})
			d.must(d.AddEarlier(d.t.Context(), lead, d.own(d.r), d.r.ID, "S11", odd))
		}
		d.fails(d.AddEarlier(d.t.Context(), lead, d.own(d.r), d.r.ID, "S12", odd), "returnfiles.too-many")
	})
}

func TestEarlierTextBecomesAnAnswer(t *testing.T) {
	onDesk(t, func(d *fileDesk) {
		ctx, lead := d.t.Context(), d.As(d.t, people.AgencyLead)
		add := func(text string) string {
			d.must(d.AddEarlier(ctx, lead, d.own(d.r), d.r.ID, "S11", []round.EarlierText{{Item: "p1-do", Text: text}}))
			e, err := d.EarlierOf(ctx, lead, d.own(d.r), d.r.ID)
			d.must(err)
			i := slices.IndexFunc(e.Earliers, func(one round.Earlier) bool { return one.Text == text })
			return e.Earliers[i].ID
		}
		first, second := add("first"), add("second")
		use := func(id string, version int, clash bool, want string) {
			d.t.Helper()
			used, err := d.UseEarlier(ctx, lead, d.own(d.r), d.r.ID, id, version)
			if err != nil || used.Clash != clash || used.Answer.Text != want {
				d.t.Errorf("%+v, %v", used, err)
			}
		}
		use(first, 0, false, "first")
		use(first, 0, false, "first") // sent twice
		use(second, 0, true, "first") // as it was before the first
		use(second, 1, false, "first\n\nsecond")
		_, err := d.UseEarlier(ctx, lead, d.own(d.r), d.r.ID, "nothing", 2)
		d.fails(err, "returnfiles.earlier-gone")
		long := add(strings.Repeat("z", round.MaxEarlier))
		_, err = d.UseEarlier(ctx, lead, d.own(d.r), d.r.ID, long, 2)
		d.fails(err, "returnfiles.answer-long")
		answers, err := d.Store.Read(ctx).ReturnAnswers(d.r.ID, d.Council.ID)
		if err != nil || len(answers) != 1 || answers[0].Version != 2 {
			d.t.Errorf("%+v, %v", answers, err)
		}
		if one, ok, err := d.Store.Read(ctx).Return(d.r.ID, d.Council.ID); err != nil || !ok || one.State != round.Draft {
			d.t.Errorf("%+v, %v, %v", one, ok, err)
		}
	})
}

// Another partnership reaches what was offered to it, once it is signed, and nothing
// else.
func TestAnOfferReachesNoFurther(t *testing.T) {
	onDesk(t, func(d *fileDesk) {
		ctx, lead, there := d.t.Context(), d.As(d.t, people.AgencyLead), d.south(people.AgencyLead)
		south := d.SouthRound(d.t)
		offer := func(yes bool) error {
			return d.OfferReturn(ctx, lead, d.own(d.r), d.r.ID, d.South.ID, yes)
		}
		olders := func(want int) {
			d.t.Helper()
			e, err := d.EarlierOf(ctx, there, d.own(south), south.ID)
			if err != nil || len(e.Olders) != want {
				d.t.Errorf("%d returns are offered, want %d: %v", len(e.Olders), want, err)
			}
		}
		bring := func() error { return d.BringReturn(ctx, there, d.own(south), south.ID, d.r.ID, source) }
		d.WriteReturn(d.t, d.r, d.Council, 2, false)
		d.WriteReturn(d.t, d.r, d.Police, 2, true)
		d.fails(offer(true), "returnfiles.offer-unsigned")
		d.fails(bring(), "round.missing")
		sign(d, round.Signed)
		olders(0)
		d.fails(bring(), "round.missing")
		d.fails(d.OfferReturn(ctx, d.As(d.t, people.Contributor), d.own(d.r), d.r.ID, d.South.ID, true), "round.missing")
		d.fails(d.OfferReturn(ctx, lead, d.own(d.r), d.r.ID, d.North.ID, true), "returnfiles.offer-choose")
		d.fails(d.OfferReturn(ctx, lead, d.own(d.r), d.r.ID, "elsewhere", true), "returnfiles.offer-choose")
		d.must(offer(true))
		d.must(offer(true))
		olders(1)
		sign(d, round.Draft) // opened again
		olders(0)
		d.fails(bring(), "round.missing")
		sign(d, round.Signed)
		d.must(bring())
		e, err := d.EarlierOf(ctx, there, d.own(south), south.ID)
		if err != nil || len(e.Earliers) != 16 || strings.Contains(e.Earliers[0].Text, "Police") {
			d.t.Errorf("%+v, %v", e.Earliers, err)
		}
		for _, v := range []people.Viewer{there, d.south(people.Coordinator)} {
			_, err := d.ReturnPaper(ctx, v, d.own(d.r), d.r.ID)
			d.fails(err, "round.missing")
			_, err = d.RevealedPaper(ctx, v, d.own(d.r), d.r.ID)
			d.fails(err, "round.missing")
			_, err = d.EarlierOf(ctx, v, people.Where{Partnership: d.South.ID, Agency: d.Council.ID}, d.r.ID)
			d.fails(err, "round.missing")
		}
		d.must(offer(false))
		olders(0)
		d.fails(bring(), "round.missing")
		d.deeds()
	})
}

func sign(d *fileDesk, state round.ReturnState) {
	d.t.Helper()
	d.must(d.Store.InTx(context.Background(), func(tx round.Tx) error {
		return tx.PutReturn(d.r.ID, round.Return{Agency: d.Council.ID, State: state, Signed: testkit.Day})
	}))
}

// deeds looks whether the trail tells of the offer and of its end, once each.
func (d *fileDesk) deeds() {
	entries, err := d.DB.Trail().Page(d.t.Context(), string(d.North.ID), 0, 50)
	d.must(err)
	var kinds []string
	for _, e := range entries {
		if strings.HasPrefix(string(e.Kind), "return-") {
			kinds = append(kinds, string(e.Kind))
		}
	}
	if strings.Join(kinds, " ") != "return-withheld return-offered" {
		d.t.Errorf("%v", kinds)
	}
}
