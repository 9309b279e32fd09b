package dictionary

import (
	"io/fs"

	"github.com/goccy/go-yaml"

	"bearings/language"
)

// LoadCard reads the ids of the entries that stand on the printed card: a file
// with a list. Any error says that the file could not be read.
func LoadCard(files fs.FS, name string) ([]string, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	var ids []string
	if err := yaml.Unmarshal(text, &ids); err != nil {
		return nil, err
	}
	return ids, nil
}

// Pick returns the rules with those ids, in their order. Those that are not
// there, because a partnership does without them, are left out.
func Pick(rules []language.Rule, ids []string) []language.Rule {
	var picked []language.Rule
	for _, id := range ids {
		if r, ok := Find(rules, id); ok {
			picked = append(picked, r)
		}
	}
	return picked
}
