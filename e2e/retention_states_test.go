package e2e_test

import (
	"context"
	"time"

	"bearings/internal/retention"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// retentionStates are the page about what is kept: before anything has run, after
// an ordinary day, and when something did not work.
func retentionStates() []state {
	return []state{
		{route: "Retention", name: "never", path: ui.RetentionPath},
		{route: "Retention", name: "ran", path: ui.RetentionPath, change: retentionRan(ranWell)},
		{route: "Retention", name: "failed", path: ui.RetentionPath, change: retentionRan(ranBadly)},
	}
}

var (
	ranOn   = time.Date(2026, 11, 22, 2, 30, 0, 0, time.UTC)
	ranWell = retention.Run{At: ranOn, Cleared: map[string]int64{
		retention.SignInLog: 1, retention.Sessions: 12, retention.Attempts: 123456, retention.JoiningCodes: 0,
		retention.AuditTrail: 0, retention.Outbox: 3,
	}}
	ranBadly = retention.Run{At: ranOn, Doubted: ranOn.AddDate(1, 0, 0), Cleared: map[string]int64{retention.SignInLog: 1}}
)

func retentionRan(run retention.Run) func(*web.Config) {
	return func(c *web.Config) {
		c.Retention = func(context.Context) (retention.Run, bool, error) { return run, true, nil }
	}
}
