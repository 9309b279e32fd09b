package ui_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"bearings/internal/framework"
	"bearings/internal/report/reporttest"
	"bearings/internal/ui"
)

// drawn is a page as a browser gets it.
func drawn(t *testing.T, component templ.Component) (*html.Node, string) {
	t.Helper()
	var b bytes.Buffer
	if err := component.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return root, text
}

// invented is a framework of so many principles, in which the first leans on the
// second and so on, as leans says by their numbers from 1.
func invented(all int, leans func(from, on int) bool) *framework.Framework {
	fw := &framework.Framework{ID: "ours", Version: "1.0.0", Title: framework.Text{"en": "Ours"}}
	for n := 1; n <= all; n++ {
		p := framework.Principle{ID: fmt.Sprintf("q%d", n), Title: framework.Text{"en": fmt.Sprintf("Principle of the number %d", n)}, Why: framework.Text{"en": "Because."}}
		for on := 1; on <= all; on++ {
			if on != n && leans(n, on) {
				p.LeansOn = append(p.LeansOn, framework.Lean{On: fmt.Sprintf("q%d", on), How: framework.Text{"en": fmt.Sprintf("%d needs %d.", n, on)}})
			}
		}
		fw.Principles = append(fw.Principles, p)
	}
	return fw
}

// frameworks are some that the pages have to be right for.
func frameworks(t *testing.T) map[string]*framework.Framework {
	never := func(int, int) bool { return false }
	return map[string]*framework.Framework{
		"the eight":         reporttest.Principles(t),
		"two":               reporttest.Small(t),
		"none":              invented(0, never),
		"one":               invented(1, never),
		"three without":     invented(3, never),
		"five one way":      invented(5, func(from, on int) bool { return on == from%5+1 }),
		"one for all":       invented(7, func(_, on int) bool { return on == 1 }),
		"twelve, some ties": invented(12, func(from, on int) bool { return (from+on)%3 != 0 }),
	}
}

func siteOf(t *testing.T, fw *framework.Framework) ui.Site {
	t.Helper()
	return ui.Site{Words: reporttest.Words(t), Framework: fw, Assets: noAssets(t)}
}

// sentencesIn are the ways in which principles lean on each other.
func sentencesIn(fw *framework.Framework) map[[2]string]string {
	all := map[[2]string]string{}
	for _, p := range fw.Principles {
		for _, lean := range p.LeansOn {
			all[[2]string{p.ID, lean.On}] = lean.How.In("en")
		}
	}
	return all
}

func TestTheMapSaysHowEachLeansOnEach(t *testing.T) {
	for name, fw := range frameworks(t) {
		root, _ := drawn(t, siteOf(t, fw).PrincipleMap())
		said := map[string]string{}
		for _, lean := range within(root, "leans-one__lean") {
			said[attribute(lean, "id")] = words(elements(lean, "dd")[0])
		}
		want := sentencesIn(fw)
		for pair, how := range want {
			if got := said["leans-"+pair[0]+"."+pair[1]]; got != how {
				t.Errorf("%s: %s on %s says %q, want %q", name, pair[0], pair[1], got, how)
			}
		}
		cells := within(root, "map-table__link")
		if len(said) != len(want) || len(cells) != len(want) {
			t.Errorf("%s: %d sentences and %d cells, want %d", name, len(said), len(cells), len(want))
		}
		if len(want) == 0 {
			if len(within(root, "map")) > 0 || !strings.Contains(words(root), "Nobody has written yet") {
				t.Errorf("%s: a picture of nothing", name)
			}
			continue
		}
		if sections := within(root, "leans-one"); len(sections) != len(fw.Principles) {
			t.Errorf("%s: %d parts for %d principles", name, len(sections), len(fw.Principles))
		}
	}
}

// Every tie of a principle is a line with a head, from its circle to the other.
func TestThePictureDrawsEveryTie(t *testing.T) {
	for name, fw := range frameworks(t) {
		root, _ := drawn(t, siteOf(t, fw).PrincipleMap())
		for i, node := range within(root, "map__node") {
			p := fw.Principles[i]
			lines, heads := attribute(within(node, "map__own")[0], "d"), attribute(within(node, "map__head")[0], "d")
			if n := len(p.LeansOn); strings.Count(lines, "Q") != n || strings.Count(heads, "Z") != n {
				t.Errorf("%s: %s has the lines %q, want %d", name, p.ID, lines, n)
			}
			if label := attribute(node, "aria-label"); !strings.HasSuffix(label, p.Title.In("en")) || attribute(node, "href") != "#leans-"+p.ID {
				t.Errorf("%s: %s is called %q", name, p.ID, label)
			}
			if strings.Contains(lines+heads, "NaN") || strings.Contains(lines+heads, "Inf") {
				t.Errorf("%s: %s has no place: %s", name, p.ID, lines)
			}
		}
	}
}

// Titles stand around the circle where they don't stand in each other's way.
func TestTitlesAroundTheCircleStandApart(t *testing.T) {
	titled := map[string]bool{"the eight": true, "two": true, "five one way": true, "one for all": true, "twelve, some ties": false}
	for name, fw := range frameworks(t) {
		root, _ := drawn(t, siteOf(t, fw).PrincipleMap())
		if got := len(within(root, "map--titled")) > 0; got != titled[name] {
			t.Errorf("%s: titles around the circle: %v", name, got)
		}
		if !titled[name] {
			continue
		}
		var seen [][3]float64 // side, top and bottom of each title
		for _, node := range within(root, "map__node") {
			lines := within(node, "map__title")
			side := map[string]float64{"start": 1, "end": -1}[attribute(lines[0], "text-anchor")]
			top, bottom := coordinate(t, lines[0], "y")-14, coordinate(t, lines[len(lines)-1], "y")
			for _, other := range seen {
				if side == other[0] && top < other[2] && bottom > other[1] {
					t.Errorf("%s: %q runs into another title", name, words(node))
				}
			}
			seen = append(seen, [3]float64{side, top, bottom})
		}
	}
}

func coordinate(t *testing.T, n *html.Node, name string) float64 {
	t.Helper()
	value, err := strconv.ParseFloat(attribute(n, name), 64)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// soundPage tells of ids that stand twice, links that lead nowhere in the page,
// and looks that the site's policy would not let through.
func soundPage(t *testing.T, name string, root *html.Node, text string) {
	t.Helper()
	ids := map[string]bool{}
	for n := range root.Descendants() {
		if id := attribute(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("%s: the id %s stands twice", name, id)
			}
			ids[id] = true
		}
		if attribute(n, "style") != "" {
			t.Errorf("%s: a look of its own on %s", name, n.Data)
		}
	}
	for _, n := range elements(root, "a", "use") {
		if to, inPage := strings.CutPrefix(attribute(n, "href"), "#"); inPage && !ids[to] {
			t.Errorf("%s: a link leads to #%s, which is not there", name, to)
		}
	}
	if strings.Contains(text, "[principles.") || strings.Contains(text, "[librarypages.") || strings.Contains(text, "&lt;no value") {
		t.Errorf("%s: a sentence is missing", name)
	}
	level := 0
	for _, h := range elements(root, "h1", "h2", "h3", "h4") {
		next := int(h.Data[1] - '0')
		if next > level+1 {
			t.Errorf("%s: the heading %q leaves a level out", name, words(h))
		}
		level = next
	}
}

func TestThePagesOfThePrinciplesAreSound(t *testing.T) {
	for name, fw := range frameworks(t) {
		site := siteOf(t, fw)
		for page, component := range map[string]templ.Component{"map": site.PrincipleMap(), "document": site.PrinciplesDocument()} {
			root, text := drawn(t, component)
			soundPage(t, name+", "+page, root, text)
		}
	}
}

// All that is said in the picture is said in the table and in sentences too.
func TestTheTableCanBeReadWithoutSeeingIt(t *testing.T) {
	root, _ := drawn(t, siteOf(t, reporttest.Principles(t)).PrincipleMap())
	table := elements(root, "table")[0]
	heads := elements(elements(table, "thead")[0], "th")
	if len(heads) != 2+8 || words(heads[2]) != "1 Put children and young people first" {
		t.Errorf("%d heads, the third is %q", len(heads), words(heads[2]))
	}
	rows := elements(elements(table, "tbody")[0], "tr")
	if got := words(rows[2]); !strings.HasPrefix(got, "3 Respect the voices") || !strings.HasSuffix(got, "3 from 1 3 from 2 3 from 4 3 from 5 3 from 6 3 from 7 3 from 8") {
		t.Errorf("the third row says %q", got)
	}
	if !slices.Contains(headingsOf(root, "h2"), "All at a glance") {
		t.Error("the table has no heading")
	}
}
