package mapping

import (
	"slices"
)

// toolsOwn are headings survey tools put there themselves, about the answering
// and not about what was asked: plain, without numbers and signs at the end.
var toolsOwn = []string{
	// Microsoft Forms
	"start time", "completion time", "last modified time", "total points", "quiz feedback", "grade posted time", "language",
	// SurveyMonkey
	"collector id", "date created", "date modified", "custom data 1", "custom data", "collector", "survey id",
	// Google Forms
	"timestamp", "score",
	// Qualtrics
	"startdate", "start date", "enddate", "end date", "status", "response type", "progress", "duration", "duration (in seconds)",
	"finished", "recordeddate", "recorded date", "distributionchannel", "distribution channel", "userlanguage", "user language",
	// SmartSurvey, JISC, LimeSurvey and others
	"tracking link", "started", "ended", "completed", "submitted", "submission date", "date submitted", "completion date",
	"time taken", "time taken (in seconds)", "time taken (seconds)", "last page", "start language", "seed", "browser",
	"user agent", "operating system", "device", "device type", "referrer", "referer", "response status", "date started",
	"date completed", "date last action", "date last activity", "test", "tags", "is complete", "complete",
	// Forms in other languages
	"amser cychwyn", "amser cwblhau", "startzeit", "fertigstellungszeit", "heure de début", "heure de fin", "hora de inicio",
	"hora de finalización", "ora di inizio", "ora di completamento", "godzina rozpoczęcia", "godzina ukończenia",
}

// numbers are the headings of what tells rows apart.
var numbers = []string{
	"id", "respondent id", "response id", "responseid", "respondentid", "response no", "response number", "submission id",
	"unique response number", "unique id", "seq. number", "respondent number", "userno", "case id",
}

// isToolsOwn says whether a heading is one of a survey tool's own.
func isToolsOwn(h head) bool {
	return slices.Contains(toolsOwn, h.bare) || slices.Contains(toolsOwn, h.plain) || slices.Contains(numbers, h.bare) ||
		isQuiz(h)
}
