package scenes

import (
	"math"
	"testing"
)

func TestWhatMovesIsWhereItShouldBe(t *testing.T) {
	for _, c := range []struct {
		text string
		at   float64
		want string
	}{
		{"x 10@2 20@4", 0, "translate(10 0)"},
		{"x 10@2 20@4", 3, "translate(15 0)"},
		{"x 10@2 20@4", 2.5, "translate(11.563 0)"}, // slowly at first
		{"x/ 10@2 20@4", 2.5, "translate(12.5 0)"},
		{"x 10@2 20@4", 9, "translate(20 0)"},
		{"x 5;y -2@0 0@1", 1, "translate(5 0)"},
		{"r~4 10", 1, "rotate(10 0 0)"},
		{"r~4,.5 10", 1, "rotate(-10 0 0)"},
		{"c 3,4;r 90", 0, "rotate(90 3 4)"},
		{"c 10,0;s 2", 0, "translate(-10 0)scale(2 2)"},
		{"c 10,8;w .5", 0, "translate(5 0)scale(.5 1)"},
		{"s 2;s~4 .5", 1, "scale(3 3)"},
		{"s -1", 0, "scale(0 0)"},
		{"x 0@0 4@1;r 0;s 1", 0, ""},
	} {
		m := parseMotion(c.text)
		if got := m.transform(m.at(c.at)); got != c.want {
			t.Errorf("%q at %g: %q, want %q", c.text, c.at, got, c.want)
		}
	}
}

func TestOpacityStaysBetweenNothingAndAll(t *testing.T) {
	for text, want := range map[string]float64{"o 2": 1, "o -1": 0, "o .5;o~4 .5": .75, "o .5;o .5": .25} {
		if got := parseMotion(text).at(1).opacity; math.Abs(got-want) > 1e-9 {
			t.Errorf("%q: %g, want %g", text, got, want)
		}
	}
}

func TestStillAttributes(t *testing.T) {
	got := still(1).m("d 1@0 0@2;o 0@0 1@2")
	for name, want := range map[string]any{"data-m": "d 1@0 0@2;o 0@0 1@2", "opacity": ".5", "pathLength": "1", "stroke-dasharray": "1 1", "stroke-dashoffset": ".5"} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
	if got := still(1).thread(1, 2, 30, -4, "q 0@2 9@3")["d"]; got != "M1 2L30-4" {
		t.Errorf("the thread is %q", got)
	}
}

func TestAThreadHangsStraightWhenStill(t *testing.T) {
	for _, text := range []string{"q 5", "e 5", "f 5"} {
		if !panics(func() { still(1).thread(0, 0, 1, 1, text) }) {
			t.Errorf("%q passes", text)
		}
	}
	if !panics(func() { still(0).m("x many") }) {
		t.Error("a word passes for a number")
	}
	if !panics(func() { darker("teal", .1) }) {
		t.Error("a name passes for a colour")
	}
}

func panics(do func()) (yes bool) {
	defer func() { yes = recover() != nil }()
	do()
	return false
}

func TestNumbersAreWrittenShort(t *testing.T) {
	for v, want := range map[float64]string{0: "0", -0.0001: "0", .5: ".5", -.25: "-.25", 12: "12", 1.23456: "1.235"} {
		if got := short(v); got != want {
			t.Errorf("%g is written %q, want %q", v, got, want)
		}
	}
}
