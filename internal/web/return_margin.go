package web

import (
	"net/http"
	"slices"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// returnItem reads the question of a return that a request is about.
func (s *Site) returnItem(r *http.Request) (p ui.ReturnPage, part round.ReturnPart, item framework.Item, err error) {
	if p, part, err = s.returnPart(r); err != nil {
		return p, part, item, err
	}
	i := slices.IndexFunc(part.Items, func(i framework.Item) bool { return i.ID == r.PathValue("item") })
	if i < 0 {
		return p, part, item, failure(http.StatusNotFound)
	}
	return p, part, part.Items[i], nil
}

func (s *Site) returnBoth(r *http.Request) (page ui.ReturnBothPage, err error) {
	if page.ReturnPage, page.Part, page.Item, err = s.returnItem(r); err != nil {
		return page, err
	}
	page.Own = s.pages.SmallBox(ui.BoxOwn, "return.both-own-box", 12, answer.MaxComment)
	page.Own.Written.Text = page.OfAll(page.Item)
	return page, nil
}

func (s *Site) getReturnBoth(w http.ResponseWriter, r *http.Request) error {
	page, err := s.returnBoth(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ReturnBoth(page))
}

func (s *Site) postReturnBoth(w http.ResponseWriter, r *http.Request) error {
	if err := readWritten(r); err != nil {
		return err
	}
	page, err := s.returnBoth(r)
	if err != nil {
		return err
	}
	version, _ := ui.ParseReturnBase(r.PostForm.Get(ui.FieldBase))
	c := round.ChosenAnswer{Item: page.Item.ID, Base: version, Seen: r.PostForm[ui.FieldSeen], Keep: r.PostForm.Get(ui.FieldKeep), Text: r.PostForm.Get(ui.BoxOwn)}
	err = s.config.Rounds.DecideReturn(r.Context(), page.Viewer, whereOf(r), page.Round.ID, c)
	if wrong, ok := s.toPutRight(err); ok {
		if !page.Draft.CanWrite() {
			return s.giveBack(w, r, wrong)
		}
		page.Wrong, page.At, page.Keep = wrong, ui.FieldKeep, c.Keep
		page.Own.Written = s.written(ui.BoxOwn, r.PostForm)
		if isOfBox(err) {
			page.At, page.Own.Wrong = ui.BoxOwn, wrong
		}
		return s.renderOwn(w, r, http.StatusUnprocessableEntity, s.pages.ReturnBoth(page))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.ReturnURL(page.Round, page.Draft.Agency.ID, page.Part.ID), "decided")
}

// isOfBox says whether a fault is about what was written.
func isOfBox(err error) bool {
	f, _ := fault.As(err)
	return slices.Contains([]string{"return.too-long", "return.control", "return.not-text", "return.note-needed"}, f.Message)
}

func (s *Site) returnNotes(r *http.Request) (page ui.ReturnNotesPage, err error) {
	if page.ReturnPage, page.Part, page.Item, err = s.returnItem(r); err != nil {
		return page, err
	}
	page.Ask = s.pages.SmallBox(ui.BoxAsk, "return.notes-ask-box", 4, round.MaxNote)
	page.Reply = s.pages.SmallBox(ui.BoxReply, "return.notes-reply-box", 4, round.MaxNote)
	page.About = r.URL.Query().Get(ui.FieldAbout)
	return page, nil
}

func (s *Site) getReturnNotes(w http.ResponseWriter, r *http.Request) error {
	page, err := s.returnNotes(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ReturnNotes(page))
}

func (s *Site) postReturnNotes(w http.ResponseWriter, r *http.Request) error {
	if err := readWritten(r); err != nil {
		return err
	}
	page, err := s.returnNotes(r)
	if err != nil {
		return err
	}
	rounds, where := s.config.Rounds, whereOf(r)
	here := ui.ReturnURL(page.Round, page.Draft.Agency.ID, page.Part.ID, "notes", page.Item.ID)
	if settled := r.PostForm.Get(ui.FieldSettled); settled != "" {
		err = rounds.SettleNote(r.Context(), page.Viewer, where, page.Round.ID, page.Item.ID, settled)
		return s.afterNote(w, r, page, err, here, "settled")
	}
	page.About = r.PostForm.Get(ui.FieldAbout)
	box, done := &page.Ask, "asked"
	if page.About != "" {
		box, done = &page.Reply, "replied"
	}
	box.Written = s.written(box.ID, r.PostForm)
	n := round.Note{Item: page.Item.ID, About: page.About, Text: box.Written.Text}
	if err = rounds.AddNote(r.Context(), page.Viewer, where, page.Round.ID, n); err != nil && page.Draft.CanWrite() && isFault(err) && isOfBox(err) {
		box.Wrong, _ = s.toPutRight(err)
		page.Wrong, page.At = box.Wrong, box.ID
		return s.renderOwn(w, r, statusFor(page.Wrong), s.pages.ReturnNotes(page))
	}
	return s.afterNote(w, r, page, err, here, done)
}

func isFault(err error) bool {
	_, ok := fault.As(err)
	return ok
}

// afterNote leads back to the margin; what can't be kept any more is given back.
func (s *Site) afterNote(w http.ResponseWriter, r *http.Request, page ui.ReturnNotesPage, err error, here, done string) error {
	if wrong, ok := s.toPutRight(err); ok {
		return s.giveBack(w, r, wrong)
	} else if err != nil {
		return err
	}
	return doneAt(w, r, here, done)
}
