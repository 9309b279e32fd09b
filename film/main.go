// Command film makes a video of the film of the eight principles: it opens the
// page in Chromium, sets its clock to each frame's second, and hands what it sees
// to ffmpeg. The captions are in the picture; beside the video lie the files for
// players that show or read them.
//
//	go run ./film                   the whole film, as out/bearings-film.mp4
//	go run ./film -seconds 5        its first five seconds
//	go run ./film -stills           each scene's still picture, into out/film-stills
//	go run ./film -captions=false   without captions in the picture; the video
//	                                has them as a track that can be switched on
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

// plan is what is wanted.
type plan struct {
	out      string
	seconds  float64 // how much of the film; 0 is all of it
	fps      int
	stills   bool
	captions bool
	chromium string
}

func main() {
	log.SetFlags(0)
	var p plan
	flag.StringVar(&p.out, "out", filepath.Join("out", "bearings-film.mp4"), "the video, .mp4 or .webm")
	flag.Float64Var(&p.seconds, "seconds", 0, "how much of the film, from its start; 0 is all of it")
	flag.IntVar(&p.fps, "fps", 25, "frames a second")
	flag.BoolVar(&p.stills, "stills", false, "only each scene's still picture")
	flag.BoolVar(&p.captions, "captions", true, "captions in the picture")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, p); err != nil {
		stop()
		log.Fatal(err)
	}
}

func run(ctx context.Context, p plan) error {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			p.chromium = found
			break
		}
	}
	if p.chromium == "" {
		return errors.New("chromium is missing: install it, on Debian by apt-get install chromium")
	}
	if _, err := exec.LookPath("ffmpeg"); err != nil && !p.stills {
		return errors.New("ffmpeg is missing: install it, on Debian by apt-get install ffmpeg")
	}
	folder := p.stillsFolder()
	if !p.stills {
		folder = filepath.Dir(p.out)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	address, leave, err := serve(ctx)
	if err != nil {
		return err
	}
	defer leave()
	return filmed(ctx, p, address)
}

// filmed opens the page and takes what is wanted of it.
func filmed(ctx context.Context, p plan, address string) error {
	s, leave, err := openScreen(ctx, p, address)
	if err != nil {
		return err
	}
	defer leave()
	if p.stills {
		return s.stills(p.stillsFolder())
	}
	began := time.Now()
	tracks, err := tracks(p, address)
	if err != nil {
		return err
	}
	if err := s.video(ctx, p, tracks[captionsFile]); err != nil {
		return err
	}
	log.Printf("%s (%.0f seconds of film in %.0f)", p.out, p.length(s.length), time.Since(began).Seconds())
	return nil
}

func (p plan) stillsFolder() string { return filepath.Join(filepath.Dir(p.out), "film-stills") }

// length is how much of a film of so many seconds is wanted.
func (p plan) length(whole float64) float64 {
	if p.seconds > 0 {
		return min(p.seconds, whole)
	}
	return whole
}

// beside is a file next to the video that goes by its name.
func (p plan) beside(end string) string {
	return strings.TrimSuffix(p.out, filepath.Ext(p.out)) + "-" + end
}

// frames is how many pictures a film of so many seconds is.
func (p plan) frames(whole float64) int { return int(p.length(whole)*float64(p.fps) + .5) }

func (p plan) frame(n int) string { return fmt.Sprintf("%.4f", (float64(n)+.5)/float64(p.fps)) }
