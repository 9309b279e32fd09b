// Package documenttest makes documents for tests of those who read them: whole
// ones, and broken and hostile ones.
package documenttest

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// Part is one file of an archive.
type Part struct {
	Name, Body string
	// Store says that it is not packed.
	Store bool
}

// Zip makes an archive.
func Zip(parts ...Part) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range parts {
		method := zip.Deflate
		if part.Store {
			method = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.Name, Method: method})
		if err != nil {
			panic(err)
		}
		if _, err := w.Write([]byte(part.Body)); err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// Word's own namespaces, for the root of a part.
const Word = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
	`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
	`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
	`xmlns:v="urn:schemas-microsoft-com:vml"`

const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

// DOCX makes a Word document of the inside of its body. The further parts are
// related to the main part by the beginning of their names: "word/footnotes.xml" are
// its footnotes, "word/header1.xml" is a header, "word/media/image1.png" a picture,
// "word/embeddings/oleObject1.bin" an embedded object.
func DOCX(body string, parts ...Part) []byte {
	related := ""
	for i, part := range parts {
		related += fmt.Sprintf(`<Relationship Id="r%d" Type="%s%s" Target="%s"/>`, i, relationships,
			relation(part.Name), strings.TrimPrefix(part.Name, "word/"))
	}
	return Zip(append([]Part{
		{Name: "[Content_Types].xml", Body: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		{Name: "_rels/.rels", Body: `<Relationships><Relationship Id="r1" Type="` + relationships +
			`officeDocument" Target="word/document.xml"/></Relationships>`},
		{Name: "word/_rels/document.xml.rels", Body: "<Relationships>" + related + "</Relationships>"},
		{Name: "word/document.xml", Body: `<?xml version="1.0" encoding="UTF-8"?><w:document ` + Word + "><w:body>" + body +
			"</w:body></w:document>"},
	}, parts...)...)
}

// relation is the sort of relation for a part's name.
func relation(name string) string {
	name = strings.TrimPrefix(name, "word/")
	for begin, sort := range map[string]string{
		"media/": "image", "embeddings/": "oleObject", "charts/": "chart", "diagrams/": "diagramData", "afchunk": "aFChunk",
		"header": "header", "footer": "footer", "styles": "styles", "comments": "comments",
		"footnotes": "footnotes", "endnotes": "endnotes",
	} {
		if strings.HasPrefix(name, begin) {
			return sort
		}
	}
	return "other"
}

// Paragraph is a paragraph of a Word document.
func Paragraph(text string) string {
	return `<w:p><w:r><w:t xml:space="preserve">` + text + "</w:t></w:r></w:p>"
}

// Styled is a paragraph with a style.
func Styled(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + "</w:t></w:r></w:p>"
}

const office = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
	`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
	`xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" ` +
	`xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
	`xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" ` +
	`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"`

// ODT makes an OpenDocument text of the inside of its text element.
func ODT(body string, parts ...Part) []byte {
	return Zip(append([]Part{
		{Name: "mimetype", Body: "application/vnd.oasis.opendocument.text", Store: true},
		{Name: "content.xml", Body: `<office:document-content ` + office + `><office:automatic-styles>` +
			`<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>` +
			`</office:automatic-styles><office:body><office:text>` + body +
			`</office:text></office:body></office:document-content>`},
	}, parts...)...)
}

// OfficeStyles is a styles.xml with such a header.
func OfficeStyles(header string) Part {
	return Part{Name: "styles.xml", Body: `<office:document-styles ` + office + `><office:master-styles><style:master-page>` +
		`<style:header>` + header + `</style:header></style:master-page></office:master-styles></office:document-styles>`}
}

// Objects makes a PDF of objects, numbered from 1. trailer is added to its
// trailer.
func Objects(trailer string, objects ...string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	places := make([]int, len(objects))
	for i, object := range objects {
		places[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	list := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range places {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, list)
	return out.Bytes()
}

// Stream is a PDF stream with entries in its dictionary.
func Stream(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
}

// Flate packs data for a stream with the filter FlateDecode.
func Flate(data string) string {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	if _, err := z.Write([]byte(data)); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.String()
}

// PDF makes a PDF with a page for each drawing. Drawings can use the font /F1
// (Helvetica) and the picture /Im1.
func PDF(drawings ...string) []byte {
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
		Stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "\x7f"),
	}
	kids := ""
	for _, drawing := range drawings {
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"+
				"/Resources<</Font<</F1 3 0 R>>/XObject<</Im1 4 0 R>>>>>>", len(objects)+2),
			Stream("", drawing))
		kids += fmt.Sprintf("%d 0 R ", len(objects)-1)
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(drawings), kids)
	return Objects("", objects...)
}

// Shown draws lines of text from the top of a page, in a size.
func Shown(size float64, lines ...string) string {
	out := fmt.Sprintf("BT /F1 %g Tf %g TL 72 770 Td", size, size*1.2)
	for _, line := range lines {
		out += " (" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(line) + ") Tj T*"
	}
	return out + " ET"
}

// Scan draws a picture over the whole page.
const Scan = "q 595 0 0 842 0 0 cm /Im1 Do Q"
