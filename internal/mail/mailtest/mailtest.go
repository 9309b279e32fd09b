// Package mailtest runs a real mail server for tests, with a certificate of an
// authority of its own and every way of misbehaving that a test needs.
package mailtest

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"bearings/internal/mail"
)

// Who may sign in at the server.
const (
	User     = "bearings"
	Password = "correct horse battery staple"
)

// Mode changes how a server behaves. The zero Mode is a good server: it offers
// STARTTLS and asks for User and Password.
type Mode struct {
	// TLS speaks TLS from the start; NoTLS offers none and asks for no password.
	TLS, NoTLS bool
	// Certified is the name in the certificate; empty is the server's own.
	Certified string
	// Hangs accepts a connection and says nothing.
	Hangs bool
	// Drops ends the connection once it has a message, before it says so; DropsAfter
	// says so first.
	Drops, DropsAfter bool
	// Sender, Recipient and Content refuse at that step with a reply code, such as
	// 451 or 550, and Says.
	Sender, Recipient, Content int
	// Says are the words of a refusal.
	Says string
}

// Server is a mail server on this machine.
type Server struct {
	Host string
	Port int
	// Roots hold the authority its certificate comes from, and RootsFile is the same
	// as a PEM file.
	Roots     *x509.CertPool
	RootsFile string

	t       testing.TB
	mode    Mode
	open    chan struct{}
	mutex   sync.Mutex
	inbox   []Message
	arrived chan struct{}
	seen    int
}

// Message is a message as it arrived.
type Message struct {
	// From and To are from the envelope, without angle brackets.
	From string
	To   []string
	// Raw is all of it, with its headers.
	Raw []byte
	mail.Message
}

// Start starts a server that ends with the test.
func Start(t testing.TB, modes ...Mode) *Server {
	t.Helper()
	s := &Server{Host: "127.0.0.1", t: t, open: make(chan struct{}), arrived: make(chan struct{})}
	if len(modes) > 0 {
		s.mode = modes[0]
	}
	certificate := s.certify(s.mode.Certified)
	listener, err := net.Listen("tcp", net.JoinHostPort(s.Host, "0"))
	if err != nil {
		t.Fatal(err)
	}
	s.Port = listener.Addr().(*net.TCPAddr).Port
	secured := &tls.Config{Certificates: []tls.Certificate{certificate}}
	if s.mode.Hangs {
		s.hang(listener)
		return s
	}
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		s.mutex.Lock()
		defer s.mutex.Unlock()
		s.seen++
		return &session{server: s, conn: c}, nil
	}))
	server.Domain = "mail.test"
	server.EnableSMTPUTF8 = true
	server.AllowInsecureAuth = s.mode.NoTLS
	server.ErrorLog = log.New(io.Discard, "", 0)
	switch {
	case s.mode.TLS:
		listener = tls.NewListener(listener, secured)
	case !s.mode.NoTLS:
		server.TLSConfig = secured
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(listener)
	}()
	t.Cleanup(func() {
		_ = server.Close()
		<-done
	})
	return s
}

// hang accepts connections and lets them wait until the test ends.
func (s *Server) hang(listener net.Listener) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			s.mutex.Lock()
			s.seen++
			s.mutex.Unlock()
			go func() {
				<-s.open
				_ = conn.Close()
			}()
		}
	}()
	s.t.Cleanup(func() {
		close(s.open)
		_ = listener.Close()
		<-done
	})
}

// Options are those with which messages can be sent by the server.
func (s *Server) Options() mail.Options {
	o := mail.Options{
		Host: s.Host, Port: s.Port, Security: mail.AfterHello, User: User, Password: Password,
		From: "Bearings <bearings@example.org>", Address: "https://bearings.example.org", Roots: s.Roots,
	}
	if s.mode.TLS {
		o.Security = mail.FromTheStart
	}
	if s.mode.NoTLS {
		o.Security, o.User, o.Password = mail.Unprotected, "", ""
	}
	return o
}

// Address is the server's host and port.
func (s *Server) Address() string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }

// Messages are those that have arrived, oldest first.
func (s *Server) Messages() []Message {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return append([]Message(nil), s.inbox...)
}

// Connections is how often somebody has connected and said hello.
func (s *Server) Connections() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.seen
}

// Wait waits until so many messages have arrived since the server started, and
// gives all there are. A test fails where they don't come within a minute.
func (s *Server) Wait(n int) []Message {
	s.t.Helper()
	late := time.After(time.Minute)
	for {
		s.mutex.Lock()
		inbox, arrived := append([]Message(nil), s.inbox...), s.arrived
		s.mutex.Unlock()
		if len(inbox) >= n {
			return inbox
		}
		select {
		case <-arrived:
		case <-late:
			s.t.Fatalf("%d messages arrived, %d were to", len(inbox), n)
		}
	}
}

func (s *Server) take(m Message) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.inbox = append(s.inbox, m)
	close(s.arrived)
	s.arrived = make(chan struct{})
}
