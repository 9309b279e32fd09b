package store

import (
	"context"
	"time"

	"bearings/internal/people"
	"bearings/internal/signin"
)

// SignIn is the store of sessions and ways to sign in.
func (db *DB) SignIn() signin.Store { return signInStore{db} }

type signInStore struct{ *DB }

func (s signInStore) Read(ctx context.Context) signin.Reader { return signInTx{s.reading(ctx)} }

func (s signInStore) InTx(ctx context.Context, f func(signin.Tx) error) error {
	return s.inTx(ctx, func(t *tx) error { return f(signInTx{t}) })
}

// signInTx is a tx that ends sessions one by one: people end them all.
type signInTx struct{ *tx }

// Visit reads session, account and roles in one question: it is asked for every
// page of whoever has signed in.
func (s signInStore) Visit(ctx context.Context, token string) (v signin.Visit, ok bool, err error) {
	if !s.IsPostgreSQL() {
		// database/sql begins a goroutine for whatever could be stopped, which takes
		// longer than SQLite does to answer.
		ctx = context.WithoutCancel(ctx)
	}
	err = each(s.reading(ctx).query, func(r row) error {
		var g people.Grant
		ok = true
		if err := r(&v.Session.ID, &v.Session.Method, &v.Session.Began, &v.Session.Seen,
			&v.Account.ID, &v.Account.Name, &v.Account.Email, &v.Account.Since,
			&g.ID, &g.Partnership, &g.Agency, &g.Role, &g.Since); err != nil {
			return err
		}
		v.Session.Account = v.Account.ID
		if g.ID != "" {
			g.Account = v.Account.ID
			v.Grants = append(v.Grants, g)
		}
		return nil
	}, `select s.id, s.method, s.began, s.seen, a.id, a.name, a.email, a.since,
			coalesce(g.id, ''), coalesce(g.partnership, ''), coalesce(g.agency, ''), coalesce(g.role, ''), coalesce(g.since, 0)
		from session s join account a on a.id = s.account left join role_given g on g.account = a.id
		where s.token = $1 order by g.partnership, g.since, g.id`, token)
	return v, ok && err == nil, err
}

func (s signInStore) Touch(ctx context.Context, id string, seen time.Time) error {
	return s.inTx(ctx, func(t *tx) error { return t.do("update session set seen = $2 where id = $1", id, seen) })
}

func (t signInTx) Sessions(id people.AccountID) ([]signin.Session, error) {
	return list(t.query, func(r row) (s signin.Session, err error) {
		err = r(&s.ID, &s.Account, &s.Method, &s.Began, &s.Seen)
		return s, err
	}, "select id, account, method, began, seen from session where account = $1 order by seen desc, id", id)
}

const passkeyColumns = "select id, account, name, credential, added, used from passkey "

func scanPasskey(r row) (p signin.Passkey, err error) {
	err = r(&p.ID, &p.Account, &p.Name, &p.Credential, &p.Added, &p.Used)
	return p, err
}

func (t signInTx) Passkeys(id people.AccountID) ([]signin.Passkey, error) {
	return list(t.query, scanPasskey, passkeyColumns+"where account = $1 order by added, id", id)
}

func (t signInTx) Passkey(id string) (signin.Passkey, bool, error) {
	return first(list(t.query, scanPasskey, passkeyColumns+"where id = $1", id))
}

const identityColumns = "select issuer, subject, account, added, used from identity "

func scanIdentity(r row) (i signin.Identity, err error) {
	err = r(&i.Issuer, &i.Subject, &i.Account, &i.Added, &i.Used)
	return i, err
}

func (t signInTx) Identities(id people.AccountID) ([]signin.Identity, error) {
	return list(t.query, scanIdentity, identityColumns+"where account = $1 order by added, issuer, subject", id)
}

func (t signInTx) Identity(issuer, subject string) (signin.Identity, bool, error) {
	return first(list(t.query, scanIdentity, identityColumns+"where issuer = $1 and subject = $2", issuer, subject))
}

func (t signInTx) Attempt(token string) (signin.Attempt, bool, error) {
	return first(list(t.query, func(r row) (a signin.Attempt, err error) {
		err = r(&a.Token, &a.Kind, &a.Account, &a.Remember, &a.To, &a.Code, &a.Tries, &a.Ends)
		return a, err
	}, "select token, kind, account, remember, go_to, code, tries, ends from attempt where token = $1", token))
}

func (t signInTx) Log(id people.AccountID, n int) ([]signin.Logged, error) {
	return list(t.query, func(r row) (l signin.Logged, err error) {
		err = r(&l.ID, &l.At, &l.Account, &l.Method, &l.Outcome)
		return l, err
	}, "select id, at, account, method, outcome from sign_in_log where account = $1 order by at desc, id desc limit $2", id, n)
}

// first is the only row of a list, if it has one.
func first[T any](all []T, err error) (one T, ok bool, _ error) {
	if err != nil || len(all) == 0 {
		return one, false, err
	}
	return all[0], true, nil
}

func (t signInTx) AddSession(s signin.Session, token string) error {
	return t.do("insert into session (id, token, account, method, began, seen) values ($1, $2, $3, $4, $5, $6)",
		s.ID, token, s.Account, s.Method, s.Began, s.Seen)
}

func (t signInTx) EndSession(id string) error { return t.do("delete from session where id = $1", id) }

func (t signInTx) EndSessions(id people.AccountID, except string) error {
	return t.do("delete from session where account = $1 and id <> $2", id, except)
}

// EndSessions ends all sessions of an account.
func (t *tx) EndSessions(id people.AccountID) error {
	return t.do("delete from session where account = $1", id)
}

func (t signInTx) PutPasskey(p signin.Passkey) error {
	return t.do(`insert into passkey (id, account, name, credential, added, used) values ($1, $2, $3, $4, $5, $6)
		on conflict (id) do update set name = excluded.name, credential = excluded.credential, used = excluded.used
		where passkey.account = excluded.account`, p.ID, p.Account, p.Name, p.Credential, p.Added, p.Used)
}

func (t signInTx) ChangePasskey(p signin.Passkey) (bool, error) {
	n, err := t.exec("update passkey set name = $3, credential = $4, used = $5 where id = $1 and account = $2",
		p.ID, p.Account, p.Name, p.Credential, p.Used)
	return n == 1, err
}

func (t signInTx) RemovePasskey(id string) error {
	return t.do("delete from passkey where id = $1", id)
}

func (t signInTx) PutIdentity(i signin.Identity) error {
	return t.do(`insert into identity (issuer, subject, account, added, used) values ($1, $2, $3, $4, $5)
		on conflict (issuer, subject) do update set used = excluded.used where identity.account = excluded.account`,
		i.Issuer, i.Subject, i.Account, i.Added, i.Used)
}

func (t signInTx) UseIdentity(i signin.Identity) (bool, error) {
	n, err := t.exec("update identity set used = $4 where issuer = $1 and subject = $2 and account = $3", i.Issuer, i.Subject, i.Account, i.Used)
	return n == 1, err
}

func (t signInTx) RemoveIdentity(issuer, subject string) error {
	return t.do("delete from identity where issuer = $1 and subject = $2", issuer, subject)
}

func (t signInTx) PutAttempt(a signin.Attempt) error {
	return t.do(`insert into attempt (token, kind, account, remember, go_to, code, tries, ends) values ($1, $2, $3, $4, $5, $6, $7, $8)
		on conflict (token) do update set account = excluded.account, remember = excluded.remember, code = excluded.code, ends = excluded.ends`,
		a.Token, a.Kind, a.Account, a.Remember, a.To, a.Code, a.Tries, a.Ends)
}

func (t signInTx) CountTry(token string) (tries int, ok bool, err error) {
	err = t.one("update attempt set tries = tries + 1 where token = $1 returning tries", []any{token}, &tries)
	ok, err = found(err)
	return tries, ok, err
}

func (t signInTx) RemoveAttempt(token string) (bool, error) {
	n, err := t.exec("delete from attempt where token = $1", token)
	return n == 1, err
}

func (t signInTx) AddLog(l signin.Logged) error {
	return t.do("insert into sign_in_log (id, at, account, method, outcome) values ($1, $2, $3, $4, $5)", l.ID, l.At, l.Account, l.Method, l.Outcome)
}
