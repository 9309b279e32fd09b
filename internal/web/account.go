package web

import (
	"errors"
	"net/http"
	"net/url"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/ui"
)

// accountRoutes are what anybody with an account can do with what is their own.
func (s *Site) accountRoutes() []Route {
	own := func(name, method, pattern string, handle func(http.ResponseWriter, *http.Request) error) Route {
		return needing(people.SignedIn, name, method, pattern, handle)
	}
	return []Route{
		own("Account", "GET", ui.AccountPath, s.getAccount),
		own("AccountName", "POST", ui.AccountNamePath, s.postAccountName),
		own("AddPasskey", "POST", ui.AccountKeysPath, s.postAddPasskey),
		own("AddedPasskey", "POST", ui.AccountKeysDonePath, s.postAddedPasskey),
		own("RenamePasskey", "POST", ui.AccountKeyNamePath, s.postRenamePasskey),
		own("RemovePasskey", "POST", ui.AccountKeyRemovePath, s.postRemovePasskey),
		own("LinkIssuer", "POST", ui.AccountIssuersPattern, s.postLinkIssuer),
		own("Unlink", "POST", ui.AccountUnlinkPath, s.postUnlink),
		own("EndSession", "POST", ui.AccountSessionsPath, s.postEndSession),
		own("Export", "POST", ui.AccountExportPath, s.postExport),
		own("Erase", "GET", ui.AccountErasePath, s.getErase),
		own("Erased", "POST", ui.AccountErasePath, s.postErase),
	}
}

// linesShown is how much of the sign-in log the page shows.
const linesShown = 20

// accountDone leads back to the account and says what was done.
func accountDone(what string) string {
	return ui.AccountPath + "?" + url.Values{"done": {what}}.Encode()
}

func (s *Site) getAccount(w http.ResponseWriter, r *http.Request) error {
	page := ui.Account{}
	if done := r.URL.Query().Get("done"); s.config.Words.Has("account.done-" + done) {
		page.Done = done
	}
	return s.showAccount(w, r, page)
}

// showAccount shows somebody their own page, with what has to be put right.
func (s *Site) showAccount(w http.ResponseWriter, r *http.Request, page ui.Account) (err error) {
	v := visitOf(r)
	page.Asker, page.Name, page.Email = asker(r), v.Account.Name, v.Account.Email
	page.Here, page.Ways, page.Fresh = v.Session.ID, s.ways(), s.config.SignIn.IsFresh(v)
	page.Weak = errors.Is(s.config.SignIn.MayChange(v), signin.ErrStrong)
	if page.Own, err = s.config.SignIn.Own(r.Context(), v, linesShown); err != nil {
		return err
	}
	if page.Roles, err = s.roles(r, v.Grants); err != nil {
		return err
	}
	return s.renderOwn(w, r, statusFor(page.Wrong), s.pages.Account(page))
}

// roles are somebody's roles with the names of where they hold them.
func (s *Site) roles(r *http.Request, grants []people.Grant) ([]ui.Held, error) {
	read := s.config.People.Store.Read(r.Context())
	var all []ui.Held
	for _, g := range grants {
		p, _, err := read.Partnership(g.Partnership)
		if err != nil {
			return nil, err
		}
		held := ui.Held{Role: g.Role, Partnership: p.Name}
		if g.Agency != "" {
			a, _, err := read.Agency(g.Agency)
			if err != nil {
				return nil, err
			}
			held.Agency = a.Name
		}
		all = append(all, held)
	}
	return all, nil
}

// afterAccount leads back to the account when something of it was changed, or shows
// what has to be put right, or asks to sign in once more.
func (s *Site) afterAccount(w http.ResponseWriter, r *http.Request, err error, done string, at string) error {
	switch wrong, ok := s.toPutRight(err); {
	case ok:
		return s.showAccount(w, r, ui.Account{Wrong: wrong, At: at, Typed: r.PostForm.Get(ui.FieldName)})
	case err == nil:
		return seeOther(w, r, accountDone(done))
	}
	return s.orAgain(w, r, err)
}

// orAgain asks to sign in once more where that is what is wrong.
func (s *Site) orAgain(w http.ResponseWriter, r *http.Request, err error) error {
	isWeak := errors.Is(err, signin.ErrStrong)
	if isWeak || errors.Is(err, signin.ErrAgain) {
		return s.renderOwn(w, r, http.StatusForbidden, s.pages.Again(asker(r), isWeak))
	}
	return err
}

func (s *Site) postAccountName(w http.ResponseWriter, r *http.Request) error {
	err := s.config.People.Rename(r.Context(), visitOf(r).Viewer(), r.PostForm.Get(ui.FieldName))
	return s.afterAccount(w, r, err, "name", ui.FieldName)
}

func (s *Site) postEndSession(w http.ResponseWriter, r *http.Request) error {
	id := r.PostForm.Get(ui.FieldID)
	if id == ui.AllOthers {
		return s.afterAccount(w, r, s.config.SignIn.EndOthers(r.Context(), visitOf(r)), "ended-others", "")
	}
	return s.afterAccount(w, r, s.config.SignIn.EndSession(r.Context(), visitOf(r), id), "ended", "")
}
