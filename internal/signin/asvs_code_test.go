package signin

import "testing"

// A code sent by e-mail has eight digits, each as likely as any other at each
// place: more than the 20 bits that are asked for.
func TestCodesAreEvenlySpread(t *testing.T) {
	const many = 20_000
	var digits [8][10]int
	for range many {
		code, err := newCode()
		if err != nil || len(code) != 8 {
			t.Fatalf("%q, %v", code, err)
		}
		for i, digit := range []byte(code) {
			if digit < '0' || digit > '9' {
				t.Fatalf("%q is no number", code)
			}
			digits[i][digit-'0']++
		}
	}
	for i := range digits {
		for digit, n := range digits[i] {
			if n < many/10*8/10 || n > many/10*12/10 {
				t.Errorf("digit %d of a code is %d in %d of %d codes", i+1, digit, n, many)
			}
		}
	}
}
