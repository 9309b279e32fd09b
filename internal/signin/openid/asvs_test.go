package openid_test

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/signin"
	"bearings/internal/signin/openid"
)

// An issuer whose certificate nobody vouches for could be anybody on the way.
func TestAnIssuerNobodyVouchesFor(t *testing.T) {
	asked := 0
	stranger := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	stranger.Config.ErrorLog = log.New(io.Discard, "", 0)
	stranger.StartTLS()
	defer stranger.Close()
	issuer := signin.Issuer{ID: "council", Name: "The council", URL: stranger.URL, ClientID: "bearings"}
	_, _, err := openid.New([]signin.Issuer{issuer}, back, nil).Begin(t.Context(), "council")
	isFault(t, err, fault.Unavailable, "issuer-down")
	if asked > 0 {
		t.Error("it was asked nevertheless")
	}
	// The same one is asked when its certificate is known.
	_, _, err = openid.New([]signin.Issuer{issuer}, back, stranger.Client()).Begin(t.Context(), "council")
	if f, ok := fault.As(err); !ok || f.Message == "signinways.issuer-down" || asked == 0 {
		t.Errorf("asked %d times, and %v", asked, err)
	}
}
