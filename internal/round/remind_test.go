package round_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// letters are sent reminders.
type letters struct{ to, text []string }

func (l *letters) Send(_ context.Context, to, subject, text string) error {
	l.to, l.text = append(l.to, to), append(l.text, subject+"\n"+text)
	return nil
}

// values says a message by its values.
type values struct{}

func (values) Say(message string, with ...any) string {
	said := message
	for i := 1; i < len(with); i += 2 {
		if text, ok := with[i].(string); ok {
			said += " " + text
		}
	}
	return said
}

func TestWhoHasNotSignedIsReminded(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s, ctx := testkit.NewWorld(t, db), testkit.Rounds(db), t.Context()
		sent, now := &letters{}, testkit.Day
		s.Mail, s.Words, s.Address, s.Now = sent, values{}, "https://bearings.example", func() time.Time { return now }
		r, _ := w.OpenRound(t)
		v, p := w.As(t, people.Coordinator), w.North.ID
		rem, err := s.Reminder(ctx, v, p, r.ID)
		if err != nil || rem.People != 2 || !slices.Contains(rem.Agencies, w.Council.Name) || !rem.Again.IsZero() {
			t.Fatalf("%+v, %v", rem, err)
		}
		if n, err := s.Remind(ctx, v, p, r.ID); n != 2 || err != nil {
			t.Fatalf("%d, %v", n, err)
		}
		_, err = s.Remind(ctx, v, p, r.ID)
		refused(t, err, "roundsetup.reminded")
		remind := s.Jobs()[round.JobRemind]
		for _, role := range []people.Role{people.AgencyLead, people.Contributor, people.Scrutineer} {
			if err := remind(ctx, string(r.ID)+" "+string(w.People[role].ID)); err != nil {
				t.Fatal(err)
			}
		}
		lead := w.People[people.AgencyLead]
		if len(sent.to) != 2 || sent.to[0] != lead.Email || !strings.Contains(sent.text[0], lead.Name) || !strings.Contains(sent.text[0], w.Council.Name) ||
			strings.Contains(sent.text[0], string(r.ID)) || strings.Contains(sent.text[0], w.Police.Name) {
			t.Errorf("%v", sent)
		}
		now = now.Add(25 * time.Hour)
		err = s.Store.InTx(ctx, func(tx round.Tx) error {
			return tx.PutReturn(r.ID, round.Return{Agency: w.Council.ID, State: round.Signed, Signed: now, SignedBy: lead.ID})
		})
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Remind(ctx, v, p, r.ID)
		refused(t, err, "roundsetup.remind-nobody")
		if err := remind(ctx, string(r.ID)+" "+string(lead.ID)); err != nil || len(sent.to) != 2 {
			t.Errorf("whose return is signed is reminded: %v, %v", sent.to, err)
		}
	})
}

// Bands say how many answered, in words, to those who may know.
func TestBandsOfAnswers(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s, ctx := testkit.NewWorld(t, db), testkit.Rounds(db), t.Context()
		r, _ := w.OpenRound(t)
		read := s.Store.Read(ctx)
		agencies, err := read.RoundAgencies(r.ID)
		if err != nil {
			t.Fatal(err)
		}
		w.Reply(t, r, w.Council.Name, framework.Direct, 0, 21)
		w.Reply(t, r, w.Police.Name, framework.Direct, 0, 120)
		w.Reply(t, r, "", "", 0, 1)
		bands := func(role people.Role) map[string]round.Band {
			all, err := s.Responses(ctx, w.As(t, role), r, agencies)
			if err != nil {
				t.Fatal(err)
			}
			of := map[string]round.Band{}
			for _, one := range all {
				if one.Name != "" && one.Level != "" {
					t.Errorf("a level of an agency: %+v", one)
				}
				of[one.Name+one.Level] = one.Band
			}
			return of
		}
		// The school invites 60, 20 and 8, the council 70, the police 80 direct staff.
		got := bands(people.Coordinator)
		for name, want := range map[string]round.Band{"": round.Some, w.School.Name: round.Few, w.Council.Name: round.Few, w.Police.Name: round.TooMany,
			framework.Direct: round.Half, framework.Operational: round.Few, framework.Strategic: round.Few} {
			if got[name] != want {
				t.Errorf("%q: %s, want %s", name, got[name], want)
			}
		}
		if got := bands(people.AgencyLead); len(got) != 1 || got[w.Council.Name] != round.Few {
			t.Errorf("a lead sees %v", got)
		}
		if got := bands(people.Scrutineer); len(got) != 0 {
			t.Errorf("a scrutineer sees %v", got)
		}
	})
}
