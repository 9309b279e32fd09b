package web_test

import (
	"compress/gzip"
	"io"
	"net/http/httptest"
	"testing"

	"bearings/internal/web"
)

// What is made rather than built is the same packed and unpacked, under a name that
// was never asked for before.
func TestMadeAssetsAreServedPackedAndUnpacked(t *testing.T) {
	config := furnished(t)
	web.New(config)
	names := map[string]string{}
	for _, name := range []string{"rules.pack", "report.css", "checked.css", "made-up.css"} {
		names[name] = config.Assets.URL(name)
	}
	site := web.New(furnished(t))
	for name, address := range names {
		plain := get(site, address)
		text := body(t, plain)
		if plain.StatusCode != 200 || text == "" || plain.Header.Get("Content-Encoding") != "" {
			t.Errorf("%s: status %d, %q, %d bytes", name, plain.StatusCode, plain.Header.Get("Content-Encoding"), len(text))
		}
		r := httptest.NewRequest("GET", address, nil)
		r.Header.Set("Accept-Encoding", "gzip")
		answer := ask(site, r)
		if answer.Header.Get("Content-Encoding") != "gzip" {
			continue // packing saves nothing
		}
		unpacked, err := gzip.NewReader(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		if all, err := io.ReadAll(unpacked); err != nil || string(all) != text {
			t.Errorf("%s: packed it has %d bytes, unpacked %d; %v", name, len(all), len(text), err)
		}
	}
	for _, address := range []string{"/assets/rules.000000000000.pack", "/assets/rules.pack", "/assets/report.css.gz"} {
		if r := get(site, address); r.StatusCode != 404 {
			t.Errorf("%s: status %d", address, r.StatusCode)
		}
	}
}
