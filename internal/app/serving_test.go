package app

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"bearings/internal/installation"
)

const typed = "https://bearings.example.org"

func TestHowTheSiteIsShown(t *testing.T) {
	yes, no := true, false
	got, err := listening{}.resolve(installation.Installation{}, "x")
	if err != nil || got.Listen != "127.0.0.1:8080" || got.TrustProxy || got.Metrics != "" || !got.EmailCodes || got.Mail.Outbox != filepath.Join("x", "outbox") {
		t.Errorf("where nothing is said: %+v, %v", got, err)
	}
	file := installation.Installation{
		Address: typed,
		Serve:   installation.Serve{Listen: "0.0.0.0:80", TrustProxy: true, Metrics: "localhost:9100", Certificate: "a", CertificateKey: "b"},
		Mail:    installation.Mail{Host: "m", Port: 465, Security: "tls", User: "u", PasswordFile: ownOnly(t, "hunter2\n"), From: "f@example.org"},
		SignIn:  installation.SignIn{EmailCodes: &no, Issuers: []installation.Issuer{{ID: "c", Name: "C", Issuer: "https://i", ClientID: "x", ClientSecretFile: ownOnly(t, "hunter3")}}},
	}
	got, err = listening{}.resolve(file, "")
	if err != nil || got.Listen != "0.0.0.0:80" || !got.TrustProxy || got.Metrics != "localhost:9100" || got.Certificate != "a" || got.CertificateKey != "b" || got.EmailCodes {
		t.Errorf("the file's: %+v, %v", got, err)
	}
	if string(got.Mail.Password) != "hunter2" || got.Mail.Outbox != "" || string(got.Issuers[0].ClientSecret) != "hunter3" || got.Issuers[0].Issuer != "https://i" {
		t.Errorf("mail and issuers: %+v", got)
	}
	got, err = listening{Listen: "[::1]:1", Certificate: "c", CertificateKey: "d", TrustProxy: &no, Metrics: "[::1]:2"}.resolve(file, "")
	if err != nil || got.Listen != "[::1]:1" || got.TrustProxy || got.Metrics != "[::1]:2" || got.Certificate != "c" || got.CertificateKey != "d" {
		t.Errorf("the flags': %+v, %v", got, err)
	}
	if got, err = (listening{TrustProxy: &yes, Listen: ":80"}).resolve(installation.Installation{Address: typed, Mail: installation.Mail{Outbox: "o"}}, "x"); err != nil || !got.TrustProxy || got.Mail.Outbox != "o" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestWaysToShowItThatAreRefused(t *testing.T) {
	yes := true
	for name, c := range map[string]struct {
		flags   listening
		address string
		want    string
	}{
		"to everybody, in the clear": {listening{Listen: "0.0.0.0:80"}, typed, "serving.unprotected"},
		"on every address":           {listening{Listen: ":80"}, typed, "serving.unprotected"},
		"on every IPv6 address":      {listening{Listen: "[::]:80"}, typed, "serving.unprotected"},
		"by another name":            {listening{Listen: "bearings.example.org:80"}, typed, "serving.unprotected"},
		"half a certificate":         {listening{Certificate: "a"}, typed, "installation.certificate-pair"},
		"the other half":             {listening{CertificateKey: "a"}, typed, "installation.certificate-pair"},
		"no address":                 {listening{TrustProxy: &yes}, "", "serving.no_address"},
		"no address, certificate":    {listening{Certificate: "a", CertificateKey: "b"}, "", "serving.no_address"},
		"no port":                    {listening{Listen: "127.0.0.1"}, "", "installation.listen"},
		"figures for all":            {listening{Metrics: "0.0.0.0:9100"}, "", "serving.metrics"},
		"figures on every address":   {listening{Metrics: ":9100"}, "", "serving.metrics"},
		"figures nowhere":            {listening{Metrics: "9100"}, "", "serving.metrics"},
	} {
		if _, err := c.flags.resolve(installation.Installation{Address: c.address}, ""); messageOf(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	file := installation.Installation{SignIn: installation.SignIn{Issuers: []installation.Issuer{{ClientSecretFile: "no such"}}}}
	if _, err := (listening{}).resolve(file, ""); messageOf(err) != "secret.missing" {
		t.Error(err)
	}
	file = installation.Installation{Mail: installation.Mail{Host: "m", PasswordFile: "no such"}}
	if _, err := (listening{}).resolve(file, ""); messageOf(err) != "secret.missing" {
		t.Error(err)
	}
}

// Whoever starts it is told where the program is, if that is not where people go.
func TestWhereTheProgramListensIsSaid(t *testing.T) {
	words, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		address string
		how     serving
		says    string
	}{
		"on this machine":           {"", serving{}, ""},
		"with a certificate":        {typed, serving{Certificate: "a"}, ""},
		"behind a web server":       {typed, serving{TrustProxy: true}, "It listens at http://127.0.0.1:8080, for"},
		"where nothing leads to it": {typed, serving{}, "nothing leads from there to here yet: Bearings listens at http://127.0.0.1:8080"},
		"at a name of this machine": {"http://localhost:8080", serving{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var said bytes.Buffer
			sayListening(&desk{words: words, out: &said}, siteOf{own: installation.Installation{Address: c.address}, how: c.how, listens: "http://127.0.0.1:8080"})
			if !strings.Contains(said.String(), c.says) || (c.says == "") != (said.Len() == 0) {
				t.Errorf("%q", said.String())
			}
		})
	}
}
