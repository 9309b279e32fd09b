package store

import (
	"bearings/internal/round"
)

func (t *tx) Remarks(id round.ID, strand string) ([]round.Remark, error) {
	return list(t.query, scanRemark, remarkColumns+"where round = $1 and strand = $2 order by id", id, strand)
}

func (t *tx) ChangeRemark(id round.ID, r round.Remark) error {
	return t.do("update remark set state = $3, printed = $4, read_by = $5 where round = $1 and id = $2", id, r.ID, r.State, r.Printed, r.ReadBy)
}

func (t *tx) CommentSummaries(id round.ID, strand string) ([]round.CommentSummary, error) {
	return list(t.query, func(row row) (s round.CommentSummary, err error) {
		err = row(&s.Principle, &s.Text)
		return s, err
	}, "select principle, text from comment_summary where round = $1 and strand = $2 order by principle", id, strand)
}

func (t *tx) PutCommentSummary(id round.ID, strand string, s round.CommentSummary) error {
	if s.Text == "" {
		return t.do("delete from comment_summary where round = $1 and strand = $2 and principle = $3", id, strand, s.Principle)
	}
	return t.do(`insert into comment_summary (round, strand, principle, text) values ($1, $2, $3, $4)
		on conflict (round, strand, principle) do update set text = $4`, id, strand, s.Principle, s.Text)
}
