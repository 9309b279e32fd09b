package attack

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"bearings/content"
	"bearings/internal/app"
	"bearings/internal/framework"
	"bearings/internal/installation"
	who "bearings/internal/people"
	"bearings/internal/phrase"
	"bearings/internal/round"
	"bearings/internal/signin"
	"bearings/internal/store"
	"bearings/internal/support"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

const siteAddress = "https://bearings.example.org"

// house is a partnership that plays an invented round, and its site. Its ids are
// counted and its clock is set, so that twins differ in answers alone.
type house struct {
	ctx         context.Context
	invented    *Round
	pages       round.AgencyPages
	db          *store.DB
	words       *phrase.Words
	rounds      *round.Service
	site        *web.Site
	partnership who.Partnership
	agencies    []who.Agency
	viewers     []viewer
	round       round.Round
	now         time.Time
	ids         int
	fault       *faulty // nil for none
	// remarks are what people write, by their place among the invented ones, and
	// invited how many staff an agency invites; nil for nothing, and for many.
	remarks map[int][]round.Remark
	invited func(name string) map[string]int
	// comments are the ids of some comments, for whoever asks for one; wide says that
	// pages of the partnership are asked for as well as those of the round.
	comments []string
	wide     bool
	also     []string // addresses that everybody asks for besides
}

// viewer is somebody with one role, or nobody who is signed in.
type viewer struct {
	name, token string
	account     who.Account
	grant       who.Grant
}

func (v viewer) asked() who.Viewer {
	return who.Viewer{Account: v.account, Grants: []who.Grant{v.grant}, Strong: true}
}

// newHouse plays a round up to its results, in an empty database. pack is the
// folder with its framework.
func newHouse(round *Round, pages round.AgencyPages, pack string, options store.Options, fault *faulty) (*house, error) {
	h, err := builtHouse(round, pages, pack, options, fault)
	if err != nil {
		return nil, err
	}
	return h, h.do(h.prepare, h.answer, h.publish)
}

// builtHouse is a partnership with its people and its site, before any round.
func builtHouse(round *Round, pages round.AgencyPages, pack string, options store.Options, fault *faulty) (*house, error) {
	h := &house{fault: fault, ctx: context.Background(), invented: round, pages: pages, now: testkit.Day}
	messages, err := fs.Sub(content.Files, "messages")
	if err != nil {
		return nil, err
	}
	words, err := phrase.Load(messages)
	if err != nil {
		return nil, err
	}
	h.words = words["en"]
	if h.db, err = store.Open(h.ctx, options); err != nil {
		return nil, err
	}
	h.rounds = testkit.Rounds(h.db)
	h.rounds.NewID, h.rounds.Now = h.newID, func() time.Time { return h.now }
	h.rounds.NewLink = func() string { return "madeupcode00" }
	h.rounds.Standard = func() (map[string]string, error) { return filesIn(os.DirFS(pack)) }
	return h, h.do(h.fill, h.furnish)
}

func (h *house) do(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return errors.Join(err, h.db.Close())
		}
	}
	return nil
}

func (h *house) newID() string {
	h.ids++
	return fmt.Sprintf("made-up-%c%c%c", 'a'+h.ids/676, 'a'+h.ids/26%26, 'a'+h.ids%26)
}

func filesIn(files fs.FS) (map[string]string, error) {
	all := map[string]string{}
	return all, fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		all[path.Clean(name)] = string(text)
		return err
	})
}

// fill adds the partnership, every agency anybody names, and somebody in each role:
// for each agency a lead, for the first two a contributor as well.
func (h *house) fill() error {
	h.partnership = who.Partnership{ID: who.PartnershipID(h.newID()), Name: "Made-up Safeguarding Children Partnership", Since: testkit.Day}
	seen := map[string]bool{"": true}
	for _, p := range slices.Concat(h.invented.People, h.invented.Returns) {
		if !seen[fold(p.Agency)] {
			seen[fold(p.Agency)] = true
			h.agencies = append(h.agencies, who.Agency{ID: who.AgencyID(h.newID()), Name: p.Agency, Kind: p.Kind, Since: testkit.Day})
		}
	}
	if len(h.agencies) < 2 { // a round of one agency can't be opened
		h.agencies = append(h.agencies, who.Agency{ID: who.AgencyID(h.newID()), Name: "Agency of nobody", Since: testkit.Day})
	}
	h.viewers = []viewer{{name: "nobody"}}
	for _, role := range who.Roles {
		for i, agency := range h.agencies {
			if role.OfAgency() && (i < 2 || role == who.AgencyLead) {
				h.invite(role, agency.ID, agency.Name)
			}
		}
		if !role.OfAgency() {
			h.invite(role, "", "")
		}
	}
	if err := h.db.People().InTx(h.ctx, h.addPeople); err != nil {
		return err
	}
	return h.db.SignIn().InTx(h.ctx, func(tx signin.Tx) error {
		for _, v := range h.viewers[1:] {
			s := signin.Session{ID: h.newID(), Account: v.account.ID, Method: signin.ByPasskey, Began: testkit.Day, Seen: testkit.Day}
			if err := tx.AddSession(s, signin.Hash(v.token)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (h *house) invite(role who.Role, agency who.AgencyID, of string) {
	id := who.AccountID(h.newID())
	h.viewers = append(h.viewers, viewer{
		name: strings.TrimSpace(string(role) + " " + of), token: "token-" + string(id),
		account: who.Account{ID: id, Name: "Nia " + string(role), Email: string(id) + "@example.org", Since: testkit.Day},
		grant:   who.Grant{ID: h.newID(), Account: id, Partnership: h.partnership.ID, Agency: agency, Role: role, Since: testkit.Day},
	})
}

func (h *house) addPeople(tx who.Tx) error {
	err := tx.AddPartnership(h.partnership)
	for _, a := range h.agencies {
		err = errors.Join(err, tx.AddAgency(a), tx.Join(h.partnership.ID, a.ID, testkit.Day))
	}
	for _, v := range h.viewers[1:] {
		err = errors.Join(err, tx.AddAccount(v.account), tx.AddGrant(v.grant))
	}
	return err
}

// furnish opens the site, wired as the program wires it.
func (h *house) furnish() error {
	assets, err := ui.LoadAssets(ui.BuiltAssets())
	if err != nil {
		return err
	}
	pack, err := fs.Sub(content.Files, "practice-principles")
	if err != nil {
		return err
	}
	fw, err := framework.Load(pack)
	if err != nil {
		return err
	}
	now := func() time.Time { return testkit.Day } // sessions stay as they are while a round's days pass
	config := web.Config{
		Words: h.words, Framework: fw, Pack: pack, Assets: assets, Log: slog.New(slog.DiscardHandler), Limits: web.Limits{Off: true},
		Installation: installation.Installation{Address: siteAddress}, Reading: func() *ui.Shelf { return nil },
		People: &who.Service{Store: h.db.People(), Now: now, NewID: h.newID, Words: h.words, Address: siteAddress},
		SignIn: &signin.Service{Store: h.db.SignIn(), Now: now, NewID: h.newID, Words: h.words, SiteName: "Bearings", Address: siteAddress},
		Trail:  h.db.Trail(), Rounds: h.rounds,
		Support:     &support.Service{Store: h.db.Support(), Now: now, NewID: h.newID},
		ResultFiles: app.ResultFiles(h.words), Returns: app.ReturnFiles(h.words),
	}
	if h.fault != nil && h.fault.config != nil {
		h.fault.config(h, &config)
	}
	h.site = web.New(config)
	return nil
}

func (h *house) coordinator() who.Viewer { return h.viewers[1].asked() }

// prepare sets the round up and opens it.
func (h *house) prepare() error {
	id, err := h.rounds.Start(h.ctx, h.coordinator(), h.partnership.ID, "A made-up round")
	if err != nil {
		return err
	}
	if err := h.inRound(id, h.setUp); err != nil {
		return err
	}
	return h.rounds.Open(h.ctx, h.coordinator(), h.partnership.ID, id)
}

func (h *house) inRound(id round.ID, do func(round.Tx) error) error {
	return h.db.Round().InTx(h.ctx, func(tx round.Tx) (err error) {
		if h.round, _, err = tx.Round(id); err != nil {
			return err
		}
		return do(tx)
	})
}

func (h *house) setUp(tx round.Tx) error {
	h.round.Opens, h.round.Closes = h.now, h.now.AddDate(0, 0, 28)
	h.round.AtLeast, h.round.AgencyPages = h.invented.AtLeast, h.pages
	for _, strand := range h.invented.Strands() {
		if !h.round.Asks(strand) {
			h.round.Strands = append(h.round.Strands, strand)
		}
	}
	err := tx.ChangeRound(h.round)
	agencies, listed := tx.RoundAgencies(h.round.ID)
	for _, a := range agencies {
		a.Form, a.Agreed = round.NoReturn, testkit.Day
		if slices.ContainsFunc(h.invented.Returns, func(p Person) bool { return fold(p.Agency) == fold(a.Name) }) {
			a.Form = round.FullForm
		}
		a.Staff = map[string]int{framework.Direct: 100, framework.Operational: 30, framework.Strategic: 10}
		if h.invited != nil {
			a.Staff = h.invited(a.Name)
		}
		err = errors.Join(err, tx.PutAgency(h.round.ID, a))
	}
	return errors.Join(err, listed, tx.AddLink(round.Link{Code: h.rounds.NewLink(), Round: h.round.ID}))
}

// printed is an agency as the round has it, whatever way somebody spells it.
func (h *house) printed(name string) who.Agency {
	for _, a := range h.agencies {
		if fold(a.Name) == fold(name) {
			return a
		}
	}
	return who.Agency{}
}

// answer lets everybody answer and every agency sign its return.
func (h *house) answer() error {
	return h.inRound(h.round.ID, func(tx round.Tx) error {
		for i, p := range h.invented.People {
			one := round.Reply{ID: h.rounds.NewKey(), Strand: p.Strand, Agency: h.printed(p.Agency).Name, Level: p.Level, Answers: given(p), Use: round.ForSummary}
			for _, remark := range h.remarks[i] {
				one.Use = remark.Use
			}
			if _, err := tx.AddReply(h.round.ID, one, h.remarks[i]); err != nil {
				return err
			}
		}
		for _, p := range h.invented.Returns {
			if err := h.sign(tx, p); err != nil {
				return err
			}
		}
		return nil
	})
}

func given(p Person) map[string]string {
	answers := map[string]string{}
	for id, answer := range p.Answers {
		if answer != "" {
			answers[id] = answer
		}
	}
	return answers
}

func (h *house) sign(tx round.Tx, p Person) error {
	agency := h.printed(p.Agency).ID
	err := tx.PutReturn(h.round.ID, round.Return{Agency: agency, State: round.Signed, Signed: testkit.Day, Name: "Nia", Role: "Director"})
	for item, answer := range given(p) {
		_, put := tx.PutReturnAnswer(h.round.ID, agency, round.ReturnAnswer{Item: item, Answer: answer, Version: 1, At: testkit.Day})
		err = errors.Join(err, put)
	}
	return err
}

// publish closes the round, publishes its figures and shows the returns.
func (h *house) publish() error {
	if err := h.rounds.Close(h.ctx, h.coordinator(), h.partnership.ID, h.round.ID); err != nil {
		return err
	}
	if h.fault != nil && h.fault.release != nil {
		if err := h.fault.release(h); err != nil {
			return err
		}
	}
	if err := h.rounds.Release(h.ctx, string(h.round.ID)); err != nil {
		return err
	}
	if err := h.rounds.Reveal(h.ctx, h.coordinator(), h.partnership.ID, h.round.ID); err != nil {
		return err
	}
	return h.inRound(h.round.ID, func(round.Tx) error { return nil })
}

// share shows pages to an audience as a coordinator does.
func (h *house) share(with round.Audience, choose func(page string) bool) error {
	fw, err := h.rounds.Framework(h.ctx, h.round.ID)
	if err != nil {
		return err
	}
	pages := map[string]round.Audience{}
	for _, page := range round.ResultPages(fw) {
		if choose(page) {
			pages[page] = with
		}
	}
	return h.rounds.ShareResults(h.ctx, h.coordinator(), h.partnership.ID, h.round.ID, pages)
}

// wholeFiles are the files of everything that may ever be published of the round.
func (h *house) wholeFiles() ([]ui.File, error) {
	results, err := h.rounds.ForMembers(h.ctx, h.round.ID)
	if err != nil {
		return nil, err
	}
	results.Sight.Named = true
	made, err := ui.Site{Words: h.words}.MakeResults(results)
	if err != nil {
		return nil, err
	}
	return app.ResultFiles(h.words)(h.ctx, *made)
}
