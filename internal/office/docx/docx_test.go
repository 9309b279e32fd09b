package docx_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"bearings/internal/office/docx"
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
