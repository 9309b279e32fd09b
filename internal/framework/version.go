package framework

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Step is which part of a version number a change asks to be raised.
type Step int

// Steps, the smallest first.
const (
	NoStep Step = iota
	Patch       // other words for the same questions
	Minor       // more is asked, or put to other people
	Major       // a question went or may mean something else
)

// Advice says whether the version number is as far on as the changes ask.
type Advice struct {
	// Needed is the step the changes ask for.
	Needed Step
	// AtLeast is the lowest version number that takes it, and Enough says that
	// the new one is no lower. A pack with an id of its own has its own
	// numbers: AtLeast is then empty, and Enough is true.
	AtLeast string
	Enough  bool
	// Unnamed says that the new pack has an id of its own and does not say
	// that it is based on the old one.
	Unnamed bool
}

func advise(old, new *Framework, c Comparison) Advice {
	a := Advice{Needed: needed(old, new, c)}
	if old.ID != new.ID {
		a.Enough = true
		a.Unnamed = new.BasedOn != old.ID+" "+old.Version
		return a
	}
	least := parseVersion(old.Version)
	switch a.Needed {
	case Major:
		least = version{least[0] + 1, 0, 0}
	case Minor:
		least = version{least[0], least[1] + 1, 0}
	case Patch:
		least[2]++
	}
	a.AtLeast = least.String()
	a.Enough = slices.Compare(parseVersion(new.Version), least) >= 0
	return a
}

// needed is the largest step any of the changes asks for.
func needed(old, new *Framework, c Comparison) Step {
	step := NoStep
	for _, item := range c.Items {
		step = max(step, item.step())
	}
	for _, s := range c.Statements {
		if s.Change != Stayed || !reflect.DeepEqual(s.Old.Checked, s.New.Checked) {
			step = max(step, Patch)
		}
	}
	before, after := old.principleIDs(), new.principleIDs()
	if len(without(before, after)) > 0 || len(c.LanguagesWent) > 0 {
		step = max(step, Major)
	}
	if len(without(after, before)) > 0 || len(c.LanguagesCame) > 0 {
		step = max(step, Minor)
	}
	if c.Elsewhere || !reflect.DeepEqual(old.Stem, new.Stem) || !reflect.DeepEqual(old.Scales, new.Scales) {
		step = max(step, Patch)
	}
	return step
}

func (f *Framework) principleIDs() []string {
	ids := make([]string, 0, len(f.Principles))
	for _, p := range f.Principles {
		ids = append(ids, p.ID)
	}
	return ids
}

func (c ItemChange) step() Step {
	switch {
	case c.Change == Went, c.Has(Reworded), c.Has(StemWords), c.Has(Positions), c.Has(Answers),
		c.Change == Changed && len(common(c.Old.Strands, c.New.Strands)) < len(c.Old.Strands),
		c.Old.Principle != c.New.Principle && c.Change == Changed:
		return Major
	case c.Change == Came, c.Has(Beside), c.Has(InStrands), c.Has(InLevels), c.Has(InMirrors), c.Has(InPart):
		return Minor
	case c.Change == Changed:
		return Patch
	}
	return NoStep
}

// version is a version number: major, minor, patch.
type version []int

// parseVersion reads a number that Load has checked; of anything else it makes 0.0.0.
func parseVersion(s string) version {
	v := version{0, 0, 0}
	for i, part := range strings.SplitN(s, ".", 3) {
		n, err := strconv.Atoi(part)
		if err != nil {
			return version{0, 0, 0}
		}
		v[i] = n
	}
	return v
}

func (v version) String() string { return fmt.Sprintf("%d.%d.%d", v[0], v[1], v[2]) }
