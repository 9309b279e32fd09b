package dictionary_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"bearings/internal/dictionary"
	"bearings/language"
)

// ours are the rules that come with Bearings.
func ours(t testing.TB) *dictionary.Folder {
	t.Helper()
	folder, err := dictionary.Read(os.DirFS("../../content"), "language")
	if err != nil {
		t.Fatal(said(t, err))
	}
	return folder
}

func TestOurRulesAreWhole(t *testing.T) {
	rules := ours(t).Rules
	looking := slices.DeleteFunc(slices.Clone(rules), func(r language.Rule) bool { return r.Detector != "" })
	if len(looking) < 120 {
		t.Errorf("%d rules look for words; 120 are the least", len(looking))
	}
	if debated := dictionary.Debated(rules); len(debated) < 5 {
		t.Errorf("only %d rules say where guides disagree", len(debated))
	}
	called := map[string]string{}
	for _, r := range rules {
		if other := called[strings.ToLower(r.Words)]; other != "" {
			t.Errorf("%s and %s are both called %q", other, r.ID, r.Words)
		}
		called[strings.ToLower(r.Words)] = r.ID
		if r.Detector == "" && r.Category == "identifying" {
			t.Errorf("%s is filed under identifying and has no detector", r.ID)
		}
	}
	for _, category := range language.Categories {
		if !slices.ContainsFunc(rules, func(r language.Rule) bool { return r.Category == category }) {
			t.Errorf("no rule is filed under %s", category)
		}
	}
}

func TestEachDetectorHasItsRule(t *testing.T) {
	rules := ours(t).Rules
	for _, detector := range language.Detectors {
		n := 0
		for _, r := range rules {
			if r.Detector == detector {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%s has %d rules, and one is wanted", detector, n)
		}
	}
}

func TestOurExamplesHold(t *testing.T) {
	if err := ours(t).Check(); err != nil {
		t.Error(said(t, err))
	}
}

// What is offered instead must not need a finding itself.
func TestOurAlternativesAreNotFoundThemselves(t *testing.T) {
	rules := ours(t).Rules
	checker, err := language.New(rules)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules {
		for _, text := range r.Alternatives {
			for _, f := range checker.Check(text, language.Options{}).Findings {
				if f.Severity > language.Note {
					t.Errorf("%s offers %q, in which %s finds %q", r.ID, text, f.Rule, f.Text)
				}
			}
		}
	}
}

func TestThePackIsMadeOfTheRules(t *testing.T) {
	rules := ours(t).Rules
	pack, err := os.ReadFile("../../language/standard.pack")
	if err != nil {
		t.Fatal(err)
	}
	if string(pack) != language.Pack(rules) {
		t.Fatal("language/standard.pack is not made of content/language as it is now: run make generate")
	}
	same(t, language.Standard().Rules(), rules)
}

func TestAPackHoldsAllThereIsToARule(t *testing.T) {
	rules := append(standard(t), language.Rule{
		ID: "odd", Words: "odd one", Severity: language.Note, Category: "stigma", Patterns: []string{"odd one"},
		Why: "Why: \"so\" \\n and so — ’", Alternatives: []string{"a \\ b", "c"}, Reviewed: "2026-11-22",
		Flag: []string{"An odd-\none.", "An odd\u200bone."}, Pass: []string{"x", "  \t y \\n", "\n"},
		Sources: []language.Source{{Name: "A", URL: "https://a.invalid/?a=b&c", Date: "2024", Confirmed: true}, {Name: "B"}},
	})
	got, err := language.Unpack(language.Pack(rules))
	if err != nil {
		t.Fatal(err)
	}
	same(t, got, rules)
}

// same sees that two lists hold the same rules, in the same order.
func same(t *testing.T, got, want []language.Rule) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d rules, want %d", len(got), len(want))
	}
	for i := range want {
		if g, w := fmt.Sprintf("%+v", got[i]), fmt.Sprintf("%+v", want[i]); g != w {
			t.Errorf("got\n%s\nwant\n%s", g, w)
		}
	}
}
