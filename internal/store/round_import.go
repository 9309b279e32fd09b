package store

import (
	"bearings/internal/round"
)

func (t *tx) Imports(id round.ID) ([]round.Import, error) {
	return list(t.query, func(row row) (i round.Import, err error) {
		err = row(&i.ID, &i.Kind, &i.Name, &i.Counted, &i.Author, &i.At, &i.Undone)
		return i, err
	}, "select id, kind, name, counted, author, at, undone from round_import where round = $1 order by at desc, id desc", id)
}

func (t *tx) PutImport(id round.ID, i round.Import) error {
	return t.do(`insert into round_import (id, round, kind, name, counted, author, at, undone) values ($1, $2, $3, $4, $5, $6, $7, $8)
		on conflict (id) do update set counted = $5, undone = $8`, i.ID, id, i.Kind, i.Name, i.Counted, i.Author, i.At, i.Undone)
}

func (t *tx) RemoveBatch(id round.ID, batch string) (int, error) {
	if err := t.do("delete from remark where round = $1 and batch = $2", id, batch); err != nil {
		return 0, err
	}
	n, err := t.exec("delete from reply where round = $1 and batch = $2", id, batch)
	return int(n), err
}
