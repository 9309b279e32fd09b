package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/office"
	"bearings/internal/people"
	"bearings/internal/phrase"
	"bearings/internal/round"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// returnsHouse is a site with an open round of the north.
func returnsHouse(t *testing.T) (*house, round.Round) {
	t.Helper()
	h := newHouse(t)
	h.config.Rounds = testkit.Rounds(h.world.DB)
	h.config.Returns, h.config.MaxUpload = writtenReturns(h.config.Words), 20<<20
	h.site = web.New(h.config)
	r, _ := h.world.OpenRound(t)
	return h, r
}

func writtenReturns(words *phrase.Words) web.ReturnFiles {
	return web.ReturnFiles{
		Word: func(p round.Paper) ([]byte, error) {
			var b bytes.Buffer
			err := office.WriteReturnDOCX(&b, words, p)
			return b.Bytes(), err
		},
		Plain: func(p round.Paper) ([]byte, error) {
			var b bytes.Buffer
			err := office.WriteReturnText(&b, words, p)
			return b.Bytes(), err
		},
		Read: func(name string, file []byte) ([]round.Paragraph, error) {
			if strings.HasPrefix(string(file), "PK") {
				return nil, fault.New(fault.Invalid, "returnfiles.file-unreadable", "Name", name)
			}
			var all []round.Paragraph
			for _, one := range strings.Split(string(file), "\n\n") {
				all = append(all, round.Paragraph{Text: one, Heading: strings.HasPrefix(one, "# ")})
			}
			return all, nil
		},
	}
}

func (h *house) closeRound(t *testing.T, r round.Round) {
	t.Helper()
	if err := h.config.Rounds.Close(t.Context(), h.world.As(t, people.Coordinator), r.Partnership, r.ID); err != nil {
		t.Fatal(err)
	}
}

// secret is what the council wrote, and nobody else may read.
const secret = "What Northshire Council wrote"

// Every address of a return is asked by every role, at every stage.
func TestNobodyElseReadsAReturn(t *testing.T) {
	h, r := returnsHouse(t)
	w := h.world
	w.WriteReturn(t, r, w.Council, 2, true)
	w.WriteReturn(t, r, w.Police, 1, true)
	stage := func(name string, revealed bool) {
		for _, p := range h.personas() {
			b := h.as(t, p.token)
			writes := p.viewer.May(people.WriteReturn, people.Where{Partnership: w.North.ID, Agency: w.Council.ID})
			reads := revealed && p.viewer.May(people.SeeRound, people.Where{Partnership: w.North.ID}) && !strings.Contains(p.name, "scrutineer")
			for _, part := range []string{"print", "return.txt", "return.docx", "form.docx", "earlier", "earlier/paste", "earlier/document", "offer", "read"} {
				answer := b.get(ui.AgencyReturnURL(r, w.Council.ID, strings.Split(part, "/")...))
				text := body(t, answer)
				may := writes
				switch part {
				case "read":
					may = reads
				case "offer":
					may = p.viewer.May(people.SignReturn, people.Where{Partnership: w.North.ID, Agency: w.Council.ID})
				}
				if ok := answer.StatusCode == http.StatusOK; ok != may {
					t.Errorf("%s, %s: %s is answered with %d", name, p.name, part, answer.StatusCode)
				}
				if strings.Contains(text, secret) && !writes && !reads {
					t.Errorf("%s, %s: %s tells what is written", name, p.name, part)
				}
				// Another agency's is nobody's here but by reading what all may.
				if other := b.get(ui.AgencyReturnURL(r, w.Police.ID, strings.Split(part, "/")...)); other.StatusCode == http.StatusOK && !(part == "read" && reads) {
					t.Errorf("%s, %s: %s of the police is open", name, p.name, part)
				}
				if there := b.get(ui.AgencyReturnURL(round.Round{ID: r.ID, Partnership: w.South.ID}, w.Council.ID, strings.Split(part, "/")...)); there.StatusCode == http.StatusOK {
					t.Errorf("%s, %s: %s is open through another partnership", name, p.name, part)
				}
			}
			if text := body(t, b.get(ui.ReturnsURL(r))); strings.Contains(text, secret) {
				t.Errorf("%s, %s: the list tells what is written", name, p.name)
			}
		}
	}
	stage("open", false)
	h.closeRound(t, r)
	stage("closed", false)
	coordinator := h.north(t, people.Coordinator)
	coordinator.shows(coordinator.get(ui.ReturnsURL(r, "reveal")), 200, "These returns will be shown", "Northshire Council", "These agencies have not signed", "Hill Road School")
	coordinator.want(coordinator.post(ui.ReturnsURL(r, "reveal")), 303, ui.ReturnsURL(r)+"?done=revealed")
	coordinator.shows(coordinator.get(ui.ReturnsURL(r)+"?done=revealed"), 200, "All signed returns can now be read", "Read the returns")
	coordinator.shows(coordinator.post(ui.ReturnsURL(r, "reveal")), 422, "The returns have been shown already.")
	stage("revealed", true)
}

func TestAReturnIsTakenAlong(t *testing.T) {
	h, r := returnsHouse(t)
	b := h.north(t, people.Contributor)
	b.shows(b.get(ui.AgencyReturnURL(r, h.world.Council.ID, "print")), 200, "Draft, not signed", "Left empty", "Freedom of information law", "Confidential to Northshire Council")
	h.world.WriteReturn(t, r, h.world.Council, 2, true)
	b.shows(b.get(ui.AgencyReturnURL(r, h.world.Council.ID, "print")), 200, "Signed by Lena Lead, Director of children’s services, ", secret+" to p1-do", "Most of the time")
	for part, kind := range map[string]string{"return.txt": "text/plain", "return.docx": "wordprocessingml", "form.docx": "wordprocessingml"} {
		answer := b.get(ui.AgencyReturnURL(r, h.world.Council.ID, part))
		file := body(t, answer)
		if answer.StatusCode != 200 || !strings.Contains(answer.Header.Get("Content-Type"), kind) || answer.Header.Get("Cache-Control") != "no-store" ||
			!strings.HasPrefix(answer.Header.Get("Content-Disposition"), "attachment") || len(file) < 1000 {
			t.Errorf("%s: %d %v", part, answer.StatusCode, answer.Header)
		}
		if folder := os.Getenv("BEARINGS_SHOTS"); folder != "" {
			_ = os.WriteFile(filepath.Join(folder, "site-"+part), []byte(file), 0o600)
		}
	}
	if text := body(t, b.get(ui.AgencyReturnURL(r, h.world.Council.ID, "return.txt"))); !strings.Contains(text, secret+" to p8-") {
		t.Error("the text is not whole")
	}
}

func TestEarlierTextOnPages(t *testing.T) {
	h, r := returnsHouse(t)
	b := h.north(t, people.Contributor)
	at := func(part ...string) string { return ui.EarlierURL(r, h.world.Council.ID, part...) }
	b.shows(b.get(at()), 200, "Nothing has been brought in yet.", "Paste a text")
	for _, c := range []struct{ item, source, text, at, says string }{
		{"", "S11", "We listen.", ui.FieldQuestion, "Choose the question"},
		{"p1", "S11", "We listen.", ui.FieldQuestion, "Choose the question"},
		{"p1-do", "", "We listen.", ui.FieldSource, "Say in a few words"},
		{"p1-do", "S11", " ", ui.FieldEarlierText, "Write or paste a text."},
		{"p1-do", "S11", strings.Repeat("We listen. ", 2000), ui.FieldEarlierText, "Use 20000 letters at most"},
	} {
		b.shows(b.post(at("paste"), ui.FieldQuestion, c.item, ui.FieldSource, c.source, ui.FieldEarlierText, c.text), 422,
			c.says, "There is a problem", `href="#`+c.at+`"`, `id="`+c.at+`"`, strings.TrimSpace(c.text))
	}
	words := "The boy absconded again."
	b.shows(b.post(at("paste"), ui.FieldQuestion, "p1-do", ui.FieldSource, "S11", ui.FieldEarlierText, words), 200, "Please look at these words once more", "absconded", words, `value="S11"`)
	b.want(b.post(at("paste"), ui.FieldQuestion, "p1-do", ui.FieldSource, "S11", ui.FieldEarlierText, words, ui.FieldStep, ui.StepDone), 303, at()+"?done=brought")
	text := b.shows(b.get(at()+"?done=brought"), 200, "The text has been brought in.", words, "S11")
	id := regexp.MustCompile(`name="earlier" value="([^"]+)"`).FindStringSubmatch(text)[1]
	b.want(b.post(at("use"), ui.FieldEarlier, id, ui.FieldVersion, "0"), 303, at()+"?done=used")
	b.want(b.post(at("use"), ui.FieldEarlier, id, ui.FieldVersion, "1", ui.FieldTo, ui.ReturnsURL(r)), 303, ui.ReturnsURL(r))
	b.want(b.post(at("use"), ui.FieldEarlier, id, ui.FieldVersion, "1", ui.FieldTo, "//evil.example"), 303, at()+"?done=used")
	b.want(b.post(at("paste"), ui.FieldQuestion, "p1-do", ui.FieldSource, "S11", ui.FieldEarlierText, "Second words."), 303, at()+"?done=brought")
	ids := regexp.MustCompile(`name="earlier" value="([^"]+)"`).FindAllStringSubmatch(body(t, b.get(at())), -1)
	second := ids[len(ids)-1][1]
	for _, version := range []string{"0", "", "-1", "x"} {
		b.shows(b.post(at("use"), ui.FieldEarlier, second, ui.FieldVersion, version), 409, "Somebody changed the answer meanwhile", words, "Second words.")
	}
	b.shows(b.post(at("use"), ui.FieldEarlier, "nothing", ui.FieldVersion, "1"), 422, "That text was taken away meanwhile.")
	b.want(b.post(at("remove"), ui.FieldEarlier, second), 303, at()+"?done=removed")
	h.closeRound(t, r)
	b.shows(b.post(at("paste"), ui.FieldQuestion, "p1-do", ui.FieldSource, "S11", ui.FieldEarlierText, "Kept on screen."), 422, "This round takes no more changes", "Kept on screen.")
	b.shows(b.post(at("remove"), ui.FieldEarlier, id), 422, "This round takes no more changes")
}

// bring sends a file.
func (b *guest) bring(path, name, text string) *http.Response {
	b.t.Helper()
	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	file, err := parts.CreateFormFile(ui.FieldAnswers, name)
	if err == nil {
		_, err = file.Write([]byte(text))
	}
	if err == nil {
		err = parts.Close()
	}
	if err != nil {
		b.t.Fatal(err)
	}
	r := httptest.NewRequest("POST", b.origin+path, &form)
	r.Header.Set("Content-Type", parts.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	return ask(b.house.site, r)
}

func TestADocumentIsBroughtInByItsParts(t *testing.T) {
	h, r := returnsHouse(t)
	b := h.north(t, people.AgencyLead)
	at := func(part ...string) string { return ui.EarlierURL(r, h.world.Council.ID, part...) }
	b.shows(b.get(at("document")), 200, "Bring in a document", "up to 20 MB")
	b.shows(b.bring(at("document"), "", ""), 422, "Choose a document.")
	b.shows(b.bring(at("document"), "empty.txt", " "), 422, "There is no text in empty.txt.")
	b.shows(b.bring(at("document"), "s11.docx", "PK"), 422, "We can’t read s11.docx.")
	b.shows(b.bring(at("document"), "long.txt", strings.Repeat("one\n\n", 300)), 422, "There is too much text in long.txt.")
	b.shows(b.bring(at("document"), "s11.md", "# Listening\n\nWe listen <b>well</b>.\n\n# Money\n\nWe pay."), 200, "We found 2 parts in s11.md", "1. # Listening", "2. # Money", "We listen <b>well</b>.")
	form := []string{ui.FieldSource, "s11.md", ui.FieldPassageName("1"), "Listening", ui.FieldPassage("1"), "We listen.", ui.FieldPassageName("2"), "Money", ui.FieldPassage("2"), "We pay."}
	b.shows(b.post(at("parts"), form...), 422, "Choose a part for at least one question.", "We listen.", "2. Money")
	b.shows(b.post(at("parts"), append(form, ui.FieldPart("p1-do"), "7")...), 422, "Choose a part for at least one question.")
	// A position takes no text, whatever a forged form says.
	b.shows(b.post(at("parts"), append(form, ui.FieldPart("p1"), "1")...), 422, "Choose the question")
	b.want(b.post(at("parts"), append(form, ui.FieldPart("p1-do"), "1", ui.FieldPart("p2-do"), "2")...), 303, at()+"?done=brought")
	b.shows(b.get(at()), 200, "s11.md", "We listen.", "We pay.")
}

func TestAReturnIsOfferedOnAPage(t *testing.T) {
	h, r := returnsHouse(t)
	w := h.world
	south := w.SouthRound(t)
	lead, there := h.north(t, people.AgencyLead), h.as(t, w.Tokens[w.Others[people.Contributor].ID])
	offer, earlier := ui.AgencyReturnURL(r, w.Council.ID, "offer"), ui.EarlierURL(south, w.Council.ID)
	lead.shows(lead.get(offer), 200, "Sign the return first.", w.South.Name)
	lead.shows(lead.post(offer, ui.FieldPartnership, string(w.South.ID), ui.FieldOffered, "yes"), 422, "Sign the return first.")
	w.WriteReturn(t, r, w.Council, 2, true)
	lead.shows(lead.post(offer, ui.FieldPartnership, "elsewhere", ui.FieldOffered, "yes"), 422, "Choose one of your agency’s other partnerships.")
	if text := there.shows(there.get(earlier), 200, "Nothing has been brought in"); strings.Contains(text, w.North.Name) {
		t.Error("what was not offered is named")
	}
	lead.want(lead.post(offer, ui.FieldPartnership, string(w.South.ID), ui.FieldOffered, "yes"), 303, offer+"?done=offered")
	lead.shows(lead.get(offer+"?done=offered"), 200, "Your agency can bring this return in there now.", "Take the offer to "+w.South.Name+" back")
	there.shows(there.get(earlier), 200, "Offered from "+w.North.Name+", “Autumn 2026”.", "16 of its texts answer questions that are asked here too.")
	there.want(there.post(earlier+"/bring", ui.FieldFrom, string(r.ID)), 303, earlier+"?done=brought")
	there.shows(there.get(earlier), 200, secret+" to p1-do in Autumn 2026.", w.North.Name+", Autumn 2026, ")
	lead.want(lead.post(offer, ui.FieldPartnership, string(w.South.ID)), 303, offer+"?done=withheld")
	there.want(there.post(earlier+"/bring", ui.FieldFrom, string(r.ID)), 404, "")
}

func TestTheListOfReturns(t *testing.T) {
	h, r := returnsHouse(t)
	h.world.WriteReturn(t, r, h.world.Council, 2, true)
	h.world.WriteReturn(t, r, h.world.School, 2, false)
	coordinator := h.north(t, people.Coordinator)
	text := coordinator.shows(coordinator.get(ui.ReturnsURL(r)), 200, "How far each agency has got", "Being written", "Not begun", "Signed")
	if strings.Contains(text, "/print") || strings.Contains(text, "/read") {
		t.Error("the coordinator is led into a return")
	}
	contributor := h.north(t, people.Contributor)
	text = contributor.shows(contributor.get(ui.ReturnsURL(r)), 200, "Return of Northshire Council", "Print, download or copy it")
	if strings.Contains(text, "Police") || strings.Contains(text, "/offer") {
		t.Error("a contributor sees what is not theirs")
	}
	facilitator := h.north(t, people.Facilitator)
	if text := facilitator.shows(facilitator.get(ui.ReturnsURL(r)), 200, "Returns are read by nobody but their agency now."); strings.Contains(text, "Signed<") || strings.Contains(text, "Being written") {
		t.Error("a facilitator sees how far agencies have got")
	}
	coordinator.shows(coordinator.post(ui.ReturnsURL(r, "reveal")), 422, "Close the round first.")
}

// A school's form is on one page.
func TestAShortFormIsTakenAlong(t *testing.T) {
	h, r := returnsHouse(t)
	p, err := h.config.Rounds.Find(t.Context(), h.world.As(t, people.Coordinator), people.SeeRound, h.world.North.ID, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	fw, err := h.config.Rounds.Framework(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	full, short := round.AskedOf(fw, round.FullForm), round.AskedOf(fw, round.ShortForm)
	if len(round.AskedOf(fw, round.NoReturn)) != 0 || len(short) == 0 || len(short) >= len(full) {
		t.Errorf("%d and %d questions", len(full), len(short))
	}
	err = h.config.Rounds.Store.InTx(t.Context(), func(tx round.Tx) error {
		return tx.PutAgency(r.ID, round.Agency{ID: h.world.Council.ID, Name: h.world.Council.Name, Kind: "school", Form: round.ShortForm})
	})
	if err != nil {
		t.Fatal(err)
	}
	b := h.north(t, people.Contributor)
	answer := b.get(ui.AgencyReturnURL(r, h.world.Council.ID, "form.docx"))
	file := body(t, answer)
	if answer.StatusCode != http.StatusOK || !strings.HasPrefix(file, "PK") {
		t.Errorf("status %d", answer.StatusCode)
	}
	if folder := os.Getenv("BEARINGS_SHOTS"); folder != "" {
		_ = os.WriteFile(filepath.Join(folder, "site-short.docx"), []byte(file), 0o600)
	}
}
