package e2e_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/chromedp"

	"bearings/internal/store"
)

// rows is all that a database holds, a line each, as a backup would have it.
func (j *journey) rows(o store.Options) []string {
	j.t.Helper()
	o.MustExist = true
	db, err := store.Open(j.t.Context(), o)
	if err != nil {
		j.t.Fatalf("reading the database: %v", err)
	}
	var all []string
	var table string
	err = db.Dump(j.t.Context(), func(int64) error { return nil },
		func(name string, columns []string) error { table = name + fmt.Sprint(columns); return nil },
		func(values []any) error { all = append(all, fmt.Sprintf("%s %#v", table, values)); return nil })
	if err != nil {
		j.t.Fatalf("reading the database: %v", err)
	}
	if err := db.Close(); err != nil {
		j.t.Fatalf("reading the database: %v", err)
	}
	slices.Sort(all)
	return all
}

// settled is what the database holds once no message is on its way any more.
func (j *journey) settled(o store.Options) []string {
	j.t.Helper()
	for late := time.Now().Add(patience); time.Now().Before(late); {
		all := j.rows(o)
		if !slices.ContainsFunc(all, func(line string) bool { return strings.HasPrefix(line, "job[") }) {
			return all
		}
	}
	j.t.Fatal("a message is still on its way")
	return nil
}

// differ says what stands in one of two lists of lines alone.
func differ(before, after []string) string {
	var said strings.Builder
	for _, line := range before {
		if _, found := slices.BinarySearch(after, line); !found {
			said.WriteString("- " + line + "\n")
		}
	}
	for _, line := range after {
		if _, found := slices.BinarySearch(before, line); !found {
			said.WriteString("+ " + line + "\n")
		}
	}
	return said.String()
}

var inMail = regexp.MustCompile(`https?://[^\s<>"]+`)

// scan does what a mail scanner does with everything that was sent so far: it asks
// for each address by HEAD and GET, opens it in a browser, and clicks every link
// there. It returns how many it clicked.
func (j *journey) scan() int {
	j.t.Helper()
	var addresses []string
	for _, text := range j.mails {
		addresses = append(addresses, inMail.FindAllString(text, -1)...)
	}
	slices.Sort(addresses)
	addresses = slices.Compact(addresses)
	if len(addresses) == 0 {
		j.t.Fatal("mail scanner: no message has an address in it")
	}
	scanner, clicked := j.visitor("the mail scanner"), 0
	for _, address := range addresses {
		j.asks(address)
		clicked += scanner.clicksAll(address)
	}
	return clicked
}

// asks sends HEAD and GET without a cookie.
func (j *journey) asks(address string) {
	j.t.Helper()
	for _, method := range []string{http.MethodHead, http.MethodGet} {
		request, err := http.NewRequestWithContext(j.t.Context(), method, address, nil)
		if err != nil {
			j.t.Fatalf("mail scanner: %v", err)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			j.t.Fatalf("mail scanner: %s %s: %v", method, address, err)
		}
		_, err = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
		if err != nil || response.StatusCode != http.StatusOK {
			j.t.Fatalf("mail scanner: %s %s: status %d, %v", method, address, response.StatusCode, err)
		}
	}
}

// clicksAll clicks every link of a page that stays on this machine.
func (v *visitor) clicksAll(address string) (clicked int) {
	v.t.Helper()
	v.step("opening "+address, chromedp.Navigate(address))
	links := look[[]string](v.t, v.ctx, `[...new Set([...document.links].filter(a => a.origin === location.origin).map(a => a.getAttribute('href')))]`)
	if len(links) == 0 {
		v.t.Fatalf("%s finds no link at %s. The page says: %s", v.name, address, v.page())
	}
	for _, link := range links {
		v.step("opening "+address, chromedp.Navigate(address))
		click := chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`void document.querySelector('a[href=' + CSS.escape(%q) + ']').click()`, link))
		if strings.HasPrefix(link, "#") {
			v.step("clicking "+link, click)
			continue
		}
		ctx, stop := context.WithTimeout(v.ctx, patience)
		response, err := chromedp.RunResponse(ctx, click)
		stop()
		if err != nil {
			v.t.Fatalf("%s: clicking %s at %s: %v", v.name, link, address, err)
		}
		if response.Status >= 400 {
			v.t.Errorf("%s: %s at %s answers %d", v.name, link, address, response.Status)
		}
		clicked++
	}
	return clicked
}
