package installation

import (
	"maps"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

func (l *loading) running() {
	l.database()
	if (l.Serve.Certificate == "") != (l.Serve.CertificateKey == "") {
		l.wrong("serve.certificate", "installation.certificate-pair")
	}
	l.hostPort("serve.listen", l.Serve.Listen)
	l.hostPort("serve.metrics", l.Serve.Metrics)
	l.post()
	l.issuers()
}

func (l *loading) hostPort(field, address string) {
	if _, port, err := net.SplitHostPort(address); address != "" && (err != nil || port == "") {
		l.wrong(field, "installation.listen", "Given", address)
	}
}

// Each of these has no use without the other, or none beside it.
func (l *loading) database() {
	s := l.Serve
	if s.Data != "" && s.Database != "" {
		l.wrong("serve.database", "installation.data-twice")
	}
	if s.Data != "" && s.PasswordFile != "" {
		l.wrong("serve.database_password_file", "installation.password-alone")
	}
	if s.Database == "" {
		return
	}
	if s.KeyFile != "" {
		l.wrong("serve.key_file", "installation.key-alone")
	}
	if message := DatabaseFault(s.Database); message != "" {
		l.wrong("serve.database", message)
	}
}

// DatabaseFault is the id of the sentence that says what is wrong with the URL of
// a database, or empty. The sentence never repeats the URL, which may hold a
// password.
func DatabaseFault(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" || u.Opaque != "" || u.Fragment != "" {
		return "installation.database"
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return "installation.database"
	}
	if _, has := u.User.Password(); has || query.Has("password") || query.Has("sslpassword") {
		return "installation.database-password"
	}
	return ""
}

// IsLoopback says whether a host name or address is this machine alone.
func IsLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && ip.Unmap().IsLoopback()
}

func (l *loading) post() {
	m := &l.Mail
	if m.Host == "" {
		given := map[string]bool{"port": m.Port != 0, "security": m.Security != "", "user": m.User != "",
			"password_file": m.PasswordFile != "", "from": m.From != ""}
		for _, field := range slices.Sorted(maps.Keys(given)) {
			if given[field] {
				l.wrong("mail."+field, "installation.mail-host")
			}
		}
		return
	}
	if m.Security == "" {
		m.Security = MailStartTLS
	}
	if m.Port == 0 {
		m.Port = mailPorts[m.Security]
	}
	switch {
	case mailPorts[m.Security] == 0:
		l.wrong("mail.security", "installation.mail-security")
	case m.Security == MailPlain && !IsLoopback(m.Host):
		l.wrong("mail.security", "installation.mail-plain")
	}
	if strings.ContainsAny(m.Host, ":/ @") && !IsLoopback(m.Host) {
		l.wrong("mail.host", "installation.mail-name")
	}
	if m.Port < 0 || m.Port > 65535 {
		l.wrong("mail.port", "installation.port")
	}
	if (m.User == "") != (m.PasswordFile == "") {
		l.wrong("mail.user", "installation.mail-user")
	}
	if m.Outbox != "" {
		l.wrong("mail.outbox", "installation.mail-outbox")
	}
	if from, err := mail.ParseAddress(m.From); err != nil || from.Address != m.From {
		l.wrong("mail.from", "installation.mail-from")
	}
}

var issuerID = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$`)

func (l *loading) issuers() {
	seen := map[string]bool{}
	for n, one := range l.SignIn.Issuers {
		place := item("sign_in.issuers", n)
		l.need(place+".name", one.Name)
		l.need(place+".client_id", one.ClientID)
		l.need(place+".client_secret_file", one.ClientSecretFile)
		switch {
		case !issuerID.MatchString(one.ID):
			l.wrong(place+".id", "installation.issuer-id")
		case seen[one.ID]:
			l.wrong(place+".id", "installation.issuer-twice", "Given", one.ID)
		}
		seen[one.ID] = true
		if !isIssuer(one.Issuer) {
			l.wrong(place+".issuer", "installation.issuer")
		}
	}
}

// isIssuer says whether a URL can be an issuer (OpenID Connect Discovery 1.0, 4):
// https, no query, no fragment. On this machine it may be http, to try things out.
func isIssuer(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil || strings.ContainsAny(address, "?# ") {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && IsLoopback(u.Hostname())
}
