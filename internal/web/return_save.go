package web

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"

	"bearings/internal/fault"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// readWritten reads a form of long texts.
func readWritten(r *http.Request) error {
	body := &limited{reader: r.Body, left: mostWritten}
	r.Body = io.NopCloser(body)
	err := r.ParseForm()
	// A browser shows an answer only when all it sent has been taken.
	_, _ = io.CopyN(io.Discard, body.reader, overflow*mostWritten)
	switch {
	case body.over || errors.Is(err, errOver):
		return fault.New(fault.TooLarge, "return.too-much")
	case err != nil:
		return fault.New(fault.Invalid, "doors.half_a_form")
	}
	return text(r.PostForm)
}

// returnChanges are what was changed on the page that sent a form: what stands there
// as it came is no change.
func returnChanges(part round.ReturnPart, r *http.Request) (all []round.Change) {
	for _, item := range part.Items {
		name := ui.FieldPlace(item.ID)
		if item.IsText() {
			name = ui.FieldWrittenOf(item.ID)
		}
		if !r.PostForm.Has(name) {
			continue
		}
		value := r.PostForm.Get(name)
		version, mark := ui.ParseReturnBase(r.PostForm.Get(ui.FieldBaseOf(item.ID)))
		if ui.ReturnMark(value) == mark {
			continue
		}
		c := round.Change{Item: item.ID, Answer: value, Base: version, Other: r.PostForm.Get(ui.FieldBeside(item.ID))}
		if item.IsText() {
			c.Answer, c.Text = "", value
		}
		all = append(all, c)
	}
	return all
}

// postReturnPart keeps what was written. A script asks for JSON, and goes on from
// what it is told.
func (s *Site) postReturnPart(w http.ResponseWriter, r *http.Request) error {
	if err := readWritten(r); err != nil {
		return err
	}
	p, part, err := s.returnPart(r)
	if err != nil {
		return err
	}
	changes := returnChanges(part, r)
	saved, err := s.saveReturn(r, p, changes)
	isScript := r.Header.Get("Accept") == "application/json"
	if wrong, ok := s.toPutRight(err); ok {
		if isScript {
			return sendJSON(w, http.StatusUnprocessableEntity, savedReply{Wrong: wrong})
		}
		return s.giveBack(w, r, wrong)
	} else if err != nil {
		return err
	}
	if isScript {
		return sendJSON(w, http.StatusOK, s.savedReply(changes, saved))
	}
	return s.afterSaving(w, r, part, changes, saved)
}

func (s *Site) saveReturn(r *http.Request, p ui.ReturnPage, changes []round.Change) ([]round.Saved, error) {
	if len(changes) == 0 {
		return nil, nil
	}
	return s.config.Rounds.SaveReturn(r.Context(), p.Viewer, whereOf(r), p.Round.ID, changes)
}

// savedReply is what a page is told that saves as one types.
type savedReply struct {
	// Wrong is a sentence on what could not be kept, or empty.
	Wrong string      `json:"wrong,omitempty"`
	Saved []savedItem `json:"saved"`
}

type savedItem struct {
	Item   string `json:"item"`
	Base   string `json:"base"`
	Beside string `json:"beside"`
}

func (s *Site) savedReply(changes []round.Change, saved []round.Saved) (reply savedReply) {
	reply.Saved = []savedItem{}
	for i, one := range saved {
		if wrong, ok := s.toPutRight(one.Wrong); ok {
			reply.Wrong = wrong
			continue
		}
		base := ui.ReturnBase(one.Version, changes[i].Answer+changes[i].Text)
		reply.Saved = append(reply.Saved, savedItem{one.Item, base, one.Other})
	}
	return reply
}

func sendJSON(w http.ResponseWriter, status int, what any) error {
	body, err := json.Marshal(what)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a reader who has gone is no failure
	return nil
}

// afterSaving leads on, or shows the page again: with what has to be put right, or
// with words that are worth a second look.
func (s *Site) afterSaving(w http.ResponseWriter, r *http.Request, part round.ReturnPart, changes []round.Change, saved []round.Saved) error {
	p, err := s.ownReturn(r)
	if err != nil {
		return err
	}
	page := ui.ReturnPartPage{ReturnPage: p, Part: part, Fields: s.returnFields(p, part)}
	isOpen := false
	for i, one := range saved {
		f := &page.Fields[slices.IndexFunc(page.Fields, func(f ui.ReturnField) bool { return f.Item.ID == one.Item })]
		if f.Item.IsText() && one.Other == "" {
			f.Box.Written = s.written(f.Box.ID, r.PostForm)
			isOpen = isOpen || f.Box.Written.Open()
		}
		if wrong, ok := s.toPutRight(one.Wrong); ok {
			f.Base, f.Wrong, f.Box.Wrong = ui.ReturnBase(one.Version, ""), wrong, wrong
			page.Wrong, page.At = wrong, f.Box.ID
			f.Box.Written.Text = changes[i].Text
		}
	}
	at := func(parts ...string) string { return ui.ReturnURL(p.Round, p.Draft.Agency.ID, parts...) }
	if page.Wrong != "" {
		return s.showReturnPart(w, r, http.StatusUnprocessableEntity, page)
	}
	for _, one := range saved {
		if one.Other != "" {
			return seeOther(w, r, at(part.ID, "both", one.Item))
		}
	}
	if isOpen && r.PostForm.Get(ui.FieldLooked) == "" {
		page.Looked, page.Done = true, "saved"
		return s.showReturnPart(w, r, http.StatusOK, page)
	}
	if r.PostForm.Get(ui.FieldStep) == ui.StepStay {
		return doneAt(w, r, at(part.ID), "saved")
	}
	parts := p.Draft.Parts()
	if i := slices.IndexFunc(parts, func(one round.ReturnPart) bool { return one.ID == part.ID }) + 1; i < len(parts) {
		return doneAt(w, r, at(parts[i].ID), "saved-on")
	}
	return doneAt(w, r, at(), "saved")
}

// giveBack shows what somebody typed that can't be kept any more, to copy it.
func (s *Site) giveBack(w http.ResponseWriter, r *http.Request, why string) error {
	return s.renderOwn(w, r, http.StatusUnprocessableEntity, s.pages.Unsaved(ui.Unsaved{Asker: asker(r), Why: why, Fields: typedFields(r)}))
}

// mostKept is how many fields of a form are given back.
const mostKept = 200

// typedFields are the fields of a form as they were sent.
func typedFields(r *http.Request) (all []ui.UnsavedField) {
	for name, values := range r.PostForm {
		for _, value := range values {
			isShown := strings.HasPrefix(name, ui.FieldsWords) && !strings.Contains(name, ".") && strings.TrimSpace(value) != ""
			all = append(all, ui.UnsavedField{Name: name, Value: value, Shown: isShown})
		}
	}
	slices.SortStableFunc(all, func(a, b ui.UnsavedField) int { return strings.Compare(a.Name, b.Name) })
	return all[:min(len(all), mostKept)]
}

// keepsWords is a route with long texts, which are not lost when the session has
// ended meanwhile.
func (r Route) keepsWords() Route { r.keeps = true; return r }

// askIn gives whoever is not signed in any more back what they typed, to send it
// again afterwards. Nothing is looked up for it.
func (s *Site) askIn(w http.ResponseWriter, r *http.Request) error {
	if err := readWritten(r); err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusUnauthorized, s.pages.Unsaved(ui.Unsaved{Action: r.URL.EscapedPath(), Fields: typedFields(r)}))
}
