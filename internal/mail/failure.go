package mail

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"net"
	"net/textproto"
	"strconv"
	"strings"

	"bearings/internal/fault"
)

// longestReply is how much of a server's reply a log line holds, in characters.
const longestReply = 200

// failure says what went wrong with an exchange.
func (s *SMTP) failure(ctx context.Context, at step, err error) *Failure {
	server := net.JoinHostPort(s.o.Host, strconv.Itoa(s.o.Port))
	f := &Failure{server: server, step: at, cause: s.clean(err.Error())}
	var reply *textproto.Error
	var certificate *tls.CertificateVerificationError
	var network net.Error
	message := "mail.unreachable"
	switch {
	// A connection that was closed because time was up fails in many ways.
	case errors.Is(ctx.Err(), context.Canceled):
		message, f.cause = "mail.stopped", ctx.Err().Error()
	case ctx.Err() != nil || errors.As(err, &network) && network.Timeout():
		message, f.cause = "mail.silent", "no answer within "+s.o.Timeout.String()
	case errors.As(err, &certificate):
		message = "mail.certificate"
	case errors.Is(err, errNoTLS):
		message = "mail.no-starttls"
	case errors.Is(err, errNoSignIn):
		message = "mail.no-sign-in"
	case errors.As(err, &reply):
		message, f.Code, f.cause = "mail.refused-"+string(at), reply.Code, s.clean(reply.Msg)
		if at == signingIn {
			f.cause = "" // what a server says here may repeat what it was told
		}
	case isCut(err):
		message, f.cause = "mail.cut", "the server ended the connection"
	case at == securing:
		message = "mail.no-tls"
	case at != connecting:
		message = "mail.not-understood"
	}
	f.fault = fault.New(fault.Invalid, message, "Server", server, "Code", f.Code)
	return f
}

// clean makes one line of what a server said, without what was told to it in
// confidence and without anybody's address.
func (s *SMTP) clean(text string) string {
	for _, secret := range []string{s.o.Password, "\x00" + s.o.User + "\x00" + s.o.Password} {
		if s.o.Password != "" {
			coded := base64.StdEncoding.EncodeToString([]byte(secret))
			text = strings.NewReplacer(secret, "…", coded, "…", strings.TrimRight(coded, "="), "…").Replace(text)
		}
	}
	words := strings.Fields(line(text, longestReply))
	for i, word := range words {
		if strings.Contains(word, "@") {
			words[i] = "…"
		}
	}
	return strings.Join(words, " ")
}
