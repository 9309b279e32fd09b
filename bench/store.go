package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"bearings/internal/deed"
	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/store"
)

// writesATurn is how many rows each side writes before it is the other's turn.
const writesATurn = 200

// bareSettings are those of the store, on the same file.
const bareSettings = "?_pragma=busy_timeout(5000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=foreign_keys(on)" +
	"&_pragma=secure_delete(on)&_pragma=temp_store(memory)&_pragma=trusted_schema(off)&_pragma=cache_size(-1000)" +
	"&_pragma=journal_size_limit(4000000)&_txlock=immediate"

// writes sets the store beside the bare driver: single rows, and rows with their
// deed, each in a transaction of its own.
func writes(_, folder string) ([]measure, error) {
	ctx, data := context.Background(), filepath.Join(folder, "writes")
	db, err := store.Open(ctx, store.Options{Folder: data})
	if err != nil {
		return nil, err
	}
	defer db.Close()
	plain, err := sql.Open("sqlite3", "file:"+filepath.Join(data, "bearings.db")+bareSettings)
	if err != nil {
		return nil, err
	}
	defer plain.Close()
	plain.SetMaxOpenConns(1)
	row, err := plain.Prepare("insert into agency (id, name, kind, since) values (?1, ?2, ?3, ?4)")
	if err != nil {
		return nil, err
	}
	defer row.Close()
	add := func(tx people.Tx) (people.AgencyID, error) {
		id := people.AgencyID(uuid.Must(uuid.NewV7()).String())
		return id, tx.AddAgency(people.Agency{ID: id, Name: "Northshire Council", Kind: "council", Since: time.Now()})
	}
	single, err := inTurn(31, repeated(func() error {
		return db.People().InTx(ctx, func(tx people.Tx) error { _, err := add(tx); return err })
	}), repeated(func() error {
		_, err := row.Exec(uuid.Must(uuid.NewV7()).String(), "Northshire Council", "council", time.Now().UnixMicro())
		return err
	}))
	if err != nil {
		return nil, err
	}
	both, err := inTurn(31, repeated(func() error {
		return db.People().InTx(ctx, func(tx people.Tx) error {
			id, err := add(tx)
			if err != nil {
				return err
			}
			return tx.Record(deed.Deed{At: time.Now(), Actor: deed.TheProgram, Kind: deed.AgencyAdded, About: deed.About("agency", string(id))})
		})
	}), repeated(func() error { return bareDeed(plain, row) }))
	if err != nil {
		return nil, err
	}
	return []measure{written("a row written by the store", single), written("a row with its deed in the audit trail, written by the store", both)}, nil
}

// bareDeed writes the same rows as a deed does, without a chain.
func bareDeed(db *sql.DB, row *sql.Stmt) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	id := uuid.Must(uuid.NewV7()).String()
	if _, err := tx.Stmt(row).Exec(id, "Northshire Council", "council", time.Now().UnixMicro()); err != nil {
		return err
	}
	var seq int64
	var before string
	if err := tx.QueryRow("update trail set seq = seq + 1 where line = 1 returning seq, hash").Scan(&seq, &before); err != nil {
		return err
	}
	const hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	if _, err := tx.Exec("insert into deed (seq, at, actor, kind, partnership, about, previous, hash) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
		seq, time.Now().UnixMicro(), "program", "agency-added", "", `[{"As":"agency","ID":"`+id+`"}]`, before, hash); err != nil {
		return err
	}
	if _, err := tx.Exec("update trail set hash = ?1 where line = 1", hash); err != nil {
		return err
	}
	return tx.Commit()
}

func repeated(write func() error) func() error {
	return func() error {
		for range writesATurn {
			if err := write(); err != nil {
				return err
			}
		}
		return nil
	}
}

// written is a measure of speed: the store's as a part of the driver's.
func written(what string, p pair) measure {
	each := func(d time.Duration) float64 { return d.Seconds() * 1e6 / writesATurn }
	return measure{what: what, reference: "the bare driver on the same file and settings", limit: "at least 0.8 of its speed",
		value: fmt.Sprintf("%.2f of its speed (%.0f µs and %.0f µs)", 1/p.ratio(), each(p.ours), each(p.reference)), kept: 1/p.ratio() >= 0.8}
}

// signedIn times pages as somebody who has signed in gets them beside the same pages
// for anybody, and tells of the one that does worst.
func signedIn(program, folder string) ([]measure, error) {
	data := filepath.Join(folder, "signed-in")
	const token = "a-token-of-this-measurement"
	if err := withSession(data, signin.Hash(token)); err != nil {
		return nil, err
	}
	address, stop, err := start(exec.Command(program, "serve", "--listen", "127.0.0.1:0", "--data", data))
	if err != nil {
		return nil, err
	}
	defer stop()
	const requests = 1000
	var worst pair
	var path string
	for _, one := range []string{"/", "/library", "/principles/P1", "/glossary/grooming", "/sign-in"} {
		p, err := inTurn(9, func() error { return timesAs(address+one, token, requests) }, func() error { return timesAs(address+one, "", requests) })
		if err != nil {
			return nil, err
		}
		if path == "" || p.ratio() > worst.ratio() {
			worst, path = p, one
		}
	}
	each := func(d time.Duration) float64 { return d.Seconds() * 1e6 / requests }
	return []measure{{what: "a page for somebody who has signed in, the worst of 5: " + path, reference: "the same page signed out", limit: "2 times",
		value: fmt.Sprintf("%.2f times (%.0f µs and %.0f µs a request)", worst.ratio(), each(worst.ours), each(worst.reference)), kept: worst.ratio() <= 2}}, nil
}

// withSession makes a database with somebody in it who has signed in.
func withSession(data, hash string) error {
	ctx := context.Background()
	db, err := store.Open(ctx, store.Options{Folder: data})
	if err != nil {
		return err
	}
	defer db.Close()
	now := time.Now()
	err = db.People().InTx(ctx, func(tx people.Tx) error {
		if err := tx.AddAccount(people.Account{ID: "a", Name: "Nia", Email: "nia@example.org", Since: now}); err != nil {
			return err
		}
		for _, id := range []people.PartnershipID{"p", "q", "r"} {
			if err := tx.AddPartnership(people.Partnership{ID: id, Name: "Northshire", Since: now}); err != nil {
				return err
			}
			if err := tx.AddGrant(people.Grant{ID: string(id), Account: "a", Partnership: id, Role: people.Coordinator, Since: now}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return db.SignIn().InTx(ctx, func(tx signin.Tx) error {
		return tx.AddSession(signin.Session{ID: "s", Account: "a", Method: signin.ByPasskey, Began: now, Seen: now}, hash)
	})
}

func timesAs(address, token string, requests int) error {
	for range requests {
		request, err := http.NewRequest("GET", address, nil)
		if err != nil {
			return err
		}
		request.Header.Set("Accept-Encoding", "identity")
		if token != "" {
			request.AddCookie(&http.Cookie{Name: "bearings", Value: token})
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != http.StatusOK {
			return fmt.Errorf("%s answered %s: %w", address, answer.Status, err)
		}
	}
	return nil
}
