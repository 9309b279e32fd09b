package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	// forgetting is how long the key lasts that clients are told apart with.
	forgetting = time.Hour
	// mostClients is how many are told apart at a time, twice over.
	mostClients = 10_000
)

// clients tells who asks too often. An address is never kept: only what is left of
// it after a keyed hash, with a key that is thrown away every hour.
type clients struct {
	limits Limits
	now    func() time.Time

	mu    sync.Mutex
	key   [32]byte
	until time.Time
	// Those who asked lately are in young; when it is full it becomes old, and
	// what was old is forgotten.
	young, old map[client]*allowance
}

// client is whoever asks from one address, as a hash.
type client [16]byte

// allowance is what a client may still do, by counted.
type allowance [3]*rate.Limiter

func newClients(limits Limits, now func() time.Time) *clients {
	return &clients{limits: limits, now: now}
}

// may counts a request, and says whether it is not one too many.
func (c *clients) may(address netip.Addr, kind counted) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	if now.After(c.until) || now.Before(c.until.Add(-forgetting)) {
		_, _ = rand.Read(c.key[:]) // never fails
		c.until, c.young, c.old = now.Add(forgetting), map[client]*allowance{}, nil
	}
	return c.of(address)[kind].AllowN(now, 1)
}

func (c *clients) of(address netip.Addr) *allowance {
	sum := hmac.New(sha256.New, c.key[:])
	_, _ = sum.Write(network(address))
	who := client(sum.Sum(nil))
	if known := c.young[who]; known != nil {
		return known
	}
	known := c.old[who]
	if known == nil {
		known = c.limits.fresh()
	}
	if len(c.young) >= mostClients {
		c.old, c.young = c.young, map[client]*allowance{}
	}
	c.young[who] = known
	return known
}

// network is the part of an address that one client can't change at will.
func network(address netip.Addr) []byte {
	if address.Is6() {
		if prefix, err := address.WithZone("").Prefix(64); err == nil {
			address = prefix.Addr()
		}
	}
	return address.AsSlice()
}

// addressOf is where a request comes from, and whether it is known to be another
// machine or may be this one. It is used for limits alone.
func (s *Site) addressOf(r *http.Request) (address netip.Addr, isHere bool) {
	told := r.Header.Values("X-Forwarded-For")
	if s.config.TrustProxy && len(told) > 0 {
		// Our proxy wrote the last; what stands before it anybody can write.
		if address, ok := parseAddress(last(told)); ok {
			return address, false
		}
		// Those of whom it says nothing we can read share one allowance.
		address, _ = parseAddress(r.RemoteAddr)
		return address, false
	}
	address, _ = parseAddress(r.RemoteAddr)
	return address, address.IsLoopback()
}

// parseAddress reads an address, with or without a port.
func parseAddress(text string) (netip.Addr, bool) {
	if address, err := netip.ParseAddr(strings.Trim(text, "[]")); err == nil {
		return address.Unmap(), true
	}
	both, err := netip.ParseAddrPort(text)
	return both.Addr().Unmap(), err == nil
}

// last is the last of a list that may be spread over several headers.
func last(values []string) string {
	one := values[len(values)-1]
	return strings.TrimSpace(one[strings.LastIndexByte(one, ',')+1:])
}
