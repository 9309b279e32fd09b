// Package web is the door: routes, headers, limits and handlers. It knows
// pages from ui and the few ways a request can fail from fault, and it hands a
// file of answers on as a stream; it keeps nothing.
package web

import (
	"context"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/a-h/templ"
	"golang.org/x/time/rate"

	"bearings/internal/accessibility"
	"bearings/internal/adopt"
	"bearings/internal/answer"
	"bearings/internal/deed"
	"bearings/internal/framework"
	"bearings/internal/installation"
	"bearings/internal/library"
	"bearings/internal/people"
	"bearings/internal/phrase"
	"bearings/internal/retention"
	"bearings/internal/round"
	"bearings/internal/session"
	"bearings/internal/signin"
	"bearings/internal/support"
	"bearings/internal/ui"
	"bearings/language"
)

// Config is what the site is made of.
type Config struct {
	Words     *phrase.Words
	Framework *framework.Framework
	// Pack is the framework's own folder, offered for download.
	Pack   fs.FS
	Assets *ui.Assets
	// OurWords reads the plan of the session in which a group makes the
	// first-person sentences its own. Like the others here it is called when
	// somebody needs it, and should read once.
	OurWords func() (session.Session, error)
	// Meeting reads the plan of a partnership's meeting, and MeetingPack makes the
	// files that are printed for it before anybody has answered.
	Meeting     func() (session.Meeting, error)
	MeetingPack func() ([]ui.File, error)
	// Asking makes the questions for other survey tools.
	Asking func() (ui.QuestionFiles, error)
	// Language checks what people write, with the site's own rules; nil is the
	// standard ones.
	Language *language.Checker
	// Example makes an answers file of a fictional partnership, as CSV, and
	// ExampleReport the report of one.
	Example       func() ([]byte, error)
	ExampleReport func() (Assessment, error)
	// Reading is the library, read when it is first asked for, and Search finds
	// things in it. A site may be without both.
	Reading func() *ui.Shelf
	Search  func(library.Query) (library.Found, error)
	// PrinciplesFile is the principles as a Word document.
	PrinciplesFile func() ([]byte, error)
	// Installation is who runs the site, and Checks are what the checks for
	// accessibility found. Today is the day it is; nil is the machine's.
	Installation installation.Installation
	Checks       accessibility.Results
	Today        func() time.Time
	// Adopt are the documents for a permission to start, read when one is first
	// asked for, and AdoptFile makes a Word file of one. A site may be without.
	Adopt     func() []adopt.Document
	AdoptFile func(adopt.Document) ([]byte, error)
	// Card are the ids of the rules on the printed card of words.
	Card []string
	// Open reads a file of answers as a table, and Assess makes the report of one
	// or more that have one answer a row.
	Open   func(r io.Reader) (answer.Table, error)
	Assess func(ctx context.Context, sources []answer.Source) (Assessment, error)
	Log    *slog.Logger

	// People and SignIn are the partnerships and whoever works in them; without
	// them the site is what anybody may read.
	People *people.Service
	SignIn *signin.Service
	// Rounds are the rounds of partnerships.
	Rounds *round.Service
	// Returns writes agencies' returns out, and reads documents beside them.
	Returns ReturnFiles
	// ResultFiles writes the files of a round's report; nil is a site without them.
	ResultFiles func(ctx context.Context, made ui.Made) ([]ui.File, error)
	// Support are statements of support.
	Support *support.Service
	// Demo are those as whom anybody may come in to a demonstration; nobody on every
	// other site.
	Demo []ui.DemoPerson
	// Trail is what was done.
	Trail deed.Trail
	// Health says whether what the site needs works; nil is that it needs nothing.
	Health func(context.Context) error
	// Outbox are the messages of a site that is only tried out, newest first; nil
	// where they are sent.
	Outbox func() ([]ui.Letter, error)
	// Retention is the last daily clearing; ok is false where there was none. Nil is
	// a site that keeps nothing.
	Retention func(context.Context) (run retention.Run, ok bool, err error)

	// TrustProxy says that every request comes through a proxy of ours, which says
	// who asked (X-Forwarded-For) and how (X-Forwarded-Proto).
	TrustProxy bool
	// Limits are how often one client may ask.
	Limits Limits
	// Seen is told of every answer, by the name of its route; nil for nobody. Of a
	// staff survey, and of the files that every page brings with it, it is told
	// failures of ours alone: a count would tell when somebody replied.
	Seen func(route string, status int, took time.Duration)

	// MaxUpload is the most that is taken in at a time, in bytes; 0 is 20 MB.
	MaxUpload int64
	// AtWork is how many files are read at the same time; 0 is 2.
	AtWork int
	// Patience is how long a file waits for its turn; 0 is 15 seconds.
	Patience time.Duration
	// UploadsPerMinute is how many files are taken in a minute, ten at once at
	// the most; 0 is 30.
	UploadsPerMinute int
}

// Assessment is a report made from one answers file.
type Assessment struct {
	Report templ.Component
	Files  []ui.File
}

// Route is one thing the site answers.
type Route struct {
	// Name is the same as the handler's and, for a page, the component's.
	Name            string
	Method, Pattern string
	// Right is what whoever asks must have; a route that says nothing is closed.
	Right  people.Right
	handle func(w http.ResponseWriter, r *http.Request) error
	// taken is what a request may bring, and counted how often one may come.
	taken   taken
	counted counted
	// keeps says that what is typed is given back to whoever is not signed in any more.
	keeps bool
	// untold says that only failures of ours are counted.
	untold bool
}

// Site answers requests. It is made by New.
type Site struct {
	config Config
	pages  ui.Site
	routes []Route
	// identifying are the rules of details that could tell who a child is.
	identifying func() map[string]bool
	// fixed are the pages and files that depend on nothing in the request, by
	// the name of their route; the others by what their address names.
	fixed      map[string]*page
	principles map[string]*page
	sheets     map[string]*page
	plans      map[string]*page
	asking     func() (map[string]*page, error)
	example    shown
	meeting    shown
	// dictionary is the checker's rules to read, and entries are its pages by id.
	dictionary func() ui.Dictionary
	entries    func() map[string]*page
	// library are the library's pages by their address.
	library func() map[string]*page
	// service are the pages every public service owes, by their address.
	service map[string]*page
	// adopt are the pages and files of a permission to start, by their address.
	adopt    func() map[string]*page
	entrance http.Handler
	// address is what people type; nil where nobody has said.
	address *url.URL
	clients *clients
	// refusals are what was refused to whoever may have tried to get round a rule.
	refusals *refusals
	awake    awake
	// untold says once that there is a proxy nobody told us of.
	untold sync.Once
	// made are reports of rounds and what else is made of their results.
	made    madeOf
	uploads *rate.Limiter
	desks   chan struct{}
	// shelf holds files that are about to be brought into a round.
	shelf shelf
}

// New makes the site. Pages are rendered when somebody first asks for them.
func New(config Config) *Site {
	s := &Site{
		config: withDefaults(config),
		pages: ui.Site{Words: config.Words, Framework: config.Framework, Assets: config.Assets, Reading: config.Reading,
			Installation: config.Installation, Address: config.Installation.Address, Checks: config.Checks, Adopt: config.Adopt,
			Accounts: config.SignIn != nil, HasRounds: config.Rounds != nil, Supports: config.Support != nil && config.Rounds != nil, Demo: len(config.Demo) > 0},
	}
	config.Assets.MadeUpIn(config.Words)
	config.Assets.CheckBy(s.checker)
	s.identifying = sync.OnceValue(func() map[string]bool { return identifyingRules(s.checker().Rules()) })
	s.address = typedAddress(s.config.Installation)
	s.clients = newClients(s.config.Limits, s.config.Today)
	s.refusals = &refusals{log: s.config.Log, now: s.config.Today}
	s.uploads = rate.NewLimiter(rate.Limit(float64(s.config.UploadsPerMinute)/60), min(10, s.config.UploadsPerMinute))
	s.desks = make(chan struct{}, s.config.AtWork)
	s.preparePages()
	s.routes = s.table()
	s.entrance = s.protect(s.mux())
	return s
}

func withDefaults(c Config) Config {
	if c.MaxUpload == 0 {
		c.MaxUpload = 20 << 20
	}
	if c.AtWork == 0 {
		c.AtWork = 2
	}
	if c.Patience == 0 {
		c.Patience = 15 * time.Second
	}
	if c.UploadsPerMinute == 0 {
		c.UploadsPerMinute = 30
	}
	if c.Today == nil {
		c.Today = time.Now
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	c.Limits = c.Limits.withDefaults()
	return c
}

// checker looks at what people write. The standard one is made when it is first
// needed.
func (s *Site) checker() *language.Checker {
	if s.config.Language == nil {
		return language.Standard()
	}
	return s.config.Language
}

// ServeHTTP answers one request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.entrance.ServeHTTP(w, r) }

// Routes lists everything the site answers, so that tests can walk it.
func (s *Site) Routes() []Route { return s.routes }

func (s *Site) table() []Route {
	return append(slices.Concat(s.readingRoutes(), s.serviceRoutes(), s.adoptRoutes(), s.ownRoutes(), s.retentionRoutes()), []Route{
		public("Home", "GET", ui.HomePath+"{$}", s.getHome),
		public("Principles", "GET", ui.PrinciplesPath, s.getPrinciples),
		public("Principle", "GET", ui.PrinciplesPath+"/{id}", s.getPrinciple),
		public("Questions", "GET", ui.QuestionsPath, s.getQuestions),
		public("Sheet", "GET", ui.QuestionsPath+"/{form}", s.getSheet),
		public("QuestionFile", "GET", ui.QuestionFilesPath+"/{file}", s.getQuestionFile),
		public("QuestionList", "GET", ui.QuestionListPath, s.getQuestionList),
		public("OurWords", "GET", ui.OurWordsPath, s.getOurWords),
		public("OurWordsFor", "GET", ui.OurWordsPath+"/{group}", s.getOurWordsFor),
		public("Framework", "GET", ui.FrameworkPath, s.getFramework),
		public("Meeting", "GET", ui.MeetingPath, s.getMeeting),
		public("MeetingFile", "GET", ui.MeetingPath+"/{file}", s.getMeetingFile),
		public("ExampleReport", "GET", ui.ExampleReportPath, s.getExampleReport),
		public("ExampleFile", "GET", ui.ExampleReportPath+"/{file}", s.getExampleFile),
		public("YourAnswers", "GET", ui.YourAnswersPath, s.getYourAnswers),
		public("YourReport", "POST", ui.YourAnswersPath, s.postYourAnswers).takesFiles(),
		public("Example", "GET", ui.ExamplePath, s.getExample),
		public("Blank", "GET", ui.BlankPath, s.getBlank),
		public("CheckDocument", "GET", ui.LanguagePath, s.getCheckDocument),
		public("LanguageFile", "GET", ui.LanguageFilePath, s.getLanguageFile),
		public("LanguageWords", "GET", ui.LanguageWordsPath, s.getLanguageWords),
		public("LanguageWord", "GET", ui.LanguageWordsPath+"/{id}", s.getLanguageWord),
		public("LanguageDebate", "GET", ui.LanguageDebatePath, s.getLanguageDebate),
		public("LanguageSources", "GET", ui.LanguageSourcesPath, s.getLanguageSources),
		public("LanguageCard", "GET", ui.LanguageCardPath, s.getLanguageCard),
		public("Writing", "GET", ui.WritingPath, s.getWriting),
		public("Written", "POST", ui.WritingPath, s.postWriting).takesText(),
		public("Asset", "GET", ui.AssetsPath+"{file}", s.getAsset).asOftenAsAsked().inConfidence(),
		public("Health", "GET", ui.HealthPath, s.getHealth).asOftenAsAsked(),
	}...)
}

// mux turns the table into a handler. A known path asked with another method
// is 405 and says which are allowed; anything else is 404.
func (s *Site) mux() *http.ServeMux {
	mux := http.NewServeMux()
	allowed := map[string]string{}
	for _, route := range s.routes {
		mux.Handle(route.Method+" "+route.Pattern, s.answer(route))
		if allowed[route.Pattern] != "" {
			allowed[route.Pattern] += ", "
		}
		allowed[route.Pattern] += methods(route.Method)
	}
	for pattern, methods := range allowed {
		refusal := s.answer(Route{Name: "NotAllowed", Right: people.Anyone, handle: notAllowed(methods)})
		for _, method := range everyMethod {
			if !slices.Contains(strings.Split(methods, ", "), method) {
				mux.Handle(method+" "+pattern, refusal)
			}
		}
	}
	mux.Handle("/", s.answer(Route{Name: "NotFound", Right: people.Anyone, handle: notFound}))
	return mux
}

// everyMethod is what a request may ask for (RFC 9110 and 5789). The patterns of
// refusals name it: one for all methods could not stand beside one that is more
// particular about its path.
var everyMethod = []string{
	http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch,
	http.MethodDelete, http.MethodOptions, http.MethodTrace, http.MethodConnect,
}

func methods(method string) string {
	if method == http.MethodGet {
		return "GET, HEAD"
	}
	return method
}

// Server wraps the site with the time limits it is meant to run with. A file
// of answers gets more time than these; see postYourAnswers.
func Server(address string, site http.Handler) *http.Server {
	return &http.Server{
		Addr:              address,
		Handler:           site,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		// "OPTIONS *" is refused like other questions about the server.
		DisableGeneralOptionsHandler: true,
	}
}
