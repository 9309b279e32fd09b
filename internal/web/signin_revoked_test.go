package web_test

import (
	"html"
	"net/http"
	"net/url"
	"testing"

	"bearings/internal/signin"
	"bearings/internal/signin/openid"
	"bearings/internal/signin/openid/openidtest"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// An issuer is taken out of the settings while people are on their way there and
// back: nobody comes in by it any more, each is told so, and what else they have
// stays.
func TestAnIssuerThatIsTrustedNoMore(t *testing.T) {
	const secret = "a long secret of nobody"
	provider := openidtest.Start(t, openidtest.Client{ID: "bearings", Secret: secret, Redirects: []string{siteAddress + ui.SignInBackPath}})
	trusting := func(all ...signin.Issuer) signin.Issuers {
		return openid.New(all, siteAddress+ui.SignInBackPath, http.DefaultClient)
	}
	council := signin.Issuer{ID: "council", Name: "Northshire Council", URL: provider.URL, ClientID: "bearings", ClientSecret: secret}
	other := signin.Issuer{ID: "police", Name: "Northshire Police", URL: "https://id.example.org", ClientID: "bearings"}
	h := newHouse(t, func(c *web.Config) { c.SignIn.Issuers = trusting(council) })
	there := func(b *guest, path string) *url.URL {
		t.Helper()
		found := onward.FindStringSubmatch(body(t, b.post(path)))
		if found == nil {
			t.Fatalf("%s leads nowhere", path)
		}
		return provider.SignIn(t, html.UnescapeString(found[1]), "gil")
	}
	own := h.as(t, h.world.Tokens[h.world.Guest.ID])
	own.want(own.get(there(own, ui.AccountIssuerURL("council")).RequestURI()), 303, "/account?done=linked")

	for name, now := range map[string]signin.Issuers{"none is left": nil, "another is left": trusting(other)} {
		t.Run(name, func(t *testing.T) {
			h.config.SignIn.Issuers = trusting(council)
			b := h.browser(t)
			back := there(b, ui.SignInIssuerURL("council")).RequestURI()
			linking := h.as(t, h.world.Tokens[h.world.Guest.ID])
			linked := there(linking, ui.AccountIssuerURL("council")).RequestURI()
			h.config.SignIn.Issuers = now

			b.shows(b.get(back), 422, "Sign in", "govuk-error-summary")
			b.shows(b.get(back), 422)
			if b.isIn() {
				t.Error("somebody came in by it")
			}
			linking.shows(linking.get(linked), 422, "govuk-error-summary")
			b.want(b.post(ui.SignInIssuerURL("council")), 404, "")
			linking.shows(linking.get(ui.AccountPath), 200, "Signed in as "+h.world.Guest.Name)
		})
	}
	h.config.SignIn.Issuers = nil
	all, err := h.config.SignIn.Store.Read(t.Context()).Identities(h.world.Guest.ID)
	if err != nil || len(all) != 1 {
		t.Fatalf("%v, %v", all, err)
	}
	own.want(own.post(ui.AccountUnlinkPath, ui.FieldIssuer, all[0].Issuer, ui.FieldID, all[0].Subject), 303, "/account?done=unlinked")
}
