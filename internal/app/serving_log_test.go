package app

import (
	"bytes"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
)

// Whoever knocks without speaking TLS is written down without their address.
func TestTheServersOwnLinesHoldNoAddress(t *testing.T) {
	certificate, key := issued(t, t.TempDir(), "Bearings")
	var text bytes.Buffer
	log := slog.New(slog.NewTextHandler(&text, nil))
	server := &http.Server{Handler: http.NotFoundHandler()}
	listener, _, err := serving{Listen: "127.0.0.1:0", Certificate: certificate, CertificateKey: key}.listen(server, log)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- server.ServeTLS(listener, "", "") }()
	knock, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := knock.Write([]byte("\x16\x03\x01\x00\x04nope")); err != nil {
		t.Fatal(err)
	}
	_, _ = io.ReadAll(knock) // the server closes once it has written its line
	_ = knock.Close()
	_ = server.Close()
	<-done
	if got := text.String(); !strings.Contains(got, "TLS handshake error") || strings.Contains(got, "127.0.0.1") {
		t.Errorf("log: %s", got)
	}
	text.Reset()
	server.ErrorLog.Print("http: Accept error: read tcp [2001:db8::1]:443->203.0.113.9:5411: reset")
	if got := text.String(); strings.Contains(got, "2001") || strings.Contains(got, "203.0") || !strings.Contains(got, "reset") {
		t.Errorf("log: %s", got)
	}
}
