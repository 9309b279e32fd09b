package language

import (
	"hash/crc32"
	"strconv"
	"strings"
)

// indexHead starts the index of a pack; the checksum of all of it follows.
const indexHead = "index "

// splitPack parts a pack into its rules and its index.
func splitPack(data string) (rules, index string, indexed bool) {
	at := 0
	if !strings.HasPrefix(data, indexHead) {
		if at = strings.Index(data, "\n"+indexHead) + 1; at == 0 {
			return data, "", false
		}
	}
	return data[:at], data[at:], true
}

// indexLine is the head of an index.
func indexLine(rules, index string) string {
	sum := crc32.Update(crc32.ChecksumIEEE([]byte(rules)), crc32.IEEETable, []byte(index))
	return indexHead + strconv.FormatUint(uint64(sum), 36) + "\n"
}

// index is the vocabulary: a line a word, with the groups it belongs to, its name
// cue, and the patterns that start from it.
func (c *Checker) index() string {
	var b strings.Builder
	for _, e := range c.v.entries[1:] {
		b.WriteString(e.word)
		b.WriteByte(' ')
		b.WriteString(strconv.FormatUint(uint64(e.sets), 36))
		b.WriteByte(' ')
		b.WriteString(strconv.FormatUint(uint64(e.name), 36))
		for _, s := range e.starts {
			b.WriteByte(' ')
			b.WriteString(strconv.FormatUint(uint64(s), 36))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Open makes a checker of what Pack wrote.
func Open(data string) (*Checker, error) {
	rules, err := Unpack(data)
	if err != nil {
		return nil, err
	}
	facts, index, indexed := splitPack(data)
	if !indexed {
		return New(rules)
	}
	head, index, ok := strings.Cut(index, "\n")
	if !ok || head+"\n" != indexLine(facts, index) {
		return nil, errPack
	}
	c := &Checker{rules: rules, v: &vocabulary{}, details: map[string]int{}}
	for at := range rules {
		rule := &rules[at]
		if rule.Detector != "" {
			c.details[rule.Detector] = at + 1
		}
		c.near = append(c.near, senses{})
		for _, text := range rule.NotNear {
			c.near[at].all = append(c.near[at].all, &lazy{text: text})
		}
		for _, text := range rule.Patterns {
			c.patterns = append(c.patterns, pattern{lazy: lazy{text: text}, rule: at})
		}
	}
	if len(c.patterns) > maxPatterns || !c.readIndex(index) {
		return nil, errPack
	}
	return c, nil
}

// readIndex reads the vocabulary that writeIndex wrote.
func (c *Checker) readIndex(index string) bool {
	n := strings.Count(index, "\n")
	v := c.v
	v.entries = make([]entry, 1, n+1)
	v.hanging = map[string]wordID{}
	all := make([]uint16, 0, 2*n)
	for len(index) > 0 {
		line, rest, _ := strings.Cut(index, "\n")
		index = rest
		word, facts, ok := strings.Cut(line, " ")
		if !ok || word == "" || len(v.entries) == maxPatterns {
			return false
		}
		var e entry
		e.word = word
		var n uint64
		n, facts = number(facts)
		e.sets = sets(n)
		if e.sets&setRare != 0 && len(word) < slipLength {
			return false
		}
		n, facts = number(facts)
		e.name = wordCue(n)
		from := len(all)
		for facts != "" {
			n, facts = number(facts)
			if n >= uint64(len(c.patterns)) {
				return false
			}
			all = append(all, uint16(n))
		}
		e.starts = all[from:len(all):len(all)]
		if clitic(word) || word[0] == '#' {
			v.hanging[word] = wordID(len(v.entries))
		}
		v.entries = append(v.entries, e)
	}
	c.seal()
	v.knowParts()
	return v.sound()
}

// number reads a number of base 36 and what follows the space behind it.
func number(text string) (n uint64, rest string) {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			n = n*36 + uint64(c-'0')
		case c >= 'a' && c <= 'z':
			n = n*36 + uint64(c-'a') + 10
		default:
			return n, text[i+1:]
		}
	}
	return n, ""
}
