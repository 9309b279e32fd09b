package web

import (
	"mime"
	"net/http"

	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// ReturnFiles writes agencies' returns out, and reads the documents that are brought
// beside their questions. A site may be without.
type ReturnFiles struct {
	// Word makes a Word document of a return, Plain a plain text.
	Word, Plain func(round.Paper) ([]byte, error)
	// Read reads a document of any kind that the checker of language knows. An error
	// that is a fault says what is wrong with the document.
	Read func(name string, file []byte) ([]round.Paragraph, error)
}

const (
	wordType  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	plainType = "text/plain; charset=utf-8"
)

// returnFileRoutes are about returns as a whole; writing one is beside them.
func (s *Site) returnFileRoutes() []Route {
	return []Route{
		needing(people.SeeRound, "Returns", "GET", ui.ReturnListPattern, s.getReturns),
		needing(people.ManageRound, "Reveal", "GET", ui.RevealPattern, s.getReveal),
		needing(people.ManageRound, "RevealReturns", "POST", ui.RevealPattern, s.postReveal),
		needing(people.SeeResults, "ReturnRead", "GET", ui.ReturnReadPattern, s.getReturnRead),
		needing(people.WriteReturn, "ReturnPrint", "GET", ui.ReturnPrintPattern, s.getReturnPrint),
		needing(people.WriteReturn, "ReturnWord", "GET", ui.ReturnWordPattern, s.getReturnWord),
		needing(people.WriteReturn, "ReturnPlain", "GET", ui.ReturnPlainPattern, s.getReturnPlain),
		needing(people.WriteReturn, "ReturnForm", "GET", ui.ReturnFormPattern, s.getReturnForm),
		needing(people.WriteReturn, "Earlier", "GET", ui.EarlierPattern, s.getEarlier),
		needing(people.WriteReturn, "BringEarlier", "POST", ui.EarlierBringPattern, s.postBringEarlier),
		needing(people.WriteReturn, "EarlierPaste", "GET", ui.EarlierPastePattern, s.getEarlierPaste),
		needing(people.WriteReturn, "PasteEarlier", "POST", ui.EarlierPastePattern, s.postEarlierPaste).takesText(),
		needing(people.WriteReturn, "EarlierDocument", "GET", ui.EarlierDocumentPattern, s.getEarlierDocument),
		needing(people.WriteReturn, "ReadDocument", "POST", ui.EarlierDocumentPattern, s.postEarlierDocument).takesFiles(),
		needing(people.WriteReturn, "ChooseParts", "POST", ui.EarlierPartsPattern, s.postEarlierParts).takesText(),
		needing(people.WriteReturn, "UseEarlier", "POST", ui.EarlierUsePattern, s.postUseEarlier),
		needing(people.WriteReturn, "RemoveEarlier", "POST", ui.EarlierRemovePattern, s.postRemoveEarlier),
		needing(people.SignReturn, "ReturnOffer", "GET", ui.ReturnOfferPattern, s.getReturnOffer),
		needing(people.SignReturn, "OfferReturn", "POST", ui.ReturnOfferPattern, s.postReturnOffer),
	}
}

// whereOf is the partnership and the agency of a request.
func whereOf(r *http.Request) people.Where {
	return people.Where{Partnership: partnershipOf(r), Agency: agencyOf(r)}
}

// returnsPage reads what every page of returns needs.
func (s *Site) returnsPage(r *http.Request, right people.Right) (p ui.ReturnsPage, err error) {
	if p.RoundPage, err = s.round(r, right); err != nil {
		return p, err
	}
	if done := r.URL.Query().Get(ui.FieldDone); s.config.Words.Has("returnfiles.done-" + done) {
		p.Told = done
	}
	return p, nil
}

// ownPaper is that with the return of the agency that the address names, which the
// viewer writes.
func (s *Site) ownPaper(r *http.Request) (p ui.ReturnsPage, err error) {
	if p, err = s.returnsPage(r, people.WriteReturn); err != nil {
		return p, err
	}
	p.Paper, err = s.config.Rounds.ReturnPaper(r.Context(), p.Viewer, whereOf(r), p.Round.ID)
	return p, err
}

func (s *Site) returnList(r *http.Request, right people.Right) (l ui.ReturnList, err error) {
	if l.ReturnsPage, err = s.returnsPage(r, right); err != nil {
		return l, err
	}
	l.Returns, err = s.config.Rounds.ReturnList(r.Context(), l.Viewer, l.View.ID, l.Round.ID)
	return l, err
}

func (s *Site) getReturns(w http.ResponseWriter, r *http.Request) error {
	l, err := s.returnList(r, people.SeeRound)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Returns(l))
}

func (s *Site) getReveal(w http.ResponseWriter, r *http.Request) error {
	l, err := s.returnList(r, people.ManageRound)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Reveal(l))
}

func (s *Site) postReveal(w http.ResponseWriter, r *http.Request) error {
	l, err := s.returnList(r, people.ManageRound)
	if err != nil {
		return err
	}
	err = s.config.Rounds.Reveal(r.Context(), l.Viewer, l.View.ID, l.Round.ID)
	if wrong, ok := s.toPutRight(err); ok {
		l.Wrong = wrong
		return s.renderOwn(w, r, statusFor(wrong), s.pages.Reveal(l))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.ReturnsURL(l.Round), "revealed")
}

func (s *Site) getReturnRead(w http.ResponseWriter, r *http.Request) error {
	p, err := s.returnsPage(r, people.SeeResults)
	if err != nil {
		return err
	}
	where := people.Where{Partnership: partnershipOf(r), Agency: people.AgencyID(r.PathValue("of"))}
	if p.Paper, err = s.config.Rounds.RevealedPaper(r.Context(), p.Viewer, where, p.Round.ID); err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ReturnRead(p))
}

func (s *Site) getReturnPrint(w http.ResponseWriter, r *http.Request) error {
	p, err := s.ownPaper(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ReturnPrint(p))
}

func (s *Site) getReturnWord(w http.ResponseWriter, r *http.Request) error {
	p, err := s.ownPaper(r)
	if err != nil {
		return err
	}
	return handPaper(w, wordType, "return.docx", s.config.Returns.Word, p.Paper)
}

func (s *Site) getReturnPlain(w http.ResponseWriter, r *http.Request) error {
	p, err := s.ownPaper(r)
	if err != nil {
		return err
	}
	return handPaper(w, plainType, "return.txt", s.config.Returns.Plain, p.Paper)
}

func (s *Site) getReturnForm(w http.ResponseWriter, r *http.Request) error {
	p, err := s.returnsPage(r, people.WriteReturn)
	if err != nil {
		return err
	}
	blank, err := s.config.Rounds.BlankReturn(r.Context(), p.Viewer, whereOf(r), p.Round.ID)
	if err != nil {
		return err
	}
	return handPaper(w, wordType, "return-form.docx", s.config.Returns.Word, blank)
}

// handPaper answers with a return as a file.
func handPaper(w http.ResponseWriter, kind, name string, write func(round.Paper) ([]byte, error), p round.Paper) error {
	if write == nil {
		return failure(http.StatusNotFound)
	}
	file, err := write(p)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(file) // a reader who has gone is no failure
	return nil
}

func (s *Site) getReturnOffer(w http.ResponseWriter, r *http.Request) error {
	o, err := s.offering(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ReturnOffer(o))
}

func (s *Site) offering(r *http.Request) (o ui.Offering, err error) {
	if o.ReturnsPage, err = s.returnsPage(r, people.SignReturn); err != nil {
		return o, err
	}
	o.Paper, o.Offerings, err = s.config.Rounds.Offerings(r.Context(), o.Viewer, whereOf(r), o.Round.ID)
	return o, err
}

func (s *Site) postReturnOffer(w http.ResponseWriter, r *http.Request) error {
	o, err := s.offering(r)
	if err != nil {
		return err
	}
	to, offered := people.PartnershipID(r.PostForm.Get(ui.FieldPartnership)), r.PostForm.Get(ui.FieldOffered) != ""
	err = s.config.Rounds.OfferReturn(r.Context(), o.Viewer, whereOf(r), o.Round.ID, to, offered)
	if wrong, ok := s.toPutRight(err); ok {
		o.Wrong = wrong
		return s.renderOwn(w, r, statusFor(wrong), s.pages.ReturnOffer(o))
	} else if err != nil {
		return err
	}
	told := "offered"
	if !offered {
		told = "withheld"
	}
	return doneAt(w, r, ui.AgencyReturnURL(o.Round, agencyOf(r), "offer"), told)
}
