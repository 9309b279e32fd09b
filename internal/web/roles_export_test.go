package web

import "net/http"

// Marked is a site whose routes only say that somebody was let in. One more route
// says nothing of who may use it.
func Marked(config Config) *Site {
	s := New(config)
	s.routes = append(s.routes, Route{Name: "Forgotten", Method: "GET", Pattern: "/forgotten"})
	for i := range s.routes {
		s.routes[i].handle = func(w http.ResponseWriter, _ *http.Request) error {
			w.WriteHeader(http.StatusNoContent)
			return nil
		}
	}
	s.entrance = s.protect(s.mux())
	return s
}
