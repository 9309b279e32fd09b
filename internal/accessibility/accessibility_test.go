package accessibility_test

import (
	"os"
	"slices"
	"testing"
	"time"

	"bearings/internal/accessibility"
)

const written = `{"tested": "2026-11-22", "framework": "f 1", "axe": "4", "chromium": "148", "rules": 68, "pages": 2, "states": 3,
	"checks": [{"id": "axe", "states": 3, "failed": ["/a", "/b"]}, {"id": "narrow", "states": 3, "failed": []}, {"id": "print", "states": 2, "failed": []}]}`

func TestResultsAreRead(t *testing.T) {
	r, err := accessibility.Load([]byte(written))
	if err != nil || !r.Any() || r.Rules != 68 || r.Problems() != 2 {
		t.Fatalf("%+v, %v", r, err)
	}
	for id, sound := range map[string]bool{accessibility.Axe: false, accessibility.Narrow: true, accessibility.Print: false, accessibility.Colours: false} {
		if r.Sound(id) != sound {
			t.Errorf("%s: sound is %v", id, r.Sound(id))
		}
	}
	for day, old := range map[string]bool{"2026-11-23": false, "2027-11-22": false, "2027-11-23": true} {
		today, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if r.Old(today) != old {
			t.Errorf("%s: old is %v", day, r.Old(today))
		}
	}
	if (accessibility.Results{}).Any() || (accessibility.Results{}).Old(time.Now()) {
		t.Error("no results are taken for some")
	}
	for _, bad := range []string{"", "[]", `{"scored": 1}`} {
		if _, err := accessibility.Load([]byte(bad)); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func TestTheResultsOfThisProgramCanBeRead(t *testing.T) {
	text, err := os.ReadFile("../../content/accessibility.json")
	if err != nil {
		t.Fatal(err)
	}
	r, err := accessibility.Load(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Checks {
		if !slices.Contains(accessibility.IDs, c.ID) {
			t.Errorf("there is no check %s", c.ID)
		}
	}
}
