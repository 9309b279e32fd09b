package web

import (
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"time"

	"golang.org/x/time/rate"
)

// Limits are how often one client may ask. What is zero is as usual.
type Limits struct {
	// Reading is for pages, Sending for forms, SigningIn for forms with which
	// somebody tries to sign in.
	Reading, Sending, SigningIn Rate
	// FirstWhile is how long a file may take to arrive before it has to keep a pace.
	FirstWhile time.Duration
	// Off counts nothing.
	Off bool
}

// Rate is how many in a minute, and how many at once before that counts: all of
// a council, in one room with their trainer, may come from one address.
type Rate struct {
	PerMinute float64
	AtOnce    int
}

// counted is which of a client's allowances a request uses up.
type counted int

const (
	byMethod  counted = iota // reading or sending
	signingIn                // somebody may be guessing
	uncounted                // kept in memory, and asked for many at a time
	likePages                // forms that are turned like pages, by many from one address
)

// The places of an allowance.
const (
	asReading counted = iota
	asSending
	asSigningIn
)

func (l Limits) withDefaults() Limits {
	for _, one := range []struct {
		rate  *Rate
		usual Rate
	}{
		{&l.Reading, Rate{PerMinute: 3000, AtOnce: 200}},
		{&l.Sending, Rate{PerMinute: 60, AtOnce: 120}},
		{&l.SigningIn, Rate{PerMinute: 20, AtOnce: 40}},
	} {
		if *one.rate == (Rate{}) {
			*one.rate = one.usual
		}
	}
	if l.FirstWhile == 0 {
		l.FirstWhile = 20 * time.Second
	}
	return l
}

func (l Limits) fresh() *allowance {
	return &allowance{l.Reading.limiter(), l.Sending.limiter(), l.SigningIn.limiter()}
}

func (l Limits) rate(kind counted) Rate {
	return [...]Rate{l.Reading, l.Sending, l.SigningIn}[kind]
}

func (r Rate) limiter() *rate.Limiter { return rate.NewLimiter(rate.Limit(r.PerMinute/60), r.AtOnce) }

// wait is in how many seconds there is another.
func (r Rate) wait() int { return max(1, int(math.Ceil(60/r.PerMinute))) }

// count refuses a request of somebody who asked too often. Whoever sits at this
// machine is not counted: there is no telling them from a proxy that nobody told
// us of, and all who come through it are not one client.
func (s *Site) count(route Route, w http.ResponseWriter, r *http.Request) error {
	if s.config.Limits.Off || route.counted == uncounted {
		return nil
	}
	address, isHere := s.addressOf(r)
	if isHere {
		if !s.config.TrustProxy && r.Header.Get("X-Forwarded-For") != "" {
			s.untold.Do(func() {
				s.config.Log.Warn("requests come through a proxy; start with --trust-proxy, or they are not limited by who asks",
					slog.String("route", route.Name))
			})
		}
		return nil
	}
	kind := asReading
	switch {
	case route.counted == signingIn:
		kind = asSigningIn
	case route.counted == likePages:
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		kind = asSending
	}
	if s.clients.may(address, kind) {
		return nil
	}
	w.Header().Set("Retry-After", strconv.Itoa(s.config.Limits.rate(kind).wait()))
	return failure(http.StatusTooManyRequests)
}
