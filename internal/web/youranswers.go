package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"bearings/internal/fault"
	"bearings/internal/mapping"
	"bearings/internal/ui"
)

const (
	// sendingTime is how long a file may take to arrive, and answerTime how
	// long until its report is on its way: a slow line and a large file.
	sendingTime = 5 * time.Minute
	answerTime  = 7 * time.Minute
	// overflow is how many times the limit is still read and thrown away, so
	// that the browser gets to see the page which says that it was too much.
	overflow = 8
)

// postYourAnswers reads files of answers and shows the report, or asks what is
// in the columns of a survey tool's export. The files are never written down
// here, and nothing of them outlives the request.
func (s *Site) postYourAnswers(w http.ResponseWriter, r *http.Request) error {
	s.allowTime(w)
	body := &limited{reader: r.Body, left: s.config.MaxUpload + mapping.MaxBytes + wrapping}
	form, made, err := s.read(r, body)
	// A browser shows an answer only when all it sent has been taken.
	_, _ = io.CopyN(io.Discard, body.reader, overflow*s.config.MaxUpload)
	if errors.Is(err, errOver) || body.over {
		return fault.New(fault.TooLarge, "upload.too-large", "Limit", megabytes(s.config.MaxUpload))
	}
	w.Header().Set("Cache-Control", "no-store")
	if err != nil {
		return s.tryAgain(w, r, form.names(), err)
	}
	return s.render(w, r, made.status, made.page)
}

// read takes a form in and makes the page that answers it.
func (s *Site) read(r *http.Request, body io.Reader) (sent, reply, error) {
	if !s.uploads.Allow() {
		return sent{}, reply{}, fault.New(fault.TooMany, "upload.too-many")
	}
	form, leave, err := s.receive(r, body)
	defer leave()
	if err == nil {
		err = form.complete()
	}
	if err != nil {
		return form, reply{}, err
	}
	made, err := s.take(r.Context(), form)
	return form, made, err
}

// allowTime gives this request longer than others. Where the connection can't
// be told, as under test, the usual times stay.
func (s *Site) allowTime(w http.ResponseWriter) {
	connection := http.NewResponseController(w)
	_ = connection.SetReadDeadline(time.Now().Add(sendingTime))
	_ = connection.SetWriteDeadline(time.Now().Add(answerTime))
}

// enter waits for a place at work. It gives up when waiting would look like a
// broken page.
func (s *Site) enter(ctx context.Context) (leave func(), err error) {
	leave = func() { <-s.desks }
	select {
	case s.desks <- struct{}{}:
		return leave, nil
	default:
	}
	ctx, stop := context.WithTimeout(ctx, s.config.Patience)
	defer stop()
	select {
	case s.desks <- struct{}{}:
		return leave, nil
	case <-ctx.Done():
		return nil, fault.New(fault.TooMany, "upload.busy")
	}
}

// tryAgain shows the form again with everything that has to be put right. What
// is not about the file goes the usual way.
func (s *Site) tryAgain(w http.ResponseWriter, r *http.Request, names []string, err error) error {
	trying, err := s.trying(names, err)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusUnprocessableEntity, s.pages.YourAnswers(trying))
}

// trying is what has to be put right in files; what is not about them comes back.
func (s *Site) trying(names []string, err error) (ui.Trying, error) {
	trying := ui.Trying{Limit: megabytes(s.config.MaxUpload), Names: names}
	var f *fault.Fault
	if problems, ok := fault.AsProblems(err); ok {
		trying.Problems = problems
	} else if errors.As(err, &f) && f.Kind == fault.Invalid {
		trying.Sentence = s.config.Words.Fault(f)
	} else {
		return trying, err
	}
	return trying, nil
}

var errOver = errors.New("more was sent than is taken in")

// limited reads up to a limit and remembers whether there was more.
type limited struct {
	reader io.Reader
	left   int64
	over   bool
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		var one [1]byte
		n, err := l.reader.Read(one[:])
		if n == 0 {
			return 0, err
		}
		l.over = true
		return 0, errOver
	}
	if int64(len(p)) > l.left {
		p = p[:l.left]
	}
	n, err := l.reader.Read(p)
	l.left -= int64(n)
	return n, err
}
