package document

import (
	"encoding/xml"
	"errors"
	"path"
	"slices"
	"strings"

	"bearings/language"
)

// docx reads one Word document.
type docx struct {
	writer
	a      *archive
	styles map[string]style
	unread []Unread
	// pictures says that there are some.
	pictures bool

	// of the part that is being read:
	x    *xmlPart
	kind language.Kind // of its paragraphs
	// once are the texts read so far, where each is read once only.
	once  map[string]bool
	table *table
	cell  *cell
	// fields are the fields that are open: true is their result, false is still
	// the instruction.
	fields []bool
	// held is a paragraph whose end was deleted: the next one goes on.
	held []byte
}

// relation is a part that another one names.
type relation struct {
	// sort is the last word of its type: "footnotes", "image".
	sort string
	part string
}

func readDOCX(f file) (Text, error) {
	a, err := openArchive(f)
	if err != nil {
		return Text{}, err
	}
	d := &docx{a: a, styles: map[string]style{}}
	main, err := d.mainPart()
	if err != nil {
		return Text{}, err
	}
	relations, err := a.relations(main)
	if err != nil {
		return Text{}, err
	}
	if err := d.readStyles(relations); err != nil {
		return Text{}, err
	}
	if err := d.readPart(main, language.Paragraph); err != nil {
		return Text{}, err
	}
	if err := d.readOthers(relations); err != nil {
		return Text{}, err
	}
	if d.text.Len() == 0 {
		return Text{}, d.nothing()
	}
	return Text{Text: d.text.String(), Blocks: d.blocks, Unread: d.unread}, nil
}

// mainPart finds the part that holds the document.
func (d *docx) mainPart() (string, error) {
	relations, err := d.a.relations("")
	if err != nil {
		return "", err
	}
	for _, r := range relations {
		if r.sort == "officeDocument" && d.a.has(r.part) {
			if strings.HasPrefix(r.part, "xl/") || strings.HasPrefix(r.part, "ppt/") {
				return "", &Error{Code: Unsupported}
			}
			return r.part, nil
		}
	}
	const usual = "word/document.xml"
	switch {
	case d.a.has(usual):
		return usual, nil
	case d.a.has("encryptedpackage"):
		return "", &Error{Code: Encrypted}
	case d.a.has("[content_types].xml"):
		return "", &Error{Code: BrokenArchive, Place: usual}
	}
	return "", &Error{Code: Unsupported}
}

// nothing says why there are no words.
func (d *docx) nothing() error {
	for _, u := range d.unread {
		if u.Code == UnreadDamaged {
			return &Error{Code: BrokenArchive, Place: u.Place}
		}
	}
	if d.pictures {
		return &Error{Code: PictureOnly}
	}
	return &Error{Code: Empty}
}

// relations are the parts that a part names; "" is the archive itself. A list that
// is missing or broken is short.
func (a *archive) relations(of string) ([]relation, error) {
	list := path.Join(path.Dir("/"+of), "_rels", path.Base("/"+of)+".rels")
	if of == "" {
		list = "_rels/.rels"
	}
	x, err := a.openXML(plainName(list))
	if err != nil {
		return nil, fatal(err)
	}
	var all []relation
	err = x.all(func(root xml.StartElement) error {
		return x.each(func(start xml.StartElement) error {
			target := value(start, "Target")
			if value(start, "TargetMode") != "External" && target != "" {
				if !strings.HasPrefix(target, "/") {
					target = path.Dir("/"+of) + "/" + target
				}
				all = append(all, relation{path.Base(value(start, "Type")), plainName(target)})
			}
			return x.skip()
		}, nil)
	})
	return all, fatal(err)
}

// fatal is an error that ends the reading of the whole file; a damaged part
// doesn't.
func fatal(err error) error {
	var limit *Error
	if errors.As(err, &limit) && limit.Code == TooLarge {
		return limit
	}
	return nil
}

// damaged notes that a part could not be read to its end.
func (d *docx) damaged(part string, err error) error {
	if err == nil {
		return nil
	}
	d.unread = append(d.unread, Unread{Code: UnreadDamaged, Place: d.a.written(part)})
	return fatal(err)
}

// readPart reads a part; its paragraphs are of a kind.
func (d *docx) readPart(part string, kind language.Kind) error {
	x, err := d.a.openXML(part)
	if err != nil {
		return d.damaged(part, err)
	}
	d.x, d.kind, d.table, d.cell, d.fields = x, kind, nil, nil, nil
	err = x.all(d.element)
	d.endAll()
	d.aside(piece{kind: kind, text: d.held})
	d.held = nil
	return d.damaged(part, err)
}

// readOthers reads what stands around the main text, in the order in which people
// come to it, and names what can't be read.
func (d *docx) readOthers(relations []relation) error {
	for _, sort := range []string{"footnotes", "endnotes", "comments", "diagramData", "chart", "header", "footer"} {
		kind := language.Paragraph
		if strings.HasSuffix(sort, "notes") {
			kind = language.Footnote
		}
		d.heads, d.once = nil, nil
		if sort == "header" || sort == "footer" || sort == "chart" {
			d.once = map[string]bool{}
		}
		for _, part := range named(relations, sort) {
			if err := d.readPart(part, kind); err != nil {
				return err
			}
		}
	}
	for _, sort := range []string{"oleObject", "package", "aFChunk", "subDocument"} {
		for _, part := range named(relations, sort) {
			d.unread = append(d.unread, Unread{Code: UnreadEmbedded, Place: d.a.written(part)})
		}
	}
	d.pictures = len(named(relations, "image")) > 0
	return nil
}

// named are the parts of a sort, each once.
func named(relations []relation, sort string) []string {
	var parts []string
	for _, r := range relations {
		if r.sort == sort && !slices.Contains(parts, r.part) {
			parts = append(parts, r.part)
		}
	}
	return parts
}
