package web

import (
	"net/http"
	"time"
)

// watched tells whoever looks after the site how each request ended.
func (s *Site) watched(route Route, handle http.HandlerFunc) http.Handler {
	if s.config.Seen == nil {
		return handle
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		noted := &noting{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			if !route.untold || noted.status >= http.StatusInternalServerError {
				s.config.Seen(route.Name, noted.status, time.Since(began))
			}
		}()
		handle(noted, r)
	})
}

// noting remembers the status of an answer.
type noting struct {
	http.ResponseWriter
	status int
	said   bool
}

func (n *noting) WriteHeader(status int) {
	if !n.said {
		n.status, n.said = status, status >= 200
	}
	n.ResponseWriter.WriteHeader(status)
}

func (n *noting) Write(b []byte) (int, error) {
	n.said = true
	return n.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (n *noting) Unwrap() http.ResponseWriter { return n.ResponseWriter }
