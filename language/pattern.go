package language

import (
	"strings"
	"unicode/utf8"
)

// Limits of a pattern, so that no rule can cost more than a fixed time a word.
const (
	maxPattern   = 400 // bytes
	maxPositions = 64
	maxGap       = 8
	maxNesting   = 4
)

// Problems a RuleError can have.
const (
	ProblemTooLong      = "too-long"
	ProblemTooMany      = "too-many"
	ProblemEmpty        = "empty"
	ProblemUnclosed     = "unclosed"
	ProblemUnopened     = "unopened"
	ProblemClass        = "unknown-class"
	ProblemGap          = "bad-gap"
	ProblemGapAtEdge    = "gap-at-edge"
	ProblemLetter       = "bad-letter"
	ProblemNested       = "too-deep"
	ProblemOnlyCommon   = "only-common-words"
	ProblemUnknown      = "unknown"
	ProblemMissing      = "missing"
	ProblemDoubled      = "doubled"
	ProblemManyPatterns = "too-many-patterns"
)

// problem is what is wrong with a pattern, before it is known whose it is.
type problem struct{ kind, value string }

func (p *problem) Error() string { return p.kind + ": " + p.value }

func wrong(kind, value string) error { return &problem{kind, value} }

// node is a part of a pattern as it is written.
type node struct {
	kind nodeKind
	// words are the forms of a word or class; parts the elements of a row, or the
	// alternatives of a choice.
	words []string
	parts []*node
	gap   int
}

type nodeKind uint8

const (
	nodeWord nodeKind = iota
	nodeRow
	nodeChoice
	nodeMaybe
	nodeGap
)

// parser reads a pattern.
type parser struct {
	text  string
	at    int
	depth int
}

// parsePattern reads a pattern as a row of elements.
func parsePattern(text string) (*node, error) {
	if len(text) > maxPattern {
		return nil, wrong(ProblemTooLong, strings.ToValidUTF8(text[:40], "")+"…")
	}
	p := &parser{text: strings.ReplaceAll(strings.ToLower(text), "’", "'")}
	row, err := p.row("")
	if err != nil {
		return nil, err
	}
	if p.at < len(p.text) {
		return nil, wrong(ProblemUnopened, p.text[p.at:p.at+1])
	}
	if len(row.parts) == 0 {
		return nil, wrong(ProblemEmpty, text)
	}
	for _, edge := range []*node{row.parts[0], row.parts[len(row.parts)-1]} {
		if edge.kind == nodeGap {
			return nil, wrong(ProblemGapAtEdge, text)
		}
	}
	if nullable(row) {
		return nil, wrong(ProblemEmpty, text)
	}
	return row, nil
}

// row reads elements until one of the bytes in ends, or the end.
func (p *parser) row(ends string) (*node, error) {
	row := &node{kind: nodeRow}
	for {
		for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '-') {
			p.at++
		}
		if p.at == len(p.text) || strings.IndexByte(ends, p.text[p.at]) >= 0 || strings.IndexByte("|)}", p.text[p.at]) >= 0 {
			return row, nil
		}
		part, err := p.element()
		if err != nil {
			return nil, err
		}
		row.parts = append(row.parts, part...)
	}
}

func (p *parser) element() ([]*node, error) {
	switch c := p.text[p.at]; c {
	case '?':
		p.at++
		if p.at == len(p.text) {
			return nil, wrong(ProblemEmpty, "?")
		}
		part, err := p.element()
		if err != nil {
			return nil, err
		}
		return []*node{{kind: nodeMaybe, parts: []*node{{kind: nodeRow, parts: part}}}}, nil
	case '*':
		return p.gap()
	case '(', '{':
		return p.choice(c)
	case '<':
		return p.class()
	}
	return p.word()
}

func (p *parser) gap() ([]*node, error) {
	p.at++
	n, start := 0, p.at
	for p.at < len(p.text) && p.text[p.at] >= '0' && p.text[p.at] <= '9' && p.at-start < 3 {
		n, p.at = n*10+int(p.text[p.at]-'0'), p.at+1
	}
	if n < 1 || n > maxGap {
		return nil, wrong(ProblemGap, p.text[start-1:p.at])
	}
	return []*node{{kind: nodeGap, gap: n}}, nil
}

func (p *parser) choice(open byte) ([]*node, error) {
	closing := byte(')')
	if open == '{' {
		closing = '}'
	}
	if p.depth++; p.depth > maxNesting {
		return nil, wrong(ProblemNested, p.text[p.at:])
	}
	start := p.at
	p.at++
	choice := &node{kind: nodeChoice}
	for {
		row, err := p.row("|" + string(closing))
		if err != nil {
			return nil, err
		}
		if len(row.parts) == 0 {
			return nil, wrong(ProblemEmpty, p.text[start:p.at])
		}
		choice.parts = append(choice.parts, row)
		if p.at == len(p.text) || p.text[p.at] != '|' && p.text[p.at] != closing {
			return nil, wrong(ProblemUnclosed, p.text[start:])
		}
		p.at++
		if p.text[p.at-1] == closing {
			p.depth--
			return []*node{merged(choice)}, nil
		}
	}
}

// merged makes one element of the alternatives that are single words.
func merged(choice *node) *node {
	words := &node{kind: nodeWord}
	var rest []*node
	for _, part := range choice.parts {
		if len(part.parts) == 1 && part.parts[0].kind == nodeWord {
			words.words = append(words.words, part.parts[0].words...)
		} else {
			rest = append(rest, part)
		}
	}
	switch {
	case len(words.words) == 0:
		return choice
	case len(rest) == 0:
		return words
	}
	choice.parts = append(rest, &node{kind: nodeRow, parts: []*node{words}})
	return choice
}

func (p *parser) class() ([]*node, error) {
	end := strings.IndexByte(p.text[p.at:], '>')
	if end < 0 {
		return nil, wrong(ProblemUnclosed, p.text[p.at:])
	}
	name := strings.ToUpper(p.text[p.at+1 : p.at+end])
	p.at += end + 1
	class, ok := classes()[name]
	if !ok {
		return nil, wrong(ProblemClass, "<"+name+">")
	}
	return []*node{class}, nil
}

// word reads a word; an apostrophe makes two of it, as in a text.
func (p *parser) word() ([]*node, error) {
	start := p.at
	for p.at < len(p.text) && (p.text[p.at] >= 'a' && p.text[p.at] <= 'z' || p.text[p.at] == '\'') {
		p.at++
	}
	word := p.text[start:p.at]
	if word == "" {
		_, size := utf8.DecodeRuneInString(p.text[p.at:])
		return nil, wrong(ProblemLetter, p.text[p.at:p.at+size])
	}
	inflected := p.at < len(p.text) && p.text[p.at] == '~'
	if inflected {
		p.at++
	}
	var parts []*node
	for _, w := range splitClitic(word) {
		if w == "" || !clitic(w) && strings.Contains(w, "'") {
			return nil, wrong(ProblemLetter, word) // o'clock: no text has it as words
		}
		parts = append(parts, &node{words: []string{w}})
	}
	if last := parts[len(parts)-1]; inflected {
		if clitic(last.words[0]) {
			return nil, wrong(ProblemLetter, word+"~")
		}
		last.words = inflections(last.words[0])
	}
	return parts, nil
}

func nullable(n *node) bool {
	switch n.kind {
	case nodeMaybe, nodeGap:
		return true
	case nodeRow:
		for _, part := range n.parts {
			if !nullable(part) {
				return false
			}
		}
		return true
	}
	return false // choices have no empty alternatives
}
