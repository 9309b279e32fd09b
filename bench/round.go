package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"bearings/internal/framework"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// repliesATurn is how many replies each side takes before it is the other's turn.
const repliesATurn = 50

// kit lets the makers of test worlds be used here: what fails there panics.
type kit struct {
	testing.TB
	folder string
	after  []func()
}

func (k *kit) Helper()                   {}
func (k *kit) TempDir() string           { return k.folder }
func (k *kit) Cleanup(f func())          { k.after = append(k.after, f) }
func (k *kit) Context() context.Context  { return context.Background() }
func (k *kit) Fatal(args ...any)         { panic(fmt.Sprint(args...)) }
func (k *kit) Fatalf(f string, a ...any) { panic(fmt.Sprintf(f, a...)) }
func (k *kit) Error(args ...any)         { panic(fmt.Sprint(args...)) }
func (k *kit) Skip(args ...any)          { panic(fmt.Sprint(args...)) }
func (k *kit) end() {
	for _, f := range k.after {
		f()
	}
}

// replying sets a staff reply beside bare transactions that write the same rows, on
// both engines, on an empty round and on one with 50,000 earlier replies.
func replying(_, folder string) (all []measure, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("a world for replies: %v", broken)
		}
		testkit.Stop()
	}()
	for i, engine := range testkit.Engines {
		some, err := replyingOn(&kit{folder: filepath.Join(folder, fmt.Sprint("replies", i))}, engine)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

func replyingOn(k *kit, engine testkit.Engine) ([]measure, error) {
	defer k.end()
	o := engine.Options(k)
	db := testkit.Open(k, o)
	w := testkit.NewWorld(k, db)
	r, link := w.OpenRound(k)
	s := testkit.Rounds(db)
	fw, err := s.Framework(k.Context(), r.ID)
	if err != nil {
		return nil, err
	}
	plain, err := barely(o)
	if err != nil {
		return nil, err
	}
	defer plain.Close()
	answers := map[string]string{}
	for _, item := range fw.Items {
		if item.Part == framework.Core && item.For(framework.Staff) && item.ForLevel(framework.Direct) {
			scale, _ := fw.Scale(item.Scale)
			answers[item.ID] = scale.Positions[2].ID
		}
	}
	ours := turn(func() error {
		return s.Submit(k.Context(), link.Code, round.Answers{Key: rand.Text(), Agency: w.Police.ID, Level: framework.Direct, Answers: answers})
	})
	text, err := json.Marshal(answers)
	if err != nil {
		return nil, err
	}
	reference := turn(func() error { return bareReply(plain, r.ID, w.Police.Name, string(text)) })
	var all []measure
	for _, earlier := range []int{0, 50_000} {
		w.Reply(k, r, w.Council.Name, framework.Direct, 1, earlier)
		p, err := inTurn(21, ours, reference)
		if err != nil {
			return nil, err
		}
		each := func(d time.Duration) float64 { return d.Seconds() * 1e6 / repliesATurn }
		all = append(all, measure{
			what:      fmt.Sprintf("a staff reply taken in, %s, with %d earlier ones", engine.Name, earlier),
			reference: "a bare transaction that writes as many rows with the same bytes on the same file and settings", limit: "at least 0.5 of its speed",
			value: fmt.Sprintf("%.2f of its speed (%.0f µs and %.0f µs)", 1/p.ratio(), each(p.ours), each(p.reference)), kept: 1/p.ratio() >= 0.5,
		})
	}
	return all, nil
}

func turn(do func() error) func() error {
	return func() error {
		for range repliesATurn {
			if err := do(); err != nil {
				return err
			}
		}
		return nil
	}
}

// barely opens the database with nothing but its driver.
func barely(o store.Options) (*sql.DB, error) {
	if o.URL != "" {
		return sql.Open("pgx", o.URL)
	}
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(o.Folder, "bearings.db")+bareSettings)
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// bareReply writes the row of a reply.
func bareReply(db *sql.DB, id round.ID, agency, answers string) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	_, err = tx.Exec("insert into reply (id, round, strand, agency, level, answers, comment_use, batch) values ($1, $2, $3, $4, $5, $6, $7, $8)",
		rand.Text()+"abcdef", string(id), framework.Staff, agency, framework.Direct, answers, round.ForSummary, "")
	if err != nil {
		return err
	}
	return tx.Commit()
}
