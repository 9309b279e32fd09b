package web_test

import (
	"bytes"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"bearings/internal/ui"
	"bearings/internal/web"
)

// linked is what a page leads to, and the places within it.
type linked struct {
	links  []string
	places map[string]bool
}

// Whoever follows links from the first page never comes to one that is not
// there, nor to a place on a page that is not on it.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	site := web.New(furnished(t))
	pages := map[string]linked{}
	next := []string{"/"}
	from := map[string]string{}
	for len(next) > 0 {
		path := next[0]
		next = next[1:]
		if _, seen := pages[path]; seen {
			continue
		}
		r := get(site, path)
		if r.StatusCode != 200 {
			t.Errorf("%s leads to %s: status %d", from[path], path, r.StatusCode)
		}
		pages[path] = linked{}
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") || strings.HasPrefix(path, ui.MeetingPath+"/") {
			continue
		}
		page := linksOf(t, path, r.Body)
		pages[path] = page
		for _, link := range page.links {
			to, _, _ := strings.Cut(link, "#")
			if from[to] == "" {
				from[to] = path
			}
			next = append(next, to)
		}
	}
	for path, page := range pages {
		for _, link := range page.links {
			to, place, ok := strings.Cut(link, "#")
			if target := pages[to]; ok && target.places != nil && !target.places[place] {
				t.Errorf("%s leads to %s, and there is no such place on the page", path, link)
			}
		}
	}
	if len(pages) < 400 {
		t.Errorf("only %d pages and files were reached", len(pages))
	}
}

// linksOf reads a page's links to pages and files of ours.
func linksOf(t *testing.T, path string, page io.Reader) linked {
	t.Helper()
	base, err := url.Parse(path)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(page)
	if err != nil {
		t.Fatal(err)
	}
	found := linked{places: map[string]bool{}}
	tokens := html.NewTokenizer(bytes.NewReader(text))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		token := tokens.Token()
		for _, a := range token.Attr {
			switch {
			case a.Key == "id":
				if found.places[a.Val] {
					t.Errorf("%s: the id %s is given twice", path, a.Val)
				}
				found.places[a.Val] = true
			case slices.Contains([]string{"href", "src", "action"}, a.Key):
				if to, err := base.Parse(a.Val); err != nil {
					t.Errorf("%s: the link %q can't be read", path, a.Val)
				} else if to.Host == "" && to.Scheme == "" {
					to.RawQuery = ""
					found.links = append(found.links, to.String())
				}
			}
		}
	}
	return found
}
