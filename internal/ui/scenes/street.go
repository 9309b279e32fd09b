package scenes

import "fmt"

// house is one of a street, drawn around the middle of its door.
type house struct {
	x, wide, high float64
	colour, door  string
	opens         float64 // the second at which its door does
}

var street = []house{
	{150, 230, 330, "#3f6f80", heather, 5},
	{385, 240, 380, "#6d6a94", "#3f8791", 6.6},
	{640, 270, 350, "#4f8089", amberDeep, 5.6},
	{900, 250, 400, "#8b8aa8", "#0b4f5c", 7.6},
	{1145, 240, 340, "#37707b", heatherDeep, 8.4},
}

func (h house) wall() string {
	return fmt.Sprintf("M%s 0V-%sH%sV0z", tenth(-h.wide/2), tenth(h.high), tenth(h.wide/2))
}

func (h house) roof() string {
	w := h.wide / 2
	return fmt.Sprintf("M%s-%sL%s-%sH%sL%s-%sz", tenth(-w-8), tenth(h.high-4), tenth(-w+26), tenth(h.high+52), tenth(w-26), tenth(w+8), tenth(h.high-4))
}

// windows are where the panes of each begin, up from the ground: above, and
// beside the door.
func (h house) windows() []point {
	x, top := h.wide/2-50, h.high-44
	return []point{{-x - 22, top}, {x - 22, top}, {-22, top}, {-x - 22, 130}, {x - 22, 130}}
}
