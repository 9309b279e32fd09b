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
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"
	"golang.org/x/time/rate"

	"bearings/internal/accessibility"
	"bearings/internal/answer"
	"bearings/internal/framework"
	"bearings/internal/installation"
	"bearings/internal/library"
	"bearings/internal/phrase"
	"bearings/internal/session"
	"bearings/internal/ui"
	"bearings/language"
)

// Config is what the site is made of.
type Config struct {
	Words     *phrase.Words
	Framework *framework.Framework
	// Pack is the framework's own folder, offered for download.
	Pack fs.FS
	// OurWords is the plan of the session in which a group makes the
	// first-person sentences its own.
	OurWords session.Session
	Assets   *ui.Assets
	// Meeting is the plan of a partnership's meeting, and MeetingPack makes the
	// files that are printed for it before anybody has answered.
	Meeting     session.Meeting
	MeetingPack func() ([]ui.File, error)
	// Asking are the questions for other survey tools.
	Asking ui.QuestionFiles
	// Language checks what people write, with the site's own rules; nil is the
	// standard ones.
	Language *language.Checker
	// Example is an answers file of a fictional partnership, as CSV, and
	// ExampleReport makes the report of one.
	Example       []byte
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
	// Card are the ids of the rules on the printed card of words.
	Card []string
	// Open reads a file of answers as a table, and Assess makes the report of one
	// or more that have one answer a row.
	Open   func(r io.Reader) (answer.Table, error)
	Assess func(ctx context.Context, sources []answer.Source) (Assessment, error)
	Log    *slog.Logger

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
	handle          func(w http.ResponseWriter, r *http.Request) error
}

// Site answers requests. It is made by New.
type Site struct {
	config Config
	pages  ui.Site
	routes []Route
	// identifying are the rules of details that could tell who a child is.
	identifying map[string]bool
	// fixed are the pages and files that depend on nothing in the request, by
	// the name of their route; the others by what their address names.
	fixed      map[string]*page
	principles map[string]*page
	sheets     map[string]*page
	plans      map[string]*page
	asking     map[string]*page
	example    shown
	meeting    shown
	// dictionary is the checker's rules to read, and entries are its pages by id.
	dictionary ui.Dictionary
	entries    map[string]*page
	// library are the library's pages by their address.
	library func() map[string]*page
	// service are the pages every public service owes, by their address.
	service  map[string]*page
	entrance http.Handler
	uploads  *rate.Limiter
	desks    chan struct{}
}

// New makes the site. Pages are rendered when somebody first asks for them.
func New(config Config) *Site {
	s := &Site{
		config: withDefaults(config),
		pages: ui.Site{Words: config.Words, Framework: config.Framework, Assets: config.Assets, Asking: config.Asking, Reading: config.Reading,
			Installation: config.Installation, Address: config.Installation.Address, Checks: config.Checks},
	}
	config.Assets.MadeUpIn(config.Words)
	config.Assets.CheckBy(s.config.Language)
	s.identifying = identifyingRules(s.config.Language.Rules())
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
	if c.Language == nil {
		c.Language = language.Standard()
	}
	if c.Today == nil {
		c.Today = time.Now
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	return c
}

// ServeHTTP answers one request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.entrance.ServeHTTP(w, r) }

// Routes lists everything the site answers, so that tests can walk it.
func (s *Site) Routes() []Route { return s.routes }

func (s *Site) table() []Route {
	return append(append(s.readingRoutes(), s.serviceRoutes()...), []Route{
		{"Home", "GET", ui.HomePath + "{$}", s.getHome},
		{"Principles", "GET", ui.PrinciplesPath, s.getPrinciples},
		{"Principle", "GET", ui.PrinciplesPath + "/{id}", s.getPrinciple},
		{"Questions", "GET", ui.QuestionsPath, s.getQuestions},
		{"Sheet", "GET", ui.QuestionsPath + "/{form}", s.getSheet},
		{"QuestionFile", "GET", ui.QuestionFilesPath + "/{file}", s.getQuestionFile},
		{"QuestionList", "GET", ui.QuestionListPath, s.getQuestionList},
		{"OurWords", "GET", ui.OurWordsPath, s.getOurWords},
		{"OurWordsFor", "GET", ui.OurWordsPath + "/{group}", s.getOurWordsFor},
		{"Framework", "GET", ui.FrameworkPath, s.getFramework},
		{"Meeting", "GET", ui.MeetingPath, s.getMeeting},
		{"MeetingFile", "GET", ui.MeetingPath + "/{file}", s.getMeetingFile},
		{"ExampleReport", "GET", ui.ExampleReportPath, s.getExampleReport},
		{"ExampleFile", "GET", ui.ExampleReportPath + "/{file}", s.getExampleFile},
		{"YourAnswers", "GET", ui.YourAnswersPath, s.getYourAnswers},
		{"YourReport", "POST", ui.YourAnswersPath, s.postYourAnswers},
		{"Example", "GET", ui.ExamplePath, s.getExample},
		{"Blank", "GET", ui.BlankPath, s.getBlank},
		{"CheckDocument", "GET", ui.LanguagePath, s.getCheckDocument},
		{"LanguageFile", "GET", ui.LanguageFilePath, s.getLanguageFile},
		{"LanguageWords", "GET", ui.LanguageWordsPath, s.getLanguageWords},
		{"LanguageWord", "GET", ui.LanguageWordsPath + "/{id}", s.getLanguageWord},
		{"LanguageDebate", "GET", ui.LanguageDebatePath, s.getLanguageDebate},
		{"LanguageSources", "GET", ui.LanguageSourcesPath, s.getLanguageSources},
		{"LanguageCard", "GET", ui.LanguageCardPath, s.getLanguageCard},
		{"Writing", "GET", ui.WritingPath, s.getWriting},
		{"Written", "POST", ui.WritingPath, s.postWriting},
		{"Asset", "GET", ui.AssetsPath + "{file}", s.getAsset},
		{"Health", "GET", ui.HealthPath, s.getHealth},
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
		refusal := s.answer(Route{Name: "NotAllowed", handle: notAllowed(methods)})
		for _, method := range everyMethod {
			if !slices.Contains(strings.Split(methods, ", "), method) {
				mux.Handle(method+" "+pattern, refusal)
			}
		}
	}
	mux.Handle("/", s.answer(Route{Name: "NotFound", handle: notFound}))
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
	}
}
