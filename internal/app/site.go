package app

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"slices"
	"sync"

	"bearings/content"
	"bearings/internal/answer"
	"bearings/internal/disclosure"
	"bearings/internal/fiction"
	"bearings/internal/framework"
	"bearings/internal/installation"
	"bearings/internal/office"
	"bearings/internal/phrase"
	"bearings/internal/report"
	"bearings/internal/session"
	"bearings/internal/ui"
	"bearings/internal/web"
	"bearings/language"
)

// uploadLimits are how large a file people may bring: a round of thousands of
// people, and no more than a small machine can read at once.
var uploadLimits = office.Limits{MaxBytes: 20 << 20, MaxUnpacked: 100 << 20}

// The partnerships that do not exist: one whose answers are a file to look at,
// and one large enough for every part of a report to show.
var (
	exampleAnswers = fiction.Plan{Agencies: 6, Staff: 80, Young: 14, Parents: 12, Seed: 1}
	exampleReport  = fiction.Plan{Agencies: 12, Staff: 180, Young: 30, Parents: 24, Seed: 1}
)

// siteOf is what a site is made of that may be somebody's own.
type siteOf struct {
	framework string // the name or folder of a framework
	library   string // the folder of a library, or empty
	own       installation.Installation
	checker   *language.Checker
	how       serving
	watch     *watch
	// address is where the site is reached, listens where the program itself is, and
	// database is being opened.
	address  string
	listens  string
	database opening
	// demo fills the site of a demonstration, and says as whom one may come in; nil for
	// every other site.
	demo func(*desk, *accounts) ([]ui.DemoPerson, error)
}

// newSite wires the site.
func newSite(d *desk, of siteOf, log *slog.Logger) (*web.Site, *accounts, error) {
	config, err := newConfig(d, of, log)
	if err != nil {
		return nil, nil, err
	}
	db, err := of.database.wait()
	if err != nil {
		return nil, nil, err
	}
	a, err := newAccounts(accountsOf{db, d.words, config.Framework, of.own, of.how, of.address, log})
	if err != nil {
		return nil, nil, err
	}
	a.addTo(&config, of.how.ShowOutbox)
	if of.demo != nil {
		if err := a.demonstrate(d, of, &config); err != nil {
			return nil, nil, err
		}
	}
	return web.New(config), a, nil
}

// newConfig gathers what needs no database.
func newConfig(d *desk, of siteOf, log *slog.Logger) (none web.Config, _ error) {
	name := of.framework
	fw, err := loadFramework(name)
	if err != nil {
		return none, err
	}
	pack, err := frameworkFiles(name)
	if err != nil {
		return none, err
	}
	assets, err := ui.LoadAssets(ui.BuiltAssets())
	if err != nil {
		return none, err
	}
	books, err := newBookcase(d, of, fw, log)
	if err != nil {
		return none, err
	}
	desk := &uploadDesk{desk: d, framework: fw}
	config := web.Config{
		Words: d.words, Framework: fw, Pack: pack, Assets: assets, Log: log, Language: of.checker,
		Installation: of.own, Checks: accessibilityChecks(),
		Adopt: toAdopt(d.words.Language, log), AdoptFile: adoptFile(d.words),
		Reading: books.shelf, Search: books.search,
		PrinciplesFile: func() ([]byte, error) {
			return principlesFile(ui.Site{Words: d.words, Framework: fw, Assets: assets, Reading: books.shelf})
		},
		MeetingPack: desk.meetingPack, ExampleReport: desk.exampleReport,
		Open: desk.open, Assess: desk.assess, MaxUpload: uploadLimits.MaxBytes,
	}
	config.Returns = ReturnFiles(d.words)
	config.ResultFiles = ResultFiles(d.words)
	config.TrustProxy = of.how.TrustProxy
	if of.how.Metrics != "" {
		config.Seen = of.watch.seen
	}
	if config.Card, err = cardOfWords(); err != nil {
		return none, err
	}
	addTexts(&config)
	return config, nil
}

// ResultFiles writes the files of a round's results.
func ResultFiles(words *phrase.Words) func(context.Context, ui.Made) ([]ui.File, error) {
	return func(ctx context.Context, made ui.Made) ([]ui.File, error) {
		written, err := results(ctx, words, made.Report)
		return handedOut(written), err
	}
}

// addTexts adds what the program carries to read, print and try. Each is made when
// somebody first asks for it.
func addTexts(to *web.Config) {
	words, fw := to.Words, to.Framework
	to.OurWords = sync.OnceValues(func() (session.Session, error) { return session.Load(content.Files, "sessions/our-words.yaml") })
	to.Meeting = sync.OnceValues(meetingPlan)
	to.Asking = sync.OnceValues(func() (ui.QuestionFiles, error) { return questionFiles(words, fw) })
	to.Example = func() ([]byte, error) {
		var example bytes.Buffer
		err := fiction.Write(&example, fw, exampleAnswers)
		return example.Bytes(), err
	}
}

// uploadDesk makes what the site shows of answers, and keeps nothing of it.
type uploadDesk struct {
	*desk
	framework *framework.Framework
}

func (u *uploadDesk) open(r io.Reader) (answer.Table, error) {
	return office.OpenTable(r, uploadLimits)
}

// assess makes the report of uploaded files.
func (u *uploadDesk) assess(ctx context.Context, sources []answer.Source) (web.Assessment, error) {
	outcome, err := answer.TakeAll(u.framework, sources, disclosure.Threshold)
	if err != nil {
		return web.Assessment{}, err
	}
	return u.report(ctx, outcome)
}

// report is an outcome as a page and all its files.
func (u *uploadDesk) report(ctx context.Context, outcome answer.Outcome) (web.Assessment, error) {
	made := report.FromOutcome(u.framework, outcome, u.words)
	written, err := results(ctx, u.words, made)
	if err != nil {
		return web.Assessment{}, err
	}
	return web.Assessment{Report: ui.Report(u.words, made), Files: handedOut(written)}, nil
}

// exampleReport is the report of a partnership that does not exist.
func (u *uploadDesk) exampleReport() (web.Assessment, error) {
	var answers bytes.Buffer
	if err := fiction.Write(&answers, u.framework, exampleReport); err != nil {
		return web.Assessment{}, err
	}
	table, err := u.open(&answers)
	if err != nil {
		return web.Assessment{}, err
	}
	return u.assess(u, []answer.Source{{Table: table}})
}

// meetingPack is what is printed for a meeting before anybody has answered.
func (u *uploadDesk) meetingPack() ([]ui.File, error) {
	nobody := report.FromOutcome(u.framework, answer.Outcome{}, u.words)
	written, err := results(u, u.words, nobody)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(handedOut(written), func(f ui.File) bool {
		return f.Name != ui.MeetingPackDOCX && f.Name != ui.MeetingPackHTML
	}), nil
}

func handedOut(files []result) []ui.File {
	var all []ui.File
	for _, f := range files {
		all = append(all, ui.File{Name: f.name, Type: f.mime, Bytes: f.data})
	}
	return all
}
