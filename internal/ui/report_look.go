package ui

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"bearings/internal/disclosure"
	"bearings/internal/phrase"
	"bearings/internal/report"
)

var (
	//go:embed report.css
	reportBase string
	//go:embed report_chart.css
	reportCharts string
	//go:embed report_page.css
	reportPages string
	//go:embed report_paper.css
	reportPaper string

	reportCSS = reportBase + reportCharts + reportPages + reportPaper
)

// ReportCSS is the look of a report; a page that shows one links or carries it.
func ReportCSS() string { return reportCSS }

// reportLook is the look of a report in a file of its own. Paper says at the
// head of every page when the answers are made up.
func reportLook(words *phrase.Words, r report.Report) string {
	if !r.Fictional {
		return reportCSS
	}
	return reportCSS + reportMark(words)
}

// reportMark puts it at the head of every sheet that answers are made up.
func reportMark(words *phrase.Words) string {
	return ":root { --report-mark: \"" + inCSS.Replace(words.Say("pages.fictional")) + "\"; }\n"
}

// inCSS writes a text so that it can stand between quotation marks in a style.
var inCSS = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "<", `\3c `, "\n", " ")

// reportStyle is the look of a report inside its own file. It goes out whole
// and unescaped, so that its bytes are those the page's policy names.
func reportStyle(words *phrase.Words, r report.Report) templ.Component {
	return templ.Raw("<style>" + reportLook(words, r) + "</style>")
}

// reportPolicy lets the file fetch nothing, run nothing and send nothing, and
// look only as it looks here.
func reportPolicy(words *phrase.Words, r report.Report) string {
	sum := sha256.Sum256([]byte(reportLook(words, r)))
	return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-" +
		base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

const darkestTone = 7

// tone is the shade of a position, counting from 0: the lowest is the
// lightest, the highest the darkest, so that they can be told apart in black
// and white too.
func tone(position, positions int) string {
	shade := 1
	if positions > 1 {
		shade += (2*position*(darkestTone-1) + positions - 1) / (2 * (positions - 1))
	}
	return "report-tone-" + strconv.Itoa(shade)
}

// segments are the stretches of a bar that shows how answers spread over the
// positions, over its whole width.
func segments(positions []report.Count) []stretch {
	n := 0
	for _, c := range positions {
		n += c.Shown
	}
	var all []stretch
	before := 0
	for i, c := range positions {
		if c.Shown == 0 {
			continue
		}
		share := func(count int) float64 { return 100 * float64(count) / float64(n) }
		all = append(all, stretchOf(share(before), share(before+c.Shown), i, len(positions)))
		before += c.Shown
	}
	return all
}

func hasCounts(r report.Result) bool { return r.Show == disclosure.Counts }

// inWordsOnly says whether no result of a table has counts.
func inWordsOnly(results []report.Result) bool { return !slices.ContainsFunc(results, hasCounts) }

// wholesOf are the questions' results for the whole strand.
func wholesOf(questions []report.Question) []report.Result {
	wholes := make([]report.Result, len(questions))
	for i, q := range questions {
		wholes[i] = q.Whole
	}
	return wholes
}

// mergedGroups are the groups in which several agencies stand together, each
// once.
func mergedGroups(s report.Strand) []report.Group {
	var merged []report.Group
	for _, g := range s.Groups {
		if g.Shape == report.ByAgency && len(g.Members) > 0 {
			merged = append(merged, g)
		}
	}
	return merged
}

func anyMerged(r report.Report) bool {
	return slices.ContainsFunc(r.Strands, func(s report.Strand) bool { return len(mergedGroups(s)) > 0 })
}

// isLong says whether a section has enough in it to start a page when printed.
func isLong(s report.Section) bool {
	return slices.ContainsFunc(s.Parts, func(p report.Part) bool { return p.Note == "" })
}

// sectionName is how contents and headings call a section.
func sectionName(s report.Section) string {
	if s.ID == "" || s.Title == "" {
		return s.ID + s.Title
	}
	return s.ID + ". " + s.Title
}

func sectionAnchor(s report.Section) string {
	if s.ID == "" {
		return "report-all"
	}
	return "report-" + s.ID
}

// askedOf names the levels a question was put to.
func askedOf(words *phrase.Words, q report.Question) string {
	if q.AskedOf == "" {
		return words.Say("report.question.everybody")
	}
	return q.AskedOf
}

// strandName is what the report calls a strand.
func strandName(r report.Report, strand string) string {
	for _, s := range r.Strands {
		if s.ID == strand {
			return s.Name
		}
	}
	return ""
}

// hasPage says whether a principle has a page of its own.
func hasPage(r report.Report, principle string) bool {
	return slices.ContainsFunc(r.Pages, func(p report.Page) bool { return p.ID == principle })
}
