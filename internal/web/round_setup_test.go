package web_test

import (
	"archive/zip"
	"bytes"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// setUpHouse is a house whose partnerships hold rounds.
func setUpHouse(t testing.TB) *house {
	t.Helper()
	h := newHouse(t)
	rounds := testkit.Rounds(h.world.DB)
	rounds.Words, rounds.Mail, rounds.Address = h.config.Words, h.outbox, siteAddress
	h.config.Rounds, h.config.MaxUpload = rounds, 1<<20
	for kind, handle := range rounds.Jobs() {
		h.worker.Handlers[kind] = handle
	}
	h.site = web.New(h.config)
	return h
}

// From the first click to an open round, by the pages alone.
func TestARoundIsSetUpOnPages(t *testing.T) {
	h := setUpHouse(t)
	b, w := h.north(t, people.Coordinator), h.world
	b.shows(b.get(h.part()), 200, "All rounds")
	b.shows(b.get(h.part("rounds")), 200, "There have been no rounds here yet.", "Start a round")
	answer := b.post(h.part("rounds", "new"), ui.FieldName, "Autumn 2026")
	at := strings.TrimSuffix(answer.Header.Get("Location"), "?done=made")
	b.want(b.post(h.part("rounds", "new"), ui.FieldName, "Autumn 2026"), 303, at+"?done=made") // pressed twice
	b.shows(b.follow(answer), 200, "The round has been started.", "Numbers of staff", "To do", "Say how many staff are invited", "Not ready yet")
	b.shows(b.get(at+"/open"), 200, "The round can’t be opened yet", at+"/set-up/numbers", at+"/set-up/dates")
	b.want(b.post(at+"/set-up/name", ui.FieldName, "Winter 2026"), 303, at+"?done=changed")
	b.want(b.do("POST", at+"/set-up/who", url.Values{ui.FieldWho: {framework.Staff, framework.Return}}), 303, at+"?done=changed")
	b.want(b.post(at+"/set-up/agencies", ui.FieldOfForm(w.Council.ID), "full", ui.FieldOfForm(w.Police.ID), "full", ui.FieldOfForm(w.School.ID), "away"), 303, at+"?done=changed")
	var numbers []string
	for _, a := range []people.Agency{w.Council, w.Police} {
		for i, level := range round.Levels {
			numbers = append(numbers, ui.FieldOfStaff(a.ID, level), []string{"1,040", "20", "8"}[i])
		}
	}
	b.want(b.post(at+"/set-up/numbers", numbers...), 303, at+"?done=changed")
	b.shows(b.get(at+"/set-up/numbers"), 200, `value="1040"`, `aria-label="Northshire Council: `)
	b.want(b.post(at+"/set-up/dates", "opens-day", "23", "opens-month", "11", "opens-year", "2026", "closes-day", "18", "closes-month", "12", "closes-year", "2026"), 303, at+"?done=changed")
	b.want(b.post(at+"/set-up/thresholds", ui.FieldAtLeast, "12", ui.FieldComments, "30"), 303, at+"?done=changed")
	b.shows(b.get(at+"/forecast"), 200, "If 30 in 100 answer", "If 70 in 100 answer", "2 agencies of 2 will show on their own.", "with figures")
	b.want(b.post(at+"/set-up/pages", ui.FieldPages, "named"), 303, at+"?done=changed")
	b.shows(b.post(at+"/open"), 422, "Every agency has to agree first")
	lead := h.north(t, people.AgencyLead)
	council := at + "/agencies/" + string(w.Council.ID) + "/agree"
	lead.shows(lead.get(at), 200, "Say whether members may see the page of Northshire Council", council)
	lead.want(lead.post(council, ui.FieldAgree, "yes"), 303, at+"?done=agreed")
	lead.shows(lead.get(at+"/agencies/"+string(w.Police.ID)+"/agree"), 404)
	b.shows(b.get(at+"/set-up/pages"), 200, "Agreed on 23 November 2026", "Not yet")
	b.want(b.post(at+"/set-up/pages", ui.FieldPages, "own"), 303, at+"?done=changed")
	b.shows(b.get(at+"/open"), 200, "Open the round now", "Version ", "From 23 November 2026 to the end of 18 December 2026", "12 people or more")
	b.want(b.post(at+"/open"), 303, at+"?done=opened")
	b.shows(b.post(at+"/open"), 422, "This round has been opened already.")
	b.shows(b.get(at), 200, "There are 25 days left.", "0 of 2 returns are signed.", "Fewer than a quarter", "Not begun")
	b.shows(b.post(at+"/set-up/thresholds", ui.FieldAtLeast, "20", ui.FieldComments, "30"), 422, "The round has been opened.")
	b.shows(b.get(at+"/set-up/numbers"), 200, "The round has been opened.")
	lead.shows(lead.get(at), 200, "Write the return of Northshire Council", "Share the survey with the staff of Northshire Council")
	lead.shows(lead.get(h.part()), 200, "Write the return of Northshire Council", "Winter 2026")
}

func TestAnOpenRoundIsLookedAfter(t *testing.T) {
	h := setUpHouse(t)
	r, _ := h.world.OpenRound(t)
	at, b := ui.RoundURL(r), h.north(t, people.Coordinator)
	b.shows(b.get(at+"/remind"), 200, "2 people will get an e-mail.", "Reminder: your agency’s return for Autumn 2026", siteAddress)
	b.want(b.post(at+"/remind"), 303, at+"?done=reminded")
	b.shows(b.post(at+"/remind"), 422, "A reminder went out less than a day ago.", "You can send the next reminder from")
	h.work(t)
	all, err := h.outbox.Messages()
	if err != nil || len(all) != 2 || strings.Contains(all[0].Text, "/partnerships/") {
		t.Errorf("the messages are %v, %v", all, err)
	}
	b.shows(b.post(at+"/extend", "closes-day", "31", "closes-month", "2", "closes-year", "2027"), 422, "Write a day, a month and a year", `value="31"`)
	b.shows(b.post(at+"/extend", "closes-day", "1", "closes-month", "12", "closes-year", "2026"), 422, "Choose a day after the one")
	b.want(b.post(at+"/extend", "closes-day", "31", "closes-month", "1", "closes-year", "2027"), 303, at+"?done=extended")
	b.shows(b.get(at+"/close"), 200, "closes by itself at the end of 31 January 2027", "3 returns are not signed yet.")
	b.want(b.post(at+"/close"), 303, at+"?done=closed")
	b.shows(b.post(at+"/close"), 422, "This round is not open.")
	b.shows(b.get(at), 200, "The results are being made.", "Closed on 23 November 2026")
	for _, page := range []string{"/remind", "/extend", "/close"} {
		b.shows(b.get(at+page), 200, "This round is not open.")
	}
	h.work(t)
	b.shows(b.get(at), 200, "Read the results", "Show all signed returns together", at+"/results")
	moderator := h.north(t, people.Moderator)
	moderator.shows(moderator.get(at), 200, at+"/comments", "The results are there.")
	prepared, _ := h.world.PreparedRound(t)
	b.shows(b.get(ui.RoundURL(prepared, "remove")), 200, "All that was set up for this round goes.")
	b.want(b.post(ui.RoundURL(prepared, "remove")), 303, h.part("rounds")+"?done=removed")
	b.shows(b.post(ui.RoundURL(prepared, "remove")), 404)
}

// Every role finds what is theirs, and none what is not.
func TestARoundSaysToEachWhatIsNext(t *testing.T) {
	h := setUpHouse(t)
	r, _ := h.world.OpenRound(t)
	h.world.Reply(t, r, h.world.Police.Name, framework.Direct, 1, 60)
	for role, says := range map[people.Role]string{
		people.Moderator: "When the round has closed, you read", people.Facilitator: "you prepare the meeting",
		people.Scrutineer: "you read the pages that the partnership shares", people.Contributor: "Write the return of Northshire Council",
	} {
		b := h.north(t, role)
		page := b.shows(b.get(ui.RoundURL(r)), 200, says)
		for _, hidden := range []string{"Half or more", "Send a reminder", "/close", "/extend", "Not begun"} {
			if strings.Contains(page, hidden) {
				t.Errorf("%s sees %q", role, hidden)
			}
		}
		b.shows(b.get(ui.RoundURL(r, "set-up", "numbers")), 404)
		b.shows(b.post(ui.RoundURL(r, "close")), 404)
	}
	south := h.as(t, h.world.Tokens[h.world.Others[people.Coordinator].ID])
	south.shows(south.get(ui.RoundURL(r)), 404)
	south.shows(south.get(ui.PartnershipURL(string(h.world.South.ID), "rounds", string(r.ID))), 404)
	south.shows(south.post(ui.PartnershipURL(string(h.world.South.ID), "rounds", string(r.ID), "close")), 404)
}

// zipOf makes a ZIP file of files by name.
func zipOf(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var all bytes.Buffer
	z := zip.NewWriter(&all)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return all.Bytes()
}

// bringPack sends a file to a page.
func (b *guest) bringPack(path, field, name string, file []byte) *http.Response {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile(field, name)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := part.Write(file); err != nil {
		b.t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		b.t.Fatal(err)
	}
	r := httptest.NewRequest("POST", b.origin+path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	return ask(b.house.site, r)
}

func TestAFrameworkOfOnesOwn(t *testing.T) {
	h := setUpHouse(t)
	r, _ := h.world.PreparedRound(t)
	b, at := h.north(t, people.Coordinator), ui.RoundURL(r, "set-up", "framework")
	b.shows(b.get(at), 200, "Version "+r.Version, "This is your first round")
	files, err := framework.Standard()
	if err != nil {
		t.Fatal(err)
	}
	own := map[string]string{"__MACOSX/pack/framework.yaml": "\x00", "pack/read me.txt": "hello"}
	for name, text := range files {
		if name == "framework.yaml" {
			text = strings.Replace(text, "version: "+r.Version, "version: 9.9.9", 1)
		}
		own["pack/"+name] = text
	}
	b.want(b.bringPack(at, ui.FieldAnswers, "own.zip", zipOf(t, own)), 303, ui.RoundURL(r)+"?done=changed")
	b.shows(b.get(at), 200, "Version 9.9.9")
	broken := map[string]string{"framework.yaml": strings.Replace(files["framework.yaml"], "licence:", "licens:", 1), "principles/p1.yaml": "id: [\n"}
	b.shows(b.bringPack(at, ui.FieldAnswers, "own.zip", zipOf(t, broken)), 422, "things to put right in the framework", "principles/p1.yaml", "framework.yaml")
	b.shows(b.bringPack(at, ui.FieldAnswers, "own.zip", zipOf(t, map[string]string{"a.yaml": ""})), 422, "to put right in the framework")
	b.shows(b.bringPack(at, ui.FieldAnswers, "own.zip", []byte("no zip")), 422, "That file is not a ZIP file.")
	b.shows(b.bringPack(at, ui.FieldAnswers, "", nil), 422, "Choose the ZIP file of a framework pack first.")
	bomb := zipOf(t, map[string]string{"framework.yaml": strings.Repeat("a", 20<<20)})
	b.shows(b.bringPack(at, ui.FieldAnswers, "own.zip", bomb), 422, "is more than 16 MB")
	b.shows(b.get(at), 200, "Version 9.9.9")
	b.shows(b.bringPack(at, ui.FieldAnswers, "own.zip", zipOf(t, files)), 303)
	b.shows(b.get(at), 200, "Version "+r.Version)
}

// Whatever is typed stands there again, beside what is wrong with it.
func TestWhatIsWrongWithARoundIsSaid(t *testing.T) {
	h := setUpHouse(t)
	r, _ := h.world.PreparedRound(t)
	b, council := h.north(t, people.Coordinator), h.world.Council.ID
	cell := ui.FieldOfStaff(council, framework.Direct)
	for _, c := range []struct {
		part, at, says string
		form           []string
	}{
		{"name", ui.FieldName, "Write a name for the round.", []string{ui.FieldName, " "}},
		{"name", ui.FieldName, "too long", []string{ui.FieldName, strings.Repeat("x", 101)}},
		{"who", ui.FieldWho, "Choose staff or agencies", []string{ui.FieldWho, framework.Evidence}},
		{"agencies", ui.FieldOfForm(h.world.School.ID), "at least two agencies", []string{ui.FieldOfForm(council), "full", ui.FieldOfForm(h.world.Police.ID), "away", ui.FieldOfForm(h.world.School.ID), "away"}},
		{"numbers", cell, "in figures, from 0 to", []string{cell, "many"}},
		{"numbers", cell, "in figures, from 0 to", []string{cell, "-3"}},
		{"numbers", cell, "in figures, from 0 to", []string{cell, "100001"}},
		{"dates", ui.FieldOpens, "Write a day, a month and a year", []string{"opens-day", "30", "opens-month", "2", "opens-year", "2027"}},
		{"dates", ui.FieldCloses, "after the opening day", []string{"opens-day", "2", "opens-month", "2", "opens-year", "2027", "closes-day", "1", "closes-month", "2", "closes-year", "2027"}},
		{"thresholds", ui.FieldAtLeast, "Choose 10 or more.", []string{ui.FieldAtLeast, "9", ui.FieldComments, "25"}},
		{"thresholds", ui.FieldComments, "Choose 25 or more.", []string{ui.FieldAtLeast, "10", ui.FieldComments, "24"}},
		{"thresholds", ui.FieldComments, "in figures", []string{ui.FieldAtLeast, "10", ui.FieldComments, "lots"}},
		{"pages", ui.FieldPages, "Choose who may see", []string{ui.FieldPages, "all"}},
	} {
		text := b.shows(b.post(ui.RoundURL(r, "set-up", c.part), c.form...), 422, c.says, "There is a problem", `id="`+c.at+`"`, `href="#`+c.at+`"`, "<title>Error: ")
		if typed := c.form[1]; c.part != "pages" && !strings.Contains(text, `value="`+typed+`"`) {
			t.Errorf("%s: what was typed is gone: %q", c.part, typed)
		}
	}
}
