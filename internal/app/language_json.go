package app

import (
	"bytes"
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"bearings/language"
)

// jsonTeller writes the JSON other programs read: each finding when it comes, so
// that nothing has to be held, and what was passed over after the findings.
type jsonTeller struct {
	w     *paper
	files int
	rows  int
	// tails are the ends of findings that are the same for a rule.
	tails map[string]jsonTail
	row   []byte
}

type jsonTail struct {
	why, source string
	text        []byte
}

func (t *jsonTeller) start(f *fileRead) {
	if t.files == 0 {
		t.w.WriteString(`{"files":[`)
	} else {
		t.w.WriteByte(',')
	}
	t.files, t.rows = t.files+1, 0
	t.w.WriteString("\n" + `{"path":` + jsonText(f.path) + `,"findings":[`)
}

func (t *jsonTeller) finding(_ *fileRead, f language.Finding) { t.write(f) }

func (t *jsonTeller) end(f *fileRead) {
	t.rows = 0
	t.w.WriteString(`],"suppressed":[`)
	f.passed.each(t.write)
	t.w.WriteString(`],"bytes":` + strconv.FormatInt(f.bytes, 10) + `,"checked":` + strconv.FormatInt(f.checked, 10))
	if len(f.unread) > 0 {
		list, _ := json.Marshal(f.unread)
		t.w.WriteString(`,"unread":` + string(list))
	}
	if f.problem != nil {
		t.w.WriteString(`,"problem":{"code":` + jsonText(f.problem.code) + `,"message":` + jsonText(f.problem.message) + `}`)
	}
	t.w.WriteByte('}')
}

func (t *jsonTeller) finish(languageTotal, []string) {
	if t.files == 0 {
		t.w.WriteString(`{"files":[`)
	}
	t.w.WriteString("]}\n")
}

// write writes a finding, or what was passed over with its reason.
func (t *jsonTeller) write(f language.Finding) {
	row := t.row[:0]
	if t.rows++; t.rows > 1 {
		row = append(row, ',')
	}
	row = append(append(row, "\n"+`{"rule":`...), jsonText(f.Rule)...)
	row = append(append(row, `,"severity":"`...), f.Severity.String()...)
	row = append(row, '"')
	for _, n := range [...]struct {
		name string
		is   int
	}{{"start", f.Start}, {"end", f.End}, {"line", f.Line}, {"column", f.Column}} {
		row = append(append(append(row, `,"`...), n.name...), `":`...)
		row = strconv.AppendInt(row, int64(n.is), 10)
	}
	row = append(append(row, `,"text":`...), jsonText(f.Text)...)
	row = append(row, t.tail(f)...)
	if f.Reason != "" {
		row = append(append(row, `,"reason":`...), jsonText(string(f.Reason))...)
	}
	t.row = append(row, '}')
	t.w.Write(t.row)
}

// tail is why, alternatives and source, which a rule says the same each time.
func (t *jsonTeller) tail(f language.Finding) []byte {
	held, ok := t.tails[f.Rule]
	if ok && held.why == f.Why && held.source == f.Source {
		return held.text
	}
	text := []byte(`,"why":` + jsonText(f.Why) + `,"alternatives":[`)
	for i, a := range f.Alternatives {
		if i > 0 {
			text = append(text, ',')
		}
		text = append(text, jsonText(a)...)
	}
	text = append(text, `],"source":`+jsonText(f.Source)...)
	if t.tails == nil {
		t.tails = map[string]jsonTail{}
	}
	t.tails[f.Rule] = jsonTail{why: f.Why, source: f.Source, text: text}
	return text
}

// jsonText is a text as JSON has it.
func jsonText(text string) string {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' || c == 0x7f {
			var b bytes.Buffer
			encoder := json.NewEncoder(&b)
			encoder.SetEscapeHTML(false)
			_ = encoder.Encode(text) // a text is always JSON
			return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
		}
	}
	return `"` + text + `"`
}
