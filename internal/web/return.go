package web

import (
	"net/http"
	"slices"

	"bearings/internal/answer"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// returnRoutes are to write an agency's return.
func (s *Site) returnRoutes() []Route {
	return slices.Concat(s.returnDraftRoutes(), s.returnFileRoutes())
}

func (s *Site) returnDraftRoutes() []Route {
	return []Route{
		needing(people.WriteReturn, "Return", "GET", ui.ReturnPattern, s.getReturn),
		needing(people.SignReturn, "ReturnSign", "GET", ui.ReturnSignPattern, s.getReturnSign),
		needing(people.SignReturn, "SignReturn", "POST", ui.ReturnSignPattern, s.postReturnSign),
		needing(people.SignReturn, "ReopenReturn", "POST", ui.ReturnReopenPattern, s.postReturnReopen),
		needing(people.WriteReturn, "ReturnPart", "GET", ui.ReturnPartPattern, s.getReturnPart),
		needing(people.WriteReturn, "SaveReturn", "POST", ui.ReturnPartPattern, s.postReturnPart).takesText().keepsWords(),
		needing(people.WriteReturn, "ReturnBoth", "GET", ui.ReturnBothPattern, s.getReturnBoth),
		needing(people.WriteReturn, "DecideReturn", "POST", ui.ReturnBothPattern, s.postReturnBoth).takesText().keepsWords(),
		needing(people.WriteReturn, "ReturnNotes", "GET", ui.ReturnNotesPattern, s.getReturnNotes),
		needing(people.WriteReturn, "NoteReturn", "POST", ui.ReturnNotesPattern, s.postReturnNotes).takesText().keepsWords(),
	}
}

// ownReturn reads the return of a request, for those who write it.
func (s *Site) ownReturn(r *http.Request) (p ui.ReturnPage, err error) {
	if p.RoundPage, err = s.round(r, people.SeeRound); err != nil {
		return p, err
	}
	if done := r.URL.Query().Get(ui.FieldDone); s.config.Words.Has("return.done-" + done) {
		p.Done = done
	} else {
		p.Done = ""
	}
	p.Draft, err = s.config.Rounds.ReadReturn(r.Context(), p.Viewer, whereOf(r), p.Round.ID)
	return p, err
}

// returnPart reads the part of a return that a request is about.
func (s *Site) returnPart(r *http.Request) (p ui.ReturnPage, part round.ReturnPart, err error) {
	if p, err = s.ownReturn(r); err != nil {
		return p, part, err
	}
	part, ok := p.Draft.Part(r.PathValue("part"))
	if !ok {
		return p, part, failure(http.StatusNotFound)
	}
	return p, part, nil
}

func (s *Site) getReturn(w http.ResponseWriter, r *http.Request) error {
	p, err := s.ownReturn(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Return(p))
}

// returnFields are the questions of a part as they are kept.
func (s *Site) returnFields(p ui.ReturnPage, part round.ReturnPart) (all []ui.ReturnField) {
	for _, item := range part.Items {
		a := p.Draft.Answers[item.ID]
		f := ui.ReturnField{Item: item, Chosen: a.Answer, Base: ui.ReturnBase(a.Version, a.Answer+a.Text)}
		if item.IsText() {
			f.Box = s.pages.ReturnBox(item, answer.MaxComment)
			f.Box.Written.Text = a.Text
		}
		all = append(all, f)
	}
	return all
}

func (s *Site) getReturnPart(w http.ResponseWriter, r *http.Request) error {
	p, part, err := s.returnPart(r)
	if err != nil {
		return err
	}
	page := ui.ReturnPartPage{ReturnPage: p, Part: part, Fields: s.returnFields(p, part)}
	return s.showReturnPart(w, r, http.StatusOK, page)
}

// showReturnPart shows the page that saves as one types: its script may send to this
// site.
func (s *Site) showReturnPart(w http.ResponseWriter, r *http.Request, status int, page ui.ReturnPartPage) error {
	w.Header().Set("Content-Security-Policy", protection[0].value[0]+"; connect-src 'self'")
	return s.renderOwn(w, r, status, s.pages.ReturnPart(page))
}
