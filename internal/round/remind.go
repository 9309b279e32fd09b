package round

import (
	"context"
	"slices"
	"strings"
	"time"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// betweenReminders is how long nobody is reminded again.
const betweenReminders = 24 * time.Hour

// Reminder is a reminder before it is sent: to how many people of which agencies,
// and as it will be read.
type Reminder struct {
	People        int
	Agencies      []string
	Subject, Text string
	// Again is when one may be sent, zero where that is now.
	Again time.Time
}

// Reminder says what a reminder sent now would be.
func (s *Service) Reminder(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID) (rem Reminder, err error) {
	read := s.Store.Read(ctx)
	r, err := find(read, v, people.ManageRound, people.Where{Partnership: partnership}, id)
	if err != nil {
		return rem, err
	}
	p, _, err := read.Partnership(partnership)
	if err != nil {
		return rem, err
	}
	to, err := unsigned(read, r)
	if err != nil {
		return rem, err
	}
	rem.People = len(to.people)
	for _, a := range to.agencies {
		rem.Agencies = append(rem.Agencies, a.Name)
	}
	rem.Subject, rem.Text = s.reminderOf(r, p, s.Words.Say("roundsetup.mail-somebody"), strings.Join(rem.Agencies, ", "))
	if next := r.Reminded.Add(betweenReminders); !r.Reminded.IsZero() && next.After(s.Now()) {
		rem.Again = next
	}
	return rem, nil
}

// Remind sends an e-mail to whoever writes a return that is not signed, once a day
// at most, and says to how many people.
func (s *Service) Remind(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID) (n int, err error) {
	return n, s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		if r.State != Open {
			return fault.New(fault.Invalid, "round.not-open")
		}
		if !r.Reminded.IsZero() && s.Now().Before(r.Reminded.Add(betweenReminders)) {
			return fault.New(fault.Invalid, "roundsetup.reminded")
		}
		to, err := unsigned(tx, r)
		if err != nil {
			return err
		}
		if n = len(to.people); n == 0 {
			return fault.New(fault.Invalid, "roundsetup.remind-nobody")
		}
		for _, one := range to.people {
			if err := s.enqueue(tx, JobRemind, string(id)+" "+string(one.ID), s.Now()); err != nil {
				return err
			}
		}
		r.Reminded = s.Now()
		if err := tx.ChangeRound(r); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.RoundReminded, r))
	})
}

// waiting are the agencies whose return is not signed, and who writes for them.
type waiting struct {
	agencies []Agency
	people   []people.Person
}

func unsigned(read Reader, r Round) (w waiting, err error) {
	if !r.Asks(framework.Return) {
		return w, nil
	}
	agencies, err := read.RoundAgencies(r.ID)
	if err != nil {
		return w, err
	}
	returns, err := read.Returns(r.ID)
	if err != nil {
		return w, err
	}
	for _, a := range agencies {
		signed := slices.ContainsFunc(returns, func(one Return) bool { return one.Agency == a.ID && one.State == Signed })
		if a.Form != NoReturn && !signed {
			w.agencies = append(w.agencies, a)
		}
	}
	all, err := read.PeopleOf(r.Partnership)
	for _, one := range all {
		if len(w.of(one)) > 0 {
			w.people = append(w.people, one)
		}
	}
	return w, err
}

// of are the names of the waiting agencies that somebody writes for.
func (w waiting) of(p people.Person) (names []string) {
	for _, a := range w.agencies {
		if p.Has(people.AgencyLead, a.ID) || p.Has(people.Contributor, a.ID) {
			names = append(names, a.Name)
		}
	}
	return names
}

// sendReminder tells somebody that a round is waiting for them; about is the round's
// id and the account's. Whose return was signed meanwhile hears nothing.
func (s *Service) sendReminder(ctx context.Context, about string) error {
	id, account, _ := strings.Cut(about, " ")
	read := s.Store.Read(ctx)
	r, ok, err := read.Round(ID(id))
	if err != nil || !ok || r.State != Open {
		return err
	}
	p, ok, err := read.Partnership(r.Partnership)
	if err != nil || !ok {
		return err
	}
	w, err := unsigned(read, r)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(w.people, func(one people.Person) bool { return one.ID == people.AccountID(account) })
	if at < 0 {
		return nil
	}
	to := w.people[at]
	subject, text := s.reminderOf(r, p, to.Name, strings.Join(w.of(to), ", "))
	return s.Mail.Send(ctx, to.Email, subject, text)
}

func (s *Service) reminderOf(r Round, p people.Partnership, name, agencies string) (subject, text string) {
	last := r.Closes
	closes := s.Words.Say("signin.date", "Day", last.Day(), "Month", s.Words.Say("report.month.of",
		"Month", s.Words.Say("report.month.m"+last.Format("01")), "Year", last.Format("2006")))
	subject = s.Words.Say("roundsetup.mail-subject", "Round", r.Title, "Partnership", p.Name)
	return subject, s.Words.Say("roundsetup.mail-text", "Name", name, "Round", r.Title, "Partnership", p.Name,
		"Agencies", agencies, "Closes", closes, "Address", s.Address)
}
