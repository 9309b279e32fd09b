package language

import "strings"

// apostrophe is the length of an apostrophe at i, or 0.
func apostrophe(text string, i int) int {
	if foldBytes[text[i]] == byteApos {
		return 1
	}
	for _, mark := range [...]string{"’", "ʼ", "‘"} {
		if strings.HasPrefix(text[i:], mark) {
			return len(mark)
		}
	}
	return 0
}

// clitic reads what hangs on by an apostrophe at end.
func (t *tokenizer) clitic(end int) {
	from := end + apostrophe(t.text, end)
	_, stop, key, letters, _ := t.letters(from)
	if letters == 0 {
		return
	}
	last := &t.out[len(t.out)-1]
	switch {
	case letters == 1 && key == 't'&31 && lower(t.text[end-1]) == 'n':
		t.deny(last, stop)
	case letters <= 2 && t.v.clitics[uint16(key)] != 0:
		t.at = stop
		t.before = 0
		t.add(end, stop, t.v.clitics[uint16(key)])
	default: // O'Brien
		t.at = stop
		last.end, last.id, last.sets = stop, 0, 0
	}
}

// deny makes two words of "didn't".
func (t *tokenizer) deny(last *token, stop int) {
	whole := *last
	start, end, key, letters, _ := t.letters(whole.start)
	verb := t.v.denied[string(appendLower(nil, t.text[start:end]))]
	if verb == 0 && letters > 1 {
		verb = t.v.find(key>>5, letters-1, t.text, start, end-1)
	}
	last.id, last.sets, last.end = verb, t.v.entries[verb].sets, whole.end-1
	t.at, t.before = stop, 0
	t.add(whole.end-1, stop, t.v.not)
}

func appendLower(b []byte, text string) []byte {
	for i := range len(text) {
		b = append(b, lower(text[i]))
	}
	return b
}

// unwritten makes two words of one that lacks its apostrophe: didnt, shes.
func (t *tokenizer) unwritten(id wordID) {
	pair := t.v.unwritten[id]
	last := &t.out[len(t.out)-1]
	end := last.end
	last.id, last.sets, last.end = pair[0], t.v.entries[pair[0]].sets, end-1
	t.before = 0
	t.add(end-1, end, pair[1])
}
