package e2e_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/phrase"
	"bearings/internal/session"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// house is the site under test and where it stands.
type house struct {
	*web.Site
	config web.Config
	url    string
}

// open starts the site with the real content; change may alter what it is
// made of.
func open(t *testing.T, change ...func(*web.Config)) house {
	t.Helper()
	config := furnished(t)
	for _, one := range change {
		one(&config)
	}
	site := web.New(config)
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	return house{site, config, server.URL}
}

func furnished(t *testing.T) web.Config {
	t.Helper()
	content := os.DirFS("../content")
	words, err := phrase.Load(sub(t, content, "messages"))
	if err != nil {
		t.Fatal(err)
	}
	pack := sub(t, content, "practice-principles")
	principles, err := framework.Load(pack)
	if err != nil {
		t.Fatal(err)
	}
	ourWords, err := session.Load(content, "sessions/our-words.yaml")
	if err != nil {
		t.Fatal(err)
	}
	assets, err := ui.LoadAssets(ui.BuiltAssets())
	if err != nil {
		if os.Getenv("BEARINGS_CI") == "" {
			t.Skip(words["en"].Say("site.assets-missing"))
		}
		t.Fatal(words["en"].Say("site.assets-missing"))
	}
	return web.Config{
		Words: words["en"], Framework: principles, Pack: pack, OurWords: ourWords, Assets: assets,
		Example: []byte("respondent,strand,item,answer\n1,staff,p1,mostly\n"),
		Assess:  assess, Log: slog.New(slog.DiscardHandler), MaxUpload: 1 << 20, UploadsPerMinute: 6000,
	}
}

func sub(t *testing.T, files fs.FS, folder string) fs.FS {
	t.Helper()
	part, err := fs.Sub(files, folder)
	if err != nil {
		t.Fatal(err)
	}
	return part
}

// pseudo makes the site of words that are all marked.
func pseudo(c *web.Config) {
	c.Words = c.Words.Pseudo()
	c.Framework = c.Framework.Pseudo()
	c.OurWords = c.OurWords.Pseudo(phrase.Pseudo)
}

// assess stands in for what reads a file of answers, and answers by the first
// word in it, so that every state of the page can be reached.
func assess(_ context.Context, name string, r io.Reader) (web.Assessment, error) {
	all, err := io.ReadAll(r)
	if err != nil {
		return web.Assessment{}, err
	}
	switch word, _, _ := strings.Cut(string(all), "\n"); word {
	case "good":
		return web.Assessment{Report: templ.Raw(`<article class="report"><h1>⟦R⟧</h1></article>`), Files: reportFiles}, nil
	case "problems":
		problems := &fault.Problems{}
		for line := 2; line < 300; line++ {
			problems.Add(name, line, 3, "upload.no-file")
		}
		return web.Assessment{}, problems
	case "one":
		problems := &fault.Problems{}
		problems.Add(name, 1, 0, "upload.no-file")
		return web.Assessment{}, problems
	case "wrong":
		return web.Assessment{}, fault.New(fault.Invalid, "upload.no-file")
	case "busy":
		return web.Assessment{}, fault.New(fault.TooMany, "upload.busy")
	case "panic":
		panic("a defect")
	default:
		return web.Assessment{}, errors.New("a defect")
	}
}

var reportFiles = []ui.File{
	{Name: "report.html", Type: "text/html; charset=utf-8", Bytes: []byte("<!DOCTYPE html><title>R</title>\n")},
	{Name: "report.docx", Type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Bytes: every()},
	{Name: "results.csv", Type: "text/csv; charset=utf-8", Bytes: []byte("strand,group\nŵ\u2028,\"a,b\"\r\n")},
}

// every is every byte there is, a few thousand times.
func every() []byte {
	var all []byte
	for n := range 256 * 1024 {
		all = append(all, byte(n))
	}
	return all
}
