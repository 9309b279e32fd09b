// Package reply writes what the checker found as JSON for a page. It does so by
// hand, because everything it imports has to travel to every browser.
package reply

import (
	"strconv"
	"unicode/utf8"

	"bearings/language"
)

// Writer knows the rules that findings are of.
type Writer struct {
	rules map[string]*language.Rule
}

// NewWriter is a writer of findings of these rules.
func NewWriter(rules []language.Rule) *Writer {
	w := &Writer{rules: make(map[string]*language.Rule, len(rules))}
	for i := range rules {
		w.rules[rules[i].ID] = &rules[i]
	}
	return w
}

// identifying is the category of details that could identify a child.
const identifying = "identifying"

// Result adds the members of a result to an object that was begun: bytes,
// checked, findings and suppressed. Places are in UTF-16 units.
func (w *Writer) Result(b []byte, r language.Result) []byte {
	b = append(b, `"bytes":`...)
	b = strconv.AppendInt(b, int64(r.Bytes), 10)
	b = append(b, `,"checked":`...)
	b = strconv.AppendInt(b, int64(r.Checked), 10)
	b = append(b, `,"findings":[`...)
	b = w.findings(b, r.Findings)
	b = append(b, `],"suppressed":[`...)
	b = w.findings(b, r.Suppressed)
	return append(b, ']')
}

func (w *Writer) findings(b []byte, all []language.Finding) []byte {
	for i := range all {
		if i > 0 {
			b = append(b, ',')
		}
		b = w.finding(b, &all[i])
	}
	return b
}

func (w *Writer) finding(b []byte, f *language.Finding) []byte {
	words, category := "", ""
	if rule := w.rules[f.Rule]; rule != nil {
		words, category = rule.Words, rule.Category
	}
	b = Text(append(b, '{'), "rule", f.Rule)
	b = Text(append(b, ','), "words", words)
	b = Text(append(b, ','), "severity", f.Severity.String())
	b = Number(append(b, ','), "start", f.StartUTF16)
	b = Number(append(b, ','), "end", f.EndUTF16)
	b = Number(append(b, ','), "line", f.Line)
	b = Number(append(b, ','), "column", f.Column)
	b = Text(append(b, ','), "text", f.Text)
	b = Text(append(b, ','), "why", f.Why)
	b = append(b, `,"alternatives":[`...)
	for i, a := range f.Alternatives {
		if i > 0 {
			b = append(b, ',')
		}
		b = quoted(b, a)
	}
	b = Text(append(b, `],`...), "source", f.Source)
	b = append(b, `,"identifying":`...)
	b = strconv.AppendBool(b, category == identifying)
	if f.Reason != "" {
		b = Text(append(b, ','), "reason", string(f.Reason))
	}
	return append(b, '}')
}

// Number adds a member that is a number.
func Number(b []byte, name string, value int) []byte {
	b = append(append(append(b, '"'), name...), `":`...)
	return strconv.AppendInt(b, int64(value), 10)
}

// Text adds a member that is a text.
func Text(b []byte, name, value string) []byte {
	b = append(append(append(b, '"'), name...), `":`...)
	return quoted(b, value)
}

const hex = "0123456789abcdef"

// quoted adds a text as JSON has it; bytes that are no character become U+FFFD.
func quoted(b []byte, text string) []byte {
	b = append(b, '"')
	for i := 0; i < len(text); {
		c := text[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			b = utf8.AppendRune(b, r)
			i += size
			continue
		}
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c < ' ':
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
		i++
	}
	return append(b, '"')
}

// Units is the length of a text as JavaScript counts: a byte that is no character
// counts as one unit.
func Units(text string) int {
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
