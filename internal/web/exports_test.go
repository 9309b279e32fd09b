package web_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"bearings/internal/answer"
	"bearings/internal/framework"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// browser is a person with a browser: what a page holds in its form goes along
// when it is sent.
type browser struct {
	t    *testing.T
	site http.Handler
	// fields are what the form of the latest page holds.
	fields map[string]string
	page   string
	status int
}

func visitor(t *testing.T, config web.Config) *browser {
	config.MaxUpload = 1 << 20
	return &browser{t: t, site: web.New(config), fields: map[string]string{}}
}

// send sends the form with files; names that end in .yaml are mappings.
func (b *browser) send(files map[string]string, do string) {
	b.t.Helper()
	var form bytes.Buffer
	writer := multipart.NewWriter(&form)
	for name, value := range b.fields {
		must(b.t, writer.WriteField(name, value))
	}
	if do != "" {
		must(b.t, writer.WriteField(ui.FieldDo, do))
	}
	for name, text := range files {
		field := ui.FieldAnswers
		if strings.HasSuffix(name, ".yaml") {
			field = ui.FieldMapping
		}
		part, err := writer.CreateFormFile(field, name)
		must(b.t, err)
		_, err = io.WriteString(part, text)
		must(b.t, err)
	}
	must(b.t, writer.Close())
	r := httptest.NewRequest("POST", ui.YourAnswersPath, &form)
	r.Header.Set("Content-Type", writer.FormDataContentType())
	response := ask(b.site, r)
	b.status, b.page = response.StatusCode, body(b.t, response)
	if store := response.Header.Get("Cache-Control"); store != "no-store" {
		b.t.Errorf("the page may be kept: %q", store)
	}
	b.fields = formOf(b.t, b.page)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// choose answers the select or the radio buttons of that label's words.
func (b *browser) choose(field, value string) {
	b.t.Helper()
	if !strings.Contains(b.page, `name="`+field+`"`) || !strings.Contains(b.page, `value="`+value+`"`) {
		b.t.Fatalf("the page has no %s of %s", value, field)
	}
	b.fields[field] = value
}

func (b *browser) says(status int, all ...string) {
	b.t.Helper()
	if b.status != status {
		b.t.Errorf("status %d, want %d", b.status, status)
	}
	text := html.UnescapeString(b.page)
	for _, one := range all {
		if !strings.Contains(text, one) {
			b.t.Errorf("the page lacks %q", one)
		}
	}
}

func (b *browser) saysNot(all ...string) {
	b.t.Helper()
	for _, one := range all {
		if strings.Contains(html.UnescapeString(b.page), one) {
			b.t.Errorf("the page says %q", one)
		}
	}
}

// formOf are the fields of a page's form as a browser would send them.
func formOf(t *testing.T, page string) map[string]string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	must(t, err)
	fields := map[string]string{}
	for n := range root.Descendants() {
		at := map[string]string{}
		for _, a := range n.Attr {
			at[a.Key] = a.Val
		}
		_, checked := at["checked"]
		switch {
		case n.Data == "input" && (at["type"] == "hidden" || at["type"] == "radio" && checked):
			fields[at["name"]] = at["value"]
		case n.Data == "select":
			fields[at["name"]] = selected(n)
		}
	}
	return fields
}

func selected(list *html.Node) string {
	for n := range list.Descendants() {
		value, is := "", false
		for _, a := range n.Attr {
			if a.Key == "value" {
				value = a.Val
			}
			is = is || a.Key == "selected"
		}
		if n.Data == "option" && is {
			return value
		}
	}
	return ""
}

// columns are the statements of some items, as a tool writes them.
func columns(t *testing.T, config web.Config, ids ...string) []string {
	t.Helper()
	var all []string
	for _, id := range ids {
		item, ok := config.Framework.Item(id)
		if !ok {
			t.Fatalf("there is no item %s", id)
		}
		all = append(all, item.Text.In("en"))
	}
	return all
}

func table(rows ...[]string) string {
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(`"` + strings.Join(row, `","`) + `"` + "\r\n")
	}
	return b.String()
}

// staffExport is what a tool gives of three people of staff.
func staffExport(t *testing.T, config web.Config) string {
	t.Helper()
	return table(
		append([]string{"ID", "Start time", "Where do you work?"}, columns(t, config, "p1", "p2")...),
		[]string{"1", "09:01", "Exford Police", "Most of the time", "Don't know"},
		[]string{"2", "09:07", "Exford Council", "Some of the time", ""},
	)
}

var inThePage = regexp.MustCompile(`href="data:[^;"]*;base64,([^"]*)" download="([^"]*)"`)

// carried are the files a page carries, by name.
func (b *browser) carried() map[string]string {
	b.t.Helper()
	files := map[string]string{}
	for _, found := range inThePage.FindAllStringSubmatch(b.page, -1) {
		text, err := base64.StdEncoding.DecodeString(html.UnescapeString(found[1]))
		must(b.t, err)
		files[found[2]] = string(text)
	}
	return files
}

func TestAnExportIsShownBeforeItIsRead(t *testing.T) {
	config := furnished(t)
	export := staffExport(t, config)
	b := visitor(t, config)
	b.send(map[string]string{"staff.csv": export}, "")
	// Staff and agencies share these statements; a column of their own words
	// tells them apart only where our form was used.
	b.choose(ui.FieldStrand(0), framework.Staff)
	b.send(map[string]string{"staff.csv": export}, ui.DoShow)
	b.says(200, "What will be read", "Who answered: Staff.", "Most of the time", "Which agencies are named", "Exford Police", "Start time")
	b.saysNot("09:01", "09:07", "There is a problem")
	b.send(map[string]string{"staff.csv": export}, ui.DoMake)
	b.says(200, "<h1>staff.csv</h1>")
	read := b.carried()["all.csv"]
	for _, want := range []string{"staff,Exford Police,,,p1,mostly", "staff,Exford Police,,,p2,dont-know", "staff,Exford Council,,,p1,sometimes"} {
		if !strings.Contains(read, want) {
			t.Errorf("the rows lack %s:\n%s", want, read)
		}
	}
	if n := strings.Count(read, "\n") + 1; n != 3 {
		t.Errorf("%d rows were read, want 3", n)
	}
}

func TestWhatIsNearIsOfferedAndNeverChosen(t *testing.T) {
	config := furnished(t)
	near := strings.Replace(columns(t, config, "p1-young")[0], " ", " really ", 1)
	export := table([]string{near, columns(t, config, "p3-young")[0], "Anything else?"},
		[]string{"Never", "Most of the time", "Sari said so"},
		[]string{"Most of the time", "Never", "I like my worker"})
	b := visitor(t, config)
	b.send(map[string]string{"young.csv": export}, "")
	b.says(200, "Nearest: "+columns(t, config, "p1-young")[0], "Nearest: Hardly ever or never", "Column 1", "Never")
	b.saysNot("Sari", "I like my worker", "There is a problem")
	for _, field := range []string{ui.FieldAs(0, "0"), ui.FieldAs(0, "2"), ui.FieldWord(0, "0")} {
		if got, there := b.fields[field]; !there || got != "" {
			t.Errorf("%s is chosen as %q", field, got)
		}
	}
	if got := b.fields[ui.FieldStrand(0)]; got != framework.YoungPerson {
		t.Errorf("who answered is %q", got)
	}

	b.send(map[string]string{"young.csv": export}, ui.DoMake)
	b.says(422, "<title>Error: ", "There is a problem", `href="#`+ui.FieldAs(0, "0")+`"`, `href="#`+ui.FieldWord(0, "0")+`"`)

	b.choose(ui.FieldAs(0, "0"), "item:p1-young")
	b.choose(ui.FieldAs(0, "2"), "ignore")
	b.choose(ui.FieldWord(0, "0"), "hardly-ever")
	b.send(map[string]string{"young.csv": export}, ui.DoShow)
	b.says(200, "What will be read", "Hardly ever or never", "What is left out")
	b.saysNot("Sari", "I like my worker")
	b.send(map[string]string{"young.csv": export}, ui.DoMake)
	b.says(200, "<h1>young.csv</h1>")
	if read := b.carried()["all.csv"]; strings.Count(read, "hardly-ever") != 2 || strings.Contains(read, "Sari") {
		t.Errorf("read was\n%s", read)
	}
}

func TestAColumnThatMaySayWhoAnsweredIsRefused(t *testing.T) {
	config := furnished(t)
	config.Assess = func(context.Context, []answer.Source) (web.Assessment, error) {
		t.Error("the file was read")
		return web.Assessment{}, nil
	}
	export := table(append([]string{"ID", "Email", "Name"}, columns(t, config, "p1-young")...),
		[]string{"1", "sari@example.org", "Sari Example", "Most of the time"})
	b := visitor(t, config)
	b.send(map[string]string{"young.csv": export}, "")
	b.says(422, "“Email” may say who answered", "“Name” may say who answered", "delete these columns in the copy")
	b.saysNot("sari@example.org", "Sari Example", "Most of the time")
}

func TestAMappingIsSavedAndBroughtAlong(t *testing.T) {
	config := furnished(t)
	export := strings.ReplaceAll(staffExport(t, config), "Most of the time", "Mostly, I'd say")
	b := visitor(t, config)
	b.send(map[string]string{"staff.csv": export}, "")
	b.choose(ui.FieldStrand(0), framework.Staff)
	b.choose(ui.FieldWord(0, "0"), "mostly")
	b.send(map[string]string{"staff.csv": export}, ui.DoShow)
	b.says(200, "What will be read")
	saved := b.carried()["staff-mapping.yaml"]
	if saved == "" {
		t.Fatal("there is no mapping to save")
	}
	for _, never := range []string{"Exford Police", "09:01"} {
		if strings.Contains(saved, never) {
			t.Errorf("the mapping holds %q", never)
		}
	}

	again := visitor(t, config)
	again.send(map[string]string{"next-year.csv": export, "staff-mapping.yaml": saved}, "")
	again.says(200, "<h1>next-year.csv</h1>")
	if read := again.carried()["all.csv"]; !strings.Contains(read, "staff,Exford Police,,,p1,mostly") {
		t.Errorf("read was\n%s", read)
	}
}

func TestSeveralFilesMakeOneReport(t *testing.T) {
	config := furnished(t)
	young := table(columns(t, config, "p1-young", "p3-young"), []string{"Most of the time", "Not sure"})
	staff := staffExport(t, config)
	rows := "respondent,strand,item,answer\nx,parent,p1-parent,mostly\n"
	files := map[string]string{"young.csv": young, "staff.csv": staff, "paper.csv": rows}
	b := visitor(t, config)
	b.send(files, "")
	b.says(200, "Choose the same files again", "paper.csv", "young.csv", "staff.csv")
	for n := range 2 {
		if b.fields[ui.FieldFile(n)] == "staff.csv" {
			b.choose(ui.FieldStrand(n), framework.Staff)
		}
	}
	b.send(files, ui.DoMake)
	b.says(200)
	read := b.carried()["all.csv"]
	for _, want := range []string{"young-person,,,,p1-young,mostly", "staff,Exford Council,,,p1,sometimes", "x,parent,p1-parent,mostly"} {
		if !strings.Contains(read, want) {
			t.Errorf("the rows lack %s:\n%s", want, read)
		}
	}
}
