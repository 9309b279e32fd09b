package session_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"bearings/internal/framework"
	"bearings/internal/session"
)

func TestOurWordsHasWordsForBothGroups(t *testing.T) {
	plan, err := session.Load(os.DirFS("../../content/sessions"), "our-words.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if plan.Minutes != 45 {
		t.Errorf("the session takes %d minutes, want 45", plan.Minutes)
	}
	for _, step := range plan.Steps {
		for _, group := range []string{framework.YoungPerson, framework.Parent} {
			if step.Say.To(group).In("en") == "" {
				t.Errorf("step %q says nothing to %s", step.Title.In("en"), group)
			}
		}
	}
}

func TestLoadRefusesAPlanThatDoesNotAddUp(t *testing.T) {
	plans := map[string]string{
		"minutes": "minutes: 45\nsteps:\n  - minutes: 5\n    say: {en: Hello}\n",
		"field":   "minutes: 0\nminuets: 5\n",
	}
	for want, text := range plans {
		_, err := session.Load(fstest.MapFS{"plan.yaml": {Data: []byte(text)}}, "plan.yaml")
		if err == nil || !strings.Contains(err.Error(), "plan.yaml") {
			t.Errorf("plan with a wrong %s: got %v, want an error that names the file", want, err)
		}
	}
}
