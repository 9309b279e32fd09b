// Package mail sends messages: over SMTP, or into a folder where no mail server
// is set. A message is plain text; it says nothing of the machine it comes from,
// holds no picture, no HTML and no link that was not in the text.
package mail

import (
	"errors"
	"fmt"
	"strings"

	"bearings/internal/fault"
)

// step is how far an exchange with a mail server had come.
type step string

const (
	connecting step = "connecting"
	greeting   step = "greeting"
	securing   step = "securing"
	signingIn  step = "signing-in"
	sender     step = "sender"
	recipient  step = "recipient"
	content    step = "content"
)

// Failure is a message that did not get away. Its text is for logs: it names the
// server, what was being done and the server's reply, and holds no password and no
// address of anybody. errors.As finds a fault.Fault in it, for people.
type Failure struct {
	fault  *fault.Fault
	server string
	step   step
	// Code is the server's reply code, such as 550; 0 where it gave none.
	Code int
	// cause is what went wrong, in the words of the server or of the machine.
	cause string
}

// Error is for logs.
func (f *Failure) Error() string {
	if f.Code != 0 {
		return strings.TrimSpace(fmt.Sprintf("mail server %s, %s: reply %d %s", f.server, f.step, f.Code, f.cause))
	}
	return fmt.Sprintf("mail server %s, %s: %s", f.server, f.step, f.cause)
}

// Unwrap gives the sentence for people.
func (f *Failure) Unwrap() error { return f.fault }

// Permanent says that sending the same message again is of no use: the server
// refused its sender, recipient or content for good, or its address is none. What
// only the settings can mend (no connection, a wrong password) is not permanent:
// the message goes once they are right.
func Permanent(err error) bool {
	var failure *Failure
	if errors.As(err, &failure) {
		refused := failure.step == sender || failure.step == recipient || failure.step == content
		return refused && failure.Code >= 500 && failure.Code < 600
	}
	var f *fault.Fault
	return errors.As(err, &f) && f.Message == badRecipient
}

// badRecipient is the message about an address that no mail can go to.
const badRecipient = "mail.bad-recipient"
