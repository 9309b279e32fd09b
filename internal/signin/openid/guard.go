package openid

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"
)

const (
	// patience is how long one question to an issuer may take.
	patience = 10 * time.Second
	// longest is how much an answer may hold: keys and tokens have a few kB.
	longest = 1 << 20
)

// guarded is a client that asks an issuer, and nobody it was not told to ask.
func guarded(client *http.Client, issuer string) *http.Client {
	if client == nil {
		client = http.DefaultClient
	}
	limit := patience
	if client.Timeout > 0 {
		limit = min(limit, client.Timeout)
	}
	return &http.Client{
		Timeout:   limit,
		Transport: guard{cmp.Or[http.RoundTripper](client.Transport, http.DefaultTransport), isLoopback(issuer)},
		CheckRedirect: func(next *http.Request, before []*http.Request) error {
			if next.URL.Host != before[0].URL.Host || next.URL.Scheme != before[0].URL.Scheme {
				return errors.New("it leads to another host")
			}
			if len(before) >= 5 {
				return errors.New("it leads round and round")
			}
			return nil
		},
	}
}

// guard refuses what others could listen to, answers that say the issuer is
// broken, and answers without end.
type guard struct {
	next http.RoundTripper
	// plain allows http, on this machine only.
	plain bool
}

func (g guard) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := secure(r.URL, g.plain); err != nil {
		return nil, err
	}
	answer, err := g.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode >= http.StatusInternalServerError {
		_ = answer.Body.Close() // nobody reads it
		return nil, fmt.Errorf("it answers with %d", answer.StatusCode)
	}
	answer.Body = http.MaxBytesReader(nil, answer.Body, longest)
	return answer, nil
}

func secure(to *url.URL, plain bool) error {
	if to.Host != "" && (to.Scheme == "https" || to.Scheme == "http" && plain && isLocal(to.Hostname())) {
		return nil
	}
	return fmt.Errorf("%s://%s is not an https address", to.Scheme, to.Host)
}

func isLoopback(address string) bool {
	at, err := url.Parse(address)
	return err == nil && isLocal(at.Hostname())
}

func isLocal(host string) bool {
	at, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && at.IsLoopback()
}

// isDown says whether an issuer could not be asked at all.
func isDown(err error) bool {
	var asking *url.Error
	var network net.Error
	return errors.As(err, &asking) || errors.As(err, &network) || errors.Is(err, context.Canceled)
}
