package web

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"bearings/internal/fault"
	"bearings/internal/signin"
	"bearings/internal/ui"
)

// ownRoutes are those of a site on which people have accounts.
func (s *Site) ownRoutes() []Route {
	if s.config.SignIn == nil {
		return nil
	}
	return slices.Concat(s.signInRoutes(), s.accountRoutes(), s.peopleRoutes(), s.roundRoutes(), s.demoRoutes(), s.outboxRoutes())
}

// signInRoutes are what somebody can ask who has not signed in yet. Each form with
// which a secret could be guessed is counted as such.
func (s *Site) signInRoutes() []Route {
	return []Route{
		public("SetUp", "GET", ui.SetUpPath, s.getSetUp),
		public("SetUpDone", "POST", ui.SetUpPath, s.postSetUp).forSigningIn(),
		public("SignIn", "GET", ui.SignInPath, s.getSignIn),
		public("AskCode", "POST", ui.SignInCodePath, s.postAskCode).forSigningIn(),
		public("TypeCode", "GET", ui.SignInTypePath, s.getTypeCode),
		public("TypedCode", "POST", ui.SignInTypePath, s.postTypeCode).forSigningIn(),
		public("AskPasskey", "POST", ui.SignInKeyPath, s.postAskPasskey),
		public("AnswerPasskey", "POST", ui.SignInKeyDonePath, s.postAnswerPasskey).forSigningIn(),
		public("AskIssuer", "POST", ui.SignInIssuersPattern, s.postAskIssuer),
		public("Back", "GET", ui.SignInBackPath, s.getBack).forSigningIn(),
		public("Join", "GET", ui.JoinPath, s.getJoin),
		public("Joined", "POST", ui.JoinPath, s.postJoin).forSigningIn(),
		public("JoinWay", "GET", ui.JoinWayPath, s.getJoinWay),
		public("JoinPasskey", "POST", ui.JoinKeyPath, s.postJoinPasskey),
		public("JoinPasskeyDone", "POST", ui.JoinKeyDonePath, s.postJoinPasskeyDone).forSigningIn(),
		public("JoinIssuer", "POST", ui.JoinIssuersPattern, s.postJoinIssuer),
		public("SignOut", "POST", ui.SignOutPath, s.postSignOut),
	}
}

// The cookies: who is signed in, and which sign-in was begun in this browser.
const (
	sessionCookie = "bearings"
	attemptCookie = "bearings-attempt"
)

// cookie is one of ours. With its prefix a browser takes it only by TLS and from
// this very host; without TLS there is no prefix, and the other name counts for
// nothing where there is TLS.
func (s *Site) cookie(r *http.Request, name, value string) *http.Cookie {
	c := &http.Cookie{Name: name, Value: value, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if s.cameByTLS(r) {
		c.Name, c.Secure = "__Host-"+name, true
	}
	return c
}

// held is what the browser holds in a cookie of ours, or nothing.
func (s *Site) held(r *http.Request, name string) string {
	c, err := r.Cookie(s.cookie(r, name, "").Name)
	if err != nil {
		return ""
	}
	return c.Value
}

// hold has the browser hold a token: that of an attempt for as long as it lasts,
// that of a session until the browser is closed.
func (s *Site) hold(w http.ResponseWriter, r *http.Request, name, value string) {
	c := s.cookie(r, name, value)
	if name == attemptCookie {
		c.MaxAge = int(signin.AttemptLasts.Seconds())
	}
	http.SetCookie(w, c)
}

func (s *Site) drop(w http.ResponseWriter, r *http.Request, name string) {
	c := s.cookie(r, name, "")
	c.MaxAge = -1
	http.SetCookie(w, c)
}

// asker is who a page is made for.
func asker(r *http.Request) ui.Asker {
	v := visitOf(r)
	return ui.Asker{Name: v.Account.Name, Weak: v.Session.ID != "" && !v.Session.Method.IsStrong()}
}

// ways are those every role may use.
func (s *Site) ways() ui.Ways {
	w := ui.Ways{Passkeys: s.config.SignIn.Passkeys != nil}
	for _, one := range s.config.SignIn.Trusted() {
		w.Issuers = append(w.Issuers, ui.Choice{ID: one.ID, Name: one.Name, URL: one.URL})
	}
	return w
}

// renderOwn writes a page that nobody keeps: it is for one reader and one moment.
func (s *Site) renderOwn(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	w.Header().Set("Cache-Control", "no-store")
	return s.render(w, r, status, page)
}

func (s *Site) getSignIn(w http.ResponseWriter, r *http.Request) error {
	return s.showSignIn(w, r, ui.SigningIn{To: r.URL.Query().Get(ui.FieldTo)})
}

// showSignIn shows the ways to sign in, with what has to be put right.
func (s *Site) showSignIn(w http.ResponseWriter, r *http.Request, p ui.SigningIn) error {
	p.Asker, p.Ways, p.Codes, p.To = asker(r), s.ways(), s.config.SignIn.EmailCodes, localPath(p.To, "")
	p.Demo = s.config.Demo
	return s.renderOwn(w, r, statusFor(p.Wrong), s.pages.SignIn(p))
}

// postAskCode answers the same whether or not anybody has the address.
func (s *Site) postAskCode(w http.ResponseWriter, r *http.Request) error {
	email, to := r.PostForm.Get(ui.FieldEmail), localPath(r.PostForm.Get(ui.FieldTo), "")
	token, err := s.config.SignIn.AskCode(r.Context(), email, to)
	if wrong, ok := s.toPutRight(err); ok {
		return s.showSignIn(w, r, ui.SigningIn{To: to, Email: email, Wrong: wrong, At: ui.FieldEmail})
	} else if err != nil {
		return err
	}
	s.hold(w, r, attemptCookie, token)
	return seeOther(w, r, ui.SignInTypePath)
}

func (s *Site) getTypeCode(w http.ResponseWriter, r *http.Request) error {
	return s.showTypeCode(w, r, "")
}

func (s *Site) showTypeCode(w http.ResponseWriter, r *http.Request, wrong string) error {
	if !s.config.SignIn.EmailCodes {
		return fault.New(fault.NotFound, "signin.code-off")
	}
	page := ui.TypingCode{Asker: asker(r), Minutes: int(signin.CodeLasts.Minutes()), Wrong: wrong}
	return s.renderOwn(w, r, statusFor(wrong), s.pages.TypeCode(page))
}

func (s *Site) postTypeCode(w http.ResponseWriter, r *http.Request) error {
	opened, err := s.config.SignIn.TypeCode(r.Context(), s.held(r, attemptCookie), r.PostForm.Get(ui.FieldCode), visitOf(r).Session.ID)
	if wrong, ok := s.toPutRight(err); ok {
		return s.showTypeCode(w, r, wrong)
	} else if err != nil {
		return err
	}
	return s.letIn(w, r, opened)
}

// letIn gives the browser its new session and leads it to where it wanted to go.
func (s *Site) letIn(w http.ResponseWriter, r *http.Request, opened signin.Opened) error {
	s.hold(w, r, sessionCookie, opened.Token)
	s.drop(w, r, attemptCookie)
	return seeOther(w, r, localPath(opened.To, ui.PartnershipsPath))
}

// postSignOut ends the session and has the browser forget what it kept of it.
func (s *Site) postSignOut(w http.ResponseWriter, r *http.Request) error {
	visit, err := s.visit(r)
	if err == nil && visit.Session.ID != "" {
		err = s.config.SignIn.SignOut(r.Context(), visit)
	}
	if err != nil {
		return err
	}
	s.forget(w, r)
	return s.renderOwn(w, r, http.StatusOK, s.pages.SignedOut())
}

// forget has the browser forget all that it kept of this site. Our cookies go by their
// names: "cookies" would take those of all sites under the organisation's domain.
func (s *Site) forget(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	s.drop(w, r, sessionCookie)
	s.drop(w, r, attemptCookie)
}

// toPutRight is the sentence of what somebody can put right on the page they sent.
func (s *Site) toPutRight(err error) (string, bool) {
	f, ok := fault.As(err)
	if !ok || f.Kind != fault.Invalid {
		return "", false
	}
	return s.config.Words.Fault(f), true
}

func statusFor(wrong string) int {
	if wrong != "" {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// seeOther leads on after a form, so that going back or reloading sends nothing
// again.
func seeOther(w http.ResponseWriter, r *http.Request, path string) error {
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, path, http.StatusSeeOther)
	return nil
}
