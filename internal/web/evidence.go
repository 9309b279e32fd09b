package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// evidenceRoutes are to add what is already known.
func (s *Site) evidenceRoutes() []Route {
	return []Route{
		needing(people.SeeRound, "RoundEvidence", "GET", ui.RoundEvidencePattern, s.getRoundEvidence),
		needing(people.AddEvidence, "NewEvidence", "GET", ui.AddEvidencePattern, s.getEvidenceForm),
		needing(people.AddEvidence, "AddEvidence", "POST", ui.AddEvidencePattern, s.postEvidenceForm),
		needing(people.AddEvidence, "EvidenceForm", "GET", ui.ChangeEvidencePattern, s.getEvidenceForm),
		needing(people.AddEvidence, "ChangeEvidence", "POST", ui.ChangeEvidencePattern, s.postEvidenceForm),
		needing(people.AddEvidence, "EvidenceRemoval", "GET", ui.RemoveEvidencePattern, s.getEvidenceRemoval),
		needing(people.AddEvidence, "RemoveEvidence", "POST", ui.RemoveEvidencePattern, s.postEvidenceRemoval),
		needing(people.AddEvidence, "MissingData", "GET", ui.MissingDataPattern, s.getMissingData),
		needing(people.AddEvidence, "SaveMissingData", "POST", ui.MissingDataPattern, s.postMissingData),
	}
}

// roundEvidence reads a round with what is known already.
func (s *Site) roundEvidence(r *http.Request, right people.Right) (p ui.RoundEvidence, err error) {
	if p.RoundPage, err = s.round(r, right); err != nil {
		return p, err
	}
	if p.Framework, err = s.config.Rounds.Framework(r.Context(), p.Round.ID); err != nil {
		return p, err
	}
	if done := r.URL.Query().Get(ui.FieldDone); s.config.Words.Has("roundevidence.done-" + done) {
		p.Saved = done
	}
	p.All, p.Missing, err = s.config.Rounds.AllEvidence(r.Context(), p.Viewer, p.View.ID, p.Round.ID)
	return p, err
}

func (s *Site) getRoundEvidence(w http.ResponseWriter, r *http.Request) error {
	p, err := s.roundEvidence(r, people.SeeRound)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.RoundEvidence(p))
}

// evidenceForm is the form of a new piece, or of the one that the address names.
func (s *Site) evidenceForm(r *http.Request) (f ui.EvidenceForm, err error) {
	if f.RoundEvidence, err = s.roundEvidence(r, people.AddEvidence); err != nil {
		return f, err
	}
	f.Piece.Principle = r.PathValue("principle")
	if id := r.PathValue("piece"); id != "" {
		i := slices.IndexFunc(f.All, func(e round.Evidence) bool {
			return e.ID == id && (e.MayChange(f.Viewer, f.Round) || !round.EvidenceIsOpen(f.Round))
		})
		if i < 0 {
			return f, failure(http.StatusNotFound)
		}
		f.Piece = f.All[i]
	}
	if _, ok := f.Framework.Principle(f.Piece.Principle); !ok {
		return f, failure(http.StatusNotFound)
	}
	f.Year, f.Month, _ = strings.Cut(f.Piece.Month, "-")
	f.Month = strings.TrimPrefix(f.Month, "0")
	f.Shows, f.Cannot = s.pages.EvidenceBoxes()
	f.Shows.Written.Text, f.Cannot.Written.Text = f.Piece.Text, f.Piece.Cannot
	return f, nil
}

func (s *Site) getEvidenceForm(w http.ResponseWriter, r *http.Request) error {
	f, err := s.evidenceForm(r)
	if err != nil {
		return err
	}
	if !round.EvidenceIsOpen(f.Round) {
		return seeOther(w, r, ui.RoundEvidenceURL(f.Round)) // which says so
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.EvidenceForm(f))
}

func (s *Site) postEvidenceForm(w http.ResponseWriter, r *http.Request) error {
	f, err := s.evidenceForm(r)
	if err != nil {
		return err
	}
	f.Piece.Kind, f.Piece.Source = r.PostForm.Get(ui.FieldEvidenceKind), plainLine(r.PostForm.Get(ui.FieldEvidenceSource))
	f.Month, f.Year = r.PostForm.Get(ui.FieldEvidenceMonth), r.PostForm.Get(ui.FieldEvidenceYear)
	f.Shows.Written, f.Cannot.Written = s.written(f.Shows.ID, r.PostForm), s.written(f.Cannot.ID, r.PostForm)
	f.Piece.Month, f.Piece.Text, f.Piece.Cannot = monthOf(f.Month, f.Year), f.Shows.Written.Text, f.Cannot.Written.Text
	err = round.CheckEvidence(f.Piece, s.config.Rounds.Now())
	if err == nil && s.needsLook(r, f.Shows, f.Cannot) {
		f.Checked = true
		return s.renderOwn(w, r, http.StatusOK, s.pages.EvidenceForm(f))
	}
	if err == nil {
		_, err = s.config.Rounds.SaveEvidence(r.Context(), f.Viewer, f.View.ID, f.Round.ID, f.Piece)
	}
	var ok bool
	if f.Wrong, ok = s.toPutRight(err); ok {
		f.At = evidenceField(err)
		wrongIn(f.Wrong, f.At, &f.Shows, &f.Cannot)
		return s.renderOwn(w, r, statusFor(f.Wrong), s.pages.EvidenceForm(f))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.RoundEvidenceURL(f.Round), "added")
}

// needsLook says whether somebody has yet to decide on words in one of the boxes.
func (s *Site) needsLook(r *http.Request, boxes ...ui.WritingBox) bool {
	open := slices.ContainsFunc(boxes, func(b ui.WritingBox) bool { return b.Written.Open() })
	return open && r.PostForm.Get(ui.FieldStep) != ui.StepDone
}

// wrongIn says in the box what is wrong with it.
func wrongIn(wrong, at string, boxes ...*ui.WritingBox) {
	for _, b := range boxes {
		if b.ID == at {
			b.Wrong = wrong
		}
	}
}

func plainLine(text string) string { return strings.ToValidUTF8(text, "\ufffd") }

// monthOf is a month as it was typed, YYYY-MM; anything else is no month.
func monthOf(month, year string) string {
	m, err := strconv.Atoi(strings.TrimSpace(month))
	y, bad := strconv.Atoi(strings.TrimSpace(year))
	if err != nil || bad != nil {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", y, m)
}

// evidenceField is the field that a fault is about.
func evidenceField(err error) string {
	f, _ := fault.As(err)
	name, ok := strings.CutPrefix(f.Message, "roundevidence.")
	if !ok {
		return ""
	}
	name, _, _ = strings.Cut(name, "-")
	return map[string]string{"kind": ui.FieldEvidenceKind, "source": ui.FieldEvidenceSource, "month": ui.FieldEvidenceMonth,
		"shows": ui.FieldEvidenceShows, "cannot": ui.FieldEvidenceCannot, "over": ui.FieldMissingOver, "under": ui.FieldMissingUnder,
		"measures": ui.FieldMissingDone, "unknown": ui.FieldMissingData}[name]
}

func (s *Site) getEvidenceRemoval(w http.ResponseWriter, r *http.Request) error {
	f, err := s.evidenceForm(r)
	if err != nil {
		return err
	}
	if !round.EvidenceIsOpen(f.Round) {
		return seeOther(w, r, ui.RoundEvidenceURL(f.Round))
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.EvidenceRemoval(f))
}

func (s *Site) postEvidenceRemoval(w http.ResponseWriter, r *http.Request) error {
	f, err := s.evidenceForm(r)
	if err != nil {
		return err
	}
	if err := s.config.Rounds.RemoveEvidence(r.Context(), f.Viewer, f.View.ID, f.Round.ID, f.Piece.ID); err != nil {
		return err
	}
	return doneAt(w, r, ui.RoundEvidenceURL(f.Round), "removed")
}

// missingData is the form about who is missing from the data, as it stands.
func (s *Site) missingData(r *http.Request) (f ui.MissingDataForm, err error) {
	if f.RoundEvidence, err = s.roundEvidence(r, people.AddEvidence); err != nil {
		return f, err
	}
	f.Over, f.Under, f.Done = s.pages.MissingBoxes()
	f.Over.Written.Text, f.Under.Written.Text, f.Done.Written.Text = f.Missing.Over, f.Missing.Under, f.Missing.Done
	return f, nil
}

func (s *Site) getMissingData(w http.ResponseWriter, r *http.Request) error {
	f, err := s.missingData(r)
	if err != nil {
		return err
	}
	if !round.EvidenceIsOpen(f.Round) {
		return seeOther(w, r, ui.RoundEvidenceURL(f.Round))
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.MissingDataForm(f))
}

func (s *Site) postMissingData(w http.ResponseWriter, r *http.Request) error {
	f, err := s.missingData(r)
	if err != nil {
		return err
	}
	f.Missing = round.MissingData{States: map[string]string{}}
	for _, one := range round.Characteristics {
		f.Missing.States[one] = r.PostForm.Get(ui.FieldMissingData + one)
	}
	for _, b := range []*ui.WritingBox{&f.Over, &f.Under, &f.Done} {
		b.Written = s.written(b.ID, r.PostForm)
	}
	f.Missing.Over, f.Missing.Under, f.Missing.Done = f.Over.Written.Text, f.Under.Written.Text, f.Done.Written.Text
	err = round.CheckMissingData(f.Missing)
	if err == nil && s.needsLook(r, f.Over, f.Under, f.Done) {
		f.Checked = true
		return s.renderOwn(w, r, http.StatusOK, s.pages.MissingDataForm(f))
	}
	if err == nil {
		err = s.config.Rounds.SaveMissingData(r.Context(), f.Viewer, f.View.ID, f.Round.ID, f.Missing)
	}
	var ok bool
	if f.Wrong, ok = s.toPutRight(err); ok {
		f.At = evidenceField(err)
		wrongIn(f.Wrong, f.At, &f.Over, &f.Under, &f.Done)
		return s.renderOwn(w, r, statusFor(f.Wrong), s.pages.MissingDataForm(f))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.RoundEvidenceURL(f.Round), "missing")
}
