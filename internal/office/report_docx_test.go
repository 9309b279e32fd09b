package office_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/office/docx/docxtest"
	"bearings/internal/report"
	"bearings/internal/report/reporttest"
)

func rich(t testing.TB) report.Report {
	t.Helper()
	return reporttest.Rich(t).Report(t, reporttest.Principles(t))
}

func thin(t testing.TB) report.Report {
	t.Helper()
	return reporttest.Thin(t).Report(t, reporttest.Principles(t))
}

func nobody(t testing.TB) report.Report {
	t.Helper()
	return reporttest.Empty(t, reporttest.Principles(t))
}

func wordFile(t testing.TB, r report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := office.WriteReportDOCX(&b, reporttest.Words(t), r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheReportInWordIsAsWordWantsIt(t *testing.T) {
	reports := partnerships(t)
	reports["crowded"] = crowded(t)
	for name, r := range reports {
		t.Run(name, func(t *testing.T) {
			f := docxtest.Check(t, wordFile(t, r))
			for _, table := range f.Body().All("tbl") {
				if title := table.Child("tblPr").Child("tblCaption"); title == nil || title.Attr["val"] == "" {
					t.Errorf("a table has no name: %s", table.Words())
				}
			}
		})
	}
}

func TestTheSameReportGivesTheSameWordFile(t *testing.T) {
	if !bytes.Equal(wordFile(t, thin(t)), wordFile(t, thin(t))) {
		t.Error("two files of one report differ")
	}
}

// heading is a heading with its level.
type heading struct {
	level int
	text  string
}

func headingsOf(t *testing.T, f *docxtest.File) []heading {
	t.Helper()
	var all []heading
	for _, p := range f.Body().All("p") {
		if digit, is := strings.CutPrefix(p.Style(), "Heading"); is {
			level, err := strconv.Atoi(digit)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, heading{level, p.Words()})
		}
	}
	return all
}

func TestTheReportInWordHasItsPartsInOrder(t *testing.T) {
	all := headingsOf(t, docxtest.Check(t, wordFile(t, thin(t))))
	var parts []string
	for _, h := range all {
		if h.level == 1 {
			parts = append(parts, h.text)
		}
	}
	want := []string{"Who we heard from", "At a glance", "What to talk about", "A page for each principle", "All answers",
		"How to read this", "About this report"}
	if !slices.Equal(parts, want) {
		t.Errorf("the parts are %q, want %q", parts, want)
	}
}

func TestTheReportInWordPutsChildrenFirst(t *testing.T) {
	r := thin(t)
	strands := []string{"Children and young people", "Parents and carers", "Staff", "Agencies' returns", "Other evidence"}
	all := headingsOf(t, docxtest.Check(t, wordFile(t, r)))
	from := slices.IndexFunc(all, func(h heading) bool { return h.text == "A page for each principle" })
	var order []string
	for _, h := range all[max(from, 0):] {
		name, _, _ := strings.Cut(h.text, " (")
		if h.level == 3 && slices.Contains(strands, name) {
			order = append(order, name)
		}
	}
	if len(order) != 2*len(r.Pages)*len(strands) {
		t.Fatalf("%d times somebody has a part, on %d pages and in as many sections", len(order), len(r.Pages))
	}
	for i, name := range order {
		if name != strands[i%len(strands)] {
			t.Fatalf("the order is %q", order)
		}
	}
}

func TestMadeUpAnswersAreCalledSoOnEveryPage(t *testing.T) {
	r := thin(t)
	for _, made := range []bool{true, false} {
		r.Fictional = made
		f := docxtest.Check(t, wordFile(t, r))
		label := reporttest.Words(t).Say("pages.fictional")
		if said := strings.Contains(f.XML["word/header1.xml"].Words(), label); said != made {
			t.Errorf("made up: %v, and said at the head: %v", made, said)
		}
		if said := strings.Contains(f.Body().Words(), label); said != made {
			t.Errorf("made up: %v, and said in the text: %v", made, said)
		}
		if sections := f.Body().All("sectPr"); len(sections[0].All("headerReference")) != 1 || len(sections) < 2 {
			t.Error("the head stands on no page")
		}
	}
}

// A document says nothing about who wrote it or when.
func TestTheReportInWordNamesItself(t *testing.T) {
	f := docxtest.Check(t, wordFile(t, nobody(t)))
	core := f.XML["docProps/core.xml"]
	if got := core.Child("title").Text; !strings.HasPrefix(got, "What we could ask: ") {
		t.Errorf("it is called %q", got)
	}
	if got := core.Child("creator").Text; got != "Bearings" {
		t.Errorf("it was made by %q", got)
	}
	if len(core.Nodes) != 4 {
		t.Errorf("it says %d things of itself", len(core.Nodes))
	}
}

// crowded is a report whose pages are as full as they get.
func crowded(t *testing.T) report.Report {
	t.Helper()
	r := rich(t)
	const (
		said     = "In their returns, 41 of 45 agencies say “Most of the time” or “Always or nearly always”, and 4 say “Hardly ever or never”."
		sentence = "Wickenmarsh Community Health Trust (fictional): the return says “Always or nearly always”. Of its own staff, 44% say " +
			"“Most of the time” or “Always or nearly always”."
		further  = "When a child has harmed someone, I make sure that support for that child carries on. Staff mostly say so."
		question = "Which of our rules can end a child's help after an arrest, and who in this room could change one of them?"
	)
	times := func(text string, n int) []string { return slices.Repeat([]string{text}, n) }
	for i := range r.Pages {
		p := &r.Pages[i]
		p.Keep, p.Differ, p.Grow = times(further, 3), times(sentence, 4), times(further, 2)
		p.Unknown, p.Ask = times(sentence, 3), times(question, 3)
		for j := range p.Blocks {
			b := &p.Blocks[j]
			if len(b.Says) > 0 {
				b.Says = []string{said, "The answers go both ways."}
			}
			if b.Strand == framework.Evidence {
				b.Note = ""
				b.Pieces = slices.Repeat([]report.Piece{{Source: "Wickenmarsh Safeguarding Partnership", Month: "2026-05", When: "May 2026", Text: sentence}}, 2)
				b.More = "3 more pieces stand with all answers."
			}
			for k := range b.Stances {
				b.Stances[k].Names = "Wickenmarsh Community Health Trust (fictional) and Wickenmarsh Police (fictional)"
			}
		}
	}
	return r
}

// Each principle stands on one sheet, however much there is to say, and the
// sheets follow each other.
func TestEachPrincipleInWordStandsOnOneSheet(t *testing.T) {
	folder := t.TempDir()
	reports := map[string]report.Report{"rich": rich(t), "thin": thin(t), "nobody": nobody(t), "crowded": crowded(t)}
	var files []string
	for name, r := range reports {
		file := filepath.Join(folder, name+".docx")
		if err := os.WriteFile(file, wordFile(t, r), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	toPDF(t, folder, files)
	for name, r := range reports {
		sheets := sheetsOf(t, filepath.Join(folder, name+".pdf"))
		first := slices.IndexFunc(sheets, func(s string) bool { return strings.Contains(s, r.Pages[0].Place) })
		if first < 0 {
			t.Fatalf("%s: no sheet says %s", name, r.Pages[0].Place)
		}
		for i, p := range r.Pages {
			sheet := sheets[first+i]
			last := p.Ask[len(p.Ask)-1]
			if !strings.Contains(sheet, p.Place) || !strings.Contains(sheet, last) {
				t.Errorf("%s: %s does not stand on one sheet", name, p.Place)
			}
		}
		next := "Here is every number"
		if r.NobodyAsked() {
			next = "How to read this"
		}
		if !strings.Contains(sheets[first+len(r.Pages)], next) {
			t.Errorf("%s: after the pages comes\n%s", name, sheets[first+len(r.Pages)])
		}
	}
}

// sheetsOf are the texts of a PDF's pages, in one line each.
func sheetsOf(t *testing.T, name string) []string {
	t.Helper()
	text, err := exec.Command("pdftotext", "-raw", name, "-").Output()
	if err != nil {
		if os.Getenv("BEARINGS_CI") != "" {
			t.Fatalf("pdftotext: %v; on Debian, apt-get install poppler-utils", err)
		}
		t.Skip("pdftotext is missing: on Debian, apt-get install poppler-utils")
	}
	sheets := strings.Split(string(text), "\f")
	for i, s := range sheets {
		sheets[i] = strings.Join(strings.Fields(s), " ")
	}
	return sheets
}

// BenchmarkReportInWord is to be set beside BenchmarkZipOfTheSameBytes: a
// report may take five times as long.
func BenchmarkReportInWord(b *testing.B) {
	r, words := rich(b), reporttest.Words(b)
	for b.Loop() {
		if err := office.WriteReportDOCX(io.Discard, words, r); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkZipOfTheSameBytes(b *testing.B) {
	f, err := docxtest.Open(wordFile(b, rich(b)))
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, part := range f.Parts {
		size += len(part)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		z := zip.NewWriter(io.Discard)
		for name, part := range f.Parts {
			out, err := z.Create(name)
			if err == nil {
				_, err = out.Write(part)
			}
			if err != nil {
				b.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(f.Parts)), "parts")
}

func TestBarsOfTheSameAnswersAreKeptOnce(t *testing.T) {
	f := docxtest.Check(t, wordFile(t, rich(t)))
	seen := map[string]string{}
	for name, data := range f.Parts {
		if !strings.HasSuffix(name, ".png") {
			continue
		}
		if other, twice := seen[string(data)]; twice {
			t.Errorf("%s and %s are the same picture", name, other)
		}
		seen[string(data)] = name
	}
	if drawn := len(f.Body().All("drawing")); len(seen) < 10 || drawn < 3*len(seen) {
		t.Errorf("%d pictures are drawn, %d kept", drawn, len(seen))
	}
}
