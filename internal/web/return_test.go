package web_test

import (
	"encoding/json"
	"html"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// returnHouse is a house with an open round, in which the council writes its return.
func returnHouse(t *testing.T) (h *house, r round.Round, at func(parts ...string) string) {
	t.Helper()
	h = newHouse(t)
	h.config.Rounds = testkit.Rounds(h.world.DB)
	h.site = web.New(h.config)
	r, _ = h.world.OpenRound(t)
	return h, r, func(parts ...string) string { return ui.ReturnURL(r, h.world.Council.ID, parts...) }
}

var hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)"`)

// form is the form of a page as it came, with some fields changed.
func (b *guest) form(path string, pairs ...string) url.Values {
	b.t.Helper()
	form := url.Values{}
	text := b.shows(b.get(path), 200)
	for _, found := range hiddenField.FindAllStringSubmatch(text, -1) {
		form.Add(found[1], html.UnescapeString(found[2]))
	}
	for _, found := range regexp.MustCompile(`(?s)<textarea[^>]* name="([^"]*)"[^>]*>\n(.*?)</textarea>`).FindAllStringSubmatch(text, -1) {
		form.Set(found[1], found[2])
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

// typing is what a page sends while somebody types.
func (b *guest) typing(path string, form url.Values) (status int, reply struct {
	Wrong string
	Saved []struct{ Item, Base, Beside string }
}) {
	b.t.Helper()
	r := httptest.NewRequest("POST", b.origin+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Cookie", b.cookieLine())
	answer := ask(b.house.site, r)
	if answer.Header.Get("Content-Type") == "application/json" {
		if err := json.NewDecoder(answer.Body).Decode(&reply); err != nil {
			b.t.Error(err)
		}
	}
	return answer.StatusCode, reply
}

func (b *guest) cookieLine() string {
	var all []string
	for name, value := range b.cookies {
		all = append(all, name+"="+value)
	}
	return strings.Join(all, "; ")
}

func TestAReturnIsWrittenSavedAndSigned(t *testing.T) {
	h, r, at := returnHouse(t)
	b := h.north(t, people.AgencyLead)
	b.shows(b.get(at()), 200, "Return of Northshire Council", "The coordinator can’t.", "Freedom-of-information law", "Not begun", "24 questions are still empty.")
	page := b.get(at("P1"))
	if policy := page.Header.Get("Content-Security-Policy"); !strings.HasSuffix(policy, "; connect-src 'self'") || !strings.HasPrefix(policy, "default-src 'none'") {
		t.Errorf("the policy is %q", policy)
	}
	b.shows(page, 200, "What good can look like", "Direct work", "What a next step can look like", "How it should feel for a child", "Two or three examples are enough.")
	form := b.form(at("P1"), ui.FieldWrittenOf("p1-do"), "We ask.\r\nWe listen.", ui.FieldPlace("p1"), "mostly", ui.FieldStep, ui.StepOn, "nonsense", "x", "words-p7-do", "not asked here")
	b.want(b.do("POST", at("P1"), form), 303, at("P2")+"?done=saved-on")
	b.want(b.do("POST", at("P1"), form), 303, at("P2")+"?done=saved-on") // sent twice
	b.shows(b.get(at("P1")), 200, "We ask.\nWe listen.</textarea>", `value="mostly" checked`)
	b.shows(b.get(at()), 200, "Begun", "Last changed by Nia agency-lead", "22 questions are still empty.")
	b.shows(b.get(at("P7")), 200, "10,000 characters")
	if text := b.shows(b.get(at("P7")), 200); strings.Contains(text, "not asked here") {
		t.Error("a field of another page was taken")
	}
	// Words worth a second look are kept, and shown once more.
	form = b.form(at("P2"), ui.FieldWrittenOf("p2-do"), "He absconded.", ui.FieldStep, ui.StepStay)
	b.shows(b.do("POST", at("P2"), form), 200, "worth a second look", "absconded", `name="looked"`)
	form = b.form(at("P2"), ui.FieldWrittenOf("p2-do"), "He absconded again.", ui.FieldStep, ui.StepStay, ui.FieldLooked, "yes")
	b.want(b.do("POST", at("P2"), form), 303, at("P2")+"?done=saved")
	b.shows(b.get(at("P2")), 200, "He absconded again.")

	c := h.north(t, people.Contributor)
	c.shows(c.get(at("sign")), 404)
	c.shows(c.get(at()), 200, "Your agency’s lead reads the whole return and signs it.")
	b.shows(b.get(at("sign")), 200, "What is still empty", "Left empty", "Most of the time", "He absconded again.")
	b.shows(b.do("POST", at("sign"), b.form(at("sign"), ui.FieldName, "Ada Lead", ui.FieldSignedRole, "Director")), 422, "Tick the box", `value="Ada Lead"`)
	sign := b.form(at("sign"), ui.FieldName, "Ada Lead", ui.FieldSignedRole, "Director", ui.FieldConfirm, "yes")
	late := b.form(at("P3"), ui.FieldWrittenOf("p3-do"), "Typed while it was signed")
	b.want(b.do("POST", at("sign"), sign), 303, at()+"?done=signed")
	b.shows(b.get(at()), 200, "Signed by Ada Lead, Director, on ", "We ask.\nWe listen.")
	b.shows(b.get(at("P1")), 200, "Nothing can be changed here now.")
	c.shows(c.do("POST", at("P3"), late), 422, "Your words were not saved", "Typed while it was signed", "has been signed")
	if status, reply := b.typing(at("P3"), late); status != 422 || !strings.Contains(reply.Wrong, "has been signed") {
		t.Errorf("%d, %+v", status, reply)
	}
	c.shows(c.post(at("reopen")), 404)
	b.want(b.post(at("reopen")), 303, at()+"?done=reopened")
	if err := h.config.Rounds.Close(t.Context(), h.world.As(t, people.Coordinator), h.world.North.ID, r.ID); err != nil {
		t.Fatal(err)
	}
	b.shows(b.get(at()), 200, "Only signed returns are shown to others.", "We ask.\nWe listen.")
	b.shows(b.do("POST", at("P3"), late), 422, "Typed while it was signed", "This round is not open")
	b.shows(b.get(at("sign")), 200, "Nothing can be changed here now.")
}

// Two write at the same time: without scripts both are led to where they decide.
func TestTwoAuthorsSeeBothAnswers(t *testing.T) {
	h, _, at := returnHouse(t)
	b, c := h.north(t, people.AgencyLead), h.north(t, people.Contributor)
	mine := b.form(at("P1"), ui.FieldWrittenOf("p1-do"), "By the lead", ui.FieldStep, ui.StepStay)
	yours := c.form(at("P1"), ui.FieldWrittenOf("p1-do"), "By the contributor", ui.FieldWrittenOf("p1-better"), "Only mine", ui.FieldStep, ui.StepStay)
	b.want(b.do("POST", at("P1"), mine), 303, at("P1")+"?done=saved")
	both := at("P1", "both", "p1-do")
	c.want(c.do("POST", at("P1"), yours), 303, both)
	c.want(c.do("POST", at("P1"), yours), 303, both) // sent twice
	c.shows(c.get(at("P1")), 200, "Only mine</textarea>", "By the lead</textarea>", "See both and decide")
	text := c.shows(c.get(both), 200, "By the lead", "By the contributor", "Nia agency-lead", "Nia contributor", "By the lead\n\nBy the contributor</textarea>")
	if n := strings.Count(text, `name="seen"`); n != 1 {
		t.Errorf("%d answers beside the kept one", n)
	}
	b.shows(b.get(at("sign")), 200, "Decide first which answer stays.")
	// Somebody whose page is old and who changed nothing makes no conflict.
	old := c.form(at("P1"), ui.FieldStep, ui.StepStay)
	c.shows(c.do("POST", both, c.form(both)), 422, "Choose which answer stays.", `href="#keep"`)
	long := strings.Repeat("x", 10_001)
	c.shows(c.do("POST", both, c.form(both, ui.FieldKeep, "own", ui.BoxOwn, long)), 422, "take out 1.", long)
	stale := c.form(both, ui.FieldKeep, "kept")
	c.want(c.do("POST", both, c.form(both, ui.FieldKeep, "own", ui.BoxOwn, "By both")), 303, at("P1")+"?done=decided")
	c.want(c.do("POST", both, stale), 303, at("P1")+"?done=decided")
	b.shows(b.get(both), 200, "This has been decided.", "By both")
	b.want(b.do("POST", at("P1"), old), 303, at("P1")+"?done=saved")
	b.shows(b.get(at("P1")), 200, "By both</textarea>")
}

func TestAPageSavesWhileOneTypes(t *testing.T) {
	h, _, at := returnHouse(t)
	b, c := h.north(t, people.AgencyLead), h.north(t, people.Contributor)
	form := b.form(at("P1"), ui.FieldWrittenOf("p1-do"), "A")
	theirs := c.form(at("P1"), ui.FieldWrittenOf("p1-do"), "Z")
	status, reply := b.typing(at("P1"), form)
	if status != 200 || len(reply.Saved) != 1 || reply.Saved[0].Item != "p1-do" || reply.Saved[0].Beside != "" || reply.Wrong != "" {
		t.Fatalf("%d, %+v", status, reply)
	}
	form.Set(ui.FieldBaseOf("p1-do"), reply.Saved[0].Base)
	if _, again := b.typing(at("P1"), form); len(again.Saved) != 0 {
		t.Errorf("what did not change is saved: %+v", again)
	}
	form.Set(ui.FieldWrittenOf("p1-do"), "B")
	b.typing(at("P1"), form)
	_, reply = c.typing(at("P1"), theirs)
	if len(reply.Saved) != 1 || reply.Saved[0].Beside == "" {
		t.Fatalf("%+v", reply)
	}
	theirs.Set(ui.FieldBaseOf("p1-do"), reply.Saved[0].Base)
	theirs.Set(ui.FieldBeside("p1-do"), reply.Saved[0].Beside)
	theirs.Set(ui.FieldWrittenOf("p1-do"), "Zebra")
	c.typing(at("P1"), theirs)
	text := b.shows(b.get(at("P1", "both", "p1-do")), 200, "B\n\nZebra</textarea>")
	if strings.Count(text, `name="seen"`) != 1 {
		t.Error("each letter typed is an answer of its own")
	}
	form.Set(ui.FieldWrittenOf("p1-do"), strings.Repeat("x", 10_001))
	form.Set(ui.FieldWrittenOf("p1-better"), "Still kept")
	if _, reply = b.typing(at("P1"), form); !strings.Contains(reply.Wrong, "take out 1.") || len(reply.Saved) != 1 {
		t.Errorf("%+v", reply)
	}
	b.shows(b.get(at("P1")), 200, "Still kept</textarea>")
}

// Whoever is signed out meanwhile gets back what they typed, and sends it again.
func TestASessionThatEndedLosesNoWords(t *testing.T) {
	h, _, at := returnHouse(t)
	b := h.north(t, people.AgencyLead)
	typed := "What I typed <b>for an hour</b>"
	form := b.form(at("P1"), ui.FieldWrittenOf("p1-do"), typed, ui.FieldStep, ui.StepStay)
	out := h.browser(t)
	if status, _ := out.typing(at("P1"), form); status != 401 {
		t.Errorf("status %d", status)
	}
	answer := out.do("POST", at("P1"), form)
	if answer.Header.Get("Cache-Control") != "no-store" {
		t.Error("what was typed is kept")
	}
	page := out.shows(answer, 401, "Your words were not saved", typed, "Send my words again", `href="/sign-in"`, `action="`+at("P1")+`"`)
	again := url.Values{}
	for _, found := range hiddenField.FindAllStringSubmatch(page, -1) {
		again.Add(found[1], found[2])
	}
	b.want(b.do("POST", at("P1"), again), 303, at("P1")+"?done=saved")
	b.shows(b.get(at("P1")), 200, typed+"</textarea>")
	out.shows(out.post(at("P1", "notes", "p1-do"), ui.BoxAsk, "Asked too late"), 401, "Asked too late")
	out.shows(out.post(at("P1", "both", "p1-do"), ui.BoxOwn, "Made of both"), 401, "Made of both")
	// The same at an address of nothing says nothing of what there is.
	out.shows(out.post(ui.ReturnURL(round.Round{ID: "x", Partnership: "y"}, "z", "P1"), ui.FieldWrittenOf("p1-do"), "A"), 401, "Your words were not saved")
}

func TestWhatIsNotTheirsIsNotThere(t *testing.T) {
	h, r, at := returnHouse(t)
	police := func(parts ...string) string { return ui.ReturnURL(r, h.world.Police.ID, parts...) }
	b := h.north(t, people.AgencyLead)
	b.do("POST", at("P1"), b.form(at("P1"), ui.FieldWrittenOf("p1-do"), "Ours alone"))
	for _, role := range []people.Role{people.Coordinator, people.Moderator, people.Scrutineer, people.Facilitator} {
		o := h.north(t, role)
		for _, path := range []string{at(), at("P1"), at("sign"), at("P1", "both", "p1-do"), at("P1", "notes", "p1-do")} {
			if text := o.shows(o.get(path), 404); strings.Contains(text, "Ours alone") {
				t.Errorf("%s reads %s", role, path)
			}
		}
		o.shows(o.post(at("P1"), ui.FieldWrittenOf("p1-do"), "Forged"), 404)
	}
	for _, path := range []string{police(), police("P1"), at("P9"), at("short"), at("P1", "both", "p3-do"), at("P1", "notes", "nothing"), at("P1", "notes", "p1-parent")} {
		b.shows(b.get(path), 404)
	}
	b.shows(b.post(police("P1"), ui.FieldWrittenOf("p1-do"), "Forged"), 404)
	b.shows(b.post(at("P1"), ui.FieldPlace("p1"), "best"), 404)
	b.shows(b.post(at("P1"), ui.FieldWrittenOf("p1-do"), "a\xffb"), 422)
	b.shows(b.post(at("P1"), ui.FieldWrittenOf("p1-do"), "a\x07b", ui.FieldBaseOf("p1-do"), "1.x"), 422, "signs that can’t be seen")
	b.shows(b.post(at("P1"), ui.FieldWrittenOf("p1-do"), strings.Repeat("x", 2<<20)), 413)
	b.shows(b.get(at("P1")), 200, "Ours alone</textarea>")
}

func TestTheMarginOnItsPage(t *testing.T) {
	h, _, at := returnHouse(t)
	b, c := h.north(t, people.AgencyLead), h.north(t, people.Contributor)
	margin := at("P1", "notes", "p1-do")
	c.shows(c.post(margin, ui.BoxAsk, "  "), 422, "Write something first.")
	c.want(c.post(margin, ui.BoxAsk, "Who knows this?"), 303, margin+"?done=asked")
	b.shows(b.get(at()), 200, "One open question in the margin")
	b.shows(b.get(at("P1")), 200, "Who knows this?", "Answer in the margin, or ask")
	text := b.shows(b.get(margin), 200, "Nia contributor asked,", "Who knows this?")
	id := regexp.MustCompile(`name="settled" value="([^"]+)"`).FindStringSubmatch(text)
	if id == nil {
		t.Fatal("it can't be settled")
	}
	b.shows(b.get(margin+"?about="+id[1]), 200, "Your answer")
	b.shows(b.post(margin, ui.FieldAbout, id[1], ui.BoxReply, strings.Repeat("x", 2001)), 422, "take out 1.")
	b.want(b.post(margin, ui.FieldAbout, id[1], ui.BoxReply, "I do."), 303, margin+"?done=replied")
	b.shows(b.get(margin), 200, "Nia agency-lead answered,", "I do.")
	b.want(b.post(margin, ui.FieldSettled, id[1]), 303, margin+"?done=settled")
	b.shows(b.get(margin), 200, "One settled question")
	b.shows(b.post(margin, ui.FieldSettled, "nothing"), 404)
	if text := b.shows(b.get(at("sign")), 200); strings.Contains(text, "Who knows this?") || strings.Contains(text, "I do.") {
		t.Error("the margin is part of the return")
	}
}
