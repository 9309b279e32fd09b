package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"bearings/internal/fault"
	"bearings/internal/web"
)

type serveCommand struct {
	Listen    string   `default:"127.0.0.1:8080" placeholder:"ADDR" help:"${help_serve_listen}"`
	Framework string   `default:"practice-principles" placeholder:"NAME|DIR" help:"${help_serve_framework}"`
	Library   string   `placeholder:"DIR" help:"${help_serve_library}"`
	Settings  string   `env:"BEARINGS_SETTINGS" placeholder:"FILE" help:"${help_serve_settings}"`
	Rules     []string `sep:"none" placeholder:"DIR" help:"${help_language_rules}"`
}

// Run shows the site until it is told to stop.
func (c serveCommand) Run(d *desk) error {
	log := slog.New(slog.NewTextHandler(d.err, nil))
	checker, err := checkerOf(c.Rules)
	if err != nil {
		return err
	}
	own, err := settingsOf(c.Settings)
	if err != nil {
		return err
	}
	site, err := newSite(d, siteOf{c.Framework, c.Library, own, checker}, log)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fault.New(fault.Invalid, "command.cannot_listen", "Address", c.Listen, "Taken", errors.Is(err, syscall.EADDRINUSE))
	}
	server := web.Server(c.Listen, site)
	server.ErrorLog = slog.NewLogLogger(log.Handler(), slog.LevelWarn)
	// Only here is there anything to end in good order: a signal ends every
	// other command at once, even one that waits for its file.
	ctx, stop := signal.NotifyContext(d, os.Interrupt, syscall.SIGTERM)
	defer stop()
	fmt.Fprintln(d.out, d.words.Say("command.serving", "Address", "http://"+listener.Addr().String()))
	go func() {
		if err := site.Warm(); err != nil {
			log.Error("library", slog.String("error", err.Error()))
		}
		// Reading so many files leaves twice as much behind as is kept.
		debug.FreeOSMemory()
	}()
	return serveUntilDone(ctx, server, listener)
}

// serveUntilDone lets requests under way finish before it returns.
func serveUntilDone(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(ending); err != nil {
		return err
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
