package dictionary_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"bearings/internal/dictionary"
	"bearings/language"
)

func overlaid(t *testing.T) *dictionary.Folder {
	t.Helper()
	folder, err := dictionary.Overlay(standard(t), os.DirFS("testdata/overlay"), ".")
	if err != nil {
		t.Fatal(said(t, err))
	}
	return folder
}

func TestAPartnershipAddsChangesAndSilences(t *testing.T) {
	folder := overlaid(t)
	if want := []string{"bad-lad"}; !slices.Equal(folder.Added, want) {
		t.Errorf("added %v, want %v", folder.Added, want)
	}
	if want := []string{"streetwise"}; !slices.Equal(folder.Changed, want) {
		t.Errorf("changed %v, want %v", folder.Changed, want)
	}
	var ids []string
	for _, r := range folder.Rules {
		ids = append(ids, r.ID)
	}
	if want := []string{"bad-lad", "nhs-number", "streetwise"}; !slices.Equal(ids, want) {
		t.Errorf("%v hold, want %v", ids, want)
	}
	if len(folder.Silenced) != 1 || folder.Silenced[0].Rule.Words != "absconded" ||
		folder.Silenced[0].Reason != "Our police system prints this word, and we are changing it there." {
		t.Errorf("silenced %+v", folder.Silenced)
	}
}

func TestOnlyTheFieldsGivenAreChanged(t *testing.T) {
	before, _ := dictionary.Find(standard(t), "streetwise")
	after, _ := dictionary.Find(overlaid(t).Rules, "streetwise")
	if after.Severity != language.Note || len(after.NotNear) != 0 || after.Cue || len(after.Alternatives) != 3 || len(after.Flag) != 3 {
		t.Errorf("not changed: %+v", after)
	}
	if after.Why != before.Why || after.Words != before.Words || !after.Child || after.Debate != before.Debate ||
		!slices.Equal(after.Pass, before.Pass) || !slices.Equal(after.Patterns, before.Patterns) || len(after.Sources) != 1 {
		t.Errorf("changed what was not given: %+v", after)
	}
}

func TestTheStandardRulesStayAsTheyWere(t *testing.T) {
	rules := standard(t)
	if _, err := dictionary.Overlay(rules, os.DirFS("testdata/overlay"), "."); err != nil {
		t.Fatal(said(t, err))
	}
	for i, r := range standard(t) {
		if rules[i].ID != r.ID || rules[i].Severity != r.Severity || !slices.Equal(rules[i].Alternatives, r.Alternatives) {
			t.Errorf("%s was changed: %+v", r.ID, rules[i])
		}
	}
}

func TestAnExampleThatFailsIsSaidWithItsPlace(t *testing.T) {
	files := fstest.MapFS{"ours/streetwise.yaml": {Data: []byte(strings.Replace(sound("streetwise"),
		`[She is streetwise., He was very streetwise.]`,
		"\n    - She is streetwise.\n    - She is clever.\n    - Her brother told us, \"I am streetwise and I always was, so leave me be\".", 1))}}
	text := string(files["ours/streetwise.yaml"].Data)
	text = strings.Replace(text, "She said so.", "He is streetwise all right.", 1)
	files["ours/streetwise.yaml"].Data = []byte(text)
	folder, err := dictionary.Read(files, "ours")
	if err != nil {
		t.Fatal(said(t, err))
	}
	golden(t, "testdata/examples.txt", said(t, folder.Check()))
}

func TestSoundExamplesPass(t *testing.T) {
	folder := overlaid(t)
	if err := folder.Check(); err != nil {
		t.Error(said(t, err))
	}
}
