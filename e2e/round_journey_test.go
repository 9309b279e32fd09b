package e2e_test

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"bearings/internal/people"
	"bearings/internal/testkit"
)

const (
	councilName = "Northshire Children’s Services"
	roundTitle  = "Autumn in Northshire"
	caiEmail    = "cai@police.example.org"
	samEmail    = "sam@council.example.org"
)

// TestARoundFromTheSetUpCodeToTheWordDocument does all of a round with the program as
// it is built, through its pages alone, on either engine.
func TestARoundFromTheSetUpCodeToTheWordDocument(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) {
		wholeRound(t, "--data", filepath.Join(t.TempDir(), "data"))
	})
	t.Run("PostgreSQL", func(t *testing.T) {
		wholeRound(t, "--database", testkit.BarePostgreSQL(t))
	})
}

// roundJourney is a journey with those who work on a round together.
type roundJourney struct {
	*journey
	// ada coordinates, lee and cai write for the police, mo reads comments.
	ada, lee, cai, mo *visitor
	// place and round are the pages of the partnership and of its round, survey that
	// of the staff survey, and police that of the return of the police.
	place, round, survey, police string
}

func wholeRound(t *testing.T, place ...string) {
	j := &roundJourney{journey: setOut(t)}
	j.serve(place...)
	j.gathers()
	j.setsTheRoundUp()
	j.opensTheRound()
	j.staffAnswers()
	late := j.stopsBeforeSending()
	j.crowdAnswers()
	j.writesTheReturn()
	j.losesTheSession()
	j.signsTheReturn()
	j.reminds()
	j.closesTheRound()
	j.isTooLate(late)
	j.revealsTheReturns()
	j.readsComments()
	j.readsResults()
	document := j.takesTheWordDocument()
	j.sharesAPage()
	j.site.stop()
	j.opensInLibreOffice(document)
}

// gathers sets the site up and asks everybody in.
func (j *roundJourney) gathers() {
	j.t.Helper()
	j.ada = j.visitor("the coordinator").withPasskeys()
	j.ada.setsUp(j.site.says(joiningCode))
	j.place = j.ada.finishes()
	j.ada.addsAgency(j.place, councilName, "council")
	j.lee, j.cai, j.mo = j.visitor("the lead"), j.visitor("the contributor"), j.visitor("the moderator")
	for _, one := range []struct {
		v           *visitor
		name, email string
		role        people.Role
	}{{j.lee, "Lee Marsh", leeEmail, people.AgencyLead}, {j.cai, "Cai Evans", caiEmail, people.Contributor}} {
		j.ada.invites(j.place, one.name, one.email, one.role, policeName)
		if text := j.mail(one.email).Text; !strings.Contains(text, j.url) {
			j.t.Fatalf("the invitation to %s does not say where to go:\n%s", one.name, text)
		}
		one.v.asksForACode(one.email)
		one.v.typesTheCode(j.mail(one.email).Text)
		one.v.sees(one.name, policeName)
	}
	j.mo.comesByTheOrganisation(j.ada, j.place)
	// Sam never comes, and is reminded later.
	j.ada.invites(j.place, "Sam Okoro", samEmail, people.AgencyLead, councilName)
	j.mail(samEmail)
	j.ada.shows("1-partnership")
}

// shows keeps a picture of the page, where somebody wants to look at it.
func (v *visitor) shows(name string) {
	v.t.Helper()
	name = strings.ReplaceAll(v.t.Name(), "/", "-") + "-" + name
	do(v.t, v.ctx, chromedp.EmulateViewport(wide, 900))
	shoot(v.t, v.ctx, name)
}

// clicks clicks what an XPath finds first.
func (v *visitor) clicks(what, path string, with ...any) {
	v.t.Helper()
	v.step(what, chromedp.Click(chromedp.Search(fmt.Sprintf(path, with...))))
}

// sends presses the button of that name and waits for the page that answers, which
// may have the same heading.
func (v *visitor) sends(key string) {
	v.t.Helper()
	ctx, stop := context.WithTimeout(v.ctx, patience)
	defer stop()
	label := v.says(key)
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.Search(fmt.Sprintf(`//button[normalize-space(.)=%q]`, label)))); err != nil {
		v.t.Fatalf("%s: sending “%s”: %v\nThe page says: %s", v.name, label, err, v.page())
	}
}

// fills types into what an XPath finds first.
func (v *visitor) fills(path, text string) {
	v.t.Helper()
	v.step("typing "+text, chromedp.Clear(chromedp.Search(path)), chromedp.SendKeys(chromedp.Search(path), text))
}

// reloadsUntil loads the page again until something stands there.
func (v *visitor) reloadsUntil(text string) {
	v.t.Helper()
	for late := time.Now().Add(patience); time.Now().Before(late); {
		if strings.Contains(v.page(), text) {
			return
		}
		v.step("loading the page again", chromedp.Reload())
	}
	v.t.Fatalf("%s waits for “%s” in vain. The page says: %s", v.name, text, v.page())
}

// tab is the same person at another tab of the same browser.
func (v *visitor) tab() *visitor {
	v.t.Helper()
	ctx, leave := chromedp.NewContext(v.ctx)
	v.t.Cleanup(leave)
	do(v.t, ctx)
	return &visitor{journey: v.journey, t: v.t, name: v.name + " at another tab", ctx: ctx}
}

// followsAny follows the first link whose words match.
func (v *visitor) followsAny(what string) {
	v.t.Helper()
	v.clicks("following a link with “"+what+"”", `//main//a[contains(normalize-space(.), %q)]`, what)
}

var surveyCode = regexp.MustCompile(`/answer/([a-z2-7]+)`)
