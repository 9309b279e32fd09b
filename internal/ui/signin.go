package ui

import "cmp"

// SigningIn is the page to sign in on: what there is to choose from, and what has to
// be put right.
type SigningIn struct {
	Asker Asker
	// To is the path to go to afterwards, or empty.
	To string
	Ways
	// Email is what was typed, Wrong what is wrong, and At the field it is about; it
	// is empty where it is about no field.
	Email     string
	Wrong, At string
	// Codes says that a code can be sent.
	Codes bool
	// Demo are those as whom anybody may come in to a demonstration.
	Demo []DemoPerson
}

// Ways are the ways to sign in that every role may use.
type Ways struct {
	Passkeys bool
	Issuers  []Choice
}

// Any says whether there is one.
func (w Ways) Any() bool { return w.Passkeys || len(w.Issuers) > 0 }

// Choice is an issuer: the last part of its address here, its name, and the URL by
// which its tokens call it.
type Choice struct{ ID, Name, URL string }

// TypingCode is the page on which a code is typed.
type TypingCode struct {
	Asker Asker
	// Minutes is how long a code lasts.
	Minutes int
	Wrong   string
}

// WithPasskey is a page that asks the browser for a passkey.
type WithPasskey struct {
	Asker Asker
	// Options is JSON for the browser, Adds says that a passkey is made and not
	// only asked for, and Done is where the answer is sent.
	Options, Done string
	Adds          bool
	// Other leads to the other ways.
	Other string
}

// SettingUp is the form with which the first partnership is made.
type SettingUp struct {
	Ways
	// Closed says that somebody has done it already.
	Closed                         bool
	Code, Name, Email, Partnership string
	Wrong, At                      string
}

// Joining is the page of whoever joins: first to type the code, then to choose how
// to sign in.
type Joining struct {
	Ways
	Asker Asker
	// Name is who joins, once the code is typed.
	Name  string
	Code  string
	Wrong string
	// Unknown says that somebody came from an issuer with whom nobody has joined.
	Unknown bool
}

// line is a field of one line.
type line struct {
	name, label, hint, value, wrong string
	kind, fill, mode                string // type, autocomplete, inputmode
	class                           string
}

func (l line) classes() string {
	class := "govuk-input"
	if l.wrong != "" {
		class += " govuk-input--error"
	}
	if l.class != "" {
		class += " " + l.class
	}
	return class
}

func (l line) inputType() string { return cmp.Or(l.kind, "text") }

// wrongAt is what is wrong if it is about a field of that name.
func wrongAt(field, at, wrong string) string {
	if field == at {
		return wrong
	}
	return ""
}

// accountFrame is what stands around a page of somebody's account.
func (s Site) accountFrame(title string, asker Asker, failed bool, further ...crumb) frame {
	return frame{title: title, trail: s.home(further...), asker: asker, failed: failed}
}

// cookiesHere says at the foot of every page what the site keeps in a browser.
func (s Site) cookiesHere() string {
	if s.Accounts {
		return s.say("signin.foot-cookies")
	}
	return s.say("site.no-cookies")
}
