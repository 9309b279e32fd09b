package web_test

import (
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"testing"

	"bearings/internal/ui"
	"bearings/internal/web"
)

func sub(t *testing.T, files fs.FS, folder string) fs.FS {
	t.Helper()
	part, err := fs.Sub(files, folder)
	if err != nil {
		t.Fatal(err)
	}
	return part
}

// BenchmarkPrinciple sets a page beside a bare handler that writes the same
// bytes; docs say what the first may cost.
func BenchmarkPrinciple(b *testing.B) {
	site := web.New(furnished(b))
	recorder := httptest.NewRecorder()
	site.ServeHTTP(recorder, httptest.NewRequest("GET", ui.PrincipleURL("P1"), nil))
	bytes := recorder.Body.Bytes()
	bare := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(bytes)
	})
	for name, handler := range map[string]http.Handler{"page": site, "bare": bare} {
		b.Run(name, func(b *testing.B) {
			server := httptest.NewServer(handler)
			defer server.Close()
			client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
			for b.Loop() {
				r, err := client.Get(server.URL + ui.PrincipleURL("P1"))
				if err != nil {
					b.Fatal(err)
				}
				if n, err := io.Copy(io.Discard, r.Body); err != nil || n != int64(len(bytes)) {
					b.Fatalf("%d bytes came: %v", n, err)
				}
				r.Body.Close()
			}
		})
		b.Run(name+"/handler", func(b *testing.B) {
			request := httptest.NewRequest("GET", ui.PrincipleURL("P1"), nil)
			for b.Loop() {
				handler.ServeHTTP(&discard{header: http.Header{}}, request)
			}
		})
	}
}

type discard struct{ header http.Header }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }
func (d *discard) WriteHeader(int)             {}
