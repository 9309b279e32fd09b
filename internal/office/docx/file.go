package docx

import (
	"archive/zip"
	"io"
	"strings"
)

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordSpace = `http://schemas.openxmlformats.org/wordprocessingml/2006/main`
	relations = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	relSpace  = `http://schemas.openxmlformats.org/package/2006/relationships`
	wordType  = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
)

// write puts the parts of the document into one file, in an order that never
// changes and without a time.
func (d *Document) write(w io.Writer) error {
	file := zip.NewWriter(w)
	parts := []struct {
		name  string
		parts [][]byte
	}{
		{"[Content_Types].xml", one(d.contentTypes())},
		{"_rels/.rels", one([]byte(packageRelations))},
		{"docProps/core.xml", one(d.core())},
		{"docProps/app.xml", one(d.app())},
		{"word/document.xml", d.document()},
		{"word/_rels/document.xml.rels", one(d.documentRelations())},
		{"word/styles.xml", one(d.styles())},
		{"word/numbering.xml", one(d.numbering())},
		{"word/settings.xml", one(d.settings())},
		{"word/header1.xml", one(d.header())},
		{"word/footer1.xml", one(d.footer())},
	}
	for _, p := range parts {
		out, err := file.Create(p.name)
		if err != nil {
			return err
		}
		for _, data := range p.parts {
			if _, err := out.Write(data); err != nil {
				return err
			}
		}
	}
	for i, png := range d.pictures.all {
		// A PNG is compressed already.
		out, err := file.CreateHeader(&zip.FileHeader{Name: "word/" + pictureFile(i), Method: zip.Store})
		if err != nil {
			return err
		}
		if _, err := out.Write(png); err != nil {
			return err
		}
	}
	return file.Close()
}

func one(data []byte) [][]byte { return [][]byte{data} }

func (d *Document) contentTypes() []byte {
	var m markup
	m.put(xmlHead, `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
		`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>`,
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>`,
		`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>`,
		`<Override PartName="/word/document.xml" ContentType="`, wordType, `document.main+xml"/>`)
	for _, part := range [][2]string{{"styles", "styles"}, {"numbering", "numbering"}, {"settings", "settings"}, {"header1", "header"}, {"footer1", "footer"}} {
		m.put(`<Override PartName="/word/`, part[0], `.xml" ContentType="`, wordType, part[1], `+xml"/>`)
	}
	m.put(`</Types>`)
	return m.Bytes()
}

const packageRelations = xmlHead + `<Relationships xmlns="` + relSpace + `">` +
	`<Relationship Id="document" Type="` + relations + `/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="app" Type="` + relations + `/extended-properties" Target="docProps/app.xml"/>` +
	`</Relationships>`

func (d *Document) documentRelations() []byte {
	var m markup
	m.put(xmlHead, `<Relationships xmlns="`, relSpace, `">`)
	for _, part := range [][2]string{{"styles", "styles"}, {"numbering", "numbering"}, {"settings", "settings"}, {"header", "header1"}, {"footer", "footer1"}} {
		m.put(`<Relationship Id="`, part[0], `" Type="`, relations, `/`, part[0], `" Target="`, part[1], `.xml"/>`)
	}
	for i := range d.pictures.all {
		m.put(`<Relationship Id="`, pictureRelation(i), `" Type="`, relations, `/image" Target="`, pictureFile(i), `"/>`)
	}
	m.put(`</Relationships>`)
	return m.Bytes()
}

func (d *Document) core() []byte {
	var m markup
	m.put(xmlHead, `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">`)
	for _, field := range [][2]string{{"dc:title", d.props.Title}, {"dc:subject", d.props.Subject}, {"dc:creator", d.props.Creator}, {"dc:language", languageTag(d.props.Language)}} {
		if field[1] != "" {
			m.put(`<`, field[0], `>`)
			m.plain(field[1])
			m.put(`</`, field[0], `>`)
		}
	}
	m.put(`</cp:coreProperties>`)
	return m.Bytes()
}

func (d *Document) app() []byte {
	var m markup
	m.put(xmlHead, `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>`)
	m.plain(d.props.Creator)
	m.put(`</Application></Properties>`)
	return m.Bytes()
}

const documentHead = xmlHead + `<w:document xmlns:w="` + wordSpace + `" xmlns:r="` + relations +
	`" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>`

const documentFoot = `</w:body></w:document>`

func (d *Document) document() [][]byte {
	body := d.body.Bytes()
	if d.contents.at < 0 {
		return [][]byte{[]byte(documentHead), body, []byte(documentFoot)}
	}
	return [][]byte{[]byte(documentHead), body[:d.contents.at], d.contentsField(), body[d.contents.at:], []byte(documentFoot)}
}

// settings is word/settings.xml, in the order of CT_Settings. Mode 15 is that
// of Word 2013 and later; without it Word opens a document as an old one.
func (d *Document) settings() []byte {
	var m markup
	m.put(xmlHead, `<w:settings xmlns:w="`, wordSpace, `"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>`,
		`<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>`,
		`<w:themeFontLang w:val="`)
	m.plain(languageTag(d.props.Language))
	m.put(`"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`)
	return m.Bytes()
}

func (d *Document) header() []byte {
	var m markup
	m.put(xmlHead, `<w:hdr xmlns:w="`, wordSpace, `"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>`)
	if d.props.Name != "" {
		m.put(`<w:r>`)
		m.text(d.props.Name)
		m.put(`</w:r>`)
	}
	if d.props.Label != "" {
		m.put(`<w:r><w:tab/></w:r><w:r><w:rPr><w:b/><w:bCs/></w:rPr>`)
		m.text(d.props.Label)
		m.put(`</w:r>`)
	}
	m.put(`</w:p></w:hdr>`)
	return m.Bytes()
}

func (d *Document) footer() []byte {
	var m markup
	m.put(xmlHead, `<w:ftr xmlns:w="`, wordSpace, `"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>`)
	if d.props.Foot != "" {
		m.put(`<w:r>`)
		m.text(d.props.Foot)
		m.put(`</w:r>`)
	}
	m.put(`<w:r><w:tab/></w:r>`)
	pageLine(&m, d.props.PageLine)
	m.put(`</w:p></w:ftr>`)
	return m.Bytes()
}

// pageLine writes a line with fields where its marks are.
func pageLine(m *markup, line string) {
	for line != "" {
		at, mark, field := strings.Index(line, PageMark), PageMark, "PAGE"
		if all := strings.Index(line, PagesMark); all >= 0 && (at < 0 || all < at) {
			at, mark, field = all, PagesMark, "NUMPAGES"
		}
		if at < 0 {
			at, mark, field = len(line), "", ""
		}
		if at > 0 {
			m.put(`<w:r>`)
			m.text(line[:at])
			m.put(`</w:r>`)
		}
		if field != "" {
			m.put(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> `, field,
				` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`)
		}
		line = line[at+len(mark):]
	}
}
