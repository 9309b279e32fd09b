package web

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"time"

	"bearings/internal/fault"
	"bearings/internal/ui"
)

const (
	// sendingTime is how long a file may take to arrive, and answerTime how
	// long until its report is on its way: a slow line and a large file.
	sendingTime = 5 * time.Minute
	answerTime  = 7 * time.Minute
	// nameLength is as much of a file's name as is kept for the page.
	nameLength = 200
	// overflow is how many times the limit is still read and thrown away, so
	// that the browser gets to see the page which says that it was too much.
	overflow = 8
	// wrapping is what a form may add around the file.
	wrapping = 64 << 10
)

// postYourAnswers reads a file of answers as it arrives and shows the report.
// The file is never written down here, and nothing of it outlives the request.
func (s *Site) postYourAnswers(w http.ResponseWriter, r *http.Request) error {
	s.allowTime(w)
	body := &limited{reader: r.Body, left: s.config.MaxUpload + wrapping}
	name, assessment, err := s.assess(r, body)
	// A browser shows an answer only when all it sent has been taken.
	_, _ = io.CopyN(io.Discard, body.reader, overflow*s.config.MaxUpload)
	if errors.Is(err, errOver) || body.over {
		return fault.New(fault.TooLarge, "upload.too-large", "Limit", megabytes(s.config.MaxUpload))
	}
	w.Header().Set("Cache-Control", "no-store")
	if err != nil {
		return s.tryAgain(w, r, name, err)
	}
	return s.render(w, r, http.StatusOK, s.pages.YourReport(assessment.Report, assessment.Files))
}

// allowTime gives this request longer than others. Where the connection can't
// be told, as under test, the usual times stay.
func (s *Site) allowTime(w http.ResponseWriter) {
	connection := http.NewResponseController(w)
	_ = connection.SetReadDeadline(time.Now().Add(sendingTime))
	_ = connection.SetWriteDeadline(time.Now().Add(answerTime))
}

// assess finds the file in the form and hands it on as it arrives.
func (s *Site) assess(r *http.Request, body *limited) (string, Assessment, error) {
	if !s.uploads.Allow() {
		return "", Assessment{}, fault.New(fault.TooMany, "upload.too-many")
	}
	part, err := answersPart(r, body)
	if err != nil {
		return "", Assessment{}, err
	}
	name := fileName(part.FileName())
	leave, err := s.enter(r.Context())
	if err != nil {
		return name, Assessment{}, err
	}
	defer leave()
	file := &limited{reader: part, left: s.config.MaxUpload}
	assessment, err := s.config.Assess(r.Context(), name, file)
	if file.over {
		err = errOver
	}
	return name, assessment, err
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

// answersPart is the file in the form, not yet read.
func answersPart(r *http.Request, body io.Reader) (*multipart.Part, error) {
	r.Body = io.NopCloser(body)
	form, err := r.MultipartReader()
	if err != nil {
		return nil, fault.New(fault.Invalid, "upload.no-file")
	}
	for {
		part, err := form.NextPart()
		if errors.Is(err, errOver) {
			return nil, err
		}
		if err != nil {
			return nil, fault.New(fault.Invalid, "upload.no-file")
		}
		if part.FormName() != "answers" {
			continue
		}
		if part.FileName() == "" {
			return nil, fault.New(fault.Invalid, "upload.no-file")
		}
		return part, nil
	}
}

// tryAgain shows the form again with everything that has to be put right. What
// is not about the file goes the usual way.
func (s *Site) tryAgain(w http.ResponseWriter, r *http.Request, name string, err error) error {
	trying := ui.Trying{Limit: megabytes(s.config.MaxUpload), Name: name}
	var f *fault.Fault
	if problems, ok := fault.AsProblems(err); ok {
		trying.Problems = problems
	} else if errors.As(err, &f) && f.Kind == fault.Invalid {
		trying.Sentence = s.config.Words.Fault(f)
	} else {
		return err
	}
	return s.render(w, r, http.StatusUnprocessableEntity, s.pages.YourAnswers(trying))
}

// fileName is the last part of a name, whichever way its owner's machine
// writes folders, and not longer than a page can show.
func fileName(sent string) string {
	name := path.Base(strings.ReplaceAll(sent, `\`, "/"))
	if len(name) > nameLength {
		name = name[len(name)-nameLength:]
	}
	return strings.ToValidUTF8(name, "")
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
