package docx

import "strconv"

// style is a paragraph style: its measures are in points, its parts written in
// the order of CT_Style.
type style struct {
	id, name      string
	next          string // the style of the paragraph behind it, when somebody types on
	size          float64
	bold, italic  bool
	colour        Colour
	before, after float64
	line          float64 // times the font's own
	keepNext      bool
	outline       int    // 1 to 5 for headings
	more          string // further parts of w:pPr between keepNext and spacing: w:pBdr, w:shd, w:tabs
	indent        string // parts of w:pPr after spacing: w:ind, w:contextualSpacing, w:jc
}

var paragraphStyles = []style{
	{id: "Title", name: "Title", next: "Lead", size: 30, bold: true, colour: Deep, after: 8, line: 1.05, keepNext: true},
	{id: "Lead", name: "Subtitle", size: 14, colour: Ink, after: 10, line: 1.2},
	{id: "Kicker", name: "Kicker", size: 10, colour: Muted, after: 2, line: 1.1, keepNext: true},
	{id: "Heading1", name: "heading 1", next: "Normal", size: 20, bold: true, colour: Deep, before: 22, after: 6, line: 1.1, keepNext: true, outline: 1},
	{id: "Heading2", name: "heading 2", next: "Normal", size: 15.5, bold: true, colour: Deep, before: 16, after: 5, line: 1.1, keepNext: true, outline: 2},
	{id: "Heading3", name: "heading 3", next: "Normal", size: 13, bold: true, colour: Accent, before: 13, after: 4, line: 1.1, keepNext: true, outline: 3},
	{id: "Heading4", name: "heading 4", next: "Normal", size: 11.5, bold: true, colour: Ink, before: 11, after: 3, line: 1.15, keepNext: true, outline: 4},
	{id: "Heading5", name: "heading 5", next: "Normal", size: 10.5, bold: true, colour: Muted, before: 9, after: 3, line: 1.15, keepNext: true, outline: 5},
	{id: "ContentsHeading", name: "Contents Heading", next: "Normal", size: 15.5, bold: true, colour: Deep, before: 14, after: 5, line: 1.1, keepNext: true},
	{id: "Small", name: "Small", size: 9.5, after: 4, line: 1.12},
	{id: "Hint", name: "Hint", size: 10, colour: Muted, after: 5, line: 1.12},
	{id: "Caption", name: "caption", size: 10, bold: true, colour: Ink, before: 8, after: 3, line: 1.1, keepNext: true},
	{id: "Callout", name: "Callout", size: 11, after: 8, line: 1.15,
		more:   `<w:pBdr><w:top w:val="single" w:sz="4" w:space="5" w:color="EEF4F3"/><w:left w:val="single" w:sz="4" w:space="6" w:color="EEF4F3"/><w:bottom w:val="single" w:sz="4" w:space="5" w:color="EEF4F3"/><w:right w:val="single" w:sz="4" w:space="6" w:color="EEF4F3"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="EEF4F3"/>`,
		indent: `<w:ind w:left="142" w:right="142"/>`},
	{id: "Notice", name: "Notice", size: 11, bold: true, before: 6, after: 10, line: 1.15,
		more:   `<w:pBdr><w:top w:val="single" w:sz="12" w:space="5" w:color="4A5A61"/><w:left w:val="single" w:sz="12" w:space="6" w:color="4A5A61"/><w:bottom w:val="single" w:sz="12" w:space="5" w:color="4A5A61"/><w:right w:val="single" w:sz="12" w:space="6" w:color="4A5A61"/></w:pBdr>`,
		indent: `<w:ind w:left="156" w:right="156"/>`},
	{id: "ListItem", name: "List Paragraph", size: 11, after: 3, line: 1.15},
	{id: "Point", name: "Point", size: 9.5, after: 1.5, line: 1.05},
	{id: "CellText", name: "Cell Text", size: 10, line: 1.08},
	{id: "Figures", name: "Figures", size: 7.5, line: 1.08},
	{id: "CellHead", name: "Cell Head", size: 9.5, colour: Muted, line: 1.05, keepNext: true},
	{id: "CardWord", name: "Card Word", size: 22, bold: true, colour: Deep, line: 1.05, indent: `<w:jc w:val="center"/>`},
	{id: "WriteLine", name: "Write Line", size: 10, before: 12, after: 2, line: 1,
		more: `<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="4A5A61"/><w:between w:val="single" w:sz="4" w:space="1" w:color="4A5A61"/></w:pBdr>`},
	{id: "Rule", name: "Rule", size: 4, before: 4, after: 6, line: 1,
		more: `<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="B9CBC9"/></w:pBdr>`},
	{id: "Gap", name: "Gap", size: 4, line: 1},
	{id: "TOC1", name: "toc 1", size: 11, bold: true, before: 5, after: 1, line: 1.1},
	{id: "TOC2", name: "toc 2", size: 10.5, after: 1, line: 1.1, indent: `<w:ind w:left="284"/>`},
	{id: "TOC3", name: "toc 3", size: 10, after: 1, line: 1.1, indent: `<w:ind w:left="568"/>`},
	{id: "Header", name: "header", size: 8.5, colour: Muted, line: 1, more: `<w:tabs><w:tab w:val="right" w:pos="9866"/></w:tabs>`},
	{id: "Footer", name: "footer", size: 8.5, colour: Muted, line: 1.05, more: `<w:tabs><w:tab w:val="right" w:pos="9866"/></w:tabs>`},
}

// styles is word/styles.xml.
func (d *Document) styles() []byte {
	var m markup
	m.put(xmlHead, `<w:styles xmlns:w="`, wordSpace, `"><w:docDefaults><w:rPrDefault><w:rPr>`,
		`<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:color w:val="`, string(Ink), `"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="`)
	m.plain(languageTag(d.props.Language))
	m.put(`" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`,
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>`,
		`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>`,
		`<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="`, string(Accent), `"/><w:u w:val="single"/></w:rPr></w:style>`,
		tableStyles)
	for _, s := range paragraphStyles {
		s.write(&m)
	}
	m.put(`</w:styles>`)
	return m.Bytes()
}

func (s style) write(m *markup) {
	m.put(`<w:style w:type="paragraph" w:styleId="`, s.id, `"><w:name w:val="`, s.name, `"/><w:basedOn w:val="Normal"/>`)
	if s.next != "" {
		m.put(`<w:next w:val="`, s.next, `"/>`)
	}
	m.put(`<w:qFormat/><w:pPr>`)
	m.when(s.keepNext, `<w:keepNext/>`)
	m.when(s.outline > 0, `<w:keepLines/>`)
	m.put(s.more)
	m.put(`<w:spacing w:before="`, strconv.Itoa(int(s.before*20)), `" w:after="`, strconv.Itoa(int(s.after*20)),
		`" w:line="`, strconv.Itoa(int(s.line*240)), `" w:lineRule="auto"/>`, s.indent)
	if s.outline > 0 {
		m.put(`<w:outlineLvl w:val="`, strconv.Itoa(s.outline-1), `"/>`)
	}
	m.put(`</w:pPr><w:rPr>`)
	m.when(s.bold, `<w:b/><w:bCs/>`)
	m.when(s.italic, `<w:i/><w:iCs/>`)
	if s.colour != "" {
		m.put(`<w:color w:val="`, string(s.colour), `"/>`)
	}
	half := strconv.Itoa(int(s.size * 2))
	m.put(`<w:sz w:val="`, half, `"/><w:szCs w:val="`, half, `"/></w:rPr></w:style>`)
}

// tableStyles are the looks of tables: lines between rows, frames, and frames
// to cut along.
const tableStyles = `<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>` +
	`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
	`<w:style w:type="table" w:styleId="Lined"><w:name w:val="Lined"/><w:basedOn w:val="TableNormal"/><w:tblPr>` +
	`<w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="B9CBC9"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="B9CBC9"/></w:tblBorders>` +
	`<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
	`<w:style w:type="table" w:styleId="Close"><w:name w:val="Close"/><w:basedOn w:val="Lined"/><w:tblPr>` +
	`<w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="B9CBC9"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="B9CBC9"/></w:tblBorders>` +
	`<w:tblCellMar><w:top w:w="15" w:type="dxa"/><w:left w:w="40" w:type="dxa"/><w:bottom w:w="15" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
	`<w:style w:type="table" w:styleId="Boxed"><w:name w:val="Boxed"/><w:basedOn w:val="TableNormal"/><w:tblPr>` +
	`<w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="4A5A61"/><w:left w:val="single" w:sz="8" w:space="0" w:color="4A5A61"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="4A5A61"/><w:right w:val="single" w:sz="8" w:space="0" w:color="4A5A61"/><w:insideH w:val="single" w:sz="8" w:space="0" w:color="4A5A61"/><w:insideV w:val="single" w:sz="8" w:space="0" w:color="4A5A61"/></w:tblBorders>` +
	`<w:tblCellMar><w:top w:w="80" w:type="dxa"/><w:left w:w="140" w:type="dxa"/><w:bottom w:w="80" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
	`<w:style w:type="table" w:styleId="Dashed"><w:name w:val="Dashed"/><w:basedOn w:val="TableNormal"/><w:tblPr>` +
	`<w:tblBorders><w:top w:val="dashed" w:sz="8" w:space="0" w:color="4A5A61"/><w:left w:val="dashed" w:sz="8" w:space="0" w:color="4A5A61"/><w:bottom w:val="dashed" w:sz="8" w:space="0" w:color="4A5A61"/><w:right w:val="dashed" w:sz="8" w:space="0" w:color="4A5A61"/><w:insideH w:val="dashed" w:sz="8" w:space="0" w:color="4A5A61"/><w:insideV w:val="dashed" w:sz="8" w:space="0" w:color="4A5A61"/></w:tblBorders>` +
	`<w:tblCellMar><w:top w:w="120" w:type="dxa"/><w:left w:w="140" w:type="dxa"/><w:bottom w:w="120" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`
