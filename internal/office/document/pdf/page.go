package pdf

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Page is what a page says.
type Page struct {
	// Lines are in the order in which they are drawn.
	Lines []Line
	// Notes are comments, and answers in a form, that are not drawn.
	Notes []string
	// Files are the names of files that are pinned to the page.
	Files []string
	// Letters counts the signs on the page, Lost those of them that the file doesn't
	// say the meaning of.
	Letters, Lost int
	// Pictures says that there are some, Covered that they cover most of the page.
	Pictures, Covered bool
	// Damaged says that a part of the page could not be read, TooLarge that reading
	// ended before its end.
	Damaged, TooLarge bool
}

// Page reads a page; the first one is 0.
func (f *File) Page(number int) (Page, error) {
	d := f.pages[number]
	out := &layout{}
	p := &painter{
		f: f, out: out, resources: f.dict(d["Resources"]), fonts: map[name]*font{},
		state: state{page: f.turned(d), stretch: 1}, text: identity, line: identity,
	}
	data, ok := f.contents(d["Contents"])
	p.damaged = !ok || len(d) == 0
	p.run(data)
	out.close()
	page := Page{}
	f.readNotes(p, d, &page)
	out.close()
	if f.over {
		return Page{}, ErrTooLarge
	}
	page.Lines, page.Pictures = out.lines, out.pictures
	page.Covered = f.covered(d, out.area)
	page.Letters, page.Lost = out.letters, out.lost
	page.Damaged, page.TooLarge = p.damaged, out.full()
	return page, nil
}

// turned is how the page is turned when it is shown.
func (f *File) turned(d dict) matrix {
	switch (f.whole(d["Rotate"], -3600, 3600)%360 + 360) % 360 {
	case 90:
		return matrix{0, -1, 1, 0, 0, 0}
	case 180:
		return matrix{-1, 0, 0, -1, 0, 0}
	case 270:
		return matrix{0, 1, -1, 0, 0, 0}
	}
	return identity
}

// contents unpacks the drawing of a page, which may come in several streams.
func (f *File) contents(o object) ([]byte, bool) {
	switch o := f.resolve(o).(type) {
	case nil:
		return nil, true
	case *stream:
		data, err := f.decode(o)
		return data, err == nil
	case array:
		var all bytes.Buffer
		fine := true
		for _, part := range o {
			s, ok := f.resolve(part).(*stream)
			if !ok || !f.spend(stepCost) {
				fine = false
				continue
			}
			data, err := f.decode(s)
			fine = fine && err == nil
			all.Write(data)
			all.WriteByte('\n')
		}
		return all.Bytes(), fine
	}
	return nil, false
}

// maxNotes is how many notes a page may have.
const maxNotes = 10_000

// readNotes reads what is pinned to a page: answers in forms, comments.
func (f *File) readNotes(p *painter, d dict, page *Page) {
	notes := f.array(d["Annots"])
	for _, o := range notes[:min(len(notes), maxNotes)] {
		if !f.spend(stepCost) {
			return
		}
		note := f.dict(o)
		switch f.name(note["Subtype"]) {
		case "Link", "Popup", "":
			continue
		case "FileAttachment":
			page.Files = append(page.Files, f.fileName(nil, f.dict(note["FS"])))
		}
		p.state = state{page: f.turned(d), stretch: 1}
		if f.drawNote(p, note) {
			continue
		}
		for _, key := range []name{"Contents", "V"} {
			if t, ok := f.resolve(note[key]).(text); ok {
				if s := strings.TrimSpace(human(t)); s != "" && f.spend(len(s)) {
					page.Notes = append(page.Notes, s)
				}
			}
		}
	}
}

// drawNote reads the letters of a note that is drawn; false if there are none.
func (f *File) drawNote(p *painter, note dict) bool {
	sort := f.name(note["Subtype"])
	if sort != "Widget" && sort != "FreeText" && sort != "Stamp" {
		return false
	}
	look := f.resolve(f.dict(note["AP"])["N"])
	if states, ok := look.(dict); ok {
		look = f.resolve(states[f.name(note["AS"])])
	}
	s, ok := look.(*stream)
	if !ok {
		return false
	}
	box, place := f.box(s.dict["BBox"]), f.box(note["Rect"])
	if box == nil || place == nil {
		return false
	}
	before := p.out.letters
	p.text, p.line, p.saved, p.marks = identity, identity, nil, nil
	p.form(s, matrix{1, 0, 0, 1, place[0] - box[0], place[1] - box[1]})
	p.out.close()
	return p.out.letters > before
}

// box is a rectangle: left, below, right, above; nil if there is none.
func (f *File) box(o object) []float64 {
	corners := f.array(o)
	if len(corners) != 4 {
		return nil
	}
	x1, y1, x2, y2 := f.real(corners[0]), f.real(corners[1]), f.real(corners[2]), f.real(corners[3])
	return []float64{min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)}
}

// mostCovered is how much of a page pictures cover that is a scan.
const mostCovered = 0.7

// covered says that pictures cover most of a page.
func (f *File) covered(d dict, area float64) bool {
	box := f.box(d["MediaBox"])
	return box != nil && area > mostCovered*(box[2]-box[0])*(box[3]-box[1])
}

// documentUpper are the letters of PDF's own encoding from 0x80 to 0xa0.
const documentUpper = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€"

// human reads a text that is meant for people.
func human(t text) string {
	switch {
	case strings.HasPrefix(string(t), "\xfe\xff"), strings.HasPrefix(string(t), "\xff\xfe"):
		high, low := 0, 1
		if t[0] == 0xff {
			high, low = 1, 0
		}
		var units []uint16
		for i := 2; i+1 < len(t); i += 2 {
			units = append(units, uint16(t[i+high])<<8|uint16(t[i+low]))
		}
		return plainAll(string(utf16.Decode(units)))
	case strings.HasPrefix(string(t), "\ufeff"):
		return plainAll(strings.ToValidUTF8(string(t[3:]), "\ufffd"))
	}
	upper := []rune(documentUpper)
	var out strings.Builder
	for _, c := range []byte(t) {
		switch {
		case c == '\r':
			out.WriteByte('\n')
		case c >= 0x80 && int(c) < 0x80+len(upper):
			out.WriteString(plain(upper[c-0x80]))
		default:
			out.WriteString(plain(rune(c)))
		}
	}
	return out.String()
}

func plainAll(s string) string {
	var out strings.Builder
	for _, r := range s {
		if r == '\r' {
			r = '\n'
		}
		if r != utf8.RuneError {
			out.WriteString(plain(r))
		}
	}
	return out.String()
}
