package app

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// issuedRSA writes a certificate with an RSA key, with which more kinds of old
// ciphers could be spoken than with others.
func issuedRSA(t *testing.T) (certificate, key string) {
	t.Helper()
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "rsa"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	public, err := x509.CreateCertificate(rand.Reader, about, about, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	certificate, key = filepath.Join(t.TempDir(), "c.pem"), filepath.Join(t.TempDir(), "k.pem")
	for name, block := range map[string]*pem.Block{certificate: {Type: "CERTIFICATE", Bytes: public}, key: {Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(private)}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return certificate, key
}

// With a certificate of its own the program speaks TLS 1.3 with whoever can, and
// in TLS 1.2 only suites that keep what was said secret later (ECDHE) and notice
// every change (AEAD), whatever else a visitor offers.
func TestOnlySoundCiphersAreSpoken(t *testing.T) {
	ecdsaFile, ecdsaKey := issued(t, t.TempDir(), "ecdsa")
	rsaFile, rsaKey := issuedRSA(t)
	for name, pair := range map[string][2]string{"ECDSA": {ecdsaFile, ecdsaKey}, "RSA": {rsaFile, rsaKey}} {
		c, err := readCertificate(pair[0], pair[1], slog.Default())
		if err != nil {
			t.Fatal(err)
		}
		listener, err := tls.Listen("tcp", "127.0.0.1:0", c.config())
		if err != nil {
			t.Fatal(err)
		}
		server := &http.Server{Handler: http.NotFoundHandler(), ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelInfo)}
		go server.Serve(listener)
		t.Cleanup(func() { server.Close() })
		dial := func(most uint16, suites ...uint16) (tls.ConnectionState, error) {
			connection, err := tls.Dial("tcp", listener.Addr().String(), &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10, MaxVersion: most, CipherSuites: suites})
			if err != nil {
				return tls.ConnectionState{}, err
			}
			defer connection.Close()
			return connection.ConnectionState(), nil
		}
		if state, err := dial(0); err != nil || state.Version != tls.VersionTLS13 {
			t.Errorf("%s: %s, %v", name, tls.VersionName(state.Version), err)
		}
		spoken := 0
		for _, suite := range append(tls.CipherSuites(), tls.InsecureCipherSuites()...) {
			if !slices.Contains(suite.SupportedVersions, tls.VersionTLS12) {
				continue
			}
			_, err := dial(tls.VersionTLS12, suite.ID)
			if err != nil {
				continue
			}
			if spoken++; !slices.Contains(soundSuites, suite.ID) {
				t.Errorf("%s: %s is spoken", name, suite.Name)
			}
		}
		if spoken != len(soundSuites)/2 {
			t.Errorf("%s: %d suites of TLS 1.2 are spoken, want %d", name, spoken, len(soundSuites)/2)
		}
	}
}
