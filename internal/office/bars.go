package office

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strconv"

	"bearings/internal/office/docx"
	"bearings/internal/report"
)

// Colours of a bar: the ground, its lines, and seven tones from light to dark,
// so that answers can be told apart in black and white too.
const (
	barGround = iota
	barLine
	barEdge
	barLightest
)

const barTones = 7

var barColours = color.Palette{
	color.RGBA{0xff, 0xff, 0xff, 0xff}, color.RGBA{0xb9, 0xcb, 0xc9, 0xff}, color.RGBA{0x1b, 0x2a, 0x31, 0xff},
	color.RGBA{0xe9, 0xf1, 0xf5, 0xff}, color.RGBA{0xc6, 0xdb, 0xe6, 0xff}, color.RGBA{0x9c, 0xc1, 0xd3, 0xff},
	color.RGBA{0x6a, 0x9f, 0xb8, 0xff}, color.RGBA{0x3f, 0x7d, 0x9b, 0xff}, color.RGBA{0x1d, 0x59, 0x73, 0xff},
	color.RGBA{0x0a, 0x33, 0x46, 0xff},
}

// barDots is how many dots a millimetre has.
const barDots = 8

// bars draws the bars of a report. The same bar is drawn once, however often
// it is printed. The figures stand beside every bar, so none has words.
type bars struct {
	drawn   map[string][]byte
	encoder png.Encoder
}

func newBars() *bars {
	return &bars{drawn: map[string][]byte{}, encoder: png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: &pictureBuffer{}}}
}

// pictureBuffer is what one encoder works in: it would otherwise make a
// compressor of a megabyte for every bar.
type pictureBuffer struct{ buffer *png.EncoderBuffer }

// Get lends the buffer, and Put takes it back.
func (p *pictureBuffer) Get() *png.EncoderBuffer     { return p.buffer }
func (p *pictureBuffer) Put(used *png.EncoderBuffer) { p.buffer = used }

// diverging is a result's bar around the middle of the scale, so many
// millimetres wide and high. Everybody together is half the width, so bars of
// the same width can be compared. There is none where there are no counts.
func (b *bars) diverging(positions []report.Count, width, height float64) *docx.Picture {
	stretches := report.Stretches(positions)
	if len(stretches) == 0 {
		return nil
	}
	w, h := int(width*barDots), int(height*barDots)
	key := strconv.Itoa(w) + "x" + strconv.Itoa(h)
	for _, s := range stretches {
		key += " " + strconv.Itoa(s.Position) + ":" + strconv.Itoa(s.To)
	}
	key += " " + strconv.Itoa(len(positions)) + ":" + strconv.Itoa(stretches[0].From)
	data, known := b.drawn[key]
	if !known {
		data = b.encode(drawDiverging(stretches, len(positions), w, h))
		b.drawn[key] = data
	}
	return &docx.Picture{PNG: data, Width: width, Height: height}
}

// key is the look of a position, to stand before its word.
func (b *bars) key(position, positions int) *docx.Picture {
	size := 2.1
	name := "key " + strconv.Itoa(position) + ":" + strconv.Itoa(positions)
	data, known := b.drawn[name]
	if !known {
		dots := int(size * barDots)
		img := image.NewPaletted(image.Rect(0, 0, dots, dots), barColours)
		stretch(img, img.Rect, position, positions)
		data = b.encode(img)
		b.drawn[name] = data
	}
	return &docx.Picture{PNG: data, Width: size, Height: size}
}

func (b *bars) encode(img *image.Paletted) []byte {
	var out bytes.Buffer
	if err := b.encoder.Encode(&out, img); err != nil {
		return nil // a picture in memory has no way to fail
	}
	return out.Bytes()
}

func drawDiverging(stretches []report.Stretch, positions, w, h int) *image.Paletted {
	img := image.NewPaletted(image.Rect(0, 0, w, h), barColours)
	const above = barDots / 2 // of the middle line, over the bar
	fill(img, image.Rect(0, h-1, w, h), barLine)
	at := func(thousandths int) int { return (thousandths + 1000) * (w - 1) / 2000 }
	for _, s := range stretches {
		stretch(img, image.Rect(at(s.From), above, at(s.To)+1, h), s.Position, positions)
	}
	fill(img, image.Rect((w-1)/2, 0, (w-1)/2+2, h), barEdge)
	return img
}

// stretch draws a position's part of a bar with an edge around it. The lower
// half of the scale is hatched, its end closely, so that it can be told from
// the upper half without colour.
func stretch(img *image.Paletted, r image.Rectangle, position, positions int) {
	fill(img, r, barEdge)
	inner := r.Inset(1)
	fill(img, inner, toneOf(position, positions))
	every := hatch(position, positions)
	if every == 0 {
		return
	}
	for y := inner.Min.Y; y < inner.Max.Y; y++ {
		for x := inner.Min.X; x < inner.Max.X; x++ {
			if (x+y)%every == 0 {
				img.SetColorIndex(x, y, barEdge)
			}
		}
	}
}

// toneOf is the colour of a position: the lowest is the lightest.
func toneOf(position, positions int) uint8 {
	shade := 0
	if positions > 1 {
		shade = (2*position*(barTones-1) + positions - 1) / (2 * (positions - 1))
	}
	return uint8(barLightest + shade)
}

// hatch is how many dots lie between a position's lines; 0 is for none.
func hatch(position, positions int) int {
	switch {
	case 2*position+1 >= positions:
		return 0
	case position == 0:
		return 5
	default:
		return 10
	}
}

func fill(img *image.Paletted, r image.Rectangle, colour uint8) {
	r = r.Intersect(img.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := img.Pix[img.PixOffset(r.Min.X, y):img.PixOffset(r.Max.X, y)]
		for i := range row {
			row[i] = colour
		}
	}
}
