package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"

	"bearings/internal/installation"
	"bearings/internal/people"
	"bearings/internal/ui"
	"bearings/internal/web"
)

type demoCommand struct {
	Listen string `default:"127.0.0.1:8080" placeholder:"ADDR" help:"${help_demo_listen}"`
}

// Run shows a partnership that does not exist, in a folder of its own that is
// gone afterwards.
func (c demoCommand) Run(d *desk) (err error) {
	host, port, err := net.SplitHostPort(c.Listen)
	switch {
	case err != nil || port == "":
		return misused("installation.listen", "Given", c.Listen, "Field", "--listen")
	case !installation.IsLoopback(host):
		return misused("demo.loopback", "Address", c.Listen)
	}
	// From here on there is something to take away again.
	ctx, stop := signal.NotifyContext(d, os.Interrupt, syscall.SIGTERM)
	defer stop()
	here := *d
	here.Context = ctx
	folder, err := os.MkdirTemp("", "bearings-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	err = c.show(&here, folder)
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil // somebody stopped it while it was being filled
	}
	return err
}

func (c demoCommand) show(d *desk, folder string) error {
	log := slog.New(slog.NewTextHandler(d.err, nil))
	how := serving{Listen: c.Listen, Mail: mailing{Outbox: filepath.Join(folder, "outbox")}, EmailCodes: true, ShowOutbox: true}
	server := web.Server(how.Listen, nil)
	listener, address, err := how.listen(server, log)
	if err != nil {
		return err
	}
	opening := openAside(d, where{Data: folder})
	of := siteOf{framework: "practice-principles", how: how, watch: &watch{}, address: reachedAt(installation.Installation{}, address),
		listens: address, database: opening, demo: fillDemo}
	err = serveCommand{}.serve(d, of, server, listener, log)
	return errors.Join(err, opening.give())
}

// demonstrate fills the site and lets anybody come in as its people.
func (a *accounts) demonstrate(d *desk, of siteOf, to *web.Config) (err error) {
	if a.demo, err = of.demo(d, a); err != nil {
		return err
	}
	to.Demo = a.demo
	a.signIn.Demo = func(id people.AccountID) bool {
		return slices.ContainsFunc(a.demo, func(one ui.DemoPerson) bool { return one.Account == id })
	}
	return nil
}

// sayDemo says where the demonstration is and as whom one may come in.
func sayDemo(d *desk, of siteOf, a *accounts) {
	fmt.Fprintln(d.out, d.words.Say("demo.serving", "Address", of.address))
	fmt.Fprintln(d.out, d.words.Say("demo.come", "Address", of.address+ui.SignInPath))
	for _, one := range a.demo {
		fmt.Fprintln(d.out, d.words.Say("demo.person", "Name", one.Name, "Role", roleInWords(d, one)))
	}
}

func roleInWords(d *desk, p ui.DemoPerson) string {
	role := d.words.Say("people.role-" + string(p.Role))
	if p.Agency == "" {
		return role
	}
	return d.words.Say("partnership.role-for", "Role", role, "Agency", p.Agency)
}
