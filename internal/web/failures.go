package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/ui"
)

// failure is a status without a sentence of its own; the page for that status
// says what can be done.
type failure int

// Error is for logs and tests.
func (f failure) Error() string { return http.StatusText(int(f)) }

// errWeak says that somebody's roles allow it, but not after signing in with a code.
var errWeak error = fmt.Errorf("%w: signed in with a code", failure(http.StatusForbidden))

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
	return s.watched(route, func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if broken := recover(); broken != nil {
				if broken == http.ErrAbortHandler {
					panic(broken)
				}
				s.fail(w, r, route, fmt.Errorf("panic: %v\n%s", broken, debug.Stack()))
			}
		}()
		err := s.open(route, w, r)
		if err == nil {
			err = s.admit(route, w, r)
		}
		if err != nil {
			s.fail(w, r, route, err)
		}
	})
}

// fail is the one place where an error becomes a status and a page. The log
// names the route and never the address asked for, which may hold anything.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, route Route, err error) {
	status := statusOf(err)
	if r.Context().Err() != nil { // whoever asked has gone, or sends too slowly
		status, r = http.StatusRequestTimeout, r.WithContext(context.WithoutCancel(r.Context()))
	}
	if status == http.StatusInternalServerError {
		s.config.Log.LogAttrs(r.Context(), slog.LevelError, "request failed",
			slog.String("route", route.Name), slog.String("error", err.Error()))
	}
	var f *fault.Fault
	if errors.As(err, &f); status == http.StatusServiceUnavailable && f.Because != nil {
		s.config.Log.LogAttrs(r.Context(), slog.LevelError, "unavailable",
			slog.String("route", route.Name), slog.String("fault", f.Message), slog.String("error", f.Because.Error()))
	}
	if isAttempt(route.Name, status) {
		s.refusals.note(r.Context(), route.Name, status, "")
	}
	if status == http.StatusTooManyRequests && w.Header().Get("Retry-After") == "" {
		w.Header().Set("Retry-After", "60")
	}
	told := ui.Told{Status: status, Limit: megabytes(s.config.MaxUpload), NoFile: route.taken != files, Weak: errors.Is(err, errWeak), Own: route.Right != people.Anyone && route.Right != people.Nobody}
	if f != nil {
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
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return http.StatusRequestEntityTooLarge
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
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	default:
		return http.StatusUnprocessableEntity
	}
}

func megabytes(bytes int64) int { return int((bytes + 1<<20 - 1) >> 20) }
