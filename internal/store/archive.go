package store

import (
	"context"
	"slices"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/round"
)

const (
	ofPartnership = "partnership = $1"
	ofRound       = "round in (select id from round where partnership = $1)"
)

// archived are the tables of which one partnership has rows, each after those it
// refers to, and which rows those are. How its people sign in does not go with them.
// Its deeds go along to be read; they are not taken into another trail.
var archived = []struct{ table, where string }{
	{"partnership", "id = $1"},
	{"agency", "id in (select agency from membership where partnership = $1)"},
	{"membership", ofPartnership},
	{"account", "id in (select account from role_given where partnership = $1)"},
	{"role_given", ofPartnership},
	{"round", ofPartnership},
	{"round_pack", ofRound}, {"round_agency", ofRound}, {"survey_link", ofRound}, {"reply", ofRound}, {"remark", ofRound}, {"comment_summary", ofRound}, {"release", ofRound},
	{"agency_return", ofRound}, {"return_answer", ofRound}, {"return_other", ofRound}, {"return_note", ofRound}, {"return_earlier", ofRound},
	{"return_offer", ofRound}, {"evidence", ofRound}, {"missing_data", ofRound}, {"missing_data_words", ofRound}, {"agency_reply", ofRound},
	{"round_share", ofRound}, {"round_import", ofRound},
	{"support", ofPartnership},
	{"deed", ofPartnership},
}

// DumpPartnership is Dump for what one partnership has.
func (db *DB) DumpPartnership(ctx context.Context, id people.PartnershipID, begin func(version int64) error, table func(name string, columns []string) error, row func(values []any) error) error {
	version, err := db.version(ctx)
	if err != nil {
		return explain(err)
	}
	sqlTx, err := db.read.BeginTx(ctx, db.engine.snapshot())
	if err != nil {
		return explain(err)
	}
	defer func() { _ = sqlTx.Rollback() }() // nothing was written
	if err := begin(version); err != nil {
		return err
	}
	q := query{ctx: ctx, pool: db.read, tx: sqlTx, fresh: map[string]bool{}}
	for _, one := range archived {
		text := "select * from " + one.table + " where " + one.where + " order by 1, 2"
		if err := dumpRows(q, one.table, q.pool.engine.dialect(text), []any{string(id)}, table, row); err != nil {
			return err
		}
	}
	return nil
}

// TakePartnership takes what another installation has of one partnership into this
// one: all of it or nothing. Somebody with the same e-mail address is the same
// person, and an agency of the same id the same agency; both stay as they are here.
// fill calls put for every row; after is done in the same transaction.
func (db *DB) TakePartnership(ctx context.Context, version int64, fill func(put func(table string, columns []string, values []any) error) error, after func(round.Tx, people.PartnershipID) error) error {
	newest, err := ours()
	switch {
	case err != nil:
		return err
	case version < 1:
		return foreign(nil)
	case version > newest:
		return fault.New(fault.Invalid, "store.archive_newer", "Have", version, "Know", newest)
	case version < newest:
		return fault.New(fault.Invalid, "store.archive_older", "Have", version, "Know", newest)
	}
	err = db.once(ctx, func(t *tx) error {
		in := &taking{tx: t, rounds: map[string]bool{}, agencies: map[string]bool{}, accounts: map[string]string{}}
		if err := fill(in.take); err != nil {
			return err
		}
		if in.partnership == "" {
			return foreign(nil)
		}
		if err := in.guard(); err != nil {
			return err
		}
		return after(t, people.PartnershipID(in.partnership))
	})
	return db.explain(err)
}

func foreign(because error) error {
	f := fault.New(fault.Invalid, "store.foreign_archive")
	f.Because = because
	return f
}

// taking is a partnership on its way in. Whoever can write to the site's public key
// can make a file, so that nothing in it may reach what is here already.
type taking struct {
	*tx
	partnership      string
	rounds, agencies map[string]bool
	// accounts are the ids here, by those in the file; met are those that were here.
	accounts map[string]string
	met      []people.AccountID
}

// actors are columns that say who did something.
var actors = []string{"account", "author", "signed_by", "agreed_by", "read_by", "decided_by"}

func (in *taking) take(table string, columns []string, values []any) error {
	if len(columns) != len(values) || !slices.ContainsFunc(archived, func(one struct{ table, where string }) bool { return one.table == table }) {
		return foreign(nil)
	}
	of := func(column string) string {
		i := slices.Index(columns, column)
		if i < 0 {
			return ""
		}
		text, _ := values[i].(string)
		return text
	}
	keep, err := in.check(table, of)
	if err != nil || !keep {
		return err
	}
	for i, column := range columns {
		if mine, ok := in.accounts[of(column)]; ok && slices.Contains(actors, column) {
			values[i] = mine
		}
	}
	if err := in.put(table, columns, values); err != nil {
		f, ok := fault.As(err)
		if ok && f.Message == "store.foreign_backup" {
			return foreign(f.Because)
		}
		return err
	}
	return nil
}

// check says whether a row is to be kept, and refuses those that are not the
// partnership's own.
func (in *taking) check(table string, of func(string) string) (keep bool, err error) {
	own := true
	switch table {
	case "deed":
		return false, nil
	case "partnership":
		return true, in.begin(of("id"))
	case "agency":
		return in.agency(people.AgencyID(of("id")))
	case "account":
		return in.account(of)
	case "membership":
		own = of("partnership") == in.partnership && in.agencies[of("agency")]
	case "role_given":
		_, known := in.accounts[of("account")]
		own = of("partnership") == in.partnership && known && people.Role(of("role")).IsKnown()
	case "round":
		own = of("partnership") == in.partnership
		in.rounds[of("id")] = true
	case "support":
		own = of("partnership") == in.partnership
	default:
		own = in.rounds[of("round")]
	}
	if !own || in.partnership == "" {
		return false, foreign(nil)
	}
	return true, nil
}

func (in *taking) begin(id string) error {
	if in.partnership != "" || id == "" {
		return foreign(nil)
	}
	in.partnership = id
	p, there, err := in.Partnership(people.PartnershipID(id))
	if err == nil && there {
		err = fault.New(fault.Invalid, "store.archive_there", "Name", p.Name)
	}
	return err
}

func (in *taking) agency(id people.AgencyID) (isNew bool, err error) {
	in.agencies[string(id)] = true
	_, there, err := in.Agency(id)
	return !there, err
}

func (in *taking) account(of func(string) string) (isNew bool, err error) {
	if of("id") == "" || of("email_folded") != folded(of("email")) {
		return false, foreign(nil)
	}
	mine, there, err := in.AccountWith(of("email"))
	if err == nil && !there {
		mine, there, err = in.Account(people.AccountID(of("id")))
	}
	if err != nil {
		return false, err
	}
	if !there {
		mine.ID = people.AccountID(of("id"))
	} else {
		in.met = append(in.met, mine.ID)
	}
	in.accounts[of("id")] = string(mine.ID)
	return !there, nil
}

// guard treats people who were here already as those are who are given a role: a
// joining code that others made opens their account no longer, and a role that needs
// more than a code by e-mail ends what was begun with one.
func (in *taking) guard() error {
	for _, id := range in.met {
		if err := in.ForgetJoiningCodes(people.ToSignIn, id); err != nil {
			return err
		}
		grants, err := in.Grants(id)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(grants, func(g people.Grant) bool { return g.Role.NeedsStrong() }) {
			if err := in.EndCodeSessions(id); err != nil {
				return err
			}
		}
	}
	return nil
}
