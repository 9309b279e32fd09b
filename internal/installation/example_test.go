package installation_test

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"bearings/internal/installation"
)

// What stands in the example as a comment is read once the # is taken away. Two ways
// to do one thing are there, and each is tried.
func TestWhatTheExampleShowsCanBeUsed(t *testing.T) {
	text, err := os.ReadFile("../../examples/settings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	who, how, found := strings.Cut(string(text), "# How the program is run.")
	if !found {
		t.Fatal("the example does not show how the program is run")
	}
	how = regexp.MustCompile(`(?m)^#( {2}|[a-z])`).ReplaceAllString("#"+how, "$1")
	all := regexp.MustCompile(`(?m)^ +-? *([a-z_]+):`).FindAllStringSubmatch(how, -1)
	shown := map[string]bool{}
	for _, one := range all {
		shown[one[1]] = true
	}
	for _, part := range []any{installation.Serve{}, installation.Mail{}, installation.SignIn{}, installation.Issuer{}} {
		for field := range reflect.TypeOf(part).Fields() {
			if name := field.Tag.Get("yaml"); !shown[name] {
				t.Errorf("the example does not show %s", name)
			}
		}
	}
	for _, without := range []string{"database|database_password_file|outbox", "data|key_file|host|port|security|user|password_file|from"} {
		tried := regexp.MustCompile(`(?m)^ +(`+without+`):.*\n`).ReplaceAllString(how, "")
		got, err := installation.Load("s.yaml", []byte(who+tried))
		if err != nil {
			t.Fatalf("without %s: %v\n%s", without, err, tried)
		}
		if got.Serve.Certificate == "" || !got.Serve.TrustProxy || len(got.SignIn.Issuers) != 1 || got.Mail.Host == "" && got.Mail.Outbox == "" {
			t.Errorf("without %s: %+v", without, got)
		}
	}
}
