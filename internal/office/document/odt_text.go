package document

import (
	"encoding/xml"
	"strings"

	"bearings/language"
)

// element reads any element of the text.
func (o *odt) element(start xml.StartElement) error {
	if aside(start.Name) {
		return o.x.skip()
	}
	switch start.Name.Local {
	case "p":
		return o.paragraph(start, 0)
	case "h":
		return o.paragraph(start, o.count(start, "outline-level", 10))
	case "list":
		o.lists++
		err := o.inside()
		o.lists--
		return err
	case "note":
		return o.apart(language.Footnote)
	case "annotation":
		return o.apart(language.Paragraph)
	case "table":
		return o.wholeTable()
	case "table-row":
		if o.table != nil {
			o.table.nextRow()
		}
	case "table-cell", "covered-table-cell":
		return o.tableCell(start)
	case "title", "desc":
		if strings.Contains(start.Name.Space, "svg-compatible") {
			return o.alternative()
		}
	case "image":
		o.pictures = true
	case "object", "object-ole":
		if href := strings.TrimPrefix(value(start, "href"), "./"); href != "" {
			o.unread = append(o.unread, Unread{Code: UnreadEmbedded, Place: href})
			return o.x.skip()
		}
	default:
		o.sign(start)
	}
	if o.at() != nil {
		return o.x.each(o.element, o.letters) // a span, a link
	}
	return o.inside()
}

// aside says that an element holds no text of the document: deleted text,
// settings, the number of a note, who wrote a comment and when.
func aside(name xml.Name) bool {
	switch name.Local {
	case "tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "forms",
		"event-listeners", "note-citation", "ruby-text", "number":
		return true
	case "creator", "date", "creator-initials":
		return strings.Contains(name.Space, "purl.org/dc") || strings.Contains(name.Space, "xmlns:meta")
	}
	return strings.HasSuffix(name.Local, "-source")
}

func (o *odt) letters(t xml.CharData) { o.collapse(string(t)) }

// sign writes the characters that are elements.
func (o *odt) sign(start xml.StartElement) {
	if o.at() == nil {
		return
	}
	switch start.Name.Local {
	case "s":
		o.write(strings.Repeat(" ", o.count(start, "c", 64)))
	case "tab":
		o.write("\t")
	case "line-break":
		o.write("\n")
	}
}

// paragraph reads a paragraph, or a heading of a level.
func (o *odt) paragraph(start xml.StartElement, level int) error {
	p := piece{kind: o.kind, cell: o.cell}
	switch style := value(start, "style-name"); {
	case o.quoted(style):
		p.kind = language.Blockquote
	case o.kind != language.Paragraph:
	case o.cell != nil:
		p.kind = language.Cell
	case level > 0:
		p.kind, p.level = language.Heading, level
	case style == "Title" || o.parents[style] == "Title":
		p.kind, p.level = language.Heading, 0
	case o.lists > 0:
		p.kind = language.ListItem
	}
	o.begin(p)
	err := o.x.each(o.element, o.letters)
	if p := o.at(); o.once != nil && len(p.text) > 0 {
		if o.once[string(p.text)] {
			p.text = nil
		}
		o.once[string(p.text)] = true
	}
	o.end()
	return err
}

// apart reads a note or comment where it stands; it follows its paragraph.
func (o *odt) apart(kind language.Kind) error {
	lists, cell, before := o.lists, o.cell, o.kind
	o.lists, o.cell, o.kind = 0, nil, kind
	err := o.inside()
	o.lists, o.cell, o.kind = lists, cell, before
	return err
}

// alternative reads what is said instead of a picture.
func (o *odt) alternative() error {
	o.begin(piece{cell: o.cell})
	err := o.x.each(o.element, o.letters)
	o.end()
	return err
}

func (o *odt) wholeTable() error {
	outer, cell := o.table, o.cell
	o.table = &table{}
	err := o.inside()
	o.table, o.cell = outer, cell
	return err
}

func (o *odt) tableCell(start xml.StartElement) error {
	if o.table == nil {
		return o.inside()
	}
	// A covered cell stands where a wider or higher one is drawn.
	t := o.table
	next := min(t.column+o.count(start, "number-columns-repeated", maxColumns), maxColumns)
	if start.Name.Local == "covered-table-cell" {
		t.column = next
		return o.x.skip()
	}
	outer := o.cell
	o.cell = t.nextCell(o.count(start, "number-columns-spanned", maxColumns))
	t.column = next
	err := o.inside()
	o.cell = outer
	return err
}
