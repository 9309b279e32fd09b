package web

import (
	"net/http"
	"net/url"
	"strings"

	"bearings/internal/installation"
	"bearings/internal/people"
	"bearings/internal/ui"
)

// Every response carries these. Nothing may be loaded but our own stylesheet,
// typeface, images and script; no other site may frame the pages, read them or
// learn from a link that somebody was here. Nothing is kept either, but what says
// that it is for everybody.
var protection = []struct {
	name  string
	value []string
}{
	{"Content-Security-Policy", []string{"default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
		"script-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"}},
	{"Cache-Control", []string{"no-store"}},
	{"X-Content-Type-Options", []string{"nosniff"}},
	{"Referrer-Policy", []string{"no-referrer"}},
	{"Cross-Origin-Resource-Policy", []string{"same-origin"}},
	{"Cross-Origin-Opener-Policy", []string{"same-origin"}},
	{"Permissions-Policy", []string{"accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), " +
		"gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()"}},
}

// strict tells browsers to come by TLS alone from now on, for two years.
var strict = []string{"max-age=63072000; includeSubDomains"}

// protect sets the headers, and refuses what does not come to this site, by the
// way it should come, or that another site sends.
func (s *Site) protect(next http.Handler) http.Handler {
	sameOrigin := http.NewCrossOriginProtection()
	refuse := func(name string, handle func(http.ResponseWriter, *http.Request) error) http.Handler {
		return s.answer(Route{Name: name, Right: people.Anyone, handle: handle})
	}
	foreign := refuse("Foreign", failing(http.StatusForbidden))
	elsewhere := refuse("Elsewhere", failing(http.StatusMisdirectedRequest))
	neverAllowed := refuse("NotAllowed", notAllowed("GET, HEAD, POST"))
	byTLS := refuse("ByTLS", s.sendToTLS)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		for _, one := range protection {
			header[one.name] = one.value
		}
		isSafe := s.cameByTLS(r)
		if isSafe {
			header["Strict-Transport-Security"] = strict
		}
		isHealth := r.URL.Path == ui.HealthPath
		switch {
		case r.Method == http.MethodTrace || r.Method == http.MethodConnect || r.RequestURI == "*":
			neverAllowed.ServeHTTP(w, r)
		case !isHealth && !s.isOurs(r.Host):
			elsewhere.ServeHTTP(w, r)
		case !isHealth && !isSafe && s.cameInTheClear(r):
			byTLS.ServeHTTP(w, r)
		case sameOrigin.Check(r) != nil:
			foreign.ServeHTTP(w, r)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func failing(status int) func(http.ResponseWriter, *http.Request) error {
	return func(http.ResponseWriter, *http.Request) error { return failure(status) }
}

// cameByTLS says whether nobody could listen to a request on its way.
func (s *Site) cameByTLS(r *http.Request) bool { return r.TLS != nil || s.proxySays(r, "https") }

// cameInTheClear says whether our proxy tells that a request came without TLS, and
// there is somewhere better to go.
func (s *Site) cameInTheClear(r *http.Request) bool {
	return s.proxySays(r, "http") && strings.HasPrefix(s.config.Installation.Address, "https://")
}

func (s *Site) proxySays(r *http.Request, protocol string) bool {
	if !s.config.TrustProxy {
		return false
	}
	said := r.Header.Values("X-Forwarded-Proto")
	return len(said) > 0 && strings.EqualFold(last(said), protocol)
}

// sendToTLS names the same page at the address people type. What was asked for may
// be anything, and must not change where that is.
func (s *Site) sendToTLS(w http.ResponseWriter, r *http.Request) error {
	to := url.URL{Path: "/", RawQuery: r.URL.RawQuery}
	if strings.HasPrefix(r.URL.Path, "/") {
		to.Path, to.RawPath = r.URL.Path, r.URL.RawPath
	}
	w.Header().Set("Location", s.config.Installation.Address+to.EscapedPath()+query(to.RawQuery))
	w.WriteHeader(http.StatusPermanentRedirect)
	return nil
}

func query(raw string) string {
	if raw == "" {
		return ""
	}
	return "?" + raw
}

// typedAddress is the address people type, or nil where nobody has said it.
func typedAddress(own installation.Installation) *url.URL {
	if u, err := url.Parse(own.Address); err == nil && u.Host != "" {
		return u
	}
	return nil
}

// isOurs says whether a request names this site as its host, as the settings have
// it, or this machine. A link in a message is only as good as this.
func (s *Site) isOurs(host string) bool {
	ours := s.address
	if ours == nil {
		return true
	}
	asked := url.URL{Host: host}
	return installation.IsLoopback(asked.Hostname()) ||
		strings.EqualFold(asked.Hostname(), ours.Hostname()) && port(&asked, ours.Scheme) == port(ours, ours.Scheme)
}

func port(u *url.URL, scheme string) string {
	if u.Port() != "" {
		return u.Port()
	}
	return map[string]string{"http": "80", "https": "443"}[scheme]
}
