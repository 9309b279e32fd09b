package store

import (
	"bearings/internal/round"
)

func (t *tx) EvidenceOf(id round.ID) ([]round.Evidence, error) {
	return list(t.query, func(row row) (e round.Evidence, err error) {
		err = row(&e.ID, &e.Principle, &e.Kind, &e.Source, &e.Month, &e.Text, &e.Cannot, &e.Author, &e.At)
		return e, err
	}, "select id, principle, kind, source, month, text, cannot, author, at from evidence where round = $1 order by principle, month, id", id)
}

func (t *tx) PutEvidence(id round.ID, e round.Evidence) error {
	return t.do(`insert into evidence (id, round, principle, kind, source, month, text, cannot, author, at)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		on conflict (id) do update set principle = $3, kind = $4, source = $5, month = $6, text = $7, cannot = $8, author = $9, at = $10, batch = ''`,
		e.ID, id, e.Principle, e.Kind, e.Source, e.Month, e.Text, e.Cannot, e.Author, e.At)
}

func (t *tx) RemoveEvidence(id round.ID, evidence string) error {
	return t.do("delete from evidence where round = $1 and id = $2", id, evidence)
}

func (t *tx) MissingData(id round.ID) (m round.MissingData, err error) {
	err = t.one("select over_recognised, under_recognised, done, author, at from missing_data_words where round = $1", []any{id},
		&m.Over, &m.Under, &m.Done, &m.Author, &m.At)
	if _, err = found(err); err != nil {
		return m, err
	}
	m.States = map[string]string{}
	err = each(t.query, func(row row) error {
		var characteristic, state string
		err := row(&characteristic, &state)
		m.States[characteristic] = state
		return err
	}, "select characteristic, state from missing_data where round = $1 order by characteristic", id)
	return m, err
}

func (t *tx) PutMissingData(id round.ID, m round.MissingData) error {
	err := t.do(`insert into missing_data_words (round, over_recognised, under_recognised, done, author, at) values ($1, $2, $3, $4, $5, $6)
		on conflict (round) do update set over_recognised = $2, under_recognised = $3, done = $4, author = $5, at = $6`,
		id, m.Over, m.Under, m.Done, m.Author, m.At)
	if err != nil {
		return err
	}
	if err := t.do("delete from missing_data where round = $1", id); err != nil {
		return err
	}
	for characteristic, state := range m.States {
		if err := t.do("insert into missing_data (round, characteristic, state, author, at) values ($1, $2, $3, $4, $5)", id, characteristic, state, m.Author, m.At); err != nil {
			return err
		}
	}
	return nil
}
