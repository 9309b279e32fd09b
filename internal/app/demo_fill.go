package app

import (
	"context"
	"fmt"
	"time"

	"bearings/internal/deed"
	"bearings/internal/fiction"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/support"
	"bearings/internal/ui"
)

// stage is where the story of a demonstration is played.
type stage struct {
	ctx     context.Context
	to      *accounts
	story   fiction.Story
	fw      *framework.Framework
	today   time.Time
	at      time.Time // the moment the story has reached
	rounds  *round.Service
	support *support.Service
	// partnership is the one there is, agencies and accounts are by their name in the
	// story.
	partnership people.Partnership
	agencies    map[string]people.Agency
	accounts    map[string]people.Account
}

// Days of the story, counted from today.
const (
	begins      = -430
	firstStarts = -400
	secondStart = -25
)

// fillDemo plays the story into an empty database, in the order of its days.
func fillDemo(d *desk, to *accounts) ([]ui.DemoPerson, error) {
	story, err := fiction.TheStory()
	if err != nil {
		return nil, err
	}
	s := &stage{ctx: d, to: to, story: story, today: time.Now(), agencies: map[string]people.Agency{}, accounts: map[string]people.Account{}}
	now := func() time.Time { return s.at }
	s.rounds = roundService(to.db, d.words)
	s.rounds.Now = now
	s.support = &support.Service{Store: to.db.Support(), Now: now, NewID: newID}
	files, err := framework.Standard()
	if err != nil {
		return nil, err
	}
	if s.fw, err = framework.LoadPack(files); err != nil {
		return nil, err
	}
	for _, part := range []func() error{s.enterPeople, s.firstRound, s.sayPublicly, s.secondRound} {
		if err := part(); err != nil {
			return nil, fmt.Errorf("the demonstration: %w", err)
		}
	}
	return s.cast(), nil
}

// on goes to a day of the story, in the morning.
func (s *stage) on(days int) {
	s.at = s.today.AddDate(0, 0, days).Truncate(24 * time.Hour).Add(9 * time.Hour)
}

// enterPeople makes the partnership with its agencies and people.
func (s *stage) enterPeople() error {
	s.on(begins)
	s.partnership = people.Partnership{ID: people.PartnershipID(newID()), Name: s.story.Partnership, Since: s.at}
	for _, p := range s.story.People {
		s.accounts[p.Letters] = people.Account{ID: people.AccountID(newID()), Name: p.Name, Email: s.story.Email(p), Since: s.at}
	}
	return s.to.people.Store.InTx(s.ctx, func(tx people.Tx) error {
		if err := tx.AddPartnership(s.partnership); err != nil {
			return err
		}
		if err := tx.Record(s.deed(deed.PartnershipStarted)); err != nil {
			return err
		}
		for _, a := range s.story.Agencies {
			if err := s.enterAgency(tx, a); err != nil {
				return err
			}
		}
		for _, p := range s.story.People {
			if err := s.enterPerson(tx, p); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *stage) enterAgency(tx people.Tx, a fiction.StoryAgency) error {
	made := people.Agency{ID: people.AgencyID(newID()), Name: a.Name, Kind: a.Kind, Since: s.at}
	s.agencies[a.ID] = made
	if err := tx.AddAgency(made); err != nil {
		return err
	}
	if err := tx.Join(s.partnership.ID, made.ID, s.at); err != nil {
		return err
	}
	return tx.Record(s.deed(deed.AgencyAdded, "agency", string(made.ID)))
}

func (s *stage) enterPerson(tx people.Tx, p fiction.StoryPerson) error {
	account := s.accounts[p.Letters]
	if err := tx.AddAccount(account); err != nil {
		return err
	}
	if err := tx.AddGrant(s.grant(p)); err != nil {
		return err
	}
	return tx.Record(s.deed(deed.RoleGiven, "account", string(account.ID), "role", p.Role, "agency", string(s.agencies[p.Agency].ID)))
}

func (s *stage) grant(p fiction.StoryPerson) people.Grant {
	return people.Grant{ID: newID(), Account: s.accounts[p.Letters].ID, Partnership: s.partnership.ID, Agency: s.agencies[p.Agency].ID, Role: people.Role(p.Role), Since: s.at}
}

// deed is one of the coordinator's.
func (s *stage) deed(kind deed.Kind, about ...string) deed.Deed {
	return deed.Deed{At: s.at, Actor: string(s.as(string(people.Coordinator)).Account.ID), Kind: kind, Partnership: string(s.partnership.ID), About: deed.About(about...)}
}

// as is somebody of the story by their letters, or the first with a role.
func (s *stage) as(who string) people.Viewer {
	for _, p := range s.story.People {
		if p.Letters == who || p.Role == who {
			return people.Viewer{Account: s.accounts[p.Letters], Grants: []people.Grant{s.grant(p)}, Strong: true}
		}
	}
	return people.Viewer{}
}

// leads is the lead of an agency.
func (s *stage) leads(agency string) people.Viewer {
	for _, p := range s.story.People {
		if p.Agency == agency && p.Role == string(people.AgencyLead) {
			return s.as(p.Letters)
		}
	}
	return people.Viewer{}
}

// sayPublicly has the agencies write their statements of support.
func (s *stage) sayPublicly() error {
	for _, one := range s.story.Statements {
		s.on(-30 * one.Ago)
		where := people.Where{Partnership: s.partnership.ID, Agency: s.agencies[one.Agency].ID}
		role := s.story.SignedAs[one.Agency]
		check := time.Date(s.today.Year(), s.today.Month()+time.Month(one.Check), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
		d := support.Draft{Role: role, Words: one.Words, Thing: one.Thing, Check: check}
		if err := s.support.Write(s.ctx, s.as(one.By), where, d); err != nil {
			return err
		}
		decision := map[string]support.Decision{"shown": support.Show, "sent-back": support.SendBack}[one.State]
		if decision == "" {
			continue
		}
		all, err := s.support.Own(s.ctx, s.as(one.By), where)
		if err == nil {
			err = s.support.Decide(s.ctx, s.as(string(people.Coordinator)), where.Partnership, all[0].ID, decision, one.Reason)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// cast are those as whom one may come in.
func (s *stage) cast() (all []ui.DemoPerson) {
	for _, p := range s.story.People {
		all = append(all, ui.DemoPerson{Account: s.accounts[p.Letters].ID, Name: p.Name, Role: people.Role(p.Role), Agency: s.agencies[p.Agency].Name,
			To: ui.PartnershipURL(string(s.partnership.ID))})
	}
	return all
}
