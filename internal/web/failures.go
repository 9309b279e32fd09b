package web

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"

	"bearings/internal/fault"
	"bearings/internal/ui"
)

// failure is a status without a sentence of its own; the page for that status
// says what can be done.
type failure int

// Error is for logs and tests.
func (f failure) Error() string { return http.StatusText(int(f)) }

func notFound(http.ResponseWriter, *http.Request) error { return failure(http.StatusNotFound) }

func notAllowed(methods string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Allow", methods)
		return failure(http.StatusMethodNotAllowed)
	}
}

// answer runs a handler; whatever goes wrong in it becomes a status, a page
// and, where it is a defect of ours, one line in the log.
func (s *Site) answer(route Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if broken := recover(); broken != nil {
				if broken == http.ErrAbortHandler {
					panic(broken)
				}
				s.fail(w, r, route, fmt.Errorf("panic: %v\n%s", broken, debug.Stack()))
			}
		}()
		if err := route.handle(w, r); err != nil {
			s.fail(w, r, route, err)
		}
	})
}

// fail is the one place where an error becomes a status and a page. The log
// names the route and never the address asked for, which may hold anything.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, route Route, err error) {
	status := statusOf(err)
	if status == http.StatusInternalServerError {
		s.config.Log.LogAttrs(r.Context(), slog.LevelError, "request failed",
			slog.String("route", route.Name), slog.String("error", err.Error()))
	}
	if status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "60")
	}
	told := ui.Told{Status: status, Limit: megabytes(s.config.MaxUpload)}
	var f *fault.Fault
	if errors.As(err, &f) {
		told.Sentence = s.config.Words.Fault(f)
	}
	w.Header().Set("Cache-Control", "no-store")
	if err := s.render(w, r, status, s.pages.Failure(told)); err != nil {
		s.config.Log.Error("failure page failed", slog.String("error", err.Error()))
		http.Error(w, strconv.Itoa(status), status)
	}
}

func statusOf(err error) int {
	var plain failure
	if errors.As(err, &plain) {
		return int(plain)
	}
	var f *fault.Fault
	if !errors.As(err, &f) {
		return http.StatusInternalServerError
	}
	switch f.Kind {
	case fault.NotFound:
		return http.StatusNotFound
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.TooMany:
		return http.StatusTooManyRequests
	default:
		return http.StatusUnprocessableEntity
	}
}

func megabytes(bytes int64) int { return int((bytes + 1<<20 - 1) >> 20) }
