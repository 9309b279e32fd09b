package store

import (
	"bearings/internal/people"
	"bearings/internal/round"
)

func (t *tx) Imports(id round.ID) ([]round.Import, error) {
	return list(t.query, func(row row) (i round.Import, err error) {
		err = row(&i.ID, &i.Kind, &i.Name, &i.Counted, &i.Author, &i.At, &i.Undone)
		return i, err
	}, "select id, kind, name, counted, author, at, undone from round_import where round = $1 order by at desc, id desc", id)
}

func (t *tx) AddImport(id round.ID, i round.Import) (bool, error) {
	n, err := t.exec(`insert into round_import (id, round, kind, name, counted, author, at, undone) values ($1, $2, $3, $4, $5, $6, $7, 0)
		on conflict (id) do nothing`, i.ID, id, i.Kind, i.Name, i.Counted, i.Author, i.At)
	return n > 0, err
}

func (t *tx) EndImport(id round.ID, i round.Import) error {
	return t.do("update round_import set undone = $3 where round = $1 and id = $2", id, i.ID, i.Undone)
}

func (t *tx) BringAnswer(id round.ID, agency people.AgencyID, a round.ReturnAnswer, batch string) (bool, error) {
	ok, err := t.PutReturnAnswer(id, agency, a)
	if err != nil || !ok {
		return ok, err
	}
	return true, t.do("update return_answer set batch = $4 where round = $1 and agency = $2 and item = $3", id, agency, a.Item, batch)
}

func (t *tx) BringEarlier(id round.ID, agency people.AgencyID, e round.Earlier, batch string) error {
	if err := t.AddEarlier(id, agency, e); err != nil {
		return err
	}
	return t.do("update return_earlier set batch = $3 where round = $1 and id = $2", id, e.ID, batch)
}

func (t *tx) BringEvidence(id round.ID, e round.Evidence, batch string) error {
	if err := t.PutEvidence(id, e); err != nil {
		return err
	}
	return t.do("update evidence set batch = $3 where round = $1 and id = $2", id, e.ID, batch)
}

// removals take out what came with an import and is still as it came. A signed
// return stays as it was signed; a draft in which nothing is left was none.
var removals = []string{
	"delete from remark where round = $1 and batch = $2",
	"delete from reply where round = $1 and batch = $2",
	"delete from evidence where round = $1 and batch = $2",
	"delete from return_earlier where round = $1 and batch = $2",
	`delete from return_answer where round = $1 and batch = $2 and version = 1 and
		agency not in (select agency from agency_return where round = $1 and state = 'signed')`,
	`update return_answer set answer = '', text = '', version = version + 1, batch = '' where round = $1 and batch = $2 and
		agency not in (select agency from agency_return where round = $1 and state = 'signed')`,
}

const emptyDrafts = `delete from agency_return where round = $1 and state = 'draft' and
	agency not in (select agency from return_answer where round = $1) and
	agency not in (select agency from return_other where round = $1) and
	agency not in (select agency from return_note where round = $1)`

func (t *tx) RemoveBatch(id round.ID, batch string) error {
	for _, text := range removals {
		if err := t.do(text, id, batch); err != nil {
			return err
		}
	}
	return t.do(emptyDrafts, id)
}
