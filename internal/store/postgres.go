package store

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"bearings/internal/fault"
)

// mostConnections is how many a program uses of a PostgreSQL server.
const mostConnections = 10

func openPostgreSQL(ctx context.Context, o Options) (*DB, error) {
	if len(o.Key) > 0 {
		return nil, fault.New(fault.Invalid, "store.key_elsewhere")
	}
	if hasPassword(o.URL) {
		return nil, fault.New(fault.Invalid, "store.password_in_address")
	}
	config, err := pgx.ParseConfig(o.URL)
	if err != nil {
		// What it says may hold the address, and that a password.
		return nil, fault.New(fault.Invalid, "store.address")
	}
	if o.Password != "" {
		config.Password = o.Password
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = 10 * time.Second
	}
	opened := stdlib.OpenDB(*config)
	opened.SetMaxOpenConns(mostConnections)
	opened.SetMaxIdleConns(2)
	opened.SetConnMaxIdleTime(5 * time.Minute)
	shared := &pool{DB: opened, engine: postgreSQL}
	db := &DB{engine: postgreSQL, read: shared, write: shared, now: o.Now}
	if err := opened.PingContext(ctx); err != nil {
		return nil, errors.Join(explain(err), db.Close())
	}
	return db, nil
}

// hasPassword says whether an address carries a password of its own.
func hasPassword(address string) bool {
	if u, err := url.Parse(address); err == nil && u.Scheme != "" {
		_, has := u.User.Password()
		return has || u.Query().Has("password")
	}
	return strings.Contains(address, "password=")
}
