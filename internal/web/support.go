package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/support"
	"bearings/internal/ui"
)

// supportRoutes are to say publicly how an agency uses the principles.
func (s *Site) supportRoutes() []Route {
	if s.config.Support == nil {
		return nil
	}
	return []Route{
		public("Support", "GET", ui.SupportPath, s.getSupport),
		needing(people.ManagePartnership, "SupportList", "GET", ui.SupportListPattern, s.getSupportList),
		needing(people.ManagePartnership, "SupportDecide", "POST", ui.SupportDecidePattern, s.postSupportDecide),
		needing(people.WriteSupport, "SupportOwn", "GET", ui.SupportOwnPattern, s.getSupportOwn),
		needing(people.WriteSupport, "SupportWrite", "POST", ui.SupportOwnPattern, s.postSupportOwn),
		needing(people.WriteSupport, "SupportTakeDown", "POST", ui.SupportTakeDownPattern, s.postSupportTakeDown),
	}
}

func (s *Site) getSupport(w http.ResponseWriter, r *http.Request) error {
	all, err := s.config.Support.Public(r.Context())
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Support(ui.SupportPage{All: all, Now: s.config.Today()}))
}

func (s *Site) supportList(r *http.Request) (l ui.SupportList, err error) {
	if l.Partnership, err = s.partnership(r); err != nil {
		return l, err
	}
	l.Now = s.config.Today()
	l.All, err = s.config.Support.Of(r.Context(), l.Viewer, l.View.ID)
	return l, err
}

func (s *Site) getSupportList(w http.ResponseWriter, r *http.Request) error {
	l, err := s.supportList(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.SupportList(l))
}

func (s *Site) postSupportDecide(w http.ResponseWriter, r *http.Request) error {
	what, id, reason := support.Decision(r.PostForm.Get(ui.FieldDecision)), r.PathValue("statement"), r.PostForm.Get(ui.FieldReason)
	err := s.config.Support.Decide(r.Context(), visitOf(r).Viewer(), partnershipOf(r), id, what, reason)
	if wrong, ok := s.toPutRight(err); ok {
		l, err := s.supportList(r)
		if err != nil {
			return err
		}
		l.Wrong = wrong
		for _, one := range l.All {
			if one.ID == id && one.State == support.Waiting {
				l.At, l.Reason = id, reason
			}
		}
		return s.renderOwn(w, r, statusFor(wrong), s.pages.SupportList(l))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.SupportListURL(partnershipOf(r)), "support-"+string(what))
}

func (s *Site) supportOwn(r *http.Request) (o ui.SupportOwn, err error) {
	if o.AgencyPage, err = s.agency(r); err != nil {
		return o, err
	}
	o.Now = s.config.Today()
	o.All, err = s.config.Support.Own(r.Context(), o.Viewer, people.Where{Partnership: o.View.ID, Agency: o.Agency.ID})
	return o, err
}

// getSupportOwn begins with what was written last: sent back, waiting or shown.
func (s *Site) getSupportOwn(w http.ResponseWriter, r *http.Request) error {
	o, err := s.supportOwn(r)
	if err != nil {
		return err
	}
	for _, one := range o.All {
		o.Draft, o.Words.Text = one.Draft, one.Words
		year, month, _ := strings.Cut(one.Check, "-")
		o.Year, o.Month = year, strings.TrimPrefix(month, "0")
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.SupportOwn(o))
}

func (s *Site) postSupportOwn(w http.ResponseWriter, r *http.Request) error {
	o, err := s.supportOwn(r)
	if err != nil {
		return err
	}
	o.Words, o.Month, o.Year = s.written(ui.FieldSaid, r.PostForm), r.PostForm.Get(ui.FieldCheck), r.PostForm.Get(ui.FieldCheckYear)
	o.Draft = support.Draft{Role: r.PostForm.Get(ui.FieldSpeaks), Words: o.Words.Text, Thing: r.PostForm.Get(ui.FieldThing), Check: typedMonth(o.Month, o.Year)}
	where := people.Where{Partnership: o.View.ID, Agency: o.Agency.ID}
	if o.Words.Open() && r.PostForm.Get(ui.FieldStep) != ui.StepDone && !s.pages.SupportBox(o).IsTooLong() {
		o.Checked = true
		return s.renderOwn(w, r, http.StatusOK, s.pages.SupportOwn(o))
	}
	err = s.config.Support.Write(r.Context(), o.Viewer, where, o.Draft)
	if wrong, ok := s.toPutRight(err); ok {
		o.Wrong, o.At = wrong, supportField(err)
		return s.renderOwn(w, r, statusFor(wrong), s.pages.SupportOwn(o))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.SupportOwnURL(where.Partnership, where.Agency), "support-written")
}

func (s *Site) postSupportTakeDown(w http.ResponseWriter, r *http.Request) error {
	where := people.Where{Partnership: partnershipOf(r), Agency: agencyOf(r)}
	err := s.config.Support.Withdraw(r.Context(), visitOf(r).Viewer(), where, r.PostForm.Get(ui.FieldID))
	if wrong, ok := s.toPutRight(err); ok {
		o, err := s.supportOwn(r)
		if err != nil {
			return err
		}
		o.Wrong = wrong
		return s.renderOwn(w, r, statusFor(wrong), s.pages.SupportOwn(o))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.SupportOwnURL(where.Partnership, where.Agency), "support-take-down")
}

// typedMonth is a month as YYYY-MM, or empty where what was typed is none.
func typedMonth(month, year string) string {
	m, err := strconv.Atoi(strings.TrimSpace(month))
	y, yearErr := strconv.Atoi(strings.TrimSpace(year))
	if err != nil || yearErr != nil || m < 1 || m > 12 || y < 1000 || y > 9999 {
		return ""
	}
	return time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
}

// supportField is the field that a fault is about.
func supportField(err error) string {
	f, _ := fault.As(err)
	part, _, _ := strings.Cut(strings.TrimPrefix(f.Message, "support."), "-")
	return map[string]string{"role": ui.FieldSpeaks, "words": ui.FieldSaid, "thing": ui.FieldThing, "check": ui.FieldCheck}[part]
}
