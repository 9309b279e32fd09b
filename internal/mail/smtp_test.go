package mail_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"net"
	netmail "net/mail"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"bearings/internal/fault"
	"bearings/internal/mail"
	"bearings/internal/mail/mailtest"
	"bearings/internal/phrase"
)

func sender(t *testing.T, o mail.Options) *mail.SMTP {
	t.Helper()
	s, err := mail.NewSMTP(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAMessageArrivesAsItWasWritten(t *testing.T) {
	for name, mode := range map[string]mailtest.Mode{"starttls": {}, "tls": {TLS: true}, "none": {NoTLS: true}} {
		t.Run(name, func(t *testing.T) {
			server := mailtest.Start(t, mode)
			s := sender(t, server.Options())
			text := "Dear Ŵyn,\n\nyour code is 1234 5678.\n.\n..two dots\n" + strings.Repeat("a long line ", 100) + "\n"
			if err := s.Send(t.Context(), "Ann Ŵyn <ann@example.org>", "Your code – for Bearings", text); err != nil {
				t.Fatal(err)
			}
			m := server.Wait(1)[0]
			if m.From != "bearings@example.org" || !slices.Equal(m.To, []string{"ann@example.org"}) {
				t.Errorf("the envelope says from %q to %q", m.From, m.To)
			}
			if m.Subject != "Your code – for Bearings" || m.Text != text {
				t.Errorf("arrived: %q, %q", m.Subject, m.Text)
			}
		})
	}
}

// headersOf are the headers of a message by name.
func headersOf(t *testing.T, raw []byte) netmail.Header {
	t.Helper()
	m, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return m.Header
}

// What a message may say of where it comes from: nothing but the site.
func TestAMessageHasTheseHeadersAndNoOthers(t *testing.T) {
	server := mailtest.Start(t)
	if err := sender(t, server.Options()).Send(t.Context(), "ann@example.org", "A subject", "A text"); err != nil {
		t.Fatal(err)
	}
	raw := server.Wait(1)[0].Raw
	header := headersOf(t, raw)
	want := []string{
		"Auto-Submitted", "Content-Transfer-Encoding", "Content-Type", "Date", "From", "Message-Id", "Mime-Version", "Subject", "To",
		"X-Auto-Response-Suppress",
	}
	var got []string
	for name := range header {
		got = append(got, name)
	}
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("headers %q, want %q", got, want)
	}
	if kind := header.Get("Content-Type"); kind != "text/plain; charset=UTF-8" {
		t.Errorf("it is %q", kind)
	}
	if header.Get("Auto-Submitted") != "auto-generated" || !strings.HasSuffix(header.Get("Message-Id"), "@bearings.example.org>") {
		t.Errorf("headers %q", header)
	}
	if !strings.HasSuffix(header.Get("Date"), " +0000") {
		t.Errorf("the date tells the machine's zone: %q", header.Get("Date"))
	}
	if host, err := os.Hostname(); err == nil && len(host) > 3 && bytes.Contains(raw, []byte(host)) {
		t.Errorf("the message names this machine, %q:\n%s", host, raw)
	}
}

// badServers are servers on which a message can't be left, and what is said.
var badServers = map[string]struct {
	mode      mailtest.Mode
	change    func(*mail.Options)
	message   string
	code      int
	permanent bool
}{
	"hangs":               {mode: mailtest.Mode{Hangs: true}, change: hurried, message: "mail.silent"},
	"hangs before tls":    {mode: mailtest.Mode{Hangs: true}, change: hurriedTLS, message: "mail.silent"},
	"offers no tls":       {mode: mailtest.Mode{NoTLS: true}, change: insist, message: "mail.no-starttls"},
	"speaks no tls":       {mode: mailtest.Mode{NoTLS: true}, change: fromTheStart, message: "mail.no-tls"},
	"wrong name":          {mode: mailtest.Mode{Certified: "other.example.org"}, message: "mail.certificate"},
	"wrong name, tls":     {mode: mailtest.Mode{TLS: true, Certified: "other.example.org"}, message: "mail.certificate"},
	"unknown authority":   {change: machineRoots, message: "mail.certificate"},
	"wrong password":      {change: wrongPassword, message: "mail.refused-signing-in", code: 535},
	"no sign-in":          {mode: mailtest.Mode{NoTLS: true}, change: withPassword, message: "mail.no-sign-in"},
	"sender later":        {mode: mailtest.Mode{Sender: 451}, message: "mail.refused-sender", code: 451},
	"sender never":        {mode: mailtest.Mode{Sender: 550}, message: "mail.refused-sender", code: 550, permanent: true},
	"recipient later":     {mode: mailtest.Mode{Recipient: 450}, message: "mail.refused-recipient", code: 450},
	"recipient never":     {mode: mailtest.Mode{Recipient: 550}, message: "mail.refused-recipient", code: 550, permanent: true},
	"content later":       {mode: mailtest.Mode{Content: 452}, message: "mail.refused-content", code: 452},
	"content never":       {mode: mailtest.Mode{Content: 554}, message: "mail.refused-content", code: 554, permanent: true},
	"drops after content": {mode: mailtest.Mode{Drops: true}, message: "mail.cut"},
}

func hurried(o *mail.Options)       { o.Timeout = 200 * time.Millisecond }
func hurriedTLS(o *mail.Options)    { o.Timeout, o.Security = 200*time.Millisecond, mail.FromTheStart }
func insist(o *mail.Options)        { o.Security = mail.AfterHello }
func fromTheStart(o *mail.Options)  { o.Security = mail.FromTheStart }
func machineRoots(o *mail.Options)  { o.Roots = nil }
func wrongPassword(o *mail.Options) { o.Password = secret }
func withPassword(o *mail.Options)  { o.User, o.Password = mailtest.User, secret }

const secret = "a secret nobody may read"

func TestWhatABadServerDoes(t *testing.T) {
	words := english(t)
	for name, bad := range badServers {
		t.Run(name, func(t *testing.T) {
			bad.mode.Says = "we know bearings@example.org and <ann@example.org> well: " + mailtest.Password
			server := mailtest.Start(t, bad.mode)
			o := server.Options()
			if bad.change != nil {
				bad.change(&o)
			}
			err := sender(t, o).Send(t.Context(), "ann@example.org", "A subject", "A text")
			var failure *mail.Failure
			var f *fault.Fault
			if !errors.As(err, &failure) || !errors.As(err, &f) {
				t.Fatalf("got %v", err)
			}
			if f.Message != bad.message || failure.Code != bad.code || mail.Permanent(err) != bad.permanent {
				t.Errorf("got %s, code %d, permanent %t: %v", f.Message, failure.Code, mail.Permanent(err), err)
			}
			if inbox := server.Messages(); len(inbox) > 0 {
				t.Errorf("%d messages were taken nevertheless", len(inbox))
			}
			told := err.Error() + words.Fault(f)
			for _, hidden := range []string{o.Password, mailtest.Password, encoded("\x00" + o.User + "\x00" + o.Password), "ann@", "bearings@", "no such user"} {
				if hidden != "" && strings.Contains(told, hidden) {
					t.Errorf("it tells %q: %s", hidden, told)
				}
			}
			if !strings.Contains(told, server.Address()) {
				t.Errorf("it does not say which server: %s", told)
			}
		})
	}
}

func encoded(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

// A password is never sent to a server that was taken for protected and is not.
func TestNoFallingBack(t *testing.T) {
	server := mailtest.Start(t, mailtest.Mode{NoTLS: true})
	o := server.Options()
	insist(&o)
	if err := sender(t, o).Send(t.Context(), "ann@example.org", "A subject", "A text"); err == nil {
		t.Fatal("a message went over an unprotected connection")
	}
	if n := server.Connections(); n != 1 {
		t.Errorf("%d connections were made, want one and no second try", n)
	}
}

// The server has said that it took the message: sending it again would make two.
func TestAServerThatLeavesAfterTakingTheMessageHasTakenIt(t *testing.T) {
	server := mailtest.Start(t, mailtest.Mode{DropsAfter: true})
	if err := sender(t, server.Options()).Send(t.Context(), "ann@example.org", "A subject", "A text"); err != nil {
		t.Fatal(err)
	}
	server.Wait(1)
}

func TestNothingListens(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	err = sender(t, mail.Options{Host: "127.0.0.1", Port: port, Security: mail.Unprotected, From: "b@example.org"}).
		Send(t.Context(), "ann@example.org", "A subject", "A text")
	var f *fault.Fault
	if !errors.As(err, &f) || f.Message != "mail.unreachable" || mail.Permanent(err) {
		t.Errorf("got %v", err)
	}
}

// strange is a server that answers everything with the same.
func strange(t *testing.T, says string) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer func() { _ = conn.Close() }()
				for {
					if _, err := conn.Write([]byte(says)); err != nil {
						return
					}
				}
			}()
		}
	}()
	return listener.Addr().(*net.TCPAddr).Port
}

func TestServersThatAreNone(t *testing.T) {
	for says, want := range map[string]string{
		"HTTP/1.1 200 OK\r\n":          "mail.not-understood",
		"220-and more and more\r\n":    "mail.not-understood",
		"220 without ever a line end":  "mail.not-understood",
		"554 5.7.1 not from there\r\n": "mail.refused-greeting",
	} {
		t.Run(says[:3], func(t *testing.T) {
			o := mail.Options{Host: "127.0.0.1", Port: strange(t, says), Security: mail.Unprotected, From: "b@example.org"}
			err := sender(t, o).Send(t.Context(), "ann@example.org", "A subject", "A text")
			var f *fault.Fault
			if !errors.As(err, &f) || f.Message != want || mail.Permanent(err) {
				t.Errorf("%q: got %v", says, err)
			}
		})
	}
}

func TestWhoeverAskedMayStop(t *testing.T) {
	server := mailtest.Start(t, mailtest.Mode{Hangs: true})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := sender(t, server.Options()).Send(ctx, "ann@example.org", "A subject", "A text")
	var f *fault.Fault
	if !errors.As(err, &f) || f.Message != "mail.stopped" || mail.Permanent(err) {
		t.Errorf("got %v", err)
	}
}

func TestOptionsThatCantBe(t *testing.T) {
	good := mail.Options{Host: "smtp.example.org", Port: 587, Security: mail.AfterHello, User: "u", Password: secret, From: "b@example.org"}
	sender(t, good)
	words := english(t)
	for want, change := range map[string]func(*mail.Options){
		"mail.bad-host":       func(o *mail.Options) { o.Host = "smtp example" },
		"mail.bad-port":       func(o *mail.Options) { o.Port = 70000 },
		"mail.bad-security":   func(o *mail.Options) { o.Security = "ssl" },
		"mail.bad-from":       func(o *mail.Options) { o.From = "nobody" },
		"mail.half-signed-in": func(o *mail.Options) { o.User = "" },
		"mail.open-password":  func(o *mail.Options) { o.Security = mail.Unprotected },
	} {
		o := good
		change(&o)
		_, err := mail.NewSMTP(o)
		var f *fault.Fault
		if !errors.As(err, &f) || f.Message != want || strings.Contains(words.Fault(f), secret) {
			t.Errorf("%s: got %v", want, err)
		}
	}
}

func english(t testing.TB) *phrase.Words {
	t.Helper()
	all, err := phrase.Load(os.DirFS("../../content/messages"))
	if err != nil {
		t.Fatal(err)
	}
	return all["en"]
}
