package scenes

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"bearings/internal/library"
)

func drawn(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// everything is each drawing by its id, and what they share.
func everything(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{"shared": drawn(t, Shared())}
	for _, d := range Drawings {
		all[d.ID] = drawn(t, d.Draw(func(name string) string { return "⟦" + name + "⟧" }))
	}
	return all
}

func TestTheDrawingsAreLight(t *testing.T) {
	sum := 0
	for id, text := range everything(t) {
		t.Logf("%-9s %6d bytes", id, len(text))
		sum += len(text)
	}
	if sum > 122_000 {
		t.Errorf("the drawings are %d bytes, and 122,000 are the most", sum)
	}
}

func TestWhatADrawingPointsToIsThere(t *testing.T) {
	all := everything(t)
	known := map[string]int{}
	for _, text := range all {
		for _, id := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(text, -1) {
			known[id[1]]++
		}
	}
	for id, n := range known {
		if n > 1 {
			t.Errorf("the id %s is given %d times", id, n)
		}
	}
	used := map[string]bool{}
	for in, text := range all {
		for _, m := range regexp.MustCompile(`href="#([^"]+)"|url\(#([^)]+)\)`).FindAllStringSubmatch(text, -1) {
			if known[m[1]+m[2]] == 0 {
				t.Errorf("%s points to %s, which is nowhere", in, m[1]+m[2])
			}
			used[m[1]+m[2]] = true
		}
	}
	for id := range known {
		if !used[id] && !strings.HasPrefix(id, "f-far-") && !strings.HasPrefix(id, "f-near-") {
			t.Errorf("nothing points to %s", id)
		}
	}
}

// The policy of the site refuses styles in a page, and nothing comes from elsewhere.
func TestDrawingsKeepToThePolicy(t *testing.T) {
	for in, text := range everything(t) {
		for _, refused := range []string{" style=", "<style", "<script", "http", "<image", "<filter"} {
			if strings.Contains(text, refused) {
				t.Errorf("%s has %q", in, refused)
			}
		}
		if strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
			t.Errorf("%s has a measure that is no number", in)
		}
	}
}

// Red frightens and accuses; the film has none.
func TestNothingIsRed(t *testing.T) {
	for in, text := range everything(t) {
		for _, colour := range regexp.MustCompile(`#[0-9a-f]{6}\b`).FindAllString(text, -1) {
			if hue, saturation := hueOf(t, colour); saturation > .4 && (hue < 12 || hue > 340) {
				t.Errorf("%s has the colour %s", in, colour)
			}
		}
	}
}

func hueOf(t *testing.T, colour string) (hue, saturation float64) {
	t.Helper()
	var red, green, blue int
	if _, err := fmt.Sscanf(colour, "#%02x%02x%02x", &red, &green, &blue); err != nil {
		t.Fatal(err)
	}
	r, g, b := float64(red), float64(green), float64(blue)
	high, low := max(r, g, b), min(r, g, b)
	if high == low {
		return 0, 0
	}
	switch high {
	case r:
		hue = math.Mod((g-b)/(high-low)*60+360, 360)
	case g:
		hue = (b-r)/(high-low)*60 + 120
	default:
		hue = (r-g)/(high-low)*60 + 240
	}
	return hue, (high - low) / high
}

func TestHueOf(t *testing.T) {
	for colour, want := range map[string]float64{"#ff0000": 0, "#00ff00": 120, "#0000ff": 240, "#ff00aa": 320} {
		if hue, saturation := hueOf(t, colour); math.Abs(hue-want) > 1 || saturation != 1 {
			t.Errorf("%s has the hue %.0f and saturation %.1f, want %.0f and 1", colour, hue, saturation, want)
		}
	}
}

// Words within drawings come from outside.
func TestNoDrawingHasWordsOfItsOwn(t *testing.T) {
	for in, text := range everything(t) {
		for _, m := range regexp.MustCompile(`>([^<>]+)<`).FindAllStringSubmatch(text, -1) {
			if !strings.HasPrefix(m[1], "⟦") {
				t.Errorf("%s says %q", in, m[1])
			}
		}
	}
}

func TestPeopleAreOfManyKinds(t *testing.T) {
	all := ""
	for _, text := range everything(t) {
		all += text
	}
	for what, mark := range map[string]string{"a headscarf": `"#f-hijab"`, "a turban": `"#f-turban"`, "somebody old": `"#f-elder"`, "a wheelchair": `<circle r="35" `} {
		if n := strings.Count(all, mark); n < 2 {
			t.Errorf("%s is seen %d times, want twice or more", what, n)
		}
	}
	skins := map[string]bool{}
	for _, m := range regexp.MustCompile(` color="(#[0-9a-f]{6})"`).FindAllStringSubmatch(all, -1) {
		for _, skin := range []string{skinA, skinB, skinC, skinD, skinE} {
			if m[1] == skin {
				skins[skin] = true
			}
		}
	}
	if len(skins) != 5 {
		t.Errorf("%d colours of skin, want 5", len(skins))
	}
}

func TestFind(t *testing.T) {
	if d, ok := Find("wheel"); !ok || d.Point != 3 {
		t.Errorf("wheel: %v, %v", d.Point, ok)
	}
	if _, ok := Find("nothing"); ok {
		t.Error("there is a drawing of nothing")
	}
}

// A library of somebody's own may only name scenes that are drawn.
func TestTheLibraryKnowsTheDrawings(t *testing.T) {
	var ids []string
	for _, d := range Drawings {
		ids = append(ids, d.ID)
	}
	if !slices.Equal(ids, library.Drawings) {
		t.Errorf("there are drawings of %v, and the library takes %v", ids, library.Drawings)
	}
}
