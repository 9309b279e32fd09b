package store

import (
	"context"
	"encoding/json"

	"bearings/internal/round"
)

func (t *tx) Heard(id round.ID, strand string) ([]round.Heard, error) {
	return list(t.query, func(row row) (h round.Heard, err error) {
		err = row(&h.Agency, &h.Level, &h.N, &h.Brought)
		return h, err
	}, `select agency, level, count(*), sum(case when batch = '' then 0 else 1 end) from reply where round = $1 and strand = $2
		group by agency, level order by agency, level`, id, strand)
}

func scanReply(row row) (r round.Reply, err error) {
	var answers string
	if err = row(&r.ID, &r.Strand, &r.Agency, &r.Level, &answers, &r.Use, &r.Batch); err != nil {
		return r, err
	}
	return r, json.Unmarshal([]byte(answers), &r.Answers)
}

const replyColumns = "select id, strand, agency, level, answers, comment_use, batch from reply "

func (t *tx) EachReply(id round.ID, strand string, f func(round.Reply) error) error {
	return each(t.query, func(row row) error {
		r, err := scanReply(row)
		if err != nil {
			return err
		}
		return f(r)
	}, replyColumns+"where round = $1 and strand = $2 order by id", id, strand)
}

func (t *tx) AddReply(id round.ID, r round.Reply, remarks []round.Remark) (bool, error) {
	answers, err := json.Marshal(r.Answers)
	if err != nil {
		return false, err
	}
	n, err := t.exec(`insert into reply (id, round, strand, agency, level, answers, comment_use, batch)
		values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
		r.ID, id, r.Strand, r.Agency, r.Level, string(answers), r.Use, r.Batch)
	if err != nil || n == 0 {
		return false, err
	}
	return true, t.addRemarks(id, remarks)
}

// SendReply asks and writes in one statement: a server may be a long way off.
func (t *tx) SendReply(code string, r round.Reply, remarks []round.Remark) (bool, error) {
	answers, err := json.Marshal(r.Answers)
	if err != nil {
		return false, err
	}
	var id round.ID
	err = t.one(`insert into reply (id, round, strand, agency, level, answers, comment_use, batch)
		select $1, round.id, $2, $3, $4, $5, $6, $7 from survey_link join round on round.id = survey_link.round
		where survey_link.code = $8 and round.state = $9 on conflict (id) do nothing returning round`,
		[]any{r.ID, r.Strand, r.Agency, r.Level, string(answers), r.Use, r.Batch, code, round.Open}, &id)
	if ok, err := found(err); err != nil || !ok {
		return false, err
	}
	return true, t.addRemarks(id, remarks)
}

func (t *tx) addRemarks(id round.ID, remarks []round.Remark) error {
	for _, one := range remarks {
		if err := t.addRemark(id, one); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) addRemark(id round.ID, one round.Remark) error {
	return t.do(`insert into remark (id, round, strand, author, principle, text, comment_use, state, printed, read_by, batch)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		one.ID, id, one.Strand, one.Author, one.Principle, one.Text, one.Use, one.State, one.Printed, one.ReadBy, one.Batch)
}

func (t *tx) LetReply(id round.ID) error { return t.lock(true, "replies "+string(id)) }

func (t *tx) HoldReplies(id round.ID) error { return t.lock(false, "replies "+string(id)) }

func (t *tx) lock(shared bool, what string) error {
	text := t.pool.engine.lock(shared)
	if text == "" {
		return nil
	}
	return t.do(text, what)
}

func scanRelease(row row) (k round.Kept, err error) {
	var content string
	err = row(&k.Strand, &k.Kind, &k.Made, &content)
	k.Content = []byte(content)
	return k, err
}

func (t *tx) Releases(id round.ID) ([]round.Kept, error) {
	return list(t.query, scanRelease, "select strand, kind, made, content from release where round = $1 order by strand, kind", id)
}

func (t *tx) AddRelease(id round.ID, k round.Kept) (bool, error) {
	n, err := t.exec(`insert into release (round, strand, kind, made, content) values ($1, $2, $3, $4, $5)
		on conflict (round, strand, kind) do nothing`, id, k.Strand, k.Kind, k.Made, string(k.Content))
	return n > 0, err
}

// Rewrite gives replies and remarks new ids, and puts them down in an order that
// has nothing to do with that in which they came. What is left of the old rows is
// cleared away, as far as the engine lets anybody.
func (s rounds) Rewrite(ctx context.Context, id round.ID) error {
	err := s.inTx(ctx, func(t *tx) error {
		for _, text := range s.engine.inNewOrder() {
			if err := t.do(text, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, text := range s.engine.sweep() {
		if _, err := s.write.ExecContext(ctx, text); err != nil {
			return s.explain(err)
		}
	}
	return nil
}

const remarkColumns = "select id, strand, author, principle, text, comment_use, state, printed, read_by, batch from remark "

func scanRemark(row row) (r round.Remark, err error) {
	err = row(&r.ID, &r.Strand, &r.Author, &r.Principle, &r.Text, &r.Use, &r.State, &r.Printed, &r.ReadBy, &r.Batch)
	return r, err
}
