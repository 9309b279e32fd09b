package store

import (
	"context"
	"encoding/json"
	"strings"

	"bearings/internal/people"
	"bearings/internal/round"
)

// Round is the store of rounds.
func (db *DB) Round() round.Store { return rounds{db} }

type rounds struct{ *DB }

func (s rounds) Read(ctx context.Context) round.Reader { return s.reading(ctx) }

func (s rounds) InTx(ctx context.Context, f func(round.Tx) error) error {
	return s.inTx(ctx, func(t *tx) error { return f(t) })
}

const roundColumns = `select id, partnership, title, state, framework, version, strands, at_least, comments_at_least, agency_pages,
	opens, closes, opened, closed, released, revealed, comparable, reminded, since from round `

func scanRound(row row) (r round.Round, err error) {
	var strands string
	err = row(&r.ID, &r.Partnership, &r.Title, &r.State, &r.Framework, &r.Version, &strands, &r.AtLeast, &r.CommentsAtLeast, &r.AgencyPages,
		&r.Opens, &r.Closes, &r.Opened, &r.Closed, &r.Released, &r.Revealed, &r.Comparable, &r.Reminded, &r.Since)
	if strands != "" {
		r.Strands = strings.Split(strands, " ")
	}
	return r, err
}

func (t *tx) Round(id round.ID) (r round.Round, ok bool, err error) {
	r, err = scanRound(func(into ...any) error { return t.one(roundColumns+"where id = $1", []any{id}, into...) })
	ok, err = found(err)
	return r, ok, err
}

func (t *tx) RoundsOf(id people.PartnershipID) ([]round.Round, error) {
	return list(t.query, scanRound, roundColumns+"where partnership = $1 order by since desc, id desc", id)
}

func (t *tx) Pack(id round.ID) (files map[string]string, err error) {
	var text string
	if err := t.one("select files from round_pack where round = $1", []any{id}, &text); err != nil {
		return nil, explain(err)
	}
	return files, json.Unmarshal([]byte(text), &files)
}

func (t *tx) PutPack(id round.ID, files map[string]string) error {
	text, err := json.Marshal(files)
	if err != nil {
		return err
	}
	return t.do("insert into round_pack (round, files) values ($1, $2) on conflict (round) do update set files = $2", id, string(text))
}

func (t *tx) HoldRound(id round.ID) error {
	return t.do("update round set since = since where id = $1", id)
}

func (t *tx) AddRound(r round.Round, pack map[string]string) error {
	err := t.do(`insert into round (id, partnership, title, state, framework, version, strands, at_least, comments_at_least, agency_pages,
		opens, closes, opened, closed, released, revealed, comparable, reminded, since)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
		r.ID, r.Partnership, r.Title, r.State, r.Framework, r.Version, strings.Join(r.Strands, " "), r.AtLeast, r.CommentsAtLeast, r.AgencyPages,
		r.Opens, r.Closes, r.Opened, r.Closed, r.Released, r.Revealed, r.Comparable, r.Reminded, r.Since)
	if err != nil {
		return err
	}
	return t.PutPack(r.ID, pack)
}

func (t *tx) ChangeRound(r round.Round) error {
	return t.do(`update round set title = $2, state = $3, framework = $4, version = $5, strands = $6, at_least = $7, comments_at_least = $8,
		agency_pages = $9, opens = $10, closes = $11, opened = $12, closed = $13, released = $14, revealed = $15, comparable = $16, reminded = $17 where id = $1`,
		r.ID, r.Title, r.State, r.Framework, r.Version, strings.Join(r.Strands, " "), r.AtLeast, r.CommentsAtLeast,
		r.AgencyPages, r.Opens, r.Closes, r.Opened, r.Closed, r.Released, r.Revealed, r.Comparable, r.Reminded)
}

func (t *tx) RemoveRound(id round.ID) error { return t.do("delete from round where id = $1", id) }

func scanRoundAgency(row row) (a round.Agency, err error) {
	var staff [3]int
	err = row(&a.ID, &a.Name, &a.Kind, &a.Form, &staff[0], &staff[1], &staff[2], &a.Agreed, &a.AgreedBy)
	a.Staff = map[string]int{}
	for i, level := range round.Levels {
		if staff[i] >= 0 {
			a.Staff[level] = staff[i]
		}
	}
	return a, err
}

func (t *tx) RoundAgencies(id round.ID) ([]round.Agency, error) {
	return list(t.query, scanRoundAgency, `select agency, name, kind, form, direct, operational, strategic, agreed, agreed_by
		from round_agency where round = $1 order by name, agency`, id)
}

func (t *tx) PutAgency(id round.ID, a round.Agency) error {
	staff := [3]int{-1, -1, -1}
	for i, level := range round.Levels {
		if n, said := a.Staff[level]; said {
			staff[i] = n
		}
	}
	return t.do(`insert into round_agency (round, agency, name, kind, form, direct, operational, strategic, agreed, agreed_by)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		on conflict (round, agency) do update set name = $3, kind = $4, form = $5, direct = $6, operational = $7, strategic = $8, agreed = $9, agreed_by = $10`,
		id, a.ID, a.Name, a.Kind, a.Form, staff[0], staff[1], staff[2], a.Agreed, a.AgreedBy)
}

func (t *tx) RemoveRoundAgency(id round.ID, agency people.AgencyID) error {
	return t.do("delete from round_agency where round = $1 and agency = $2", id, agency)
}

func scanLink(row row) (l round.Link, err error) {
	err = row(&l.Code, &l.Round, &l.Agency, &l.Level)
	return l, err
}

func (t *tx) Link(code string) (l round.Link, ok bool, err error) {
	err = t.one("select code, round, agency, level from survey_link where code = $1", []any{code}, &l.Code, &l.Round, &l.Agency, &l.Level)
	ok, err = found(err)
	return l, ok, err
}

func (t *tx) Links(id round.ID) ([]round.Link, error) {
	return list(t.query, scanLink, "select code, round, agency, level from survey_link where round = $1 order by agency, level, code", id)
}

func (t *tx) AddLink(l round.Link) error {
	return t.do("insert into survey_link (code, round, agency, level) values ($1, $2, $3, $4)", l.Code, l.Round, l.Agency, l.Level)
}

func (t *tx) RemoveLink(code string) error {
	return t.do("delete from survey_link where code = $1", code)
}
