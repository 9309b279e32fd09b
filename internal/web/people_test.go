package web_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"bearings/internal/people"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// part is the address of a part of the north.
func (h *house) part(parts ...string) string {
	return ui.PartnershipURL(string(h.world.North.ID), parts...)
}

// north is a browser in which somebody of the north is signed in by passkey.
func (h *house) north(t testing.TB, role people.Role) *guest {
	return h.as(t, h.world.Tokens[h.world.People[role].ID])
}

// grantOf is the id of somebody's first role.
func (h *house) grantOf(t testing.TB, a people.Account) string {
	t.Helper()
	grants, err := h.config.People.Store.Read(context.Background()).Grants(a.ID)
	if err != nil || len(grants) == 0 {
		t.Fatalf("%s has no role: %v", a.Name, err)
	}
	return grants[0].ID
}

var shownCode = regexp.MustCompile(`<strong>([A-Z0-9-]{16,19})</strong>`)

// follow goes where an answer leads.
func (b *guest) follow(answer *http.Response) *http.Response {
	b.t.Helper()
	if answer.StatusCode != http.StatusSeeOther {
		b.t.Fatalf("status %d leads nowhere", answer.StatusCode)
	}
	return b.get(answer.Header.Get("Location"))
}

// The way of a coordinator: a partnership, an agency, somebody for it, a code, what
// was done.
func TestAPartnershipIsBuiltUp(t *testing.T) {
	h := newHouse(t)
	b := h.north(t, people.Coordinator)
	b.shows(b.get(ui.PartnershipsPath), 200, h.world.North.Name, "Coordinator", "Start another partnership")
	answer := b.post(ui.NewPartnershipPath, ui.FieldName, "West Partnership")
	west := strings.TrimSuffix(answer.Header.Get("Location"), "?done=started")
	b.shows(b.follow(answer), 200, "The partnership has been started.", "Add your agencies.", "There are no agencies here yet.", "Ask somebody to coordinate with you.")
	answer = b.post(west+"/agencies/new", ui.FieldName, "West Council", ui.FieldKind, "council")
	agency := strings.TrimSuffix(answer.Header.Get("Location"), "?done=added")
	b.shows(b.follow(answer), 200, "The agency has been added.", "West Council", "Nobody yet.")
	id := agency[strings.LastIndex(agency, "/")+1:]
	b.shows(b.get(west+"/people/invite?agency="+id), 200, `value="`+id+`" selected`)
	answer = b.post(west+"/people/invite", ui.FieldName, "Wyn West", ui.FieldEmail, "wyn@example.org", ui.FieldGiven, "agency-lead", ui.FieldAgency, id)
	text := b.shows(b.follow(answer), 200, "an invitation is on its way", "Wyn West", "Agency lead for West Council")
	person := regexp.MustCompile(`href="(/partnerships/[^"]+)">Wyn West`).FindStringSubmatch(text)
	if person == nil {
		t.Fatal("there is no link to them")
	}
	b.shows(b.get(person[1]), 200, "wyn@example.org", "They have no passkey")
	answer = b.post(person[1] + "/code")
	if answer.Header.Get("Cache-Control") != "no-store" {
		t.Error("the page of a code is kept")
	}
	code := shownCode.FindStringSubmatch(b.shows(answer, 200, "Joining code for Wyn West", siteAddress+ui.JoinPath, "This page shows it once."))
	if code == nil {
		t.Fatal("no code is shown")
	}
	wyn := h.browser(t)
	wyn.want(wyn.post(ui.JoinPath, ui.FieldCode, strings.ToLower(code[1])), 303, ui.JoinWayPath)
	b.want(b.post(west+"/name", ui.FieldName, "Far West"), 303, west+"?done=renamed")
	b.shows(b.get(west+"/trail"), 200, "Nia coordinator started the partnership.", "Nia coordinator added West Council.", "Nia coordinator invited Wyn West.",
		"Nia coordinator gave Wyn West the role “Agency lead” for West Council.", "made a joining code for Wyn West", "bearings audit trail 1")
	h.work(t)
	if all, err := h.outbox.Messages(); err != nil || len(all) != 1 || !strings.Contains(all[0].To, "wyn@example.org") {
		t.Errorf("the messages are %v, %v", all, err)
	}
}

func TestWhatHasToBePutRightIsSaidWhereItIs(t *testing.T) {
	h := newHouse(t)
	b := h.north(t, people.Coordinator)
	long := strings.Repeat("é", 201)
	for _, c := range []struct {
		path string
		form []string
		at   string
		says string
	}{
		{ui.NewPartnershipPath, []string{ui.FieldName, " "}, ui.FieldName, "Write a name."},
		{h.part("name"), []string{ui.FieldName, long}, ui.FieldName, "Use 200 letters at most."},
		{h.part("agencies", "new"), []string{ui.FieldName, "hill road SCHOOL", ui.FieldKind, "council"}, ui.FieldName, "There is an agency called Hill Road School"},
		{h.part("agencies", "new"), []string{ui.FieldName, "New"}, ui.FieldKind, "Choose what kind of agency it is."},
		{ui.AgencyURL(h.world.North.ID, h.world.Council.ID, "change"), []string{ui.FieldName, "New", ui.FieldKind, "council"}, ui.FieldName, "Only its own lead can change"},
		{h.part("people", "invite"), []string{ui.FieldEmail, "a@b.org"}, ui.FieldName, "Write a name."},
		{h.part("people", "invite"), []string{ui.FieldName, "A"}, ui.FieldEmail, "Write an e-mail address"},
		{h.part("people", "invite"), []string{ui.FieldName, "A", ui.FieldEmail, "a@b.org"}, ui.FieldGiven, "Choose a role."},
		{h.part("people", "invite"), []string{ui.FieldName, "A", ui.FieldEmail, "a@b.org", ui.FieldGiven, "contributor"}, ui.FieldAgency, "Choose the agency"},
		{ui.PersonURL(h.world.North.ID, h.world.People[people.Facilitator].ID, "give"), []string{ui.FieldGiven, "facilitator"}, ui.FieldGiven, "has that role already"},
	} {
		text := b.shows(b.post(c.path, c.form...), 422, c.says, "There is a problem", `href="#`+c.at+`"`, `id="`+c.at+`"`, "<title>Error: ")
		for i := 1; i < len(c.form); i += 2 {
			if !strings.Contains(text, `"`+strings.TrimSpace(c.form[i])+`"`) && strings.TrimSpace(c.form[i]) != "" {
				t.Errorf("%s: what was typed is gone: %q", c.path, c.form[i])
			}
		}
	}
	mine := h.world.People[people.Coordinator]
	b.shows(b.post(ui.PersonURL(h.world.North.ID, mine.ID, "take"), ui.FieldGrant, h.grantOf(t, mine)), 422, "A partnership needs a coordinator.")
	lead := h.north(t, people.AgencyLead)
	lead.shows(lead.post(ui.AgencyURL(h.world.North.ID, h.world.Council.ID, "join"), ui.FieldCode, "nonsense"), 422, "That code can’t be used.", `value="nonsense"`)
}

func TestRolesAreGivenAndTakenOnAPage(t *testing.T) {
	h := newHouse(t)
	b := h.north(t, people.Coordinator)
	who := h.world.People[people.Facilitator]
	page := ui.PersonURL(h.world.North.ID, who.ID)
	b.shows(b.follow(b.post(page+"/give", ui.FieldGiven, "agency-lead", ui.FieldAgency, string(h.world.Police.ID))), 200, "The role has been given.", "Agency lead for Northshire Police")
	first := h.grantOf(t, who)
	b.want(b.post(page+"/take", ui.FieldGrant, first), 303, page+"?done=taken")
	b.want(b.post(page+"/take", ui.FieldGrant, h.grantOf(t, who)), 303, h.part("people")+"?done=left")
	b.shows(b.get(page), 404)
	// A lead who takes the last role they may take does not end at a page that is closed
	// to them.
	helper := h.world.People[people.Contributor]
	b.want(b.post(ui.PersonURL(h.world.North.ID, helper.ID, "give"), ui.FieldGiven, "scrutineer"), 303, ui.PersonURL(h.world.North.ID, helper.ID)+"?done=given")
	lead := h.north(t, people.AgencyLead)
	lead.shows(lead.follow(lead.post(ui.PersonURL(h.world.North.ID, helper.ID, "take"), ui.FieldGrant, h.grantOf(t, helper))), 200, "The role has been taken away.")
	// Whoever gives up their own role is led to where they may still be.
	other := h.world.People[people.Scrutineer]
	b.post(ui.PersonURL(h.world.North.ID, other.ID, "give"), ui.FieldGiven, "coordinator")
	mine := h.world.People[people.Coordinator]
	b.want(b.post(ui.PersonURL(h.world.North.ID, mine.ID, "take"), ui.FieldGrant, h.grantOf(t, mine)), 303, ui.PartnershipsPath)
}

func TestAnAgencyIsTakenAlongAndOut(t *testing.T) {
	h := newHouse(t)
	b := h.north(t, people.Coordinator)
	third := strings.TrimSuffix(b.post(ui.NewPartnershipPath, ui.FieldName, "Third").Header.Get("Location"), "?done=started")
	code := shownCode.FindStringSubmatch(b.shows(b.post(third+"/agencies/joining"), 200, "This page shows it once."))
	if code == nil {
		t.Fatal("no code is shown")
	}
	lead := h.north(t, people.AgencyLead)
	council := ui.AgencyURL(h.world.North.ID, h.world.Council.ID)
	lead.shows(lead.get(council), 200, `href="`+council+`/join"`)
	lead.shows(lead.follow(lead.post(council+"/join", ui.FieldCode, code[1])), 200, "Your agency belongs to this partnership now", "Agency lead for Northshire Council")
	if text := b.shows(b.get(council), 200); strings.Contains(text, council+"/join") {
		t.Error("somebody who does not lead the agency is asked to take it along")
	}
	b.shows(b.get(council+"/join"), 404)
	b.shows(b.get(council+"/leave"), 200, "Take Northshire Council out of the partnership", "Keep the agency here")
	b.shows(b.follow(b.post(council+"/leave")), 200, "The agency has been taken out of the partnership.")
	b.shows(b.get(council), 404)
	b.shows(b.get(h.part("trail")), 200, "took an agency that is no longer here out of the partnership")
}

// What belongs to another partnership is not there, whatever its id.
func TestWhatIsElsewhereIsNotThere(t *testing.T) {
	h := newHouse(t)
	ctx := context.Background()
	sol := h.world.Others[people.Coordinator]
	grants, err := h.config.People.Store.Read(ctx).Grants(sol.ID)
	if err != nil {
		t.Fatal(err)
	}
	far, err := h.config.People.AddAgency(ctx, people.Viewer{Account: sol, Grants: grants, Strong: true}, h.world.South.ID, "Far School", "council")
	if err != nil {
		t.Fatal(err)
	}
	b := h.north(t, people.Coordinator)
	south, other, own := ui.PartnershipURL(string(h.world.South.ID)), h.world.Others[people.Facilitator], h.world.People[people.Facilitator]
	for _, path := range []string{south, south + "/name", south + "/people", south + "/trail", ui.AgencyURL(h.world.South.ID, far), ui.AgencyURL(h.world.North.ID, far),
		ui.AgencyURL(h.world.North.ID, far, "change"), ui.AgencyURL(h.world.North.ID, far, "leave"), ui.PersonURL(h.world.North.ID, other.ID),
		ui.PersonURL(h.world.South.ID, other.ID), ui.PartnershipURL("nothing"), h.part("people", "nobody"), h.part("agencies", "%2e%2e")} {
		if text := b.shows(b.get(path), 404); strings.Contains(text, "Far School") || strings.Contains(text, "Sol ") {
			t.Errorf("%s tells of another partnership", path)
		}
	}
	for path, form := range map[string][]string{
		south + "/name": {ui.FieldName, "Mine"}, ui.AgencyURL(h.world.North.ID, far, "change"): {ui.FieldName, "Mine", ui.FieldKind, "council"},
		ui.AgencyURL(h.world.North.ID, far, "leave"):               nil,
		ui.PersonURL(h.world.North.ID, other.ID, "take"):           {ui.FieldGrant, h.grantOf(t, other)},
		ui.PersonURL(h.world.North.ID, own.ID, "take"):             {ui.FieldGrant, h.grantOf(t, other)},
		ui.PersonURL(h.world.North.ID, other.ID, "give"):           {ui.FieldGiven, "scrutineer"},
		ui.PersonURL(h.world.North.ID, other.ID, "code"):           nil,
		ui.PersonURL(h.world.North.ID, own.ID, "give"):             {ui.FieldGiven, "contributor", ui.FieldAgency, string(far)},
		h.part("people", "invite"):                                 {ui.FieldName, "A", ui.FieldEmail, "a@b.org", ui.FieldGiven, "contributor", ui.FieldAgency, string(far)},
		south + "/agencies/new":                                    {ui.FieldName, "A", ui.FieldKind, "council"},
		south + "/agencies/joining":                                nil,
		ui.AgencyURL(h.world.South.ID, h.world.Council.ID, "join"): {ui.FieldCode, "x"},
	} {
		b.shows(b.post(path, form...), 404)
	}
	if now := h.grantOf(t, other); now == "" {
		t.Error("a role of the south is gone")
	}
}

func TestAPageSaysOnlyWhatWasDone(t *testing.T) {
	h := newHouse(t)
	b := h.north(t, people.Coordinator)
	for _, done := range []string{"nonsense", "", "<b>", "x.y", "invited\x00", strings.Repeat("a", 3000)} {
		if text := b.shows(b.get(h.part()+"?"+url.Values{"done": {done}}.Encode()), 200); strings.Contains(text, `role="status"`) {
			t.Errorf("%q is said to be done", done)
		}
	}
	b.shows(b.get(h.part()+"?done=renamed"), 200, "The partnership has a new name.")
}

func TestTheTrailIsReadPageByPage(t *testing.T) {
	h := newHouse(t)
	b := h.north(t, people.Coordinator)
	for i := range 60 {
		b.want(b.post(h.part("name"), ui.FieldName, "Name "+strings.Repeat("I", i+1)), 303, h.part()+"?done=renamed")
	}
	reader := h.north(t, people.Scrutineer)
	first := reader.shows(reader.get(h.part("trail")), 200, "Older entries", "bearings audit trail 1\n60\n")
	if n := strings.Count(first, "changed the partnership’s name."); n != 50 {
		t.Errorf("the first page has %d entries", n)
	}
	older := regexp.MustCompile(`href="([^"]+before=\d+)"`).FindStringSubmatch(first)
	if older == nil {
		t.Fatal("nothing leads to older entries")
	}
	second := reader.shows(reader.get(older[1]), 200, "Back to the newest entries")
	if n := strings.Count(second, "changed the partnership’s name."); n != 10 || strings.Contains(second, "Older entries") {
		t.Errorf("the second page has %d entries", n)
	}
	for _, before := range []string{"nonsense", "-5", "0", "99999999999999999999999", ""} {
		if text := reader.shows(reader.get(h.part("trail")+"?before="+before), 200); strings.Count(text, "changed the partnership’s name.") != 50 {
			t.Errorf("before=%s does not begin with the newest", before)
		}
	}
	reader.shows(reader.get(h.part("trail")+"?before=1"), 200, "There is nothing to show.")
}

// An erased account is nobody any more, wherever it is spoken of.
func TestTheTrailForgetsNames(t *testing.T) {
	h := newHouse(t)
	ctx := context.Background()
	gone := h.world.People[people.AgencyLead]
	lead := h.north(t, people.AgencyLead)
	lead.want(lead.post(h.part("people", "invite"), ui.FieldName, "Cai New", ui.FieldEmail, "cai@example.org", ui.FieldGiven, "contributor",
		ui.FieldAgency, string(h.world.Council.ID)), 303, h.part("people")+"?done=invited")
	if err := h.config.People.EraseAccount(ctx, people.Viewer{Account: gone}); err != nil {
		t.Fatal(err)
	}
	b := h.north(t, people.Coordinator)
	text := b.shows(b.get(h.part("trail")), 200, "Somebody whose account was erased invited Cai New.")
	if strings.Contains(text, gone.Name) || strings.Contains(text, string(gone.ID)) {
		t.Error("the page names an erased account")
	}
}

// Whoever signed in with a code and needs no more is not asked for more.
func TestACodeIsEnoughForWhomItIsEnough(t *testing.T) {
	h := newHouse(t)
	b := h.as(t, h.world.Weak[h.world.People[people.Contributor].ID])
	for _, path := range []string{ui.PartnershipsPath, h.part()} {
		if text := b.shows(b.get(path), 200); strings.Contains(text, "need a passkey") {
			t.Errorf("%s asks a contributor for a passkey", path)
		}
	}
	for _, path := range []string{h.part("people"), h.part("trail"), h.part("name"), h.part("people", "invite")} {
		b.shows(b.get(path), 404)
	}
	weak := h.as(t, h.world.Weak[h.world.People[people.Coordinator].ID])
	weak.shows(weak.get(ui.PartnershipsPath), 200, "Your roles need a passkey")
	weak.shows(weak.get(h.part()), 403)
}

func TestEveryRoleSeesThePartnershipAsItIs(t *testing.T) {
	h := newHouse(t, func(c *web.Config) { c.People.EmailCodes = false })
	for _, role := range people.Roles {
		b := h.north(t, role)
		text := b.shows(b.get(h.part()), 200, h.world.North.Name, "Northshire Police", "nia.coordinator@example.org", h.config.Words.Say("people.role-"+string(role)+"-may"))
		for _, path := range []string{h.part("people"), h.part("name"), h.part("trail"), h.part("agencies", "new"), h.part("agencies", "joining")} {
			answer := b.get(path)
			if leads := strings.Contains(text, `href="`+path+`"`); leads != (answer.StatusCode == 200) {
				t.Errorf("%s: %s is offered %v, and answers %d", role, path, leads, answer.StatusCode)
			}
		}
	}
}
