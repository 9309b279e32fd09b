package web_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"bearings/internal/ui"
	"bearings/internal/web"
)

// Whoever watches the site can't tell from its figures or its log that somebody
// replied; what fails is told.
func TestNobodyIsToldWhenAReplyComes(t *testing.T) {
	p := newPolling(t)
	var log bytes.Buffer
	seen := map[string]int{}
	p.config.Log = slog.New(slog.NewTextHandler(&log, nil))
	p.config.Seen = func(route string, status int, _ time.Duration) { seen[route] = status }
	site := web.New(p.config)
	p.site = site
	path := ui.AnswerURL(p.link.Code)
	p.respondent(t, path).press("check").press("send").on(200, "Thank you.")
	asked := 0
	for _, route := range site.Routes() {
		if strings.HasPrefix(route.Pattern, "/answer/") {
			asked++
			p.browser(t).do(route.Method, strings.Replace(route.Pattern, "{code}", p.link.Code, 1), nil)
		}
	}
	p.browser(t).get(p.config.Assets.URL("site.css"))
	if len(p.replies(t)) != 1 || asked != 4 || len(seen) != 0 || log.Len() != 0 {
		t.Errorf("%d replies, %d routes; told of %v, logged %q", len(p.replies(t)), asked, seen, log.String())
	}
	p.browser(t).get("/principles")
	p.rounds.NewKey = func() string { panic("broken") }
	p.browser(t).get(path)
	if seen["Principles"] != 200 || seen["Survey"] != 500 || !strings.Contains(log.String(), "route=Survey") || strings.Contains(log.String(), p.link.Code) {
		t.Errorf("told of %v, logged %q", seen, log.String())
	}
}
