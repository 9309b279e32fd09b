package openid_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"bearings/internal/fault"
	"bearings/internal/signin"
	"bearings/internal/signin/openid"
	"bearings/internal/signin/openid/openidtest"
)

// Keys change without anybody telling us.
func TestAnIssuerWithNewKeys(t *testing.T) {
	p := openidtest.Start(t, client)
	site := openid.New([]signin.Issuer{at(p, "council")}, back, nil)
	for range 3 {
		if _, err := signedIn(t, p, site, "ada"); err != nil {
			t.Fatal(err)
		}
		p.Rotate(t)
	}
	p.Misbehave(t, "unknown-key")
	_, err := signedIn(t, p, site, "ada")
	isFault(t, err, fault.Invalid, "issuer-refused")
}

func TestAnIssuerThatIsNotThere(t *testing.T) {
	p := openidtest.Start(t, client)
	t.Run("from the start", func(t *testing.T) {
		gone := httptest.NewServer(http.NotFoundHandler())
		gone.Close()
		issuer := at(p, "council")
		issuer.URL = gone.URL
		_, _, err := openid.New([]signin.Issuer{issuer}, back, nil).Begin(t.Context(), "council")
		isFault(t, err, fault.Unavailable, "issuer-down")
	})
	for _, wrong := range []string{"discovery-fails", "discovery-leaves"} {
		t.Run(wrong, func(t *testing.T) {
			site := openid.New([]signin.Issuer{at(p, "council")}, back, nil)
			p.Misbehave(t, wrong)
			_, _, err := site.Begin(t.Context(), "council")
			isFault(t, err, fault.Unavailable, "issuer-down")
			p.Misbehave(t)
			if _, err := signedIn(t, p, site, "ada"); err != nil {
				t.Errorf("and when it is back: %v", err)
			}
		})
	}
	for _, wrong := range []string{"token-fails", "token-leaves", "keys-fails", "keys-leaves"} {
		t.Run(wrong, func(t *testing.T) {
			site := openid.New([]signin.Issuer{at(p, "council")}, back, nil)
			p.Misbehave(t, wrong)
			_, err := signedIn(t, p, site, "ada")
			isFault(t, err, fault.Unavailable, "issuer-down")
		})
	}
}

func TestAnIssuerThatSaysOddThingsOfItself(t *testing.T) {
	p := openidtest.Start(t, client)
	for _, wrong := range []string{
		"discovery-issuer", "discovery-plain", "discovery-plain-token", "discovery-script",
		"discovery-garbles", "discovery-html", "discovery-huge", "discovery-refuses",
	} {
		t.Run(wrong, func(t *testing.T) {
			p.Misbehave(t, wrong)
			address, _, err := openid.New([]signin.Issuer{at(p, "council")}, back, nil).Begin(t.Context(), "council")
			isFault(t, err, fault.Invalid, "issuer-refused")
			if address != "" || len(err.Error()) > 600 {
				t.Errorf("%q %.1000s", address, err)
			}
		})
	}
}

// Over plain http anybody on the way could be the issuer.
func TestAnIssuerWithoutEncryption(t *testing.T) {
	for _, address := range []string{"http://issuer.example.org", "ftp://issuer.example.org", "issuer.example.org", "https://", "", ":"} {
		t.Run(address, func(t *testing.T) {
			client := &http.Client{Transport: asking(func(r *http.Request) (*http.Response, error) {
				t.Errorf("%s was asked", r.URL)
				return nil, errors.New("asked")
			})}
			issuer := signin.Issuer{ID: "council", Name: "The council", URL: address, ClientID: "bearings"}
			_, _, err := openid.New([]signin.Issuer{issuer}, back, client).Begin(t.Context(), "council")
			isFault(t, err, fault.Invalid, "issuer-refused")
		})
	}
}

type asking func(*http.Request) (*http.Response, error)

func (a asking) RoundTrip(r *http.Request) (*http.Response, error) { return a(r) }

func TestAnIssuerThatHangs(t *testing.T) {
	for _, place := range []string{"discovery", "token", "keys"} {
		t.Run(place, func(t *testing.T) {
			p := openidtest.Start(t, client)
			site := openid.New([]signin.Issuer{at(p, "council")}, back, nil)
			ctx, leave := context.WithCancel(t.Context())
			defer leave()
			ask := func() error { _, _, err := site.Begin(ctx, "council"); return err }
			if place != "discovery" {
				address, remember := begun(t, site, "council")
				query := p.SignIn(t, address, "ada").Query()
				ask = func() error { _, err := site.Finish(ctx, remember, query); return err }
			}
			p.Misbehave(t, place+"-hangs")
			done := make(chan error)
			go func() { done <- ask() }()
			p.WaitForHanging(t)
			leave()
			isFault(t, <-done, fault.Unavailable, "issuer-down")
			p.Misbehave(t)
			// Whoever asks for keys waits for a question that is under way already,
			// until it has taken too long.
			if place != "keys" {
				if _, err := signedIn(t, p, site, "ada"); err != nil {
					t.Errorf("and when it answers again: %v", err)
				}
			}
		})
	}
}

func TestHowLongAnIssuerMayTake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		never := &http.Client{Transport: asking(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})}
		issuer := signin.Issuer{ID: "council", Name: "The council", URL: "https://issuer.example.org", ClientID: "bearings"}
		began := time.Now()
		_, _, err := openid.New([]signin.Issuer{issuer}, back, never).Begin(t.Context(), "council")
		isFault(t, err, fault.Unavailable, "issuer-down")
		if took := time.Since(began); took != 10*time.Second {
			t.Errorf("it took %v", took)
		}
	})
}

// An issuer that is taken out of the settings lets nobody in, not even those who
// are on their way.
func TestAnIssuerThatIsTakenAway(t *testing.T) {
	p := openidtest.Start(t, client)
	site := openid.New([]signin.Issuer{at(p, "council")}, back, nil)
	address, remember := begun(t, site, "council")
	query := p.SignIn(t, address, "ada").Query()
	without := openid.New(nil, back, nil)
	_, err := without.Finish(t.Context(), remember, query)
	isFault(t, err, fault.Invalid, "issuer-gone")
	_, _, err = without.Begin(t.Context(), "council")
	isFault(t, err, fault.NotFound, "issuer-gone")
}
