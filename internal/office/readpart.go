package office

import (
	"bufio"
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// part is one part of a workbook being read as XML.
type part struct {
	book *workbook
	in   io.ReadCloser
	xml  *xml.Decoder
	// since is how many bytes were read since the last token: a text without
	// an end must not fill the memory.
	since int
}

// maxToken is how many bytes there may be from one mark-up to the next. A
// cell of Excel holds 32,767 characters at most.
const maxToken = 1 << 20

func (w *workbook) part(name string) (*part, error) {
	f := w.parts[name]
	if f == nil {
		return nil, errDamaged
	}
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	p := &part{book: w, in: in}
	p.xml = xml.NewDecoder(bufio.NewReaderSize(p, 1<<15))
	return p, nil
}

func (p *part) close() { _ = p.in.Close() }

// Read counts what is unpacked.
func (p *part) Read(b []byte) (int, error) {
	if p.book.left < 0 {
		return 0, unpacksTooBig(p.book.most)
	}
	if p.since > maxToken {
		return 0, errDamaged
	}
	// One byte more tells a workbook that just fits from one that does not.
	n, err := p.in.Read(b[:min(int64(len(b)), p.book.left+1)])
	p.book.left -= int64(n)
	p.since += n
	return n, err
}

// token is the next piece of mark-up or text. Names are without their spaces:
// the parts we read use one vocabulary only.
func (p *part) token() (xml.Token, error) {
	p.since = 0
	return p.xml.RawToken()
}

// elements visits every element's beginning, to the end of the part.
func (p *part) elements(visit func(xml.StartElement) error) error {
	for {
		t, err := p.token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := t.(xml.StartElement); ok {
			if err := visit(e); err != nil {
				return err
			}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// maxStrings is how many bytes the texts that cells share may have together.
const maxStrings = 96 << 20

// strings are the texts that cells refer to by number.
func (w *workbook) strings(name string) ([]string, error) {
	p, err := w.part(name)
	if err != nil {
		return nil, err
	}
	defer p.close()
	var all []string
	size := 0
	for {
		t, err := p.token()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		if e, ok := t.(xml.StartElement); !ok || e.Name.Local != "si" {
			continue
		}
		text, err := p.richText("si")
		if err != nil {
			return nil, err
		}
		// Every text takes its header as well.
		if size += len(text) + 16; size > maxStrings {
			return nil, unpacksTooBig(maxStrings)
		}
		all = append(all, text)
	}
}

// richText is all the text up to the end of an element, without the reading
// aids some languages put beside it.
func (p *part) richText(element string) (string, error) {
	var text []byte
	inText, aid := false, 0
	for {
		t, err := p.token()
		if err != nil {
			return "", err
		}
		switch e := t.(type) {
		case xml.StartElement:
			inText = e.Name.Local == "t"
			if e.Name.Local == "rPh" {
				aid++
			}
		case xml.EndElement:
			inText = false
			if e.Name.Local == "rPh" {
				aid--
			}
			if e.Name.Local == element {
				return unescape(string(text)), nil
			}
		case xml.CharData:
			if inText && aid == 0 {
				text = append(text, e...)
			}
			if len(text) > maxToken {
				return "", errDamaged
			}
		}
	}
}

// unescape reads _x000D_, as Excel writes a sign XML has trouble with.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if len(s) >= i+7 && s[i:i+2] == "_x" && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil && (n >= ' ' || n == '\t' || n == '\n' || n == '\r') && utf8.ValidRune(rune(n)) {
				b.WriteRune(rune(n))
				i += 7
				continue
			}
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

// dateStyles says of each style of a cell whether it shows a number as a date.
func (w *workbook) dateStyles(name string) ([]bool, error) {
	p, err := w.part(name)
	if err != nil {
		return nil, err
	}
	defer p.close()
	own := map[string]bool{} // formats of the workbook itself
	var dates []bool
	inCells := false
	err = p.elements(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			own[attribute(e, "numFmtId")] = isDateFormat(attribute(e, "formatCode"))
		case "cellXfs":
			inCells = true
		case "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if inCells {
				id := attribute(e, "numFmtId")
				dates = append(dates, own[id] || slices.Contains(builtInDates, id))
			}
		}
		return nil
	})
	return dates, err
}

// builtInDates are the numbers of the formats every workbook has for dates.
var builtInDates = strings.Fields("14 15 16 17 18 19 20 21 22 27 28 29 30 31 32 33 34 35 36 45 46 47 50 51 52 53 54 55 56 57 58")

// isDateFormat says whether a format shows days, months, years or hours:
// outside of quotation marks, brackets and single escaped letters.
func isDateFormat(format string) bool {
	quoted, bracket, skip := false, false, false
	for _, r := range strings.ToLower(format) {
		switch {
		case skip:
			skip = false
		case r == '\\' || r == '_' || r == '*':
			skip = true
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case !bracket && strings.ContainsRune("dmyhs", r):
			return true
		}
	}
	return false
}
