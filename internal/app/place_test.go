package app

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/installation"
)

const aKey = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

// ownOnly writes a file that only its owner may read.
func ownOnly(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func messageOf(err error) string {
	if f, ok := fault.As(err); ok {
		return f.Message
	}
	return fmt.Sprint(err)
}

func TestWhereTheDatabaseIs(t *testing.T) {
	password, other, key := ownOnly(t, "hunter2\n"), ownOnly(t, "hunter3\r\n"), ownOnly(t, aKey+"\n")
	const here, there = "postgres://b@127.0.0.1/here", "postgres://b@[::1]:5433/there?application_name=x"
	for name, c := range map[string]struct {
		flags place
		file  installation.Serve
		want  where
	}{
		"nothing said":             {want: where{Data: "./data"}},
		"the file's":               {file: installation.Serve{Data: "f"}, want: where{Data: "f"}},
		"the flag's":               {flags: place{Data: "x"}, file: installation.Serve{Data: "f"}, want: where{Data: "x"}},
		"a key of the file":        {file: installation.Serve{KeyFile: key}, want: where{Data: "./data", Key: secret(unhex(t))}},
		"a key by flag":            {flags: place{KeyFile: key}, file: installation.Serve{KeyFile: "no such", Data: "f"}, want: where{Data: "f", Key: secret(unhex(t))}},
		"PostgreSQL":               {file: installation.Serve{Database: here, PasswordFile: password}, want: where{Database: here, Password: secret("hunter2")}},
		"PostgreSQL without":       {flags: place{Database: there}, want: where{Database: there}},
		"a password by flag":       {flags: place{DatabasePasswordFile: other}, file: installation.Serve{Database: here, PasswordFile: "no such"}, want: where{Database: here, Password: secret("hunter3")}},
		"a folder in place of it":  {flags: place{Data: "x"}, file: installation.Serve{Database: here, PasswordFile: "no such"}, want: where{Data: "x"}},
		"it in place of a folder":  {flags: place{Database: here}, file: installation.Serve{Data: "f", KeyFile: "no such"}, want: where{Database: here}},
		"it, and the file's words": {flags: place{Database: there}, file: installation.Serve{Database: here, PasswordFile: password}, want: where{Database: there, Password: secret("hunter2")}},
	} {
		got, err := c.flags.where(c.file)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got.Data != c.want.Data || got.Database != c.want.Database || string(got.Password) != string(c.want.Password) || !bytes.Equal(got.Key, c.want.Key) {
			t.Errorf("%s: %q %q %q %x", name, got.Data, got.Database, string(got.Password), []byte(got.Key))
		}
	}
}

func unhex(t *testing.T) []byte {
	t.Helper()
	var all []byte
	for n := range keyBytes {
		all = append(all, byte(n))
	}
	return all
}

func TestPlacesThatCantBe(t *testing.T) {
	key := ownOnly(t, aKey)
	for name, c := range map[string]struct {
		flags place
		file  installation.Serve
		want  string
	}{
		"two places":                 {flags: place{Data: "a", Database: "postgres://b@c/d"}, want: "place.data_twice"},
		"a password in it":           {flags: place{Database: "postgres://b:hunter2@c/d"}, want: "installation.database-password"},
		"a password behind it":       {flags: place{Database: "postgres://b@c/d?password=hunter2"}, want: "installation.database-password"},
		"no URL":                     {flags: place{Database: "host=c password=hunter2"}, want: "installation.database"},
		"a key for PostgreSQL":       {flags: place{Database: "postgres://b@c/d", KeyFile: key}, want: "place.key_alone"},
		"a password for a folder":    {flags: place{Data: "a", DatabasePasswordFile: key}, want: "place.password_alone"},
		"a password for nothing":     {flags: place{DatabasePasswordFile: key}, want: "place.password_alone"},
		"a password in the file too": {file: installation.Serve{PasswordFile: key}, want: "place.password_alone"},
		"no such key":                {flags: place{KeyFile: key + ".no"}, want: "secret.missing"},
		"a folder":                   {flags: place{KeyFile: t.TempDir()}, want: "secret.unreadable"},
		"no key":                     {flags: place{KeyFile: ownOnly(t, "hunter2")}, want: "secret.key"},
		"half a key":                 {flags: place{KeyFile: ownOnly(t, aKey[:62])}, want: "secret.key"},
		"a key and more":             {flags: place{KeyFile: ownOnly(t, aKey+"\n\n")}, want: "secret.key"},
		"an empty secret":            {flags: place{Database: "postgres://b@c/d", DatabasePasswordFile: ownOnly(t, "")}, want: "secret.empty"},
		"a line break alone":         {flags: place{Database: "postgres://b@c/d", DatabasePasswordFile: ownOnly(t, "\r\n")}, want: "secret.empty"},
		"more than a secret":         {flags: place{Database: "postgres://b@c/d", DatabasePasswordFile: ownOnly(t, strings.Repeat("x", mostSecret+1))}, want: "secret.large"},
	} {
		found, err := c.flags.where(c.file)
		if messageOf(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		if strings.Contains(fmt.Sprint(err, found), "hunter2") {
			t.Errorf("%s: it tells the secret: %v", name, err)
		}
	}
}

func TestSecretsThatOthersCanReadAreRefused(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows says who may read a file in another way")
	}
	for mode, want := range map[os.FileMode]string{0o600: "<nil>", 0o400: "<nil>", 0o640: "secret.open", 0o604: "secret.open", 0o601: "secret.open", 0o644: "secret.open"} {
		name := ownOnly(t, "hunter2")
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := readSecret(name, "x"); messageOf(err) != want {
			t.Errorf("%o: %v, want %s", mode, err, want)
		}
		// What systemd hands over lies in a folder that nobody else can look into.
		t.Setenv("CREDENTIALS_DIRECTORY", filepath.Dir(name))
		if text, err := readSecret(name, "x"); err != nil || string(text) != "hunter2" {
			t.Errorf("%o, from systemd: %v", mode, err)
		}
		t.Setenv("CREDENTIALS_DIRECTORY", filepath.Join(filepath.Dir(name), "other"))
		if _, err := readSecret(name, "x"); messageOf(err) != want {
			t.Errorf("%o, beside systemd's folder: %v, want %s", mode, err, want)
		}
		t.Setenv("CREDENTIALS_DIRECTORY", "")
	}
	for name, want := range map[string]bool{"/run/secrets/db": true, "/run/secrets/../db": false, "/run/secrets-of-others/db": false, "secrets/db": false} {
		if isKeptForUs(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}

// The server is asked to prove itself where its answers come from another machine.
func TestAnotherMachineHasToProveItself(t *testing.T) {
	for given, want := range map[string]string{
		"postgres://b@db.example.org/d":                      "postgres://b@db.example.org/d?sslmode=verify-full",
		"postgres://b@db.example.org/d?application_name=x":   "postgres://b@db.example.org/d?application_name=x&sslmode=verify-full",
		"postgres://b@db.example.org/d?sslmode=require":      "postgres://b@db.example.org/d?sslmode=require",
		"postgres://b@localhost:5433/d":                      "postgres://b@localhost:5433/d",
		"postgres://b@127.0.0.1/d":                           "postgres://b@127.0.0.1/d",
		"postgres:///d?host=/var/run/postgresql":             "postgres:///d?host=/var/run/postgresql",
		"postgres://b@db.example.org/d?host=/run/postgresql": "postgres://b@db.example.org/d?host=/run/postgresql",
	} {
		if got := protected(given); got != want {
			t.Errorf("%s becomes %s, want %s", given, got, want)
		}
	}
	t.Setenv("PGSSLMODE", "require")
	if got := protected("postgres://b@db.example.org/d"); strings.Contains(got, "sslmode") {
		t.Errorf("what the environment says is overruled: %s", got)
	}
}

func TestASecretIsNotSeenInALog(t *testing.T) {
	found := where{Password: secret("hunter2"), Key: secret("hunter2hunter2")}
	var text, asJSON bytes.Buffer
	slog.New(slog.NewTextHandler(&text, nil)).Info("x", "a", found, "b", &found, "c", found.Password)
	slog.New(slog.NewJSONHandler(&asJSON, nil)).Info("x", "a", found, "b", &found, "c", found.Password)
	said := text.String() + asJSON.String() + fmt.Sprintf("%v %+v %#v %s %q %x %v", found, found, found, found, found, found, &found)
	if one, err := json.Marshal(found); err != nil {
		t.Error(err)
	} else {
		said += string(one)
	}
	for _, form := range []string{"hunter2", "68756e746572", "aHVudGVy", "104 117", "0x68"} {
		if strings.Contains(said, form) {
			t.Errorf("%s is in\n%s", form, said)
		}
	}
	if !strings.Contains(said, "(secret)") {
		t.Error("nothing was said")
	}
}
