package web_test

import (
	"bytes"
	"compress/gzip"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// polling is a house with a round that staff answer.
type polling struct {
	*house
	rounds *round.Service
	round  round.Round
	link   round.Link
}

func newPolling(t testing.TB) polling {
	t.Helper()
	h := newHouse(t)
	p := polling{house: h, rounds: testkit.Rounds(h.world.DB)}
	p.rounds.Now = func() time.Time { return h.now }
	h.config.Rounds = p.rounds
	h.site = web.New(h.config)
	p.round, p.link = h.world.OpenRound(t)
	return p
}

func (p polling) replies(t testing.TB) (all []round.Reply) {
	t.Helper()
	if err := p.rounds.Store.Read(t.Context()).EachReply(p.round.ID, framework.Staff, func(r round.Reply) error { all = append(all, r); return nil }); err != nil {
		t.Fatal(err)
	}
	return all
}

// respondent is a browser without scripts in the survey: what the page it is on has
// in its fields.
type respondent struct {
	*guest
	path   string
	fields url.Values
	answer *http.Response
	text   string
}

func (p polling) respondent(t testing.TB, path string) *respondent {
	r := &respondent{guest: p.browser(t), path: path}
	r.take(r.get(path))
	return r
}

var (
	inputs    = regexp.MustCompile(`(?s)<input\b[^>]*>`)
	textareas = regexp.MustCompile(`(?s)<textarea\b[^>]*\bname="([^"]*)"[^>]*>\n?(.*?)</textarea>`)
	attribute = func(name string) *regexp.Regexp { return regexp.MustCompile(`\b` + name + `="([^"]*)"`) }
	nameOf    = attribute("name")
	valueOf   = attribute("value")
)

// take reads the fields of a page as a browser holds them.
func (r *respondent) take(answer *http.Response) {
	r.t.Helper()
	r.answer, r.fields = answer, url.Values{}
	raw := body(r.t.(*testing.T), answer)
	r.text = html.UnescapeString(raw)
	for _, input := range inputs.FindAllString(raw, -1) {
		name, value := nameOf.FindStringSubmatch(input), valueOf.FindStringSubmatch(input)
		if name == nil || strings.Contains(input, `type="radio"`) && !strings.Contains(input, " checked") || strings.Contains(input, `type="checkbox"`) && !strings.Contains(input, " checked") {
			continue
		}
		if value != nil {
			r.fields.Add(html.UnescapeString(name[1]), html.UnescapeString(value[1]))
		}
	}
	for _, box := range textareas.FindAllStringSubmatch(raw, -1) {
		r.fields.Set(html.UnescapeString(box[1]), html.UnescapeString(box[2]))
	}
}

// press fills fields in and presses a button.
func (r *respondent) press(button string, pairs ...string) *respondent {
	r.t.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		r.fields.Set(pairs[i], pairs[i+1])
	}
	r.fields.Set(ui.FieldStep, button)
	r.take(r.do("POST", ui.AnswerURL(regexp.MustCompile(`/answer/([^/]+)`).FindStringSubmatch(r.path)[1]), r.fields))
	return r
}

func (r *respondent) on(status int, words ...string) *respondent {
	r.t.Helper()
	if r.answer.StatusCode != status {
		r.t.Errorf("status %d, want %d", r.answer.StatusCode, status)
	}
	for _, one := range words {
		if !strings.Contains(r.text, one) {
			r.t.Errorf("the page %q does not say %q", r.fields.Get(ui.FieldSurveyPage), one)
		}
	}
	return r
}

func TestTheSurveyIsAnsweredWithoutScripts(t *testing.T) {
	p := newPolling(t)
	r := p.respondent(t, ui.AnswerURL(p.link.Code))
	r.on(200, "about four minutes", "Autumn 2026", p.world.North.Name, "fewer than 10 people", "if 25 people or more", "nobody can find your answers again", "call 999", "21 December 2026")
	r.press("next").on(200, "Where do you work?", "Northshire Police")
	r.press("next", "agency", string(p.world.Police.ID)).on(200, "What fills most of your week?", "You meet or speak with children")
	r.press("next", "level", "direct").on(200, "Statement 1 of 8", "We show children that we believe them.", "Written by adults, not yet checked with young people.", "Where we work, for children", "Don't know")
	r.press("next", "a.p1", "mostly", "c.P1", "Last month this went well.").on(200, "Statement 2 of 8")
	r.press("back").on(200, "Statement 1 of 8", "Last month this went well.", `value="mostly" checked`)
	r.press("next").on(200, "Statement 2 of 8")
	for n := range 7 {
		if n == 6 {
			r.on(200, "Statement 8 of 8")
		}
		r.press("next", "a.p"+string(rune('2'+n)), "sometimes")
	}
	r.on(200, "Would you like to go deeper?").press("next", "deeper", "P2").on(200, "Going deeper: statement 1 of 3")
	r.press("next", "a."+strings.TrimPrefix(r.fields.Get("page"), "s."), "hardly-ever").on(200, "Going deeper: statement 2 of 3")
	r.press("check").on(200, "Check your answers", "Northshire Police", "Last month this went well.", "Tell it together with what others wrote", "Nothing has been stored yet")
	if len(p.replies(t)) != 0 {
		t.Error("something is stored before it is sent")
	}
	r.press("change.use").on(200, "How may we use what you wrote?").press("next", "use", "quote").on(200, "Check your answers", "You may also quote it")
	r.press("change.s.p3").on(200, "Statement 3 of 8").press("leave").on(200, "Statement 3 of 8").press("next").on(200, "Check your answers", "Left out")
	sent := r.fields
	r.press("send").on(200, "Thank you. Your answers have been sent", "nothing for you to keep", `href="/principles"`, `href="/library"`)
	all := p.replies(t)
	if len(all) != 1 || all[0].Agency != p.world.Police.Name || len(all[0].Answers) != 8 || all[0].Answers["p3"] != "" || all[0].Use != round.ForQuote {
		t.Errorf("%+v", all)
	}
	r.fields = sent // by the Back button, and sent again
	r.press("send").on(200, "Thank you.")
	if n := len(p.replies(t)); n != 1 {
		t.Errorf("%d replies", n)
	}
	if len(r.cookies) != 0 {
		t.Errorf("cookies are set: %v", r.cookies)
	}
	if kept := r.answer.Header.Get("Cache-Control"); kept != "private, no-cache" {
		t.Errorf("a browser can't go back: %q", kept)
	}
}

// Words that may tell who a child is are shown once more, with hints, and stay if
// whoever wrote them says so.
func TestWordsAreLookedAtOnce(t *testing.T) {
	p := newPolling(t)
	r := p.respondent(t, ui.AnswerURL(p.link.Code)).press("next", "page", "s.p1", "c.P1", "His phone number is 07700 900123.")
	r.on(200, "Statement 1 of 8", "This could tell a reader who a child is.", "07700 900123")
	r.press("next").on(200, "Statement 2 of 8")
	if got := r.fields.Get("c.P1"); got != "His phone number is 07700 900123." {
		t.Errorf("kept %q", got)
	}
}

// The form on one page, with which paper is keyed in too.
func TestTheSurveyOnOnePage(t *testing.T) {
	p := newPolling(t)
	r := p.respondent(t, ui.AnswerURL(p.link.Code, "all")).on(200, "All statements on one page")
	r.press("next", "agency", "nobody", "a.p1", "mostly", "c.P2", "Words").on(422, "not on the list", `href="#agency"`, "Words", `value="mostly" checked`)
	r.press("next", "agency", ui.SurveyUnsaid, "level", "operational", "a.p8", "not-ours").on(200, "Check your answers", "Managing or supervising")
	r.press("back").on(200, "All statements on one page", "Words").press("next").press("send").on(200, "Thank you", "Type in another paper form")
	if all := p.replies(t); len(all) != 1 || all[0].Level != framework.Operational || all[0].Agency != "" || len(all[0].Answers) != 2 {
		t.Errorf("%+v", all)
	}
	p.browser(t).shows(p.browser(t).get(ui.AnswerURL(p.link.Code, "paper")), 200, "Northshire Police", "1. We show children that we believe them.", "hand it in to", "bearings.example.org/answer/"+p.link.Code)
}

// Whatever comes, the page says what is wrong, and what was typed is still there.
func TestBadInputLosesNothing(t *testing.T) {
	p := newPolling(t)
	const keep = "What I wrote before."
	for name, c := range map[string]struct {
		fields []string
		status int
		says   string
	}{
		"unknown fields":    {[]string{"admin", "yes", "a.", "x", "c.", "y", "a.p99", "mostly", "deeper", "P99"}, 200, "Statement 3 of 8"},
		"no such answer":    {[]string{"a.p2", "always"}, 422, "not one of the answers"},
		"forged before":     {[]string{"a.p1", "<script>"}, 422, "Statement 1 of 8"},
		"forged agency":     {[]string{"agency", "' or 1=1"}, 422, "That agency is not on the list."},
		"forged level":      {[]string{"level", "chief"}, 422, "That is not on the list."},
		"forged use":        {[]string{"use", "sell"}, 422, "Choose how we may use"},
		"a bad key":         {[]string{"key", "x"}, 200, "Statement 3 of 8"},
		"no such page":      {[]string{"page", "s.p99"}, 200, "Where do you work?"},
		"no such button":    {[]string{"step", "destroy"}, 200, "Statement 3 of 8"},
		"too long":          {[]string{"c.P2", strings.Repeat("é", 2003)}, 422, "Please take out 3."},
		"far too long":      {[]string{"c.P2", strings.Repeat("x", 200_000)}, 422, "Please take out 198000."},
		"invalid UTF-8":     {[]string{"c.P2", "a\xff\xfeb"}, 422, "could not be read"},
		"control letters":   {[]string{"c.P2", "a\x00b\x1b[31m"}, 422, "could not be read"},
		"invalid elsewhere": {[]string{"a.p3", "\xff", "level", ui.SurveyUnsaid}, 422, "Statement 3 of 8"},
	} {
		t.Run(name, func(t *testing.T) {
			r := p.respondent(t, ui.AnswerURL(p.link.Code))
			r.fields.Set("page", "s.p2")
			step := "next"
			r.fields.Set("c.P5", keep)
			for i := 0; i < len(c.fields); i += 2 {
				if c.fields[i] == "step" {
					step = c.fields[i+1]
				}
			}
			r.press(step, slices.Clone(c.fields)...).on(c.status, c.says)
			if step != "next" {
				r.on(200)
			}
			if r.fields.Get("c.P5") != keep {
				t.Error("what was typed is lost")
			}
			if c.status == 422 {
				r.on(422, "There is a problem", "<title>Error: ")
			}
		})
	}
	r := p.respondent(t, ui.AnswerURL(p.link.Code))
	r.press("next", "c.P1", strings.Repeat("x", 600_000)).on(http.StatusRequestEntityTooLarge, "go back, make it shorter")
	if n := len(p.replies(t)); n != 0 {
		t.Errorf("%d replies", n)
	}
}

// What is sent when the round has closed stays on the screen to be copied.
func TestAClosedRoundKeepsWhatWasTypedOnTheScreen(t *testing.T) {
	p := newPolling(t)
	r := p.respondent(t, ui.AnswerURL(p.link.Code)).press("next", "page", "s.p1", "a.p1", "mostly", "c.P1", "Please\nkeep this.").press("check")
	if err := p.rounds.Close(t.Context(), p.world.As(t, people.Coordinator), p.world.North.ID, p.round.ID); err != nil {
		t.Fatal(err)
	}
	r.press("send").on(200, "This survey has closed", "was not stored", "Please\nkeep this.", "Most of the time")
	p.respondent(t, ui.AnswerURL(p.link.Code)).on(200, "This survey has closed")
	p.respondent(t, ui.AnswerURL(p.link.Code, "paper")).on(200, "This survey has closed")
	_, early := p.world.PreparedRound(t)
	p.respondent(t, ui.AnswerURL(early.Code)).on(200, "This survey is not open yet", "still preparing")
	p.respondent(t, ui.AnswerURL("nothingthere")).on(404, "There is no survey at this address", "no 0, 1, 8 or 9").press("send").on(404)
	if n := len(p.replies(t)); n != 0 {
		t.Errorf("%d replies", n)
	}
}

// An address is typed from a poster in large letters, and with a nought for an o.
func TestACodeMayBeTypedCarelessly(t *testing.T) {
	p := newPolling(t)
	err := p.rounds.Store.InTx(t.Context(), func(tx round.Tx) error {
		return tx.AddLink(round.Link{Code: "abcdo234efgh", Round: p.round.ID, Agency: p.world.School.ID, Level: framework.Direct})
	})
	if err != nil {
		t.Fatal(err)
	}
	r := p.respondent(t, "/answer/ABCD-0234-EFGH").on(200, "four minutes")
	r.path = "/answer/abcdo234efgh"
	r.press("next").on(200, "Statement 1 of 8").press("check").on(200, "Hill Road School", "Direct work")
}

func TestLinksAreMadeAndTakenAway(t *testing.T) {
	p := newPolling(t)
	path := ui.SurveyLinksURL(p.round)
	b := p.north(t, people.Coordinator)
	b.shows(b.get(path), 200, "All agencies", "bearings.example.org/answer/"+p.link.Code)
	b.want(b.post(path, "agency", string(p.world.Council.ID), "level", "direct"), 303, path+"?done=made")
	b.shows(b.post(path, "level", "direct"), 422, "There is a problem", "Choose an agency as well.")
	text := b.shows(b.get(path+"?done=made"), 200, "The link has been made.", "Northshire Council: Direct work")
	code := regexp.MustCompile(`survey/([a-z2-7]+)/remove`).FindAllStringSubmatch(text, -1)
	if len(code) != 2 {
		t.Fatal("there are not two links")
	}
	own := code[0][1]
	if own == p.link.Code {
		own = code[1][1]
	}
	b.shows(b.get(path+"/"+own+"/poster"), 200, "<svg", "bearings.example.org/answer/<wbr>"+own, "Open until the end of 21 December 2026")
	lead := p.north(t, people.AgencyLead)
	if text := lead.shows(lead.get(path), 200, "Northshire Council: Direct work"); strings.Contains(text, p.link.Code) || strings.Contains(text, "/remove") {
		t.Error("a lead sees more than their own agency’s link")
	}
	lead.shows(lead.get(path+"/"+own+"/poster"), 200)
	lead.shows(lead.get(path+"/"+p.link.Code+"/poster"), 404)
	lead.shows(lead.post(path+"/"+own+"/remove"), 404)
	b.shows(b.get(path+"/"+own+"/remove"), 200, "Take this link away?")
	b.want(b.post(path+"/"+own+"/remove"), 303, path+"?done=removed")
	b.shows(b.get(ui.AnswerURL(own)), 404)
	other := p.world.Others[people.Coordinator]
	far := p.as(t, p.world.Tokens[other.ID])
	far.shows(far.get(path), 404)
	far.shows(far.get(ui.PartnershipURL(string(p.world.South.ID), "rounds", string(p.round.ID), "survey")), 404)
}

// A whole respondent, who leaves nothing out, costs few statements, and no more where
// many have answered before.
func TestARespondentCostsFewStatements(t *testing.T) {
	counts := map[string]int{}
	for _, before := range []int{0, 300} {
		p := newPolling(t)
		p.world.Reply(t, p.round, p.world.Council.Name, framework.Direct, 1, before)
		n := 0
		p.world.DB.Watch(func(string) { n++ })
		r := p.respondent(t, ui.AnswerURL(p.link.Code)).press("next").press("next", "agency", string(p.world.Council.ID)).press("next", "level", "direct")
		pages := 3
		for ; !strings.Contains(r.text, "Check your answers"); pages++ {
			p.now = p.now.Add(time.Minute) // more than most take
			page := r.fields.Get("page")
			if item, ok := strings.CutPrefix(page, "s."); ok {
				r.press("next", "a."+item, "mostly", "c."+strings.ToUpper(item), "Some words.")
			} else if page == ui.SurveyPageDeeper {
				r.fields["deeper"] = []string{"P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"}
				r.press("next")
			} else {
				r.press("next")
			}
			if pages > 60 {
				t.Fatal("the survey does not end")
			}
		}
		r.press("send").on(200, "Thank you")
		t.Logf("%d pages, %d statements with %d replies before", pages, n, before)
		counts[r.text] = n
		if n > 40 || pages < 30 {
			t.Errorf("%d statements on %d pages", n, pages)
		}
		if all := p.replies(t); len(all) != before+1 {
			t.Errorf("%d replies", len(all))
		}
	}
	for _, n := range counts {
		for _, other := range counts {
			if n != other {
				t.Errorf("earlier replies change what it costs: %v", counts)
			}
		}
	}
}

// Later pages are small: under 15 KB compressed, with all comments in them.
func TestPagesOfTheSurveyAreSmall(t *testing.T) {
	p := newPolling(t)
	form := url.Values{"key": {"ABCDEFGHIJKLMNOPQRSTUV"}, "page": {"s.p1"}, "step": {"next"}}
	for _, path := range []string{"", "/all", "/paper"} {
		weigh(t, p.site, "GET", ui.AnswerURL(p.link.Code)+path, nil)
	}
	for _, page := range []string{"start", "agency", "level", "s.p1", "s.p8", "deeper", "check"} {
		form.Set("page", page)
		form.Set("c.P3", "Some words of mine about how it goes where I work.")
		weigh(t, p.site, "POST", ui.AnswerURL(p.link.Code), form)
	}
	form.Set("step", "send")
	weigh(t, p.site, "POST", ui.AnswerURL(p.link.Code), form)
}

func weigh(t *testing.T, site http.Handler, method, path string, form url.Values) {
	t.Helper()
	r := httptest.NewRequest(method, siteAddress+path, strings.NewReader(form.Encode()))
	r.Header.Set("Accept-Encoding", "gzip")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if method == "POST" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer := ask(site, r)
	packed := []byte(body(t, answer))
	if _, err := gzip.NewReader(bytes.NewReader(packed)); err != nil || answer.StatusCode != 200 {
		t.Fatalf("%s %s: status %d, %v", method, path, answer.StatusCode, err)
	}
	t.Logf("%s %s %s: %d bytes", method, path, form.Get("page"), len(packed))
	if len(packed) > 15<<10 {
		t.Errorf("%s %s has %d bytes", method, path, len(packed))
	}
}
