package e2e_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"bearings/internal/web"
)

// watch sees everything a browser sends to anybody: page, worker or otherwise.
type watch struct {
	mutex sync.Mutex
	asked []string
}

// ofItself is what Chromium asks for when it makes a profile, with no page there.
const ofItself = "www.google.com:443"

func (w *watch) add(r *http.Request) {
	if r.Method == http.MethodConnect && r.Host == ofItself {
		return
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.asked = append(w.asked, r.Method+" "+r.Host+r.URL.Path)
}

// since are the requests after the first n.
func (w *watch) since(n int) []string {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return slices.Clone(w.asked[n:])
}

// watched opens the site in a browser of its own that reaches the world only by
// way of the site, which writes down whatever comes.
func watched(t *testing.T, change ...func(*web.Config)) (house, context.Context, *watch) {
	t.Helper()
	if chromium.context == nil {
		t.Skip("browser tests left out: " + chromium.missing)
	}
	config := furnished(t)
	for _, one := range change {
		one(&config)
	}
	site, seen := web.New(config), &watch{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen.add(r)
		site.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	limit, stop := context.WithTimeout(chromium.context, 2*time.Minute)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(limit, chromedp.WithNewBrowserContext(func(p *target.CreateBrowserContextParams) {
		p.ProxyServer, p.ProxyBypassList = server.URL, "<-loopback>"
	}))
	t.Cleanup(leave)
	do(t, ctx)
	return house{Site: site, config: config, url: server.URL}, ctx, seen
}
