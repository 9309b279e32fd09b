package web_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"bearings/internal/ui"
	"bearings/internal/web"
)

// A page is made when it is asked for, stays while somebody asks, and is made
// again, the same, after nobody has for a while.
func TestPagesStayInMemoryWhileSomebodyAsksForThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		config := furnished(t)
		times := 0
		config.Example = func() ([]byte, error) {
			times++
			return []byte("respondent,strand,item,answer\n"), nil
		}
		site := web.New(config)
		first := get(site, ui.ExamplePath).Header.Get("Etag")
		for range 10 {
			time.Sleep(9 * time.Minute)
			get(site, ui.ExamplePath)
		}
		if times != 1 {
			t.Errorf("a page that is asked for all the time was made %d times", times)
		}
		time.Sleep(time.Hour)
		if again := get(site, ui.ExamplePath).Header.Get("Etag"); times != 2 || again != first {
			t.Errorf("after an hour it was made %d times in all, as %s and %s", times, first, again)
		}
	})
}

func TestAPageThatCouldNotBeMadeIsTriedAgain(t *testing.T) {
	config := furnished(t)
	made, fails := config.Example, true
	config.Example = func() ([]byte, error) {
		if fails {
			return nil, errors.New("not now")
		}
		return made()
	}
	site := web.New(config)
	if r := get(site, ui.ExamplePath); r.StatusCode != 500 {
		t.Errorf("status %d, want 500", r.StatusCode)
	}
	fails = false
	if r := get(site, ui.ExamplePath); r.StatusCode != 200 {
		t.Errorf("status %d, want 200", r.StatusCode)
	}
}
