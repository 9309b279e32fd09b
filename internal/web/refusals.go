package web

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"bearings/internal/people"
)

// refusals writes down what was refused to somebody who may have tried to get round
// a rule: which route, what came of it, and the account where one was signed in;
// never an address. Who asks again and again makes a line a minute and no more.
type refusals struct {
	log *slog.Logger
	now func() time.Time

	mu    sync.Mutex
	known map[refusal]*repeated
}

type refusal struct {
	route, account string
	status         int
}

// repeated is when a line was written, and how many came since.
type repeated struct {
	at    time.Time
	since int
}

// mostKnown is how many are told apart at a time.
const mostKnown = 1000

func (f *refusals) note(ctx context.Context, route string, status int, account people.AccountID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.known) >= mostKnown || f.known == nil {
		f.known = map[refusal]*repeated{}
	}
	one, now := refusal{route, string(account), status}, f.now()
	before := f.known[one]
	if before == nil {
		before = &repeated{}
		f.known[one] = before
	}
	if waited := now.Sub(before.at); waited >= 0 && waited < time.Minute {
		before.since++
		return
	}
	attrs := []slog.Attr{slog.String("route", route), slog.Int("status", status), slog.Int("more", before.since)}
	if account != "" {
		attrs = append(attrs, slog.String("account", string(account)))
	}
	before.at, before.since = now, 0
	f.log.LogAttrs(ctx, slog.LevelWarn, "refused", attrs...)
}

// isAttempt says whether a refusal may be somebody trying to get round a rule,
// without having signed in.
func isAttempt(route string, status int) bool {
	return route == "Foreign" || route == "Elsewhere" || status == http.StatusTooManyRequests
}
