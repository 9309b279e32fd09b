package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestHowManyFrames(t *testing.T) {
	for _, c := range []struct {
		p     plan
		whole float64
		want  int
	}{
		{plan{fps: 25}, 172, 4300},
		{plan{fps: 25, seconds: 5}, 172, 125},
		{plan{fps: 25, seconds: 500}, 172, 4300},
		{plan{fps: 24, seconds: .5}, 172, 12},
	} {
		if got := c.p.frames(c.whole); got != c.want {
			t.Errorf("%+v of %g seconds: %d frames, want %d", c.p, c.whole, got, c.want)
		}
	}
	if got := (plan{fps: 25}).frame(0); got != "0.0200" {
		t.Errorf("the first frame is of second %s, want the middle of its time", got)
	}
}

func TestCaptionsAreInThePictureOrATrack(t *testing.T) {
	said := func(p plan) string { return strings.Join(encoding(p, "words.vtt"), " ") }
	if got := said(plan{out: "a.mp4", captions: true}); strings.Contains(got, "words.vtt") {
		t.Errorf("captions in the picture and as a track: %s", got)
	}
	for out, track := range map[string]string{"a.mp4": "-c:s mov_text", "a.webm": "-c:s webvtt"} {
		if got := said(plan{out: out}); !strings.Contains(got, "-i words.vtt") || !strings.Contains(got, track) {
			t.Errorf("%s has no track of captions: %s", out, got)
		}
	}
}

func TestAMissingProgramIsNamed(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if err := run(t.Context(), plan{}); err == nil || !strings.Contains(err.Error(), "apt-get install chromium") {
		t.Errorf("without a browser: %v", err)
	}
	browser := filepath.Join(os.Getenv("PATH"), "chromium")
	if err := os.WriteFile(browser, nil, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := run(t.Context(), plan{}); err == nil || !strings.Contains(err.Error(), "apt-get install ffmpeg") {
		t.Errorf("without ffmpeg: %v", err)
	}
}

// A few frames go all the way from the page to a file that can be played.
func TestAShortVideo(t *testing.T) {
	for _, name := range []string{"chromium", "ffmpeg", "ffprobe"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Skip(name + " is missing")
		}
	}
	if _, err := os.Stat("../internal/ui/assets/built/manifest.json"); err != nil {
		t.Skip("the assets are not built: run make assets")
	}
	p := plan{out: filepath.Join(t.TempDir(), "film.mp4"), seconds: .2, fps: 25}
	if err := run(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("ffprobe", "-v", "error", "-count_frames", "-show_entries", "stream=codec_name,width,height,nb_read_frames", "-of", "csv=p=0", p.out).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if got := string(out); !strings.Contains(got, "h264,1280,720,5") || !strings.Contains(got, "mov_text") {
		t.Errorf("the video has the streams %q", got)
	}
	for _, name := range []string{captionsFile, descriptionsFile} {
		if text, err := os.ReadFile(p.beside(name)); err != nil || !strings.HasPrefix(string(text), "WEBVTT\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
