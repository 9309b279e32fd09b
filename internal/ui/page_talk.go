package ui

import "bearings/internal/report"

// talk is a list of a page: its heading, and what stands there for nothing.
type talk struct {
	Name string // keep, grow, differ or unknown
	Says []string
}

// talks are the lists of a page in their order; there is none of where to grow
// without something to grow in.
func talks(p report.Page) []talk {
	all := []talk{{"keep", p.Keep}}
	if len(p.Grow) > 0 {
		all = append(all, talk{"grow", p.Grow})
	}
	return append(all, talk{"differ", p.Differ}, talk{"unknown", p.Unknown})
}

// talkPlaces are the lists of a page by where they stand, and about how high
// they get: in two columns, or, where what differs is as long as all the rest,
// that at the right and the two others one below the other. No list is parted,
// so that each stands under its own heading.
func (f fit) talkPlaces(p report.Page) (places [][]talk, height float64) {
	all := talks(p)
	of := func(lists []talk) float64 {
		sum := 0.0
		for _, t := range lists {
			sum += f.list(t)
		}
		return sum
	}
	last := len(all) - 1
	differ := last - 1
	places = [][]talk{all[:differ], all[differ:]}
	height = max(of(places[0]), of(places[1]))
	for at := 1; at <= last; at++ {
		if high := max(of(all[:at]), of(all[at:])); high < height {
			places, height = [][]talk{all[:at], all[at:]}, high
		}
	}
	if high := max(of(all[:differ])+of(all[last:]), of(all[differ:last])); high < height {
		places, height = [][]talk{all[:differ], all[differ:last], all[last:]}, high
	}
	return places, height + 6
}

// list is the height of a list with its heading.
func (f fit) list(t talk) float64 {
	const column, indent = 252, 11.4
	height := f.Heading*f.Leading + 4.3
	if len(t.Says) == 0 {
		return height + f.lines(f.words.Say("pages.none-"+t.Name), f.Text, column) + roomHeight
	}
	for _, sentence := range t.Says {
		height += f.lines(sentence, f.Text, column-indent) + 1.8
	}
	return height + 1.8
}

// roomHeight is the room to write in an empty list.
const roomHeight = 23.0
