package language

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Check reads a whole text.
func (c *Checker) Check(text string, o Options) Result {
	r := c.readers.Get().(*reader)
	defer c.release(r)
	r.reset(text, 0, o)
	if o.Markdown && o.Blocks == nil {
		r.codes, _ = fences(text, 0, len(text), false, r.codes)
	}
	r.scan(0, len(text))
	r.settle()
	result := Result{Bytes: len(text), Checked: len(text)}
	place := placer{text: text, line: 1, lineColumn: 1}
	for _, m := range r.found {
		f := c.finding(text, m)
		place.put(&f)
		if f.Reason == "" {
			result.Findings = append(result.Findings, f)
		} else {
			result.Suppressed = append(result.Suppressed, f)
		}
	}
	return result
}

// release keeps a reader for the next text, and nothing of this one.
func (c *Checker) release(r *reader) {
	r.reset("", 0, Options{})
	c.readers.Put(r)
}

// finding is a match with all that is said about it, but for its line.
func (c *Checker) finding(text string, m match) Finding {
	rule := &c.rules[m.rule]
	f := Finding{Rule: rule.ID, Severity: m.severity, Start: m.start, End: m.end, Text: strings.Clone(text[m.start:m.end]),
		Why: rule.Why, Alternatives: rule.Alternatives, Reason: m.reason}
	if len(rule.Sources) > 0 {
		f.Source = rule.Sources[0].Name
	}
	return f
}

// detail keeps an identifying detail.
func (r *reader) detail(d detail) {
	at := r.c.details[d.detector]
	if at == 0 {
		return
	}
	m := match{start: d.start, end: d.end, rule: at - 1, severity: r.c.rules[at-1].Severity}
	if !d.sure {
		m.severity = Note
	}
	if r.o.Profile != ShortNote && !(d.sure && certain[d.detector]) && !r.counts(d, at-1) {
		m.reason = NoChild
	}
	r.found = append(r.found, m)
}

// counts tells whether a detail counts in a document: near a child, and a name
// only in a text about this work.
func (r *reader) counts(d detail, rule int) bool {
	if d.detector == "name" {
		return d.sure && r.fieldAround(d.start, fieldWords)
	}
	p := r.passageAt(d.start)
	if len(p.tokens) == 0 || !d.sure {
		return false
	}
	j := judge{r: r, rule: &r.c.rules[rule], passage: p, start: d.start, end: d.end}
	j.first, j.last = p.words(d.start, d.end)
	j.from, j.to = p.sentence(j.first)
	return j.childNear()
}

// certain are the details that count in every text: a check digit confirms them.
// A name counts in a document only if it is one about this work.
var certain = map[string]bool{"nhs-number": true, "upn": true}

// settle puts what was found in order: of two that overlap the longer stays.
func (r *reader) settle() {
	slices.SortStableFunc(r.found, func(a, b match) int {
		switch {
		case a.start != b.start:
			return a.start - b.start
		case a.end != b.end:
			return b.end - a.end
		}
		return a.rule - b.rule
	})
	r.found = slices.CompactFunc(r.found, func(a, b match) bool {
		return a.start == b.start && a.end == b.end && a.rule == b.rule
	})
	r.inherit()
	kept := -1
	for i := range r.found {
		m := &r.found[i]
		if m.reason != "" {
			continue
		}
		if kept >= 0 && m.start < r.found[kept].end {
			winner, loser := kept, i
			if outweighs(m, &r.found[kept]) {
				winner, loser = i, kept
			}
			r.found[winner].severity = max(r.found[winner].severity, r.found[loser].severity)
			r.found[loser].reason = Covered
			kept = winner
			continue
		}
		kept = i
	}
}

// inherit gives a match within a longer one of the same rule its reason: if the
// whole is denied, so are its parts.
func (r *reader) inherit() {
	for i := range r.found {
		m := &r.found[i]
		for k := i - 1; k >= 0 && k >= i-8 && m.reason == ""; k-- {
			if o := &r.found[k]; o.rule == m.rule && o.reason != "" && o.start <= m.start && o.end >= m.end {
				m.reason = o.reason
			}
		}
		for k := i + 1; k < min(len(r.found), i+64) && r.found[k].start == m.start && m.reason == ""; k++ {
			if o := &r.found[k]; o.rule == m.rule && o.reason != "" && o.end >= m.end {
				m.reason = o.reason
			}
		}
	}
}

func outweighs(a, b *match) bool { return a.end-a.start > b.end-b.start }

// placer finds lines, columns and UTF-16 offsets of places that come in order.
type placer struct {
	text   string
	at     int
	line   int
	units  int // UTF-16 units before at
	column int // code points on the line before at
	// lineColumn is 1: columns count from it.
	lineColumn int
}

func (p *placer) put(f *Finding) {
	p.to(f.Start)
	f.Line, f.Column, f.StartUTF16 = p.line, p.column+p.lineColumn, p.units
	f.EndUTF16 = p.units + units(p.text[f.Start:f.End])
}

// to moves on to a place.
func (p *placer) to(at int) {
	part := p.text[p.at:at]
	if n := strings.Count(part, "\n"); n > 0 {
		p.line += n
		p.column = utf8.RuneCountInString(part[strings.LastIndexByte(part, '\n')+1:])
	} else {
		p.column += utf8.RuneCountInString(part)
	}
	p.units += units(part)
	p.at = at
}

// units is the length of a text as JavaScript counts; a byte that is no
// character counts as one.
func units(text string) int {
	n := 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i, n = i+1, n+1
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r > 0xFFFF {
			n++
		}
		i, n = i+size, n+1
	}
	return n
}
