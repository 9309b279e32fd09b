package people

import (
	"crypto/sha256"
	"encoding/hex"
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"bearings/internal/fault"
)

const (
	longestName  = 200 // letters
	longestEmail = 254 // bytes, RFC 5321
)

// TidyName is a name as it is kept: one line, no spaces around it or doubled, and
// no letters that are not seen, but for the two that join and part letters in some
// scripts.
func TidyName(typed string) (string, error) {
	seen := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) && !joins(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(typed, ""))
	name := strings.Join(strings.FieldsFunc(seen, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.C, r) && !joins(r) }), " ")
	name = norm.NFC.String(name)
	switch {
	case strings.TrimFunc(name, func(r rune) bool { return joins(r) || unicode.IsSpace(r) }) == "":
		return "", fault.New(fault.Invalid, "people.name-needed")
	case utf8.RuneCountInString(name) > longestName:
		return "", fault.New(fault.Invalid, "people.name-long", "Most", longestName)
	}
	return name, nil
}

// joins says whether r is one of the two that join or part letters without being seen.
func joins(r rune) bool { return r == '\u200c' || r == '\u200d' }

// TidyEmail is an e-mail address as it is kept. Only its form is looked at.
func TidyEmail(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	parsed, err := mail.ParseAddress(typed)
	if err != nil || parsed.Address != typed || len(typed) > longestEmail || strings.Count(typed, "@") != 1 ||
		strings.ContainsFunc(typed, func(r rune) bool {
			return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(`"<>(),;:\`, r)
		}) {
		return "", fault.New(fault.Invalid, "people.email-form")
	}
	return typed, nil
}

// sameName says whether people would take two names for one.
func sameName(a, b string) bool { return asRead(a) == asRead(b) }

func asRead(name string) string {
	name = strings.Map(func(r rune) rune {
		if joins(r) {
			return -1
		}
		return r
	}, name)
	return norm.NFKC.String(cases.Fold().String(norm.NFKC.String(name)))
}

// TidyCode is a typed joining code as it was made: without spaces and hyphens, in
// capitals, and with letters that are easily taken for digits as those digits.
func TidyCode(typed string) string {
	typed = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) {
			return -1
		}
		return r
	}, typed)
	return strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(typed))
}

// HashCode is what is kept of a joining code: the SHA-256 of its tidy form, in
// hexadecimal. 80 random bits need no salt and no slow hash.
func HashCode(typed string) string {
	sum := sha256.Sum256([]byte(TidyCode(typed)))
	return hex.EncodeToString(sum[:])
}
