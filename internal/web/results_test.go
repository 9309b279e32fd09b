package web_test

import (
	"context"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// resultsHouse is a site with rounds; now is what its clock says.
type resultsHouse struct {
	*house
	rounds *round.Service
	now    time.Time
}

func newResultsHouse(t *testing.T) *resultsHouse {
	t.Helper()
	h := &resultsHouse{house: &house{now: testkit.Day, folder: t.TempDir()}, now: testkit.Day}
	db := testkit.Open(t, store.Options{Folder: h.folder, Now: testkit.Now})
	h.world = testkit.NewWorld(t, db)
	h.rounds = testkit.Rounds(db)
	h.rounds.Now = func() time.Time { return h.now }
	h.open(t, db, h.withRounds)
	return h
}

func (h *resultsHouse) withRounds(c *web.Config) {
	c.Rounds = h.rounds
	c.ResultFiles = func(_ context.Context, made ui.Made) ([]ui.File, error) {
		return []ui.File{{Name: "report.docx", Type: "application/x-test", Bytes: []byte(made.Report.Partnership)}}, nil
	}
}

// police is a browser of a lead of the police.
func (h *resultsHouse) police(t *testing.T) *guest {
	t.Helper()
	ctx := context.Background()
	somebody := h.world.People[people.Facilitator]
	err := h.world.DB.People().InTx(ctx, func(tx people.Tx) error {
		return tx.AddGrant(people.Grant{ID: testkit.NewID(), Account: somebody.ID, Partnership: h.world.North.ID, Agency: h.world.Police.ID, Role: people.AgencyLead, Since: testkit.Day})
	})
	if err != nil {
		t.Fatal(err)
	}
	return h.north(t, people.Facilitator)
}

// publicly shares pages of a round as a coordinator does on the page.
func (h *resultsHouse) shares(t *testing.T, r round.Round, with round.Audience, pages ...string) *http.Response {
	t.Helper()
	var form []string
	for _, page := range pages {
		form = append(form, ui.FieldShare(page), string(with))
	}
	b := h.north(t, people.Coordinator)
	return b.post(ui.ResultsURL(r, "share"), form...)
}

func allPages(t *testing.T, h *resultsHouse, r round.Round) []string {
	t.Helper()
	fw, err := h.rounds.Framework(context.Background(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	return round.ResultPages(fw)
}

func TestResultsBeforeThereAreAny(t *testing.T) {
	h := newResultsHouse(t)
	open, _ := h.world.OpenRound(t)
	closed := h.world.ClosedRound(t)
	for _, role := range people.Roles {
		b := h.north(t, role)
		b.shows(b.get(ui.ResultsURL(open)), 200, "There is nothing to see yet.")
		b.shows(b.get(ui.ResultsURL(closed)), 200, "The results are being made.")
		b.shows(b.get(ui.ResultsURL(closed, "P1")), 404)
	}
	lead := h.north(t, people.AgencyLead)
	lead.shows(lead.get(ui.AgencyResultsURL(closed, h.world.Council.ID)), 200, "The results are being made.")
	somebody := h.browser(t)
	somebody.shows(somebody.get(ui.PublishedURL(closed.ID)), 404)
}

// Where pages are an agency's own, no page for all says of a single agency what its
// staff say.
func TestMembersSeeNoAgencysStaff(t *testing.T) {
	h := newResultsHouse(t)
	r := h.world.PublishedRound(t)
	pages := allPages(t, h, r)
	for _, role := range []people.Role{people.Coordinator, people.AgencyLead, people.Contributor, people.Facilitator, people.Moderator} {
		b := h.north(t, role)
		b.shows(b.get(ui.ResultsURL(r)), 200, "Who we heard from", "What to talk about", "in some agencies")
		text := b.shows(b.get(ui.ResultsURL(r, "P1")), 200, "In some agencies, the return says one thing", "In some agencies, staff answer differently")
		for _, name := range []string{h.world.Council.Name, h.world.Police.Name} {
			if regexp.MustCompile(`<th[^>]*role="rowheader"[^>]*>\s*`+name).MatchString(text) || strings.Contains(text, name+": the return says") {
				t.Errorf("%s reads what staff of %s say", role, name)
			}
		}
		b.shows(b.get(ui.ResultsURL(r, "returns")), 200, h.world.Police.Name)
		b.shows(b.get(ui.ResultsURL(r, "evidence")), 200, "the same worker each time")
		b.shows(b.get(ui.NamedResultsURL(r, h.world.Police.ID)), 404)
		b.shows(b.get(ui.AgencyResultsURL(r, h.world.Police.ID)), 404)
	}
	scrutineer := h.north(t, people.Scrutineer)
	scrutineer.shows(scrutineer.get(ui.ResultsURL(r)), 200, "No page of these results is shared with you yet.")
	for _, page := range append(pages, "files", "changes", "share", "note") {
		scrutineer.shows(scrutineer.get(ui.ResultsURL(r, page)), 404)
	}
	scrutineer.shows(scrutineer.get(ui.ResultsURL(r, "files", "report.docx")), 404)
	elsewhere := h.as(t, h.world.Tokens[h.world.Others[people.Coordinator].ID])
	for _, page := range pages {
		elsewhere.shows(elsewhere.get(ui.ResultsURL(r, page)), 404)
	}
}

func TestAnAgencySeesItsOwnPageAndReplies(t *testing.T) {
	h := newResultsHouse(t)
	r := h.world.PublishedRound(t)
	lead := h.police(t)
	own := ui.AgencyResultsURL(r, h.world.Police.ID)
	text := lead.shows(lead.get(own), 200, "What children and parents say in the whole partnership", "Enough of the agency’s own staff answered",
		"The return and the agency’s own staff differ", "Reply to this")
	if strings.Contains(text, h.world.Council.Name) {
		t.Error("the page tells what staff of another agency say")
	}
	if strings.Index(text, `id="voices"`) > strings.Index(text, `id="own"`) {
		t.Error("children’s and parents’ answers do not come first")
	}
	reply := regexp.MustCompile(`href="([^"]+/reply\?finding=own-staff[^"]+)"`).FindStringSubmatch(text)
	if reply == nil {
		t.Fatal("nothing leads to a reply")
	}
	key := strings.ReplaceAll(strings.SplitN(reply[1], "finding=", 2)[1], "%2F", "/")
	lead.shows(lead.get(reply[1]), 200, "Reply to a finding", "Your words are printed beside the finding")
	path := ui.AgencyReplyURL(r, h.world.Police.ID, "")
	lead.shows(lead.post(path, ui.FieldFinding, key, ui.FieldReply, strings.Repeat("a ", 600)), 422, strings.Repeat("a ", 600))
	lead.shows(lead.post(path, ui.FieldFinding, key, ui.FieldReply, "The girl was promiscuous.", ui.FieldStep, ui.StepCheck), 200, "The girl was promiscuous.", "Go on")
	lead.shows(lead.follow(lead.post(path, ui.FieldFinding, key, ui.FieldReply, "We changed our rota in May.")), 200, "The reply has been saved.", "We changed our rota in May.", "Change the reply")
	for _, wrong := range []string{"nonsense", "own-staff/P1/nothing", "strength/P1/p1", "", "own-staff/P1/../P2"} {
		lead.shows(lead.post(path, ui.FieldFinding, wrong, ui.FieldReply, "x"), 404)
	}
	for _, role := range []people.Role{people.Coordinator, people.AgencyLead, people.Contributor} {
		b := h.north(t, role)
		b.shows(b.get(own), 404)
		b.shows(b.post(path, ui.FieldFinding, key, ui.FieldReply, "x"), 404)
		if text := b.shows(b.get(ui.ResultsURL(r, strings.Split(key, "/")[1])), 200); strings.Contains(text, "rota in May") {
			t.Error("the reply is shown where the agency is not named")
		}
	}
	council := h.north(t, people.Contributor)
	council.shows(council.get(ui.AgencyResultsURL(r, h.world.Council.ID)), 200, "Published results for Northshire Council")
	h.now = r.AloneUntil()
	if text := lead.shows(lead.get(own), 200, "The ten working days for replies are over.", "We changed our rota in May."); strings.Contains(text, "Change the reply") {
		t.Error("the reply can be changed for ever")
	}
	lead.shows(lead.post(path, ui.FieldFinding, key, ui.FieldReply, "Later"), 422, "The ten working days for replies are over.", "Later")
}

// Where all agreed, members see names once the ten days are over, and with them the
// replies.
func TestNamesComeAfterTenWorkingDays(t *testing.T) {
	h := newResultsHouse(t)
	r := h.world.PublishedRound(t, func(r *round.Round) { r.AgencyPages = round.Named })
	ctx := context.Background()
	fw, err := h.rounds.Framework(ctx, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	lead := h.police(t)
	item := fw.ItemsOf("P1")[0]
	key := "own-staff/P1/" + item.ID
	lead.want(lead.post(ui.AgencyReplyURL(r, h.world.Police.ID, ""), ui.FieldFinding, key, ui.FieldReply, "We changed our rota in May."), 303, ui.AgencyResultsURL(r, h.world.Police.ID)+"?done=replied")
	b := h.north(t, people.Moderator)
	h.now = r.AloneUntil().Add(-time.Second)
	b.shows(b.get(ui.NamedResultsURL(r, h.world.Police.ID)), 404)
	if text := b.shows(b.get(ui.ResultsURL(r, "P1")), 200, "In some agencies"); strings.Contains(text, "rota in May") {
		t.Error("the reply is shown before its agency is named")
	}
	h.now = r.AloneUntil()
	b.shows(b.get(ui.NamedResultsURL(r, h.world.Police.ID)), 200, "rota in May", "All agencies agreed")
	b.shows(b.get(ui.ResultsURL(r, "P1")), 200, h.world.Police.Name+": the return says", "What agencies reply", "rota in May")
	scrutineer := h.north(t, people.Scrutineer)
	h.shares(t, r, round.Public, allPages(t, h, r)...)
	for _, page := range allPages(t, h, r) {
		if page == round.CommentsPage {
			continue
		}
		if text := scrutineer.shows(scrutineer.get(ui.ResultsURL(r, page)), 200); strings.Contains(text, "rota in May") || strings.Contains(text, ": the return says") {
			t.Errorf("%s names an agency’s staff outside the partnership", page)
		}
	}
	scrutineer.shows(scrutineer.get(ui.NamedResultsURL(r, h.world.Police.ID)), 404)
}

func TestPagesAreSharedOneByOne(t *testing.T) {
	h := newResultsHouse(t)
	r := h.world.PublishedRound(t)
	b := h.north(t, people.Coordinator)
	b.shows(b.get(ui.ResultsURL(r, "share")), 200, "Who sees the results", `value="members" checked`)
	b.shows(h.shares(t, r, round.Public, "P1"), 422, "P2 can’t be left out.")
	b.shows(h.shares(t, r, "everybody", "P2"), 422, "Choose from the list")
	b.shows(b.follow(h.shares(t, r, round.Public, "P1", "P2")), 200, "Saved.")
	anybody, scrutineer := h.browser(t), h.north(t, people.Scrutineer)
	anybody.shows(anybody.get(ui.PublishedURL(r.ID)), 200, "The partnership shares these pages.", "P1. ", h.world.North.Name)
	text := anybody.shows(anybody.get(ui.PublishedURL(r.ID, "P1")), 200, "Published results for P1", "In some agencies, staff answer differently")
	for _, hidden := range []string{h.world.Police.Name, h.world.Council.Name, "the same worker each time", string(h.world.North.ID), "/partnerships/"} {
		if strings.Contains(text, hidden) {
			t.Errorf("the public page tells %q", hidden)
		}
	}
	for _, page := range []string{"overview", "P3", "returns", "evidence", "comments", "files", "share", "nonsense"} {
		anybody.shows(anybody.get(ui.PublishedURL(r.ID, page)), 404)
		scrutineer.shows(scrutineer.get(ui.ResultsURL(r, page)), 404)
	}
	anybody.shows(anybody.get(ui.PublishedURL("nothing")), 404)
	b.want(h.shares(t, r, round.Scrutineer, allPages(t, h, r)...), 303, ui.ResultsURL(r)+"?done=shared")
	anybody.shows(anybody.get(ui.PublishedURL(r.ID)), 404)
	anybody.shows(anybody.get(ui.PublishedURL(r.ID, "P1")), 404)
	scrutineer.shows(scrutineer.get(ui.ResultsURL(r)), 200, "Who we heard from")
	scrutineer.shows(scrutineer.get(ui.ResultsURL(r, "files")), 200, "report.docx")
	scrutineer.shows(scrutineer.get(ui.ResultsURL(r, "files", "report.docx")), 200, h.world.North.Name)
	b.shows(b.get(h.part("trail")), 200, "changed who may see a page of the results")
	for _, role := range []people.Role{people.AgencyLead, people.Contributor, people.Scrutineer, people.Facilitator, people.Moderator} {
		other := h.north(t, role)
		other.shows(other.post(ui.ResultsURL(r, "share"), ui.FieldShare("P2"), "public"), 404)
	}
}

func TestChangesSinceTheLastRound(t *testing.T) {
	h := newResultsHouse(t)
	h.world.PublishedRound(t)
	h.now = testkit.Day.Add(time.Hour)
	late := h.world.PublishedRound(t)
	if err := h.world.DB.Round().InTx(context.Background(), func(tx round.Tx) error {
		late.Released = h.now
		return tx.ChangeRound(late)
	}); err != nil {
		t.Fatal(err)
	}
	b := h.north(t, people.Coordinator)
	b.shows(b.get(ui.ResultsURL(late)), 200, "What changed since the last round")
	text := b.shows(b.get(ui.ResultsURL(late, "changes")), 200, "Before you compare", "as last time", "the same questions in the same words")
	if strings.Contains(text, h.world.Police.Name) {
		t.Error("changes name an agency’s staff")
	}
	b.shows(b.follow(b.post(ui.ResultsURL(late, "note"), ui.FieldComparable, "The service moved in June.")), 200, "Your words have been saved.")
	b.shows(b.get(ui.ResultsURL(late, "changes")), 200, "The service moved in June.")
	b.shows(b.post(ui.ResultsURL(late, "note"), ui.FieldComparable, strings.Repeat("x", 1001)), 422)
	scrutineer := h.north(t, people.Scrutineer)
	scrutineer.shows(scrutineer.get(ui.ResultsURL(late, "changes")), 404)
}

// Nobody's page depends on an answer: replies that are there besides change no byte.
func TestPagesAreMadeOfWhatIsPublishedAlone(t *testing.T) {
	h := newResultsHouse(t)
	r := h.world.PublishedRound(t)
	h.shares(t, r, round.Public, append(allPages(t, h, r)[:4], "evidence")...)
	before := h.everything(t, r)
	if len(before) < 100 {
		t.Fatalf("only %d pages", len(before))
	}
	for place := range 4 {
		h.world.Reply(t, r, h.world.School.Name, "direct", place, 7)
		h.world.Reply(t, r, h.world.Police.Name, "strategic", place, 3)
	}
	h.open(t, h.world.DB, h.withRounds) // another program on the same database
	for path, text := range h.everything(t, r) {
		if before[path] != text {
			t.Errorf("%s changed", path)
		}
	}
}

// everything is each page of results as each role and nobody sees it.
func (h *resultsHouse) everything(t *testing.T, r round.Round) map[string]string {
	t.Helper()
	var paths []string
	for _, page := range append(allPages(t, h, r), "files", "changes", "share", "note") {
		paths = append(paths, ui.ResultsURL(r, page), ui.PublishedURL(r.ID, page))
	}
	paths = append(paths, ui.ResultsURL(r), ui.PublishedURL(r.ID))
	for _, a := range []people.Agency{h.world.Council, h.world.Police, h.world.School} {
		paths = append(paths, ui.AgencyResultsURL(r, a.ID), ui.NamedResultsURL(r, a.ID))
	}
	all := map[string]string{}
	for _, who := range append([]people.Role{"nobody"}, people.Roles...) {
		b := h.browser(t)
		if who != "nobody" {
			b = h.north(t, who)
		}
		for _, path := range paths {
			answer := b.get(path)
			body, err := io.ReadAll(answer.Body)
			if err != nil {
				t.Fatal(err)
			}
			answer.Header.Del("Date")
			all[string(who)+" "+path] = answer.Status + string(body)
		}
	}
	return all
}
