package signin_test

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"bearings/internal/people"
	"bearings/internal/signin"
)

// deaf is mail that goes nowhere.
type deaf struct{}

func (deaf) Send(context.Context, string, string, string) error {
	return errors.New("the mail server hangs")
}

var address = regexp.MustCompile(`\b(?:https?://|www\.)[^\s]+`)

// links are the addresses in a message.
func links(text string) []string { return address.FindAllString(text, -1) }

func FuzzTidyCode(f *testing.F) {
	for _, typed := range []string{"1234 5678", " 1-2-3", "１２", "\x00", "–1\u00a02"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		tidy := signin.TidyCode(typed)
		if strings.ContainsFunc(tidy, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
			t.Errorf("%q is %q", typed, tidy)
		}
		if signin.TidyCode(tidy) != tidy {
			t.Errorf("%q changes again", tidy)
		}
		if signin.TidyCode(" "+typed+"-") != tidy {
			t.Errorf("%q depends on what stands around it", typed)
		}
	})
}

func FuzzTidyEmail(f *testing.F) {
	for _, typed := range []string{"a@example.org", " A@B.c ", "a@b\r\nTo: c@d", `"a b"@c`, "ä@ö.org", "a@[127.0.0.1]"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		email, err := people.TidyEmail(typed)
		if err != nil {
			return
		}
		if strings.ContainsFunc(email, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) || strings.Count(email, "@") != 1 {
			t.Errorf("%q is taken as %q", typed, email)
		}
		if again, err := people.TidyEmail(email); err != nil || again != email {
			t.Errorf("%q is not taken again: %v", email, err)
		}
	})
}
