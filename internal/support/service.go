package support

import (
	"context"
	"slices"
	"strings"
	"time"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
)

// Service is what can be done with statements.
type Service struct {
	Store Store
	Now   func() time.Time
	// NewID makes an id that nothing else has.
	NewID func() string
}

func missing() error { return fault.New(fault.NotFound, "support.missing") }

// Public are the statements everybody sees, by partnership and agency.
func (s *Service) Public(ctx context.Context) ([]Public, error) {
	return s.Store.Read(ctx).ShownStatements()
}

// Of are all statements of a partnership, for whoever decides on them.
func (s *Service) Of(ctx context.Context, v people.Viewer, id people.PartnershipID) ([]Public, error) {
	if !v.May(people.ManagePartnership, people.Where{Partnership: id}) {
		return nil, missing()
	}
	return s.Store.Read(ctx).Statements(id)
}

// Own are those of an agency, for whoever writes them.
func (s *Service) Own(ctx context.Context, v people.Viewer, where people.Where) ([]Public, error) {
	if where.Agency == "" || !v.May(people.WriteSupport, where) {
		return nil, missing()
	}
	all, err := s.Store.Read(ctx).Statements(where.Partnership)
	return slices.DeleteFunc(all, func(one Public) bool { return one.Agency != where.Agency }), err
}

// Write says something for an agency. It is shown when the coordinator has decided
// so; until then what was shown before stays.
func (s *Service) Write(ctx context.Context, v people.Viewer, where people.Where, d Draft) error {
	if where.Agency == "" {
		return missing()
	}
	d = d.tidied()
	return s.change(ctx, v, people.WriteSupport, where, func(tx Tx) error {
		if err := d.check(s.Now()); err != nil {
			return err
		}
		all, err := tx.Statements(where.Partnership)
		if err != nil {
			return err
		}
		for _, one := range all {
			if one.Agency == where.Agency && one.State != Shown {
				if err := tx.RemoveStatement(one.ID); err != nil {
					return err
				}
			}
		}
		made := Statement{ID: s.NewID(), Partnership: where.Partnership, Agency: where.Agency, Draft: d, State: Waiting, Author: v.Account.ID, At: s.Now()}
		if err := tx.AddStatement(made); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.SupportWritten, made))
	})
}

// Decision is what a coordinator decides about a statement.
type Decision string

// What may be decided.
const (
	Show     Decision = "show"
	SendBack Decision = "send-back"
	TakeDown Decision = "take-down"
)

// Decide shows a statement, sends it back with a reason in one line, or takes it
// down. Who shows new words takes the old ones down.
func (s *Service) Decide(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id string, what Decision, reason string) error {
	where := people.Where{Partnership: partnership}
	return s.change(ctx, v, people.ManagePartnership, where, func(tx Tx) error {
		one, all, err := find(tx, partnership, id)
		if err != nil {
			return err
		}
		if what == TakeDown {
			return s.remove(tx, v, one)
		}
		one.DecidedBy, one.Decided = v.Account.ID, s.Now()
		switch what {
		case Show:
			one.State = Shown
			err = removeShown(tx, all, one)
		case SendBack:
			one.State, one.Reason = SentBack, line(reason)
			err = checkReason(one.Reason)
		default:
			err = fault.New(fault.Invalid, "support.decision-needed")
		}
		if err != nil {
			return err
		}
		if err := tx.DecideStatement(one); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.SupportDecided, one, "decision", string(what)))
	})
}

// Withdraw takes a statement of one's own agency down, shown or not.
func (s *Service) Withdraw(ctx context.Context, v people.Viewer, where people.Where, id string) error {
	if where.Agency == "" {
		return missing()
	}
	return s.change(ctx, v, people.WriteSupport, where, func(tx Tx) error {
		one, _, err := find(tx, where.Partnership, id)
		if err != nil {
			return err
		}
		if one.Agency != where.Agency {
			return changed()
		}
		return s.remove(tx, v, one)
	})
}

func (s *Service) remove(tx Tx, v people.Viewer, one Statement) error {
	if err := tx.RemoveStatement(one.ID); err != nil {
		return err
	}
	return tx.Record(s.by(v, deed.SupportDecided, one, "decision", string(TakeDown)))
}

// removeShown takes down what an agency's new words replace.
func removeShown(tx Tx, all []Public, by Statement) error {
	for _, one := range all {
		if one.Agency == by.Agency && one.State == Shown && one.ID != by.ID {
			if err := tx.RemoveStatement(one.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// changed is what is said where a statement is not there any more: its words were
// changed, or somebody took it down.
func changed() error { return fault.New(fault.Invalid, "support.changed") }

func find(read Reader, partnership people.PartnershipID, id string) (Statement, []Public, error) {
	all, err := read.Statements(partnership)
	if err != nil {
		return Statement{}, nil, err
	}
	for _, one := range all {
		if one.ID == id {
			return one.Statement, all, nil
		}
	}
	return Statement{}, nil, changed()
}

// change does something to the statements of a partnership, all of it or nothing, one
// after another. The roles and the agencies are read within the transaction.
func (s *Service) change(ctx context.Context, v people.Viewer, right people.Right, where people.Where, do func(tx Tx) error) error {
	return s.Store.InTx(ctx, func(tx Tx) error {
		if err := tx.Hold(where.Partnership); err != nil {
			return err
		}
		var err error
		if v.Grants, err = tx.Grants(v.Account.ID); err != nil {
			return err
		}
		if !v.May(right, where) {
			return missing()
		}
		agencies, err := tx.AgenciesOf(where.Partnership)
		if err != nil {
			return err
		}
		if where.Agency != "" && !slices.ContainsFunc(agencies, func(a people.Agency) bool { return a.ID == where.Agency }) {
			return missing()
		}
		return do(tx)
	})
}

func (s *Service) by(v people.Viewer, kind deed.Kind, one Statement, about ...string) deed.Deed {
	about = append([]string{"agency", string(one.Agency)}, about...)
	return deed.Deed{At: s.Now(), Actor: string(v.Account.ID), Kind: kind, Partnership: string(one.Partnership), About: deed.About(about...)}
}

// line is a text in one line.
func line(text string) string { return strings.Join(strings.Fields(text), " ") }

func (d Draft) tidied() Draft {
	d.Role, d.Thing, d.Words = line(d.Role), line(d.Thing), strings.TrimSpace(d.Words)
	return d
}

// check looks at what was written, from the top of the form.
func (d Draft) check(now time.Time) error {
	for _, part := range []struct {
		name, text string
		most       int
	}{{"role", d.Role, MaxRole}, {"words", d.Words, MaxWords}, {"thing", d.Thing, MaxThing}} {
		switch {
		case part.text == "":
			return fault.New(fault.Invalid, "support."+part.name+"-needed")
		case len([]rune(part.text)) > part.most:
			return fault.New(fault.Invalid, "support."+part.name+"-long", "Most", part.most)
		}
	}
	by, err := time.Parse(month, d.Check)
	switch {
	case err != nil:
		return fault.New(fault.Invalid, "support.check-needed")
	case d.HasPassed(now) || by.After(now.AddDate(mostYears, 0, 0)):
		return fault.New(fault.Invalid, "support.check-when", "Years", mostYears)
	}
	return nil
}

// mostYears is how far ahead somebody may promise to look.
const mostYears = 3

func checkReason(reason string) error {
	switch {
	case reason == "":
		return fault.New(fault.Invalid, "support.reason-needed")
	case len([]rune(reason)) > MaxReason:
		return fault.New(fault.Invalid, "support.reason-long", "Most", MaxReason)
	}
	return nil
}
