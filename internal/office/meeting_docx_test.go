package office_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bearings/internal/meeting"
	"bearings/internal/office"
	"bearings/internal/report"
	"bearings/internal/report/reporttest"
	"bearings/internal/session"
)

func meetingPlan(t testing.TB) session.Meeting {
	t.Helper()
	m, err := session.LoadMeeting(os.DirFS("../../content"), "sessions/meeting.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// packReports are the reports a pack can be made of.
func packReports(t testing.TB) map[string]report.Report {
	reports := map[string]report.Report{"rich": rich(t), "thin": thin(t), "nobody": nobody(t)}
	for name, r := range reports {
		r.Fictional = name != "nobody"
		reports[name] = r
	}
	return reports
}

func packFile(t testing.TB, r report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := office.WriteMeetingPackDOCX(&b, reporttest.Words(t), r, meetingPlan(t)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheMeetingPackInWordSaysWhatThePackSays(t *testing.T) {
	for name, r := range packReports(t) {
		file := packFile(t, r)
		if !bytes.Equal(file, packFile(t, r)) {
			t.Errorf("%s: the same pack gives different bytes", name)
		}
		text, times := "", map[string]int{}
		for _, p := range wordParas(t, wordPart(t, file, "word/document.xml")) {
			text += p.text + "\n"
			times[p.text]++
		}
		pack := meeting.New(reporttest.Words(t), r, meetingPlan(t))
		for _, sentence := range sentencesOf(pack) {
			if !strings.Contains(text, sentence) {
				t.Errorf("%s: the document lacks %q", name, sentence)
			}
		}
		for _, word := range pack.Cards.Words {
			if n := times[word]; n < meeting.CardsASheet {
				t.Errorf("%s: %d cards with %q, want %d", name, n, word, meeting.CardsASheet)
			}
		}
		head := string(wordPart(t, file, "word/header1.xml"))
		if made := strings.Contains(head, "Made-up partnership"); made != r.Fictional {
			t.Errorf("%s: the head of each page says that answers are made up: %v", name, made)
		}
	}
}

// sentencesOf are what a pack says, in any order.
func sentencesOf(pack meeting.Pack) []string {
	var want []string
	for _, a := range pack.Agendas {
		want = append(want, a.Title, a.For)
		for _, row := range a.Rows {
			want = append(want, row.Start, row.Title)
			want = append(append(want, row.Do...), row.Unheard...)
			if row.Topic != nil {
				want = append(append(want, row.Topic.Title), row.Topic.Ask...)
			}
		}
	}
	for _, row := range pack.Overview {
		want = append(want, row.Title)
		for _, cell := range row.Cells {
			want = append(want, cell.Words)
		}
	}
	want = append(want, pack.Reading...)
	want = append(append(append(want, pack.Openings...), pack.Before...), pack.Need...)
	for _, a := range pack.Power {
		want = append(append(want, a.Title), a.Do...)
	}
	for _, p := range pack.Principles {
		want = append(append(want, p.Title), p.Ask...)
		for _, f := range p.Feels {
			for _, said := range f.Said {
				want = append(want, said.Text)
			}
		}
	}
	for _, p := range pack.Pages {
		want = append(append(want, p.Title), p.Ask...)
	}
	want = append(append(want, pack.Agreement.Fields...), pack.Agreement.Signed)
	return want
}

// An agenda is followed line by line: whatever is done, and who was not heard, is
// an entry of a list of its own.
func TestAnAgendaInWordIsMadeOfLists(t *testing.T) {
	for name, r := range packReports(t) {
		listed := map[string]bool{}
		for _, p := range wordParas(t, wordPart(t, packFile(t, r), "word/document.xml")) {
			if p.list {
				listed[p.text] = true
			}
		}
		for _, a := range meeting.New(reporttest.Words(t), r, meetingPlan(t)).Agendas {
			for _, row := range a.Rows {
				for _, one := range append(slices.Clone(row.Do), row.Unheard...) {
					if !listed[one] {
						t.Errorf("%s: %s: no entry of a list says %q", name, a.Title, one)
					}
				}
			}
		}
	}
}

var pdfPage = regexp.MustCompile(`/Type\s*/Page\b`)

// Each part begins a sheet, so there are as many pages as parts if every part
// stays on its sheet.
func TestTheMeetingPackInWordKeepsToItsSheets(t *testing.T) {
	folder := t.TempDir()
	reports := packReports(t)
	var files []string
	for name, r := range reports {
		file := filepath.Join(folder, name+".docx")
		if err := os.WriteFile(file, packFile(t, r), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	toPDF(t, folder, files)
	for name, r := range reports {
		pdf, err := os.ReadFile(filepath.Join(folder, name+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		pack := meeting.New(reporttest.Words(t), r, meetingPlan(t))
		// The first sheet, getting ready, the opening questions, how to use the
		// cards, the notes and the agreement; and what there are several of.
		want := 6 + len(pack.Pages) + len(pack.Principles) + len(pack.Cards.Words)
		if len(pack.Overview) > 0 {
			want++
		}
		for _, a := range pack.Agendas {
			want += len(a.Sheets())
		}
		if got := len(pdfPage.FindAll(pdf, -1)); got != want {
			t.Errorf("%s: %d pages, want %d", name, got, want)
		}
	}
}

// toPDF lays Word files out as LibreOffice does.
func toPDF(t *testing.T, folder string, files []string) {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("BEARINGS_CI") != "" {
			t.Fatal("LibreOffice may not be missing here: on Debian, apt-get install libreoffice-writer")
		}
		t.Skip("LibreOffice is missing: on Debian, apt-get install libreoffice-writer")
	}
	arguments := append([]string{"--headless", "-env:UserInstallation=file://" + filepath.Join(folder, "profile"),
		"--convert-to", "pdf", "--outdir", folder}, files...)
	if said, err := exec.Command(program, arguments...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
}
