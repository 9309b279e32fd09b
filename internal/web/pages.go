package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"bearings/internal/ui"
)

// page is an answer that depends on nothing in the request. It is made once,
// when somebody first asks for it, and served from memory.
type page struct {
	write func() ([]byte, error)
	kind  []string // Content-Type
	// save is the file name a browser saves it under, or empty.
	save string
	// policy takes the place of the site's own Content-Security-Policy, or is empty.
	policy []string

	once        sync.Once
	err         error
	plain, gzip []byte
	// The headers are ready too, so that serving a page makes nothing new.
	plainLength, gzipLength, tag []string
}

var (
	htmlType  = []string{"text/html; charset=utf-8"}
	csvType   = []string{"text/csv; charset=utf-8"}
	docxType  = []string{"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
	zipType   = []string{"application/zip"}
	recheck   = []string{"no-cache"}
	forEver   = []string{"public, max-age=31536000, immutable"}
	byCoding  = []string{"Accept-Encoding"}
	gzipNamed = []string{"gzip"}
)

func (s *Site) page(component templ.Component) *page {
	return &page{kind: htmlType, write: func() ([]byte, error) {
		var buffer bytes.Buffer
		err := component.Render(context.Background(), &buffer)
		return buffer.Bytes(), err
	}}
}

func download(kind []string, save string, write func() ([]byte, error)) *page {
	return &page{kind: kind, save: save, write: write}
}

func (p *page) prepare() {
	if p.plain, p.err = p.write(); p.err != nil {
		return
	}
	p.plainLength = []string{strconv.Itoa(len(p.plain))}
	sum := sha256.Sum256(p.plain)
	p.tag = []string{`"` + hex.EncodeToString(sum[:8]) + `"`}
	var packed bytes.Buffer
	writer, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if _, p.err = writer.Write(p.plain); p.err != nil {
		return
	}
	if p.err = writer.Close(); p.err != nil {
		return
	}
	if packed.Len() < len(p.plain)*9/10 {
		p.gzip = packed.Bytes()
		p.gzipLength = []string{strconv.Itoa(len(p.gzip))}
	}
}

// serve writes the page, or only says that the browser's copy is still good.
func (p *page) serve(w http.ResponseWriter, r *http.Request) error {
	p.once.Do(p.prepare)
	if p.err != nil {
		return p.err
	}
	header := w.Header()
	header["Etag"] = p.tag
	header["Cache-Control"] = recheck
	header["Vary"] = byCoding
	if p.policy != nil {
		header["Content-Security-Policy"] = p.policy
	}
	if r.Header.Get("If-None-Match") == p.tag[0] {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	header["Content-Type"] = p.kind
	if p.save != "" {
		header.Set("Content-Disposition", `attachment; filename="`+p.save+`"`)
	}
	body, length := p.plain, p.plainLength
	if p.gzip != nil && takesGzip(r) {
		body, length = p.gzip, p.gzipLength
		header["Content-Encoding"] = gzipNamed
	}
	header["Content-Length"] = length
	_, _ = w.Write(body) // a reader who has gone is no failure
	return nil
}

func takesGzip(r *http.Request) bool {
	accepted := r.Header.Get("Accept-Encoding")
	return strings.Contains(accepted, "gzip") && !strings.Contains(accepted, "gzip;q=0")
}

// render writes a page that is made for this request alone.
func (s *Site) render(w http.ResponseWriter, r *http.Request, status int, component templ.Component) error {
	var buffer bytes.Buffer
	if err := component.Render(r.Context(), &buffer); err != nil {
		return err
	}
	w.Header()["Content-Type"] = htmlType
	w.Header().Set("Content-Length", strconv.Itoa(buffer.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(buffer.Bytes())
	return nil
}

// preparePages lists every page that depends on nothing in the request.
func (s *Site) preparePages() {
	s.fixed = map[string]*page{
		"Home":        s.page(s.pages.Home()),
		"Principles":  s.page(s.pages.Principles()),
		"Questions":   s.page(s.pages.Questions()),
		"OurWords":    s.page(s.pages.OurWords(s.config.OurWords)),
		"Writing":     s.page(s.pages.Writing(ui.Writing{Boxes: s.pages.PracticeBoxes()})),
		"YourAnswers": s.page(s.pages.YourAnswers(ui.Trying{Limit: megabytes(s.config.MaxUpload)})),
	}
	s.principles = map[string]*page{}
	for _, principle := range s.config.Framework.Principles {
		s.principles[principle.ID] = s.page(s.pages.Principle(principle))
	}
	s.sheets = map[string]*page{}
	for _, form := range ui.Forms {
		if s.pages.Has(form) {
			s.sheets[form] = s.page(s.pages.Sheet(form))
		}
	}
	s.plans = map[string]*page{}
	for _, group := range ui.Groups {
		s.plans[group] = s.page(s.pages.OurWordsFor(s.config.OurWords, group))
	}
	s.example = s.show(s.config.ExampleReport, func(a Assessment) templ.Component {
		return s.pages.ExampleReport(a.Report, a.Files)
	})
	s.meeting = s.show(s.meetingPack, func(a Assessment) templ.Component {
		return s.pages.Meeting(s.config.Meeting, a.Files)
	})
	s.prepareFiles()
	s.prepareLanguage()
	s.prepareService()
	s.fixed["PrinciplesFile"] = download(docxType, ui.PrinciplesDOCX, s.config.PrinciplesFile)
	s.library = sync.OnceValue(s.prepareLibrary)
}

func (s *Site) meetingPack() (Assessment, error) {
	files, err := s.config.MeetingPack()
	return Assessment{Files: files}, err
}

func (s *Site) getHome(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["Home"].serve(w, r)
}

func (s *Site) getPrinciples(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["Principles"].serve(w, r)
}

func (s *Site) getPrinciple(w http.ResponseWriter, r *http.Request) error {
	return named(s.principles, r.PathValue("id"), w, r)
}

func (s *Site) getQuestions(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["Questions"].serve(w, r)
}

func (s *Site) getSheet(w http.ResponseWriter, r *http.Request) error {
	return named(s.sheets, r.PathValue("form"), w, r)
}

func (s *Site) getOurWords(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["OurWords"].serve(w, r)
}

func (s *Site) getOurWordsFor(w http.ResponseWriter, r *http.Request) error {
	return named(s.plans, r.PathValue("group"), w, r)
}

func (s *Site) getYourAnswers(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["YourAnswers"].serve(w, r)
}

func named(pages map[string]*page, name string, w http.ResponseWriter, r *http.Request) error {
	one, ok := pages[name]
	if !ok {
		return failure(http.StatusNotFound)
	}
	return one.serve(w, r)
}
