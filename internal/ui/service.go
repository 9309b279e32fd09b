package ui

import (
	"strings"

	"github.com/a-h/templ"

	"bearings/internal/installation"
	"bearings/internal/library"
)

// ServicePages are the pages every public service owes, with their addresses. The
// site serves them, and a folder of the library holds them.
func (s Site) ServicePages() []LibraryPage {
	return []LibraryPage{
		{"Accessibility", AccessibilityPath, s.Accessibility()},
		{"Privacy", PrivacyPath, s.Privacy()},
		{"Cookies", CookiesPath, s.Cookies()},
		{"Terms", TermsPath, s.Terms()},
		{"Help", HelpPath, s.Help()},
	}
}

// services are the links to these pages at the foot of every page.
func (s Site) services() []crumb {
	all := []crumb{
		{s.say("service.help"), HelpPath},
		{s.say("service.accessibility"), AccessibilityPath},
		{s.say("service.privacy"), PrivacyPath},
		{s.say("service.cookies"), CookiesPath},
		{s.say("service.terms"), TermsPath},
	}
	if s.Adopt != nil {
		all = append(all, crumb{s.say("adopt.title"), AdoptPath})
	}
	return all
}

// withAccounts says one thing, or another where people can sign in.
func (s Site) withAccounts(without, with string) string {
	if s.Accounts {
		return s.say(with)
	}
	return s.say(without)
}

func (s Site) serviceFrame(title string) frame { return frame{title: title, trail: s.home()} }

// unsaid are the parts of a page that nobody has filled in, by what is there:
// a name of a part, and whether it is filled in.
func (s Site) unsaid(parts ...owed) []string {
	var missing []string
	for _, p := range parts {
		if !p.there {
			missing = append(missing, s.say("service.part-"+p.name))
		}
	}
	return missing
}

// owed is a part of a page that only whoever runs the site can fill in.
type owed struct {
	name  string
	there bool
}

// dial is a telephone number as a link that calls it.
func dial(phone string) templ.SafeURL { return templ.SafeURL("tel:" + installation.Dial(phone)) }

// whole keeps a telephone number on one line.
func whole(phone string) string { return strings.ReplaceAll(phone, " ", "\u00a0") }

func mailTo(address string) templ.SafeURL { return templ.SafeURL("mailto:" + address) }

// youngHelp is the library's page for young people, where there is one.
func (s Site) youngHelp() (title, path string) {
	for _, page := range s.reading().Pages {
		if page.Reader == library.YoungPerson {
			return page.Title, StartURL(page.ID)
		}
	}
	return "", ""
}
