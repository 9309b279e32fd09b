package dictionary_test

import (
	"slices"
	"testing"

	"bearings/internal/dictionary"
	"bearings/language"
)

// shelf is a small dictionary.
var shelf = []language.Rule{
	{ID: "runner", Words: "Runner", Severity: language.Care, Category: "criminal-label", Patterns: []string{"(runner|runners)"}, Sources: []language.Source{{Name: "Beta", URL: "https://b.invalid", Date: "2020"}}},
	{ID: "drug-runner", Words: "drug runner", Severity: language.Avoid, Category: "criminal-label", Patterns: []string{"drug (runner|runners)"}, Debate: "Some say so.", Sources: []language.Source{{Name: "Alpha", Date: "2021"}, {Name: "Beta, again", URL: "https://b.invalid", Date: "2024", Confirmed: true}}},
	{ID: "streetwise", Words: "streetwise", Severity: language.Care, Category: "adultification", Patterns: []string{"streetwise"}, Alternatives: []string{"is still a child"}},
	{ID: "drug-dealer", Words: "drug dealer", Severity: language.Avoid, Category: "criminal-label", Patterns: []string{"<CHILD> drug dealer"}},
	{ID: "absconded", Words: "absconded", Severity: language.Care, Category: "criminal-label", Patterns: []string{"abscond~"}, Sources: []language.Source{{Name: "Alpha", Date: "2021"}}},
	{ID: "bossman", Words: "bossman", Severity: language.Note, Category: "exploiter-words", Patterns: []string{"bossman"}, Flag: []string{"The runner's bossman came."}},
}

func ids(rules []language.Rule) []string {
	var all []string
	for _, r := range rules {
		all = append(all, r.ID)
	}
	return all
}

func expect(t *testing.T, what string, rules []language.Rule, want ...string) {
	t.Helper()
	if got := ids(rules); !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestRulesAreGroupedInTheOrderOfTheCategories(t *testing.T) {
	groups := dictionary.Groups(shelf)
	if len(groups) != 3 || groups[0].Category != "adultification" || groups[1].Category != "criminal-label" || groups[2].Category != "exploiter-words" {
		t.Fatalf("%+v", groups)
	}
	expect(t, "criminal-label", groups[1].Rules, "drug-dealer", "drug-runner", "absconded", "runner")
}

func TestRulesAreListedByTheirWords(t *testing.T) {
	expect(t, "all", dictionary.ByWords(shelf), "absconded", "bossman", "drug-dealer", "drug-runner", "runner", "streetwise")
	expect(t, "debated", dictionary.Debated(shelf), "drug-runner")
}

func TestARuleIsFoundByItsId(t *testing.T) {
	if r, ok := dictionary.Find(shelf, "bossman"); !ok || r.Words != "bossman" {
		t.Errorf("%+v %v", r, ok)
	}
	if r, ok := dictionary.Find(shelf, "boss"); ok {
		t.Errorf("found %+v", r)
	}
}

func TestWhatIsCalledSoIsFoundFirst(t *testing.T) {
	expect(t, "runner", dictionary.Search(shelf, "runner"), "drug-runner", "runner", "bossman")
	expect(t, "two words, begun", dictionary.Search(shelf, "  DRUG, deal"), "drug-dealer")
	expect(t, "an alternative", dictionary.Search(shelf, "still a child"), "streetwise")
	expect(t, "a class of words", dictionary.Search(shelf, "child"), "streetwise")
	expect(t, "nothing", dictionary.Search(shelf, " - "))
}

func TestRelatedRulesShareRareWords(t *testing.T) {
	expect(t, "drug-runner", dictionary.Related(shelf, "drug-runner", 2), "runner", "drug-dealer")
	expect(t, "more", dictionary.Related(shelf, "drug-runner", 9), "runner", "drug-dealer", "absconded")
	expect(t, "nobody near", dictionary.Related(shelf, "streetwise", 9))
	expect(t, "unknown", dictionary.Related(shelf, "none", 9))
}

func TestASourceIsCitedOnce(t *testing.T) {
	cited := dictionary.Cites(shelf)
	if len(cited) != 2 || cited[0].Source.Name != "Alpha" || cited[1].Source.Name != "Beta, again" {
		t.Fatalf("%+v", cited)
	}
	expect(t, "Alpha", cited[0].Rules, "absconded", "drug-runner")
	expect(t, "Beta", cited[1].Rules, "drug-runner", "runner")
	if s := cited[1].Source; !s.Confirmed || s.Date != "2024" {
		t.Errorf("%+v", s)
	}
}
