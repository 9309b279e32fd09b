package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/mail"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"bearings/internal/fault"
)

// The ways to protect a connection. Unprotected is for a relay on the same machine
// or a network one trusts.
const (
	FromTheStart = "tls"
	AfterHello   = "starttls"
	Unprotected  = "none"
)

// patience is how long a whole exchange may take where Options don't say.
const patience = 20 * time.Second

// mostReplies is how much a server may say in one exchange, in bytes.
const mostReplies = 1 << 20

// Options are how to reach a mail server.
type Options struct {
	// Host is a name or an IP address, and the name its certificate must have.
	Host string
	Port int
	// Security is FromTheStart, AfterHello or Unprotected. It is never less than
	// what stands here, whatever the server offers.
	Security string
	// User and Password are both empty for a server that asks for neither.
	User, Password string
	// From is the address messages come from: bearings@example.org, or
	// Bearings <bearings@example.org>.
	From string
	// Address is the site's address; its host is all that messages say of where
	// they come from. Without it From's domain is.
	Address string
	// Timeout is for the whole exchange; 0 is 20 seconds.
	Timeout time.Duration
	// Roots are the authorities that certificates may come from; nil is the
	// machine's.
	Roots *x509.CertPool
}

// SMTP sends messages by a mail server, each over a connection of its own.
type SMTP struct {
	o      Options
	from   mail.Address
	domain string
}

// NewSMTP checks options; it asks the server nothing. An error is a fault.Fault.
func NewSMTP(o Options) (*SMTP, error) {
	if o.Timeout <= 0 {
		o.Timeout = patience
	}
	switch {
	case o.Host == "" || strings.ContainsAny(o.Host, " \t\r\n/@"):
		return nil, fault.New(fault.Invalid, "mail.bad-host", "Given", o.Host)
	case o.Port < 1 || o.Port > 65535:
		return nil, fault.New(fault.Invalid, "mail.bad-port", "Given", o.Port)
	case o.Security != FromTheStart && o.Security != AfterHello && o.Security != Unprotected:
		return nil, fault.New(fault.Invalid, "mail.bad-security", "Given", o.Security)
	case (o.User == "") != (o.Password == ""):
		return nil, fault.New(fault.Invalid, "mail.half-signed-in")
	case o.Password != "" && o.Security == Unprotected && !isThisMachine(o.Host):
		return nil, fault.New(fault.Invalid, "mail.open-password")
	}
	from, err := parse(o.From, "mail.bad-from")
	if err != nil {
		return nil, err
	}
	return &SMTP{o: o, from: from, domain: domainOf(o.Address, from)}, nil
}

// isThisMachine says whether a password may travel unprotected: the signing-in of
// go-mail draws the same line.
func isThisMachine(host string) bool {
	return host == "localhost" || host == "127.0.0.1" || host == "::1"
}

// Send hands a message to the mail server and returns once the server has taken
// it. Any other end is a *Failure, within the timeout; Permanent says whether to
// try again. A message whose reply was lost may arrive twice.
func (s *SMTP) Send(ctx context.Context, to, subject, text string) error {
	whom, err := parse(to, badRecipient)
	if err != nil {
		return err
	}
	at := time.Now()
	message, err := letter{from: s.from, to: whom, subject: subject, text: text, at: at, domain: s.domain}.bytes()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithDeadline(ctx, at.Add(s.o.Timeout))
	defer cancel()
	if step, err := s.exchange(ctx, whom.Address, message); err != nil {
		return s.failure(ctx, step, err)
	}
	return nil
}

// exchange is the whole talk with the server; it says how far it came.
func (s *SMTP) exchange(ctx context.Context, to string, message []byte) (step, error) {
	conn, err := s.dial(ctx)
	if err != nil {
		return connecting, err
	}
	defer func() { _ = conn.Close() }()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	if s.o.Security == FromTheStart {
		secured := tls.Client(conn, s.tls())
		if err := secured.HandshakeContext(ctx); err != nil {
			return securing, err
		}
		conn = secured
	}
	client, err := smtp.NewClient(conn, s.o.Host)
	if err != nil {
		return greeting, err
	}
	if err := client.Hello(s.domain); err != nil {
		return greeting, err
	}
	if s.o.Security == AfterHello {
		if err := s.startTLS(client); err != nil {
			return securing, err
		}
	}
	if s.o.User != "" {
		if err := s.signIn(client); err != nil {
			return signingIn, err
		}
	}
	return deliver(client, s.from.Address, to, message)
}

func deliver(client *smtp.Client, from, to string, message []byte) (step, error) {
	if err := client.Mail("<" + from + ">"); err != nil {
		return sender, err
	}
	if err := client.Rcpt("<" + to + ">"); err != nil {
		return recipient, err
	}
	data, err := client.Data()
	if err != nil {
		return content, err
	}
	if _, err := data.Write(message); err != nil {
		return content, err
	}
	if err := data.Close(); err != nil {
		return content, err
	}
	// The server has it; how the connection ends changes nothing.
	_ = client.Quit()
	return "", nil
}

// dial opens a connection that ends with the context's deadline.
func (s *SMTP) dial(ctx context.Context) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", net.JoinHostPort(s.o.Host, strconv.Itoa(s.o.Port)))
	if err != nil {
		return nil, err
	}
	deadline, _ := ctx.Deadline()
	if err := conn.SetDeadline(deadline); err != nil {
		_ = conn.Close()
		return nil, err
	}
	return &patient{Conn: conn, left: mostReplies}, nil
}

// patient is a connection that stops listening to a server that never stops.
type patient struct {
	net.Conn
	left int
}

var errTalkative = errors.New("the server says too much")

func (p *patient) Read(into []byte) (int, error) {
	if p.left <= 0 {
		return 0, errTalkative
	}
	n, err := p.Conn.Read(into[:min(len(into), p.left)])
	p.left -= n
	return n, err
}

func (s *SMTP) tls() *tls.Config {
	return &tls.Config{ServerName: s.o.Host, RootCAs: s.o.Roots, MinVersion: tls.VersionTLS12}
}

var errNoTLS = errors.New("the server offers no STARTTLS")

// startTLS never goes on without: somebody on the way could take the offer out.
func (s *SMTP) startTLS(client *smtp.Client) error {
	if offered, _ := client.Extension("STARTTLS"); !offered {
		return errNoTLS
	}
	return client.StartTLS(s.tls())
}

var errNoSignIn = errors.New("the server offers no way to sign in that is known here")

// signIn takes the first way that both sides know, the ones that don't show the
// password to the server first.
func (s *SMTP) signIn(client *smtp.Client) error {
	_, offered := client.Extension("AUTH")
	ways := strings.Fields(strings.ToUpper(offered))
	for _, one := range []struct {
		name string
		auth smtp.Auth
	}{
		{"SCRAM-SHA-256", smtp.ScramSHA256Auth(s.o.User, s.o.Password)},
		{"PLAIN", smtp.PlainAuth("", s.o.User, s.o.Password, s.o.Host, false)},
		{"LOGIN", smtp.LoginAuth(s.o.User, s.o.Password, s.o.Host, false)},
	} {
		for _, way := range ways {
			if way == one.name {
				return client.Auth(one.auth)
			}
		}
	}
	return errNoSignIn
}

// isCut says that the other side ended the connection.
func isCut(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}
