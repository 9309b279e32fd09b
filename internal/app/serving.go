package app

import (
	"cmp"
	"errors"
	stdlog "log"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"

	"bearings/internal/fault"
	"bearings/internal/installation"
)

// defaultListen is where the site is shown where nobody names another address.
const defaultListen = "127.0.0.1:8080"

// listening are the flags that say where and how the site is shown. What is empty
// is taken from the settings file.
type listening struct {
	Listen         string `env:"BEARINGS_LISTEN" placeholder:"ADDR" help:"${help_serve_listen}"`
	Certificate    string `env:"BEARINGS_CERTIFICATE" placeholder:"FILE" help:"${help_serve_certificate}"`
	CertificateKey string `env:"BEARINGS_CERTIFICATE_KEY" placeholder:"FILE" help:"${help_serve_certificate_key}"`
	TrustProxy     *bool  `env:"BEARINGS_TRUST_PROXY" negatable:"" help:"${help_serve_trust_proxy}"`
	Metrics        string `env:"BEARINGS_METRICS" placeholder:"ADDR" help:"${help_serve_metrics}"`
	ShowOutbox     bool   `env:"BEARINGS_SHOW_OUTBOX" help:"${help_serve_show_outbox}"`
}

// serving is how the site is shown, all settings and secrets read.
type serving struct {
	Listen string
	// Certificate and CertificateKey are files, both or none.
	Certificate, CertificateKey string
	TrustProxy                  bool
	// Metrics is an address of this machine; empty for none.
	Metrics    string
	Mail       mailing
	EmailCodes bool
	Issuers    []issuer
	// ShowOutbox puts the messages of the outbox on a page, on this machine alone.
	ShowOutbox bool
}

// mailing is where messages go: to Host, or into the folder Outbox.
type mailing struct {
	Host     string
	Port     int
	Security string // installation.MailTLS, MailStartTLS or MailPlain
	User     string
	Password secret
	From     string
	Outbox   string
}

// issuer is an OpenID provider.
type issuer struct {
	ID, Name, Issuer, ClientID string
	ClientSecret               secret
}

// resolve takes each setting from the flags, the file, or what is usual, and reads
// the secrets. data is the folder of the database, if it has one.
func (l listening) resolve(file installation.Installation, data string) (serving, error) {
	s := serving{
		Listen:         cmp.Or(l.Listen, file.Serve.Listen, defaultListen),
		Certificate:    cmp.Or(l.Certificate, file.Serve.Certificate),
		CertificateKey: cmp.Or(l.CertificateKey, file.Serve.CertificateKey),
		TrustProxy:     file.Serve.TrustProxy,
		Metrics:        cmp.Or(l.Metrics, file.Serve.Metrics),
		EmailCodes:     file.SignIn.ByCode(),
		ShowOutbox:     l.ShowOutbox,
	}
	if l.TrustProxy != nil {
		s.TrustProxy = *l.TrustProxy
	}
	if err := s.check(file.Address); err != nil {
		return serving{}, err
	}
	var err error
	if s.Mail, err = mailingOf(file.Mail, data); err != nil {
		return serving{}, err
	}
	s.Issuers, err = issuersOf(file.SignIn.Issuers)
	return s, err
}

// check refuses what would show the site, or what people type into it, to others.
func (s serving) check(address string) error {
	host, port, err := net.SplitHostPort(s.Listen)
	switch {
	case err != nil || port == "":
		return fault.New(fault.Invalid, "installation.listen", "Given", s.Listen, "Field", "--listen")
	case (s.Certificate == "") != (s.CertificateKey == ""):
		return fault.New(fault.Invalid, "installation.certificate-pair")
	case !installation.IsLoopback(host) && s.Certificate == "" && !s.TrustProxy:
		return fault.New(fault.Invalid, "serving.unprotected", "Address", s.Listen)
	case s.ShowOutbox && (!installation.IsLoopback(host) || s.TrustProxy):
		return fault.New(fault.Invalid, "serving.show_outbox")
	case (s.Certificate != "" || s.TrustProxy) && address == "":
		return fault.New(fault.Invalid, "serving.no_address")
	}
	if s.Metrics == "" {
		return nil
	}
	if host, port, err = net.SplitHostPort(s.Metrics); err != nil || port == "" || !installation.IsLoopback(host) {
		return fault.New(fault.Invalid, "serving.metrics", "Address", s.Metrics)
	}
	return nil
}

func mailingOf(file installation.Mail, data string) (mailing, error) {
	if file.Host == "" {
		return mailing{Outbox: cmp.Or(file.Outbox, filepath.Join(cmp.Or(data, defaultData), "outbox"))}, nil
	}
	password, err := readSecret(file.PasswordFile, "mail.password_file")
	return mailing{Host: file.Host, Port: file.Port, Security: file.Security, User: file.User, Password: password, From: file.From}, err
}

func issuersOf(file []installation.Issuer) ([]issuer, error) {
	var all []issuer
	for _, one := range file {
		secret, err := readSecret(one.ClientSecretFile, "client_secret_file")
		if err != nil {
			return nil, err
		}
		all = append(all, issuer{ID: one.ID, Name: one.Name, Issuer: one.Issuer, ClientID: one.ClientID, ClientSecret: secret})
	}
	return all, nil
}

// listen takes the address, and the certificate where there is one. It says where
// the site is, with the port that was chosen.
func (s serving) listen(server *http.Server, log *slog.Logger) (listener net.Listener, address string, err error) {
	scheme := "http://"
	if s.Certificate != "" {
		own, err := readCertificate(s.Certificate, s.CertificateKey, log)
		if err != nil {
			return nil, "", err
		}
		server.TLSConfig, scheme = own.config(), "https://"
	}
	server.ErrorLog = stdlog.New(unaddressed{log}, "", 0)
	if listener, err = net.Listen("tcp", s.Listen); err != nil {
		return nil, "", fault.New(fault.Invalid, "command.cannot_listen", "Address", s.Listen, "Taken", errors.Is(err, syscall.EADDRINUSE))
	}
	return listener, scheme + listener.Addr().String(), nil
}

// unaddressed writes the server's own lines to the log, without where anybody came
// from.
type unaddressed struct{ log *slog.Logger }

var fromWhere = regexp.MustCompile(`(\[[^\]\s]*\]|[0-9]+(\.[0-9]+){3}):[0-9]+`)

// Write takes one line.
func (u unaddressed) Write(line []byte) (int, error) {
	u.log.Warn(fromWhere.ReplaceAllString(strings.TrimSpace(string(line)), "…"))
	return len(line), nil
}
