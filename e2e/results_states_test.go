package e2e_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// publishedRounds are rounds that are over: one whose results are being made, one too
// few answered, one that was published lately, and an earlier one of which everybody
// sees everything and members see agencies by name.
type publishedRounds struct {
	making, tooFew, late, named round.Round
	// finding is one about the council, which has replied to it.
	finding string
}

func publishRounds(t *testing.T, w *testkit.World, c *web.Config) (all publishedRounds) {
	t.Helper()
	ctx := context.Background()
	c.ResultFiles = func(ctx context.Context, made ui.Made) ([]ui.File, error) {
		var text bytes.Buffer
		err := ui.ReportFile(c.Words, made.Report).Render(ctx, &text)
		return []ui.File{{Name: "report.html", Type: "text/html; charset=utf-8", Bytes: text.Bytes()}}, err
	}
	all.tooFew = tooFewRound(t, w)
	all.named = w.PublishedRound(t, func(r *round.Round) { r.AgencyPages, r.Title = round.Named, "2025/26" })
	all.late = w.PublishedRound(t)
	all.making = w.ClosedRound(t)
	all.finding = "agencies/P1/" + c.Framework.ItemsOf("P1")[0].ID
	all.named.Released, all.named.Revealed = testkit.Day.AddDate(0, -1, 0), testkit.Day.AddDate(0, -1, 0)
	err := w.DB.Round().InTx(ctx, func(tx round.Tx) error {
		if err := tx.ChangeRound(all.named); err != nil {
			return err
		}
		pages := round.ResultPages(c.Framework)
		for _, page := range pages {
			if err := tx.PutShare(all.named.ID, round.Share{Page: page, Audience: round.Public, At: testkit.Day}); err != nil {
				return err
			}
		}
		for _, page := range pages[1:4] {
			if err := tx.PutShare(all.late.ID, round.Share{Page: page, Audience: round.Public, At: testkit.Day}); err != nil {
				return err
			}
		}
		for _, r := range []round.Round{all.named, all.late} {
			reply := round.AgencyReply{Agency: w.Council.ID, Finding: all.finding, Text: strings.Repeat("LLL LLLL L LLLL LLL. ", 26), At: testkit.Day}
			if err := tx.PutAgencyReply(r.ID, reply); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func tooFewRound(t *testing.T, w *testkit.World) round.Round {
	t.Helper()
	s := testkit.Rounds(w.DB)
	r, _ := w.OpenRound(t)
	w.Reply(t, r, w.School.Name, framework.Direct, 2, 3)
	if err := s.Close(context.Background(), w.As(t, people.Coordinator), w.North.ID, r.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Release(context.Background(), string(r.ID)); err != nil {
		t.Fatal(err)
	}
	return r
}

// resultStates are the pages of what is published of rounds, as those see them who
// may see most and least.
func resultStates(h house) []state {
	w, of := h.world, h.rounds.results
	late := func(part ...string) string { return ui.ResultsURL(of.late, part...) }
	named := func(part ...string) string { return ui.ResultsURL(of.named, part...) }
	council := ui.AgencyResultsURL(of.late, w.Council.ID)
	reply := ui.AgencyReplyURL(of.late, w.Council.ID, of.finding)
	long := strings.Repeat("long ", 300)
	return []state{
		{route: "Results", name: "not-closed", path: ui.ResultsURL(h.rounds.open), as: coordinator},
		{route: "Results", name: "making", path: ui.ResultsURL(of.making), as: coordinator},
		{route: "Results", name: "too-few", path: ui.ResultsURL(of.tooFew), as: coordinator},
		{route: "Results", name: "overview", path: late(), as: lead},
		{route: "Results", name: "named", path: named(), as: coordinator},
		{route: "Results", name: "some-shared", path: late(), as: scrutineer},
		{route: "Results", name: "none-shared", path: ui.ResultsURL(of.tooFew), as: scrutineer},
		{route: "ResultsPage", name: "principle", path: late("P1"), as: contributor},
		{route: "ResultsPage", name: "principle-named", path: named("P1"), as: contributor},
		{route: "ResultsPage", name: "returns", path: late("returns"), as: contributor},
		{route: "ResultsPage", name: "returns-none", path: ui.ResultsURL(of.tooFew, "returns"), as: contributor},
		{route: "ResultsPage", name: "evidence", path: late("evidence"), as: contributor},
		{route: "ResultsPage", name: "evidence-none", path: ui.ResultsURL(of.tooFew, "evidence"), as: contributor},
		{route: "ResultsPage", name: "not-shared", path: late("returns"), as: scrutineer, status: 404},
		{route: "ResultsFiles", name: "all", path: late("files"), as: contributor},
		{route: "ResultsChanges", name: "since", path: late("changes"), as: coordinator},
		{route: "ResultsNote", name: "fresh", path: late("note"), as: coordinator},
		{route: "NoteResults", name: "too-long", path: late("note"), as: coordinator, press: send, fill: map[string]string{ui.FieldNote: long}, status: 422},
		{route: "NoteResults", name: "kept", path: late("note"), as: coordinator, press: send, fill: map[string]string{ui.FieldNote: "Schools were asked for the first time."}},
		{route: "ResultsShare", name: "fresh", path: late("share"), as: coordinator},
		{route: "ShareResults", name: "without-p2", path: ui.ResultsURL(of.tooFew, "share"), as: coordinator, press: send, fill: map[string]string{ui.FieldShare("P1"): "public"}, status: 422},
		{route: "ShareResults", name: "shared", path: late("share"), as: coordinator, press: send},
		{route: "AgencyResults", name: "own", path: council, as: lead},
		{route: "AgencyResults", name: "over", path: ui.AgencyResultsURL(of.named, w.Council.ID), as: contributor},
		{route: "AgencyResults", name: "too-few", path: ui.AgencyResultsURL(of.tooFew, w.Council.ID), as: lead},
		{route: "AgencyResults", name: "other", path: ui.AgencyResultsURL(of.late, w.Police.ID), as: lead, status: 404},
		{route: "NamedResults", name: "other", path: ui.NamedResultsURL(of.named, w.Police.ID), as: lead},
		{route: "AgencyReply", name: "change", path: reply, as: lead},
		{route: "ReplyToFinding", name: "too-long", path: reply, as: lead, press: send, fill: map[string]string{ui.FieldReply: long}, status: 422},
		{route: "ReplyToFinding", name: "kept", path: reply, as: lead, press: send, fill: map[string]string{ui.FieldReply: "LLL L LLLL LLL."}},
		{route: "Published", name: "all", path: ui.PublishedURL(of.named.ID)},
		{route: "Published", name: "some", path: ui.PublishedURL(of.late.ID)},
		{route: "Published", name: "nothing", path: ui.PublishedURL(of.making.ID), status: 404},
		{route: "PublishedPage", name: "principle", path: ui.PublishedURL(of.late.ID, "P2")},
		{route: "PublishedPage", name: "not-shared", path: ui.PublishedURL(of.late.ID, "P5"), status: 404},
		{route: "PublishedFiles", name: "all", path: ui.PublishedURL(of.named.ID, "files")},
	}
}
