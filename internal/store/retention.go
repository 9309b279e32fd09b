package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"bearings/internal/deed"
	"bearings/internal/retention"
)

// Retention is the store of the daily clearing.
func (db *DB) Retention() retention.Store { return clearing{db} }

type clearing struct{ *DB }

func (s clearing) InTx(ctx context.Context, f func(retention.Tx) error) error {
	return s.inTx(ctx, func(t *tx) error { return f(t) })
}

// clears is what each rule takes away.
var clears = map[string]string{
	retention.SignInLog:    "delete from sign_in_log where at < $1",
	retention.Sessions:     "delete from session where began < $1",
	retention.Attempts:     "delete from attempt where ends < $1",
	retention.JoiningCodes: "delete from joining_code where ends < $1",
}

func (s clearing) Clear(ctx context.Context, rule string, before time.Time) (n int64, err error) {
	err = s.inTx(ctx, func(t *tx) (err error) {
		if rule == retention.AuditTrail {
			n, err = t.shorten(before)
			return err
		}
		if rule == retention.Replies {
			n, err = t.clearReplies(before)
			return err
		}
		text, ok := clears[rule]
		if !ok {
			return fmt.Errorf("there is no rule %q", rule)
		}
		n, err = t.exec(text, before)
		return err
	})
	return n, err
}

// clearReplies takes away what was answered in rounds that closed before. It says how
// many rounds it was: how many people answered nobody is told.
func (t *tx) clearReplies(before time.Time) (n int64, err error) {
	const old = "(select id from round where closed > 0 and closed < $1)"
	err = t.one("select count(*) from (select round from reply where round in "+old+" union select round from remark where round in "+old+") as gone",
		[]any{before}, &n)
	if err != nil {
		return 0, err
	}
	if err := t.do("delete from reply where round in "+old, before); err != nil {
		return 0, err
	}
	return n, t.do("delete from remark where round in "+old, before)
}

// shorten takes old deeds away from the beginning of the trail, up to the first
// that is young enough, and remembers the hash that the rest begins after.
func (t *tx) shorten(before time.Time) (int64, error) {
	var end deed.Head
	err := t.one(`select seq, hash from deed where seq < coalesce((select min(seq) from deed where at >= $1), 0) or
		(select count(*) from deed where at >= $1) = 0 order by seq desc limit 1`, []any{before}, &end.Seq, &end.Hash)
	if ok, err := found(err); err != nil || !ok {
		return 0, err
	}
	if err := t.Record(deed.Deed{At: t.now(), Actor: deed.TheProgram, Kind: deed.TrailShortened, About: deed.About("until", fmt.Sprint(end.Seq))}); err != nil {
		return 0, err
	}
	if err := t.do("update trail set start_seq = $1, start_hash = $2 where line = 1", end.Seq, end.Hash); err != nil {
		return 0, err
	}
	return t.exec("delete from deed where seq <= $1", end.Seq)
}

// kept is a run as it stands in the database.
type kept struct {
	Cleared map[string]int64 `json:"cleared"`
	Doubted time.Time        `json:"doubted,omitzero"`
}

func (t *tx) SaveRun(run retention.Run) error {
	text, err := json.Marshal(kept{run.Cleared, run.Doubted})
	if err != nil {
		return err
	}
	if err := t.do("delete from retention_run"); err != nil {
		return err
	}
	return t.do("insert into retention_run (at, cleared) values ($1, $2)", run.At, string(text))
}

func (s clearing) LastRun(ctx context.Context) (run retention.Run, ok bool, err error) {
	var text string
	err = s.reading(ctx).one("select at, cleared from retention_run order by at desc limit 1", nil, &run.At, &text)
	if ok, err = found(err); err != nil || !ok {
		return run, ok, err
	}
	var k kept
	err = json.Unmarshal([]byte(text), &k)
	run.Cleared, run.Doubted = k.Cleared, k.Doubted
	return run, err == nil, err
}
