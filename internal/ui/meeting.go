package ui

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"strconv"

	"github.com/a-h/templ"

	"bearings/internal/meeting"
	"bearings/internal/phrase"
	"bearings/internal/report"
)

var (
	//go:embed meeting.css
	meetingScreen string
	//go:embed meeting_print.css
	meetingPaper string
)

// packSheets are what the sheets of a pack are written with.
type packSheets struct {
	words  *phrase.Words
	report report.Report
	meeting.Pack
}

func (p packSheets) say(id string, with ...any) string { return p.words.Say(id, with...) }

// look is the look of a pack in its own file: that of a report and its own. It
// goes out whole and unescaped, so that its bytes are those the file's policy
// names.
func (p packSheets) look() string {
	return reportLook(p.words, p.report) + meetingScreen + meetingPaper
}

func (p packSheets) style() templ.Component { return templ.Raw("<style>" + p.look() + "</style>") }

// policy lets the file fetch nothing, run nothing and send nothing, and look
// only as it looks here.
func (p packSheets) policy() string {
	sum := sha256.Sum256([]byte(p.look()))
	return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-" +
		base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func anchor(id string) templ.SafeURL { return templ.SafeURL("#" + id) }

func cardID(n int) string { return "pack-card-" + strconv.Itoa(n+1) }

// agendaID is the id of one sheet of an agenda; agendaTitle is its heading.
func agendaID(a meeting.Agenda, sheet int) string {
	if sheet == 0 {
		return a.Anchor
	}
	return a.Anchor + "-" + strconv.Itoa(sheet+1)
}

func (p packSheets) agendaTitle(a meeting.Agenda, sheet int) string {
	if sheet == 0 {
		return a.Title
	}
	return p.say("meeting.agenda-on", "Title", a.Title)
}
