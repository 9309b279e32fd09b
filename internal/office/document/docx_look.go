package document

import (
	"encoding/xml"
	"strconv"
	"strings"

	"bearings/language"
)

// look is what a paragraph's settings say of it.
type look struct {
	style string
	// level is its outline level from 1, 0 for none.
	level int
	// list says that it has a number or bullet; noList that it has none whatever
	// its style says.
	list, noList bool
	// joined says that its end was deleted, while changes were tracked.
	joined bool
}

// style is a paragraph style.
type style struct {
	name, basedOn string
	look          look
}

// settings reads a paragraph's settings.
func (d *docx) settings() (look, error) {
	var l look
	err := d.x.each(func(start xml.StartElement) error {
		switch start.Name.Local {
		case "pStyle":
			l.style = value(start, "val")
		case "outlineLvl":
			if n, err := strconv.Atoi(value(start, "val")); err == nil && n >= 0 && n < 9 {
				l.level = n + 1
			}
		case "numPr":
			return d.numbering(&l)
		case "rPr":
			return d.x.each(func(mark xml.StartElement) error {
				l.joined = l.joined || mark.Name.Local == "del" || mark.Name.Local == "moveFrom"
				return d.x.skip()
			}, nil)
		}
		return d.x.skip()
	}, nil)
	return l, err
}

func (d *docx) numbering(l *look) error {
	l.list = true
	return d.x.each(func(start xml.StartElement) error {
		if start.Name.Local == "numId" && value(start, "val") == "0" {
			l.list, l.noList = false, true
		}
		return d.x.skip()
	}, nil)
}

// maxStyles is how many styles may be built upon each other.
const maxStyles = 32

// dress gives a paragraph the kind that its settings and style mean.
func (d *docx) dress(p *piece, l look) {
	heading, quoted := l.level, false
	id := l.style
	for range maxStyles {
		s, known := d.styles[id]
		name := s.name
		if !known {
			name = id
		}
		level, quote := meaning(name)
		quoted = quoted || quote
		if heading == 0 {
			heading = max(level, s.look.level)
		}
		l.list = l.list || s.look.list && !l.noList
		if s.basedOn == "" || s.basedOn == id {
			break
		}
		id = s.basedOn
	}
	switch {
	case quoted:
		p.kind = language.Blockquote
	case d.cell != nil || d.kind != language.Paragraph:
	case heading > 0:
		p.kind, p.level = language.Heading, heading
	case l.list:
		p.kind = language.ListItem
	}
}

// meaning is what the name of a style says: a heading of a level, or a quotation.
func meaning(name string) (level int, quote bool) {
	name = strings.ReplaceAll(strings.ToLower(name), " ", "")
	switch name {
	case "title":
		return 1, false
	case "subtitle":
		return 2, false
	case "blocktext":
		return 0, true
	}
	if rest, ok := strings.CutPrefix(name, "heading"); ok && len(rest) == 1 && rest >= "1" && rest <= "9" {
		return int(rest[0] - '0'), false
	}
	return 0, strings.Contains(name, "quot")
}

// readStyles reads the paragraph styles.
func (d *docx) readStyles(relations []relation) error {
	for _, part := range named(relations, "styles") {
		x, err := d.a.openXML(part)
		if err != nil {
			return fatal(err)
		}
		d.x = x
		err = x.all(func(xml.StartElement) error {
			return x.each(func(start xml.StartElement) error {
				if start.Name.Local != "style" || value(start, "type") != "paragraph" {
					return x.skip()
				}
				return d.readStyle(value(start, "styleId"))
			}, nil)
		})
		if fatal(err) != nil {
			return err
		}
	}
	return nil
}

func (d *docx) readStyle(id string) error {
	var s style
	err := d.x.each(func(start xml.StartElement) (err error) {
		switch start.Name.Local {
		case "name":
			s.name = value(start, "val")
		case "basedOn":
			s.basedOn = value(start, "val")
		case "pPr":
			s.look, err = d.settings()
			return err
		}
		return d.x.skip()
	}, nil)
	d.styles[id] = s
	return err
}
