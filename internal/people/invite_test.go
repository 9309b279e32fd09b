package people_test

import (
	"regexp"
	"strings"
	"testing"

	"bearings/internal/mail"
	"bearings/internal/people"
)

// letter invites somebody and reads what they get.
func (d *desk) letter(i people.Invitation) mail.Message {
	d.t.Helper()
	_, err := d.Invite(d.ctx, d.north(people.Coordinator), d.world.North.ID, i)
	ok(d.t, err)
	if sent := d.work(); sent != 1 {
		d.t.Fatalf("%d messages are sent", sent)
	}
	all, err := d.outbox.Messages()
	ok(d.t, err)
	return all[0]
}

var acting = regexp.MustCompile(`https?://\S+`)

func TestAnInvitationSaysHowToSignIn(t *testing.T) {
	for name, c := range map[string]struct {
		role   people.Role
		agency bool
		off    bool
		says   string
		not    string
	}{
		"by code":          {people.Contributor, true, false, "type this e-mail address, ada.new@example.org", "joining code"},
		"codes are off":    {people.Contributor, true, true, "gives you a joining code, in person or by telephone", "type this e-mail address"},
		"a role with more": {people.Moderator, false, false, "gives you a joining code, in person or by telephone", "type this e-mail address"},
	} {
		t.Run(name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, d *desk) {
				d.EmailCodes = !c.off
				i := invitation(c.role, "")
				if c.agency {
					i.Agency = d.world.Council.ID
				}
				m := d.letter(i)
				if !strings.Contains(m.To, "ada.new@example.org") || m.Subject != "Your role in "+d.world.North.Name {
					t.Errorf("to %q about %q", m.To, m.Subject)
				}
				for _, want := range []string{"Hello Ada New", d.world.North.Name + " has given you this role", c.says} {
					if !strings.Contains(m.Text, want) {
						t.Errorf("it does not say %q:\n%s", want, m.Text)
					}
				}
				if strings.Contains(m.Text, c.not) || strings.Contains(m.Text, d.world.People[people.Coordinator].Name) || strings.Contains(m.Text, "<no value>") {
					t.Errorf("it says too much:\n%s", m.Text)
				}
				for _, link := range acting.FindAllString(m.Text, -1) {
					if link != siteAddress {
						t.Errorf("it has a link that leads to %s", link)
					}
				}
			})
		})
	}
}

func TestAnInvitationOfSomebodyWithAnAccount(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		sol := d.world.Others[people.Scrutineer]
		d.addKey(sol.ID)
		m := d.letter(people.Invitation{Name: "Wrong Name", Email: sol.Email, Role: people.Facilitator})
		for _, want := range []string{"Hello " + sol.Name, "this role: Facilitator.", "you have an account there"} {
			if !strings.Contains(m.Text, want) {
				t.Errorf("it does not say %q:\n%s", want, m.Text)
			}
		}
		for _, secret := range []string{"Wrong Name", d.world.South.Name, "Scrutineer"} {
			if strings.Contains(m.Text, secret) {
				t.Errorf("it tells of another partnership: %s", m.Text)
			}
		}
	})
}

// What was asked for and is of no use any more sends nothing, and is no failure.
func TestAnInvitationThatCameTooLateIsNotSent(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		north := d.world.North.ID
		id, err := d.Invite(d.ctx, d.north(people.Coordinator), north, invitation(people.Scrutineer, ""))
		ok(t, err)
		ok(t, d.TakeRole(d.ctx, d.north(people.Coordinator), north, id, d.grant(north, id, people.Scrutineer)))
		sol := d.world.Others[people.Facilitator]
		_, err = d.Invite(d.ctx, d.north(people.Coordinator), north, people.Invitation{Name: "S", Email: sol.Email, Role: people.Facilitator})
		ok(t, err)
		ok(t, d.EraseAccount(d.ctx, d.as(sol)))
		d.work()
		ok(t, d.SendInvitation(d.ctx, string(id)+" nowhere"))
		ok(t, d.SendInvitation(d.ctx, ""))
		if all, err := d.outbox.Messages(); err != nil || len(all) != 0 {
			t.Errorf("%d messages are sent, %v", len(all), err)
		}
	})
}
