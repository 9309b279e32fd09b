package ui_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/library"
	"bearings/internal/ui"
	"bearings/internal/ui/scenes"
)

func filmOf(t *testing.T) (library.Animation, *framework.Framework) {
	t.Helper()
	fw, err := framework.Load(os.DirFS("../../content/practice-principles"))
	if err != nil {
		t.Fatal(err)
	}
	l, err := library.Load(os.DirFS("../../content/library/en"), "en", fw)
	if err != nil {
		t.Fatal(err)
	}
	return l.Animation, fw
}

func TestTheFilmLastsTwoToThreeMinutes(t *testing.T) {
	a, _ := filmOf(t)
	sum := 0.0
	for _, s := range a.Scenes {
		if sum += s.Seconds; s.Seconds < 8 || s.Seconds > 16 {
			t.Errorf("%s lasts %g seconds, want 8 to 16", s.ID, s.Seconds)
		}
	}
	if sum < 120 || sum > 180 {
		t.Errorf("the film lasts %g seconds, want 120 to 180", sum)
	}
	if n := len(a.Scenes); n < 11 || n > 13 {
		t.Errorf("the film has %d scenes, want 11 to 13", n)
	}
}

// Fifteen letters a second can be read with ease, and two lines at one glance.
func TestCaptionsCanBeReadInTheirTime(t *testing.T) {
	a, _ := filmOf(t)
	for _, s := range a.Scenes {
		free := 0.0
		for _, c := range s.Captions {
			if c.From < free || c.From+c.Seconds > s.Seconds {
				t.Errorf("%s: %q begins at %g and lasts %g: it overlaps or does not fit", s.ID, c.Text, c.From, c.Seconds)
			}
			free = c.From + c.Seconds
			if speed := float64(len([]rune(c.Text))) / c.Seconds; speed > 15 {
				t.Errorf("%s: %q asks for %.1f letters a second, and 15 are the most", s.ID, c.Text, speed)
			}
			if n := len(strings.Fields(c.Text)); n > 12 || len(c.Text) > 74 {
				t.Errorf("%s: %q has %d words and %d letters", s.ID, c.Text, n, len(c.Text))
			}
		}
		if len(s.Captions) == 0 {
			t.Errorf("%s says nothing", s.ID)
		}
	}
}

func TestEverySceneHasItsDrawing(t *testing.T) {
	a, fw := filmOf(t)
	if len(a.Scenes) != len(scenes.Drawings) {
		t.Fatalf("%d scenes and %d drawings", len(a.Scenes), len(scenes.Drawings))
	}
	points := map[int]string{}
	for n, s := range a.Scenes {
		d := scenes.Drawings[n]
		if d.ID != s.ID {
			t.Errorf("scene %d is %s, and the drawing is of %s", n+1, s.ID, d.ID)
		}
		if d.Still < 1 || d.Still > s.Seconds {
			t.Errorf("%s: the still picture is of second %g, and the scene has %g", s.ID, d.Still, s.Seconds)
		}
		if words := len(strings.Fields(s.Shows)); words < 20 || words > 90 {
			t.Errorf("%s is described in %d words", s.ID, words)
		}
		if d.Point >= 0 {
			points[d.Point] = s.Title
		}
	}
	for n, p := range fw.Principles {
		if want := p.Title.In("en"); points[n] != want {
			t.Errorf("point %d of the compass is %q, want %q", n, points[n], want)
		}
	}
}

// Words within drawings are asked for by the names they are given.
func TestEveryLabelIsDrawn(t *testing.T) {
	a, _ := filmOf(t)
	for _, s := range a.Scenes {
		d, _ := scenes.Find(s.ID)
		asked := map[string]bool{}
		picture := d.Draw(func(name string) string { asked[name] = true; return "" })
		if err := picture.Render(t.Context(), &strings.Builder{}); err != nil {
			t.Fatal(err)
		}
		for name := range asked {
			if s.Labels[name] == "" {
				t.Errorf("%s has no words for %q", s.ID, name)
			}
		}
		for name := range s.Labels {
			if !asked[name] {
				t.Errorf("%s: nothing in the drawing says %q", s.ID, name)
			}
		}
	}
}

func TestFilesOfTheFilm(t *testing.T) {
	a := library.Animation{Scenes: []library.Scene{
		{ID: "a", Seconds: 8.5, Shows: "A & B.", Captions: []library.Caption{{From: 1, Seconds: 2.25, Text: "One <two>"}}},
		{ID: "b", Seconds: 62, Shows: "C", Captions: []library.Caption{{From: 0, Seconds: 3, Text: "Three"}}},
	}}
	got := ""
	for _, f := range ui.AnimationFiles(a) {
		got += fmt.Sprintf("%s %s\n%s", f.Name, f.Type, f.Bytes)
	}
	const want = `captions.vtt text/vtt; charset=utf-8
WEBVTT

00:00:01.000 --> 00:00:03.250
One &lt;two&gt;

00:00:08.500 --> 00:00:11.500
Three
descriptions.vtt text/vtt; charset=utf-8
WEBVTT

00:00:00.000 --> 00:00:08.500
A &amp; B.

00:00:08.500 --> 00:01:10.500
C
`
	if got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
