package app_test

import (
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"bearings/internal/app"
)

// shown starts the site until the test ends, and returns host:port.
func shown(t *testing.T, args ...string) string {
	t.Helper()
	address, stop, log := serveLogging(t, args...)
	t.Cleanup(func() {
		if status := stop(); status != 0 {
			t.Errorf("it stopped with status %d: %s", status, log.String())
		}
	})
	return strings.TrimPrefix(address, "http://")
}

// free is an address of this machine that nobody is at.
func free(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// fetch asks with any certificate, and with headers as a proxy adds them.
func fetch(t *testing.T, url string, headers ...string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequest("GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true}
	defer transport.CloseIdleConnections()
	r, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r, string(text)
}

const settled = "format: bearings-settings/1\naddress: https://bearings.example.org\n"

func TestServeWithItsOwnCertificate(t *testing.T) {
	certificate, key := app.Issued(t, t.TempDir(), "bearings")
	at := shown(t, "--certificate", certificate, "--certificate-key", key, "--settings", write(t, "s.yaml", settled))
	r, text := fetch(t, "https://"+at+"/healthz")
	if r.StatusCode != 200 || text != "ok\n" || r.TLS.Version < tls.VersionTLS12 || r.ProtoMajor != 2 {
		t.Errorf("%s answers %s by %s, TLS %x", at, r.Status, r.Proto, r.TLS.Version)
	}
	if r.Header.Get("Strict-Transport-Security") == "" {
		t.Error("browsers are not told to come by TLS")
	}
	if r, _ := fetch(t, "http://"+at+"/principles"); r.StatusCode != 400 {
		t.Errorf("in the clear it answers %s", r.Status)
	}
}

func TestServeBehindAProxy(t *testing.T) {
	for _, how := range [][]string{{"--trust-proxy", "--settings", write(t, "s.yaml", settled)}, {"--settings", write(t, "s.yaml", settled+"serve: {trust_proxy: true}\n")}} {
		at := "http://" + shown(t, how...)
		if r, _ := fetch(t, at+"/principles", "X-Forwarded-Proto", "http"); r.StatusCode != 308 || r.Header.Get("Location") != "https://bearings.example.org/principles" {
			t.Errorf("%v: in the clear it answers %s, to %q", how, r.Status, r.Header.Get("Location"))
		}
		if r, _ := fetch(t, at+"/principles", "X-Forwarded-Proto", "https"); r.StatusCode != 200 || r.Header.Get("Strict-Transport-Security") == "" {
			t.Errorf("%v: it answers %s", how, r.Status)
		}
	}
	at := "http://" + shown(t, "--no-trust-proxy", "--settings", write(t, "s.yaml", settled+"serve: {trust_proxy: true}\n"))
	if r, _ := fetch(t, at+"/principles", "X-Forwarded-Proto", "http"); r.StatusCode != 200 {
		t.Errorf("the flag does not go before the file: %s", r.Status)
	}
}

func TestFiguresForThoseWhoWatch(t *testing.T) {
	figures := free(t)
	at := shown(t, "--metrics", figures)
	fetch(t, "http://"+at+"/principles?name=Asha")
	fetch(t, "http://"+at+"/Asha")
	fetch(t, "http://"+at+"/answer/asha")
	r, text := fetch(t, "http://"+figures+"/metrics")
	for _, want := range []string{
		`bearings_requests_total{route="Principles",status="2xx"} 1`, `bearings_requests_total{route="NotFound",status="4xx"} 1`,
		`bearings_request_seconds_count{class="read"} 1`, "bearings_requests_in_flight 0", "go_memstats_",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s: %q is missing", r.Status, want)
		}
	}
	if strings.Contains(text, "Survey") || strings.Contains(text, "Asset") {
		t.Error("the figures tell when somebody was in a survey")
	}
	if strings.Contains(text, "Asha") || strings.Contains(text, "127.0.0.1") {
		t.Error("the figures tell what was asked for, or by whom")
	}
	if r, _ := fetch(t, "http://"+at+"/metrics"); r.StatusCode != 404 {
		t.Errorf("the site itself shows its figures: %s", r.Status)
	}
	if status, _, errOut := run(t, "serve", "--listen", "127.0.0.1:0", "--data", t.TempDir(), "--metrics", at); status != 1 || !strings.Contains(errOut, at) {
		t.Errorf("where another program is: exit %d: %s", status, errOut)
	}
}

// Flags go before the environment, and that before the file.
func TestTheOrderOfSettings(t *testing.T) {
	status := func(args ...string) string {
		code, _, errOut := run(t, append([]string{"serve"}, args...)...)
		if code != 1 {
			t.Errorf("%v: exit %d", args, code)
		}
		return errOut
	}
	file := write(t, "s.yaml", "format: bearings-settings/1\nserve: {listen: '192.0.2.1:1'}\n")
	if said := status("--settings", file); !strings.Contains(said, "At 192.0.2.1:1 ") || !strings.Contains(said, "three ways") {
		t.Errorf("the file: %s", said)
	}
	t.Setenv("BEARINGS_LISTEN", "192.0.2.2:2")
	if said := status("--settings", file); !strings.Contains(said, "At 192.0.2.2:2 ") {
		t.Errorf("the environment: %s", said)
	}
	if said := status("--settings", file, "--listen", "192.0.2.3:3"); !strings.Contains(said, "At 192.0.2.3:3 ") {
		t.Errorf("the flag: %s", said)
	}
	t.Setenv("BEARINGS_DATABASE", "postgres://b:hunter2@127.0.0.1/d")
	if said := status("--settings", file); !strings.Contains(said, "database_password_file") || strings.Contains(said, "hunter2") {
		t.Errorf("a password in the address: %s", said)
	}
	t.Setenv("BEARINGS_TRUST_PROXY", "perhaps")
	if code, _, errOut := run(t, "serve"); code != 2 || !strings.Contains(errOut, "trust-proxy") {
		t.Errorf("exit %d: %s", code, errOut)
	}
}

func TestEveryRefusalIsASentence(t *testing.T) {
	open := write(t, "key", strings.Repeat("00", 32))
	if err := os.Chmod(open, 0o644); err != nil {
		t.Fatal(err)
	}
	for want, args := range map[string][]string{
		"both given":                     {"--data", "a", "--database", "postgres://b@127.0.0.1/d"},
		"have the disk":                  {"--database", "postgres://b@127.0.0.1/d", "--key-file", open},
		"leave --database-password-file": {"--data", "a", "--database-password-file", open},
		"no file":                        {"--key-file", open + ".no"},
		"64 hexadecimal digits":          {"--key-file", write(t, "key", "x")},
		"is empty":                       {"--key-file", write(t, "key", "")},
		"larger than 4 KB":               {"--key-file", write(t, "key", strings.Repeat("0", 5000))},
		"HOST:PORT":                      {"--listen", "8080"},
		"both or neither":                {"--certificate", "a"},
		"fullchain.pem":                  {"--data", t.TempDir(), "--certificate", open, "--certificate-key", write(t, "x", "y"), "--settings", write(t, "s.yaml", settled)},
		"address: https":                 {"--trust-proxy"},
		"only shown on this machine":     {"--metrics", ":9100"},
	} {
		status, _, errOut := run(t, append([]string{"serve"}, args...)...)
		if status != 1 || !strings.Contains(errOut, want) || strings.Contains(errOut, "<no value>") || strings.Contains(errOut, "[") || strings.Count(errOut, "\n") != 1 {
			t.Errorf("%v: exit %d, want %q:\n%s", args, status, want, errOut)
		}
	}
	if runtime.GOOS != "windows" {
		if status, _, errOut := run(t, "serve", "--key-file", open); status != 1 || !strings.Contains(errOut, "chmod 600 "+open) {
			t.Errorf("exit %d: %s", status, errOut)
		}
	}
}

func TestAKeyIsMadeOnce(t *testing.T) {
	name := filepath.Join(t.TempDir(), "key")
	status, said, errOut := run(t, "key", "--out", name)
	if status != 0 || !strings.Contains(said, name) {
		t.Fatalf("exit %d: %s%s", status, said, errOut)
	}
	first, err := os.ReadFile(name)
	if err != nil || !regexp.MustCompile(`^[0-9a-f]{64}\n$`).Match(first) || strings.Contains(said, strings.TrimSpace(string(first))) {
		t.Errorf("%q, %v; it says %s", first, err, said)
	}
	if info, err := os.Stat(name); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if status, _, errOut := run(t, "key", "--out", name); status != 1 || !strings.Contains(errOut, "left as it is") {
		t.Errorf("exit %d: %s", status, errOut)
	}
	if again, err := os.ReadFile(name); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the key is another, %v", err)
	}
	other := filepath.Join(t.TempDir(), "key")
	run(t, "key", "--out", other)
	if second, err := os.ReadFile(other); err != nil || bytes.Equal(first, second) {
		t.Errorf("two keys are alike, %v", err)
	}
	nowhere := filepath.Join(t.TempDir(), "no", "key")
	if status, _, errOut := run(t, "key", "--out", nowhere); status != 1 || !strings.Contains(errOut, nowhere) {
		t.Errorf("exit %d: %s", status, errOut)
	}
	if status, _, _ := run(t, "key"); status != 2 {
		t.Errorf("without a name: exit %d", status)
	}
}
