package ui_test

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"bearings/internal/framework"
	"bearings/internal/report"
	"bearings/internal/report/reporttest"
	"bearings/internal/ui"
)

// page is a report as its file, parsed.
func page(t *testing.T, r report.Report) (*html.Node, string) {
	t.Helper()
	var b bytes.Buffer
	if err := ui.ReportFile(reporttest.Words(t), r).Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return root, text
}

func small(t *testing.T) report.Report {
	t.Helper()
	return reporttest.SmallRound().Report(t, reporttest.Small(t))
}

// elements are all elements of those names, in order.
func elements(root *html.Node, names ...string) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && slices.Contains(names, n.Data) {
			found = append(found, n)
		}
	}
	return found
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// words are the text below a node, its spaces folded.
func words(n *html.Node) string {
	var all []string
	for d := range n.Descendants() {
		if d.Type == html.TextNode && (d.Parent == nil || d.Parent.Data != "style") {
			all = append(all, strings.Fields(d.Data)...)
		}
	}
	return strings.Join(all, " ")
}

func TestReportSaysEveryResultOnce(t *testing.T) {
	r := small(t)
	root, _ := page(t, r)
	rows := map[string]int{}
	for _, table := range elements(root, "table") {
		for _, row := range elements(table, "tr") {
			rows[words(row)]++
		}
	}
	for _, want := range []string{
		"Zed Police 25 or more 5 8% 15 25% 25 42% 15 25% 0 to 2",
		"Several schools 10 or more mixed",
		"Nearly always 5 14%",
		"Don't know 5 Not in the shares",
		"Zed Police Often",
		"Parents and carers Not enough answers yet.",
	} {
		if rows[want] == 0 {
			t.Errorf("no row says %q", want)
		}
	}
}

// within are the elements of a class.
func within(root *html.Node, class string) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && slices.Contains(strings.Fields(attribute(n, "class")), class) {
			found = append(found, n)
		}
	}
	return found
}

// headingsOf are the headings of a level, in order.
func headingsOf(root *html.Node, level string) []string {
	var all []string
	for _, h := range elements(root, level) {
		all = append(all, words(h))
	}
	return all
}

var everybody = []string{"Children and young people", "Parents and carers", "Staff", "Agencies' returns", "Other evidence"}

func TestReportPutsChildrenFirst(t *testing.T) {
	root, _ := page(t, small(t))
	section := slices.Concat([]string{"Side by side"}, everybody)
	want := slices.Concat([]string{"Organisations put together"}, section, section)
	if got := headingsOf(within(root, "report-answers")[0], "h3"); !slices.Equal(got, want) {
		t.Errorf("headings are %q, want %q", got, want)
	}
}

func TestReportLeadsFromTheWholeToEachFigure(t *testing.T) {
	root, _ := page(t, small(t))
	want := []string{"Contents", "Who we heard from", "At a glance", "What to talk about", "Believe children", "Work with families",
		"All answers", "P1. Believe children", "P2. Work with families", "How to read this", "About this report"}
	if got := headingsOf(root, "h2"); !slices.Equal(got, want) {
		t.Errorf("headings are %q, want %q", got, want)
	}
}

func TestReportCanBeReadByEverybody(t *testing.T) {
	root, text := page(t, small(t))
	if lang := attribute(elements(root, "html")[0], "lang"); lang != "en" {
		t.Errorf("the language is %q", lang)
	}
	ids := map[string]bool{}
	for n := range root.Descendants() {
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("the id %s stands twice", id)
			}
			ids[id] = true
		}
		if attribute(n, "style") != "" {
			t.Errorf("a style attribute on %s", n.Data)
		}
	}
	links := elements(root, "a")
	if len(links) < 7 {
		t.Fatalf("only %d links", len(links))
	}
	for _, a := range links {
		if to, inside := strings.CutPrefix(attribute(a, "href"), "#"); !inside || !ids[to] {
			t.Errorf("a link leads to %s", attribute(a, "href"))
		}
	}
	level := 0
	for _, h := range elements(root, "h1", "h2", "h3", "h4", "h5") {
		next := int(h.Data[1] - '0')
		if next > level+1 {
			t.Errorf("%s %q comes after a heading of level %d", h.Data, words(h), level)
		}
		level = next
	}
	for _, table := range elements(root, "table") {
		captions := elements(table, "caption")
		named := len(captions) == 1 && words(captions[0]) != "" || ids[attribute(table, "aria-labelledby")]
		if !named {
			t.Errorf("a table without a name: %s", words(table))
		}
	}
	for _, th := range elements(root, "th") {
		if attribute(th, "scope") == "" {
			t.Errorf("the heading %q has no scope", words(th))
		}
	}
	for _, svg := range elements(root, "svg") {
		if attribute(svg, "aria-hidden") != "true" {
			t.Error("a bar is read out beside the numbers that say the same")
		}
	}
	if strings.Contains(text, "[report.") || strings.Contains(text, "[pages.") {
		t.Error("a sentence is missing")
	}
}

func TestReportShowsUntrustedTextAsText(t *testing.T) {
	nasty := "<script>alert(1)</script>\u202E\"'&" + strings.Repeat("w", 150)
	a := &reporttest.Answers{}
	for _, agency := range []string{nasty, "B"} {
		for _, answer := range []string{"hardly-ever", "sometimes", "often", "nearly-always"} {
			a.Add(reporttest.Crowd{N: 10, Strand: framework.Staff, Agency: agency, Answers: map[string]string{"p1": answer}})
		}
	}
	a.AddLines(
		reporttest.Line{Strand: framework.Return, Agency: nasty, Item: "p1-do", Text: nasty + "\nנעים מאוד"},
		reporttest.Line{Strand: framework.Return, Agency: nasty, Item: "p1", Answer: "often"},
		reporttest.Line{Strand: framework.Evidence, Agency: nasty, Item: "P1", Answer: "2026-05", Text: nasty},
	)
	root, text := page(t, a.Report(t, reporttest.Small(t)))
	if strings.Contains(text, "<script") {
		t.Error("an agency's name runs")
	}
	shown := 0
	for n := range root.Descendants() {
		if n.Type != html.TextNode || !strings.Contains(n.Data, "<script>") {
			continue
		}
		shown++
		if p := n.Parent; p.Data != "bdi" && attribute(p, "dir") != "auto" {
			t.Errorf("the text's direction can leave its %s", p.Data)
		}
	}
	if shown < 6 {
		t.Errorf("the name and text are shown %d times only", shown)
	}
}

// never are words no page of ours says about results, or about people.
var never = regexp.MustCompile(`(?i)\b(released?|disclos\w*|gaps?|ballots?|votes?|scores?|frightened|exhausted|ranking|suppress\w*|withheld)\b`)

func TestReportSpeaksPlainly(t *testing.T) {
	root, _ := page(t, small(t))
	said := words(root)
	if len(said) < 2000 {
		t.Fatalf("the page says only %q", said)
	}
	if word := never.FindString(said); word != "" {
		t.Errorf("the report says %q", word)
	}
	for _, must := range []string{"Published results", "Who we heard from", "keep people unrecognisable", "What we say", "Not connected to anybody.", "Written for tests."} {
		if !strings.Contains(said, must) {
			t.Errorf("the report does not say %q", must)
		}
	}
}

func TestReportAsPartOfAPageBringsNoPage(t *testing.T) {
	var b bytes.Buffer
	if err := ui.Report(reporttest.Words(t), small(t)).Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{"<html", "<body", "<style", "<main"} {
		if strings.Contains(b.String(), never) {
			t.Errorf("the fragment brings %s", never)
		}
	}
	if !strings.HasPrefix(b.String(), "<article") {
		t.Errorf("the fragment begins with %.40q", b.String())
	}
}

func TestEveryClassOfTheReportIsItsOwn(t *testing.T) {
	root, _ := page(t, small(t))
	for n := range root.Descendants() {
		for _, class := range strings.Fields(attribute(n, "class")) {
			if class != "report" && !strings.HasPrefix(class, "report-") {
				t.Errorf("the class %s may meet another look", class)
			}
		}
	}
	selectors := regexp.MustCompile(`\.([a-z][a-z0-9-]*)`).FindAllStringSubmatch(regexp.MustCompile(`(?s)/\*.*?\*/|\{[^{}]*\}`).ReplaceAllString(ui.ReportCSS(), ""), -1)
	if len(selectors) < 50 {
		t.Fatalf("only %d classes have a look", len(selectors))
	}
	for _, s := range selectors {
		if s[1] != "report" && !strings.HasPrefix(s[1], "report-") {
			t.Errorf("the look of %s may meet other pages", s[1])
		}
	}
}
