package app

import (
	"encoding/binary"

	"bearings/language"
)

// kept holds what was passed over until the findings of a file are written: a
// few bytes each, since a large file may have hundreds of thousands. What
// repeats (rules, reasons, the words themselves) is held once.
type kept struct {
	chunks [][]byte
	n      int
	// noChild is how many were passed over only because no child is spoken of
	// near them.
	noChild int
	// kinds are findings without place and text.
	kinds []language.Finding
	kind  map[kindOfFinding]uint64
	texts []string
	text  map[string]uint64
	last  language.Finding
}

type kindOfFinding struct {
	rule, why, source string
	severity          language.Severity
	reason            language.Reason
}

const (
	keptChunk = 64 << 10
	// maxTexts bounds the words held once; others stand in the chunks.
	maxTexts = 4096
)

func (k *kept) add(f language.Finding) {
	if k.kind == nil {
		k.kind, k.text = map[kindOfFinding]uint64{}, map[string]uint64{}
	}
	is := kindOfFinding{f.Rule, f.Why, f.Source, f.Severity, f.Reason}
	kind, known := k.kind[is]
	if !known {
		kind = uint64(len(k.kinds))
		k.kind[is] = kind
		k.kinds = append(k.kinds, language.Finding{
			Rule: f.Rule, Severity: f.Severity, Why: f.Why, Alternatives: f.Alternatives, Source: f.Source, Reason: f.Reason})
	}
	text, held := k.text[f.Text]
	if !held && len(k.texts) < maxTexts {
		text, held = uint64(len(k.texts)), true
		own := string([]byte(f.Text)) // not the megabyte it was cut from
		k.text[own] = text
		k.texts = append(k.texts, own)
	}
	row := make([]byte, 0, 64)
	row = binary.AppendUvarint(row, kind)
	row = binary.AppendVarint(row, int64(f.Start-k.last.Start))
	row = binary.AppendUvarint(row, uint64(f.End-f.Start))
	row = binary.AppendVarint(row, int64(f.Line-k.last.Line))
	row = binary.AppendUvarint(row, uint64(f.Column))
	if held {
		row = binary.AppendUvarint(row, text+1)
	} else {
		row = append(binary.AppendUvarint(append(row, 0), uint64(len(f.Text))), f.Text...)
	}
	k.keep(row)
	k.last, k.n = f, k.n+1
	if f.Reason == language.NoChild {
		k.noChild++
	}
	k.last.Text = ""
}

// keep puts a row in the last chunk, or in a new one where it doesn't fit.
func (k *kept) keep(row []byte) {
	last := len(k.chunks) - 1
	if last < 0 || len(k.chunks[last])+len(row) > cap(k.chunks[last]) {
		// A short file keeps little.
		size := min(keptChunk, 1<<10<<min(2*len(k.chunks), 6))
		k.chunks = append(k.chunks, make([]byte, 0, max(size, len(row))))
		last++
	}
	k.chunks[last] = append(k.chunks[last], row...)
}

// each hands over what was kept, in its order.
func (k *kept) each(take func(language.Finding)) {
	start, line := 0, 0
	for _, rest := range k.chunks {
		unsigned := func() int {
			n, size := binary.Uvarint(rest)
			rest = rest[size:]
			return int(n)
		}
		signed := func() int {
			n, size := binary.Varint(rest)
			rest = rest[size:]
			return int(n)
		}
		for len(rest) > 0 {
			f := k.kinds[unsigned()]
			start += signed()
			f.Start, f.End = start, start+unsigned()
			line += signed()
			f.Line, f.Column = line, unsigned()
			if text := unsigned(); text > 0 {
				f.Text = k.texts[text-1]
			} else {
				n := unsigned()
				f.Text, rest = string(rest[:n]), rest[n:]
			}
			take(f)
		}
	}
}
