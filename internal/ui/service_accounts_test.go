package ui_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"bearings/internal/adopt"
	"bearings/internal/framework"
	"bearings/internal/report/reporttest"
	"bearings/internal/ui"
)

// What the pages on privacy and cookies say of people with an account is said where
// there are accounts, and nowhere else.
func TestPagesOwedSpeakOfAccountsWhereThereAreSome(t *testing.T) {
	assets, err := ui.LoadAssets(ui.BuiltAssets())
	if err != nil {
		t.Skip("the assets are not built: run npm run build")
	}
	site := ui.Site{Words: reporttest.Words(t), Framework: &framework.Framework{}, Assets: assets, Adopt: func() []adopt.Document { return nil }}
	for name, c := range map[string]struct {
		page          func(ui.Site) templ.Component
		with, without []string
	}{
		"privacy": {ui.Site.Privacy,
			[]string{"if you don’t sign in", "keep it for 90 days", "keep it for six years", "after 10 hours", "through a mail service", `href="/adopt/privacy-notice"`},
			[]string{"There are no accounts", "In short: we don’t know who you are"}},
		"cookies": {ui.Site.Cookies,
			[]string{"no cookies, unless you sign in", "__Host-bearings", "__Host-bearings-attempt"},
			[]string{"no cookies, on any page"}},
	} {
		for accounts, wants := range map[bool][2][]string{true: {c.with, c.without}, false: {c.without, c.with}} {
			site.Accounts = accounts
			var page bytes.Buffer
			if err := c.page(site).Render(context.Background(), &page); err != nil {
				t.Fatal(err)
			}
			for _, want := range wants[0] {
				if !strings.Contains(page.String(), want) {
					t.Errorf("%s, accounts %v: it does not say %q", name, accounts, want)
				}
			}
			for _, not := range wants[1] {
				if strings.Contains(page.String(), not) {
					t.Errorf("%s, accounts %v: it says %q", name, accounts, not)
				}
			}
		}
	}
}
