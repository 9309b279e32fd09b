package web

import (
	"bytes"
	"compress/gzip"
	"log/slog"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"sync"

	"github.com/a-h/templ"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/ui"
)

// surveyPages are the pages of a survey, in their order, for what was said so far.
func surveyPages(p ui.SurveyPage) []string {
	if p.Said.All {
		return []string{ui.SurveyPageAll, ui.SurveyPageCheck}
	}
	pages := []string{ui.SurveyPageStart}
	add := func(asked bool, page string) {
		if asked {
			pages = append(pages, page)
		}
	}
	level, goesDeeper := p.LevelID(), false
	add(p.Link.Agency == "", ui.SurveyPageAgency)
	add(p.Link.Level == "", ui.SurveyPageLevel)
	for _, item := range p.Core(level) {
		add(true, ui.SurveyPageOf(item.ID))
	}
	var deeper []string
	for _, principle := range p.Framework.Principles {
		for _, item := range p.Survey.Deeper(level, principle.ID) {
			goesDeeper = true
			if slices.Contains(p.Said.Deeper, principle.ID) {
				deeper = append(deeper, ui.SurveyPageOf(item.ID))
			}
		}
	}
	add(goesDeeper, ui.SurveyPageDeeper)
	pages = append(pages, deeper...)
	add(p.Said.HasComments(), ui.SurveyPageUse)
	return append(pages, ui.SurveyPageCheck)
}

// turnPage goes where a button leads. A page that is no longer among those asked goes
// on to where everything is checked.
func turnPage(p *ui.SurveyPage, step string) {
	if id, ok := ui.SurveyItemOf(p.Page); ok && step == ui.SurveyLeave {
		delete(p.Said.Answers, id)
		return
	}
	pages := surveyPages(*p)
	at := slices.Index(pages, p.Page)
	last := len(pages) - 1
	if to, ok := ui.SurveyChanged(step); ok && slices.Contains(pages, to) {
		p.Page, p.Said.Check = to, true
		return
	}
	switch {
	case step == ui.SurveyToCheck || at < 0 || p.Said.Check && !wantsDeeper(*p, step):
		at = last
	case step == ui.SurveyBack:
		at = max(0, at-1)
	default:
		at = min(last, at+1)
	}
	p.Page, p.Said.Check = pages[at], false
}

// wantsDeeper says that somebody who came back to choose principles goes on to them.
func wantsDeeper(p ui.SurveyPage, step string) bool {
	return p.Page == ui.SurveyPageDeeper && step == ui.SurveyNext
}

// placeOf says where a statement stands among those like it, and how many there are.
func placeOf(p ui.SurveyPage) (n, of int) {
	isCore := func(page string) bool {
		id, _ := ui.SurveyItemOf(page)
		item, _ := p.Framework.Item(id)
		return item.Part == framework.Core
	}
	for _, page := range surveyPages(p) {
		if _, ok := ui.SurveyItemOf(page); !ok || isCore(page) != isCore(p.Page) {
			continue
		}
		of++
		if page == p.Page {
			n = of
		}
	}
	return n, of
}

func (s *Site) logUnavailable(r *http.Request, f *fault.Fault) {
	because := ""
	if f.Because != nil {
		because = f.Because.Error()
	}
	s.config.Log.LogAttrs(r.Context(), slog.LevelError, "unavailable", slog.String("route", "SurveyStep"),
		slog.String("fault", f.Message), slog.String("error", because))
}

// quickPackers pack pages that are made for one request.
var quickPackers = sync.Pool{New: func() any {
	writer, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is a valid one
	return writer
}}

// packing lets as many pages be packed at once as there are processors: each packer
// holds a megabyte, and two hundred people may answer at once.
var packing = make(chan struct{}, runtime.GOMAXPROCS(0))

// quickly packs a page. Nothing that is written to memory fails.
func quickly(text []byte) (packed bytes.Buffer) {
	packing <- struct{}{}
	defer func() { <-packing }()
	writer := quickPackers.Get().(*gzip.Writer)
	defer quickPackers.Put(writer)
	writer.Reset(&packed)
	_, _ = writer.Write(text)
	_ = writer.Close()
	return packed
}

// renderSurvey writes a page that a browser may show again when somebody goes back,
// with what they typed: kept by nobody else, and asked for anew otherwise. Pages that
// answer a form can't be gone back to where nothing is kept at all.
func (s *Site) renderSurvey(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	var text bytes.Buffer
	if err := page.Render(r.Context(), &text); err != nil {
		return err
	}
	header := w.Header()
	header["Cache-Control"] = []string{"private, no-cache"}
	header["Vary"], header["Content-Type"] = byCoding, htmlType
	if takesGzip(r) {
		header["Content-Encoding"], text = gzipNamed, quickly(text.Bytes())
	}
	header.Set("Content-Length", strconv.Itoa(text.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(text.Bytes())
	return nil
}
