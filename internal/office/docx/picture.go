package docx

import "strconv"

// Picture is a picture in a line of text.
type Picture struct {
	PNG []byte
	// Alt says what it shows to somebody who can't see it. "" means that the
	// text around it says the same.
	Alt           string
	Width, Height float64 // in millimetres
}

// pictures are a document's, each kept once.
type pictures struct {
	known map[string]int // PNG to its place in all
	all   [][]byte
	drawn int
}

// Picture writes a picture as a paragraph of its own.
func (d *Document) Picture(p Picture) {
	d.Add(Para{Runs: []Run{{Picture: &p}}})
}

func (d *Document) picture(m *markup, p Picture) {
	place, known := d.pictures.known[string(p.PNG)]
	if !known {
		place = len(d.pictures.all)
		d.pictures.known[string(p.PNG)] = place
		d.pictures.all = append(d.pictures.all, p.PNG)
	}
	d.pictures.drawn++
	id := strconv.Itoa(d.pictures.drawn)
	size := `cx="` + strconv.Itoa(emu(p.Width)) + `" cy="` + strconv.Itoa(emu(p.Height)) + `"`
	m.put(`<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent `, size, `/><wp:docPr id="`, id, `" name="Picture `, id, `" descr="`)
	m.plain(p.Alt)
	if p.Alt == "" {
		m.put(`"><a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst></wp:docPr>`)
	} else {
		m.put(`"/>`)
	}
	m.put(`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>`,
		`<pic:nvPicPr><pic:cNvPr id="`, id, `" name="Picture `, id, `"/><pic:cNvPicPr/></pic:nvPicPr>`,
		`<pic:blipFill><a:blip r:embed="`, pictureRelation(place), `"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`,
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext `, size, `/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`,
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`)
}

func pictureRelation(place int) string { return "picture" + strconv.Itoa(place+1) }

func pictureFile(place int) string { return "media/picture" + strconv.Itoa(place+1) + ".png" }
