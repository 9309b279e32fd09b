package ui

import (
	"net/url"

	"bearings/internal/library"
)

// Where the public library is.
const (
	LibraryPath     = "/library"
	EvidencePath    = "/evidence"
	ReferencesPath  = "/evidence/references"
	GlossaryPath    = "/glossary"
	CaseStudiesPath = "/case-studies"
	TeamPath        = "/case-studies/team"
	GuidesPath      = "/guides"
	SearchPath      = "/search"
	StartPath       = "/start"
)

// EvidenceURL is what is known about a principle or theme.
func EvidenceURL(id string) string { return EvidencePath + "/" + url.PathEscape(id) }

// ReferenceURL is a publication in the list of all.
func ReferenceURL(key string) string { return ReferencesPath + "#" + key }

// WordURL is the page of a word of the glossary.
func WordURL(id string) string { return GlossaryPath + "/" + url.PathEscape(id) }

// CaseStudyURL is the first part of a case study.
func CaseStudyURL(id string) string { return CaseStudiesPath + "/" + url.PathEscape(id) }

// CaseResponseURL is the second part of a case study.
func CaseResponseURL(id string) string { return CaseStudyURL(id) + "/response" }

// GuideURL is the page of a guide.
func GuideURL(id string) string { return GuidesPath + "/" + url.PathEscape(id) }

// StartURL is a page for somebody who comes for the first time.
func StartURL(id string) string { return StartPath + "/" + url.PathEscape(id) }

// EntryURL is where an entry of the library is read.
func EntryURL(e library.Entry) string {
	switch e.Kind {
	case library.Principle:
		return PrincipleURL(e.ID)
	case library.Evidence:
		return EvidenceURL(e.ID)
	case library.Word:
		return WordURL(e.ID)
	case library.Case:
		return CaseStudyURL(e.ID)
	case library.Advice:
		return GuideURL(e.ID)
	case library.Start:
		return StartURL(e.ID)
	}
	return AnimationPath
}
