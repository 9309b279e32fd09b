package app_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func page(t *testing.T, address string) string {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	all, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("%s answers %s, %v", address, r.Status, err)
	}
	return string(all)
}

const ownName = "Accessibility statement for Bearings in Exampleshire"

func TestServeInOnesOwnName(t *testing.T) {
	const file = "../../examples/settings.yaml"
	address, stop := serve(t, "--settings", file)
	if !strings.Contains(page(t, address+"/accessibility"), ownName) || !strings.Contains(page(t, address+"/library"), "https://bearings.example.org/library") {
		t.Error("the settings are not on the pages")
	}
	stop()
	t.Setenv("BEARINGS_SETTINGS", file)
	address, stop = serve(t)
	if !strings.Contains(page(t, address+"/accessibility"), ownName) {
		t.Error("BEARINGS_SETTINGS is not read")
	}
	stop()
}

func TestSettingsThatCantBeUsed(t *testing.T) {
	wrong := write(t, "settings.yaml", "format: bearings-settings/1\ncontact:\n  email: nobody\nhelp_now:\n  - {name: Council, fone: 999}\n")
	status, _, errOut := run(t, "serve", "--listen", "127.0.0.1:0", "--settings", wrong)
	want := []string{wrong + ":3:3: “nobody” is not an e-mail address", wrong + ":5:21: There is no setting called help_now[1].fone", "help_now[1].phone is missing"}
	for _, one := range want {
		if status != 1 || !strings.Contains(errOut, one) {
			t.Errorf("exit %d, want %q:\n%s", status, one, errOut)
		}
	}
	missing := filepath.Join(t.TempDir(), "no.yaml")
	if status, _, errOut := run(t, "serve", "--settings", missing); status != 1 || !strings.Contains(errOut, missing) || !strings.Contains(errOut, "--settings") {
		t.Errorf("exit %d: %s", status, errOut)
	}
}

// The folder of the library holds the same pages, in the same name.
func TestTheLibraryIsWrittenInOnesOwnName(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "library")
	status, _, errOut := run(t, "library", "export", folder, "--settings", "../../examples/settings.yaml")
	if status != 0 && strings.Contains(errOut, "npm") && os.Getenv("BEARINGS_CI") == "" {
		t.Skip(errOut)
	}
	if status != 0 {
		t.Fatalf("exit %d: %s", status, errOut)
	}
	for name, want := range map[string]string{"accessibility.html": ownName, "privacy.html": "No server is behind it", "help.html": "01632", "cookies.html": "no cookies", "terms.html": "Exampleshire"} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s does not say %q: %v", name, want, err)
		}
	}
}
