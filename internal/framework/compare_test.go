package framework_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bearings/internal/framework"
)

func load(t testing.TB, dir string) *framework.Framework {
	t.Helper()
	f, err := framework.Load(os.DirFS(dir))
	if err != nil {
		t.Fatalf("%s: %v", dir, err)
	}
	return f
}

func TestComparisonsAreSaidInSentences(t *testing.T) {
	words := english(t)
	cases, err := filepath.Glob("testdata/compare/*")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, dir := range cases {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			c := framework.Compare(load(t, dir+"/old"), load(t, dir+"/new"))
			got := strings.Join(framework.Describe(words, c), "\n") + "\n"
			golden(t, filepath.Join(dir, "expected.txt"), got)
		})
	}
}

// reworded loads the sound pack twice, the second time with other words for
// one question, and says what became of it.
func reworded(t *testing.T, text string) framework.ItemChange {
	t.Helper()
	old, new := load(t, "testdata/sound"), load(t, "testdata/sound")
	at := slices.IndexFunc(new.Items, func(i framework.Item) bool { return i.ID == "p1-young" })
	new.Items[at].Text = framework.Text{"en": text, "cy": old.Items[at].Text["cy"]}
	for _, change := range framework.Compare(old, new).Items {
		if change.ID == "p1-young" {
			return change
		}
	}
	t.Fatal("the question is gone")
	return framework.ItemChange{}
}

func TestOnlyALightlyChangedWordingStaysComparable(t *testing.T) {
	// The pack asks: People who work with me believe me.
	for text, comparable := range map[string]bool{
		"People who work with me believe me.":                      true,
		"people who work with me, believe me":                      true,
		"People working with me believe me.":                       false,
		"The people who work with me believe me.":                  true,
		"People who work with me never believe me.":                false,
		"People who work with me don't believe me.":                false,
		"People who don’t work with me believe me.":                false,
		"I am safe at home.":                                       false,
		strings.Repeat("People who work with me believe me. ", 99): false,
	} {
		if got := reworded(t, text); got.Comparable != comparable {
			t.Errorf("%q: comparable %v, changed %v", text, got.Comparable, got.Aspects)
		}
	}
}

func TestWhatStandsAroundTheQuestionsLeavesThemComparable(t *testing.T) {
	for what, change := range map[string]func(*framework.Framework){
		"a thread went":         func(f *framework.Framework) { f.Threads = nil },
		"a thread's other name": func(f *framework.Framework) { f.Threads[0].Apart["P1"]["en"] = "Other words" },
		"what gets in the way":  func(f *framework.Framework) { f.Principles[1].Hinders = nil },
		"a principle to lean on": func(f *framework.Framework) {
			f.Principles[0].LeansOn = nil
		},
		"a question to ask": func(f *framework.Framework) { f.Principles[1].Asks = f.Principles[1].Asks[:1] },
		"not always there":  func(f *framework.Framework) { f.Principles[0].Always = false },
	} {
		new := load(t, "testdata/sound")
		change(new)
		c := framework.Compare(load(t, "testdata/sound"), new)
		if !c.Elsewhere || c.Advice.AtLeast != "1.2.1" || c.All.Same != c.All.Old {
			t.Errorf("%s: elsewhere %v, at least %s, %d of %d comparable", what, c.Elsewhere, c.Advice.AtLeast, c.All.Same, c.All.Old)
		}
	}
}

func TestTheNewNumberIsHeldAgainstTheChanges(t *testing.T) {
	old := load(t, "testdata/sound") // 1.2.0
	drop := func(f *framework.Framework) { f.Items = f.Items[:len(f.Items)-1] }
	for _, c := range []struct {
		version string
		change  func(*framework.Framework)
		enough  bool
		atLeast string
	}{
		{"1.2.0", func(*framework.Framework) {}, true, "1.2.0"},
		{"1.1.0", func(*framework.Framework) {}, false, "1.2.0"},
		{"1.10.0", func(*framework.Framework) {}, true, "1.2.0"},
		{"1.3.0", drop, false, "2.0.0"},
		{"2.0.0", drop, true, "2.0.0"},
		{"10.0.0", drop, true, "2.0.0"},
		{"1.2.0", func(f *framework.Framework) { f.Licence = "CC-BY-4.0" }, false, "1.2.1"},
		{"1.2.1", func(f *framework.Framework) { f.Languages = append(f.Languages, "fr") }, false, "1.3.0"},
	} {
		new := load(t, "testdata/sound")
		new.Version = c.version
		c.change(new)
		advice := framework.Compare(old, new).Advice
		if advice.Enough != c.enough || advice.AtLeast != c.atLeast {
			t.Errorf("%s: %+v, expected %v and %s", c.version, advice, c.enough, c.atLeast)
		}
	}
}
