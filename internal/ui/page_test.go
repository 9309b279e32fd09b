package ui_test

import (
	"bytes"
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"bearings/internal/answer"
	"bearings/internal/report"
	"bearings/internal/report/reporttest"
	"bearings/internal/ui"
)

// sheets are the pages of the principles in a report.
func sheets(t *testing.T, r report.Report) []*html.Node {
	t.Helper()
	root, _ := page(t, r)
	found := within(root, "report-sheet")
	if len(found) != len(r.Pages) || len(found) == 0 {
		t.Fatalf("%d pages, want %d", len(found), len(r.Pages))
	}
	return found
}

// nothing is the report of a round that nobody has been asked in.
func nothing(t *testing.T) report.Report {
	t.Helper()
	return report.FromOutcome(reporttest.Principles(t), answer.Outcome{}, reporttest.Words(t))
}

func TestAPageKeepsItsOrder(t *testing.T) {
	for name, r := range map[string]report.Report{
		"answers": small(t),
		"nothing": nothing(t),
	} {
		for _, sheet := range sheets(t, r) {
			got := slices.DeleteFunc(headingsOf(sheet, "h3"), func(h string) bool { return h == "Where we can grow" })
			want := slices.Concat(everybody, []string{"What to keep", "Where we differ", "What we do not know yet", "What to ask each other"})
			if !slices.Equal(got, want) {
				t.Errorf("%s: %q", name, got)
			}
		}
	}
}

// Every chart's table says the figures of the report, and its bars are as long.
func TestAPageShowsTheFiguresOfTheReport(t *testing.T) {
	r := small(t)
	checked := 0
	for i, sheet := range sheets(t, r) {
		said := words(sheet)
		var got, want []string
		for _, figure := range within(sheet, "report-figure") {
			got = append(got, words(figure))
		}
		for _, block := range r.Pages[i].Blocks {
			for _, sentence := range block.Says {
				if !strings.Contains(said, sentence) {
					t.Errorf("%s does not say %q", r.Pages[i].ID, sentence)
				}
			}
			for _, chart := range block.Charts {
				for _, row := range chart.Rows {
					for _, count := range slices.Concat(row.Positions, row.Beside) {
						want = append(want, count.Words)
					}
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s shows %q, want %q", r.Pages[i].ID, got, want)
		}
		checked += len(want)
	}
	if checked < 20 {
		t.Errorf("only %d figures were compared", checked)
	}
}

func TestABarStandsAroundTheMiddle(t *testing.T) {
	sheet := sheets(t, small(t))[0]
	bar := within(within(sheet, "report-block-young-person")[0], "report-diverging")[0]
	ends := map[float64]bool{}
	var parts [][2]float64
	for _, rect := range elements(bar, "rect") {
		if attribute(rect, "class") == "report-edge" {
			continue
		}
		x, width := number(t, attribute(rect, "x")), number(t, attribute(rect, "width"))
		parts = append(parts, [2]float64{x, x + width})
		ends[x], ends[x+width] = true, true
	}
	// 10, 10, 10 and 5 young people: 20 of 35 in the lower half.
	if len(parts) != 4 || !ends[50] {
		t.Fatalf("the bar's parts are %v", parts)
	}
	if left, right := 50-parts[0][0], parts[3][1]-50; left < 28 || left > 29 || right < 21 || right > 22 {
		t.Errorf("%.1f%% stand left and %.1f%% right of the middle", left, right)
	}
	if striped := elements(bar, "line"); len(striped) != 4 {
		t.Errorf("%d lines, want two striped parts, the middle and the foot", len(striped))
	}
}

func number(t *testing.T, percent string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(strings.TrimSuffix(percent, "%"), 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAnEmptyPageHasRoomToWrite(t *testing.T) {
	r := nothing(t)
	for _, sheet := range sheets(t, r) {
		if rooms := within(sheet, "report-room"); len(rooms) < 8 {
			t.Errorf("%d places to write", len(rooms))
		}
		for _, block := range within(sheet, "report-block") {
			ours := strings.Contains(attribute(block, "class"), "staff") || strings.Contains(attribute(block, "class"), "return")
			if marks := len(within(block, "report-tick")); ours != (marks == 1) {
				t.Errorf("%q has %d places to mark a word", words(block), marks)
			}
		}
		if said := words(sheet); !strings.Contains(said, "Nobody was asked.") || !strings.Contains(said, "How and when could we ask them?") {
			t.Errorf("the page says %q", said)
		}
	}
}

func TestAMadeUpReportSaysSoOnEveryPage(t *testing.T) {
	r := small(t)
	const label = "Made-up partnership"
	if root, text := page(t, r); strings.Contains(words(root), label) || strings.Contains(text, "--report-mark:") {
		t.Error("answers of people are called made up")
	}
	r.Fictional = true
	root, text := page(t, r)
	parts := slices.Concat(within(root, "report-head"), within(root, "report-sheet"), within(root, "report-section"))
	if len(parts) < 5 {
		t.Fatalf("only %d parts", len(parts))
	}
	for _, part := range parts {
		if !strings.Contains(words(part), label) {
			t.Errorf("%.80q does not say that it is made up", words(part))
		}
	}
	if !strings.Contains(text, `:root { --report-mark: "`+label) {
		t.Error("paper does not say it at the head of each page")
	}
}

// The longest pages are set smaller, and give up agencies' names before that.
func TestAFullPageIsSetSmaller(t *testing.T) {
	r := small(t)
	class := func() string {
		var b bytes.Buffer
		if err := ui.ReportFile(reporttest.Words(t), r).Render(context.Background(), &b); err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(&b)
		if err != nil {
			t.Fatal(err)
		}
		return attribute(within(root, "report-sheet")[0], "class")
	}
	r.Pages[0].Keep, r.Pages[0].Differ, r.Pages[0].Unknown = nil, nil, nil
	if got := class(); !strings.Contains(got, "report-sheet-roomy") || !strings.Contains(got, "report-sheet-wide") {
		t.Errorf("a page with little on it is set as %s", got)
	}
	long := strings.Repeat("Words and words. ", 10)
	r.Pages[0].Keep, r.Pages[0].Differ = []string{long, long, long}, []string{long, long, long, long}
	if got := class(); strings.Contains(got, "roomy") || !strings.Contains(got, "report-sheet-clos") {
		t.Errorf("a page with much on it is set as %s", got)
	}
}
