package app

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// issued writes a certificate for this machine with a name in it, and its key.
func issued(t *testing.T, folder, name string) (certificate, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	public, err := x509.CreateCertificate(rand.Reader, about, about, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	certificate, key = filepath.Join(folder, "fullchain.pem"), filepath.Join(folder, "privkey.pem")
	for name, block := range map[string]*pem.Block{certificate: {Type: "CERTIFICATE", Bytes: public}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return certificate, key
}

// shownBy connects as a browser does, and says whose certificate is shown.
func shownBy(t *testing.T, address string, most uint16) (string, error) {
	t.Helper()
	connection, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10, MaxVersion: most})
	if err != nil {
		return "", err
	}
	defer connection.Close()
	return connection.ConnectionState().PeerCertificates[0].Subject.CommonName, nil
}

func TestARenewedCertificateIsUsedWithoutANewStart(t *testing.T) {
	folder := t.TempDir()
	file, key := issued(t, folder, "first")
	var log bytes.Buffer
	c, err := readCertificate(file, key, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	now := c.now()
	c.now = func() time.Time { return now }
	listener, err := tls.Listen("tcp", "127.0.0.1:0", c.config())
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: http.NotFoundHandler(), ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo)}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	address := listener.Addr().String()
	expect := func(want string) {
		t.Helper()
		if got, err := shownBy(t, address, 0); err != nil || got != want {
			t.Errorf("shown is %q, %v; want %q", got, err, want)
		}
	}
	expect("first")
	for _, old := range []uint16{tls.VersionTLS10, tls.VersionTLS11} {
		if _, err := shownBy(t, address, old); err == nil {
			t.Errorf("%s is spoken", tls.VersionName(old))
		}
	}
	// Half of a renewal: the old one stays until both are there.
	other := t.TempDir()
	newFile, newKey := issued(t, other, "second")
	later := time.Now().Add(time.Hour)
	replace(t, newFile, file, later)
	expect("first")
	now = now.Add(recheck)
	expect("first")
	if !strings.Contains(log.String(), "can't be used yet") {
		t.Errorf("log: %s", log.String())
	}
	replace(t, newKey, key, later)
	expect("first") // it is looked at once in a while
	now = now.Add(recheck)
	expect("second")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	now = now.Add(recheck)
	expect("second")
}

func replace(t *testing.T, from, to string, changed time.Time) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(to, changed, changed); err != nil {
		t.Fatal(err)
	}
}

func TestCertificatesThatCantBeUsed(t *testing.T) {
	file, key := issued(t, t.TempDir(), "a")
	_, otherKey := issued(t, t.TempDir(), "b")
	for name, c := range map[string]struct{ file, key, want string }{
		"no certificate": {file + ".no", key, "certificate.missing"},
		"no key":         {file, key + ".no", "certificate.missing"},
		"a folder":       {t.TempDir(), key, "certificate.unreadable"},
		"another's key":  {file, otherKey, "certificate.mismatched"},
		"no PEM":         {ownOnly(t, "x"), key, "certificate.mismatched"},
		"changed places": {key, file, "certificate.mismatched"},
	} {
		if _, err := readCertificate(c.file, c.key, slog.Default()); messageOf(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if runtime.GOOS == "windows" {
		return
	}
	if err := os.Chmod(key, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readCertificate(file, key, slog.Default()); messageOf(err) != "certificate.open" {
		t.Errorf("a key for all to read: %v", err)
	}
}

// Issued is for tests of the program from outside.
var Issued = issued
