package office

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// cell reads one cell as text. A formula gives the value the workbook has
// stored for it; one without a stored value is a fault, or it would read as an
// answer not given. A date is a fault too: no column of ours holds one, so a
// spreadsheet has made it of something else.
func (t *sheetTable) cell(e xml.StartElement, column int) (string, error) {
	kind, style := attribute(e, "t"), attribute(e, "s")
	stored, unknown, err := t.stored()
	if err != nil {
		return "", err
	}
	if unknown {
		t.found.Add("", t.line, column, "answers.book.formula")
	}
	if stored == "" {
		return "", nil
	}
	switch kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(stored))
		if err != nil || n < 0 || n >= len(t.strings) {
			return "", errDamaged
		}
		return t.strings[n], nil
	case "inlineStr", "str", "e":
		return stored, nil
	case "b":
		if isTrue(stored) {
			return "TRUE", nil
		}
		return "FALSE", nil
	case "d":
		t.found.Add("", t.line, column, "answers.book.date")
		return "", nil
	}
	if n, err := strconv.Atoi(style); err == nil && n >= 0 && n < len(t.dates) && t.dates[n] {
		t.found.Add("", t.line, column, "answers.book.date")
		return "", nil
	}
	return number(stored), nil
}

// stored is what a cell holds; unknown says that it has a formula whose value
// is not stored.
func (t *sheetTable) stored() (text string, unknown bool, err error) {
	var b []byte
	formula, valued, inValue := false, false, false
	for {
		token, err := t.in.token()
		if err != nil {
			return "", false, unexpected(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			inValue = e.Name.Local == "v"
			valued = valued || inValue
			switch e.Name.Local {
			case "f":
				formula = true
			case "is":
				inline, err := t.in.richText("is")
				if err != nil {
					return "", false, unexpected(err)
				}
				b = append(b, inline...)
			}
		case xml.EndElement:
			inValue = false
			if e.Name.Local == "c" {
				return string(b), formula && !valued, nil
			}
		case xml.CharData:
			if inValue {
				b = append(b, e...)
			}
			if len(b) > maxToken {
				return "", false, errDamaged
			}
		}
	}
}

// number is a number as a person would see it in a plain cell: the workbook
// may store 0.1 as 0.10000000000000001.
func number(stored string) string {
	stored = strings.TrimSpace(stored)
	if !strings.ContainsAny(stored, ".eE") {
		return stored
	}
	n, err := strconv.ParseFloat(stored, 64)
	if err != nil {
		return stored
	}
	if n == math.Trunc(n) && math.Abs(n) < 1e15 {
		return strconv.FormatInt(int64(n), 10)
	}
	return strconv.FormatFloat(n, 'g', 15, 64)
}

// quotable is a piece of a workbook as a sentence can quote it.
func quotable(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}
