package web_test

import (
	"bytes"
	"cmp"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/signin/openid"
	"bearings/internal/signin/openid/openidtest"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// persona is somebody at a browser, as the one place that decides sees them.
type persona struct {
	name, token string
	viewer      people.Viewer
}

// personas are everybody of a world, signed in strongly and weakly, and nobody.
func (h *house) personas() []persona {
	all := []persona{{name: "nobody"}, {name: "a stranger's token", token: freshToken()}}
	w := h.world
	add := func(name string, a people.Account, grants ...people.Grant) {
		all = append(all,
			persona{name, w.Tokens[a.ID], people.Viewer{Account: a, Grants: grants, Strong: true}},
			persona{name + " by code", w.Weak[a.ID], people.Viewer{Account: a, Grants: grants}})
	}
	add("guest", w.Guest)
	for _, role := range people.Roles {
		for place, who := range map[people.PartnershipID]people.Account{w.North.ID: w.People[role], w.South.ID: w.Others[role]} {
			g := people.Grant{Account: who.ID, Partnership: place, Role: role}
			if role.OfAgency() {
				g.Agency = w.Council.ID
			}
			add(who.Name, who, g)
		}
	}
	slices.SortFunc(all, func(a, b persona) int { return strings.Compare(a.name, b.name) })
	return all
}

// filled is a route's address in the north: of an agency, and of somebody there.
func (h *house) filled(pattern string, agency people.AgencyID) (string, people.Where) {
	where := people.Where{}
	if strings.Contains(pattern, "{partnership}") {
		where.Partnership = h.world.North.ID
	}
	if strings.Contains(pattern, "{agency}") {
		where.Agency = agency
	}
	return strings.NewReplacer("{partnership}", string(h.world.North.ID), "{agency}", string(agency), "{$}", "",
		"{account}", string(h.world.People[people.Contributor].ID), "{id}", "x", "{issuer}", "council", "{round}", cmp.Or(string(h.round), "x")).Replace(pattern), where
}

// Every route is asked by everybody, of the council and of an agency that is not
// theirs. Whoever may not is told nothing and changes nothing; whoever may sees it.
func TestEveryRouteAsEverybody(t *testing.T) {
	h := newHouse(t)
	h.config.Trail = h.world.DB.Trail()
	h.site = web.New(h.config)
	published := h.world.PublishedRound(t)
	open, _ := h.world.OpenRound(t)
	h.round = open.ID
	before := h.bytes(t)
	asked, refused := 0, 0
	type allowed struct {
		route  web.Route
		who    persona
		agency people.AgencyID
	}
	var later []allowed
	for _, route := range h.site.(*web.Site).Routes() {
		if route.Right == people.Anyone {
			continue
		}
		for _, agency := range []people.AgencyID{h.world.Council.ID, h.world.School.ID, "no-such-agency"} {
			path, where := h.filled(route.Pattern, agency)
			for _, p := range h.personas() {
				if asked++; p.viewer.May(route.Right, where) {
					isWeak := slices.ContainsFunc(p.viewer.Grants, func(g people.Grant) bool { return g.Role.NeedsStrong() }) && !p.viewer.Strong
					if isWeak && route.Right != people.SignedIn {
						t.Errorf("%s, %s: a code is enough", route.Name, p.name)
					}
					if agency == h.world.Council.ID {
						later = append(later, allowed{route, p, agency})
					}
					continue
				}
				refused++
				answer := h.as(t, p.token).do(route.Method, path, nil)
				strong := p.viewer
				strong.Strong = true
				want, to := 404, ""
				switch {
				case !p.viewer.IsSignedIn() && route.Method == "GET":
					want, to = 303, ui.SignInTo(path)
				case !p.viewer.IsSignedIn():
					want = 401
				case strong.May(route.Right, where):
					want = 403
				}
				if answer.StatusCode != want || answer.Header.Get("Location") != to || answer.Header.Get("Cache-Control") != "no-store" {
					t.Errorf("%s, %s: status %d to %q, want %d to %q", route.Name, p.name, answer.StatusCode, answer.Header.Get("Location"), want, to)
				}
				for _, name := range []string{h.world.North.Name, h.world.Council.Name, h.world.People[people.Contributor].Email} {
					if want != 303 && strings.Contains(body(t, answer), name) {
						t.Errorf("%s, %s: the page tells %s", route.Name, p.name, name)
					}
				}
			}
		}
	}
	if !slices.Equal(h.bytes(t), before) {
		t.Error("somebody who may not has changed something")
	}
	if refused < 300 || len(later) < 100 {
		t.Errorf("%d asked, %d refused, %d let in", asked, refused, len(later))
	}
	for _, one := range later {
		if one.route.Method != "GET" {
			continue
		}
		if h.round = open.ID; strings.HasPrefix(one.route.Name, "Results") {
			h.round = published.ID
		}
		path, _ := h.filled(one.route.Pattern, one.agency)
		answer := h.as(t, one.who.token).do(one.route.Method, path, nil)
		isWeak := answer.StatusCode == 403 && !one.who.viewer.Strong && one.route.Name == "Erase"                                   // asks to sign in more strongly
		isLeads := answer.StatusCode == 404 && one.route.Name == "AgencyJoin" && one.who.viewer.Grants[0].Role != people.AgencyLead // theirs alone
		isPart := answer.StatusCode == 404 && strings.Contains(path, "{")                                                           // of something that is not there
		// These are only there for what is shared, for a second round, for a finding, and
		// where something writes files; each has tests of its own.
		needsMore := answer.StatusCode == 404 && slices.Contains([]string{"ResultsChanges", "ResultsFiles", "AgencyReply", "ReturnWord", "ReturnPlain", "ReturnForm"}, one.route.Name)
		isUnshared := answer.StatusCode == 404 && one.route.Name == "RoundEvidence" && one.who.viewer.Grants[0].Role == people.Scrutineer
		if answer.StatusCode != 200 && !isWeak && !isLeads && !isPart && !needsMore && !isUnshared {
			t.Errorf("%s, %s, may: status %d", one.route.Name, one.who.name, answer.StatusCode)
		}
	}
}

// A coordinator who may do everything in their own partnership is told nothing of
// agencies and people who are not in it, and changes nothing of them, even where
// they put their own partnership before them.
func TestWhatIsOfOthersIsNotThere(t *testing.T) {
	h := newHouse(t)
	sol := h.as(t, h.world.Tokens[h.world.Others[people.Coordinator].ID])
	before := h.bytes(t)
	asked := 0
	for _, route := range h.site.(*web.Site).Routes() {
		if !strings.Contains(route.Pattern, "{partnership}") {
			continue
		}
		elsewhere := strings.NewReplacer("{partnership}", string(h.world.North.ID), "{agency}", string(h.world.Council.ID), "{account}", string(h.world.People[people.Contributor].ID))
		here := strings.NewReplacer("{partnership}", string(h.world.South.ID), "{agency}", string(h.world.Police.ID), "{account}", string(h.world.People[people.Contributor].ID))
		paths := []string{elsewhere.Replace(route.Pattern)}
		if strings.Contains(route.Pattern, "{agency}") || strings.Contains(route.Pattern, "{account}") {
			paths = append(paths, here.Replace(route.Pattern))
		}
		for _, path := range paths {
			asked++
			answer := sol.do(route.Method, path, url.Values{
				ui.FieldName: {"Taken over"}, ui.FieldGiven: {"contributor"}, ui.FieldEmail: {"sol@example.org"}, ui.FieldGrant: {"x"}, ui.FieldAgency: {string(h.world.Council.ID)}, ui.FieldKind: {"council"}, ui.FieldID: {"x"}, ui.FieldSure: {"yes"},
			})
			if text := body(t, answer); answer.StatusCode != 404 || strings.Contains(text, "Nia") || strings.Contains(text, h.world.Police.Name) {
				t.Errorf("%s %s: status %d", route.Name, path, answer.StatusCode)
			}
		}
	}
	if !slices.Equal(h.bytes(t), before) {
		t.Error("something of others has changed")
	}
	if asked < 25 {
		t.Errorf("only %d were asked for", asked)
	}
}

var (
	addresses = regexp.MustCompile(`[\w.+-]+@example\.org`)
	leads     = regexp.MustCompile(`(?:href|action|src|formaction)="([^"]*)"`)
	opens     = regexp.MustCompile(`[A-Za-z0-9_-]{43}|[0-9a-f]{64}`)
)

// ownPages are the pages of somebody who is signed in, in the north.
func (h *house) ownPages(t *testing.T, p persona) map[string]*http.Response {
	t.Helper()
	all := map[string]*http.Response{}
	for _, route := range h.site.(*web.Site).Routes() {
		path, where := h.filled(route.Pattern, h.world.Council.ID)
		if route.Right == people.Anyone || route.Method != "GET" || !p.viewer.May(route.Right, where) {
			continue
		}
		if answer := h.as(t, p.token).get(path); answer.StatusCode == 200 {
			all[route.Name] = answer
		}
	}
	return all
}

// addressesFor are those somebody may see: their own, those of the coordinators of
// a partnership they are in, and of whoever they look after there.
func (h *house) addressesFor(p persona) []string {
	all := []string{p.viewer.Account.Email}
	for _, g := range p.viewer.Grants {
		everybody := h.world.People
		if g.Partnership == h.world.South.ID {
			everybody = h.world.Others
		}
		if !g.Role.NeedsStrong() || p.viewer.Strong {
			all = append(all, everybody[people.Coordinator].Email)
		}
		for _, role := range people.Roles {
			if g.Role == people.Coordinator && p.viewer.Strong || g.Role == people.AgencyLead && role.OfAgency() {
				all = append(all, everybody[role].Email)
			}
		}
	}
	return all
}

// What is for somebody signed in is kept by nobody, can be left from every page,
// shows addresses of those they look after alone, and has nothing secret in any
// address it leads to.
func TestPagesOfPeopleAreTheirsAlone(t *testing.T) {
	h := newHouse(t)
	h.config.Trail = h.world.DB.Trail()
	h.site = web.New(h.config)
	looked := 0
	for _, p := range h.personas() {
		shown := h.addressesFor(p)
		for name, answer := range h.ownPages(t, p) {
			looked++
			if got := answer.Header.Get("Cache-Control"); got != "no-store" {
				t.Errorf("%s, %s: Cache-Control %q", name, p.name, got)
			}
			text := body(t, answer)
			if !strings.Contains(text, `action="`+ui.SignOutPath+`"`) {
				t.Errorf("%s, %s: there is no way to sign out", name, p.name)
			}
			for _, found := range addresses.FindAllString(text, -1) {
				if !slices.Contains(shown, found) {
					t.Errorf("%s, %s: it shows %s", name, p.name, found)
				}
			}
			if strings.Contains(text, p.token) || strings.Contains(text, signin.Hash(p.token)) {
				t.Errorf("%s, %s: it holds what opens the session", name, p.name)
			}
			for _, lead := range leads.FindAllStringSubmatch(text, -1) {
				isContact := strings.HasPrefix(lead[1], "mailto:")
				if opens.MatchString(lead[1]) || !isContact && addresses.MatchString(lead[1]) || strings.Contains(lead[1], "Nia") {
					t.Errorf("%s, %s: it leads to %s", name, p.name, lead[1])
				}
			}
		}
	}
	if looked < 60 {
		t.Errorf("only %d pages were looked at", looked)
	}
}

// Every cookie, on every way through the site, is for this host alone, by TLS
// alone, for no script and for no other site; and stands nowhere else.
func TestEveryCookieIsKeptClose(t *testing.T) {
	h := newHouse(t)
	set := map[string]int{}
	look := func(what string, answer *http.Response) {
		t.Helper()
		text := body(t, answer)
		for _, c := range answer.Cookies() {
			set[c.Name]++
			if !strings.HasPrefix(c.Name, "__Host-") || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
				t.Errorf("%s sets %+v", what, c)
			}
			if len(c.Name)+len(c.Value) > 4096 || c.Value != "" && (strings.Contains(text, c.Value) || strings.Contains(answer.Header.Get("Location"), c.Value)) {
				t.Errorf("%s: what the cookie %s holds stands elsewhere too", what, c.Name)
			}
		}
	}
	for _, p := range h.personas() {
		for _, route := range h.site.(*web.Site).Routes() {
			if path, _ := h.filled(route.Pattern, h.world.Council.ID); route.Method == "GET" && p.viewer.Strong {
				look(route.Name, h.as(t, p.token).get(path))
			}
		}
	}
	b := h.browser(t)
	look("asking for a code", h.browser(t).post(ui.SignInCodePath, ui.FieldEmail, "nobody@example.org"))
	look("asking for a passkey", h.browser(t).post(ui.SignInKeyPath))
	code := b.codeFor(h.world.Guest.Email, "")
	look("typing it", b.post(ui.SignInTypePath, ui.FieldCode, code))
	look("adding a passkey", b.post(ui.AccountKeysPath))
	look("signing out", b.post(ui.SignOutPath))
	if len(set) != 2 || set["__Host-bearings"] < 2 || set["__Host-bearings-attempt"] < 3 {
		t.Errorf("the cookies were %v", set)
	}
}

// Whoever adds or removes a key can send all other browsers away there and then.
func TestAfterAKeyChangedOthersCanBeSignedOut(t *testing.T) {
	h := newHouse(t)
	for _, done := range []string{"key-added", "key-removed", "linked"} {
		b := h.as(t, h.world.Tokens[h.world.Guest.ID])
		b.shows(b.get(ui.AccountPath+"?done="+done), 200, `action="`+ui.AccountSessionsPath+`"`, `value="`+ui.AllOthers+`"`)
	}
}

// What an issuer hands over stays here: neither its code nor a token comes to the
// browser in a page, a cookie or an address, or stands in the log.
func TestWhatAnIssuerSaysStaysHere(t *testing.T) {
	const secret = "a long secret of nobody"
	provider := openidtest.Start(t, openidtest.Client{ID: "bearings", Secret: secret, Redirects: []string{siteAddress + ui.SignInBackPath}})
	var log bytes.Buffer
	h := newHouse(t, func(c *web.Config) {
		c.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		c.SignIn.Issuers = openid.New([]signin.Issuer{{ID: "council", Name: "Northshire Council", URL: provider.URL, ClientID: "bearings", ClientSecret: secret}},
			siteAddress+ui.SignInBackPath, http.DefaultClient)
	})
	own := h.as(t, h.world.Tokens[h.world.Guest.ID])
	for _, wrong := range []string{"", "nonce", "foreign-key"} {
		found := onward.FindStringSubmatch(body(t, own.post(ui.AccountIssuerURL("council"))))
		if found == nil {
			t.Fatal("nothing leads to the issuer")
		}
		if wrong != "" {
			provider.Misbehave(t, wrong)
		}
		back := provider.SignIn(t, html.UnescapeString(found[1]), "gil")
		answer := own.get(back.RequestURI())
		all := fmt.Sprintln(answer.Header, body(t, answer), log.String())
		for what, text := range map[string]string{"the code": back.Query().Get("code"), "a token": "eyJ", "our secret": secret} {
			if text == "" || strings.Contains(all, text) {
				t.Errorf("%q: %s %q comes out", wrong, what, text)
			}
		}
		if isLinked := answer.StatusCode == 303; isLinked != (wrong == "") {
			t.Errorf("%q: status %d", wrong, answer.StatusCode)
		}
	}
}
