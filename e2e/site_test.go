package e2e_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http/httptest"
	"os"
	"slices"
	"sync"
	"testing"

	"github.com/a-h/templ"

	"bearings/internal/adopt"
	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/library"
	"bearings/internal/office"
	"bearings/internal/phrase"
	"bearings/internal/search"
	"bearings/internal/session"
	"bearings/internal/store"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
	"bearings/language"
)

// house is the site under test and where it stands.
type house struct {
	*web.Site
	config web.Config
	url    string
	// world is whoever has an account.
	world *testkit.World
	// empty makes a database without anybody in it.
	empty func() *store.DB
	// rounds are those of the world's north.
	rounds rounds
}

// open starts the site with the real content; change may alter what it is
// made of.
func open(t *testing.T, change ...func(*web.Config)) house {
	t.Helper()
	config := furnished(t)
	for _, one := range change {
		one(&config)
	}
	world, empty := accounts(t, &config)
	rounds := openRounds(t, world, &config)
	site := web.New(config)
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	h := house{site, config, server.URL, world, empty, rounds}
	if len(change) == 0 {
		tally.house = h
	}
	return h
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
	books := reading(t, content, principles)
	return web.Config{
		Asking: ready(asking(words["en"], principles)),
		Words:  words["en"], Framework: principles, Pack: pack, OurWords: ready(ourWords), Assets: assets,
		Example: ready([]byte("respondent,strand,item,answer\n1,staff,p1,mostly\n")),
		Meeting: ready(meetingPlan(t)), MeetingPack: func() ([]ui.File, error) { return packFiles, nil },
		Reading: books, Search: searchOf(books),
		Language: language.Standard(), Card: cardOfWords(t),
		Installation: exampleSettings(t), Checks: someChecks(principles.ID + " " + principles.Version),
		Adopt: toAdopt(t), AdoptFile: func(d adopt.Document) ([]byte, error) { return []byte(d.Title), nil },
		ExampleReport: example(t, false),
		Open:          func(r io.Reader) (answer.Table, error) { return office.OpenTable(r, office.DefaultLimits) },
		Assess:        assess, Log: slog.New(slog.DiscardHandler), MaxUpload: 1 << 20, UploadsPerMinute: 6000,
	}
}

// ready is what a site would read or make.
func ready[T any](what T) func() (T, error) { return func() (T, error) { return what, nil } }

func sub(t *testing.T, files fs.FS, folder string) fs.FS {
	t.Helper()
	part, err := fs.Sub(files, folder)
	if err != nil {
		t.Fatal(err)
	}
	return part
}

// reading is the library, read when a page first needs it.
func reading(t *testing.T, content fs.FS, fw *framework.Framework) func() *ui.Shelf {
	t.Helper()
	return sync.OnceValue(func() *ui.Shelf {
		l, err := library.Load(sub(t, content, "library/en"), "en", fw)
		if err != nil {
			t.Fatal(err)
		}
		return ui.NewShelf(l, fw)
	})
}

// searchOf is the search over a library.
func searchOf(shelf func() *ui.Shelf) func(library.Query) (library.Found, error) {
	index := sync.OnceValues(func() (*search.Index, error) { return search.New(shelf().Shelf.Entries) })
	return func(q library.Query) (library.Found, error) {
		x, err := index()
		if err != nil {
			return library.Found{}, err
		}
		return x.Search(q)
	}
}

// pseudo makes the site of words that are all marked.
func pseudo(c *web.Config) {
	c.Words = c.Words.Pseudo()
	c.Framework = c.Framework.Pseudo()
	c.OurWords = pseudoOf(c.OurWords)
	c.Meeting = pseudoOf(c.Meeting)
	c.Asking = ready(asking(c.Words, c.Framework))
	c.Language = pseudoLanguage()
	c.Installation = noVowels
	plain := c.Reading
	c.Reading = sync.OnceValue(func() *ui.Shelf { return ui.NewShelf(plain().Library.Pseudo(phrase.Pseudo), c.Framework) })
	c.Search = searchOf(c.Reading)
	c.Adopt = pseudoAdopt(c.Adopt)
}

// pseudoOf is a plan whose texts are all marked.
func pseudoOf[T interface{ Pseudo(func(string) string) T }](read func() (T, error)) func() (T, error) {
	return func() (T, error) {
		plan, err := read()
		return plan.Pseudo(phrase.Pseudo), err
	}
}

// example makes the report of a partnership that does not exist; marked makes
// every text of ours one that a test knows again.
func example(t *testing.T, marked bool) func() (web.Assessment, error) {
	return func() (web.Assessment, error) {
		made := packs(t)[1]
		words := english(t)
		if marked {
			words, made.answers = words.Pseudo(), withoutVowels(t, made.answers)
		}
		return web.Assessment{Report: ui.Report(words, made.report(t, words, marked)), Files: slices.Concat(reportFiles, packFiles)}, nil
	}
}

// assess stands in for what makes the report, and answers by the first
// respondent, so that every state of the page can be reached.
func assess(_ context.Context, sources []answer.Source) (web.Assessment, error) {
	row, err := sources[0].Table.Next()
	if err != nil {
		return web.Assessment{}, err
	}
	name := sources[0].Name
	switch row[0] {
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
	case "defect":
		return web.Assessment{}, errors.New("a defect")
	default: // somebody of an export
		return web.Assessment{Report: templ.Raw(`<article class="report"><h1>⟦E⟧</h1></article>`), Files: reportFiles}, nil
	}
}

var reportFiles = []ui.File{
	{Name: "report.html", Type: "text/html; charset=utf-8", Bytes: []byte("<!DOCTYPE html><title>R</title>\n")},
	{Name: "report.docx", Type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Bytes: every()},
	{Name: "results.csv", Type: "text/csv; charset=utf-8", Bytes: []byte("strand,group\nŵ\u2028,\"a,b\"\r\n")},
}

var packFiles = []ui.File{
	{Name: ui.MeetingPackDOCX, Type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Bytes: []byte("P")},
	{Name: ui.MeetingPackHTML, Type: "text/html; charset=utf-8", Bytes: []byte("<!DOCTYPE html><title>P</title>\n")},
}

// every is every byte there is, a few thousand times.
func every() []byte {
	var all []byte
	for n := range 256 * 1024 {
		all = append(all, byte(n))
	}
	return all
}
