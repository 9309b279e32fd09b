package web

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"bearings/internal/ui"
)

// shown is a set of files and the page that leads to them. All is made once,
// when somebody first asks for any of it.
type shown struct {
	page  *page
	files func() (map[string]*page, error)
}

// show prepares a page of what is made, and its files.
func (s *Site) show(made func() (Assessment, error), component func(Assessment) templ.Component) shown {
	once := sync.OnceValues(made)
	return shown{
		page: s.page(templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			assessment, err := once()
			if err != nil {
				return err
			}
			return component(assessment).Render(ctx, w)
		})),
		files: sync.OnceValues(func() (map[string]*page, error) {
			assessment, err := once()
			if err != nil {
				return nil, err
			}
			files := map[string]*page{}
			for _, file := range assessment.Files {
				files[file.Name] = filePage(file)
			}
			return files, nil
		}),
	}
}

func (s shown) serveFile(w http.ResponseWriter, r *http.Request) error {
	files, err := s.files()
	if err != nil {
		return err
	}
	return named(files, r.PathValue("file"), w, r)
}

// filePage serves a file of a report. A browser shows the web pages among them
// and saves the others.
func filePage(file ui.File) *page {
	p := &page{kind: []string{file.Type}, write: func() ([]byte, error) { return file.Bytes, nil }}
	if strings.HasPrefix(file.Type, "text/html") {
		p.policy = []string{ownLook(file.Bytes)}
	} else {
		p.save = file.Name
	}
	return p
}

var style = regexp.MustCompile(`(?s)<style>(.*?)</style>`)

// ownLook is the policy of a web page that stands on its own: it may look as
// the styles inside it say, and nothing else.
func ownLook(html []byte) string {
	styles := "'none'"
	for n, found := range style.FindAllSubmatch(html, -1) {
		sum := sha256.Sum256(found[1])
		if n == 0 {
			styles = ""
		}
		styles += " 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; style-src " + strings.TrimSpace(styles) + "; img-src data:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
}

func (s *Site) getExampleReport(w http.ResponseWriter, r *http.Request) error {
	return s.example.page.serve(w, r)
}

func (s *Site) getExampleFile(w http.ResponseWriter, r *http.Request) error {
	return s.example.serveFile(w, r)
}

func (s *Site) getMeeting(w http.ResponseWriter, r *http.Request) error {
	return s.meeting.page.serve(w, r)
}

func (s *Site) getMeetingFile(w http.ResponseWriter, r *http.Request) error {
	return s.meeting.serveFile(w, r)
}
