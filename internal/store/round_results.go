package store

import (
	"bearings/internal/round"
)

func (t *tx) Shares(id round.ID) ([]round.Share, error) {
	return list(t.query, func(row row) (s round.Share, err error) {
		err = row(&s.Page, &s.Audience, &s.Author, &s.At)
		return s, err
	}, "select page, audience, author, at from round_share where round = $1 order by page", id)
}

func (t *tx) PutShare(id round.ID, s round.Share) error {
	return t.do(`insert into round_share (round, page, audience, author, at) values ($1, $2, $3, $4, $5)
		on conflict (round, page) do update set audience = $3, author = $4, at = $5`, id, s.Page, s.Audience, s.Author, s.At)
}

func (t *tx) AgencyReplies(id round.ID) ([]round.AgencyReply, error) {
	return list(t.query, func(row row) (r round.AgencyReply, err error) {
		err = row(&r.Agency, &r.Finding, &r.Text, &r.Author, &r.At)
		return r, err
	}, "select agency, finding, text, author, at from agency_reply where round = $1 order by agency, finding", id)
}

func (t *tx) PutAgencyReply(id round.ID, r round.AgencyReply) error {
	if r.Text == "" {
		return t.do("delete from agency_reply where round = $1 and agency = $2 and finding = $3", id, r.Agency, r.Finding)
	}
	return t.do(`insert into agency_reply (round, agency, finding, text, author, at) values ($1, $2, $3, $4, $5, $6)
		on conflict (round, agency, finding) do update set text = $4, author = $5, at = $6`, id, r.Agency, r.Finding, r.Text, r.Author, r.At)
}
