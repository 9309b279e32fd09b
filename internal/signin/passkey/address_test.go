package passkey_test

import (
	"testing"

	"github.com/go-webauthn/webauthn/protocol/webauthncose"

	"bearings/internal/fault"
	"bearings/internal/signin/passkey"
)

func TestWhereBrowsersHavePasskeys(t *testing.T) {
	for address, want := range map[string]struct{ rp, origin string }{
		"https://bearings.example.org":      {"bearings.example.org", "https://bearings.example.org"},
		"https://bearings.example.org/":     {"bearings.example.org", "https://bearings.example.org"},
		"https://bearings.example.org:443":  {"bearings.example.org", "https://bearings.example.org"},
		"https://bearings.example.org:8443": {"bearings.example.org", "https://bearings.example.org:8443"},
		"https://Bearings.Example.ORG":      {"bearings.example.org", "https://bearings.example.org"},
		"https://tŷ.example.org":            {"xn--t-foa.example.org", "https://xn--t-foa.example.org"},
		"http://localhost:8080":             {"localhost", "http://localhost:8080"},
		"http://localhost":                  {"localhost", "http://localhost"},
		"http://bearings.localhost:8080":    {"bearings.localhost", "http://bearings.localhost:8080"},
	} {
		t.Run(address, func(t *testing.T) {
			c, err := passkey.New(address, "Bearings")
			if err != nil {
				t.Fatal(err)
			}
			text, remember, err := c.Add(ada, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := options(t, text); got.RP.ID != want.rp {
				t.Errorf("passkeys are for %s", got.RP.ID)
			}
			d := newDevice(t, webauthncose.AlgES256)
			d.rp, d.origin = want.rp, want.origin
			if _, err := c.Added(ada, remember, d.create(t, text)); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestWhereBrowsersHaveNoPasskeys(t *testing.T) {
	for _, address := range []string{
		"", "bearings.example.org", "http://bearings.example.org", "http://127.0.0.1:8080", "https://127.0.0.1", "https://[::1]:8080", "https://bearings",
		"https://127.1", "https://0x7f000001", "https://2130706433", "https://user@bearings.example.org", "https://bearings.example.org/pages",
		"https://bearings.example.org?a=b", "https://bearings.example.org#a", "ftp://bearings.example.org", "https://", "https://a..example.org",
		"https://notlocalhost:x", "http://localhost.example.org", "://", "https://example.org.", "http://[::1%25eth0]",
	} {
		t.Run(address, func(t *testing.T) {
			_, err := passkey.New(address, "Bearings")
			f, ok := fault.As(err)
			if !ok || f.Message != "signinways.passkey-address" {
				t.Fatalf("%v", err)
			}
		})
	}
}
