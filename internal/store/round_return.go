package store

import (
	"bearings/internal/people"
	"bearings/internal/round"
)

const returnColumns = "select agency, state, signed, signed_by, signed_name, signed_role from agency_return "

func scanReturn(row row) (r round.Return, err error) {
	err = row(&r.Agency, &r.State, &r.Signed, &r.SignedBy, &r.Name, &r.Role)
	return r, err
}

func (t *tx) Return(id round.ID, agency people.AgencyID) (r round.Return, ok bool, err error) {
	err = t.one(returnColumns+"where round = $1 and agency = $2", []any{id, agency},
		&r.Agency, &r.State, &r.Signed, &r.SignedBy, &r.Name, &r.Role)
	ok, err = found(err)
	return r, ok, err
}

func (t *tx) Returns(id round.ID) ([]round.Return, error) {
	return list(t.query, scanReturn, returnColumns+"where round = $1 order by agency", id)
}

func (t *tx) PutReturn(id round.ID, r round.Return) error {
	return t.do(`insert into agency_return (round, agency, state, signed, signed_by, signed_name, signed_role) values ($1, $2, $3, $4, $5, $6, $7)
		on conflict (round, agency) do update set state = $3, signed = $4, signed_by = $5, signed_name = $6, signed_role = $7`,
		id, r.Agency, r.State, r.Signed, r.SignedBy, r.Name, r.Role)
}

func (t *tx) ReturnAnswers(id round.ID, agency people.AgencyID) ([]round.ReturnAnswer, error) {
	return list(t.query, func(row row) (a round.ReturnAnswer, err error) {
		err = row(&a.Item, &a.Answer, &a.Text, &a.Version, &a.Author, &a.At)
		return a, err
	}, "select item, answer, text, version, author, at from return_answer where round = $1 and agency = $2 order by item", id, agency)
}

func (t *tx) PutReturnAnswer(id round.ID, agency people.AgencyID, a round.ReturnAnswer) (bool, error) {
	if a.Version == 1 {
		n, err := t.exec(`insert into return_answer (round, agency, item, answer, text, version, author, at)
			values ($1, $2, $3, $4, $5, 1, $6, $7) on conflict (round, agency, item) do nothing`,
			id, agency, a.Item, a.Answer, a.Text, a.Author, a.At)
		return n > 0, err
	}
	n, err := t.exec(`update return_answer set answer = $4, text = $5, version = $6, author = $7, at = $8, batch = ''
		where round = $1 and agency = $2 and item = $3 and version = $6 - 1`,
		id, agency, a.Item, a.Answer, a.Text, a.Version, a.Author, a.At)
	return n > 0, err
}

func (t *tx) OtherAnswers(id round.ID, agency people.AgencyID) ([]round.OtherAnswer, error) {
	return list(t.query, func(row row) (a round.OtherAnswer, err error) {
		err = row(&a.ID, &a.Item, &a.Answer, &a.Text, &a.Author, &a.At)
		return a, err
	}, "select id, item, answer, text, author, at from return_other where round = $1 and agency = $2 order by at, id", id, agency)
}

func (t *tx) AddOtherAnswer(id round.ID, agency people.AgencyID, a round.OtherAnswer) error {
	return t.do("insert into return_other (id, round, agency, item, answer, text, author, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
		a.ID, id, agency, a.Item, a.Answer, a.Text, a.Author, a.At)
}

func (t *tx) RemoveOtherAnswer(id round.ID, agency people.AgencyID, other string) error {
	return t.do("delete from return_other where round = $1 and agency = $2 and id = $3", id, agency, other)
}

func (t *tx) Notes(id round.ID, agency people.AgencyID) ([]round.Note, error) {
	return list(t.query, func(row row) (n round.Note, err error) {
		err = row(&n.ID, &n.Item, &n.About, &n.Author, &n.At, &n.Text, &n.Settled)
		return n, err
	}, "select id, item, about, author, at, text, settled from return_note where round = $1 and agency = $2 order by at, id", id, agency)
}

func (t *tx) PutNote(id round.ID, agency people.AgencyID, n round.Note) error {
	return t.do(`insert into return_note (id, round, agency, item, about, author, at, text, settled) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		on conflict (id) do update set text = $8, settled = $9`, n.ID, id, agency, n.Item, n.About, n.Author, n.At, n.Text, n.Settled)
}

func (t *tx) Earliers(id round.ID, agency people.AgencyID) ([]round.Earlier, error) {
	return list(t.query, func(row row) (e round.Earlier, err error) {
		err = row(&e.ID, &e.Item, &e.Source, &e.Text, &e.Author, &e.At)
		return e, err
	}, "select id, item, source, text, author, at from return_earlier where round = $1 and agency = $2 order by at, id", id, agency)
}

func (t *tx) AddEarlier(id round.ID, agency people.AgencyID, e round.Earlier) error {
	return t.do("insert into return_earlier (id, round, agency, item, source, text, author, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
		e.ID, id, agency, e.Item, e.Source, e.Text, e.Author, e.At)
}

func (t *tx) RemoveEarlier(id round.ID, agency people.AgencyID, earlier string) error {
	return t.do("delete from return_earlier where round = $1 and agency = $2 and id = $3", id, agency, earlier)
}

func scanOffer(row row) (o round.Offer, err error) {
	err = row(&o.Round, &o.Agency, &o.Partnership, &o.Author, &o.At)
	return o, err
}

func (t *tx) Offers(id round.ID) ([]round.Offer, error) {
	return list(t.query, scanOffer, "select round, agency, partnership, author, at from return_offer where round = $1 order by agency, partnership", id)
}

func (t *tx) OffersTo(partnership people.PartnershipID, agency people.AgencyID) ([]round.Offer, error) {
	return list(t.query, scanOffer, "select round, agency, partnership, author, at from return_offer where partnership = $1 and agency = $2 order by at desc, round", partnership, agency)
}

func (t *tx) PutOffer(o round.Offer) error {
	return t.do(`insert into return_offer (round, agency, partnership, author, at) values ($1, $2, $3, $4, $5)
		on conflict (round, agency, partnership) do update set author = $4, at = $5`, o.Round, o.Agency, o.Partnership, o.Author, o.At)
}

func (t *tx) RemoveOffer(o round.Offer) error {
	return t.do("delete from return_offer where round = $1 and agency = $2 and partnership = $3", o.Round, o.Agency, o.Partnership)
}
