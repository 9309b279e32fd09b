package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/mapping"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// importRoutes are to bring answers in from elsewhere.
func (s *Site) importRoutes() []Route {
	return []Route{
		needing(people.ManageRound, "Import", "GET", ui.ImportPattern, s.getImport),
		needing(people.ManageRound, "BringIn", "POST", ui.ImportPattern, s.postImport).takesFiles(),
		needing(people.ManageRound, "UndoImport", "POST", ui.UndoImportPattern, s.postUndoImport),
	}
}

// importPage reads what the page of imports shows.
func (s *Site) importPage(r *http.Request) (p ui.ImportPage, err error) {
	if p.RoundPage, err = s.round(r, people.ManageRound); err != nil {
		return p, err
	}
	p.Trying.Limit = megabytes(s.config.MaxUpload)
	p.Imports, err = s.config.Rounds.Store.Read(r.Context()).Imports(p.Round.ID)
	return p, err
}

func (s *Site) getImport(w http.ResponseWriter, r *http.Request) error {
	p, err := s.importPage(r)
	if err != nil {
		return err
	}
	if done := r.URL.Query().Get(ui.FieldDone); s.config.Words.Has("roundimport.done-" + done) {
		p.Brought = done
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Import(p))
}

// postImport reads files, or goes on with those that are held, and shows what was
// read; at last it brings them in. The files are never written down.
func (s *Site) postImport(w http.ResponseWriter, r *http.Request) error {
	p, err := s.importPage(r)
	if err != nil {
		return err
	}
	s.allowTime(w)
	body := &limited{reader: r.Body, left: s.config.MaxUpload + mapping.MaxBytes + wrapping}
	form, made, err := s.readImport(r, p, body)
	_, _ = io.CopyN(io.Discard, body.reader, overflow*s.config.MaxUpload)
	if errors.Is(err, errOver) || body.over {
		return fault.New(fault.TooLarge, "upload.too-large", "Limit", megabytes(s.config.MaxUpload))
	}
	if err != nil {
		p.Trying, err = s.trying(form.names(), err)
		if err != nil {
			return err
		}
		return s.renderOwn(w, r, http.StatusUnprocessableEntity, s.pages.Import(p))
	}
	if made.page == nil {
		return doneAt(w, r, ui.ImportURL(p.Round), "brought")
	}
	return s.renderOwn(w, r, made.status, made.page)
}

// readImport takes a form in and makes the page that answers it; none where the
// answers are in.
func (s *Site) readImport(r *http.Request, p ui.ImportPage, body io.Reader) (sent, reply, error) {
	if !s.uploads.Allow() {
		return sent{}, reply{}, fault.New(fault.TooMany, "upload.too-many")
	}
	form, leave, err := s.receive(r, body)
	defer leave()
	if err != nil {
		return form, reply{}, err
	}
	h, err := s.standingBy(p, form)
	if err != nil || h.brought {
		return h.form, reply{}, err
	}
	if p.Round.State == round.Closed {
		return h.form, reply{}, fault.New(fault.Invalid, "roundimport.closed")
	}
	if len(form.answers) == 0 {
		leave, err := s.enter(r.Context())
		if err != nil {
			return h.form, reply{}, err
		}
		defer leave()
	}
	made, err := s.look(r.Context(), importing{ImportPage: p, held: h, do: form.fields[ui.FieldDo]})
	return h.form, made, err
}

// standingBy finds the files a form is about: those it brings, or those it brought before.
func (s *Site) standingBy(p ui.ImportPage, form sent) (held, error) {
	mine := held{batch: s.config.Rounds.NewKey(), account: p.Viewer.Account.ID, round: p.Round.ID, form: form}
	key := form.fields[ui.FieldHeld]
	if len(form.answers) > 0 || key == "" {
		mine.form.fields = nil
		return mine, form.complete()
	}
	h, ok := s.shelf.get(key, p.Viewer.Account.ID, p.Round.ID, s.config.Today())
	if !ok {
		return mine, fault.New(fault.Invalid, "roundimport.gone")
	}
	if !h.brought && form.fields[ui.FieldDo] != ui.DoBring {
		h.form.fields = form.fields
	}
	return h, nil
}

// importing is files on their way into a round.
type importing struct {
	ui.ImportPage
	held held
	do   string
	// pages are written with the round's own framework.
	pages ui.Site
	in    *reading
}

// look shows what is in the columns of files, or who was heard in them, or brings
// them in: whatever comes next.
func (s *Site) look(ctx context.Context, i importing) (reply, error) {
	fw, err := s.config.Rounds.Framework(ctx, i.Round.ID)
	if err != nil {
		return reply{}, err
	}
	i.pages = s.pages
	i.pages.Framework = fw
	i.in = &reading{site: s, framework: fw, form: i.held.form}
	if err := i.in.look(); err != nil {
		return reply{}, err
	}
	page := i.in.page()
	if len(i.in.exports) > 0 && (page.Open() || i.do == "" || i.do == ui.DoShow) {
		return s.importColumns(i, page), nil
	}
	given, err := s.given(ctx, i, fw)
	if problems, ok := fault.AsProblems(err); ok && len(i.in.exports) > 0 {
		page.Problems = problems
		return s.importColumns(i, page), nil
	}
	if err != nil {
		return reply{}, err
	}
	if i.do != ui.DoBring {
		return s.importPreview(i, given), nil
	}
	b := round.Brought{ID: i.held.batch, Name: importName(i.held.form.names()), Given: given}
	if err := s.config.Rounds.BringIn(ctx, i.Viewer, i.View.ID, i.Round.ID, b); err != nil {
		return reply{}, err
	}
	s.shelf.empty(i.held.batch)
	return reply{}, nil
}

func (s *Site) given(ctx context.Context, i importing, fw *framework.Framework) (answer.Given, error) {
	sources, err := i.in.sources()
	if err != nil {
		return answer.Given{}, err
	}
	asked, err := s.config.Rounds.Asked(ctx, i.Round)
	if err != nil {
		return answer.Given{}, err
	}
	return answer.Replies(fw, sources, asked)
}

// standBy holds the files for the next form and says under which key.
func (s *Site) standBy(h held) string {
	key := s.config.Rounds.NewKey()
	s.shelf.put(key, h, s.config.Today())
	return key
}

func (s *Site) importColumns(i importing, page ui.Reading) reply {
	status := http.StatusOK
	if page.Failed() {
		status = http.StatusUnprocessableEntity
	}
	return reply{status, i.pages.ImportColumns(ui.ImportColumns{RoundPage: i.RoundPage, Reading: page, Held: s.standBy(i.held)})}
}

func (s *Site) importPreview(i importing, given answer.Given) reply {
	page := ui.ImportPreview{RoundPage: i.RoundPage, Heard: given.Heard, Names: i.held.form.names(), Held: s.standBy(i.held)}
	name := importName(page.Names)
	for _, one := range i.Imports {
		if one.Undone.IsZero() && one.Name == name {
			page.Before = append(page.Before, one)
		}
	}
	for _, one := range given.Heard.Strands {
		if !i.Round.Asks(one.Strand) {
			page.Added = append(page.Added, one.Strand)
		}
	}
	return reply{http.StatusOK, i.pages.ImportPreview(page)}
}

// importName is what an import is called: its files' names, cut where they are many.
func importName(names []string) string {
	name := []rune(strings.Join(names, ", "))
	if len(name) > nameLength {
		name = append(name[:nameLength-1], '…')
	}
	return string(name)
}

func (s *Site) postUndoImport(w http.ResponseWriter, r *http.Request) error {
	p, err := s.importPage(r)
	if err != nil {
		return err
	}
	err = s.config.Rounds.UndoImport(r.Context(), p.Viewer, p.View.ID, p.Round.ID, r.PostForm.Get(ui.FieldID))
	if wrong, ok := s.toPutRight(err); ok {
		p.Sentence = wrong
		return s.renderOwn(w, r, http.StatusUnprocessableEntity, s.pages.Import(p))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.ImportURL(p.Round), "undone")
}
