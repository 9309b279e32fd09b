package ui

import (
	"strconv"
	"strings"

	"bearings/internal/round"
	"bearings/internal/ui/qr"
)

// SurveyLinks are the links to a round's staff survey that somebody may hand on.
type SurveyLinks struct {
	RoundPage
	Links []round.Link
	// Site is the address of the survey without its code.
	Site string
	// Agency and Level are what was chosen for another link.
	Agency, Level string
	Done          string
	Wrong, At     string
}

// SurveyLink is one of them.
type SurveyLink struct {
	RoundPage
	Link round.Link
	// Address is where it is answered, whole.
	Address string
}

// linkName says whom a link is for.
func (s Site) linkName(p RoundPage, l round.Link) string {
	a, ok := p.RoundAgency(l.Agency)
	switch level, known := s.Framework.Level(l.Level); {
	case l.Agency == "":
		return s.say("survey.link-all")
	case !ok:
		return s.say("survey.link-gone")
	case known:
		return s.say("survey.link-one-level", "Agency", a.Name, "Level", s.text(level.Name))
	}
	return a.Name
}

// shortAddress is an address as people type it.
func shortAddress(address string) string {
	_, short, ok := strings.Cut(address, "://")
	if !ok {
		return address
	}
	return short
}

// shortSite is the address of a survey without its code.
func shortSite(address string) string {
	short := shortAddress(address)
	return short[:strings.LastIndex(short, "/")+1]
}

// drawnCode is a QR code as one path of squares, with its quiet zone.
type drawnCode struct{ view, path string }

// drawCode draws an address; ok is false where it is too long to be drawn.
func drawCode(address string) (drawn drawnCode, ok bool) {
	code, err := qr.Encode(address)
	if err != nil {
		return drawn, false
	}
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			from := x
			for x < code.Size && code.Dark(x, y) {
				x++
			}
			if x > from {
				path.WriteString("M" + strconv.Itoa(from) + " " + strconv.Itoa(y) + "h" + strconv.Itoa(x-from) + "v1h-" + strconv.Itoa(x-from) + "z")
			}
		}
	}
	size := strconv.Itoa(code.Size + 8)
	return drawnCode{"-4 -4 " + size + " " + size, path.String()}, true
}

// paperAgencies are the names to tick, or none where the link says it.
func (p SurveyPage) paperAgencies() (names []string) {
	for _, a := range p.Agencies {
		if p.Link.Agency == "" {
			names = append(names, a.Name)
		}
	}
	return names
}

func (s Site) paperLevels(p SurveyPage) (names []string) {
	for _, level := range p.Framework.Levels {
		if p.Link.Level == "" {
			names = append(names, s.text(level.Name))
		}
	}
	return names
}
