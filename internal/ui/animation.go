package ui

import (
	"fmt"
	"math"
	"strings"

	"github.com/a-h/templ"

	"bearings/internal/library"
	"bearings/internal/ui/scenes"
)

// filmKeys are the keys that work while something of the film has the focus, in
// the order in which the page explains them; scripts/animation.js answers them.
var filmKeys = []string{"play", "arrows", "jump", "digits", "captions", "describe", "full"}

// Files that go with the film.
const (
	captionsFile     = "captions.vtt"
	descriptionsFile = "descriptions.vtt"
)

var filmFileNames = []string{captionsFile, descriptionsFile}

// AnimationFiles are what is said in the film and what is to be seen in it, each
// with its times, for players of video files.
func AnimationFiles(a library.Animation) []File {
	const kind = "text/vtt; charset=utf-8"
	return []File{
		{Name: captionsFile, Type: kind, Bytes: []byte(captionsVTT(a))},
		{Name: descriptionsFile, Type: kind, Bytes: []byte(descriptionsVTT(a))},
	}
}

func captionsVTT(a library.Animation) string {
	var b strings.Builder
	b.WriteString("WEBVTT\n")
	for n, scene := range a.Scenes {
		for _, c := range scene.Captions {
			from := begin(a, n) + c.From
			cue(&b, from, from+c.Seconds, c.Text)
		}
	}
	return b.String()
}

func descriptionsVTT(a library.Animation) string {
	var b strings.Builder
	b.WriteString("WEBVTT\n")
	for n, scene := range a.Scenes {
		cue(&b, begin(a, n), begin(a, n)+scene.Seconds, scene.Shows)
	}
	return b.String()
}

var vttText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\n", " ")

func cue(b *strings.Builder, from, to float64, text string) {
	fmt.Fprintf(b, "\n%s --> %s\n%s\n", vttTime(from), vttTime(to), vttText.Replace(strings.TrimSpace(text)))
}

func vttTime(seconds float64) string {
	ms := int(math.Round(seconds * 1000))
	return fmt.Sprintf("%02d:%02d:%02d.%03d", ms/3600000, ms/60000%60, ms/1000%60, ms%1000)
}

func (s Site) filmFrame(a library.Animation) frame {
	f := s.shelfFrame(s.say("librarypages.nav-animation"), AnimationPath)
	f.title = a.Title
	return f
}

// clock is a time as players show it: 2:49.
func clock(seconds float64) string {
	whole := int(seconds)
	return fmt.Sprintf("%d:%02d", whole/60, whole%60)
}

// length is how long the film is, in seconds.
func length(a library.Animation) float64 { return begin(a, len(a.Scenes)) }

// begin is the second at which the scene of that number begins.
func begin(a library.Animation, n int) float64 {
	sum := 0.0
	for _, scene := range a.Scenes[:n] {
		sum += scene.Seconds
	}
	return sum
}

func sceneTimes(scene library.Scene) templ.Attributes {
	attributes := templ.Attributes{"data-seconds": scenes.Short(scene.Seconds)}
	if d, ok := scenes.Find(scene.ID); ok {
		attributes["data-still"] = scenes.Short(d.Still)
		if d.Point >= 0 {
			attributes["data-named"] = true
		}
	}
	return attributes
}

func captionTimes(c library.Caption) templ.Attributes {
	return templ.Attributes{"data-from": scenes.Short(c.From), "data-to": scenes.Short(c.From + c.Seconds)}
}
