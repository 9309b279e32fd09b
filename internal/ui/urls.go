package ui

import "net/url"

// Where pages and files are. The patterns of the routes and the links on the
// pages both come from here.
const (
	HomePath          = "/"
	PrinciplesPath    = "/principles"
	QuestionsPath     = "/questions"
	QuestionListPath  = "/questions.csv"
	OurWordsPath      = "/sessions/our-words"
	FrameworkPath     = "/framework.zip"
	YourAnswersPath   = "/your-answers"
	ExamplePath       = "/your-answers/example.csv"
	BlankPath         = "/your-answers/blank.csv"
	ExampleReportPath = "/example"
	MeetingPath       = "/meeting"
	WritingPath       = "/writing"
	HealthPath        = "/healthz"
)

// The pages around the language checker.
const (
	LanguagePath        = "/language"
	LanguageFilePath    = "/language/file"
	LanguageWordsPath   = "/language/words"
	LanguageDebatePath  = "/language/debate"
	LanguageSourcesPath = "/language/sources"
	LanguageCardPath    = "/language/card"
)

// LanguageWordURL is the page of an entry of the dictionary.
func LanguageWordURL(id string) string { return LanguageWordsPath + "/" + url.PathEscape(id) }

// PrincipleURL is the page of a principle.
func PrincipleURL(id string) string { return PrinciplesPath + "/" + url.PathEscape(id) }

// QuestionsURL is the printable form of that name.
func QuestionsURL(form string) string { return QuestionsPath + "/" + url.PathEscape(form) }

// QuestionFilesPath is the folder of the questions for other survey tools.
const QuestionFilesPath = QuestionsPath + "/files"

// QuestionFileURL is the file of that name with questions for a survey tool.
func QuestionFileURL(name string) string { return QuestionFilesPath + "/" + url.PathEscape(name) }

// OurWordsURL is the plan of the session for a group.
func OurWordsURL(group string) string { return OurWordsPath + "/" + url.PathEscape(group) }

// ExampleFileURL is a file of the example report.
func ExampleFileURL(file string) string { return ExampleReportPath + "/" + url.PathEscape(file) }

// MeetingFileURL is a file of the meeting pack without answers.
func MeetingFileURL(file string) string { return MeetingPath + "/" + url.PathEscape(file) }

// AssetsPath is the folder the stylesheet and its companions are served from.
const AssetsPath = "/assets/"
