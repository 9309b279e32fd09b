package content_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"bearings/content"
)

// Words that belong in code and documents, or that no page says of a person;
// docs/GLOSSARY.md says what pages say instead.
var notOnPages = map[string]string{
	`releas(e|ed|es|ing)`:          "published: a child is released from custody",
	`disclos\w*`:                   "keeping people unrecognisable: a child discloses abuse",
	`strands?`:                     "who we heard from",
	`ballots?|votes?|voted|voting`: "answers",
	`triage\w*`:                    "readers",
	`alarms?|chas(e|ed|ing)`:       "reminder",
	`gaps?`:                        "what we say and what children tell us",
	`frightened|scared`:            "say what we can do, not how they must feel",
	`exhausted`:                    "say what we can do, not how they must feel",
	`scor(e|es|ed|ing)|rank(s|ed|ing|ings)?|league tables?`: "Bearings has none",
}

// allowed are texts in which a word is the thing that is not there.
var allowed = []string{"There are no overall scores, no rankings and no league tables."}

// isColumn says whether a text names a column of the answers file, or a field
// of a pack, to whoever writes one: there a strand is called a strand.
func isColumn(where, word string) bool {
	for _, file := range []string{"messages/en/answers.yaml", "messages/en/framework.yaml", "messages/en/mapping.yaml"} {
		if strings.HasPrefix(where, file) && word == `strands?` {
			return true
		}
	}
	return false
}

func TestPagesKeepToOurWords(t *testing.T) {
	checked := 0
	for word, instead := range notOnPages {
		pattern := regexp.MustCompile(`(?i)\b(` + word + `)\b`)
		for where, text := range texts(t) {
			if checked++; isColumn(where, word) {
				continue
			}
			for _, a := range allowed {
				text = strings.ReplaceAll(text, a, "")
			}
			if found := pattern.FindString(text); found != "" {
				t.Errorf("%s says %q; we say: %s\n\t%s", where, found, instead, text)
			}
		}
	}
	if checked < 1000 {
		t.Fatalf("only %d texts were looked at", checked)
	}
}

// texts are all texts people read, by file and path.
func texts(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := fs.WalkDir(content.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".yaml") {
			return err
		}
		data, err := fs.ReadFile(content.Files, name)
		if err != nil {
			return err
		}
		var tree any
		if err := yaml.Unmarshal(data, &tree); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		collect(tree, name, found)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func collect(node any, where string, found map[string]string) {
	switch n := node.(type) {
	case map[string]any:
		for key, value := range n {
			collect(value, where+"/"+key, found)
		}
	case []any:
		for i, value := range n {
			collect(value, where+"/"+string(rune('a'+i%26)), found)
		}
	case string:
		if strings.Contains(n, " ") {
			found[where+" "+n] = n
		}
	}
}

// A sentence that stands twice in one text was pasted twice.
func TestNoSentenceStandsTwiceInAText(t *testing.T) {
	for where, text := range texts(t) {
		seen := map[string]bool{}
		for _, sentence := range strings.SplitAfter(text, ". ") {
			sentence = strings.TrimSpace(sentence)
			if len(strings.Fields(sentence)) < 5 {
				continue
			}
			if sentence = strings.TrimRight(sentence, "."); seen[sentence] {
				t.Errorf("%s says twice: %s", where, sentence)
			}
			seen[sentence] = true
		}
	}
}
