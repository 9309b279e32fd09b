package app

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"time"

	"bearings/internal/fault"
	"bearings/internal/metrics"
	"bearings/internal/web"
)

// watch counts requests, where somebody wants to see the figures.
type watch struct{ meter *metrics.Meter }

// seen is told of what was answered.
func (w *watch) seen(route string, status int, took time.Duration) {
	if w.meter != nil {
		w.meter.Seen(route, status, took)
	}
}

// around counts what a site answers, where there is an address to show it at.
func (w *watch) around(site *web.Site, address string) http.Handler {
	if address == "" {
		return site
	}
	classes := map[string]string{}
	for _, route := range site.Routes() {
		classes[route.Name] = classOf(route)
	}
	w.meter = metrics.New(classes)
	return w.meter.Around(site)
}

// classOf is among which others the time is counted that a route takes.
func classOf(route web.Route) string {
	switch {
	case route.Method != http.MethodGet:
		return "sent"
	case route.Name == "Asset" || route.Name == "Health":
		return "asset"
	}
	return "read"
}

// show answers with the figures at an address of this machine, until the context
// ends. It says where, with the port that was chosen; empty where nobody wants it.
func (w *watch) show(ctx context.Context, address string, log *slog.Logger) (string, error) {
	if address == "" {
		return "", nil
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return "", fault.New(fault.Invalid, "serving.metrics_taken", "Address", address)
	}
	server := web.Server(address, w.meter)
	server.ErrorLog = slog.NewLogLogger(log.Handler(), slog.LevelWarn)
	context.AfterFunc(ctx, func() { _ = server.Close() })
	go func() { _ = server.Serve(listener) }() // it ends when it is closed
	return "http://" + listener.Addr().String() + metrics.Path, nil
}
