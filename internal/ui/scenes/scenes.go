package scenes

import (
	"context"
	"io"
	"regexp"
	"strings"

	"github.com/a-h/templ"
)

// Drawing is the picture of a scene.
type Drawing struct {
	// ID is the scene's.
	ID string
	// Still is the second that is shown where nothing moves.
	Still float64
	// Point is the point of the compass the scene is about, clockwise from the
	// north, or -1.
	Point int
	draw  func(still, Labels) templ.Component
}

// Labels gives the words within a drawing by their name.
type Labels func(name string) string

// Drawings of the film, in its order.
var Drawings = []Drawing{
	{"dusk", 10, -1, still.dusk},
	{"compass", 12.5, -1, still.compass},
	{"bridge", 10, 0, still.bridge},
	{"doors", 12, 1, still.doors},
	{"bench", 9.5, 2, still.bench},
	{"wheel", 10, 3, still.wheel},
	{"flame", 10, 4, still.flame},
	{"stars", 10.5, 5, still.starlight},
	{"kitchen", 14, 6, still.kitchen},
	{"park", 12, 7, still.park},
	{"threads", 11.5, -1, still.threads},
	{"together", 11, -1, still.together},
	{"dawn", 8.5, -1, still.dawn},
}

// Find returns the drawing of a scene.
func Find(id string) (Drawing, bool) {
	for _, d := range Drawings {
		if d.ID == id {
			return d, true
		}
	}
	return Drawing{}, false
}

// Draw gives what stands within the picture, 1280 wide and 720 high.
func (d Drawing) Draw(labels Labels) templ.Component {
	return slim(d.draw(still(d.Still), labels))
}

// Shared holds what several drawings use. It stands once on a page, before them.
func Shared() templ.Component { return slim(shared()) }

var (
	ends   = regexp.MustCompile(`></(?:path|use|circle|ellipse|rect|stop)>`)
	spaces = regexp.MustCompile(`>\s+<`)
)

// slim leaves away what a drawing does not need: a quarter of a page is that.
func slim(drawn templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		var b strings.Builder
		if err := drawn.Render(ctx, &b); err != nil {
			return err
		}
		_, err := io.WriteString(w, spaces.ReplaceAllString(ends.ReplaceAllString(b.String(), "/>"), "><"))
		return err
	})
}

// Short writes a number of seconds or units without what it can do without.
func Short(v float64) string { return short(v) }
