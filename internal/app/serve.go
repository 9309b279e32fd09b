package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"bearings/content"
	"bearings/internal/disclosure"
	"bearings/internal/fault"
	"bearings/internal/fiction"
	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/session"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// uploadLimits are how large a file people may bring: a round of thousands of
// people, and no more than a small machine can read at once.
var uploadLimits = office.Limits{MaxBytes: 20 << 20, MaxUnpacked: 100 << 20}

type serveCommand struct {
	Listen    string `default:"127.0.0.1:8080" placeholder:"ADDR" help:"${help_serve_listen}"`
	Framework string `default:"practice-principles" placeholder:"NAME|DIR" help:"${help_serve_framework}"`
}

// Run shows the site until it is told to stop.
func (c serveCommand) Run(d *desk) error {
	log := slog.New(slog.NewTextHandler(d.err, nil))
	site, err := newSite(d, c.Framework, log)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fault.New(fault.Invalid, "command.cannot_listen", "Address", c.Listen, "Reason", err.Error())
	}
	server := web.Server(c.Listen, site)
	server.ErrorLog = slog.NewLogLogger(log.Handler(), slog.LevelWarn)
	// Only here is there anything to end in good order: a signal ends every
	// other command at once, even one that waits for its file.
	ctx, stop := signal.NotifyContext(d, os.Interrupt, syscall.SIGTERM)
	defer stop()
	fmt.Fprintln(d.out, d.words.Say("command.serving", "Address", "http://"+listener.Addr().String()))
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

// newSite wires the site of a framework.
func newSite(d *desk, name string, log *slog.Logger) (*web.Site, error) {
	fw, err := loadFramework(name)
	if err != nil {
		return nil, err
	}
	pack, err := frameworkFiles(name)
	if err != nil {
		return nil, err
	}
	assets, err := ui.LoadAssets(ui.BuiltAssets())
	if err != nil {
		return nil, err
	}
	ourWords, err := session.Load(content.Files, "sessions/our-words.yaml")
	if err != nil {
		return nil, err
	}
	var example strings.Builder
	plan := fiction.Plan{Agencies: 6, Staff: 80, Young: 14, Parents: 12, Seed: 1}
	if err := fiction.Write(&example, fw, plan); err != nil {
		return nil, err
	}
	return web.New(web.Config{
		Words: d.words, Framework: fw, Pack: pack, OurWords: ourWords, Assets: assets, Log: log,
		Example: []byte(example.String()),
		Assess:  assessUpload(d, fw), MaxUpload: uploadLimits.MaxBytes,
	}), nil
}

// assessUpload makes the report of an uploaded file, and keeps nothing of it.
func assessUpload(d *desk, fw *framework.Framework) func(context.Context, string, io.Reader) (web.Assessment, error) {
	return func(ctx context.Context, _ string, r io.Reader) (web.Assessment, error) {
		table, err := office.OpenTable(r, uploadLimits)
		if err != nil {
			return web.Assessment{}, err
		}
		made, err := assess(fw, d.words, table, disclosure.Threshold)
		if err != nil {
			return web.Assessment{}, err
		}
		files, err := results(ctx, d.words, made)
		if err != nil {
			return web.Assessment{}, err
		}
		assessment := web.Assessment{Report: ui.Report(d.words, made)}
		for _, f := range files {
			assessment.Files = append(assessment.Files, ui.File{Name: f.name, Type: f.mime, Bytes: f.data})
		}
		return assessment, nil
	}
}
