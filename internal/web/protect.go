package web

import (
	"net/http"
)

// Every response carries these. Nothing may be loaded but our own stylesheet,
// typeface, images and script; no other site may frame the pages, read them or
// learn from a link that somebody was here.
var protection = []struct {
	name  string
	value []string
}{
	{"Content-Security-Policy", []string{"default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
		"script-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"}},
	{"X-Content-Type-Options", []string{"nosniff"}},
	{"Referrer-Policy", []string{"no-referrer"}},
	{"Cross-Origin-Resource-Policy", []string{"same-origin"}},
	{"Cross-Origin-Opener-Policy", []string{"same-origin"}},
	{"Permissions-Policy", []string{"accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), " +
		"gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()"}},
}

// protect sets the headers and refuses a form that another site sends.
func (s *Site) protect(next http.Handler) http.Handler {
	sameOrigin := http.NewCrossOriginProtection()
	foreign := s.answer(Route{Name: "Foreign", handle: func(http.ResponseWriter, *http.Request) error {
		return failure(http.StatusForbidden)
	}})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		for _, one := range protection {
			header[one.name] = one.value
		}
		if sameOrigin.Check(r) != nil {
			foreign.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}
