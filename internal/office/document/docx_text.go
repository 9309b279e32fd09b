package document

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf8"

	"bearings/language"
)

// vocabulary is the XML vocabulary that an element belongs to.
type vocabulary uint8

const (
	otherVocabulary vocabulary = iota
	wordVocabulary
	compatibilityVocabulary
	drawingVocabulary
	chartVocabulary
	mathVocabulary
)

func vocabularyOf(space string) vocabulary {
	switch {
	case strings.HasSuffix(space, "/wordprocessingml/2006/main"), strings.HasSuffix(space, "/wordprocessingml/main"):
		return wordVocabulary
	case strings.HasSuffix(space, "/markup-compatibility/2006"):
		return compatibilityVocabulary
	case strings.HasSuffix(space, "/drawingml/2006/main"), strings.HasSuffix(space, "/drawingml/main"):
		return drawingVocabulary
	case strings.HasSuffix(space, "/drawingml/2006/chart"), strings.HasSuffix(space, "/drawingml/chart"):
		return chartVocabulary
	case strings.HasSuffix(space, "/officeDocument/2006/math"), strings.HasSuffix(space, "/officeDocument/math"):
		return mathVocabulary
	}
	return otherVocabulary
}

// element reads any element of a part.
func (d *docx) element(start xml.StartElement) error {
	switch vocabularyOf(start.Name.Space) {
	case wordVocabulary:
		return d.word(start)
	case compatibilityVocabulary:
		if start.Name.Local == "AlternateContent" {
			return d.alternate()
		}
	case drawingVocabulary, chartVocabulary, mathVocabulary:
		return d.drawn(start)
	default:
		switch start.Name.Local {
		case "docPr":
			d.alternative(value(start, "descr"))
		case "shape":
			d.alternative(value(start, "alt"))
		case "textpath":
			d.alternative(value(start, "string"))
		}
	}
	return d.inside()
}

func (d *docx) inside() error { return d.x.each(d.element, nil) }

// word reads an element of Word's own vocabulary.
func (d *docx) word(start xml.StartElement) error {
	switch start.Name.Local {
	case "p":
		return d.paragraph()
	case "t":
		return d.letters(start)
	case "tbl":
		return d.wholeTable()
	case "tr":
		return d.row()
	case "tc":
		return d.tableCell()
	case "footnote", "endnote":
		if value(start, "type") != "" { // the line above the notes
			return d.x.skip()
		}
	case "del", "moveFrom", "delText", "instrText", "rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr",
		"sdtPr", "sdtEndPr", "rt", "ffData", "tblPrEx":
		return d.x.skip()
	case "fldChar":
		d.field(value(start, "fldCharType"))
	default:
		d.sign(start)
	}
	return d.inside()
}

// sign writes the characters that are elements.
func (d *docx) sign(start xml.StartElement) {
	if !d.shown() {
		return
	}
	switch start.Name.Local {
	case "tab", "ptab":
		d.inParagraph("\t")
	case "br", "cr":
		d.inParagraph("\n")
	case "noBreakHyphen":
		d.inParagraph("\u2011")
	case "softHyphen":
		d.inParagraph("\u00ad")
	case "sym":
		if code, err := strconv.ParseUint(value(start, "char"), 16, 32); err == nil && utf8.ValidRune(rune(code)) && code > ' ' {
			d.inParagraph(string(rune(code)))
		}
	}
}

// inParagraph writes where a paragraph is open; tabs also stand in its settings.
func (d *docx) inParagraph(s string) {
	if d.at() != nil {
		d.write(s)
	}
}

// letters reads a piece of text.
func (d *docx) letters(start xml.StartElement) error {
	keep := value(start, "space") == "preserve"
	var text strings.Builder
	err := d.x.each(func(xml.StartElement) error { return d.x.skip() }, func(t xml.CharData) { text.Write(t) })
	s := text.String()
	if !keep {
		s = strings.Trim(s, blanks)
	}
	if d.shown() {
		d.write(s)
	}
	return err
}

// shown says that we are not in the instruction of a field.
func (d *docx) shown() bool {
	for _, result := range d.fields {
		if !result {
			return false
		}
	}
	return true
}

func (d *docx) field(what string) {
	last := len(d.fields) - 1
	switch {
	case what == "begin" && last < maxDepth:
		d.fields = append(d.fields, false)
	case what == "separate" && last >= 0:
		d.fields[last] = true
	case what == "end" && last >= 0:
		d.fields = d.fields[:last]
	}
}

// alternate reads the first of several forms of the same thing.
func (d *docx) alternate() error {
	done := false
	return d.x.each(func(start xml.StartElement) error {
		if done || start.Name.Local != "Choice" && start.Name.Local != "Fallback" {
			return d.x.skip()
		}
		done = true
		return d.inside()
	}, nil)
}

// alternative adds what is said instead of a picture.
func (d *docx) alternative(text string) {
	if text != "" {
		d.aside(piece{text: []byte(text), cell: d.cell})
	}
}

// drawn reads drawings, charts and formulas, as far as they hold words.
func (d *docx) drawn(start xml.StartElement) error {
	switch start.Name.Local {
	case "p":
		d.begin(piece{cell: d.cell})
		err := d.inside()
		d.endOnce()
		return err
	case "t":
		return d.letters(start)
	case "br":
		d.inParagraph("\n")
	case "strCache":
		return d.labels()
	}
	return d.inside()
}

// labels reads the words along a chart's axes.
func (d *docx) labels() error {
	return d.x.each(func(start xml.StartElement) error {
		if start.Name.Local == "v" {
			d.begin(piece{})
			err := d.letters(start)
			d.endOnce()
			return err
		}
		return d.labels()
	}, nil)
}

// paragraph reads a paragraph with its settings.
func (d *docx) paragraph() error {
	p := piece{kind: d.kind, cell: d.cell, text: d.held}
	d.held = nil
	if d.cell != nil {
		p.kind = language.Cell
	}
	joined := false
	d.begin(p)
	own := d.at()
	err := d.x.each(func(start xml.StartElement) error {
		if start.Name.Local == "pPr" && vocabularyOf(start.Name.Space) == wordVocabulary {
			look, err := d.settings()
			d.dress(own, look)
			joined = look.joined
			return err
		}
		return d.element(start)
	}, nil)
	for i := range d.fields {
		d.fields[i] = true // an instruction ends with its paragraph
	}
	if joined && len(own.text) > 0 {
		d.held, own.text = own.text, nil
	}
	d.endOnce()
	return err
}

// endOnce closes a block, unless a header or chart has said the same before.
func (d *docx) endOnce() {
	p := d.at()
	if p == nil {
		return
	}
	if d.once != nil && d.kind != language.Footnote {
		if d.once[string(p.text)] {
			p.text = nil
		} else if len(p.text) > 0 {
			d.once[string(p.text)] = true
		}
	}
	d.end()
}
