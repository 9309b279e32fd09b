package e2e_test

import (
	"context"
	"strings"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// paperRounds are rounds of the north in which the council and others have written
// their returns.
type paperRounds struct {
	// written is open, signed open too; closed has ended, and shown shows its returns.
	written, signed, closed, shown round.Round
}

func openPaperRounds(t *testing.T, w *testkit.World, c *web.Config) (all paperRounds) {
	t.Helper()
	ctx, s, coordinator := context.Background(), c.Rounds, w.As(t, people.Coordinator)
	c.Returns.Read = readForStates
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ended := func() round.Round {
		r, _ := w.OpenRound(t)
		w.WriteReturn(t, r, w.Council, 2, true)
		w.WriteReturn(t, r, w.School, 1, true)
		must(s.Close(ctx, coordinator, w.North.ID, r.ID))
		r, _, err := s.Store.Read(ctx).Round(r.ID)
		must(err)
		return r
	}
	all.closed, all.shown = ended(), ended()
	must(s.Reveal(ctx, coordinator, w.North.ID, all.shown.ID))
	all.written, _ = w.OpenRound(t)
	all.signed, _ = w.OpenRound(t)
	w.WriteReturn(t, all.signed, w.Council, 2, true)
	council := people.Where{Partnership: w.North.ID, Agency: w.Council.ID}
	for _, text := range []string{"1 2 3", strings.Repeat("1 ", 900), strings.Repeat("L", 300)} {
		must(s.AddEarlier(ctx, w.As(t, people.AgencyLead), council, all.written.ID, "S11", []round.EarlierText{{Item: "p1-do", Text: text}}))
	}
	return all
}

// readForStates reads a document as its paragraphs; every second is a heading.
func readForStates(name string, file []byte) ([]round.Paragraph, error) {
	if strings.Contains(string(file), "respondent") {
		return nil, fault.New(fault.Invalid, "returnfiles.file-unreadable", "Name", name)
	}
	var all []round.Paragraph
	for n, one := range strings.Split(string(file), "\n\n") {
		all = append(all, round.Paragraph{Heading: n%2 == 0, Text: one})
	}
	return all, nil
}

func returnFileStates(h house) []state {
	w, own := h.world, h.rounds.papers
	council := w.Council.ID
	at := func(r round.Round, part ...string) string { return ui.AgencyReturnURL(r, council, part...) }
	document := "1\n\n1 2 3\n\n2\n\n" + strings.Repeat("3 ", 500)
	long := strings.Repeat("L", 200)
	return []state{
		{route: "Returns", name: "coordinator", path: ui.ReturnsURL(own.written), as: coordinator},
		{route: "Returns", name: "preparing", path: ui.ReturnsURL(h.rounds.prepared), as: lead},
		{route: "Returns", name: "lead", path: ui.ReturnsURL(own.signed), as: lead},
		{route: "Returns", name: "nobodys", path: ui.ReturnsURL(own.written), as: scrutineer},
		{route: "Returns", name: "to-reveal", path: ui.ReturnsURL(own.closed), as: coordinator},
		{route: "Returns", name: "shown", path: ui.ReturnsURL(own.shown), as: contributor},
		{route: "Returns", name: "elsewhere", path: ui.ReturnsURL(own.shown), as: elsewhere, status: 404},
		{route: "Reveal", name: "closed", path: ui.ReturnsURL(own.closed, "reveal"), as: coordinator},
		{route: "Reveal", name: "open", path: ui.ReturnsURL(own.written, "reveal"), as: coordinator},
		{route: "Reveal", name: "shown", path: ui.ReturnsURL(own.shown, "reveal"), as: coordinator},
		{route: "RevealReturns", name: "done", path: ui.ReturnsURL(own.closed, "reveal"), as: coordinator, then: "main form"},
		{route: "ReturnRead", name: "shown", path: at(own.shown, "read"), as: contributor},
		{route: "ReturnRead", name: "scrutineer", path: at(own.shown, "read"), as: scrutineer, status: 404},
		{route: "ReturnPrint", name: "empty", path: at(own.written, "print"), as: contributor},
		{route: "ReturnPrint", name: "signed", path: at(own.signed, "print"), as: lead},
		{route: "Earlier", name: "texts", path: at(own.written, "earlier"), as: contributor},
		{route: "Earlier", name: "nothing", path: at(h.rounds.open, "earlier"), as: contributor},
		{route: "Earlier", name: "signed", path: at(own.signed, "earlier"), as: lead},
		{route: "BringEarlier", name: "brought", path: at(own.written, "earlier"), as: lead, then: "main form"},
		{route: "UseEarlier", name: "clash", path: at(own.written, "earlier"), as: lead, status: 409,
			fill: map[string]string{ui.FieldVersion: "7"}, press: "main form[action$=use] button"},
		{route: "RemoveEarlier", name: "removed", path: at(h.rounds.open, "earlier"), as: lead, then: "main form", again: "main form[action$=remove]"},
		{route: "EarlierPaste", name: "fresh", path: at(own.written, "earlier", "paste") + "?item=p2-do", as: contributor},
		{route: "PasteEarlier", name: "empty", path: at(own.written, "earlier", "paste"), as: contributor, then: "main form", status: 422},
		{route: "PasteEarlier", name: "long-source", path: at(own.written, "earlier", "paste") + "?item=p2-do", as: contributor, status: 422,
			fill: map[string]string{ui.FieldEarlierText: "1", ui.FieldSource: long}, press: send},
		{route: "PasteEarlier", name: "second-look", path: at(own.written, "earlier", "paste") + "?item=p2-do", as: contributor,
			fill: map[string]string{ui.FieldEarlierText: "absconded", ui.FieldSource: "S11"}, press: send},
		{route: "EarlierDocument", name: "fresh", path: at(own.written, "earlier", "document"), as: contributor},
		{route: "ReadDocument", name: "none", path: at(own.written, "earlier", "document"), as: contributor, press: send, status: 422},
		{route: "ReadDocument", name: "unreadable", path: at(own.written, "earlier", "document"), as: contributor, sending: "one", status: 422},
		{route: "ReadDocument", name: "parts", path: at(own.written, "earlier", "document"), as: contributor, sending: document},
		{route: "ChooseParts", name: "nothing-chosen", path: at(own.written, "earlier", "document"), as: contributor, sending: document, after: "main form", status: 422},
		{route: "ReturnOffer", name: "unsigned", path: at(own.written, "offer"), as: lead},
		{route: "ReturnOffer", name: "signed", path: at(own.signed, "offer"), as: lead},
		{route: "OfferReturn", name: "offered", path: at(own.signed, "offer"), as: lead, then: "main form"},
	}
}
