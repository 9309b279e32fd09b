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
	roles, err := s.roles(read, there[i].Grants)
	if err != nil {
		return err
	}
	text := s.Words.Say("people.mail-text", "Name", to.Name, "Partnership", p.Name, "Address", s.Address, "Roles", roles, "How", how)
	return s.Mail.Send(ctx, to.Email, s.Words.Say("people.mail-subject", "Partnership", p.Name), text)
}

// roles are somebody's roles here in words, each with its agency.
func (s *Service) roles(read Reader, grants []Grant) (string, error) {
	var all []string
	for _, g := range grants {
		role := s.Words.Say("people.role-" + string(g.Role))
		if g.Agency != "" {
			agency, _, err := read.Agency(g.Agency)
			if err != nil {
				return "", err
			}
			role = s.Words.Say("partnership.role-for", "Role", role, "Agency", agency.Name)
		}
		all = append(all, role)
	}
	slices.Sort(all)
	return strings.Join(all, ", "), nil
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
