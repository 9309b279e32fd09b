package ui

import (
	_ "embed"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// checkedLook is the look of a checked text: on its page, and in the report that
// is made of it there.
const checkedLook = "checked.css"

//go:embed language_checked.css
var checkedCSS string

// checkMost is the largest file a browser is asked to read, in megabytes.
const checkMost = 50

func (s Site) most() string { return strconv.Itoa(checkMost << 20) }

// profiles are the kinds of text, the gentlest reader of a child's life first.
var profiles = []string{"note", "document", "guidance"}

// kinds are what findings can be sifted by.
var kinds = []string{"blame", "identifying", "hint"}

// ReadProblems are the codes of files that can't be read, and UnreadParts those
// of parts of one.
var (
	ReadProblems = []string{"empty", "not-text", "unsupported", "old-word", "encrypted", "picture-only", "letters",
		"broken-archive", "broken-pdf", "too-large", "too-many-parts"}
	UnreadParts = []string{"picture", "letters", "embedded", "damaged", "part-too-large"}
)

// ownProblems are the codes of the page itself.
var ownProblems = []string{"nothing", "engine", "unreadable", "too-large-here"}

// passReasons are why a match is no finding.
var passReasons = []string{"childs-words", "mentioned", "avoid-list", "quotation", "code", "negated", "other-sense",
	"other-subject", "no-child", "covered"}

// checkSaid are the sentences of the page a script puts in, below
// languagepages-check.
var checkSaid = []string{
	"working", "working-file", "cleared", "only-first", "found-none", "found-one", "found-other", "passed-one", "passed-other",
	"no-child-one", "no-child-other", "examples",
	"whole", "part", "file-is", "kind-blame", "kind-identifying", "kind-hint", "page", "note", "back", "source",
	"as-before", "as-before-link", "rendering", "not-read", "not-read-text", "passed-heading", "passed-text", "text-heading",
	"report-title", "report-made", "report-warning", "report-no-text", "report-entry", "report-weight", "report-found",
	"report-passed", "report-none", "save-as", "save-counts-as",
}

// scriptSentences are what the script of the page says, by code. A text in curly
// brackets stands for what it puts in.
type scriptSentences struct {
	Say     map[string]string `json:"say"`
	Reasons map[string]string `json:"reasons"`
	// Problems and Unread are by code; those that name a place or a page besides
	// that, by code and "+place" or "+page".
	Problems map[string]string `json:"problems"`
	Unread   map[string]string `json:"unread"`
	Weights  map[string]string `json:"weights"`
	ReadAs   map[string]string `json:"readAs"`
	// Look is the style of the report, and Policy what the report may do.
	Look   string `json:"look"`
	Policy string `json:"policy"`
}

// checkSentences hands the script its sentences, and the look of the report.
func (s Site) checkSentences() templ.Component {
	w := scriptSentences{
		Say: map[string]string{}, Reasons: map[string]string{}, Problems: map[string]string{}, Unread: map[string]string{},
		Weights: map[string]string{}, ReadAs: map[string]string{},
		Look: checkedCSS, Policy: ownPolicy(checkedCSS),
	}
	for _, id := range checkSaid {
		w.Say[id] = s.say("languagepages-check." + id)
	}
	for _, reason := range passReasons {
		w.Reasons[reason] = s.say("language-reason." + reason)
	}
	for _, code := range ReadProblems {
		w.Problems[code] = s.say("language-problem." + code)
		w.Problems[code+"+place"] = s.say("language-problem."+code, "Place", "{place}")
	}
	for _, code := range ownProblems {
		w.Problems[code] = s.say("languagepages-problem."+strings.TrimSuffix(code, "-here"), "Limit", checkMost)
	}
	for _, code := range UnreadParts {
		w.Unread[code+"+place"] = s.say("language-unread."+code, "Place", "{place}")
		w.Unread[code+"+page"] = s.say("language-unread."+code, "Page", "{page}", "Place", "{place}")
	}
	for _, severity := range severities {
		w.Weights[severity.String()] = s.say("languagepages.severity-" + severity.String())
	}
	for _, severity := range severities[1:] {
		w.Weights[identifying+"-"+severity.String()] = s.say("languagepages.identifying-" + severity.String())
	}
	for _, profile := range profiles {
		w.ReadAs[profile] = s.say("language.read_as-" + profile)
	}
	return templ.JSONScript("check-words", w)
}

// ownPolicy lets a page that stands on its own fetch nothing, run nothing and
// send nothing, and look only as a style says.
func ownPolicy(style string) string {
	return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-" + digest(style) + "'"
}
