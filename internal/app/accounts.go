package app

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/google/uuid"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/installation"
	"bearings/internal/mail"
	"bearings/internal/people"
	"bearings/internal/phrase"
	"bearings/internal/queue"
	"bearings/internal/retention"
	"bearings/internal/round"
	"bearings/internal/signin"
	"bearings/internal/signin/openid"
	"bearings/internal/signin/passkey"
	"bearings/internal/store"
	"bearings/internal/support"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// accounts are the partnerships and whoever works in them, with all they need.
type accounts struct {
	db        *store.DB
	people    *people.Service
	signIn    *signin.Service
	rounds    *round.Service
	support   *support.Service
	retention *retention.Service
	outbox    *mail.Outbox // nil where a mail server sends messages
	worker    *queue.Worker
	// demo are those as whom one may come in to a demonstration.
	demo []ui.DemoPerson
}

// sender is what sends messages.
type sender interface {
	Send(ctx context.Context, to, subject, text string) error
}

// accountsOf is what accounts are made of.
type accountsOf struct {
	db        *store.DB
	words     *phrase.Words
	framework *framework.Framework
	own       installation.Installation
	how       serving
	// address is where the site is reached: what its owner says, or what it listens
	// on.
	address string
	log     *slog.Logger
}

func newAccounts(of accountsOf) (*accounts, error) {
	a := &accounts{db: of.db}
	send, err := a.sender(of)
	if err != nil {
		return nil, err
	}
	a.people = peopleService(of.db, of.words)
	a.people.Kinds = kindsOf(of.framework)
	a.people.Mail, a.people.Address, a.people.EmailCodes = send, of.address, of.how.EmailCodes
	if a.signIn, err = signInService(of, send); err != nil {
		return nil, err
	}
	a.rounds = roundService(of.db, of.words)
	a.rounds.Mail, a.rounds.Address = send, of.address
	a.support = &support.Service{Store: of.db.Support(), Now: time.Now, NewID: newID}
	a.retention = &retention.Service{Store: of.db.Retention(), Now: time.Now}
	if a.outbox != nil {
		a.retention.Outside = map[string]func(context.Context, time.Time) (int64, error){
			retention.Outbox: func(_ context.Context, before time.Time) (int64, error) { return a.outbox.Clear(before) },
		}
	}
	a.worker = &queue.Worker{Store: of.db.Queue(), Handlers: map[string]queue.Handler{}, Now: time.Now, Log: of.log}
	for _, jobs := range []map[string]func(context.Context, string) error{a.people.Jobs(), a.signIn.Jobs(), a.rounds.Jobs()} {
		for kind, handle := range maps.All(jobs) {
			a.worker.Handlers[kind] = hopelessAtOnce(handle)
		}
	}
	of.db.Enqueued = a.worker.Wake
	return a, nil
}

// hopelessAtOnce tells the queue which messages no mail server will ever take.
func hopelessAtOnce(handle queue.Handler) queue.Handler {
	return func(ctx context.Context, about string) error {
		err := handle(ctx, about)
		if err != nil && mail.Permanent(err) {
			return queue.Hopeless(err)
		}
		return err
	}
}

// sender sends by a mail server, or into a folder where there is none.
func (a *accounts) sender(of accountsOf) (sender, error) {
	m := of.how.Mail
	if m.Host == "" {
		var err error
		a.outbox, err = mail.NewOutbox(m.Outbox, cmp.Or(m.From, "bearings@localhost"), time.Now)
		return a.outbox, err
	}
	return mail.NewSMTP(mail.Options{Host: m.Host, Port: m.Port, Security: m.Security, User: m.User,
		Password: string(m.Password), From: m.From, Address: of.address})
}

// peopleService is the service without what only a running site needs.
func peopleService(db *store.DB, words *phrase.Words) *people.Service {
	return &people.Service{Store: db.People(), Now: time.Now, NewID: newID, NewCode: newCode, Words: words}
}

func signInService(of accountsOf, send sender) (*signin.Service, error) {
	s := &signin.Service{Store: of.db.SignIn(), Now: time.Now, NewID: newID, NewToken: newToken, EmailCodes: of.how.EmailCodes,
		Mail: send, Words: of.words, SiteName: cmp.Or(of.own.Name, of.words.Say("product.name")), Address: of.address}
	ceremony, err := passkey.New(of.address, s.SiteName)
	switch _, isFault := fault.As(err); {
	case err == nil:
		s.Passkeys = ceremony
	case isFault && len(of.how.Issuers) > 0: // there is another way
	case err != nil:
		return nil, err
	}
	var trusted []signin.Issuer
	for _, i := range of.how.Issuers {
		trusted = append(trusted, signin.Issuer{ID: i.ID, Name: i.Name, URL: i.Issuer, ClientID: i.ClientID, ClientSecret: string(i.ClientSecret)})
	}
	s.Issuers = openid.New(trusted, of.address+ui.SignInBackPath, &http.Client{})
	return s, nil
}

func kindsOf(fw *framework.Framework) (all []string) {
	for _, kind := range fw.Kinds {
		all = append(all, kind.ID)
	}
	return all
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// newToken is 256 random bits.
func newToken() string {
	bytes := make([]byte, 32)
	_, _ = rand.Read(bytes) // never fails
	return base64.RawURLEncoding.EncodeToString(bytes)
}

// newCode is 80 random bits as people read them out: Crockford's letters, which
// leave out those that look like digits, in groups of four.
func newCode() string {
	const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	bytes := make([]byte, 16)
	_, _ = rand.Read(bytes) // never fails
	var code []byte
	for i, b := range bytes {
		if i > 0 && i%4 == 0 {
			code = append(code, '-')
		}
		code = append(code, letters[b%32])
	}
	return string(code)
}

// reachedAt is where people reach the site. A passkey belongs to a name, so a
// machine that serves itself is called localhost.
func reachedAt(own installation.Installation, listening string) string {
	if own.Address != "" {
		return own.Address
	}
	u, err := url.Parse(listening)
	if err != nil || !installation.IsLoopback(u.Hostname()) {
		return listening
	}
	u.Host = net.JoinHostPort("localhost", u.Port())
	return u.String()
}

// addTo gives a site its accounts.
func (a *accounts) addTo(to *web.Config, showOutbox bool) {
	to.People, to.SignIn, to.Rounds, to.Support, to.Trail = a.people, a.signIn, a.rounds, a.support, a.db.Trail()
	to.Retention, to.Health = a.retention.Last, a.db.Ping
	if a.outbox != nil && showOutbox {
		to.Outbox = a.letters
	}
}

// letters are the messages of the outbox.
func (a *accounts) letters() ([]ui.Letter, error) {
	messages, err := a.outbox.Messages()
	var all []ui.Letter
	for _, m := range messages {
		all = append(all, ui.Letter{To: m.To, Subject: m.Subject, Text: m.Text, At: m.At})
	}
	return all, err
}

// work does what is to be done later, and clears once a day, until ctx ends.
func (a *accounts) work(ctx context.Context, log *slog.Logger) {
	go func() { _ = a.worker.Run(ctx) }() // it returns nil
	clear := func() {
		if err := a.retention.Daily(ctx); err != nil && !errors.Is(err, context.Canceled) {
			log.Warn("the daily clearing is not done", slog.String("error", err.Error()))
		}
	}
	clear()
	hourly := time.NewTicker(time.Hour)
	defer hourly.Stop()
	// Strangers begin attempts too: those that are over don't wait for the day.
	forget := func() {
		if _, err := a.db.Retention().Clear(ctx, retention.Attempts, time.Now().Add(-signin.AttemptLasts)); err != nil && !errors.Is(err, context.Canceled) {
			log.Warn("attempts that are over are not cleared", slog.String("error", err.Error()))
		}
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-hourly.C:
			forget()
			clear()
		}
	}
}
