package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// resultRoutes are to show what is published of a round.
func (s *Site) resultRoutes() []Route {
	return []Route{
		needing(people.SeeResults, "Results", "GET", ui.ResultsPattern, s.getResults),
		needing(people.SeeResults, "ResultsPage", "GET", ui.ResultsPagePattern, s.getResultsPage),
		needing(people.SeeResults, "ResultsFiles", "GET", ui.ResultsFilesPattern, s.getResultsFiles),
		needing(people.SeeResults, "ResultsFile", "GET", ui.ResultsFilePattern, s.getResultsFile),
		needing(people.SeeResults, "ResultsChanges", "GET", ui.ResultsChangesPattern, s.getResultsChanges),
		needing(people.ManageRound, "ResultsNote", "GET", ui.ResultsNotePattern, s.getResultsNote),
		needing(people.ManageRound, "NoteResults", "POST", ui.ResultsNotePattern, s.postResultsNote),
		needing(people.ManageRound, "ResultsShare", "GET", ui.ResultsSharePattern, s.getResultsShare),
		needing(people.ManageRound, "ShareResults", "POST", ui.ResultsSharePattern, s.postResultsShare),
		needing(people.SeeAgencyPage, "AgencyResults", "GET", ui.AgencyResultsPattern, s.getAgencyResults),
		needing(people.SeeResults, "NamedResults", "GET", ui.NamedResultsPattern, s.getNamedResults),
		needing(people.SignReturn, "AgencyReply", "GET", ui.AgencyReplyPattern, s.getAgencyReply),
		needing(people.SignReturn, "ReplyToFinding", "POST", ui.AgencyReplyPattern, s.postAgencyReply),
		public("Published", "GET", ui.PublishedPattern, s.getPublished),
		public("PublishedPage", "GET", ui.PublishedPagePattern, s.getPublishedPage),
		public("PublishedFiles", "GET", ui.PublishedFilesPattern, s.getPublishedFiles),
		public("PublishedFile", "GET", ui.PublishedFilePattern, s.getPublishedFile),
	}
}

// results reads the results of a request's round, with the report as the viewer may
// see it.
func (s *Site) results(r *http.Request) (p ui.ResultsPage, err error) {
	if p.RoundPage, err = s.round(r, people.SeeResults); err != nil {
		return p, err
	}
	if p.Results, err = s.config.Rounds.Results(r.Context(), p.Viewer, p.View.ID, p.Round.ID); err != nil {
		return p, err
	}
	p.Now = s.config.Rounds.Now()
	if done := r.URL.Query().Get(ui.FieldDone); slices.Contains([]string{"shared", "replied", "noted"}, done) {
		p.Done = done
	}
	if !p.Results.IsMade() {
		return p, nil
	}
	for _, agency := range p.Results.Agencies {
		if round.OwnsPage(p.Viewer, p.View.ID, agency.ID) {
			p.Mine = append(p.Mine, agency)
		}
	}
	if _, p.HasEarlier, err = s.config.Rounds.Earlier(r.Context(), p.Results); err != nil {
		return p, err
	}
	return p, s.make(&p)
}

// published reads the results of a round as everybody may see them.
func (s *Site) published(r *http.Request) (p ui.ResultsPage, err error) {
	if s.config.Rounds == nil {
		return p, failure(http.StatusNotFound)
	}
	if p.Results, err = s.config.Rounds.Published(r.Context(), roundOf(r)); err != nil {
		return p, err
	}
	p.Round, p.Now = p.Results.Round, s.config.Rounds.Now()
	return p, s.make(&p)
}

// make makes the report of a page, or takes the one made before.
func (s *Site) make(p *ui.ResultsPage) error {
	made, err := s.made.get(viewKey("report", p.Results), func() (any, error) { return s.pages.MakeResults(p.Results) })
	if err == nil {
		p.Made = made.(*ui.Made)
	}
	return err
}

// viewKey names what is made of results for whoever may see as much of them.
func viewKey(what string, r round.Results) string {
	shown := []bool{r.Sight.Named, r.Sees(round.CommentsPage), r.Sees(round.ReturnsPage), r.Sees(round.EvidencePage)}
	return fmt.Sprint(what, " ", r.Print, " ", shown)
}

func (s *Site) getResults(w http.ResponseWriter, r *http.Request) error {
	p, err := s.results(r)
	if err != nil {
		return err
	}
	p.Page = round.OverviewPage
	switch {
	case !p.Results.IsMade():
		return s.renderOwn(w, r, http.StatusOK, s.pages.ResultsComing(p))
	case !p.Results.SeesAny():
		return s.renderOwn(w, r, http.StatusOK, s.pages.ResultsNothing(p))
	case !p.Results.Sees(p.Page):
		return s.renderOwn(w, r, http.StatusOK, s.pages.ResultsList(p))
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Results(p))
}

func (s *Site) getResultsPage(w http.ResponseWriter, r *http.Request) error {
	p, err := s.results(r)
	if err != nil {
		return err
	}
	return s.showResultsPage(w, r, p)
}

// showResultsPage shows the page the address names, if it is for whoever asks.
func (s *Site) showResultsPage(w http.ResponseWriter, r *http.Request, p ui.ResultsPage) error {
	p.Page = r.PathValue("page")
	isPage := slices.Contains(round.ResultPages(p.Results.Framework), p.Page) && p.Page != round.CommentsPage
	if !isPage || !p.Results.IsMade() || !p.Results.Sees(p.Page) {
		return failure(http.StatusNotFound)
	}
	switch p.Page {
	case round.OverviewPage:
		return s.renderOwn(w, r, http.StatusOK, s.pages.Results(p))
	case round.ReturnsPage:
		return s.renderOwn(w, r, http.StatusOK, s.pages.ResultsReturns(p))
	case round.EvidencePage:
		return s.renderOwn(w, r, http.StatusOK, s.pages.ResultsEvidence(p))
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ResultsPrinciple(p))
}

func (s *Site) getPublished(w http.ResponseWriter, r *http.Request) error {
	p, err := s.published(r)
	if err != nil {
		return err
	}
	if p.Page = round.OverviewPage; !p.Results.Sees(p.Page) {
		return s.renderOwn(w, r, http.StatusOK, s.pages.ResultsList(p))
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Results(p))
}

func (s *Site) getPublishedPage(w http.ResponseWriter, r *http.Request) error {
	p, err := s.published(r)
	if err != nil {
		return err
	}
	return s.showResultsPage(w, r, p)
}

func (s *Site) getResultsFiles(w http.ResponseWriter, r *http.Request) error {
	return s.showFiles(w, r, s.results)
}

func (s *Site) getPublishedFiles(w http.ResponseWriter, r *http.Request) error {
	return s.showFiles(w, r, s.published)
}

func (s *Site) showFiles(w http.ResponseWriter, r *http.Request, read func(*http.Request) (ui.ResultsPage, error)) error {
	p, err := read(r)
	if err != nil {
		return err
	}
	if p.Files, err = s.resultFiles(r, p); err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ResultsFiles(p))
}

// resultFiles are the files of the whole report, for those who may see every page.
func (s *Site) resultFiles(r *http.Request, p ui.ResultsPage) ([]ui.File, error) {
	if s.config.ResultFiles == nil || !p.Results.SeesAll() {
		return nil, failure(http.StatusNotFound)
	}
	ctx := context.WithoutCancel(r.Context())
	made, err := s.made.get(viewKey("files", p.Results), func() (any, error) { return s.config.ResultFiles(ctx, *p.Made) })
	if err != nil {
		return nil, err
	}
	return made.([]ui.File), nil
}

func (s *Site) getResultsFile(w http.ResponseWriter, r *http.Request) error {
	return s.serveResultFile(w, r, s.results)
}

func (s *Site) getPublishedFile(w http.ResponseWriter, r *http.Request) error {
	return s.serveResultFile(w, r, s.published)
}

func (s *Site) serveResultFile(w http.ResponseWriter, r *http.Request, read func(*http.Request) (ui.ResultsPage, error)) error {
	p, err := read(r)
	if err != nil {
		return err
	}
	files, err := s.resultFiles(r, p)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(files, func(f ui.File) bool { return f.Name == r.PathValue("file") })
	if i < 0 {
		return failure(http.StatusNotFound)
	}
	return handOut(w, files[i])
}

// handOut serves a file that nobody else keeps. A browser shows a page among them and
// saves the others.
func handOut(w http.ResponseWriter, file ui.File) error {
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Type", file.Type)
	if strings.HasPrefix(file.Type, "text/html") {
		header.Set("Content-Security-Policy", ownLook(file.Bytes))
	} else {
		header.Set("Content-Disposition", `attachment; filename="`+file.Name+`"`)
	}
	_, _ = w.Write(file.Bytes) // a reader who has gone is no failure
	return nil
}
