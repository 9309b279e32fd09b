package ui

import (
	"bearings/internal/accessibility"
	"bearings/internal/installation"
)

// status is the compliance status in the words of the regulations. Without an
// audit by people it is never "fully".
func (s Site) status() string {
	audit := s.Installation.Accessibility.Audit
	switch {
	case audit == nil && s.Checks.Any():
		return installation.Partially
	case audit == nil:
		return installation.Not
	case audit.Status == installation.Fully && s.Checks.Problems() > 0:
		return installation.Partially
	}
	return audit.Status
}

// lowered says that an audit found more than can still be said.
func (s Site) lowered() bool {
	audit := s.Installation.Accessibility.Audit
	return audit != nil && s.status() != audit.Status
}

// abilities are what the checks found that people can do here.
func (s Site) abilities() []string {
	var can []string
	for _, id := range accessibility.IDs {
		if id != accessibility.Axe && s.Checks.Sound(id) {
			can = append(can, s.say("statement.can-"+id))
		}
	}
	return can
}

// doubts are why the checks can't vouch for what is shown.
func (s Site) doubts() []string {
	if !s.Checks.Any() {
		return []string{s.say("statement.how-unchecked")}
	}
	var all []string
	if s.Checks.Old(s.Today) {
		all = append(all, s.say("statement.how-old"))
	}
	if shown := s.Framework.ID + " " + s.Framework.Version; shown != s.Checks.Framework {
		all = append(all, s.say("statement.how-other", "Checked", s.Checks.Framework, "Shown", shown))
	}
	return all
}

// unjudged are what only people can judge.
var unjudged = []string{"alternatives", "order", "headings", "errors", "motion", "names", "files"}

// applies is what the statement applies to: an address, or just this website.
func (s Site) applies() string {
	if s.Address != "" {
		return s.Address
	}
	return s.say("statement.this-site")
}

// siteName is what the site is called.
func (s Site) siteName() string {
	if s.Installation.Name != "" {
		return s.Installation.Name
	}
	return s.say("statement.this-site")
}

// reviewedOn is the day somebody last looked at the statement: whoever runs the
// site, or at the least whoever made the checks.
func (s Site) reviewedOn() string { return max(s.Checks.Tested, s.Installation.Accessibility.Reviewed) }
