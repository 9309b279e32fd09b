package ui_test

import (
	"bytes"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"bearings/internal/report/reporttest"
	"bearings/internal/ui"
	"bearings/language"
)

// A box for free text is a WritingBox, so that everybody gets hints and nobody's
// words go anywhere. One without a name belongs to no form, and is never sent.
func TestThereIsNoOtherBoxForFreeText(t *testing.T) {
	ours := 0
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".templ") {
			return err
		}
		text, err := fs.ReadFile(os.DirFS(".."), name)
		for _, box := range textarea.FindAllString(string(text), -1) {
			switch {
			case name == "ui/writing.templ":
				ours++
			case strings.Contains(box, "name"):
				t.Errorf("%s has a box of its own, use writingBox: %s", name, box)
			}
		}
		return err
	})
	if err != nil || ours != 1 {
		t.Errorf("writingBox has %d boxes, want one; %v", ours, err)
	}
}

var textarea = regexp.MustCompile(`(?i)<textarea[^>]*>`)

func TestKeptWordsGoAndComeBack(t *testing.T) {
	for _, reason := range append([]string{ui.KeptNeeded}, ui.KeptReasons...) {
		want := ui.Kept{Rule: "at-risk", Reason: reason, Words: "putting  herself\nat \"risk\""}
		if got, ok := ui.ParseKept(ui.KeptValue(want)); !ok || got != want {
			t.Errorf("%+v came back as %+v, %v", want, got, ok)
		}
	}
	for _, value := range []string{"", "rule", "rule meant", "rule because words", " meant"} {
		if got, ok := ui.ParseKept(value); ok {
			t.Errorf("%q was read as %+v", value, got)
		}
	}
}

// Every kind of hint and every reason has its sentence.
func TestHintsSayEverything(t *testing.T) {
	words := reporttest.Words(t)
	site := ui.Site{Words: words, Framework: reporttest.Principles(t), Assets: noAssets(t)}
	boxes := site.PracticeBoxes()
	for _, severity := range []language.Severity{language.Note, language.Care, language.Avoid} {
		for _, identifying := range []bool{false, true} {
			f := language.Finding{Rule: "r", Severity: severity, Text: "t", Why: "w", Alternatives: []string{"a"}}
			boxes[0].Written.Found = append(boxes[0].Written.Found, ui.Found{Finding: f, Identifying: identifying})
		}
	}
	boxes[0].Wrong = site.TooLong(boxes[0])
	var page bytes.Buffer
	if err := site.Writing(ui.Writing{Boxes: boxes, Checked: true, Wrong: boxes[0].Wrong, At: "note"}).Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	for _, reason := range append([]string{ui.KeptNeeded}, ui.KeptReasons...) {
		boxes[1].Written = ui.Written{Text: "x", Voice: true, Kept: []ui.Kept{{Rule: "r", Reason: reason, Words: "t"}}, Found: boxes[0].Written.Found}
		if err := site.WritingDone(boxes).Render(t.Context(), &page); err != nil {
			t.Fatal(err)
		}
	}
	if at := strings.Index(page.String(), "[writing."); at >= 0 {
		t.Errorf("a sentence is missing: %.60s", page.String()[at:])
	}
}

// most is how much the checker beside a text box may weigh on its way, in bytes.
const most = 1 << 20

func TestTheCheckerBesideABoxIsSmall(t *testing.T) {
	assets, err := ui.LoadAssets(ui.BuiltAssets())
	if err != nil {
		if os.Getenv("BEARINGS_CI") == "" {
			t.Skip("the assets are not built: run make assets")
		}
		t.Fatal(err)
	}
	hints, ok := assets.File(strings.TrimPrefix(assets.URL("hints.wasm"), ui.AssetsPath))
	if !ok || len(hints.Gzip()) == 0 || len(hints.Gzip()) > most {
		t.Errorf("it weighs %d bytes, want %d at the most", len(hints.Gzip()), most)
	}
	if hints.Type != "application/wasm" || len(hints.Plain()) != 0 {
		t.Errorf("it is %q, and %d bytes of it are carried unpacked", hints.Type, len(hints.Plain()))
	}
}

func noAssets(t *testing.T) *ui.Assets {
	t.Helper()
	assets, err := ui.LoadAssets(fstest.MapFS{"manifest.json": {Data: []byte("{}")}})
	if err != nil {
		t.Fatal(err)
	}
	return assets
}
