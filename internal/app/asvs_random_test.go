package app

import (
	"encoding/base64"
	"regexp"
	"strings"
	"testing"
)

// A token has 256 random bits: each of them is one half of the time, and no two
// tokens are the same.
func TestTokensCantBeGuessed(t *testing.T) {
	const many = 4000
	seen, ones := map[string]bool{}, make([]int, 256)
	for range many {
		token := newToken()
		bytes, err := base64.RawURLEncoding.DecodeString(token)
		if err != nil || len(bytes) != 32 || seen[token] {
			t.Fatalf("%q: %d bytes, seen before: %v, %v", token, len(bytes), seen[token], err)
		}
		seen[token] = true
		for i := range ones {
			ones[i] += int(bytes[i/8] >> (i % 8) & 1)
		}
	}
	for i, n := range ones {
		if n < many*4/10 || n > many*6/10 {
			t.Errorf("bit %d is one in %d of %d tokens", i, n, many)
		}
	}
}

// A code that is read out has 80 random bits: any of 32 letters at each of 16 places.
func TestCodesToBeReadOutCantBeGuessed(t *testing.T) {
	form := regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$`)
	seen, letters := map[string]bool{}, make([]map[byte]int, 16)
	const many = 8000
	for range many {
		code := newCode()
		if !form.MatchString(code) || seen[code] {
			t.Fatalf("%q, seen before: %v", code, seen[code])
		}
		seen[code] = true
		for i, letter := range []byte(strings.ReplaceAll(code, "-", "")) {
			if letters[i] == nil {
				letters[i] = map[byte]int{}
			}
			letters[i][letter]++
		}
	}
	for i, at := range letters {
		for letter, n := range at {
			if n < many/32/2 || n > many/32*2 {
				t.Errorf("place %d is %c in %d of %d codes", i, letter, n, many)
			}
		}
		if len(at) != 32 {
			t.Errorf("place %d is one of %d letters", i, len(at))
		}
	}
}
