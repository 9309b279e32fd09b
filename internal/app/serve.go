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
	"strings"
	"syscall"
	"time"

	"bearings/internal/ui"
	"bearings/internal/web"
)

type serveCommand struct {
	place
	listening
	Framework string   `default:"practice-principles" placeholder:"NAME|DIR" help:"${help_serve_framework}"`
	Library   string   `placeholder:"DIR" help:"${help_serve_library}"`
	Rules     []string `sep:"none" placeholder:"DIR" help:"${help_language_rules}"`
}

// Run shows the site until it is told to stop.
func (c serveCommand) Run(d *desk) error {
	sparing()
	log := slog.New(slog.NewTextHandler(d.err, nil))
	checker, err := checkerOfSite(c.Rules)
	if err != nil {
		return err
	}
	at, own, err := c.find()
	if err != nil {
		return err
	}
	how, err := c.resolve(own, at.Data)
	if err != nil {
		return err
	}
	opening := openAside(d, at)
	counting := &watch{}
	server := web.Server(how.Listen, nil)
	listener, address, err := how.listen(server, log)
	if err != nil {
		return errors.Join(err, opening.give())
	}
	of := siteOf{framework: c.Framework, library: c.Library, own: own, checker: checker, how: how, watch: counting, address: reachedAt(own, address), listens: address, database: opening}
	err = c.serve(d, of, server, listener, log)
	return errors.Join(err, opening.give())
}

// serve wires the site and answers until it is told to stop.
func (c serveCommand) serve(d *desk, of siteOf, server *http.Server, listener net.Listener, log *slog.Logger) error {
	site, accounts, err := newSite(d, of, log)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	server.Handler = of.watch.around(site, of.how.Metrics)
	// Only here is there anything to end in good order: a signal ends every
	// other command at once, even one that waits for its file.
	ctx, stop := signal.NotifyContext(d, os.Interrupt, syscall.SIGTERM)
	defer stop()
	shown, err := of.watch.show(ctx, of.how.Metrics, log)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := sayServing(d, of, accounts, shown); err != nil {
		return errors.Join(err, listener.Close())
	}
	go settle(ctx, site, log)
	working := make(chan struct{})
	go func() { defer close(working); accounts.work(ctx, log) }()
	err = serveUntilDone(ctx, server, listener)
	stop()
	<-working
	return err
}

// sayServing says where the site is, and how the first person comes in.
func sayServing(d *desk, of siteOf, accounts *accounts, shown string) error {
	if of.demo != nil {
		sayDemo(d, of, accounts)
		return nil
	}
	fmt.Fprintln(d.out, d.words.Say("command.serving", "Address", of.address))
	sayListening(d, of)
	if shown != "" {
		fmt.Fprintln(d.out, d.words.Say("serving.figures", "Address", shown))
	}
	code, needed, err := accounts.people.SetUpCode(d)
	if err != nil || !needed {
		return err
	}
	fmt.Fprintln(d.out, d.words.Say("command.set_up", "Address", of.address+ui.SetUpPath, "Code", code))
	return nil
}

// sayListening says where the program listens, where people type another address.
func sayListening(d *desk, of siteOf) {
	switch own := of.own.Address; {
	case own == "" || of.how.Certificate != "":
	case of.how.TrustProxy:
		fmt.Fprintln(d.out, d.words.Say("command.listening", "Address", of.listens))
	case strings.HasPrefix(own, "https://"):
		fmt.Fprintln(d.out, d.words.Say("command.not_reached", "Address", of.listens))
	}
}

// serveUntilDone lets requests under way finish before it returns.
func serveUntilDone(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error, 1)
	go func() {
		if server.TLSConfig != nil {
			failed <- server.ServeTLS(listener, "", "")
			return
		}
		failed <- server.Serve(listener)
	}()
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
