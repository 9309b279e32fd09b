package app_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHealthAsksTheProgramThatRuns(t *testing.T) {
	address, stop := serve(t)
	if status, out, errOut := run(t, "health", "--address", address); status != 0 || out+errOut != "" {
		t.Errorf("exit %d: %s%s", status, out, errOut)
	}
	stop()
	for name, c := range map[string]struct{ address, says string }{
		"nobody there":   {address, "does not answer"},
		"not an address": {"127.0.0.1:8080", "does not answer"},
		"somebody else":  {refusing(t), "503"},
	} {
		if status, _, errOut := run(t, "health", "--address", c.address); status != 1 || !strings.Contains(errOut, c.says) {
			t.Errorf("%s: exit %d: %s", name, status, errOut)
		}
	}
}

func refusing(t *testing.T) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	t.Cleanup(server.Close)
	return server.URL
}
