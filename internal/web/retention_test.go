package web_test

import (
	"context"
	"errors"
	"html"
	"strings"
	"testing"
	"time"

	"bearings/internal/retention"
	"bearings/internal/ui"
	"bearings/internal/web"
)

func TestTheRetentionPageSaysWhatTheLastRunDid(t *testing.T) {
	config := furnished(t)
	words := config.Words
	page := func(run retention.Run, ok bool, err error) (int, string) {
		config.Retention = func(context.Context) (retention.Run, bool, error) { return run, ok, err }
		r := get(web.New(config), ui.RetentionPath)
		return r.StatusCode, html.UnescapeString(body(t, r))
	}
	ran := retention.Run{At: time.Date(2026, 11, 22, 23, 59, 0, 0, time.UTC), Cleared: map[string]int64{
		retention.SignInLog: 1234, retention.Sessions: 1, retention.Attempts: 0, retention.JoiningCodes: 0,
	}}
	for name, one := range map[string]struct {
		run     retention.Run
		ok      bool
		says    []string
		saysNot []string
	}{
		"never": {says: []string{"retention.never", "retention.gone-never"}, saysNot: []string{"retention.gone-failed", "retention.gone-none", "retention.doubted"}},
		"ran": {run: ran, ok: true, says: []string{"retention.gone-none", "retention.gone-failed", "retention.gone-apart"},
			saysNot: []string{"retention.never", "retention.gone-never", "retention.doubted"}},
		"doubted": {run: retention.Run{At: ran.At, Cleared: ran.Cleared, Doubted: ran.At}, ok: true, says: []string{"retention.doubted"}},
	} {
		t.Run(name, func(t *testing.T) {
			status, text := page(one.run, one.ok, nil)
			if status != 200 {
				t.Fatalf("status %d", status)
			}
			for _, id := range one.says {
				if !strings.Contains(text, words.Say(id)) {
					t.Errorf("it does not say %s", id)
				}
			}
			for _, id := range one.saysNot {
				if strings.Contains(text, words.Say(id)) {
					t.Errorf("it says %s", id)
				}
			}
			for _, rule := range retention.Rules {
				if !strings.Contains(text, words.Say("retention."+rule.ID+"-why")) {
					t.Errorf("it leaves out %s", rule.ID)
				}
			}
			if one.ok && !strings.Contains(text, "22 November 2026") {
				t.Error("it does not say when")
			}
			if one.ok && !strings.Contains(text, words.Count("retention.gone", 1234, "Count", "1,234")) {
				t.Error("it does not say how much went")
			}
		})
	}
	if status, _ := page(retention.Run{}, false, errors.New("the database is gone")); status != 500 {
		t.Errorf("without a database: status %d", status)
	}
	config.Retention = nil
	if text := html.UnescapeString(body(t, get(web.New(config), ui.RetentionPath))); !strings.Contains(text, words.Say("retention.never")) || !strings.Contains(text, "6 years") {
		t.Error("a site without retention says nothing of it")
	}
}
