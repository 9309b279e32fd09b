package content_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"bearings/content"
)

// TestServicePagesAreEasyToRead: everybody reads these, and young people land on
// the page on help. The model's own sentences are the law's.
func TestServicePagesAreEasyToRead(t *testing.T) {
	data, err := fs.ReadFile(content.Files, "messages/en/service.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]map[string]any
	if err := yaml.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	value := regexp.MustCompile(`\{\{[^}]*\}\}`)
	ends := regexp.MustCompile(`[.!?]\s*$`)
	for section, most := range map[string]float64{"helpnow": 4, "statement": 9, "privacy": 9, "cookies": 9, "terms": 9} {
		var texts []string
		for id, text := range all[section] {
			// Headings and labels would make a page seem easier than it is.
			if one, ok := text.(string); ok && !strings.HasPrefix(id, "model-") && ends.MatchString(one) {
				texts = append(texts, value.ReplaceAllString(one, "it"))
			}
		}
		if len(texts) < 3 {
			t.Errorf("%s: only %d texts", section, len(texts))
		}
		got := grade(strings.Join(texts, "\n"))
		if got > most {
			t.Errorf("%s: grade %.1f, and %.0f is the most", section, got, most)
		}
		t.Logf("%s: grade %.1f", section, got)
	}
	sentence := regexp.MustCompile(`[.!?](\s|$)`)
	for id, text := range all["helpnow"] {
		for _, one := range sentence.Split(text.(string), -1) {
			if n := len(strings.Fields(one)); n > 15 {
				t.Errorf("helpnow.%s: a sentence of %d words: %s", id, n, one)
			}
		}
	}
}
