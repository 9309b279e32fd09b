package ui

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"bearings/internal/britain"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
)

// RoundsPage lists the rounds of a partnership, newest first.
type RoundsPage struct {
	Partnership
	Rounds []round.Round
}

// RoundHome is the round's own page.
type RoundHome struct {
	RoundPage
	// Title is what the framework calls itself.
	Title string
	// Todo is what keeps a round that is being set up from opening.
	Todo []round.Todo
	// Responses and Progress are those the viewer may see.
	Responses []round.Response
	Progress  []round.Progress
	// Comments says that comments have been published.
	Comments bool
	Now      time.Time
}

// RoundForm is a page on which a round is set up, opened or closed.
type RoundForm struct {
	RoundPage
	// Typed is what was sent and has to be put right; nil for a fresh page.
	Typed     url.Values
	Wrong, At string
	// Limit is the most that is taken in at a time, in megabytes.
	Limit int
	Now   time.Time
}

// RoundFramework is the page of a round's framework.
type RoundFramework struct {
	RoundForm
	Framework *framework.Framework
	// Last is that of the last closed round, nil where there was none, and Changes
	// says what became of it since.
	Last    *framework.Framework
	Changes []string
	Trying  Trying
}

// RoundForecast is what results will show, for each rate.
type RoundForecast struct {
	RoundPage
	Outlooks []round.Outlook
}

// RoundOpening is the page on which a round is opened.
type RoundOpening struct {
	RoundForm
	Title string
	Todo  []round.Todo
}

// RoundReminding is the page on which agencies are reminded.
type RoundReminding struct {
	RoundForm
	Reminder round.Reminder
}

// RoundClosing is the page on which a round is closed.
type RoundClosing struct {
	RoundForm
	Unsigned int
}

// AgreePages is the page on which an agency agrees that members see its page.
type AgreePages struct {
	RoundForm
	Agency round.Agency
}

// typed is a field as it was sent, or what is kept.
func (f RoundForm) typed(field, kept string) string {
	if f.Typed == nil {
		return kept
	}
	return f.Typed.Get(field)
}

// ticked says whether a value was chosen, or is kept.
func (f RoundForm) ticked(field, value string, kept bool) bool {
	if f.Typed == nil {
		return kept
	}
	return slices.Contains(f.Typed[field], value)
}

// settled says that the round can't be set up any more.
func (p RoundPage) settled() bool { return p.Round.State != round.Preparing }

// step is something that comes next for whoever looks: a sentence, and where it is
// done, or empty.
type step struct{ say, path string }

// task is one of the list of tasks by which a round is set up.
type task struct {
	// name and status are the last parts of messages' ids.
	name, status, path string
}

// tasksOf are the sections of the list of tasks.
type tasksOf struct {
	name  string
	tasks []task
}

// todoPaths is where each thing that is still to do is done, and its task.
var todoPaths = map[round.Todo][]string{
	round.NeedsTitle: {setUpPart, "name"}, round.NeedsStrands: {setUpPart, "who"}, round.NeedsAgencies: {setUpPart, "agencies"},
	round.NeedsNumbers: {setUpPart, "numbers"}, round.NeedsDates: {setUpPart, "dates"}, round.NeedsAgreed: {setUpPart, "pages"},
}

func (h RoundHome) tasks() []tasksOf {
	at := func(part string) string { return RoundURL(h.Round, setUpPart, part) }
	status := func(todo round.Todo) string {
		if slices.Contains(h.Todo, todo) {
			return "todo"
		}
		return "done"
	}
	numbers, links := status(round.NeedsNumbers), "optional"
	if !h.Round.Asks(framework.Staff) {
		numbers, links = "not-asked", "not-asked"
	}
	pages, open := "done", "ready"
	if slices.Contains(h.Todo, round.NeedsAgreed) {
		pages = "waiting"
	}
	if len(h.Todo) > 0 {
		open = "not-yet"
	}
	return []tasksOf{
		{"basics", []task{{"name", status(round.NeedsTitle), at("name")}, {"framework", "done", at("framework")}}},
		{"who", []task{{"strands", status(round.NeedsStrands), at("who")}, {"agencies", status(round.NeedsAgencies), at("agencies")},
			{"numbers", numbers, at("numbers")}, {"links", links, RoundURL(h.Round, "survey")}}},
		{"how", []task{{"dates", status(round.NeedsDates), at("dates")}, {"thresholds", "done", at("thresholds")}, {"pages", pages, at("pages")}}},
		{"ready", []task{{"forecast", "optional", RoundURL(h.Round, "forecast")}, {"open", open, RoundURL(h.Round, "open")}}},
	}
}

// mine are the agencies of the round for which the viewer has a right.
func (p RoundPage) mine(right people.Right) (all []round.Agency) {
	for _, a := range p.Agencies {
		if p.may(right, a.ID) {
			all = append(all, a)
		}
	}
	return all
}

func (p RoundPage) manages() bool { return p.may(people.ManageRound, "") }

// does says whether the viewer has a role of the whole partnership, and may use it.
func (p RoundPage) does(role people.Role) bool {
	return slices.ContainsFunc(p.Viewer.In(p.View.ID), func(g people.Grant) bool {
		return g.Role == role && (p.Viewer.Strong || !role.NeedsStrong())
	})
}

// nextInRound is what comes next for whoever looks; it always says something.
func (s Site) nextInRound(h RoundHome) []step {
	var steps []step
	switch h.Round.State {
	case round.Preparing:
		steps = s.nextPreparing(h)
	case round.Open:
		steps = s.nextOpen(h)
	default:
		steps = s.nextClosed(h)
	}
	if len(steps) == 0 {
		steps = []step{{s.say("roundsetup.next-nothing"), ""}}
	}
	return steps
}

func (s Site) nextPreparing(h RoundHome) (steps []step) {
	switch {
	case h.manages() && len(h.Todo) > 0:
		steps = append(steps, step{s.say("roundsetup.next-" + string(h.Todo[0])), RoundURL(h.Round, todoPaths[h.Todo[0]]...)})
	case h.manages():
		steps = append(steps, step{s.say("roundsetup.next-open"), RoundURL(h.Round, "open")})
	default:
		steps = append(steps, step{s.say("roundsetup.next-preparing"), ""})
	}
	for _, a := range h.mine(people.SignReturn) {
		if h.Round.AgencyPages == round.Named && a.Agreed.IsZero() {
			steps = append(steps, step{s.say("roundsetup.next-agree", "Agency", a.Name), AgreePagesURL(h.Round, a.ID)})
		}
	}
	return steps
}

func (s Site) nextOpen(h RoundHome) (steps []step) {
	for _, p := range h.Progress {
		if h.may(people.WriteReturn, p.Agency.ID) {
			message := map[round.ReturnState]string{"": "write", round.Draft: "go-on", round.Signed: "signed"}[p.State]
			steps = append(steps, step{s.say("roundsetup.next-"+message, "Agency", p.Agency.Name), RoundURL(h.Round, "returns", string(p.Agency.ID))})
		}
	}
	staff := h.Round.Asks(framework.Staff)
	for _, a := range h.mine(people.SignReturn) {
		if staff {
			steps = append(steps, step{s.say("roundsetup.next-staff", "Agency", a.Name), RoundURL(h.Round, "survey")})
		}
	}
	if h.manages() {
		if staff {
			steps = append(steps, step{s.say("roundsetup.next-share"), RoundURL(h.Round, "survey")})
		}
		if h.signed() < len(h.Progress) {
			steps = append(steps, step{s.say("roundsetup.next-remind"), RoundURL(h.Round, "remind")})
		}
	}
	if h.Round.Asks(framework.Evidence) && h.may(people.AddEvidence, "") {
		steps = append(steps, step{s.say("roundsetup.next-evidence"), RoundURL(h.Round, "evidence")})
	}
	for _, role := range []people.Role{people.Moderator, people.Facilitator, people.Scrutineer} {
		if h.does(role) {
			steps = append(steps, step{s.say("roundsetup.next-" + string(role)), ""})
		}
	}
	return steps
}

// isOverdue says whether the results should be there, and nobody has just begun to
// make them again.
func (h RoundHome) isOverdue() bool { return h.Round.IsOverdue(h.Now) && h.Done != "again" }

func (s Site) nextClosed(h RoundHome) (steps []step) {
	if h.isOverdue() {
		return []step{{s.say("roundsetup.next-overdue"), ""}}
	}
	if h.Round.Released.IsZero() {
		return []step{{s.say("roundsetup.next-making"), ""}}
	}
	if h.may(people.SeeResults, "") {
		steps = append(steps, step{s.say("roundsetup.next-results"), RoundURL(h.Round, "results")})
	}
	for _, a := range h.mine(people.SeeAgencyPage) {
		if h.Round.Asks(framework.Staff) {
			steps = append(steps, step{s.say("roundsetup.next-agency-page", "Agency", a.Name), RoundURL(h.Round, AgenciesPart, string(a.ID))})
		}
	}
	if h.manages() || h.does(people.Facilitator) {
		steps = append(steps, step{s.say("roundsetup.next-meeting"), RoundURL(h.Round, resultsPart, resultsFilesPart)})
	}
	if h.manages() {
		steps = append(steps, step{s.say("roundsetup.next-share-results"), RoundURL(h.Round, resultsPart, resultsSharePart)})
	}
	if h.manages() && h.unrevealed() {
		steps = append(steps, step{s.say("roundsetup.next-reveal"), RoundURL(h.Round, "returns")})
	}
	if h.may(people.ReadRemarks, "") && !h.Comments && h.Round.Asks(framework.Staff) {
		steps = append(steps, step{s.say("roundsetup.next-comments"), RoundURL(h.Round, "comments")})
	}
	return steps
}

func (h RoundHome) unrevealed() bool {
	return h.Round.Asks(framework.Return) && h.Round.Revealed.IsZero()
}

// signed is how many returns are.
func (h RoundHome) signed() (n int) {
	for _, p := range h.Progress {
		if p.State == round.Signed {
			n++
		}
	}
	return n
}

// by are the responses of everybody, of agencies or of levels.
func (h RoundHome) by(agency, level bool) (all []round.Response) {
	for _, one := range h.Responses {
		if agency == (one.Agency != "") && level == (one.Level != "") {
			all = append(all, one)
		}
	}
	return all
}

// stateOf says in a few words how far a round is.
func (s Site) stateOf(r round.Round) string {
	if r.State == round.Closed && !r.Released.IsZero() {
		return s.say("roundsetup.state-results")
	}
	return s.say("roundsetup.state-" + string(r.State))
}

// whenOf says until or since when a round is what it is, or nothing.
func (s Site) whenOf(r round.Round) string {
	switch r.State {
	case round.Open:
		return s.say("roundsetup.open-until", "Date", s.date(r.Closes))
	case round.Closed:
		return s.say("roundsetup.closed-on", "Date", s.date(r.Closed))
	}
	return ""
}

// daysLeft says how long a round is still open.
func (s Site) daysLeft(h RoundHome) string {
	today := britain.Time(h.Now)
	day := time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	last := time.Date(h.Round.Closes.Year(), h.Round.Closes.Month(), h.Round.Closes.Day(), 0, 0, 0, 0, time.UTC)
	n := int(last.Sub(day).Hours() / 24)
	if n <= 0 {
		return s.say("roundsetup.last-day")
	}
	return s.Words.Count("roundsetup.days-left", n, "Date", s.date(last))
}

// listed joins names as a sentence does.
func (s Site) listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return s.say("roundsetup.and", "First", strings.Join(names[:last], ", "), "Last", names[last])
}

// strandNames say who is asked.
func (s Site) strandNames(r round.Round) (names []string) {
	for _, one := range r.Strands {
		names = append(names, s.say("roundsetup.strand-"+one))
	}
	return names
}

// strandsShown are those that can be ticked, the two most rounds ask first.
var strandsShown = []string{framework.Staff, framework.Return, framework.Evidence, framework.YoungPerson, framework.Parent}

// strandHint says what a strand is.
func (s Site) strandHint(strand string) string {
	if strand == framework.YoungPerson || strand == framework.Parent {
		return s.say("roundsetup.strand-elsewhere-hint")
	}
	return s.say("roundsetup.strand-" + strand + "-hint")
}

// formOf is the form of an agency's return as it stands in a field.
func (f RoundForm) formOf(a people.Agency) string {
	kept := FormAway
	if there, ok := f.RoundAgency(a.ID); ok {
		kept = string(there.Form)
	}
	return f.typed(FieldOfForm(a.ID), kept)
}

// staffOf is how many are invited, as it stands in a field.
func (f RoundForm) staffOf(a round.Agency, level string) string {
	kept := ""
	if n, said := a.Staff[level]; said {
		kept = strconv.Itoa(n)
	}
	return f.typed(FieldOfStaff(a.ID, level), kept)
}

// dateParts are the parts of a date field as it stands there.
func (f RoundForm) dateParts(field string, kept time.Time) (parts [3]string) {
	if f.Typed != nil {
		return [3]string{f.Typed.Get(field + DateDay), f.Typed.Get(field + DateMonth), f.Typed.Get(field + DateYear)}
	}
	if kept.IsZero() {
		return parts
	}
	return [3]string{strconv.Itoa(kept.Day()), strconv.Itoa(int(kept.Month())), strconv.Itoa(kept.Year())}
}

// tag is the colour of a state, of those that GOV.UK has.
func tag(status string) string {
	return map[string]string{"todo": "govuk-tag--blue", "waiting": "govuk-tag--yellow", "ready": "govuk-tag--green",
		"not-yet": "govuk-tag--grey", "open": "govuk-tag--green", "preparing": "govuk-tag--blue", "closed": "govuk-tag--grey"}[status]
}
