package signin

import (
	"strings"
	"unicode"
)

// longestName is how many letters what somebody calls a passkey may have.
const longestName = 100

// TidyCode is a typed code without the spaces and hyphens in which people group
// digits.
func TidyCode(typed string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) {
			return -1
		}
		return r
	}, typed)
}

// tidyName is what somebody calls a thing of theirs, on one line; it may be empty.
func tidyName(typed string) string {
	typed = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(typed, ""), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.C, r)
	}), " ")
	if letters := []rune(typed); len(letters) > longestName {
		return strings.TrimSpace(string(letters[:longestName]))
	}
	return typed
}
