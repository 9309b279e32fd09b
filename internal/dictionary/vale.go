package dictionary

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"bearings/internal/phrase"
	"bearings/language"
)

// ValeStyle is the name under which Vale knows the rules.
const ValeStyle = "Bearings"

// valeRule is a rule as Vale reads it. Vale refuses a file with any other field.
type valeRule struct {
	Extends     string      `yaml:"extends"`
	Message     string      `yaml:"message"`
	Description string      `yaml:"description"`
	Link        string      `yaml:"link,omitempty"`
	Level       string      `yaml:"level"`
	Scope       string      `yaml:"scope"`
	IgnoreCase  bool        `yaml:"ignorecase"`
	Nonword     bool        `yaml:"nonword"`
	Action      *valeAction `yaml:"action,omitempty"`
	Tokens      []string    `yaml:"tokens"`
}

type valeAction struct {
	Name   string   `yaml:"name"`
	Params []string `yaml:"params"`
}

var valeLevels = map[language.Severity]string{
	language.Avoid: "error", language.Care: "warning", language.Note: "suggestion",
}

// Export writes rules for the linter Vale: a folder that Vale can be run in, as
// contents by path. Rules with a detector are left out, and README.md says what
// else Vale can't do.
func Export(rules []language.Rule, words *phrase.Words) (map[string][]byte, error) {
	files := map[string][]byte{}
	var without []string
	kept, leaning := 0, 0
	for _, r := range rules {
		if r.Detector != "" {
			without = append(without, r.ID)
			continue
		}
		file, err := valeFile(r, words)
		if err != nil {
			return nil, err
		}
		files["styles/"+ValeStyle+"/"+r.ID+".yml"] = file
		kept++
		if len(r.NotNear) > 0 || r.Cue {
			leaning++
		}
	}
	files[".vale.ini"] = []byte("StylesPath = styles\nMinAlertLevel = suggestion\n\n[*]\nBasedOnStyles = " + ValeStyle + "\n")
	files["README.md"] = []byte(words.Say("dictionary.vale.readme",
		"Rules", kept, "Without", quoted(without), "Leaning", leaning))
	return files, nil
}

func valeFile(r language.Rule, words *phrase.Words) ([]byte, error) {
	v := valeRule{
		Extends:     "existence",
		Message:     words.Say("dictionary.vale.message", "Words", "%s", "Why", plainly(r.Why), "Instead", plainly(strings.Join(r.Alternatives[:min(3, len(r.Alternatives))], "; "))),
		Description: words.Say("dictionary.vale.about", "Why", plainly(r.Why), "Debate", plainly(r.Debate)),
		Level:       valeLevels[r.Severity],
		Scope:       "~blockquote",
		IgnoreCase:  true,
		// The expressions have their own edges of words.
		Nonword: true,
		Action:  &valeAction{Name: "replace", Params: r.Alternatives},
	}
	if i := slices.IndexFunc(r.Sources, func(s language.Source) bool { return s.URL != "" }); i >= 0 {
		v.Link = r.Sources[i].URL
	}
	for _, pattern := range r.Patterns {
		expression, err := language.Regexp(pattern)
		if err != nil {
			return nil, fmt.Errorf("the pattern %q of %s for Vale: %w", pattern, r.ID, err)
		}
		v.Tokens = append(v.Tokens, expression)
	}
	file, err := yaml.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("the rule %s for Vale: %w", r.ID, err)
	}
	return file, nil
}

// plainly keeps a text from being read as a form for Go's fmt, as Vale does.
func plainly(text string) string { return strings.ReplaceAll(text, "%", "%%") }

func quoted(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return "`" + strings.Join(ids, "`, `") + "`"
}
