package installation_test

import (
	"slices"
	"strings"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/installation"
)

func TestHowTheProgramIsRunIsRead(t *testing.T) {
	got, err := installation.Load("s.yaml", []byte(format+`
serve:
  listen: "[::1]:8443"
  database: postgres://bearings@db.example.org/bearings?sslmode=verify-full
  database_password_file: /run/secrets/db
  certificate: a.pem
  certificate_key: b.pem
  trust_proxy: true
  metrics: 127.0.0.1:9100
mail: {host: smtp.example.org, from: bearings@example.org, user: b, password_file: p}
sign_in:
  email_codes: false
  issuers:
    - {id: council, name: Council, issuer: "https://login.example.org/t/v2.0/", client_id: x, client_secret_file: y}
    - {id: try-1, name: Here, issuer: "http://127.0.0.1:9000", client_id: x, client_secret_file: y}
`))
	if err != nil {
		t.Fatal(err)
	}
	if !got.Serve.TrustProxy || got.Serve.Metrics != "127.0.0.1:9100" || got.SignIn.ByCode() {
		t.Errorf("%+v", got)
	}
	if got.Mail.Security != installation.MailStartTLS || got.Mail.Port != 587 {
		t.Errorf("mail goes by %s to port %d", got.Mail.Security, got.Mail.Port)
	}
	if got.SignIn.Issuers[0].Issuer != "https://login.example.org/t/v2.0/" {
		t.Errorf("the issuer is no longer what it was: %q", got.SignIn.Issuers[0].Issuer)
	}
	if got, err := installation.Load("s.yaml", []byte(format)); err != nil || !got.SignIn.ByCode() {
		t.Errorf("codes are off where nobody said so: %v", err)
	}
}

func TestWhatIsWrongWithHowTheProgramIsRun(t *testing.T) {
	const server = "mail: {host: smtp.example.org, from: b@example.org"
	const issuer = "sign_in: {issuers: [{id: a, name: A, client_id: x, client_secret_file: y, issuer: "
	for text, want := range map[string][]string{
		"serve: {data: a, database: postgres://b@c/d}":                                {"data-twice"},
		"serve: {database: postgres://b:hunter2@c/d}":                                 {"database-password"},
		"serve: {database: postgres://b@c/d?password=hunter2}":                        {"database-password"},
		"serve: {database: host=c password=hunter2}":                                  {"database"},
		"serve: {database: mysql://b@c/d}":                                            {"database"},
		"serve: {database: postgres://b@c/d, key_file: k}":                            {"key-alone"},
		"serve: {data: a, database_password_file: p}":                                 {"password-alone"},
		"serve: {certificate: a}":                                                     {"certificate-pair"},
		"serve: {certificate_key: a}":                                                 {"certificate-pair"},
		"serve: {listen: example.org, metrics: '9100'}":                               {"listen", "listen"},
		"serve: {trust_proxy: perhaps}":                                               {"yaml"},
		"serve: {key: 0011}":                                                          {"unknown"},
		"mail: {port: 25, user: a}":                                                   {"mail-host", "mail-host"},
		"mail: {password: hunter2}":                                                   {"unknown"},
		server + ", security: none}":                                                  {"mail-plain"},
		server + ", security: ssl}":                                                   {"mail-security"},
		server + ", user: a}":                                                         {"mail-user"},
		server + ", password_file: a}":                                                {"mail-user"},
		server + ", outbox: out}":                                                     {"mail-outbox"},
		server + ", port: 65536}":                                                     {"port"},
		"mail: {host: 'smtp.example.org:25', from: b@example.org}":                    {"mail-name"},
		"mail: {host: smtp.example.org}":                                              {"mail-from"},
		"mail: {host: smtp.example.org, from: B <b@example.org>}":                     {"mail-from"},
		issuer + "'http://login.example.org'}]}":                                      {"issuer"},
		issuer + "'https://login.example.org/?a=b'}]}":                                {"issuer"},
		issuer + "'https://u:p@login.example.org'}]}":                                 {"issuer"},
		issuer + "login.example.org}]}":                                               {"issuer"},
		issuer + "'https://a.example.org'}, {id: a}]}":                                {"issuer", "issuer-twice", "needed", "needed", "needed"},
		"sign_in: {issuers: [{id: Council, issuer: 'https://a.example.org'}]}":        {"issuer-id", "needed", "needed", "needed"},
		"sign_in: {issuers: [{id: ../a, issuer: https://a.example.org, name: ''}]}":   {"issuer-id", "needed", "needed", "needed"},
		"sign_in: {issuers: [{id: '', client_secret: hunter2, issuer: 'https://a'}]}": {"issuer-id", "needed", "needed", "needed", "unknown"},
	} {
		_, err := installation.Load("s.yaml", []byte(format+text+"\n"))
		problems, ok := fault.AsProblems(err)
		if !ok {
			t.Errorf("%s: %v", text, err)
			continue
		}
		var got []string
		for _, p := range problems.List {
			got = append(got, strings.TrimPrefix(p.Message, "installation."))
		}
		slices.Sort(got)
		said := strings.Join(sentences(t, problems), "\n")
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v\n%s", text, got, want, said)
		}
		if strings.Contains(said, "hunter2") || strings.Contains(said, "<no value>") || strings.Contains(said, "[installation") {
			t.Errorf("%s: it says\n%s", text, said)
		}
	}
}

func TestWhatIsThisMachine(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "LOCALHOST": true, "127.0.0.1": true, "127.8.8.8": true, "::1": true, "[::1]": true, "::ffff:127.0.0.1": true,
		"": false, "0.0.0.0": false, "::": false, "localhost.example.org": false, "127.0.0.1.example.org": false, "192.168.1.1": false,
	} {
		if got := installation.IsLoopback(host); got != want {
			t.Errorf("%q: %v", host, got)
		}
	}
}
