package people_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"bearings/internal/people"
)

func TestNamesAreKeptOnOneLine(t *testing.T) {
	for typed, want := range map[string]string{
		"Ann":                          "Ann",
		" \t Ann \r\n Owen\u00a0Ü. ":   "Ann Owen Ü.",
		"Ann\u202eOwen\ufeff\u00ad":    "AnnOwen",
		"a\x00b\x1b[31m":               "a b [31m",
		"Zoe\u0308":                    "Zoë",
		"\u200cمی\u200cخواهم":          "\u200cمی\u200cخواهم",
		"李雷 🧑\u200d🔧":                  "李雷 🧑\u200d🔧",
		"a\xffb":                       "ab",
		strings.Repeat("e\u0301", 200): strings.Repeat("é", 200),
	} {
		if got, err := people.TidyName(typed); err != nil || got != want {
			t.Errorf("%q is kept as %q, %v, want %q", typed, got, err, want)
		}
	}
	for typed, want := range map[string]string{"": "people.name-needed", " \u2003 ": "people.name-needed", "\u200d\u200c \u200d": "people.name-needed",
		"\u202e": "people.name-needed", "\xff": "people.name-needed", strings.Repeat("界", 201): "people.name-long"} {
		_, err := people.TidyName(typed)
		refuses(t, err, want)
	}
}

func FuzzTidyName(f *testing.F) {
	for _, typed := range []string{"Ann", "a\u0300\u0301", "\u1100\u200d\u1161", "\u202ea\u0301", "\xff\xfe", "e\u200b\u0301"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		name, err := people.TidyName(typed)
		if err != nil {
			return
		}
		if !utf8.ValidString(name) || strings.TrimSpace(name) != name || strings.ContainsFunc(name, unicode.IsControl) || utf8.RuneCountInString(name) > 200 {
			t.Errorf("%q is kept as %q", typed, name)
		}
		if again, err := people.TidyName(name); err != nil || again != name {
			t.Errorf("%q is kept as %q, then as %q, %v", typed, name, again, err)
		}
	})
}

func TestCodesAreReadAsTheyAreSpoken(t *testing.T) {
	want := people.HashCode("7Q2K-9FZM-4T8X-3B01")
	for _, typed := range []string{"7q2k9fzm4t8x3b01", " 7Q2K 9FZM\u00a04T8X–3B01\n", "7Q2K-9FZM-4T8X-3BOI", "7q2k-9fzm-4t8x-3bol"} {
		if people.HashCode(typed) != want {
			t.Errorf("%q is another code: %s", typed, people.TidyCode(typed))
		}
	}
	if people.HashCode("7Q2K-9FZM-4T8X-3B02") == want {
		t.Error("two codes are one")
	}
}
