// Package office writes a report in the forms other programs open.
package office

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/report"
)

// ResultsForm names the form of results.json; content/results.schema.json
// describes it.
const ResultsForm = "bearings-results/1"

// resultsColumns are the columns of results.csv.
var resultsColumns = []string{"strand", "group", "item", "show", "answer", "count", "lean"}

type resultsFile struct {
	Schema    string        `json:"schema"`
	Framework asked         `json:"framework"`
	Releases  []release     `json:"releases"`
	Returns   []returned    `json:"returns"`
	Evidence  []evidence    `json:"evidence"`
	Findings  []findingLine `json:"findings"`
}

type asked struct {
	ID      string      `json:"id"`
	Version string      `json:"version"`
	Items   []askedItem `json:"items"`
}

type askedItem struct {
	ID        string   `json:"id"`
	Principle string   `json:"principle"`
	Positions []string `json:"positions"`
	Beside    []string `json:"beside"`
}

type release struct {
	Strand   string    `json:"strand"`
	Groups   []group   `json:"groups"`
	Items    []result  `json:"items"`
	Comments []comment `json:"comments"`
	// Summaries are there where a moderator wrote any.
	Summaries []comment `json:"summaries,omitempty"`
}

type group struct {
	ID       string          `json:"id"`
	Name     string          `json:"name"`
	Agencies []string        `json:"agencies"`
	Levels   []string        `json:"levels"`
	Size     disclosure.Size `json:"size"`
}

type result struct {
	Item   string          `json:"item"`
	Group  string          `json:"group"`
	Show   disclosure.Show `json:"show"`
	Counts map[string]int  `json:"counts,omitempty"`
	Lean   disclosure.Lean `json:"lean,omitempty"`
}

type comment struct {
	Principle string `json:"principle"`
	Text      string `json:"text"`
}

type returned struct {
	Agency string `json:"agency"`
	Item   string `json:"item"`
	Answer string `json:"answer"`
	Text   string `json:"text"`
}

type evidence struct {
	Principle string `json:"principle"`
	Source    string `json:"source"`
	Date      string `json:"date"`
	Text      string `json:"text"`
}

type findingLine struct {
	Kind      string   `json:"kind"`
	Principle string   `json:"principle"`
	Groups    []string `json:"groups"`
	Text      string   `json:"text"`
	Replies   []reply  `json:"replies,omitempty"`
}

// reply is an agency's own words on what is said of it.
type reply struct {
	Agency string `json:"agency"`
	Text   string `json:"text"`
}

// WriteResultsJSON writes everything that is published of a round for other
// programs: releases, returns, evidence and findings. The same report always
// makes the same bytes.
func WriteResultsJSON(w io.Writer, r report.Report) error {
	file := resultsFile{
		Schema:    ResultsForm,
		Framework: askedOf(r.Framework),
		Releases:  []release{},
		Returns:   []returned{},
		Evidence:  []evidence{},
		Findings:  []findingLine{},
	}
	for _, s := range r.Strands {
		if s.HasRelease() {
			file.Releases = append(file.Releases, releaseOf(s))
		}
	}
	for _, line := range r.Returns {
		file.Returns = append(file.Returns, returned(line))
	}
	for _, e := range r.Evidence {
		file.Evidence = append(file.Evidence, evidence{Principle: e.Principle, Source: e.Source, Date: e.Month, Text: e.Text})
	}
	for _, f := range r.Findings {
		line := findingLine{Kind: f.Kind, Principle: f.Principle, Groups: list(f.Groups), Text: f.Text}
		for _, own := range f.Replies {
			line.Replies = append(line.Replies, reply{Agency: own.Agency, Text: own.Text})
		}
		file.Findings = append(file.Findings, line)
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(file)
}

func askedOf(fw *framework.Framework) asked {
	a := asked{ID: fw.ID, Version: fw.Version, Items: []askedItem{}}
	for _, item := range fw.Items {
		scale, _ := fw.Scale(item.Scale)
		a.Items = append(a.Items, askedItem{
			ID: item.ID, Principle: item.Principle, Positions: answerIDs(scale.Positions), Beside: answerIDs(scale.Beside),
		})
	}
	return a
}

func answerIDs(answers []framework.Word) []string {
	ids := make([]string, len(answers))
	for i, a := range answers {
		ids[i] = a.ID
	}
	return ids
}

func releaseOf(s report.Strand) release {
	out := release{Strand: s.ID, Groups: []group{}, Items: []result{}, Comments: []comment{}}
	for _, g := range s.Groups {
		out.Groups = append(out.Groups, group{
			ID: g.ID, Name: g.Name, Agencies: list(g.Agencies), Levels: list(g.Levels), Size: g.Size,
		})
	}
	for _, r := range s.Results {
		line := result{Item: r.Item, Group: r.Group.ID, Show: r.Show, Lean: r.Lean}
		for _, c := range answersOf(r) {
			if line.Counts == nil {
				line.Counts = map[string]int{}
			}
			line.Counts[c.Answer] = c.Shown
		}
		out.Items = append(out.Items, line)
	}
	for _, c := range s.Comments {
		out.Comments = append(out.Comments, comment(c))
	}
	for _, one := range s.Summaries {
		out.Summaries = append(out.Summaries, comment{Principle: one.Principle, Text: one.Text})
	}
	return out
}

// answersOf are a result's counts: positions first, then those beside them.
func answersOf(r report.Result) []report.Count {
	return append(append([]report.Count(nil), r.Positions...), r.Beside...)
}

// list is never null in a file.
func list(all []string) []string {
	if all == nil {
		return []string{}
	}
	return all
}

// WriteResultsCSV writes the published results as a table: one row an answer,
// or one row without answer and count where there is none to give. It holds
// nothing but ids, numbers and the words of the form.
//
// A spreadsheet may run a cell that begins with = + - @, a tab or a return. No
// id can begin so, and a report that has one is not written: a mark set before
// it would make it another id than the one in results.json.
func WriteResultsCSV(w io.Writer, r report.Report) error {
	rows := [][]string{resultsColumns}
	for _, s := range r.Strands {
		for _, result := range s.Results {
			rows = append(rows, rowsOf(s.ID, result)...)
		}
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				return fmt.Errorf("results.csv: a spreadsheet could run the cell %q", cell)
			}
		}
	}
	return csv.NewWriter(w).WriteAll(rows)
}

func rowsOf(strand string, r report.Result) [][]string {
	if r.Show != disclosure.Counts {
		return [][]string{{strand, r.Group.ID, r.Item, string(r.Show), "", "", string(r.Lean)}}
	}
	var rows [][]string
	for _, c := range answersOf(r) {
		rows = append(rows, []string{strand, r.Group.ID, r.Item, string(r.Show), c.Answer, strconv.Itoa(c.Shown), ""})
	}
	return rows
}
