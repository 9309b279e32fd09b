package signin

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/queue"
)

// Work that is done later: a code is made and sent, and a line of the log is
// written. Both are asked for whether or not there is an account, so that the
// time an answer takes says nothing of it.
const (
	JobSendCode = "signin-code"
	JobLog      = "signin-log"
	// JobNewWay tells somebody that their account has a new way to sign in.
	JobNewWay = "signin-new-way"
)

// Jobs are the handlers of this package's jobs, by kind.
func (s *Service) Jobs() map[string]func(ctx context.Context, about string) error {
	return map[string]func(context.Context, string) error{JobSendCode: s.SendCode, JobLog: s.writeLog, JobNewWay: s.TellNewWay}
}

// AskCode begins signing in with a code by e-mail and returns the token that the
// browser is to hold. It does the same whether or not anybody has the address.
func (s *Service) AskCode(ctx context.Context, email, to string) (token string, err error) {
	if !s.EmailCodes {
		return "", fault.New(fault.NotFound, "signin.code-off")
	}
	email, err = people.TidyEmail(email)
	if err != nil {
		return "", err
	}
	now := s.Now()
	token = s.NewToken()
	a := Attempt{Token: Key(AttemptCode, token), Kind: AttemptCode, To: to,
		Remember: remembered{Email: email}.text(), Ends: now.Add(CodeLasts)}
	return token, s.Store.InTx(ctx, func(tx Tx) error {
		if err := tx.PutAttempt(a); err != nil {
			return err
		}
		return tx.Enqueue(queue.Job{ID: s.NewID(), Kind: JobSendCode, About: a.Token, Due: now, Until: a.Ends})
	})
}

// SendCode makes the code of an attempt and sends it, if the address has an account
// that may sign in that way.
func (s *Service) SendCode(ctx context.Context, about string) error {
	var account people.Account
	var code string
	var toldRoles bool
	err := s.Store.InTx(ctx, func(tx Tx) (err error) {
		account, code, toldRoles = people.Account{}, "", false
		a, ok, err := tx.Attempt(about)
		if err != nil || !ok || a.Kind != AttemptCode || a.IsOver(s.Now()) {
			return err
		}
		r, err := a.remembered()
		if err != nil {
			return err
		}
		if account, ok, err = tx.AccountWith(r.Email); err != nil || !ok {
			return err
		}
		code, toldRoles, err = s.makeCode(tx, a, account)
		return err
	})
	switch {
	case err != nil:
		return err
	case toldRoles:
		return s.mail(ctx, account, "signin.mail-roles-subject", "signin.mail-roles-text")
	case code != "":
		return s.mail(ctx, account, "signin.mail-code-subject", "signin.mail-code-text", "Code", code[:4]+" "+code[4:])
	}
	return nil
}

// makeCode makes a code for an attempt of somebody's; it is empty where they have
// been sent enough of them, and where their roles need another way.
func (s *Service) makeCode(tx Tx, a Attempt, account people.Account) (code string, toldRoles bool, err error) {
	isFirst := a.Account == ""
	if isFirst {
		if many, err := s.wasSentMany(tx, account.ID); err != nil || many {
			return "", false, err
		}
	}
	grants, err := tx.Grants(account.ID)
	if err != nil {
		return "", false, err
	}
	outcome := CodeSent
	if needsStrong(grants) {
		outcome = RolesNeeded
	} else {
		if code, err = newCode(); err != nil {
			return "", false, err
		}
		a.Code = keyed(a.Token, code)
	}
	// What did not go out the first time is sent once more, and logged once.
	if a.Account = account.ID; isFirst {
		if err := s.log(tx, account.ID, ByCode, outcome); err != nil {
			return "", false, err
		}
	}
	return code, outcome == RolesNeeded, tx.PutAttempt(a)
}

// wasSentMany says whether an account has had as many messages as it may have in the
// time a code lasts.
func (s *Service) wasSentMany(tx Tx, account people.AccountID) (bool, error) {
	// Between two codes stand at most their wrong tries and as many sign-ins.
	lines, err := tx.Log(account, 10*CodesAtOnce*CodeTries)
	sent := 0
	for _, line := range lines {
		if (line.Outcome == CodeSent || line.Outcome == RolesNeeded) && s.Now().Sub(line.At) < CodeLasts {
			sent++
		}
	}
	return sent >= CodesAtOnce, err
}

// TypeCode takes a code that somebody typed. Only the browser that asked holds the
// token; old is the session it has, or empty.
func (s *Service) TypeCode(ctx context.Context, token, code, old string) (Opened, error) {
	if !s.EmailCodes {
		return Opened{}, fault.New(fault.NotFound, "signin.code-off")
	}
	var opened Opened
	var verdict error
	// A try counts even if whoever made it has gone by then.
	err := s.Store.InTx(context.WithoutCancel(ctx), func(tx Tx) (err error) {
		opened, verdict = Opened{}, fault.New(fault.Invalid, "signin.code-wrong")
		key := Key(AttemptCode, token)
		tries, ok, err := tx.CountTry(key)
		if err != nil || !ok {
			return err
		}
		a, ok, err := tx.Attempt(key)
		if err != nil || !ok || a.Kind != AttemptCode || a.IsOver(s.Now()) {
			return err
		}
		opened, verdict, err = s.compare(tx, a, tries, TidyCode(code), old)
		return err
	})
	if err != nil {
		return Opened{}, err
	}
	return opened, verdict
}

// compare looks whether a code is right once its try has been counted.
func (s *Service) compare(tx Tx, a Attempt, tries int, code, old string) (opened Opened, verdict, err error) {
	tooOften := fault.New(fault.Invalid, "signin.code-too-often")
	if tries > CodeTries {
		return opened, tooOften, nil
	}
	isRight := subtle.ConstantTimeCompare([]byte(keyed(a.Token, code)), []byte(cmp.Or(a.Code, noCode))) == 1
	if !isRight {
		outcome, verdict := WrongCode, fault.New(fault.Invalid, "signin.code-wrong")
		if tries == CodeTries {
			outcome, verdict = TooOften, tooOften
		}
		job := queue.Job{ID: s.NewID(), Kind: JobLog, About: string(a.Account) + " " + string(outcome), Due: s.Now()}
		return opened, verdict, tx.Enqueue(job)
	}
	wrong := fault.New(fault.Invalid, "signin.code-wrong")
	if ok, err := tx.RemoveAttempt(a.Token); err != nil || !ok {
		return opened, wrong, err
	}
	grants, err := tx.Grants(a.Account)
	if err != nil {
		return opened, nil, err
	}
	if needsStrong(grants) { // given since the code was sent
		return opened, wrong, s.log(tx, a.Account, ByCode, RolesNeeded)
	}
	if _, ok, err := tx.Account(a.Account); err != nil || !ok {
		return opened, wrong, err
	}
	opened.To = a.To
	opened.Token, err = s.open(tx, a.Account, ByCode, old)
	return opened, nil, err
}

// writeLog writes a line that was asked for, if it is about anybody.
func (s *Service) writeLog(ctx context.Context, about string) error {
	account, outcome, _ := strings.Cut(about, " ")
	return s.Store.InTx(ctx, func(tx Tx) error {
		if _, ok, err := tx.Account(people.AccountID(account)); err != nil || !ok {
			return err
		}
		return s.log(tx, people.AccountID(account), ByCode, Outcome(outcome))
	})
}

func (s *Service) mail(ctx context.Context, to people.Account, subject, text string, with ...any) error {
	with = append(with, "Name", to.Name, "Site", s.SiteName, "Address", s.Address, "Minutes", int(CodeLasts.Minutes()))
	return s.Mail.Send(ctx, to.Email, s.Words.Say(subject, with...), s.Words.Say(text, with...))
}

// noCode is compared where no code was sent, so that it takes as long.
var noCode = strings.Repeat("-", 2*sha256.Size)

// keyed is what is kept of a code.
func keyed(key, code string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(code))
	return hex.EncodeToString(mac.Sum(nil))
}

// newCode makes eight digits, each code as likely as any other.
func newCode() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(100_000_000))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%08d", n), nil
}
