package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

const wide, high = 1280, 720

// screen is a browser that shows nothing but the film.
type screen struct {
	ctx    context.Context
	length float64 // of the film, in seconds
	scenes []scene
}

// scene is when a scene begins, and which of its seconds is its still picture.
type scene struct{ From, Still float64 }

// ready leaves nothing but the picture on the screen.
const ready = `(async (captions) => {
	const film = document.querySelector('[data-film]')
	if (!film || !film.classList.contains('film--moving')) throw new Error('the film does not run on this page')
	film.classList.add('film--screen')
	if (!captions) document.querySelector('[data-does=captions]').click()
	await document.fonts.ready
	return Number(document.querySelector('.film__time').max)
})(%t)`

const sceneTimes = `(() => { let from = 0; return [...document.querySelectorAll('.film__scene')].map((s) => {
	const one = {From: from, Still: from + Number(s.dataset.still)}
	from += Number(s.dataset.seconds)
	return one
}) })()`

// toSecond sets the film's clock, by the slider that people use.
const toSecond = `(() => { const s = document.querySelector('.film__time'); s.value = %s; s.dispatchEvent(new Event('input')); return true })()`

func openScreen(ctx context.Context, p plan, address string) (*screen, func(), error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(p.chromium), chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.Flag("hide-scrollbars", true), chromedp.Flag("force-color-profile", "srgb"))
	allocator, stop := chromedp.NewExecAllocator(ctx, options...)
	browser, leave := chromedp.NewContext(allocator)
	end := func() { leave(); stop() }
	s := &screen{ctx: browser}
	err := chromedp.Do(browser, chromedp.EmulateViewport(wide, high), chromedp.Navigate(address+pagePath))
	if err == nil {
		s.length, err = chromedp.Run(browser, chromedp.Evaluate[float64](fmt.Sprintf(ready, p.captions), chromedp.EvalAwaitPromise))
	}
	if err == nil {
		s.scenes, err = chromedp.Run(browser, chromedp.Evaluate[[]scene](sceneTimes))
	}
	if err != nil {
		end()
		return nil, nil, err
	}
	return s, end, nil
}

// picture is what is to be seen at a second.
func (s *screen) picture(second string) ([]byte, error) {
	if _, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](fmt.Sprintf(toSecond, second))); err != nil {
		return nil, err
	}
	var taken []byte
	err := chromedp.Do(s.ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		fast := true
		shot, err := cdp.Call(ctx, target, page.CaptureScreenshot, page.CaptureScreenshotParams{OptimizeForSpeed: &fast})
		if err == nil {
			taken = shot.Data
		}
		return err
	}))
	return taken, err
}

// stills writes each scene's still picture.
func (s *screen) stills(folder string) error {
	for n, scene := range s.scenes {
		taken, err := s.picture(strconv.FormatFloat(scene.Still, 'f', 3, 64))
		if err != nil {
			return err
		}
		name := filepath.Join(folder, fmt.Sprintf("%02d.png", n+1))
		if err := os.WriteFile(name, taken, 0o644); err != nil {
			return err
		}
	}
	log.Printf("%d pictures in %s", len(s.scenes), folder)
	return nil
}

// video hands one frame after the other to ffmpeg.
func (s *screen) video(ctx context.Context, p plan, captions string) error {
	encoder := exec.CommandContext(ctx, "ffmpeg", encoding(p, captions)...)
	var said bytes.Buffer
	encoder.Stderr = &said
	in, err := encoder.StdinPipe()
	if err == nil {
		err = encoder.Start()
	}
	if err != nil {
		return err
	}
	shown := s.frames(p, in)
	closed := in.Close()
	if err := encoder.Wait(); err != nil {
		return fmt.Errorf("ffmpeg: %w\n%s", err, said.String())
	}
	if shown != nil {
		return shown
	}
	return closed
}

func (s *screen) frames(p plan, out io.Writer) error {
	all := p.frames(s.length)
	for n := range all {
		taken, err := s.picture(p.frame(n))
		if err != nil {
			return err
		}
		if _, err := out.Write(taken); err != nil {
			return err
		}
		if n%(10*p.fps) == 0 {
			log.Printf("%d of %d seconds", n/p.fps, all/p.fps)
		}
	}
	return nil
}

// encoding is what ffmpeg is told: H.264 in MP4, which every player opens, or
// VP9 in WebM. Captions that are not in the picture go along as a track.
func encoding(p plan, captions string) []string {
	args := []string{"-y", "-loglevel", "error", "-f", "image2pipe", "-c:v", "png", "-framerate", strconv.Itoa(p.fps), "-i", "-"}
	if !p.captions {
		args = append(args, "-i", captions)
	}
	webm := filepath.Ext(p.out) == ".webm"
	switch {
	case webm:
		args = append(args, "-c:v", "libvpx-vp9", "-crf", "30", "-b:v", "0", "-row-mt", "1")
	default:
		args = append(args, "-c:v", "libx264", "-preset", "slow", "-crf", "18", "-tune", "animation", "-movflags", "+faststart")
	}
	args = append(args, "-pix_fmt", "yuv420p", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
		"-vf", "scale=out_color_matrix=bt709:out_range=tv")
	if !p.captions {
		track := "mov_text"
		if webm {
			track = "webvtt"
		}
		args = append(args, "-c:s", track, "-metadata:s:s:0", "language=eng")
	}
	return append(args, p.out)
}
