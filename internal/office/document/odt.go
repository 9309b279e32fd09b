package document

import (
	"encoding/xml"
	"strconv"
	"strings"

	"bearings/language"
)

// odt reads one OpenDocument text.
type odt struct {
	writer
	a      *archive
	unread []Unread
	// parents are the styles that styles are made from.
	parents map[string]string

	// of the part that is being read:
	x     *xmlPart
	kind  language.Kind // of its paragraphs
	lists int           // that are open
	table *table
	cell  *cell
	// pictures says that there are some.
	pictures bool
	// once are the headers and footers read so far.
	once map[string]bool
}

const odtContent = "content.xml"

func readODT(f file) (Text, error) {
	a, err := openArchive(f)
	if err != nil {
		return Text{}, err
	}
	o := &odt{a: a, parents: map[string]string{}}
	if err := o.openable(); err != nil {
		return Text{}, err
	}
	if err := o.readStyles(); err != nil {
		return Text{}, err
	}
	if err := o.readPart(odtContent, o.content); err != nil {
		return Text{}, err
	}
	o.heads, o.once = nil, map[string]bool{}
	if a.has("styles.xml") {
		if err := o.readPart("styles.xml", o.margins); err != nil {
			return Text{}, err
		}
	}
	if o.text.Len() > 0 {
		return Text{Text: o.text.String(), Blocks: o.blocks, Unread: o.unread}, nil
	}
	return Text{}, o.nothing()
}

func (o *odt) nothing() error {
	for _, u := range o.unread {
		if u.Code == UnreadDamaged {
			return &Error{Code: BrokenArchive, Place: u.Place}
		}
	}
	if o.pictures {
		return &Error{Code: PictureOnly}
	}
	return &Error{Code: Empty}
}

// openable looks whether the content is there and not under a password.
func (o *odt) openable() error {
	if o.a.has("encrypted-package") {
		return &Error{Code: Encrypted}
	}
	if !o.a.has(odtContent) {
		return &Error{Code: BrokenArchive, Place: odtContent}
	}
	x, err := o.a.openXML("meta-inf/manifest.xml")
	if err != nil {
		return fatal(err)
	}
	locked := false
	err = x.all(func(xml.StartElement) error {
		return x.each(func(entry xml.StartElement) error {
			content := plainName(value(entry, "full-path")) == odtContent
			return x.each(func(start xml.StartElement) error {
				locked = locked || content && start.Name.Local == "encryption-data"
				return x.skip()
			}, nil)
		}, nil)
	})
	if locked {
		return &Error{Code: Encrypted}
	}
	return fatal(err)
}

// readStyles learns which styles are made from which, in both parts that hold
// styles.
func (o *odt) readStyles() error {
	for _, part := range []string{"styles.xml", odtContent} {
		x, err := o.a.openXML(part)
		if err != nil {
			if err = fatal(err); err != nil {
				return err
			}
			continue
		}
		err = x.all(func(xml.StartElement) error {
			return x.each(func(start xml.StartElement) error {
				if start.Name.Local != "styles" && start.Name.Local != "automatic-styles" {
					return x.skip()
				}
				return x.each(func(start xml.StartElement) error {
					if name, parent := value(start, "name"), value(start, "parent-style-name"); parent != "" {
						o.parents[name] = parent
					}
					return x.skip()
				}, nil)
			}, nil)
		})
		if fatal(err) != nil {
			return err
		}
	}
	return nil
}

// quoted says that a style is one for quotations, by its name or where it comes
// from.
func (o *odt) quoted(style string) bool {
	for range maxStyles {
		if name := strings.ToLower(style); strings.Contains(name, "quot") || name == "block_20_text" {
			return true
		}
		parent, ok := o.parents[style]
		if !ok || parent == style {
			return false
		}
		style = parent
	}
	return false
}

func (o *odt) readPart(part string, root func(xml.StartElement) error) error {
	x, err := o.a.openXML(part)
	if err == nil {
		o.x = x
		err = x.all(root)
		o.endAll()
	}
	if err != nil {
		o.unread = append(o.unread, Unread{Code: UnreadDamaged, Place: part})
	}
	return fatal(err)
}

// content reads the body of content.xml.
func (o *odt) content(xml.StartElement) error {
	return o.x.each(func(start xml.StartElement) error {
		if start.Name.Local != "body" {
			return o.x.skip()
		}
		return o.inside()
	}, nil)
}

// margins reads the headers and footers of styles.xml.
func (o *odt) margins(xml.StartElement) error {
	return o.x.each(func(start xml.StartElement) error {
		if start.Name.Local != "master-styles" {
			return o.x.skip()
		}
		return o.inside()
	}, nil)
}

func (o *odt) inside() error { return o.x.each(o.element, nil) }

// count is a number in an attribute, from 1 to most.
func (o *odt) count(start xml.StartElement, name string, most int) int {
	n, err := strconv.Atoi(value(start, name))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}
