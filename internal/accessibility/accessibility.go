// Package accessibility is what the checks in a browser found on our pages, and
// when. They write it down, and the accessibility statement says it.
package accessibility

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// Results are what all checks found in one run of them.
type Results struct {
	// Tested is the day of the run: 2026-11-22.
	Tested string `json:"tested"`
	// Framework is the content the pages were made of, with its version.
	Framework string `json:"framework"`
	// Axe and Chromium are versions, and Rules is how many rules of WCAG 2.2, A
	// and AA, axe-core looked at.
	Axe      string `json:"axe"`
	Chromium string `json:"chromium"`
	Rules    int    `json:"rules"`
	// Pages is how many addresses were opened, and States how many states of them
	// there are: filled in, refused, empty.
	Pages  int     `json:"pages"`
	States int     `json:"states"`
	Checks []Check `json:"checks"`
}

// Check is one kind of check.
type Check struct {
	ID string `json:"id"`
	// States is how many states of pages it looked at.
	States int `json:"states"`
	// Failed are the addresses it found something wrong on.
	Failed []string `json:"failed"`
}

// What is checked.
const (
	Axe      = "axe"      // rules a machine can judge, target size among them
	Narrow   = "narrow"   // 320 pixels, which is 400 % zoom
	Keyboard = "keyboard" // everything is reached, seen and not covered
	Scripts  = "scripts"  // whole without scripts
	Print    = "print"    // prints, tagged
	Spacing  = "spacing"  // text spacing, 1.4.12
	Colours  = "colours"  // forced colours, light and dark
)

// IDs are all checks, in the order in which they are told.
var IDs = []string{Axe, Narrow, Keyboard, Scripts, Spacing, Colours, Print}

// Load reads results as they were written; empty ones say that nothing was checked.
func Load(text []byte) (Results, error) {
	var r Results
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		return Results{}, fmt.Errorf("accessibility.json: %w", err)
	}
	return r, nil
}

// Any says whether anything was checked.
func (r Results) Any() bool { return r.Tested != "" }

// Sound says whether that check looked at every state and found nothing.
func (r Results) Sound(id string) bool {
	for _, c := range r.Checks {
		if c.ID == id {
			return c.States > 0 && c.States == r.States && len(c.Failed) == 0
		}
	}
	return false
}

// Problems is how many pages something was found wrong on, counted for each check.
func (r Results) Problems() int {
	n := 0
	for _, c := range r.Checks {
		n += len(c.Failed)
	}
	return n
}

// Old says whether the checks are more than a year old on a day: a statement has
// to be looked at again by then.
func (r Results) Old(today time.Time) bool {
	tested, err := time.Parse(time.DateOnly, r.Tested)
	return err == nil && today.After(tested.AddDate(1, 0, 0))
}
