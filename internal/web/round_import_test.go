package web_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
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

// importHouse is a house with an open round, and the coordinator's browser.
func importHouse(t *testing.T) (*house, round.Round, *guest) {
	h := newHouse(t)
	h.config.Rounds = testkit.Rounds(h.world.DB)
	h.config.Rounds.Now = func() time.Time { return h.now }
	h.config.Today, h.config.MaxUpload = h.config.Rounds.Now, 1<<20
	h.site = web.New(h.config)
	r, _ := h.world.OpenRound(t)
	return h, r, h.north(t, people.Coordinator)
}

// bring sends a form with a file as a browser does.
func (b *guest) bringIn(path string, fields map[string]string, name, text string) *http.Response {
	b.t.Helper()
	var form bytes.Buffer
	writer := multipart.NewWriter(&form)
	for field, value := range fields {
		if err := writer.WriteField(field, value); err != nil {
			b.t.Fatal(err)
		}
	}
	part, err := writer.CreateFormFile(ui.FieldAnswers, name)
	if err == nil {
		_, err = io.WriteString(part, text)
	}
	if err == nil {
		err = writer.Close()
	}
	if err != nil {
		b.t.Fatal(err)
	}
	r := httptest.NewRequest("POST", b.origin+path, &form)
	r.Header.Set("Content-Type", writer.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	return ask(b.house.site, r)
}

func (h *house) heard(t *testing.T, r round.Round, strand string) (n int) {
	t.Helper()
	heard, err := h.config.Rounds.Store.Read(t.Context()).Heard(r.ID, strand)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range heard {
		n += one.N
	}
	return n
}

// A real survey tool's export, from choosing the file to taking it out again.
func TestAnExportIsBroughtIntoARound(t *testing.T) {
	h, r, b := importHouse(t)
	path := ui.ImportURL(r)
	b.shows(b.get(path), 200, "Bring answers in from elsewhere", "Nothing yet.", "Take everything with you")
	text, err := os.ReadFile("../mapping/testdata/exports/microsoft-forms.csv")
	must(t, err)
	export := strings.NewReplacer("Fictional Council", "northshire council", "Fictional Police", h.world.Police.Name).Replace(string(text))
	page := b.shows(b.bringIn(path, nil, "forms.csv", export), 200, "What is in which column", "forms.csv", "Team manager")
	if strings.Contains(page, `type="file"`) {
		t.Error("the file is asked for again")
	}
	fields := formOf(t, page)
	for field, value := range map[string]string{ui.FieldStrand(0): framework.Staff, ui.FieldAs(0, "7"): "ignore", ui.FieldDo: ui.DoMake} {
		fields[field] = value
	}
	page = b.shows(b.bringIn(path, fields, "", ""), 422, "There is a problem", "Choose what “Never” stands for")
	fields = formOf(t, page)
	for field := range fields {
		if place, ok := strings.CutPrefix(field, "words-0-"); ok {
			switch fields[field] {
			case "Never":
				fields[ui.FieldWord(0, place)] = "hardly-ever"
			case "Team manager":
				fields[ui.FieldWord(0, place)] = "operational"
			}
		}
	}
	fields[ui.FieldDo] = ui.DoMake
	page = b.shows(b.bringIn(path, fields, "", ""), 200, "See before you bring it in", "2 members of staff", "Direct work", h.world.Police.Name)
	if h.heard(t, r, framework.Staff) != 0 {
		t.Fatal("they are in before anybody said so")
	}
	fields = formOf(t, page)
	fields[ui.FieldDo] = ui.DoBring
	for range 2 { // a doubled submit
		b.want(b.bringIn(path, fields, "", ""), 303, path+"?done=brought")
	}
	if n := h.heard(t, r, framework.Staff); n != 2 {
		t.Errorf("%d replies", n)
	}
	page = b.shows(b.get(path+"?done=brought"), 200, "The answers have been brought in.", "forms.csv", "2 members of staff", "Nia coordinator")
	b.shows(b.bringIn(path, nil, "forms.csv", export), 200, "What is in which column")
	id := regexp.MustCompile(`name="id" value="([^"]+)"`).FindStringSubmatch(page)
	if id == nil {
		t.Fatal("there is no way back")
	}
	for range 2 {
		b.want(b.post(ui.ImportURL(r, "undo"), ui.FieldID, id[1]), 303, path+"?done=undone")
	}
	b.shows(b.get(path), 200, "Taken out again on")
	if n := h.heard(t, r, framework.Staff); n != 0 {
		t.Errorf("%d replies are left", n)
	}
	b.shows(b.get(h.part("trail")), 200, "brought in answers from a file", "took answers out again")
}

const rowsOfStaff = "respondent,strand,agency,level,item,answer\n1,staff,Northshire Council,direct,p1,mostly\n2,staff,,,p1,sometimes\n"

func TestWhatIsWrongWithAFileIsSaidBeforeItComesIn(t *testing.T) {
	h, r, b := importHouse(t)
	path := ui.ImportURL(r)
	b.shows(b.bringIn(path, nil, "", ""), 422, "Choose the file with your answers first.")
	b.shows(b.bringIn(path, nil, "a.csv", strings.Replace(rowsOfStaff, "Northshire", "Nortshire", 1)), 422,
		"There is 1 thing to put right", "Did you mean Northshire Council?", "Line")
	b.shows(b.bringIn(path, nil, "a.csv", "respondent,strand,item,answer\n1,parent,p1,mostly\n"), 422, "This round does not ask parents and carers.")
	b.shows(b.bringIn(path, nil, "a.csv", "Name,We show children that we believe them.\nAda,Always\n"), 422, "To keep people unrecognisable")
	b.shows(b.bringIn(path, map[string]string{ui.FieldHeld: "forged", ui.FieldDo: ui.DoBring}, "", ""), 422, "The file is not here any more.")
	b.shows(b.post(ui.ImportURL(r, "undo"), ui.FieldID, "forged"), 404)
	if n := h.heard(t, r, framework.Staff); n != 0 {
		t.Errorf("%d replies are in", n)
	}
}

func TestFilesWaitForTheirOwnerAloneAndNotForLong(t *testing.T) {
	h, r, b := importHouse(t)
	path := ui.ImportURL(r)
	held := func() map[string]string {
		fields := formOf(t, b.shows(b.bringIn(path, nil, "a.csv", rowsOfStaff), 200, "2 members of staff", "Some named no agency"))
		fields[ui.FieldDo] = ui.DoBring
		return fields
	}
	fields := held()
	other := h.as(t, h.world.Tokens[h.world.Others[people.Coordinator].ID])
	other.shows(other.bringIn(path, fields, "", ""), 404)
	second, _ := h.world.OpenRound(t)
	b.shows(b.bringIn(ui.ImportURL(second), fields, "", ""), 422, "The file is not here any more.")
	for range 2 { // the session does not end meanwhile
		h.now = h.now.Add(16 * time.Minute)
		b.shows(b.get(path), 200)
	}
	b.shows(b.bringIn(path, fields, "", ""), 422, "The file is not here any more.")
	fields = held()
	if err := h.config.Rounds.Close(t.Context(), h.world.As(t, people.Coordinator), h.world.North.ID, r.ID); err != nil {
		t.Fatal(err)
	}
	b.shows(b.bringIn(path, fields, "", ""), 422, "This round has closed.")
	page := b.shows(b.get(path), 200, "This round has closed.")
	if strings.Contains(page, `type="file"`) {
		t.Error("a closed round asks for a file")
	}
	if n := h.heard(t, r, framework.Staff); n != 0 {
		t.Errorf("%d replies are in", n)
	}
}

func TestALetterOfAForeignFileBreaksNothing(t *testing.T) {
	_, r, b := importHouse(t)
	for name, text := range map[string]string{"not a table": "PK\x03\x04junk", "not UTF-8": "respondent,strand,item,answer\n\xff\xfe,staff,p1,mostly\n", "nothing": ""} {
		if answer := b.bringIn(ui.ImportURL(r), nil, name+".csv", text); answer.StatusCode != 422 {
			t.Errorf("%s: status %d", name, answer.StatusCode)
		}
	}
}
