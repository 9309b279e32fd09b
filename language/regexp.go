package language

import (
	"slices"
	"strconv"
	"strings"
)

// Regexp is a pattern as a regular expression of RE2's and regexp2's common form,
// with all inflections written out, for linters that know nothing else. It starts
// and ends at a word's edge and expects case to be ignored.
func Regexp(pattern string) (string, error) {
	row, err := parsePattern(pattern)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	writeRegexp(&b, row)
	return strings.TrimSuffix(b.String(), regexpSpace), nil
}

// regexpSpace is what may stand between two words. It may be nothing, since every
// word has its own edges.
const regexpSpace = `[\s/\-‐‑"“”'‘’*_]*`

// regexpApart is what may stand there at a gap.
const regexpApart = `[\s/\-‐‑–—"“”'‘’*_,:()\[\]]*`

func writeRegexp(b *strings.Builder, n *node) {
	switch n.kind {
	case nodeWord:
		writeWords(b, n.words)
	case nodeGap:
		b.WriteString(regexpApart + `(?:[\w'’\-]+` + regexpApart + `){0,` + strconv.Itoa(n.gap) + `}`)
	case nodeMaybe:
		b.WriteString(`(?:`)
		writeRegexp(b, n.parts[0])
		b.WriteString(`)?`)
	case nodeChoice:
		b.WriteString(`(?:`)
		for i, part := range n.parts {
			if i > 0 {
				b.WriteByte('|')
			}
			writeRegexp(b, part)
		}
		b.WriteByte(')')
	case nodeRow:
		for _, part := range n.parts {
			writeRegexp(b, part)
		}
	}
}

// writeWords writes one of some words. Helping verbs may have n't behind them,
// and so have no edge there.
func writeWords(b *strings.Builder, words []string) {
	var plain, helping, hanging []string
	for _, w := range words {
		switch {
		case w == childAge:
			plain = append(plain, `(?:[4-9]|1[0-7])`)
		case w == grownAge:
			plain = append(plain, `(?:1[89]|[2-9]\d)`)
		case clitic(w):
			hanging = append(hanging, strings.NewReplacer("n't", `\w*n['’]t\b|n['’]?t`, "'", `['’]`).Replace(w))
		case slices.Contains(fields(setAux), w), slices.Contains(fields(setThey), w):
			helping = append(helping, w)
			if before, ok := map[string]string{"will": "wo", "can": "ca", "shall": "sha"}[w]; ok {
				helping = append(helping, before)
			}
		case len(w) > 1 && len(w) <= 4 && cost(w) > rareWord && commonness()[w] == 0:
			plain = append(plain, w, strings.Join(strings.Split(w, ""), `\.`)) // C.S.E.
		default:
			plain = append(plain, w)
		}
	}
	var all []string
	if len(plain) > 0 {
		all = append(all, `\b`+group(plain)+`\b`)
	}
	if len(helping) > 0 {
		all = append(all, `\b`+group(helping))
	}
	if len(hanging) > 0 {
		all = append(all, group(hanging)+`\b`)
	}
	b.WriteString(group(all))
	b.WriteString(regexpSpace)
}

func group(words []string) string {
	if len(words) == 1 {
		return words[0]
	}
	return `(?:` + strings.Join(words, "|") + `)`
}
