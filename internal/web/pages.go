package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/a-h/templ"

	"bearings/internal/session"
	"bearings/internal/ui"
)

// page is an answer that depends on nothing in the request. It is made when
// somebody first asks for it and served from memory, until nobody has asked for it
// for a while.
type page struct {
	write func() ([]byte, error)
	kind  []string // Content-Type
	// save is the file name a browser saves it under, or empty.
	save string
	// policy takes the place of the site's own Content-Security-Policy, or is empty.
	policy []string

	turn  sync.Mutex // of whoever makes it
	ready atomic.Pointer[made]
	// asked says that somebody has asked since it was last looked at.
	asked atomic.Bool
}

// made is a page that is ready, or why there is none.
type made struct {
	err         error
	plain, gzip []byte
	// The headers are ready too, so that serving a page makes nothing new.
	plainLength, gzipLength, tag []string
}

// rest is how long a page nobody asks for stays in memory, and twice that at the
// most: all pages together are several times as large as the program's own data.
const rest = 10 * time.Minute

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

// late is a page of something that is read or made when somebody first asks for
// the page.
func late[T any](s *Site, from func() (T, error), component func(T) templ.Component) *page {
	return s.page(whenAsked(from, component))
}

func whenAsked[T any](from func() (T, error), component func(T) templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		what, err := from()
		if err != nil {
			return err
		}
		return component(what).Render(ctx, w)
	})
}

func download(kind []string, save string, write func() ([]byte, error)) *page {
	return &page{kind: kind, save: save, write: write}
}

// get is the page, made anew where it is not in memory.
func (p *page) get() *made {
	if !p.asked.Load() {
		p.asked.Store(true)
	}
	if ready := p.ready.Load(); ready != nil {
		return ready
	}
	p.turn.Lock()
	defer p.turn.Unlock()
	if ready := p.ready.Load(); ready != nil {
		return ready
	}
	ready := p.prepare()
	if ready.err == nil {
		p.ready.Store(ready)
		time.AfterFunc(rest, p.forget)
	}
	return ready
}

// forget lets go of a page that nobody has asked for lately.
func (p *page) forget() {
	if p.asked.Swap(false) {
		time.AfterFunc(rest, p.forget)
		return
	}
	p.ready.Store(nil)
}

func (p *page) prepare() *made {
	text, err := p.write()
	if err != nil {
		return &made{err: err}
	}
	sum := sha256.Sum256(text)
	ready := &made{plain: fitted(text), plainLength: []string{strconv.Itoa(len(text))}, tag: []string{`"` + hex.EncodeToString(sum[:8]) + `"`}}
	packed, err := pack(text)
	if err != nil {
		return &made{err: err}
	}
	if len(packed) < len(text)*9/10 {
		ready.gzip, ready.gzipLength = fitted(packed), []string{strconv.Itoa(len(packed))}
	}
	return ready
}

// packers are what packs pages; each has a megabyte of tables.
var packers = sync.Pool{New: func() any {
	writer, _ := gzip.NewWriterLevel(nil, gzip.BestCompression) // the level is a valid one
	return writer
}}

func pack(text []byte) ([]byte, error) {
	writer := packers.Get().(*gzip.Writer)
	defer packers.Put(writer)
	var packed bytes.Buffer
	writer.Reset(&packed)
	if _, err := writer.Write(text); err != nil {
		return nil, err
	}
	err := writer.Close()
	return packed.Bytes(), err
}

// fitted is what is kept of bytes that may stand in more room than they need.
func fitted(text []byte) []byte {
	if cap(text)-len(text) > len(text)/8 {
		return bytes.Clone(text)
	}
	return text
}

// serve writes the page, or only says that the browser's copy is still good.
func (p *page) serve(w http.ResponseWriter, r *http.Request) error {
	ready := p.get()
	if ready.err != nil {
		return ready.err
	}
	header := w.Header()
	header["Etag"] = ready.tag
	header["Cache-Control"] = recheck
	header["Vary"] = byCoding
	if p.policy != nil {
		header["Content-Security-Policy"] = p.policy
	}
	if r.Header.Get("If-None-Match") == ready.tag[0] {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	header["Content-Type"] = p.kind
	if p.save != "" {
		header.Set("Content-Disposition", `attachment; filename="`+p.save+`"`)
	}
	body, length := ready.plain, ready.plainLength
	if ready.gzip != nil && takesGzip(r) {
		body, length = ready.gzip, ready.gzipLength
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
		"Questions":   late(s, s.config.Asking, s.pages.Questions),
		"OurWords":    late(s, s.config.OurWords, s.pages.OurWords),
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
		s.plans[group] = late(s, s.config.OurWords, func(plan session.Session) templ.Component {
			return s.pages.OurWordsFor(plan, group)
		})
	}
	s.example = s.show(s.config.ExampleReport, func(a Assessment) templ.Component {
		return s.pages.ExampleReport(a.Report, a.Files)
	})
	s.meeting = s.show(s.meetingPack, func(a Assessment) templ.Component {
		return whenAsked(s.config.Meeting, func(plan session.Meeting) templ.Component { return s.pages.Meeting(plan, a.Files) })
	})
	s.prepareFiles()
	s.prepareLanguage()
	s.prepareService()
	s.adopt = sync.OnceValue(s.prepareAdopt)
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
