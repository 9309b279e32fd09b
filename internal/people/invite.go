package people

import (
	"context"
	"slices"
	"strings"
)

// SendInvitation tells somebody that they were given a role, and how to sign in.
// The message has no link that does anything, and no name of whoever asked for it.
func (s *Service) SendInvitation(ctx context.Context, about string) error {
	account, partnership, _ := strings.Cut(about, " ")
	read := s.Store.Read(ctx)
	to, ok, err := read.Account(AccountID(account))
	if err != nil || !ok { // erased meanwhile
		return err
	}
	p, ok, err := read.Partnership(PartnershipID(partnership))
	if err != nil || !ok {
		return err
	}
	there, err := read.PeopleOf(p.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(there, func(one Person) bool { return one.ID == to.ID })
	if i < 0 { // their roles were taken meanwhile
		return nil
	}
	how, err := s.how(read, there[i])
	if err != nil {
		return err
	}
	text := s.Words.Say("people.mail-text", "Name", to.Name, "Partnership", p.Name, "Address", s.Address, "Roles", s.roles(there[i].Grants), "How", how)
	return s.Mail.Send(ctx, to.Email, s.Words.Say("people.mail-subject", "Partnership", p.Name), text)
}

func (s *Service) roles(grants []Grant) string {
	var all []string
	for _, g := range grants {
		all = append(all, s.Words.Say("people.role-"+string(g.Role)))
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), ", ")
}

// how says by which ways somebody signs in, with the roles they have anywhere.
func (s *Service) how(read Reader, p Person) (string, error) {
	if p.HasWay {
		return s.Words.Say("people.mail-has-way"), nil
	}
	grants, err := read.Grants(p.ID)
	if !s.EmailCodes || slices.ContainsFunc(grants, func(g Grant) bool { return g.Role.NeedsStrong() }) {
		return s.Words.Say("people.mail-strong"), err
	}
	return s.Words.Say("people.mail-code", "Email", p.Email), err
}
