package office

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"bearings/internal/report"
)

func drawn(t *testing.T, shown ...int) image.Image {
	t.Helper()
	counts := make([]report.Count, len(shown))
	for i, n := range shown {
		counts[i].Shown = n
	}
	picture := newBars().diverging(counts, 50, 5)
	if picture == nil {
		t.Fatal("there is no bar")
	}
	img, err := png.Decode(bytes.NewReader(picture.PNG))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// inked are the first and the last column with a bar in it, above its ground.
func inked(img image.Image) (first, last int) {
	first, last = -1, -1
	y := img.Bounds().Dy() / 2
	for x := range img.Bounds().Dx() {
		if img.At(x, y) != color.Color(color.RGBA{0xff, 0xff, 0xff, 0xff}) {
			if first < 0 {
				first = x
			}
			last = x
		}
	}
	return first, last
}

func TestABarStandsAroundTheMiddle(t *testing.T) {
	width := drawn(t, 5).Bounds().Dx()
	for name, c := range map[string]struct {
		shown       []int
		first, last int // in hundredths of the width
	}{
		"all below":         {[]int{10, 10, 0, 0}, 0, 50},
		"all above":         {[]int{0, 0, 10, 10}, 50, 100},
		"half each":         {[]int{10, 10, 10, 10}, 25, 75},
		"one in the middle": {[]int{0, 10, 0}, 25, 75},
	} {
		first, last := inked(drawn(t, c.shown...))
		if abs(100*first/width-c.first) > 1 || abs(100*last/width-c.last) > 1 {
			t.Errorf("%s: the bar goes from %d to %d of %d", name, first, last, width)
		}
	}
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func TestNoCountsHaveNoBar(t *testing.T) {
	if newBars().diverging([]report.Count{{}, {}}, 50, 5) != nil {
		t.Error("there is a bar of nothing")
	}
}

// Printed in black and white, each answer of a scale is darker than the one
// before by enough to see, and only the lower half has lines.
func TestTonesCanBeToldApartWithoutColour(t *testing.T) {
	for positions := 2; positions <= barTones; positions++ {
		last := 256
		for p := range positions {
			grey := int(color.GrayModel.Convert(barColours[toneOf(p, positions)]).(color.Gray).Y)
			if last-grey < 12 {
				t.Errorf("of %d positions, %d is as dark as the one before", positions, p)
			}
			last = grey
			if lines := hatch(p, positions) > 0; lines != (2*p+1 < positions) {
				t.Errorf("of %d positions, %d has lines: %v", positions, p, lines)
			}
		}
	}
}
