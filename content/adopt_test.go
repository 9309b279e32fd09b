package content_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"bearings/content"
	"bearings/internal/adopt"
	"bearings/internal/library"
	"bearings/language"
)

// adoption are the texts of the documents for a permission to start, by document:
// each paragraph, entry, cell and box.
func adoption(t *testing.T) map[string][]string {
	t.Helper()
	texts := map[string][]string{}
	for _, d := range sure(adopt.Load(within(t, "adopt/en")))(t) {
		all := []adopt.Text{{{Text: d.Lead}}, {{Text: d.For}}, {{Text: d.Title}}}
		for _, b := range d.Blocks {
			all = append(append(append(all, b.Text), b.Items...), b.Head...)
			for _, row := range b.Rows {
				all = append(all, row...)
			}
		}
		for _, text := range all {
			plain := ""
			for _, run := range text {
				if run.Value != "" {
					run.Text = "it"
				}
				plain += run.Text
			}
			texts[d.ID] = append(texts[d.ID], plain)
		}
		for _, s := range d.Sources {
			texts[d.ID] = append(texts[d.ID], s.Note)
		}
	}
	return texts
}

var isSentence = regexp.MustCompile(`[.!?:”)]\s*$`)

func TestDocumentsToStartWithAreEasyToRead(t *testing.T) {
	for id, texts := range adoption(t) {
		var sentences []string
		for _, text := range texts { // headings and labels would make it seem easier than it is
			if isSentence.MatchString(text) {
				sentences = append(sentences, text)
			}
		}
		got := grade(strings.Join(sentences, "\n"))
		if got > hardest[library.Professional] {
			t.Errorf("%s: grade %.1f, and %.0f is the most", id, got, hardest[library.Professional])
		}
		t.Logf("%s: grade %.1f", id, got)
	}
}

func TestDocumentsToStartWithKeepToOurWords(t *testing.T) {
	checker := language.Standard()
	for id, texts := range adoption(t) {
		seen := map[string]bool{}
		for _, text := range texts {
			for word, instead := range notOnPages {
				if found := regexp.MustCompile(`(?i)\b(` + word + `)\b`).FindString(text); found != "" {
					t.Errorf("%s says %q; we say: %s\n\t%s", id, found, instead, text)
				}
			}
			for _, f := range checker.Check(text, language.Options{}).Findings {
				t.Errorf("%s: %s finds %q in %q", id, f.Rule, f.Text, text)
			}
			if len(strings.Fields(text)) > 5 && seen[text] {
				t.Errorf("%s says twice: %s", id, text)
			}
			seen[text] = true
		}
	}
}

// Every source on the list is pointed to, and every promise that there is nothing
// yet is kept out: a document is about what is there.
func TestSourcesToStartWithAreUsed(t *testing.T) {
	used := map[string]bool{}
	for _, d := range sure(adopt.Load(within(t, "adopt/en")))(t) {
		for _, s := range d.Sources {
			used[s.ID] = true
		}
	}
	list := sure(fs.ReadFile(content.Files, "adopt/en/sources.yaml"))(t)
	for _, found := range regexp.MustCompile(`(?m)^- id: (\S+)$`).FindAllStringSubmatch(string(list), -1) {
		if !used[found[1]] {
			t.Errorf("no document points to the source %s", found[1])
		}
	}
	if len(used) < 40 {
		t.Errorf("only %d sources", len(used))
	}
}
