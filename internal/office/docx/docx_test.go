package docx_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"bearings/internal/office/docx"
	"bearings/internal/office/docx/docxtest"
)

// square is a small PNG picture.
func square(t *testing.T, c color.Color) []byte {
	t.Helper()
	img := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{c})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// example is a document with a bit of everything.
func example(t *testing.T) *docx.Document {
	t.Helper()
	d := docx.New(docx.Properties{
		Language: "en", Title: "What we heard & more", Creator: "Bearings", Subject: "A try",
		Label: "A made-up partnership", Foot: "Not affiliated with anybody.", Name: "What we heard",
		PageLine: "Page " + docx.PageMark + " of " + docx.PagesMark,
	})
	d.Add(docx.Para{Style: docx.Kicker, Text: "Published results"}, docx.Para{Style: docx.Title, Text: "What we heard"},
		docx.Para{Style: docx.Lead, Text: "Children first."}, docx.Para{Style: docx.Notice, Text: "This partnership is made up."})
	d.Contents("Contents", 2)
	d.Add(docx.Para{Style: docx.Heading1, Text: "First", NewPage: true, Bookmark: "first part"})
	d.Add(docx.Para{Text: "Plain, ", Runs: []docx.Run{
		{Text: "bold", Bold: true}, {Text: ", italic", Italic: true}, {Text: ", and a link", Link: "second"},
		{Text: " gair Cymraeg", Language: "cy"}, {Text: " <&\">\x00\x0b\n\ttab"},
	}})
	d.Heading(2, "Lists")
	d.Entries(d.Bullets(), "one", "two")
	first := d.Numbers()
	d.Entries(first, "one")
	choices := d.Letters()
	d.Add(docx.Para{Style: docx.Item, List: choices, Level: 1, Text: "Hardly ever"}, docx.Para{Style: docx.Item, List: choices, Level: 1, Text: "Often"})
	d.Entries(first, "two")
	d.Entries(d.Numbers(), "one again")
	d.Rule()
	d.Heading(3, "Tables")
	d.Table(docx.Table{
		Caption: "All staff who answered (25 or more)", Widths: []float64{2, 1, 2}, Head: docx.Cells("Answer", "Number", "Share"),
		Rows: []docx.Row{{Cells: docx.Cells("Hardly ever", "5", "10%")}, {Cells: []docx.Cell{{Text: "Often"}, {Text: "0 to 2", Span: 2, Shade: docx.Pale}}}}, RowHeads: true,
	})
	d.Table(docx.Table{Title: "Agencies", Head: docx.Cells("Agency"), Rows: []docx.Row{{Cells: docx.Cells("Police")}}})
	d.Text(docx.Callout, "After a table.")
	d.Picture(docx.Picture{PNG: square(t, color.Black), Alt: "A black square", Width: 10, Height: 10})
	d.Picture(docx.Picture{PNG: square(t, color.Black), Width: 5, Height: 5})
	d.Picture(docx.Picture{PNG: square(t, color.Gray{128}), Alt: "A grey \"square\"", Width: 5, Height: 5})
	d.PageBreak()
	d.Add(docx.Para{Style: docx.Heading1, Text: "Second", Bookmark: "second"})
	d.Box(docx.Box{Title: "Strengths", Height: 40, Paras: []docx.Para{{Style: docx.Caption, Text: "What is strong"}, {Style: docx.Hint, Text: "Write here."}}})
	d.Cards(docx.Cards{Columns: 3, Height: 30, Dashed: true, Cells: []docx.Cell{
		{Paras: []docx.Para{{Style: docx.CardWord, Text: "Hardly ever"}}}, {Paras: []docx.Para{{Style: docx.CardWord, Text: "Often"}}},
		{Paras: []docx.Para{{Style: docx.CardWord, Text: "Sometimes"}}}, {Paras: []docx.Para{{Style: docx.CardWord, Text: "Don't know"}}},
	}})
	d.Add(docx.Para{Style: docx.WriteLine}, docx.Para{Style: docx.WriteLine}, docx.Para{Text: "شرطة المدينة", Runs: []docx.Run{{Text: " and on"}}})
	return d
}

func written(t *testing.T, d *docx.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	n, err := d.WriteTo(&b)
	if err != nil {
		t.Fatal(err)
	}
	if n != int64(b.Len()) {
		t.Errorf("said to have written %d bytes, wrote %d", n, b.Len())
	}
	return b.Bytes()
}

func TestTheSameCallsGiveTheSameBytes(t *testing.T) {
	if !bytes.Equal(written(t, example(t)), written(t, example(t))) {
		t.Error("two documents of the same calls differ")
	}
}

func TestADocumentIsAsWordWantsIt(t *testing.T) {
	f := docxtest.Check(t, written(t, example(t)))
	for name, want := range map[string]string{
		"word/styles.xml": `w:lang w:val="en-GB"`, "word/settings.xml": `w:themeFontLang w:val="en-GB"`,
		"docProps/core.xml": "<dc:title>What we heard &amp; more</dc:title>", "word/header1.xml": "A made-up partnership",
		"word/footer1.xml": " NUMPAGES ",
	} {
		if !strings.Contains(string(f.Parts[name]), want) {
			t.Errorf("%s does not say %s", name, want)
		}
	}
	for _, time := range []string{"created", "modified", "lastModifiedBy"} {
		if strings.Contains(string(f.Parts["docProps/core.xml"]), time) {
			t.Errorf("the document says %s", time)
		}
	}
}

func TestTheCheckFindsWhatIsWrong(t *testing.T) {
	sound := written(t, example(t))
	for _, c := range []struct{ part, old, other, want string }{
		{"word/document.xml", `<w:cantSplit/><w:tblHeader/>`, `<w:cantSplit/>`, "no head row"},
		{"word/document.xml", `<w:pStyle w:val="Heading2"/>`, `<w:pStyle w:val="Heading4"/>`, "of level 4 behind one of level 1"},
		{"word/document.xml", `<w:pStyle w:val="Lead"/>`, `<w:keepNext/><w:pStyle w:val="Lead"/>`, "pStyle behind keepNext in pPr"},
		{"word/document.xml", `w:anchor="b_second"`, `w:anchor="b_third"`, "a link leads to b_third"},
		{"word/document.xml", `<wp:docPr id="2"`, `<wp:docPr id="1"`, "docPr 1 stands twice"},
		{"word/document.xml", `r:embed="picture1"`, `r:embed="picture9"`, "blip points to picture9"},
		{"word/document.xml", `<w:pStyle w:val="Gap"/>`, `<w:pStyle w:val="Chasm"/>`, "there is no style Chasm"},
		{"word/_rels/document.xml.rels", `Target="numbering.xml"`, `Target="numbers.xml"`, "points to word/numbers.xml"},
		{"[Content_Types].xml", `PartName="/word/styles.xml"`, `PartName="/word/style.xml"`, "word/styles.xml has no type"},
	} {
		f, err := docxtest.Open(sound)
		if err != nil {
			t.Fatal(err)
		}
		spoilt := strings.Replace(string(f.Parts[c.part]), c.old, c.other, 1)
		if spoilt == string(f.Parts[c.part]) {
			t.Errorf("%s has no %s", c.part, c.old)
		}
		f.Parts[c.part] = []byte(spoilt)
		if err := f.Reread(); err != nil {
			t.Fatal(err)
		}
		if found := strings.Join(f.Wrong(), "\n"); !strings.Contains(found, c.want) {
			t.Errorf("with %s for %s the check says %q", c.other, c.old, found)
		}
	}
}

func TestPicturesAreKeptOnce(t *testing.T) {
	f := docxtest.Check(t, written(t, example(t)))
	kept := 0
	for name := range f.Parts {
		if strings.HasPrefix(name, "word/media/") {
			kept++
		}
	}
	if drawn := len(f.Body().All("drawing")); drawn != 3 || kept != 2 {
		t.Errorf("%d pictures are drawn and %d kept", drawn, kept)
	}
}

func TestContentsAreThereBeforeAnybodyRenewsThem(t *testing.T) {
	f := docxtest.Check(t, written(t, example(t)))
	var entries []string
	for _, p := range f.Body().All("p") {
		if strings.HasPrefix(p.Style(), "TOC") && p.Child("hyperlink") != nil {
			entries = append(entries, p.Style()+" "+p.Words())
		}
	}
	if want := []string{"TOC1 First", "TOC2 Lists", "TOC1 Second"}; !slices.Equal(entries, want) {
		t.Errorf("the contents are %q, want %q", entries, want)
	}
}

func TestListsBeginAgain(t *testing.T) {
	f := docxtest.Check(t, written(t, example(t)))
	lists := map[string]string{}
	for _, p := range f.Body().All("p") {
		if number := p.All("numId"); len(number) > 0 {
			lists[p.Words()] = number[0].Attr["val"]
		}
	}
	if lists["one"] == lists["one again"] || lists["one again"] == "" {
		t.Errorf("the lists are %v", lists)
	}
}

func TestAnyTextCanBeWritten(t *testing.T) {
	d := docx.New(docx.Properties{Language: "en"})
	d.Text(docx.Body, "a\x00\x0b\x1fb\u0085\ufffe & <w:p> \"q\" \xff\r\nnext\tstop")
	d.Text(docx.Body, "\u202eevil\u202c \u05e9\u05dc\u05d5\u05dd")
	f := docxtest.Check(t, written(t, d))
	paragraphs := f.Body().All("p")
	if got, want := paragraphs[0].Words(), "ab & <w:p> \"q\" \ufffd next stop"; got != want {
		t.Errorf("the text is %q, want %q", got, want)
	}
	if len(paragraphs[0].All("br")) != 1 || len(paragraphs[0].All("tab")) != 1 {
		t.Error("an end of a line or a tab is lost")
	}
	if len(paragraphs[1].All("bidi")) == 1 || len(paragraphs[1].All("rtl")) != 1 {
		t.Error("a text in two directions has lost one of them")
	}
}

func TestMistakesAreTold(t *testing.T) {
	for want, mistake := range map[string]func(*docx.Document){
		"of level 3 below one of level 1": func(d *docx.Document) { d.Heading(1, "a"); d.Heading(3, "b") },
		`a link leads to "nowhere"`: func(d *docx.Document) {
			d.Add(docx.Para{Runs: []docx.Run{{Text: "a", Link: "nowhere"}}})
		},
		`the bookmark "here" stands twice`: func(d *docx.Document) { d.Add(docx.Para{Bookmark: "here"}, docx.Para{Bookmark: "here"}) },
		"no head or no rows":               func(d *docx.Document) { d.Table(docx.Table{Title: "empty"}) },
		"2 columns in a table of 1": func(d *docx.Document) {
			d.Table(docx.Table{Head: docx.Cells("a"), Rows: []docx.Row{{Cells: docx.Cells("b", "c")}}})
		},
		"no columns or no cells": func(d *docx.Document) { d.Cards(docx.Cards{}) },
	} {
		d := docx.New(docx.Properties{})
		mistake(d)
		var b bytes.Buffer
		if _, err := d.WriteTo(&b); err == nil || !strings.Contains(err.Error(), want) || b.Len() > 0 {
			t.Errorf("want %q, and nothing written; got %v and %d bytes", want, err, b.Len())
		}
	}
}
