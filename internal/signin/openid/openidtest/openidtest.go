// Package openidtest starts a real OpenID provider (oidc-provider, run by Node)
// for tests of those who sign people in, and makes it misbehave when asked to.
package openidtest

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Client is a site at which people sign in with the provider.
type Client struct {
	ID        string   `json:"id"`
	Secret    string   `json:"secret"`
	Redirects []string `json:"redirects"`
	// Auth is how the client shows its secret; empty means client_secret_basic.
	Auth string `json:"auth,omitempty"`
}

// Provider is a running provider. Its URL is the issuer.
type Provider struct{ URL string }

const script = "internal/signin/openid/openidtest/provider.mjs"

// Start runs a provider until the test ends, on loopback, at a port of its own.
// Where Node or the packages are missing the test is left out, or fails where
// nothing may be left out.
func Start(t testing.TB, clients ...Client) *Provider {
	t.Helper()
	node, err := exec.LookPath("node")
	root, found := repository()
	if err != nil || !found {
		missing(t)
	}
	list, err := json.Marshal(clients)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(node, filepath.Join(root, script), string(list))
	said := &strings.Builder{}
	command.Stderr = said
	in, err := command.StdinPipe() // closed with this process, whatever happens to it
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		_ = command.Process.Kill()
		_ = command.Wait() // it was killed
	})
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if issuer, ok := strings.CutPrefix(lines.Text(), "listening "); ok {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return &Provider{URL: issuer}
		}
	}
	_ = command.Wait()
	t.Fatalf("the provider does not start: %s", said)
	return nil
}

// repository finds the folder that has the script and what it needs.
func repository() (string, bool) {
	folder, err := os.Getwd()
	for err == nil {
		_, hasScript := os.Stat(filepath.Join(folder, script))
		_, hasPackage := os.Stat(filepath.Join(folder, "node_modules", "oidc-provider", "package.json"))
		if hasScript == nil && hasPackage == nil {
			return folder, true
		}
		if filepath.Dir(folder) == folder {
			break
		}
		folder = filepath.Dir(folder)
	}
	return "", false
}

func missing(t testing.TB) {
	t.Helper()
	const why = "no OpenID provider: install Node and run npm ci in the root of the repository"
	if os.Getenv("BEARINGS_CI") != "" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// Misbehave makes the provider do the named things from now on, and nothing else;
// provider.mjs lists them.
func (p *Provider) Misbehave(t testing.TB, faults ...string) {
	t.Helper()
	p.control(t, "faults="+strings.Join(faults, ","))
}

// Rotate makes the provider sign with a new key, and publish no other.
func (p *Provider) Rotate(t testing.TB) {
	t.Helper()
	p.control(t, "rotate")
}

// WaitForHanging returns when somebody waits for an answer that never comes.
func (p *Provider) WaitForHanging(t testing.TB) {
	t.Helper()
	p.control(t, "hanging")
}

func (p *Provider) control(t testing.TB, query string) {
	t.Helper()
	answer, err := http.Get(p.URL + "/control?" + query)
	if err != nil {
		t.Error(err)
		return
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("the provider knows nothing of %s", query)
	}
}

// SignIn goes where a browser is sent, signs in as somebody with an own browser,
// and returns the address at which the site is called back.
func (p *Provider) SignIn(t testing.TB, address, name string) *url.URL {
	t.Helper()
	return p.press(t, address, url.Values{"name": {name}, "does": {"sign-in"}})
}

// Cancel goes where a browser is sent and presses Cancel there.
func (p *Provider) Cancel(t testing.TB, address string) *url.URL {
	t.Helper()
	return p.press(t, address, url.Values{"does": {"cancel"}})
}

func (p *Provider) press(t testing.TB, address string, form url.Values) *url.URL {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	var back *url.URL
	browser := &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if !strings.HasPrefix(r.URL.String(), p.URL+"/") {
			back = r.URL
			return http.ErrUseLastResponse
		}
		return nil
	}}
	answer, err := browser.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	if err != nil {
		t.Fatal(err)
	}
	if back != nil {
		return back
	}
	if !hasForm.Match(page) {
		t.Fatalf("the provider shows no form at %s:\n%s", address, page)
	}
	if answer, err = browser.PostForm(answer.Request.URL.String(), form); err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if back == nil {
		t.Fatalf("the provider does not lead back: %s at %s", answer.Status, answer.Request.URL)
	}
	return back
}

var hasForm = regexp.MustCompile(`<form method="post">`)
