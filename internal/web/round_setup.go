package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// roundSetupRoutes are to set a round up, open it and close it.
func (s *Site) roundSetupRoutes() []Route {
	get := func(name, pattern string, page func(ui.RoundForm) templ.Component) Route {
		return needing(people.ManageRound, name, "GET", pattern, s.setUpPage(page))
	}
	post := func(name, pattern string, page func(ui.RoundForm) templ.Component, do roundDeed) Route {
		return needing(people.ManageRound, name, "POST", pattern, s.setUpForm(page, do))
	}
	return slices.Concat([]Route{
		needing(people.SeeRound, "Rounds", "GET", ui.RoundsPattern, s.getRounds),
		needing(people.ManageRound, "NewRound", "GET", ui.NewRoundPattern, s.getNewRound),
		needing(people.ManageRound, "StartRound", "POST", ui.NewRoundPattern, s.postNewRound),
		needing(people.SeeRound, "Round", "GET", ui.RoundPattern, s.getRound),
		get("RoundName", ui.RoundNamePattern, s.pages.RoundName),
		post("RenameRound", ui.RoundNamePattern, s.pages.RoundName, s.renameRound),
		needing(people.ManageRound, "RoundFramework", "GET", ui.RoundFrameworkPattern, s.getRoundFramework),
		needing(people.ManageRound, "ChooseFramework", "POST", ui.RoundFrameworkPattern, s.postRoundFramework).takesFiles(),
		get("RoundStrands", ui.RoundStrandsPattern, s.pages.RoundStrands),
		post("ChooseStrands", ui.RoundStrandsPattern, s.pages.RoundStrands, s.chooseStrands),
		get("RoundAgencies", ui.RoundAgenciesPattern, s.pages.RoundAgencies),
		post("ChooseAgencies", ui.RoundAgenciesPattern, s.pages.RoundAgencies, s.chooseAgencies),
		get("RoundNumbers", ui.RoundNumbersPattern, s.pages.RoundNumbers),
		post("SayNumbers", ui.RoundNumbersPattern, s.pages.RoundNumbers, s.sayNumbers),
		get("RoundDates", ui.RoundDatesPattern, s.pages.RoundDates),
		post("PlanDates", ui.RoundDatesPattern, s.pages.RoundDates, s.planDates),
		get("RoundThresholds", ui.RoundThresholdsPattern, s.pages.RoundThresholds),
		post("RaiseThresholds", ui.RoundThresholdsPattern, s.pages.RoundThresholds, s.raiseThresholds),
		get("RoundAgencyPages", ui.RoundPagesPattern, s.pages.RoundAgencyPages),
		post("ChooseAgencyPages", ui.RoundPagesPattern, s.pages.RoundAgencyPages, s.choosePages),
		get("RoundRemove", ui.RoundRemovePattern, s.pages.RoundRemove),
		needing(people.ManageRound, "RemoveRound", "POST", ui.RoundRemovePattern, s.postRoundRemove),
	}, s.roundLifeRoutes())
}

// roundDeed does with a form what it is for; at is the field of what is wrong.
type roundDeed func(r *http.Request, p ui.RoundForm) (at string, err error)

// setUp reads the round of a request for a page on which it is set up.
func (s *Site) setUp(r *http.Request) (f ui.RoundForm, err error) {
	f.Limit, f.Now = megabytes(s.config.MaxUpload), s.config.Rounds.Now()
	f.RoundPage, err = s.round(r, people.ManageRound)
	return f, err
}

func (s *Site) setUpPage(page func(ui.RoundForm) templ.Component) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		f, err := s.setUp(r)
		if err != nil {
			return err
		}
		return s.renderOwn(w, r, http.StatusOK, page(f))
	}
}

// setUpForm does what a form is for and leads to the round, or shows the page again
// with what has to be put right.
func (s *Site) setUpForm(page func(ui.RoundForm) templ.Component, do roundDeed) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		f, err := s.setUp(r)
		if err != nil {
			return err
		}
		at, err := do(r, f)
		if wrong, ok := s.toPutRight(err); ok {
			f, err = s.setUp(r) // it may have been opened meanwhile
			if err != nil {
				return err
			}
			f.Typed, f.Wrong, f.At = clean(r.PostForm), wrong, at
			return s.renderOwn(w, r, http.StatusUnprocessableEntity, page(f))
		} else if err != nil {
			return err
		}
		return doneAt(w, r, ui.RoundURL(f.Round), "changed")
	}
}

// clean is a form without what no page can show.
func clean(form url.Values) url.Values {
	all := url.Values{}
	for field, values := range form {
		for _, one := range values {
			all.Add(field, strings.ToValidUTF8(one, "\ufffd"))
		}
	}
	return all
}

// roundDone is what has just been done in a round, of what there is a sentence for.
func (s *Site) roundDone(r *http.Request) string {
	done := r.URL.Query().Get(ui.FieldDone)
	if !s.config.Words.Has("roundsetup.done-" + done) {
		return ""
	}
	return done
}

func (s *Site) getRounds(w http.ResponseWriter, r *http.Request) error {
	p, err := s.partnership(r)
	if err != nil {
		return err
	}
	page := ui.RoundsPage{Partnership: p}
	page.Done = s.roundDone(r)
	if page.Rounds, err = s.config.Rounds.Store.Read(r.Context()).RoundsOf(p.View.ID); err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Rounds(page))
}

func (s *Site) getNewRound(w http.ResponseWriter, r *http.Request) error {
	p, err := s.partnership(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.NewRound(ui.Naming{Partnership: p}))
}

func (s *Site) postNewRound(w http.ResponseWriter, r *http.Request) error {
	p, err := s.partnership(r)
	if err != nil {
		return err
	}
	title := validLine(r.PostForm.Get(ui.FieldName))
	id, err := s.config.Rounds.StartOnce(r.Context(), p.Viewer, p.View.ID, title)
	if wrong, ok := s.toPutRight(err); ok {
		return s.renderOwn(w, r, statusFor(wrong), s.pages.NewRound(ui.Naming{Partnership: p, Name: title, Wrong: wrong}))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.RoundsURL(p.View.ID, string(id)), "made")
}

// validLine is one line as it can be kept: no control characters, and whole letters.
func validLine(text string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return ' '
		}
		return c
	}, strings.ToValidUTF8(text, "\ufffd"))
}

func (s *Site) renameRound(r *http.Request, f ui.RoundForm) (string, error) {
	title := validLine(r.PostForm.Get(ui.FieldName))
	return ui.FieldName, s.config.Rounds.Rename(r.Context(), f.Viewer, f.View.ID, f.Round.ID, title)
}

func (s *Site) chooseStrands(r *http.Request, f ui.RoundForm) (string, error) {
	return ui.FieldWho, s.config.Rounds.Ask(r.Context(), f.Viewer, f.View.ID, f.Round.ID, r.PostForm[ui.FieldWho])
}

func (s *Site) chooseAgencies(r *http.Request, f ui.RoundForm) (string, error) {
	forms, first := map[people.AgencyID]round.Form{}, ""
	for _, a := range f.View.Agencies {
		field := ui.FieldOfForm(a.ID)
		if first == "" {
			first = field
		}
		switch form := r.PostForm.Get(field); form {
		case ui.FormAway:
		case "":
			return field, fault.New(fault.Invalid, "roundsetup.form-needed", "Agency", a.Name)
		default:
			forms[a.ID] = round.Form(form)
		}
	}
	return first, s.config.Rounds.TakePart(r.Context(), f.Viewer, f.View.ID, f.Round.ID, forms)
}

func (s *Site) sayNumbers(r *http.Request, f ui.RoundForm) (string, error) {
	staff := map[people.AgencyID]map[string]int{}
	for _, a := range f.Agencies {
		staff[a.ID] = map[string]int{}
		for _, level := range round.Levels {
			field := ui.FieldOfStaff(a.ID, level)
			typed := strings.TrimSpace(r.PostForm.Get(field))
			if typed == "" {
				continue
			}
			n, err := strconv.Atoi(strings.ReplaceAll(typed, ",", ""))
			if err != nil || n < 0 || n > round.MaxStaff {
				return field, fault.New(fault.Invalid, "roundsetup.number", "Most", round.MaxStaff)
			}
			staff[a.ID][level] = n
		}
	}
	return "", s.config.Rounds.Invite(r.Context(), f.Viewer, f.View.ID, f.Round.ID, staff)
}

func (s *Site) planDates(r *http.Request, f ui.RoundForm) (string, error) {
	opens, ok := typedDate(r.PostForm, ui.FieldOpens)
	if !ok {
		return ui.FieldOpens, fault.New(fault.Invalid, "roundsetup.date-needed")
	}
	closes, ok := typedDate(r.PostForm, ui.FieldCloses)
	if !ok {
		return ui.FieldCloses, fault.New(fault.Invalid, "roundsetup.date-needed")
	}
	return ui.FieldCloses, s.config.Rounds.Plan(r.Context(), f.Viewer, f.View.ID, f.Round.ID, opens, closes)
}

// typedDate is a day that was typed in three parts; ok is false where there is no
// such day.
func typedDate(form url.Values, field string) (day time.Time, ok bool) {
	var parts [3]int
	for i, part := range []string{ui.DateYear, ui.DateMonth, ui.DateDay} {
		n, err := strconv.Atoi(strings.TrimSpace(form.Get(field + part)))
		if err != nil {
			return day, false
		}
		parts[i] = n
	}
	day = time.Date(parts[0], time.Month(parts[1]), parts[2], 0, 0, 0, 0, time.UTC)
	ok = parts[0] >= 2000 && parts[0] < 2200 && day.Day() == parts[2] && int(day.Month()) == parts[1]
	return day, ok
}

func (s *Site) raiseThresholds(r *http.Request, f ui.RoundForm) (string, error) {
	var numbers [2]int
	for i, field := range []string{ui.FieldAtLeast, ui.FieldComments} {
		n, err := strconv.Atoi(strings.TrimSpace(r.PostForm.Get(field)))
		if err != nil {
			return field, fault.New(fault.Invalid, "roundsetup.threshold-number")
		}
		numbers[i] = n
	}
	err := s.config.Rounds.Raise(r.Context(), f.Viewer, f.View.ID, f.Round.ID, numbers[0], numbers[1])
	at := ui.FieldAtLeast
	if wrong, ok := fault.As(err); ok && strings.HasPrefix(wrong.Message, "roundsetup.comments-") {
		at = ui.FieldComments
	}
	return at, err
}

func (s *Site) choosePages(r *http.Request, f ui.RoundForm) (string, error) {
	pages := round.AgencyPages(r.PostForm.Get(ui.FieldPages))
	return ui.FieldPages, s.config.Rounds.ShowPages(r.Context(), f.Viewer, f.View.ID, f.Round.ID, pages)
}

func (s *Site) postRoundRemove(w http.ResponseWriter, r *http.Request) error {
	p, err := s.setUp(r)
	if err != nil {
		return err
	}
	err = s.config.Rounds.Remove(r.Context(), p.Viewer, p.View.ID, p.Round.ID)
	if wrong, ok := s.toPutRight(err); ok {
		p.Wrong = wrong
		return s.renderOwn(w, r, statusFor(wrong), s.pages.RoundRemove(p))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.RoundsURL(p.View.ID), "removed")
}

// frameworkTitle is what the round's framework calls itself.
func (s *Site) frameworkTitle(fw *framework.Framework) string {
	return fw.Title.In(s.config.Words.Language)
}
