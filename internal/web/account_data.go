package web

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"time"

	"bearings/internal/deed"
	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/ui"
)

// ownFile is what is kept about somebody, as they take it away.
type ownFile struct {
	Schema     string        `json:"schema"`
	Made       time.Time     `json:"made"`
	Account    ownAccount    `json:"account"`
	Roles      []ownRole     `json:"roles"`
	Sessions   []ownSession  `json:"signed_in"`
	Passkeys   []ownKey      `json:"passkeys"`
	Identities []ownIdentity `json:"organisations"`
	SignIns    []ownLine     `json:"sign_in_log"`
	Deeds      []ownDeed     `json:"deeds"`
}

type ownAccount struct {
	ID    string    `json:"id"`
	Name  string    `json:"name"`
	Email string    `json:"email"`
	Since time.Time `json:"since"`
}

type ownRole struct {
	Role        people.Role `json:"role"`
	Partnership string      `json:"partnership"`
	Agency      string      `json:"agency,omitempty"`
	Since       time.Time   `json:"since"`
}

type ownSession struct {
	Method signin.Method `json:"method"`
	Began  time.Time     `json:"began"`
	Seen   time.Time     `json:"last_used"`
}

type ownKey struct {
	ID         string          `json:"id"`
	Name       string          `json:"name"`
	Credential json.RawMessage `json:"credential"`
	Added      time.Time       `json:"added"`
	Used       *time.Time      `json:"last_used,omitempty"`
}

type ownIdentity struct {
	Issuer  string     `json:"issuer"`
	Subject string     `json:"subject"`
	Added   time.Time  `json:"added"`
	Used    *time.Time `json:"last_used,omitempty"`
}

type ownLine struct {
	At      time.Time      `json:"at"`
	Method  signin.Method  `json:"method"`
	Outcome signin.Outcome `json:"outcome"`
}

type ownDeed struct {
	At          time.Time         `json:"at"`
	By          string            `json:"by"`
	Kind        deed.Kind         `json:"kind"`
	Partnership string            `json:"partnership,omitempty"`
	About       map[string]string `json:"about,omitempty"`
}

// postExport hands out all that the site keeps about whoever asks.
func (s *Site) postExport(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	own, err := s.config.SignIn.Own(r.Context(), v, math.MaxInt32)
	if err != nil {
		return err
	}
	kept, err := s.config.People.ExportAccount(r.Context(), v.Viewer())
	if err != nil {
		return err
	}
	text, err := AccountFile(s.config.SignIn.Now(), kept, own)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Disposition", `attachment; filename="bearings-account.json"`)
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	_, _ = w.Write(text) // a reader who has gone is no failure
	return nil
}

// AccountFile is what is kept of an account, for its owner, as JSON.
func AccountFile(made time.Time, kept people.Export, own signin.Own) ([]byte, error) {
	file := ownFile{Schema: "bearings.account/1", Made: made.UTC(),
		Account: ownAccount{string(kept.Account.ID), kept.Account.Name, kept.Account.Email, kept.Account.Since},
		Roles:   make([]ownRole, 0, len(kept.Roles)), Deeds: make([]ownDeed, 0, len(kept.Deeds))}
	for _, one := range kept.Roles {
		file.Roles = append(file.Roles, ownRole{one.Role, one.PartnershipName, one.AgencyName, one.Since})
	}
	for _, d := range kept.Deeds {
		about := map[string]string{}
		for _, one := range d.About {
			about[one.As] = one.ID
		}
		file.Deeds = append(file.Deeds, ownDeed{d.At, doneBy(d.Actor, kept.Account.ID), d.Kind, d.Partnership, about})
	}
	file.signIns(own)
	return json.MarshalIndent(file, "", "  ")
}

// doneBy says who did something, without the id of anybody else.
func doneBy(actor string, owner people.AccountID) string {
	switch actor {
	case string(owner):
		return "owner"
	case deed.TheProgram, deed.AtTheServer, deed.ByCode:
		return actor
	}
	return "somebody else"
}

// signIns writes what is kept of somebody's signing in.
func (f *ownFile) signIns(own signin.Own) {
	f.Sessions = make([]ownSession, 0, len(own.Sessions))
	for _, one := range own.Sessions {
		f.Sessions = append(f.Sessions, ownSession{one.Method, one.Began, one.Seen})
	}
	f.Passkeys = make([]ownKey, 0, len(own.Passkeys))
	for _, one := range own.Passkeys {
		f.Passkeys = append(f.Passkeys, ownKey{one.ID, one.Name, json.RawMessage(one.Credential), one.Added, ifAny(one.Used)})
	}
	f.Identities = make([]ownIdentity, 0, len(own.Identities))
	for _, one := range own.Identities {
		f.Identities = append(f.Identities, ownIdentity{one.Issuer, one.Subject, one.Added, ifAny(one.Used)})
	}
	f.SignIns = make([]ownLine, 0, len(own.Log))
	for _, one := range own.Log {
		f.SignIns = append(f.SignIns, ownLine{one.At, one.Method, one.Outcome})
	}
}

func ifAny(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// getErase says what goes and what stays.
func (s *Site) getErase(w http.ResponseWriter, r *http.Request) error {
	return s.showErase(w, r, ui.Erasing{})
}

func (s *Site) showErase(w http.ResponseWriter, r *http.Request, page ui.Erasing) error {
	if err := s.config.SignIn.MayChange(visitOf(r)); err != nil {
		return s.orAgain(w, r, err)
	}
	page.Asker = asker(r)
	return s.renderOwn(w, r, statusFor(page.Wrong+page.Refused), s.pages.Erase(page))
}

func (s *Site) postErase(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	if err := s.config.SignIn.MayChange(v); err != nil {
		return s.orAgain(w, r, err)
	}
	if r.PostForm.Get(ui.FieldSure) == "" {
		return s.showErase(w, r, ui.Erasing{Wrong: s.config.Words.Say("account.erase-unsure")})
	}
	err := s.config.People.EraseAccount(r.Context(), v.Viewer())
	if refused, ok := s.toPutRight(err); ok {
		return s.showErase(w, r, ui.Erasing{Refused: refused})
	} else if err != nil {
		return err
	}
	s.forget(w, r)
	return s.renderOwn(w, r, http.StatusOK, s.pages.Erased())
}
