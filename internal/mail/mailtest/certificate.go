package mailtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// certify makes an authority and a certificate of it for a name, or for the
// server's own address.
func (s *Server) certify(name string) tls.Certificate {
	s.t.Helper()
	now := time.Now()
	authority := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "A test's own authority"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	authorityKey, key := s.key(), s.key()
	signed := s.sign(authority, authority, authorityKey, authorityKey)
	of := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "mail.test"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(24 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if name == "" {
		of.IPAddresses, of.DNSNames = []net.IP{net.ParseIP(s.Host)}, []string{"localhost"}
	} else {
		of.DNSNames = []string{name}
	}
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signed})
	s.Roots = x509.NewCertPool()
	s.Roots.AppendCertsFromPEM(block)
	s.RootsFile = filepath.Join(s.t.TempDir(), "authority.pem")
	if err := os.WriteFile(s.RootsFile, block, 0o600); err != nil {
		s.t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{s.sign(of, authority, key, authorityKey)}, PrivateKey: key}
}

func (s *Server) key() *ecdsa.PrivateKey {
	s.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		s.t.Fatal(err)
	}
	return key
}

func (s *Server) sign(of, by *x509.Certificate, key, with *ecdsa.PrivateKey) []byte {
	s.t.Helper()
	signed, err := x509.CreateCertificate(rand.Reader, of, by, &key.PublicKey, with)
	if err != nil {
		s.t.Fatal(err)
	}
	return signed
}
