package fiction

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed words.yaml
var wordsFile []byte

// words is what words.yaml holds; the file says what each part is for.
type words struct {
	Place    string                 `yaml:"place"`
	Mark     string                 `yaml:"mark"`
	Locals   []string               `yaml:"locals"`
	Sorts    []agencySort           `yaml:"sorts"`
	Other    agencySort             `yaml:"other"`
	Unsure   []string               `yaml:"unsure"`
	NotOurs  []string               `yaml:"not_ours"`
	LessSeen map[string][]string    `yaml:"less_seen"`
	Comments map[string]commentSets `yaml:"comments"`
	Returns  []returnTexts          `yaml:"returns"`
	Evidence []evidence             `yaml:"evidence"`
}

// agencySort is a sort of agency.
type agencySort struct {
	IDs    []string `yaml:"ids"`
	Most   int      `yaml:"most"`
	Share  int      `yaml:"share"`
	Always bool     `yaml:"always"`
	Size   [2]int   `yaml:"size"`
	Rest   [2]int   `yaml:"rest"`
	Asks   bool     `yaml:"asks"`
	Names  []string `yaml:"names"`
}

// commentSets are comments by whether the person sees the thing happen.
type commentSets struct {
	Seen    []string `yaml:"seen"`
	NotSeen []string `yaml:"not_seen"`
}

type returnTexts struct {
	Words []string   `yaml:"words"`
	Lists [][]string `yaml:"lists"`
}

type evidence struct {
	Fits   []string `yaml:"fits"`
	Source string   `yaml:"source"`
	Month  string   `yaml:"month"`
	Text   string   `yaml:"text"`
}

var readWords = sync.OnceValues(func() (words, error) {
	var w words
	err := yaml.UnmarshalWithOptions(wordsFile, &w, yaml.Strict())
	return w, err
})

// marked is a name as it is printed: plainly fictional.
func (w words) marked(name string) string {
	return strings.NewReplacer("{name}", w.put(name)).Replace(w.Mark)
}

func (w words) put(name string) string {
	return strings.ReplaceAll(name, "{place}", w.Place)
}

// sortOf is the sort of agency a kind is, by its id.
func (w words) sortOf(kind string) agencySort {
	for _, s := range w.Sorts {
		if holdsAny(kind, s.IDs) {
			return s
		}
	}
	return w.Other
}

func holdsAny(text string, words []string) bool {
	for _, word := range words {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
