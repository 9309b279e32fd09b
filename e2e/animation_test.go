package e2e_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bearings/internal/library"
	"bearings/internal/ui"
)

// wanted sets what a reader has told the machine: a feature and its value.
func wanted(feature, value string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: feature, Value: value}}})
		return err
	})
}

// cinema opens the page of the film.
func cinema(t *testing.T, before ...chromedp.Action[chromedp.Void]) (context.Context, library.Animation) {
	t.Helper()
	h := open(t)
	ctx := tab(t)
	do(t, ctx, chromedp.EmulateViewport(wide, 900))
	do(t, ctx, before...)
	do(t, ctx, chromedp.Navigate(h.url+ui.AnimationPath))
	return ctx, h.config.Reading().Animation
}

func seek(t *testing.T, ctx context.Context, second float64) {
	t.Helper()
	look[bool](t, ctx, fmt.Sprintf(`(() => { const s = document.querySelector('.film__time')
		s.value = %g; s.dispatchEvent(new Event('input')); return true })()`, second))
}

const (
	timeNow     = `Number(document.querySelector('.film__time').value)`
	seenScenes  = `[...document.querySelectorAll('.film__scene')].map((s, n) => getComputedStyle(s).visibility === 'visible' && getComputedStyle(s).opacity === '1' ? n : -1).filter(n => n >= 0)`
	captionNow  = `document.querySelector('.film__caption').textContent`
	playsNow    = `document.querySelector('[data-does=play]').textContent === document.querySelector('[data-does=play]').dataset.pause`
	pressedNow  = `[...document.querySelectorAll('.film__controls [aria-pressed=true]')].map(b => b.dataset.does).join(' ')`
	stillScenes = `[...document.querySelectorAll('.film__scene')].filter(s => s.querySelector('svg').getBoundingClientRect().height > 80
		&& [...s.querySelectorAll('.film__said, .film__shows, .film__title')].every(p => p.checkVisibility() && p.getBoundingClientRect().height > 5)
		&& getComputedStyle(s).visibility === 'visible' && getComputedStyle(s).opacity === '1').length`
)

func TestSeekingShowsEachScene(t *testing.T) {
	ctx, film := cinema(t)
	from := 0.0
	for n, scene := range film.Scenes {
		for _, c := range scene.Captions {
			seek(t, ctx, from+c.From+c.Seconds/2)
			if seen := look[[]int](t, ctx, seenScenes); len(seen) == 0 || seen[len(seen)-1] != n {
				t.Errorf("%s: the scenes %v are seen, want %d", scene.ID, seen, n)
			}
			if got := look[string](t, ctx, captionNow); got != c.Text {
				t.Errorf("%s: the caption is %q, want %q", scene.ID, got, c.Text)
			}
		}
		if got := look[string](t, ctx, `document.querySelector('.film__scenes').getAttribute('aria-label')`); got != scene.Shows {
			t.Errorf("%s: the picture is called %q", scene.ID, got)
		}
		picture, err := chromedp.Run(ctx, chromedp.Screenshot(chromedp.CSS(".film__stage")))
		if err != nil {
			t.Fatal(err)
		}
		keep(t, fmt.Sprintf("Film-%02d-%s.png", n+1, scene.ID), picture)
		checkAxe(t, ctx)
		from += scene.Seconds
	}
}

func TestNothingPlaysByItself(t *testing.T) {
	ctx, _ := cinema(t)
	look[bool](t, ctx, `new Promise(done => setTimeout(() => done(true), 700))`)
	if now := look[float64](t, ctx, timeNow); now != 0 {
		t.Errorf("the film has come to second %g by itself", now)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(".film__start")))
	look[bool](t, ctx, `new Promise(done => setTimeout(() => done(true), 700))`)
	if now := look[float64](t, ctx, timeNow); now <= 0 {
		t.Error("the film does not play when it is started")
	}
	if focus := look[string](t, ctx, `document.activeElement.dataset.does`); focus != "play" {
		t.Errorf("the focus is on %q, want the play button", focus)
	}
}

func TestTheSameSecondIsTheSamePicture(t *testing.T) {
	ctx, _ := cinema(t, chromedp.EmulateViewport(1280, 720))
	take := func() []byte {
		picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
		if err != nil {
			t.Fatal(err)
		}
		return picture
	}
	look[bool](t, ctx, `(document.querySelector('[data-film]').classList.add('film--screen'), document.fonts.ready.then(() => true))`)
	for _, second := range []float64{6.3, 39.4, 91, 138.2, 141.5} {
		seek(t, ctx, second)
		first := take()
		for _, other := range []float64{170, second - 3, 0} {
			seek(t, ctx, other)
		}
		seek(t, ctx, second)
		if !bytes.Equal(first, take()) {
			t.Errorf("second %g looks different the second time", second)
		}
	}
}

func TestTheKeysOfTheFilm(t *testing.T) {
	ctx, film := cinema(t)
	total := 0.0
	for _, s := range film.Scenes {
		total += s.Seconds
	}
	do(t, ctx, chromedp.Focus(chromedp.CSS(".film__time")))
	for _, step := range []struct {
		key  string
		want float64
	}{{"5", total / 2}, {"j", total/2 - 10}, {"l", total / 2}, {kb.ArrowLeft, total/2 - 5}, {kb.ArrowRight, total / 2}, {"9", total * .9}, {"0", 0}, {"j", 0}} {
		do(t, ctx, chromedp.KeyEvent(step.key))
		if now := look[float64](t, ctx, timeNow); math.Abs(now-step.want) > .01 {
			t.Errorf("after %q the film is at second %g, want %g", step.key, now, step.want)
		}
	}
	for _, key := range []string{"k", " "} {
		do(t, ctx, chromedp.KeyEvent(key))
		if !look[bool](t, ctx, playsNow) {
			t.Errorf("%q does not play", key)
		}
		do(t, ctx, chromedp.KeyEvent(key))
		if look[bool](t, ctx, playsNow) {
			t.Errorf("%q does not pause", key)
		}
	}
	for _, step := range []struct{ key, want string }{{"c", ""}, {"d", "describe"}, {"c", "captions describe"}, {"d", "captions"}} {
		do(t, ctx, chromedp.KeyEvent(step.key))
		if got := look[string](t, ctx, pressedNow); got != step.want {
			t.Errorf("after %q these are on: %q, want %q", step.key, got, step.want)
		}
	}
	keysElsewhere(t, ctx)
}

// keysElsewhere: outside the player and in its list of speeds keys are nobody
// else's.
func keysElsewhere(t *testing.T, ctx context.Context) {
	t.Helper()
	seek(t, ctx, 40)
	for _, place := range []string{"#main", "#film-speed"} {
		do(t, ctx, chromedp.Focus(chromedp.CSS(place)))
		for _, key := range []string{"k", "9", "j", "c"} {
			do(t, ctx, chromedp.KeyEvent(key))
		}
		if now := look[float64](t, ctx, timeNow); now != 40 || look[bool](t, ctx, playsNow) || look[string](t, ctx, pressedNow) != "captions" {
			t.Errorf("keys work while %s has the focus", place)
		}
	}
}

func TestTheDescribedFilmSaysEachSceneOnce(t *testing.T) {
	ctx, film := cinema(t)
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-does=describe]")))
	look[bool](t, ctx, `(() => { window.said = []; new MutationObserver(() => window.said.push(document.querySelector('.film__described').textContent))
		.observe(document.querySelector('.film__described'), {childList: true, subtree: true, characterData: true}); return true })()`)
	for second := 10.0; second < 30; second++ {
		seek(t, ctx, second)
	}
	want := []string{film.Scenes[1].Shows, film.Scenes[2].Shows}
	if said := look[[]string](t, ctx, `window.said`); strings.Join(said, "|") != strings.Join(want, "|") {
		t.Errorf("said %q, want %q", said, want)
	}
	if spoken := look[int](t, ctx, `document.querySelectorAll('.film [aria-live]:not(.film__described), .film [role=status], .film [role=alert]').length`); spoken != 0 {
		t.Errorf("%d more parts of the film speak by themselves", spoken)
	}
}

// Where motion is unwanted, without scripts and on paper there is a row of still
// pictures with their words.
func TestTheFilmAsStillPictures(t *testing.T) {
	for name, before := range map[string]chromedp.Action[chromedp.Void]{
		"no-motion": wanted("prefers-reduced-motion", "reduce"), "no-script": withoutScripts, "paper": emulatePrint,
	} {
		t.Run(name, func(t *testing.T) {
			ctx, film := cinema(t, before)
			if n := look[int](t, ctx, stillScenes); n != len(film.Scenes) {
				t.Errorf("%d still pictures are whole, want %d", n, len(film.Scenes))
			}
			if name != "no-motion" {
				if n := look[int](t, ctx, `[...document.querySelectorAll('.film button, .film input')].filter(b => b.checkVisibility()).length`); n != 0 {
					t.Errorf("%d buttons are shown that do nothing", n)
				}
			}
			shoot(t, ctx, "Film-"+name)
		})
	}
}

func TestStillPicturesCanAlwaysBeChosen(t *testing.T) {
	ctx, film := cinema(t)
	seek(t, ctx, 100)
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-does=way-pictures]")))
	if n := look[int](t, ctx, stillScenes); n != len(film.Scenes) {
		t.Errorf("%d still pictures are whole, want %d", n, len(film.Scenes))
	}
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-does=way-film]")))
	if seen, now := look[[]int](t, ctx, seenScenes), look[float64](t, ctx, timeNow); len(seen) != 1 || now != 100 {
		t.Errorf("back in the film the scenes %v are seen at second %g", seen, now)
	}
}

// parts is where each part of the drawings that moves is, how far it can be seen
// and what line it draws.
const parts = `[...document.querySelectorAll('.film__scene')].flatMap((s, n) => [...s.querySelectorAll('[data-m], [data-w], [data-l]')].map((e, k) => {
	const m = e.transform.baseVal.consolidate()?.matrix
	return [n + '.' + k, ...(m ? [m.a, m.b, m.c, m.d, m.e, m.f] : [1, 0, 0, 1, 0, 0]), Number(e.getAttribute('opacity') ?? 1), Number(e.getAttribute('stroke-dashoffset') ?? 0)]
		.map(v => typeof v === 'number' ? Math.round(v * 50) / 50 + 0 : v).join(' ') }))`

// What the server draws and what the script makes of it are the same picture.
func TestTheScriptDrawsTheSameStillPicture(t *testing.T) {
	ctx, _ := cinema(t, withoutScripts)
	drawn := look[[]string](t, ctx, parts)
	moved, _ := cinema(t, wanted("prefers-reduced-motion", "reduce"))
	made := look[[]string](t, moved, parts)
	if len(drawn) < 300 || len(drawn) != len(made) {
		t.Fatalf("%d parts are drawn and %d are moved", len(drawn), len(made))
	}
	for n := range drawn {
		if drawn[n] != made[n] {
			t.Errorf("drawn %s, moved %s", drawn[n], made[n])
		}
	}
}

func TestTheFilmFitsANarrowScreen(t *testing.T) {
	ctx, film := cinema(t, chromedp.EmulateViewport(narrow, 640))
	seek(t, ctx, 46)
	if width := look[int](t, ctx, `document.documentElement.scrollWidth`); width > narrow {
		t.Errorf("the page is %d pixels wide: %s", width, look[string](t, ctx, widest))
	}
	below := look[string](t, ctx, `(() => { const b = document.querySelector('.film__below'); return b.checkVisibility() ? b.innerText : '' })()`)
	if !strings.Contains(below, film.Scenes[3].Captions[1].Text) || !strings.Contains(below, film.Scenes[3].Title) {
		t.Errorf("below the picture stands %q", below)
	}
	for _, small := range look[[]string](t, ctx, `[...document.querySelectorAll('.film button, .film select, .film input')].filter(b => b.checkVisibility())
		.filter(b => b.getBoundingClientRect().height < 44).map(b => b.outerHTML.slice(0, 80))`) {
		t.Errorf("%s is lower than 44 pixels", small)
	}
	shoot(t, ctx, "Film-narrow")
}

func TestTheFilmFillsTheScreen(t *testing.T) {
	ctx, _ := cinema(t)
	seek(t, ctx, 118)
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-does=full]")))
	full := look[bool](t, ctx, `new Promise(done => { let n = 0
		const wait = () => document.fullscreenElement || n++ > 40 ? done(document.fullscreenElement?.classList.contains('film__player') === true) : setTimeout(wait, 50)
		wait() })`)
	if !full {
		t.Fatal("the film does not fill the screen")
	}
	for _, out := range look[[]string](t, ctx, `[...document.querySelectorAll('.film__stage, .film__controls .film__row > *')].filter(e => e.checkVisibility())
		.filter(e => { const b = e.getBoundingClientRect(); return b.top < 0 || b.left < 0 || b.bottom > innerHeight + 1 || b.right > innerWidth + 1 })
		.map(e => e.outerHTML.slice(0, 80))`) {
		t.Errorf("%s is not on the screen", out)
	}
	picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "Film-full.png", picture)
	do(t, ctx, chromedp.KeyEvent("f"))
	if !look[bool](t, ctx, `new Promise(done => setTimeout(() => done(!document.fullscreenElement), 400))`) {
		t.Error("F does not leave the full screen")
	}
}
