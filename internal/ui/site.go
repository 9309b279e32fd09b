// Package ui writes pages. HTML is written here only: one component a page,
// each given what it shows as a typed value. No sentence stands here; they
// come from phrase and from the framework.
package ui

import (
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"bearings/internal/accessibility"
	"bearings/internal/adopt"
	"bearings/internal/framework"
	"bearings/internal/installation"
	"bearings/internal/phrase"
)

// Site is what every page is written with.
type Site struct {
	Words     *phrase.Words
	Framework *framework.Framework
	Assets    *Assets
	// Reading is the library; nil for a site without one. It is called for every
	// page and reads the library once.
	Reading func() *Shelf
	// Adopt are the documents for a permission to start; nil for a site without.
	Adopt func() []adopt.Document
	// Address is where the site is reached, without a slash at its end, or empty.
	Address string
	// Installation is who runs the site, as they say it themselves, and Checks are
	// what the checks for accessibility found.
	Installation installation.Installation
	Checks       accessibility.Results
	// Today is the day for which pages are made; without it nothing is called old.
	Today time.Time
	// Accounts says that people can sign in.
	Accounts bool
	// Supports says that organisations can say here how they use the principles.
	Supports bool
	// Demo says that everything here is made up, and every page says so.
	Demo bool
	// HasRounds says that partnerships can hold rounds.
	HasRounds bool
	// Static says that the pages stand in a folder, without a server.
	Static bool
}

// frame is what stands around a page.
type frame struct {
	title string
	// section is the path of the entry of the navigation the page belongs to.
	section string
	// shelf is the path of the part of the library the page belongs to.
	shelf string
	// trail leads back: the pages above this one, nearest last.
	trail []crumb
	// failed says that something has to be put right first.
	failed bool
	// paper says that the page is a form to print.
	paper bool
	// safe says that the page itself tells where to turn in danger.
	safe bool
	// calm says that the page stands without the navigation of those who work here.
	calm bool
	// asker is who has signed in and asks; such a page is made for them alone.
	asker Asker
	// goOn is the address the browser goes on to by itself, or empty.
	goOn string
}

// Asker is who a page is made for: the name of whoever has signed in, or nothing.
type Asker struct {
	Name string
	// Weak says that they signed in with a code by e-mail.
	Weak bool
}

type crumb struct{ name, path string }

func (s Site) say(id string, with ...any) string { return s.Words.Say(id, with...) }

func (s Site) text(t framework.Text) string { return t.In(s.Words.Language) }

// paragraphs are the paragraphs of a text, parted by blank lines.
func (s Site) paragraphs(t framework.Text) []string {
	return strings.Split(strings.TrimSpace(s.text(t)), "\n\n")
}

// home is the trail every page but the home page starts with.
func (s Site) home(further ...crumb) []crumb {
	if s.Static { // a folder has the library alone
		return further
	}
	return append([]crumb{{s.say("site.home"), HomePath}}, further...)
}

func (s Site) pageTitle(f frame) string {
	if f.failed {
		return s.say("site.title-failed", "Page", f.title, "Product", s.say("product.name"))
	}
	return s.say("site.title", "Page", f.title, "Product", s.say("product.name"))
}

// month says a month written YYYY-MM in words.
func (s Site) month(month string) string {
	year, number, _ := strings.Cut(month, "-")
	return s.say("report.month.of", "Month", s.say("report.month.m"+number), "Year", year)
}

// firstPage is where the name of the product leads.
func (s Site) firstPage() string {
	if s.Static {
		return LibraryPath
	}
	return HomePath
}

func (s Site) entries() []crumb {
	return slices.DeleteFunc([]crumb{
		{s.say("site.nav-library"), LibraryPath},
		{s.say("site.nav-questions"), QuestionsPath},
		{s.say("site.nav-our-words"), OurWordsPath},
		{s.say("site.nav-your-answers"), YourAnswersPath},
		{s.say("site.nav-meeting"), MeetingPath},
		{s.say("site.nav-example"), ExampleReportPath},
		{s.say("languagepages.site-nav"), LanguagePath},
	}, func(one crumb) bool { return !s.holds(one.path) })
}

func href(path string) templ.SafeURL { return templ.SafeURL(path) }

// currentKind: a page on the trail is within an entry, not the entry itself.
func currentKind(trail []crumb) string {
	if len(trail) > 1 {
		return "true"
	}
	return "page"
}
