package ui

import (
	"net/url"
	"strings"

	"bearings/internal/people"
	"bearings/internal/round"
)

// Where the results of a round are.
const (
	ResultsPattern         = RoundPattern + "/results"
	ResultsPagePattern     = ResultsPattern + "/{page}"
	ResultsFilesPattern    = ResultsPattern + "/files"
	ResultsFilePattern     = ResultsFilesPattern + "/{file}"
	ResultsChangesPattern  = ResultsPattern + "/changes"
	ResultsNotePattern     = ResultsPattern + "/note"
	ResultsSharePattern    = ResultsPattern + "/share"
	AgencyResultsPattern   = RoundPattern + "/agencies/{agency}"
	AgencyReplyPattern     = AgencyResultsPattern + "/reply"
	NamedResultsPattern    = ResultsPattern + "/agencies/{of}"
	PublishedPattern       = "/published/{round}"
	PublishedPagePattern   = PublishedPattern + "/{page}"
	PublishedFilesPattern  = PublishedPattern + "/files"
	PublishedFilePattern   = PublishedFilesPattern + "/{file}"
	FieldFinding           = "finding"
	FieldComparable        = "note"
	FieldReply             = "reply"
	resultsAgenciesPart    = "agencies"
	resultsPart            = "results"
	resultsFilesPart       = "files"
	resultsChangesPart     = "changes"
	resultsNotePart        = "note"
	resultsSharePart       = "share"
	resultsAgencyReplyPart = "reply"
)

// ResultsURL is the first page of a round's results, or a page of them.
func ResultsURL(r round.Round, part ...string) string {
	return RoundURL(r, append([]string{resultsPart}, part...)...)
}

// AgencyResultsURL is an agency's own page, or a part of it.
func AgencyResultsURL(r round.Round, agency people.AgencyID, part ...string) string {
	return RoundURL(r, append([]string{AgenciesPart, string(agency)}, part...)...)
}

// NamedResultsURL is an agency's page as others in the partnership see it.
func NamedResultsURL(r round.Round, agency people.AgencyID) string {
	return ResultsURL(r, resultsAgenciesPart, string(agency))
}

// AgencyReplyURL is where an agency replies to a finding.
func AgencyReplyURL(r round.Round, agency people.AgencyID, finding string) string {
	path := AgencyResultsURL(r, agency, resultsAgencyReplyPart)
	if finding == "" {
		return path
	}
	return path + "?" + url.Values{FieldFinding: {finding}}.Encode()
}

// PublishedURL is what is shown to everybody of a round, or a page of it.
func PublishedURL(id round.ID, part ...string) string {
	path := strings.Replace(PublishedPattern, "{round}", url.PathEscape(string(id)), 1)
	for _, one := range part {
		path += "/" + url.PathEscape(one)
	}
	return path
}

// FieldShare is the field that says who may see a page.
func FieldShare(page string) string { return "share-" + page }
