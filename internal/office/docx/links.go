package docx

import (
	"strconv"
	"strings"
)

// bookmarks are a document's named places.
type bookmarks struct {
	names map[string]string // the caller's name to ours
	taken map[string]bool   // ours
	set   map[string]bool   // the caller's, once the place is written
	next  int
}

// Word takes names of up to 40 letters, digits and underscores that begin with
// a letter.
const markLength = 40

// link is our name for the caller's, the same before and after it is set.
func (b *bookmarks) link(name string) string {
	if ours, ok := b.names[name]; ok {
		return ours
	}
	base := "b_" + strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return '_'
	}, name)
	base = base[:min(len(base), markLength-5)]
	ours := base
	// Names of places differ by more than case in Word.
	for n := 2; b.taken[strings.ToLower(ours)]; n++ {
		ours = base + "_" + strconv.Itoa(n)
	}
	b.taken[strings.ToLower(ours)] = true
	b.names[name] = ours
	return ours
}

// make names a place; "" names none.
func (b *bookmarks) make(d *Document, name string) string {
	if name == "" {
		return ""
	}
	if b.set[name] {
		d.fail("the bookmark %q stands twice", name)
	}
	b.set[name] = true
	return b.link(name)
}

func (d *Document) checkLinks() {
	for name := range d.marks.names {
		if !d.marks.set[name] {
			d.fail("a link leads to %q, and there is no such bookmark", name)
		}
	}
}

func (d *Document) openMark(m *markup, name string) (id int, named bool) {
	if name == "" {
		return 0, false
	}
	id = d.marks.next
	d.marks.next++
	m.put(`<w:bookmarkStart w:id="`)
	m.number(id)
	m.put(`" w:name="`, name, `"/>`)
	return id, true
}

func closeMark(m *markup, id int, named bool) {
	if named {
		m.put(`<w:bookmarkEnd w:id="`)
		m.number(id)
		m.put(`"/>`)
	}
}

// contents is the list of contents: where it goes, and what will stand in it.
type contents struct {
	at      int // in the body; -1 for nowhere
	to      int // the deepest level
	entries []entry
}

type entry struct {
	level      int
	text, mark string
}

// Contents writes the list of contents here: all headings that follow, down to
// a level, each a link. It is a field Word can renew, and filled in already.
func (d *Document) Contents(heading string, to int) {
	d.Add(Para{Style: "ContentsHeading", Text: heading})
	d.contents.at, d.contents.to = d.body.Len(), to
}

func (d *Document) heading(p Para, level int) {
	if d.contents.at < 0 || level > d.contents.to {
		d.para(&d.body, p, "")
		d.afterTable = false
		return
	}
	mark := "_Toc" + strconv.Itoa(100000001+len(d.contents.entries))
	d.contents.entries = append(d.contents.entries, entry{level, strings.ReplaceAll(p.text(), "\n", " "), mark})
	d.para(&d.body, p, mark)
	d.afterTable = false
}

// contentsField is the list of contents as Word keeps it.
func (d *Document) contentsField() []byte {
	var m markup
	for i, e := range d.contents.entries {
		m.put(`<w:p><w:pPr><w:pStyle w:val="TOC`, strconv.Itoa(e.level), `"/></w:pPr>`)
		if i == 0 {
			m.put(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \o "1-`,
				strconv.Itoa(d.contents.to), `" \h \n </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
		}
		m.put(`<w:hyperlink w:anchor="`, e.mark, `" w:history="1"><w:r>`)
		m.text(e.text)
		m.put(`</w:r></w:hyperlink>`)
		if i == len(d.contents.entries)-1 {
			m.put(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`)
		}
		m.put(`</w:p>`)
	}
	return m.Bytes()
}
