package web

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

const (
	// mostParts is as much of a form with a document's parts as is read, in bytes, and
	// mostDocument as much text as a document may have: a form needs up to three bytes
	// for one.
	mostParts    = 4 << 20
	mostDocument = 1 << 20
)

func (s *Site) earlier(r *http.Request) (e ui.EarlierText, err error) {
	if e.ReturnsPage, err = s.returnsPage(r, people.WriteReturn); err != nil {
		return e, err
	}
	e.EarlierPage, err = s.config.Rounds.EarlierOf(r.Context(), e.Viewer, whereOf(r), e.Round.ID)
	e.ReturnsPage.Paper = e.EarlierPage.Paper
	return e, err
}

func (s *Site) getEarlier(w http.ResponseWriter, r *http.Request) error {
	e, err := s.earlier(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Earlier(e))
}

// earlierDone leads back to the page of earlier text, or shows it with what has to be
// put right.
func (s *Site) earlierDone(w http.ResponseWriter, r *http.Request, told string, err error) error {
	wrong, ok := s.toPutRight(err)
	if !ok && err != nil {
		return err
	}
	e, err := s.earlier(r)
	if err != nil {
		return err
	}
	if !ok {
		return doneAt(w, r, ui.EarlierURL(e.Round, agencyOf(r)), told)
	}
	e.Wrong = wrong
	return s.renderOwn(w, r, statusFor(wrong), s.pages.Earlier(e))
}

func (s *Site) postBringEarlier(w http.ResponseWriter, r *http.Request) error {
	from := round.ID(r.PostForm.Get(ui.FieldFrom))
	err := s.config.Rounds.BringReturn(r.Context(), visitOf(r).Viewer(), whereOf(r), roundOf(r), from, s.pages.OlderSource(partnershipOf(r)))
	return s.earlierDone(w, r, "brought", err)
}

func (s *Site) postRemoveEarlier(w http.ResponseWriter, r *http.Request) error {
	err := s.config.Rounds.RemoveEarlier(r.Context(), visitOf(r).Viewer(), whereOf(r), roundOf(r), r.PostForm.Get(ui.FieldEarlier))
	return s.earlierDone(w, r, "removed", err)
}

// postUseEarlier puts an earlier text into the answer. Where somebody changed the
// answer meanwhile, both texts come back.
func (s *Site) postUseEarlier(w http.ResponseWriter, r *http.Request) error {
	version, err := strconv.Atoi(r.PostForm.Get(ui.FieldVersion))
	if err != nil || version < 0 {
		version = -1 // no answer has it, so that nothing is overwritten
	}
	to := localPath(r.PostForm.Get(ui.FieldTo), "")
	used, err := s.config.Rounds.UseEarlier(r.Context(), visitOf(r).Viewer(), whereOf(r), roundOf(r), r.PostForm.Get(ui.FieldEarlier), version)
	switch {
	case err == nil && used.Clash:
		p, err := s.ownPaper(r)
		if err != nil {
			return err
		}
		if to == "" {
			to = ui.EarlierURL(p.Round, agencyOf(r))
		}
		return s.renderOwn(w, r, http.StatusConflict, s.pages.EarlierClash(ui.EarlierClash{ReturnsPage: p, Used: used, To: to}))
	case err == nil && to != "":
		return seeOther(w, r, to)
	}
	return s.earlierDone(w, r, "used", err)
}

func (s *Site) getEarlierPaste(w http.ResponseWriter, r *http.Request) error {
	p, err := s.ownPaper(r)
	if err != nil {
		return err
	}
	page := ui.Pasting{ReturnsPage: p, Item: r.URL.Query().Get(ui.FieldQuestion), Box: s.pages.PasteBox()}
	return s.renderOwn(w, r, http.StatusOK, s.pages.EarlierPaste(page))
}

// postEarlierPaste puts a pasted text beside a question, after a second look at its
// words where somebody has yet to decide on some of them.
func (s *Site) postEarlierPaste(w http.ResponseWriter, r *http.Request) error {
	if err := readText(r, mostWritten); err != nil {
		return err
	}
	p, err := s.ownPaper(r)
	if err != nil {
		return err
	}
	page := ui.Pasting{ReturnsPage: p, Item: r.PostForm.Get(ui.FieldQuestion), Source: typed(r.PostForm.Get(ui.FieldSource)), Box: s.pages.PasteBox()}
	page.Box.Written = s.written(page.Box.ID, r.PostForm)
	texts := []round.EarlierText{{Item: page.Item, Text: page.Box.Written.Text}}
	check := s.config.Rounds.CheckEarlier(r.Context(), p.Viewer, whereOf(r), p.Round.ID, page.Source, texts)
	if check == nil && page.Box.Written.Open() && r.PostForm.Get(ui.FieldStep) != ui.StepDone {
		page.Checked = true
		return s.renderOwn(w, r, http.StatusOK, s.pages.EarlierPaste(page))
	}
	if err = check; err == nil {
		err = s.config.Rounds.AddEarlier(r.Context(), p.Viewer, whereOf(r), p.Round.ID, page.Source, texts)
	}
	if wrong, ok := s.toPutRight(err); ok {
		page.Wrong, page.At = wrong, earlierField(err)
		if page.At == ui.FieldEarlierText {
			page.Box.Wrong = wrong
		}
		return s.renderOwn(w, r, statusFor(wrong), s.pages.EarlierPaste(page))
	}
	return s.earlierDone(w, r, "brought", err)
}

// earlierField is the field that a fault is about.
func earlierField(err error) string {
	f, _ := fault.As(err)
	switch f.Message {
	case "returnfiles.question-needed":
		return ui.FieldQuestion
	case "returnfiles.source-needed", "returnfiles.source-long":
		return ui.FieldSource
	}
	return ui.FieldEarlierText
}

// typed is a field of one line as it is shown again.
func typed(value string) string { return strings.ToValidUTF8(value, "\ufffd") }

// readText reads a form with long texts.
func readText(r *http.Request, most int64) error {
	body := &limited{reader: r.Body, left: most}
	r.Body = io.NopCloser(body)
	err := r.ParseForm()
	// A browser shows an answer only when all it sent has been taken.
	_, _ = io.CopyN(io.Discard, body.reader, overflow*most)
	switch {
	case body.over || errors.Is(err, errOver):
		return fault.New(fault.TooLarge, "returnfiles.text-long", "Most", round.MaxEarlier)
	case err != nil:
		return failure(http.StatusBadRequest)
	}
	return nil
}

func (s *Site) getEarlierDocument(w http.ResponseWriter, r *http.Request) error {
	p, err := s.ownPaper(r)
	if err != nil {
		return err
	}
	return s.showEarlierDocument(w, r, p, "")
}

func (s *Site) showEarlierDocument(w http.ResponseWriter, r *http.Request, p ui.ReturnsPage, wrong string) error {
	p.Wrong = wrong
	page := ui.BringDocument{ReturnsPage: p, Limit: megabytes(s.config.MaxUpload)}
	return s.renderOwn(w, r, statusFor(wrong), s.pages.EarlierDocument(page))
}

// postEarlierDocument reads a document and shows its parts. Nothing of it outlives
// the request.
func (s *Site) postEarlierDocument(w http.ResponseWriter, r *http.Request) error {
	s.allowTime(w)
	p, err := s.ownPaper(r)
	if err != nil {
		return err
	}
	body := &limited{reader: r.Body, left: s.config.MaxUpload + wrapping}
	name, passages, err := s.readDocument(r, body)
	// A browser shows an answer only when all it sent has been taken.
	_, _ = io.CopyN(io.Discard, body.reader, overflow*s.config.MaxUpload)
	if errors.Is(err, errOver) || body.over {
		return fault.New(fault.TooLarge, "upload.too-large", "Limit", megabytes(s.config.MaxUpload))
	}
	if wrong, ok := s.toPutRight(err); ok {
		return s.showEarlierDocument(w, r, p, wrong)
	} else if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.EarlierParts(ui.DocumentParts{ReturnsPage: p, Name: name, Passages: passages}))
}

func (s *Site) readDocument(r *http.Request, body io.Reader) (name string, passages []round.Passage, err error) {
	if s.config.Returns.Read == nil {
		return "", nil, failure(http.StatusNotFound)
	}
	if !s.uploads.Allow() {
		return "", nil, fault.New(fault.TooMany, "upload.too-many")
	}
	form, leave, err := s.receive(r, body)
	defer leave()
	if len(form.answers) == 0 {
		if err == nil || !errors.Is(err, errOver) {
			err = fault.New(fault.Invalid, "returnfiles.file-needed")
		}
		return "", nil, err
	}
	if err != nil {
		return "", nil, err
	}
	file := form.answers[0]
	file.name = string([]rune(file.name)[:min(len([]rune(file.name)), round.MaxEarlierSource)])
	paragraphs, err := s.config.Returns.Read(file.name, file.bytes)
	if err != nil {
		return file.name, nil, err
	}
	passages = round.Passages(paragraphs)
	length := 0
	for _, one := range passages {
		length += len(one.Text)
	}
	switch {
	case len(passages) == 0:
		err = fault.New(fault.Invalid, "returnfiles.file-empty", "Name", file.name)
	case len(passages) > round.MostPassages, length > mostDocument:
		err = fault.New(fault.Invalid, "returnfiles.file-long", "Name", file.name)
	}
	return file.name, passages, err
}

// postEarlierParts puts the chosen parts of a document beside the questions.
func (s *Site) postEarlierParts(w http.ResponseWriter, r *http.Request) error {
	if err := readText(r, mostParts); err != nil {
		return err
	}
	p, err := s.ownPaper(r)
	if err != nil {
		return err
	}
	page := chosenParts(p, r.PostForm)
	var texts []round.EarlierText
	for _, part := range p.Paper.Parts {
		for _, q := range part.Questions {
			n, err := strconv.Atoi(page.Chosen[q.Item.ID])
			if err == nil && n >= 1 && n <= len(page.Passages) {
				texts = append(texts, round.EarlierText{Item: q.Item.ID, Text: page.Passages[n-1].Text})
			}
		}
	}
	err = s.config.Rounds.AddEarlier(r.Context(), p.Viewer, whereOf(r), p.Round.ID, page.Name, texts)
	if wrong, ok := s.toPutRight(err); ok {
		page.Wrong = wrong
		return s.renderOwn(w, r, statusFor(wrong), s.pages.EarlierParts(page))
	}
	return s.earlierDone(w, r, "brought", err)
}

// chosenParts reads the form of a document's parts.
func chosenParts(p ui.ReturnsPage, form url.Values) ui.DocumentParts {
	page := ui.DocumentParts{ReturnsPage: p, Name: typed(form.Get(ui.FieldSource)), Chosen: map[string]string{}}
	for n := range round.MostPassages {
		number := strconv.Itoa(n + 1)
		text, there := form[ui.FieldPassage(number)]
		if !there {
			break
		}
		page.Passages = append(page.Passages, round.Passage{Name: typed(form.Get(ui.FieldPassageName(number))), Text: typed(text[0])})
	}
	for _, part := range p.Paper.Parts {
		for _, q := range part.Questions {
			page.Chosen[q.Item.ID] = form.Get(ui.FieldPart(q.Item.ID))
		}
	}
	return page
}
