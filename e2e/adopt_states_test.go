package e2e_test

import (
	"os"
	"sync"
	"testing"

	"bearings/internal/adopt"
	"bearings/internal/phrase"
	"bearings/internal/signin"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// adoptStates are what officers need before anybody may start: filled in, and with
// no settings given.
func adoptStates(h house) []state {
	all := []state{
		{route: "AdoptList", name: "filled-in", path: ui.AdoptPath},
		{route: "AdoptList", name: "unfilled", path: ui.AdoptPath, change: unfilled},
	}
	for _, d := range h.config.Adopt() {
		all = append(all, state{route: "AdoptDocument", name: d.ID, path: ui.AdoptURL(d.ID)})
	}
	return append(all,
		state{route: "AdoptDocument", name: "unfilled", path: ui.AdoptURL("dpia"), change: unfilled},
		state{route: "Privacy", name: "accounts", path: ui.PrivacyPath, change: withAccounts},
		state{route: "Cookies", name: "accounts", path: ui.CookiesPath, change: withAccounts})
}

// withAccounts is a site where people can sign in; nobody has.
func withAccounts(c *web.Config) { c.SignIn = &signin.Service{} }

func toAdopt(t *testing.T) func() []adopt.Document {
	return sync.OnceValue(func() []adopt.Document {
		all, err := adopt.Load(os.DirFS("../content/adopt/en"))
		if err != nil {
			t.Fatal(err)
		}
		return all
	})
}

// pseudoAdopt are documents whose texts are all marked.
func pseudoAdopt(read func() []adopt.Document) func() []adopt.Document {
	return func() []adopt.Document {
		var marked []adopt.Document
		for _, d := range read() {
			marked = append(marked, d.Pseudo(phrase.Pseudo))
		}
		return marked
	}
}
