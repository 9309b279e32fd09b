package ui

import (
	"strings"

	"bearings/internal/adopt"
)

// ToAdopt are the documents for a permission to start, filled in from the settings
// of the site.
func (s Site) ToAdopt() []adopt.Document {
	if s.Adopt == nil {
		return nil
	}
	var filled []adopt.Document
	for _, d := range s.Adopt() {
		filled = append(filled, d.FilledBy(s.Installation))
	}
	return filled
}

// unset are the settings that any of some documents asks for and nobody has given.
func (s Site) unset(all ...adopt.Document) []string {
	var names []string
	seen := map[string]bool{}
	for _, d := range all {
		for _, name := range d.Missing() {
			if !seen[name] {
				names = append(names, s.say("adopt.value-"+name))
			}
			seen[name] = true
		}
	}
	return names
}

// leftOf says in a few words what a document leaves to do.
func (s Site) leftOf(d adopt.Document) string {
	var parts []string
	if n := len(d.Left()); n > 0 {
		parts = append(parts, s.Words.Count("adopt.left-places", n))
	}
	if n := len(d.Missing()); n > 0 {
		parts = append(parts, s.Words.Count("adopt.left-settings", n))
	}
	if len(parts) == 0 {
		return s.say("adopt.left-nothing")
	}
	return strings.Join(parts, ", ")
}

// whatIsLeft names a place to fill in.
func (s Site) whatIsLeft(left adopt.Left) string {
	if left.Cells > 0 {
		return s.Words.Count("adopt.cells", left.Cells, "What", left.What)
	}
	return left.What
}

// adoptTarget is where a part of a document leads on the page.
func adoptTarget(to string) string {
	if id, is := strings.CutPrefix(to, "source:"); is {
		return "#" + sourceAnchor(id)
	}
	if id, is := strings.CutPrefix(to, "adopt:"); is {
		return AdoptURL(id)
	}
	return to
}

func sourceAnchor(id string) string { return "source-" + id }

// adoptFrame is around a document, below the list of all.
func (s Site) adoptFrame(title string) frame {
	return frame{title: title, trail: s.home(crumb{s.say("adopt.title"), AdoptPath})}
}

// isWide says whether a table has more columns than a telephone shows side by side.
func isWide(b adopt.Block) bool { return len(b.Head) > 2 }
