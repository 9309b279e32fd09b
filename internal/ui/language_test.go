package ui_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/office/document"
	"bearings/internal/phrase"
	"bearings/internal/ui"
	"bearings/language"
)

func languageSite(t *testing.T) ui.Site {
	t.Helper()
	words, err := phrase.Load(os.DirFS("../../content/messages"))
	if err != nil {
		t.Fatal(err)
	}
	fw, err := framework.Load(os.DirFS("../../content/practice-principles"))
	if err != nil {
		t.Fatal(err)
	}
	assets, err := ui.LoadAssets(ui.BuiltAssets())
	if err != nil {
		t.Skip(words["en"].Say("site.assets-missing"))
	}
	assets.CheckBy(language.Standard)
	return ui.Site{Words: words["en"], Framework: fw, Assets: assets}
}

// sentences are what the page hands its script.
func sentences(t *testing.T, site ui.Site) map[string]map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := site.CheckDocument().Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	_, coded, _ := strings.Cut(b.String(), `id="check-words" type="application/json">`)
	coded, _, _ = strings.Cut(coded, "</script>")
	all := map[string]any{}
	if err := json.Unmarshal([]byte(coded), &all); err != nil {
		t.Fatalf("%v in %.200q", err, coded)
	}
	said := map[string]map[string]string{}
	for name, value := range all {
		if list, ok := value.(map[string]any); ok {
			said[name] = map[string]string{}
			for id, text := range list {
				said[name][id] = text.(string)
			}
		}
	}
	return said
}

func TestEveryCodeOfTheCheckerHasItsSentence(t *testing.T) {
	said := sentences(t, languageSite(t))
	for list, texts := range said {
		for id, text := range texts {
			if text == "" || strings.HasPrefix(text, "[") || strings.Contains(text, "<no value>") {
				t.Errorf("%s %s: %q", list, id, text)
			}
		}
	}
	for _, code := range document.Codes {
		if said["problems"][code] == "" {
			t.Errorf("nothing is said of a file that is %s", code)
		}
	}
	for _, code := range document.UnreadCodes {
		if said["unread"][code+"+place"] == "" || said["unread"][code+"+page"] == "" {
			t.Errorf("nothing is said of a part that is %s", code)
		}
	}
	reasons := []language.Reason{language.ChildsWords, language.Mentioned, language.AvoidList, language.Quotation, language.Code,
		language.Negated, language.OtherSense, language.OtherSubject, language.NoChild, language.Covered}
	for _, reason := range reasons {
		if said["reasons"][string(reason)] == "" {
			t.Errorf("nothing is said of what is passed over as %s", reason)
		}
	}
}

var saidByScript = regexp.MustCompile(`\bsay\('([a-z-]+)'|\bcount\('([a-z-]+)'|fail\('([a-z-]+)'|code: '([a-z-]+)'`)

// What the script asks for by name is there.
func TestTheScriptFindsItsSentences(t *testing.T) {
	said := sentences(t, languageSite(t))
	files, err := os.ReadDir("assets/scripts")
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for _, file := range files {
		if !strings.HasPrefix(file.Name(), "checkdocument") {
			continue
		}
		text, err := os.ReadFile("assets/scripts/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range saidByScript.FindAllStringSubmatch(string(text), -1) {
			looked++
			counted := said["say"][found[2]+"-other"] != ""
			if said["say"][found[1]] == "" && !(found[2] != "" && counted) && said["problems"][found[3]+found[4]] == "" {
				t.Errorf("%s: %s has no sentence", file.Name(), found[0])
			}
		}
	}
	if looked < 20 {
		t.Errorf("only %d places were looked at", looked)
	}
}

var (
	outside  = regexp.MustCompile(`(?:src|href)="([^"#][^"]*)"`)
	unbundle = regexp.MustCompile(`(?m)^(?:import|export) .*$`)
)

// The page as one file names no other file, and its script needs none.
func TestThePageAsOneFileIsWhole(t *testing.T) {
	site := languageSite(t)
	file, err := site.LanguageFile()
	if err != nil {
		t.Fatal(err)
	}
	text := string(file)
	for _, found := range outside.FindAllStringSubmatch(text, -1) {
		if found[1] != "data:," {
			t.Errorf("it names %s", found[1])
		}
	}
	if left := unbundle.FindAllString(text, -1); left != nil {
		t.Errorf("its script still has %q", left)
	}
	if strings.Contains(text, "url(atk") {
		t.Error("the typeface is not inside")
	}
	if most := 6 << 20; len(file) > most {
		t.Errorf("it has %d bytes, which is more than a few megabytes", len(file))
	}
	if again, _ := site.LanguageFile(); !slices.Equal(again, file) {
		t.Error("the same program gives different bytes")
	}
}

func TestThePageAsOneFileSaysWhatIsMissing(t *testing.T) {
	site := languageSite(t)
	site.Assets = &ui.Assets{}
	if _, err := site.LanguageFile(); err == nil || !strings.Contains(err.Error(), "document.wasm") {
		t.Errorf("got %v", err)
	}
}
