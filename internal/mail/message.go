package mail

import (
	"bytes"
	"crypto/rand"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	gomail "github.com/wneessen/go-mail"

	"bearings/internal/fault"
)

// Lengths of what goes into a header, in characters. The limits of an address are
// those of RFC 5321.
const (
	longestSubject = 200
	longestName    = 100
	longestAddress = 254
	longestLocal   = 64
)

// letter is a message before it is written out.
type letter struct {
	from, to      mail.Address
	subject, text string
	at            time.Time
	// domain is what stands after the @ of its Message-ID.
	domain string
}

// bytes is the message as it travels: plain text, and nothing in it that says
// which machine or program sent it.
func (l letter) bytes() ([]byte, error) {
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	msg.SetAddrHeaderFromMailAddress(gomail.HeaderFrom, &l.from)
	msg.SetAddrHeaderFromMailAddress(gomail.HeaderTo, &l.to)
	msg.Subject(line(l.subject, longestSubject))
	msg.SetDateWithValue(l.at.UTC())
	msg.SetMessageIDWithValue(rand.Text() + "@" + l.domain)
	// Nobody's holiday reply answers it: the one for everybody, the other for
	// Exchange, which does not read the first.
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetGenHeader("X-Auto-Response-Suppress", "All")
	msg.SetBodyString(gomail.TypeTextPlain, body(l.text))
	var out bytes.Buffer
	if _, err := msg.WriteTo(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// line makes one line of a text: whatever could end a header, turn the direction
// of writing or be read as an encoded word is gone.
func line(text string, most int) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, "=?", "= ?")), " ")
	if utf8.RuneCountInString(text) > most {
		text = strings.TrimSpace(string([]rune(text)[:most-1])) + "…"
	}
	return text
}

// body is a text with line ends as mail has them and no characters that steer a
// screen.
func body(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(text, "\uFFFD"))
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
	return strings.ReplaceAll(text, "\n", "\r\n")
}

// local and domain are what an address may be made of: the letters and signs of
// RFC 5322 with dots between them (RFC 6531 for letters beyond ASCII), and a
// domain by name. Quoted local parts can hold commands and are nobody's.
var (
	local  = regexp.MustCompile("^[\\pL\\pM\\pN!#$%&'*+/=?^_`{|}~-]+(\\.[\\pL\\pM\\pN!#$%&'*+/=?^_`{|}~-]+)*$")
	domain = regexp.MustCompile(`^[\pL\pM\pN]([\pL\pM\pN-]*[\pL\pM\pN])?(\.[\pL\pM\pN]([\pL\pM\pN-]*[\pL\pM\pN])?)*$`)
)

// parse reads an address such as ann@example.org or Ann <ann@example.org>. The
// fault names the message of that id and doesn't repeat what was given.
func parse(text, message string) (mail.Address, error) {
	refused := fault.New(fault.Invalid, message)
	if strings.ContainsFunc(text, unicode.IsControl) || !utf8.ValidString(text) {
		return mail.Address{}, refused
	}
	address, err := mail.ParseAddress(text)
	if err != nil || len(address.Address) > longestAddress {
		return mail.Address{}, refused
	}
	at := strings.LastIndex(address.Address, "@")
	if at > longestLocal || !local.MatchString(address.Address[:at]) || !domain.MatchString(address.Address[at+1:]) {
		return mail.Address{}, refused
	}
	address.Name = line(address.Name, longestName)
	return *address, nil
}

// domainOf is the domain of a site's address, or of an e-mail address where the
// site has none: the part of a Message-ID that says where it comes from.
func domainOf(site string, from mail.Address) string {
	if u, err := url.Parse(site); err == nil && domain.MatchString(u.Hostname()) && isASCII(u.Hostname()) {
		return u.Hostname()
	}
	if host := from.Address[strings.LastIndex(from.Address, "@")+1:]; isASCII(host) {
		return host
	}
	return "localhost"
}

func isASCII(text string) bool {
	return !slices.ContainsFunc([]byte(text), func(b byte) bool { return b >= utf8.RuneSelf })
}
