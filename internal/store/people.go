package store

import (
	"context"
	"time"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"bearings/internal/fault"
	"bearings/internal/people"
)

// People is the store of partnerships and people.
func (db *DB) People() people.Store { return peopleStore{db} }

type peopleStore struct{ *DB }

func (s peopleStore) Read(ctx context.Context) people.Reader { return s.reading(ctx) }

func (s peopleStore) InTx(ctx context.Context, f func(people.Tx) error) error {
	return s.inTx(ctx, func(t *tx) error { return f(t) })
}

// folded is an e-mail address as it is compared.
func folded(email string) string { return cases.Fold().String(norm.NFC.String(email)) }

func scanPartnership(r row) (p people.Partnership, err error) {
	err = r(&p.ID, &p.Name, &p.Since)
	return p, err
}

func scanAgency(r row) (a people.Agency, err error) {
	err = r(&a.ID, &a.Name, &a.Kind, &a.Since)
	return a, err
}

func scanGrant(r row) (g people.Grant, err error) {
	err = r(&g.ID, &g.Account, &g.Partnership, &g.Agency, &g.Role, &g.Since)
	return g, err
}

func (t *tx) Partnership(id people.PartnershipID) (p people.Partnership, ok bool, err error) {
	err = t.one("select id, name, since from partnership where id = $1", []any{id}, &p.ID, &p.Name, &p.Since)
	ok, err = found(err)
	return p, ok, err
}

func (t *tx) Partnerships() ([]people.Partnership, error) {
	return list(t.query, scanPartnership, "select id, name, since from partnership order by name, id")
}

func (t *tx) Agency(id people.AgencyID) (a people.Agency, ok bool, err error) {
	err = t.one("select id, name, kind, since from agency where id = $1", []any{id}, &a.ID, &a.Name, &a.Kind, &a.Since)
	ok, err = found(err)
	return a, ok, err
}

func (t *tx) AgenciesOf(id people.PartnershipID) ([]people.Agency, error) {
	return list(t.query, scanAgency, `select a.id, a.name, a.kind, a.since from agency a join membership m on m.agency = a.id
		where m.partnership = $1 order by a.name, a.id`, id)
}

func (t *tx) PartnershipsOf(id people.AgencyID) ([]people.Partnership, error) {
	return list(t.query, scanPartnership, `select p.id, p.name, p.since from partnership p join membership m on m.partnership = p.id
		where m.agency = $1 order by p.name, p.id`, id)
}

func (t *tx) Account(id people.AccountID) (a people.Account, ok bool, err error) {
	err = t.one("select id, name, email, since from account where id = $1", []any{id}, &a.ID, &a.Name, &a.Email, &a.Since)
	ok, err = found(err)
	return a, ok, err
}

func (t *tx) AccountWith(email string) (a people.Account, ok bool, err error) {
	err = t.one("select id, name, email, since from account where email_folded = $1", []any{folded(email)}, &a.ID, &a.Name, &a.Email, &a.Since)
	ok, err = found(err)
	return a, ok, err
}

func (t *tx) AnyAccount() (any bool, err error) {
	err = t.one("select count(*) > 0 from (select 1 from account limit 1) as first", nil, &any)
	return any, explain(err)
}

const grantColumns = "select id, account, partnership, agency, role, since from role_given "

func (t *tx) Grants(id people.AccountID) ([]people.Grant, error) {
	return list(t.query, scanGrant, grantColumns+"where account = $1 order by partnership, since, id", id)
}

// PeopleOf asks twice, however many there are.
func (t *tx) PeopleOf(id people.PartnershipID) ([]people.Person, error) {
	grants, err := list(t.query, scanGrant, grantColumns+"where partnership = $1 order by since, id", id)
	if err != nil {
		return nil, err
	}
	of := map[people.AccountID][]people.Grant{}
	for _, g := range grants {
		of[g.Account] = append(of[g.Account], g)
	}
	return list(t.query, func(r row) (p people.Person, err error) {
		err = r(&p.ID, &p.Name, &p.Email, &p.Since, &p.HasWay)
		p.Grants = of[p.ID]
		return p, err
	}, `select id, name, email, since,
			exists (select 1 from passkey where passkey.account = account.id) or exists (select 1 from identity where identity.account = account.id)
		from account where id in (select account from role_given where partnership = $1) order by name, id`, id)
}

func (t *tx) JoiningCode(hash string) (c people.JoiningCode, ok bool, err error) {
	err = t.one("select hash, purpose, account, partnership, ends from joining_code where hash = $1", []any{hash},
		&c.Hash, &c.Purpose, &c.Account, &c.Partnership, &c.Ends)
	ok, err = found(err)
	return c, ok, err
}

func (t *tx) Hold(id people.PartnershipID) error {
	return t.do("update partnership set since = since where id = $1", id)
}

func (t *tx) AddPartnership(p people.Partnership) error {
	return t.do("insert into partnership (id, name, since) values ($1, $2, $3)", p.ID, p.Name, p.Since)
}

func (t *tx) RenamePartnership(id people.PartnershipID, name string) error {
	return t.do("update partnership set name = $2 where id = $1", id, name)
}

func (t *tx) AddAgency(a people.Agency) error {
	return t.do("insert into agency (id, name, kind, since) values ($1, $2, $3, $4)", a.ID, a.Name, a.Kind, a.Since)
}

func (t *tx) ChangeAgency(a people.Agency) error {
	return t.do("update agency set name = $2, kind = $3 where id = $1", a.ID, a.Name, a.Kind)
}

func (t *tx) Join(partnership people.PartnershipID, agency people.AgencyID, since time.Time) error {
	return t.do("insert into membership (partnership, agency, since) values ($1, $2, $3) on conflict (partnership, agency) do nothing", partnership, agency, since)
}

func (t *tx) Leave(partnership people.PartnershipID, agency people.AgencyID) error {
	if err := t.do("delete from role_given where partnership = $1 and agency = $2", partnership, agency); err != nil {
		return err
	}
	if err := t.do("delete from membership where partnership = $1 and agency = $2", partnership, agency); err != nil {
		return err
	}
	return t.do("delete from agency where id = $1 and not exists (select 1 from membership where agency = $1)", agency)
}

func (t *tx) AddAccount(a people.Account) error {
	return taken(t.do("insert into account (id, name, email, email_folded, since) values ($1, $2, $3, $4, $5)", a.ID, a.Name, a.Email, folded(a.Email), a.Since))
}

func (t *tx) ChangeAccount(a people.Account) error {
	return taken(t.do("update account set name = $2, email = $3, email_folded = $4 where id = $1", a.ID, a.Name, a.Email, folded(a.Email)))
}

// taken says that an address belongs to another account.
func taken(err error) error {
	if isDouble(err) {
		return fault.New(fault.Invalid, "people.email-taken")
	}
	return err
}

func (t *tx) EraseAccount(id people.AccountID) error {
	for _, text := range []string{
		"delete from joining_code where account = $1",
		"delete from attempt where account = $1",
		"delete from account where id = $1", // and all that refers to it
	} {
		if err := t.do(text, id); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) AddGrant(g people.Grant) error {
	return t.do(`insert into role_given (id, account, partnership, agency, role, since) values ($1, $2, $3, $4, $5, $6)
		on conflict (account, partnership, agency, role) do nothing`, g.ID, g.Account, g.Partnership, g.Agency, g.Role, g.Since)
}

func (t *tx) RemoveGrant(id string) error { return t.do("delete from role_given where id = $1", id) }

func (t *tx) EndCodeSessions(id people.AccountID) error {
	return t.do("delete from session where account = $1 and method = 'code'", id)
}

func (t *tx) RemoveWays(id people.AccountID) error {
	if err := t.do("delete from passkey where account = $1", id); err != nil {
		return err
	}
	return t.do("delete from identity where account = $1", id)
}

func (t *tx) PutJoiningCode(c people.JoiningCode) error {
	return t.do("insert into joining_code (hash, purpose, account, partnership, ends) values ($1, $2, $3, $4, $5)",
		c.Hash, c.Purpose, c.Account, c.Partnership, c.Ends)
}

func (t *tx) UseJoiningCode(hash string) (bool, error) {
	n, err := t.exec("delete from joining_code where hash = $1", hash)
	return n == 1, err
}

func (t *tx) ForgetJoiningCodes(purpose people.Purpose, account people.AccountID) error {
	return t.do("delete from joining_code where purpose = $1 and account = $2", purpose, account)
}
