package app

import (
	"crypto/tls"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"runtime"
	"sync"
	"time"

	"bearings/internal/fault"
)

// recheck is how long a certificate is used before its files are looked at again.
const recheck = time.Minute

// certificate is the site's own. It is read again when its files change, so that
// a renewal needs no new start; until what is new can be used, the old one stays.
type certificate struct {
	file, key string
	log       *slog.Logger
	now       func() time.Time

	mu      sync.Mutex
	pair    *tls.Certificate
	changed [2]time.Time // when the files last changed
	looked  time.Time
}

// readCertificate reads a certificate and its key, two PEM files.
func readCertificate(file, key string, log *slog.Logger) (*certificate, error) {
	c := &certificate{file: file, key: key, log: log, now: time.Now}
	changed, err := c.changes()
	if err != nil {
		return nil, err
	}
	if c.pair, err = c.read(); err != nil {
		return nil, err
	}
	c.changed, c.looked = changed, c.now()
	return c, nil
}

// config lets nothing in that is older than TLS 1.2, and in that only suites with
// which what was said stays secret later, and every change is noticed.
func (c *certificate) config() *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, CipherSuites: soundSuites, GetCertificate: c.get}
}

// soundSuites are for TLS 1.2; those of 1.3 are all sound.
var soundSuites = []uint16{
	tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, tls.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
	tls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
	tls.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, tls.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
}

func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.now(); now.Sub(c.looked) >= recheck || now.Before(c.looked) {
		c.looked = now
		c.renew()
	}
	return c.pair, nil
}

func (c *certificate) renew() {
	changed, err := c.changes()
	if err == nil && changed == c.changed {
		return
	}
	pair := c.pair
	if err == nil {
		pair, err = c.read()
	}
	if err != nil { // perhaps one of the two is still on its way
		c.log.Warn("the new certificate can't be used yet", slog.String("error", err.Error()))
		return
	}
	c.pair, c.changed = pair, changed
	c.log.Info("a new certificate is in use")
}

// changes is when the files were last changed.
func (c *certificate) changes() (at [2]time.Time, err error) {
	for i, name := range []string{c.file, c.key} {
		info, err := os.Stat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return at, fault.New(fault.Invalid, "certificate.missing", "Name", name)
		case err != nil || info.IsDir():
			return at, fault.New(fault.Invalid, "certificate.unreadable", "Name", name)
		case name == c.key && runtime.GOOS != "windows" && info.Mode()&0o007 != 0 && !isKeptForUs(name):
			return at, fault.New(fault.Invalid, "certificate.open", "Name", name)
		}
		at[i] = info.ModTime()
	}
	return at, nil
}

func (c *certificate) read() (*tls.Certificate, error) {
	certificate, err := os.ReadFile(c.file)
	if err != nil {
		return nil, fault.New(fault.Invalid, "certificate.unreadable", "Name", c.file)
	}
	key, err := os.ReadFile(c.key)
	if err != nil {
		return nil, fault.New(fault.Invalid, "certificate.unreadable", "Name", c.key)
	}
	pair, err := tls.X509KeyPair(certificate, key)
	if err != nil {
		return nil, fault.New(fault.Invalid, "certificate.mismatched", "Certificate", c.file, "Key", c.key)
	}
	return &pair, nil
}
