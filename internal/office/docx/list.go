package docx

import "strconv"

// List is a list of a document: entries with the same List count on, a new
// List begins again. The zero value is no list.
type List int

type listKind int

const (
	bullets listKind = iota
	numbers
	letters
)

// listLevels is how many levels a list has.
const listLevels = 3

// Bullets begins a list with bullets.
func (d *Document) Bullets() List { return d.list(bullets) }

// Numbers begins a list numbered 1, 2, 3.
func (d *Document) Numbers() List { return d.list(numbers) }

// Letters begins a list of choices A, B, C.
func (d *Document) Letters() List { return d.list(letters) }

func (d *Document) list(kind listKind) List {
	if kind == bullets {
		for i, k := range d.lists {
			if k == bullets {
				return List(i + 1) // bullets need no beginning
			}
		}
	}
	d.lists = append(d.lists, kind)
	return List(len(d.lists))
}

// Entries writes entries of plain text.
func (d *Document) Entries(list List, texts ...string) {
	for _, text := range texts {
		d.Add(Para{Style: Item, List: list, Text: text})
	}
}

// formats are the kinds' numbering, level by level.
var formats = [...][listLevels]struct{ format, text string }{
	bullets: {{"bullet", "•"}, {"bullet", "–"}, {"bullet", "•"}},
	numbers: {{"decimal", "%1."}, {"upperLetter", "%2."}, {"lowerRoman", "%3."}},
	letters: {{"upperLetter", "%1."}, {"upperLetter", "%2."}, {"upperLetter", "%3."}},
}

// numbering is word/numbering.xml: a definition for each kind, and a list of
// it for each list of the document.
func (d *Document) numbering() []byte {
	var m markup
	m.put(xmlHead, `<w:numbering xmlns:w="`, wordSpace, `">`)
	for kind, levels := range formats {
		m.put(`<w:abstractNum w:abstractNumId="`, strconv.Itoa(kind), `"><w:multiLevelType w:val="multilevel"/>`)
		for level, f := range levels {
			m.put(`<w:lvl w:ilvl="`, strconv.Itoa(level), `"><w:start w:val="1"/><w:numFmt w:val="`, f.format,
				`"/><w:lvlText w:val="`, f.text, `"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="`,
				strconv.Itoa((level+1)*397), `" w:hanging="397"/></w:pPr></w:lvl>`)
		}
		m.put(`</w:abstractNum>`)
	}
	for i, kind := range d.lists {
		m.put(`<w:num w:numId="`, strconv.Itoa(i+1), `"><w:abstractNumId w:val="`, strconv.Itoa(int(kind)), `"/>`)
		for level := 0; kind != bullets && level < listLevels; level++ {
			m.put(`<w:lvlOverride w:ilvl="`, strconv.Itoa(level), `"><w:startOverride w:val="1"/></w:lvlOverride>`)
		}
		m.put(`</w:num>`)
	}
	m.put(`</w:numbering>`)
	return m.Bytes()
}
