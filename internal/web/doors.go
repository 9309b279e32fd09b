package web

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"bearings/internal/fault"
)

// mostForm is the most a form without files may have, in bytes.
const mostForm = 64 << 10

// taken is what a route takes in.
type taken int

const (
	aForm   taken = iota // fields, of mostForm at most
	files                // the handler has limits of its own
	ownText              // fields, and the handler has limits of its own
)

// takesFiles is a route to which files are brought.
func (r Route) takesFiles() Route { r.taken = files; return r }

// takesText is a route with long texts; its handler says how long.
func (r Route) takesText() Route { r.taken = ownText; return r }

// forSigningIn is a route with which somebody tries to sign in.
func (r Route) forSigningIn() Route { r.counted = signingIn; return r }

// asOftenAsAsked is a route that is answered from memory, many at a time.
func (r Route) asOftenAsAsked() Route { r.counted = uncounted; return r }

// likeReading is a route whose form is one page of many, and is sent as often as
// pages are read.
func (r Route) likeReading() Route { r.counted = likePages; return r }

// inConfidence is a route of which nobody is told that it was asked, unless it fails.
func (r Route) inConfidence() Route { r.untold = true; return r }

// formType is what a form without files has to say it is.
const formType = "application/x-www-form-urlencoded"

// open is what every request passes before anybody looks at who asks.
func (s *Site) open(route Route, w http.ResponseWriter, r *http.Request) error {
	if err := s.count(route, w, r); err != nil {
		return err
	}
	if route.taken == files {
		r.Body = s.paced(w, r.Body)
		return nil
	}
	if route.Method != http.MethodPost { // what refuses a request reads none of it
		if r.Body != http.NoBody {
			r.Body = http.MaxBytesReader(w, r.Body, mostForm)
		}
		return nil
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if r.ContentLength != 0 && (err != nil || kind != formType) {
		return failure(http.StatusUnsupportedMediaType)
	}
	if route.taken == ownText {
		return nil
	}
	body := r.Body
	r.Body = http.MaxBytesReader(w, body, mostForm)
	err = r.ParseForm()
	if large := (*http.MaxBytesError)(nil); errors.As(err, &large) {
		// A browser shows an answer only when all it sent has been taken.
		_, _ = io.CopyN(io.Discard, body, overflow*mostForm)
		return err
	} else if err != nil {
		return fault.New(fault.Invalid, "doors.half_a_form")
	}
	return text(r.PostForm)
}

// text refuses a form with something in it that is no text. No page of ours sends
// that, and PostgreSQL does not take it.
func text(form url.Values) error {
	for _, values := range form {
		for _, one := range values {
			if !utf8.ValidString(one) || strings.ContainsRune(one, 0) {
				return fault.New(fault.Invalid, "doors.not_text")
			}
		}
	}
	return nil
}

// slowest is how many bytes a second an upload has to bring after its first while,
// or it would hold a place at work for as long as it likes.
const slowest = 16 << 10

// paced reads a body whose sender has to keep going. Only time that was spent
// waiting for the sender counts, not what the program took itself.
type paced struct {
	io.ReadCloser
	connection *http.ResponseController
	firstWhile time.Duration
	ends       time.Time
	got        int64
	waited     time.Duration
}

func (s *Site) paced(w http.ResponseWriter, body io.ReadCloser) *paced {
	return &paced{ReadCloser: body, connection: http.NewResponseController(w), firstWhile: s.config.Limits.FirstWhile, ends: time.Now().Add(sendingTime)}
}

func (p *paced) Read(b []byte) (int, error) {
	begun := time.Now()
	until := begun.Add(p.firstWhile + time.Duration(p.got)*time.Second/slowest - p.waited)
	if until.After(p.ends) {
		until = p.ends
	}
	_ = p.connection.SetReadDeadline(until) // under test there may be none
	n, err := p.ReadCloser.Read(b)
	p.got += int64(n)
	p.waited += time.Since(begun)
	if err == io.EOF {
		// From now on the server only waits to see whether the reader goes away.
		_ = p.connection.SetReadDeadline(begun.Add(answerTime))
	}
	return n, err
}
