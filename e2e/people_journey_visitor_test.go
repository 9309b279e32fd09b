package e2e_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"bearings/internal/ui"
)

// visitor is somebody at a browser of their own, which knows nothing of the others'.
type visitor struct {
	*journey
	t    *testing.T
	name string
	ctx  context.Context
}

func (j *journey) visitor(name string) *visitor {
	j.t.Helper()
	if chromium.context == nil {
		j.t.Skip("browser tests left out: " + chromium.missing)
	}
	limit, stop := context.WithTimeout(chromium.context, 15*time.Minute)
	j.t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(limit, chromedp.WithNewBrowserContext())
	j.t.Cleanup(leave)
	v := &visitor{journey: j, t: j.t, name: name, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil { // the tab is to outlast its first step
		j.t.Fatalf("%s: opening a browser: %v", name, err)
	}
	return v
}

// withPasskeys gives the visitor's device a place for passkeys.
func (v *visitor) withPasskeys() *visitor {
	v.t.Helper()
	addAuthenticator(v.t, v.ctx)
	return v
}

// step does something in the browser, or says who could not do what, and what their
// page said.
func (v *visitor) step(what string, steps ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	ctx, stop := context.WithTimeout(v.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, steps...); err != nil {
		v.t.Fatalf("%s: %s: %v\nThe page says: %s", v.name, what, err, v.page())
	}
}

// page is where the visitor is and what stands there, for messages.
func (v *visitor) page() string {
	ctx, stop := context.WithTimeout(v.ctx, patience)
	defer stop()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + '\n' + document.body.innerText`))
	if err != nil {
		return err.Error()
	}
	return text
}

// open goes to a page by its address and waits for its heading.
func (v *visitor) open(path, heading string) {
	v.t.Helper()
	v.step("opening "+path, chromedp.Navigate(v.url+path))
	v.arrives(heading)
}

// arrives waits for a page by its heading until all of it is there.
func (v *visitor) arrives(heading string) {
	v.t.Helper()
	v.step("waiting for the page “"+heading+"”", chromedp.WaitVisible(chromedp.Search(fmt.Sprintf(`//h1[normalize-space(.)=%q]`, heading))),
		chromedp.Evaluate[chromedp.Void](`new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))`, chromedp.EvalAwaitPromise))
}

// says is a sentence of the program's.
func (v *visitor) says(key string, with ...any) string { return v.words.Say(key, with...) }

// types fills a field.
func (v *visitor) types(field, text string) {
	v.t.Helper()
	v.step("typing into "+field, chromedp.Clear(chromedp.ID(field)), chromedp.SendKeys(chromedp.ID(field), text))
}

// presses presses the button of that name.
func (v *visitor) presses(key string, with ...any) {
	v.t.Helper()
	label := v.says(key, with...)
	v.step("pressing “"+label+"”", chromedp.Click(chromedp.Search(fmt.Sprintf(`//button[normalize-space(.)=%q]`, label))))
}

// follows follows a link by its words.
func (v *visitor) follows(label string) {
	v.t.Helper()
	v.step("following “"+label+"”", chromedp.Click(chromedp.Search(fmt.Sprintf(`//main//a[normalize-space(.)=%q]`, label))))
}

// sees wants words on the page.
func (v *visitor) sees(all ...string) {
	v.t.Helper()
	page := v.page()
	for _, text := range all {
		if !strings.Contains(page, text) {
			v.t.Fatalf("%s does not see “%s”. The page says: %s", v.name, text, page)
		}
	}
}

// doesNotSee wants words not to be on the page.
func (v *visitor) doesNotSee(all ...string) {
	v.t.Helper()
	page := v.page()
	for _, text := range all {
		if strings.Contains(page, text) {
			v.t.Fatalf("%s sees “%s”, which is not for them. The page says: %s", v.name, text, page)
		}
	}
}

// status opens a page and gives how the site answers.
func (v *visitor) status(path string) int64 {
	v.t.Helper()
	ctx, stop := context.WithTimeout(v.ctx, patience)
	defer stop()
	response, err := chromedp.Run(ctx, chromedp.NavigateResponse(v.url+path))
	if err != nil {
		v.t.Fatalf("%s: opening %s: %v", v.name, path, err)
	}
	return response.Status
}

// address is the path of the page the visitor is on.
func (v *visitor) address() string {
	v.t.Helper()
	return look[string](v.t, v.ctx, `location.pathname`)
}

// finds looks for something on the page and gives it.
func (v *visitor) finds(what *regexp.Regexp) string {
	v.t.Helper()
	page := v.page()
	found := what.FindString(page)
	if found == "" {
		v.t.Fatalf("%s does not find %s. The page says: %s", v.name, what, page)
	}
	return found
}

func (v *visitor) signsInByPasskey() {
	v.t.Helper()
	v.open(ui.SignInPath, v.says("signin.title"))
	v.presses("signin.passkey-button")
	v.arrives(v.says("partnership.title"))
}

// asksForACode leaves the visitor at the page on which the code is typed.
func (v *visitor) asksForACode(email string) {
	v.t.Helper()
	v.open(ui.SignInPath, v.says("signin.title"))
	v.types(ui.FieldEmail, email)
	v.presses("signin.code-button")
	v.arrives(v.says("signin.type-title"))
}

var typedCode = regexp.MustCompile(`\b\d{4} ?\d{4}\b`)

// typesTheCode takes the code out of the newest message and signs in with it.
func (v *visitor) typesTheCode(message string) {
	v.t.Helper()
	code := typedCode.FindString(message)
	if code == "" {
		v.t.Fatalf("%s finds no code in the message:\n%s", v.name, message)
	}
	v.types(ui.FieldCode, code)
	v.presses("signin.type-button")
	v.arrives(v.says("partnership.title"))
}

// signsInAtTheOrganisation goes from a page that leads there through the
// organisation's own page and back.
func (v *visitor) signsInAtTheOrganisation() {
	v.t.Helper()
	v.presses("signin.with-issuer", "Name", organisation)
	v.arrives("Sign in at the test's organisation")
	v.step("signing in there", chromedp.SendKeys(chromedp.ID("name"), "mo"), chromedp.Click(chromedp.CSS("button[value=sign-in]")))
	v.arrives(v.says("partnership.title"))
}

// joins types a joining code and leaves the visitor where the way is chosen.
func (v *visitor) joins(code string) {
	v.t.Helper()
	v.open(ui.JoinPath, v.says("signin.join-title"))
	v.types(ui.FieldCode, code)
	v.presses("signin.join-button")
	v.arrives(v.says("signin.way-title"))
}

// makesAPasskey goes on from where the way is chosen.
func (v *visitor) makesAPasskey() {
	v.t.Helper()
	v.presses("signin.way-passkey-button")
	v.arrives(v.says("signin.add-title"))
	v.types(ui.FieldName, "Work laptop")
	v.presses("signin.add-button")
	v.arrives(v.says("partnership.title"))
}

// signsOut signs out and looks whether the browser has forgotten all it held.
func (v *visitor) signsOut() {
	v.t.Helper()
	v.open(ui.PartnershipsPath, v.says("partnership.title"))
	const held = `localStorage.getItem('left') || ''`
	v.step("keeping something in the browser", chromedp.Evaluate[chromedp.Void](`localStorage.setItem('left', 'behind')`))
	if before := look[string](v.t, v.ctx, held); before != "behind" {
		v.t.Fatalf("%s: the browser keeps %q", v.name, before)
	}
	v.presses("signin.bar-out")
	v.arrives(v.says("signin.out-title"))
	if left := look[string](v.t, v.ctx, held); left != "" {
		v.t.Errorf("%s: signing out: the browser still holds %q", v.name, left)
	}
	v.isOut()
}

// isOut wants the visitor to be asked to sign in.
func (v *visitor) isOut() {
	v.t.Helper()
	v.open(ui.PartnershipsPath, v.says("signin.title"))
}
