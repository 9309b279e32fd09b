package store

import (
	"context"

	"bearings/internal/people"
	"bearings/internal/support"
)

// Support is the store of statements of support.
func (db *DB) Support() support.Store { return statements{db} }

type statements struct{ *DB }

func (s statements) Read(ctx context.Context) support.Reader { return s.reading(ctx) }

func (s statements) InTx(ctx context.Context, f func(support.Tx) error) error {
	return s.inTx(ctx, func(t *tx) error { return f(t) })
}

// Those of agencies that have left are kept and not found: they speak for nobody in
// the partnership any more.
const statementColumns = `select s.id, s.partnership, s.agency, s.role, s.words, s.thing, s.check_on, s.state, s.reason, s.author, s.at, s.decided_by, s.decided,
	p.name, a.name from support s join membership m on m.partnership = s.partnership and m.agency = s.agency
	join partnership p on p.id = s.partnership join agency a on a.id = s.agency `

func scanStatement(row row) (s support.Public, err error) {
	err = row(&s.ID, &s.Partnership, &s.Agency, &s.Role, &s.Words, &s.Thing, &s.Check, &s.State, &s.Reason, &s.Author, &s.At, &s.DecidedBy, &s.Decided,
		&s.PartnershipName, &s.AgencyName)
	return s, err
}

func (t *tx) Statements(id people.PartnershipID) ([]support.Public, error) {
	return list(t.query, scanStatement, statementColumns+"where s.partnership = $1 order by lower(a.name), a.id, s.at, s.id", id)
}

func (t *tx) ShownStatements() ([]support.Public, error) {
	return list(t.query, scanStatement, statementColumns+"where s.state = 'shown' order by lower(p.name), p.id, lower(a.name), a.id")
}

func (t *tx) AddStatement(s support.Statement) error {
	return t.do(`insert into support (id, partnership, agency, role, words, thing, check_on, state, reason, author, at, decided_by, decided)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		s.ID, s.Partnership, s.Agency, s.Role, s.Words, s.Thing, s.Check, s.State, s.Reason, s.Author, s.At, s.DecidedBy, s.Decided)
}

func (t *tx) DecideStatement(s support.Statement) error {
	return t.do("update support set state = $2, reason = $3, decided_by = $4, decided = $5 where id = $1", s.ID, s.State, s.Reason, s.DecidedBy, s.Decided)
}

func (t *tx) RemoveStatement(id string) error {
	return t.do("delete from support where id = $1", id)
}
