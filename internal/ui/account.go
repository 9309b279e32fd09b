package ui

import (
	"slices"

	"bearings/internal/britain"

	"bearings/internal/people"
	"bearings/internal/signin"
)

// Account is somebody's own page.
type Account struct {
	Asker       Asker
	Name, Email string
	Roles       []Held
	// Own is what is kept of their signing in.
	Own signin.Own
	// Here is the id of the session the page is asked with.
	Here string
	Ways Ways
	// Fresh says that they signed in lately enough to change how they sign in, and
	// Weak that their roles ask for a better sign-in first.
	Fresh, Weak bool
	// Done is what has just been done: the last part of a message's id, or empty.
	Done string
	// Typed is the name as it was typed where it has to be put right.
	Typed     string
	Wrong, At string
}

// Held is a role somebody has.
type Held struct {
	Role                people.Role
	Partnership, Agency string
}

// Erasing is the page that says what goes and what stays.
type Erasing struct {
	Asker Asker
	Wrong string
	// Refused says that it can't be done, and why; then there is no form.
	Refused string
}

// issuerName is what an issuer is called here; one that is trusted no more is called
// by its address.
func (w Ways) issuerName(url string) string {
	for _, one := range w.Issuers {
		if one.URL == url {
			return one.Name
		}
	}
	return url
}

// notLinked are the issuers that the account can still be linked to.
func (a Account) notLinked() []Choice {
	return slices.DeleteFunc(slices.Clone(a.Ways.Issuers), func(c Choice) bool {
		return slices.ContainsFunc(a.Own.Identities, func(i signin.Identity) bool { return i.Issuer == c.URL })
	})
}

// others says whether they are signed in elsewhere too.
func (a Account) others() bool { return len(a.Own.Sessions) > 1 }

// keyName is what a passkey is called.
func (s Site) keyName(p signin.Passkey) string {
	if p.Name != "" {
		return p.Name
	}
	return s.say("account.key-unnamed", "Date", s.date(britain.Time(p.Added)))
}
