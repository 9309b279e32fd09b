package attack

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
)

// Fixed are the program's own sentences that hold numbers, whatever anybody
// answers.
type Fixed struct {
	// Sentences are without blanks to fill in.
	Sentences []string
	// Exact are texts that are a number and nothing else: minutes of the plan of
	// a meeting, and when its steps begin.
	Exact map[string]bool
}

var digits = regexp.MustCompile(`[0-9]`)

// ReadFixed reads the program's sentences in the module's folder root.
func ReadFixed(root string) (Fixed, error) {
	f := Fixed{Exact: map[string]bool{}}
	plan := filepath.Join(root, "content", "sessions", "meeting.yaml")
	names, err := fs.Glob(os.DirFS(root), "content/messages/en/*.yaml")
	if err != nil || len(names) == 0 {
		return f, fmt.Errorf("no messages in %s: %w", root, err)
	}
	for _, name := range append(names, "content/sessions/meeting.yaml") {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return f, err
		}
		var tree any
		if err := yaml.Unmarshal(data, &tree); err != nil {
			return f, fmt.Errorf("%s: %w", name, err)
		}
		f.collect(tree)
	}
	data, err := os.ReadFile(plan)
	if err != nil {
		return f, err
	}
	return f, f.minutes(data)
}

func (f *Fixed) collect(tree any) {
	switch t := tree.(type) {
	case string:
		if digits.MatchString(t) && !strings.Contains(t, "{{") {
			f.Sentences = append(f.Sentences, oneLine(t))
		}
	case []any:
		for _, one := range t {
			f.collect(one)
		}
	case map[string]any:
		for _, one := range t {
			f.collect(one)
		}
	}
}

// minutes reads how long each step of a meeting takes, and so when it begins.
func (f *Fixed) minutes(data []byte) error {
	var plan struct {
		Agendas []struct {
			Steps []struct{ Minutes int }
		}
	}
	if err := yaml.Unmarshal(data, &plan); err != nil {
		return err
	}
	for _, a := range plan.Agendas {
		at := 0
		for _, s := range a.Steps {
			f.Exact[fmt.Sprint(s.Minutes)] = true
			f.Exact[fmt.Sprintf("%d:%02d", at/60, at%60)] = true
			at += s.Minutes
		}
	}
	if len(f.Exact) == 0 {
		return fmt.Errorf("the plan of the meeting has no minutes")
	}
	return nil
}
