package mailtest

import (
	"crypto/subtle"
	"io"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"bearings/internal/mail"
)

// session is one connection to the server.
type session struct {
	server *Server
	conn   *smtp.Conn
	signed bool
	from   string
	to     []string
	taken  bool
}

func (s *session) AuthMechanisms() []string {
	if s.server.mode.NoTLS {
		return nil
	}
	return []string{sasl.Plain}
}

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if subtle.ConstantTimeCompare([]byte(user+"\x00"+password), []byte(User+"\x00"+Password)) != 1 {
			// Some servers repeat what they were told.
			return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "no such user: " + user + " " + password}
		}
		s.signed = true
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if !s.signed && !s.server.mode.NoTLS {
		return smtp.ErrAuthRequired
	}
	s.from = from
	return s.refusal(s.server.mode.Sender)
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = append(s.to, to)
	return s.refusal(s.server.mode.Recipient)
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := s.refusal(s.server.mode.Content); err != nil {
		return err
	}
	if s.server.mode.Drops {
		return s.conn.Conn().Close()
	}
	read, err := mail.Read(raw)
	if err != nil {
		return err
	}
	s.taken = true
	s.server.take(Message{From: s.from, To: s.to, Raw: raw, Message: read})
	return nil
}

func (s *session) refusal(code int) error {
	if code == 0 {
		return nil
	}
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.EnhancedCode{code / 100, 7, 1}, Message: s.server.mode.Says}
}

// Reset follows once the client has been told that its message is taken.
func (s *session) Reset() {
	s.from, s.to = "", nil
	if s.taken && s.server.mode.DropsAfter {
		_ = s.conn.Conn().Close()
	}
}

func (s *session) Logout() error { return nil }
