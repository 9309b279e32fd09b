package app

import (
	"errors"
	"fmt"
	"math"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/web"
)

type adminCommand struct {
	Reset       resetCommand       `cmd:"" help:"${help_admin_reset}"`
	Coordinator coordinatorCommand `cmd:"" help:"${help_admin_coordinator}"`
	Export      exportCommand      `cmd:"" help:"${help_admin_export}"`
	Erase       eraseCommand       `cmd:"" help:"${help_admin_erase}"`
}

// somebody is whom a command is about.
type somebody struct {
	place
	Email string `arg:"" placeholder:"EMAIL" help:"${help_admin_email}"`
}

// with runs f with the services of the database.
func (s somebody) with(d *desk, f func(*people.Service, signin.Store) error) error {
	db, err := s.open(d)
	if err != nil {
		return err
	}
	return errors.Join(f(peopleService(db, d.words), db.SignIn()), db.Close())
}

type resetCommand struct{ somebody }

// Run lets somebody in again who is locked out: their ways to sign in are taken
// away, and the code is shown with which they make a new one.
func (c resetCommand) Run(d *desk) error {
	return c.with(d, func(service *people.Service, _ signin.Store) error {
		name, code, err := service.ResetAccount(d, c.Email)
		if err == nil {
			fmt.Fprintln(d.out, d.words.Say("admin.reset", "Name", name, "Code", code))
		}
		return err
	})
}

type coordinatorCommand struct {
	somebody
	Partnership string `required:"" placeholder:"NAME" help:"${help_admin_partnership}"`
	Name        string `placeholder:"NAME" help:"${help_admin_name}"`
}

// Run gives a partnership a coordinator where nobody in it can.
func (c coordinatorCommand) Run(d *desk) error {
	return c.with(d, func(service *people.Service, _ signin.Store) error {
		name, err := service.MakeCoordinator(d, c.Email, c.Name, c.Partnership)
		if err == nil {
			fmt.Fprintln(d.out, d.words.Say("admin.coordinator", "Name", name, "Partnership", c.Partnership))
		}
		return err
	})
}

type eraseCommand struct{ somebody }

// Run erases the account of somebody who has gone.
func (c eraseCommand) Run(d *desk) error {
	return c.with(d, func(service *people.Service, _ signin.Store) error {
		name, err := service.EraseFor(d, c.Email)
		if err == nil {
			fmt.Fprintln(d.out, d.words.Say("admin.erased", "Name", name))
		}
		return err
	})
}

type exportCommand struct{ somebody }

// Run writes what is kept of somebody, as JSON.
func (c exportCommand) Run(d *desk) error {
	return c.with(d, func(service *people.Service, store signin.Store) error {
		kept, err := service.ExportFor(d, c.Email)
		if err != nil {
			return err
		}
		own, err := (&signin.Service{Store: store, Now: service.Now}).OwnOf(d, kept.Account.ID, math.MaxInt32)
		if err != nil {
			return err
		}
		text, err := web.AccountFile(service.Now(), kept, own)
		if err == nil {
			fmt.Fprintln(d.out, string(text))
		}
		return err
	})
}
