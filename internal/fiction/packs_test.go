package fiction_test

import (
	"io/fs"
	"testing"

	"bearings/content"
	"bearings/internal/framework"
	"bearings/internal/phrase"
)

// packs are frameworks of different shapes.
func packs(t *testing.T) map[string]*framework.Framework {
	return map[string]*framework.Framework{
		"practice principles":       practicePrinciples(t),
		"small":                     smallPack(),
		"two words, only staff":     twoWords(),
		"only deeper, odd kinds":    onlyDeeper(),
		"only words and young ones": onlyWords(),
	}
}

func practicePrinciples(t *testing.T) *framework.Framework {
	t.Helper()
	folder, err := fs.Sub(content.Files, "practice-principles")
	if err != nil {
		t.Fatal(err)
	}
	fw, err := framework.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	return fw
}

func english(t *testing.T) *phrase.Words {
	t.Helper()
	folder, err := fs.Sub(content.Files, "messages")
	if err != nil {
		t.Fatal(err)
	}
	all, err := phrase.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	return all["en"]
}

func en(text string) framework.Text { return framework.Text{"en": text} }

func word(id string) framework.Word { return framework.Word{ID: id, Word: en(id)} }

var often = framework.Scale{
	ID:        "often",
	Positions: []framework.Word{word("never"), word("sometimes"), word("mostly"), word("always")},
	Beside:    []framework.Word{word("dont-know"), word("not-ours")},
}

// smallPack has two principles, and every strand.
func smallPack() *framework.Framework {
	return &framework.Framework{
		ID: "small", Version: "1.0.0", Languages: []string{"en"},
		Levels: []framework.Level{{ID: framework.Direct}, {ID: framework.Operational}, {ID: framework.Strategic}},
		Kinds:  []framework.Kind{{ID: "council", Name: en("Council")}, {ID: "school", Name: en("School")}},
		Scales: []framework.Scale{often},
		Principles: []framework.Principle{
			{ID: "P1", Title: en("Listen")},
			{ID: "P2", Title: en("Work with parents as partners")},
		},
		Items: []framework.Item{
			{ID: "p1", Principle: "P1", Part: framework.Core, Strands: []string{framework.Staff, framework.Return}, Scale: "often", Text: en("We listen."), Mirrors: []string{"p1-young", "p1-parent"}, Short: true},
			{ID: "p1-young", Principle: "P1", Part: framework.Core, Strands: []string{framework.YoungPerson}, Scale: "often", Text: en("They listen."), Mirrors: []string{"p1"}},
			{ID: "p1-parent", Principle: "P1", Part: framework.Core, Strands: []string{framework.Parent}, Scale: "often", Text: en("They hear us."), Mirrors: []string{"p1"}},
			{ID: "p1-more", Principle: "P1", Part: framework.Deeper, Strands: []string{framework.Staff}, Levels: []string{framework.Direct}, Scale: "often", Text: en("I take time."), Under: "p1"},
			{ID: "p2", Principle: "P2", Part: framework.Core, Strands: []string{framework.Staff, framework.Return}, Scale: "often", Text: en("We meet parents.")},
			{ID: "p2-do", Principle: "P2", Part: framework.Reply, Strands: []string{framework.Return}, Text: en("What do you do?")},
			{ID: "p2-better", Principle: "P2", Part: framework.Reply, Strands: []string{framework.Return}, Text: en("What could be better?")},
		},
	}
}

// twoWords asks only staff, without principles, kinds or levels.
func twoWords() *framework.Framework {
	return &framework.Framework{
		ID: "two-words", Version: "1.0.0", Languages: []string{"en"},
		Scales: []framework.Scale{{ID: "yes-no", Positions: []framework.Word{word("no"), word("yes")}}},
		Items: []framework.Item{
			{ID: "one", Part: framework.Core, Strands: []string{framework.Staff}, Scale: "yes-no", Text: en("I know the lead.")},
			{ID: "two", Part: framework.Core, Strands: []string{framework.Staff}, Scale: "yes-no", Text: en("I know the policy.")},
		},
	}
}

// onlyDeeper has kinds that no list knows, and questions for leaders alone.
func onlyDeeper() *framework.Framework {
	return &framework.Framework{
		ID: "only-deeper", Version: "1.0.0", Languages: []string{"en"},
		Levels: []framework.Level{{ID: framework.Direct}, {ID: framework.Strategic}},
		Kinds:  []framework.Kind{{ID: "lighthouse", Name: en(`=Lighthouse, "old"`)}, {ID: "circus", Name: en("Circus")}},
		Scales: []framework.Scale{often},
		Items: []framework.Item{
			{ID: "lead", Part: framework.Deeper, Strands: []string{framework.Staff}, Levels: []string{framework.Strategic}, Scale: "often", Text: en("We lead.")},
			{ID: "pay", Part: framework.Deeper, Strands: []string{framework.Staff}, Levels: []string{framework.Strategic}, Scale: "often", Text: en("We pay.")},
		},
	}
}

// onlyWords asks agencies in words, and young people on a scale of three.
func onlyWords() *framework.Framework {
	three := framework.Scale{ID: "three", Positions: []framework.Word{word("low"), word("middle"), word("high")}, Beside: []framework.Word{word("pass")}}
	return &framework.Framework{
		ID: "only-words", Version: "1.0.0", Languages: []string{"en"},
		Kinds:  []framework.Kind{{ID: "police", Name: en("Police")}},
		Scales: []framework.Scale{three},
		Items: []framework.Item{
			{ID: "say", Part: framework.Reply, Strands: []string{framework.Return}, Text: en("What do you want to say?")},
			{ID: "feel", Part: framework.Core, Strands: []string{framework.YoungPerson}, Scale: "three", Text: en("I feel safe.")},
		},
	}
}
