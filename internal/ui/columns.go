package ui

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/mapping"
)

// Export is a survey tool's export, one person a row, and what is read from it.
type Export struct {
	Number int // among the exports of the page, from 0
	Name   string
	mapping.Chosen
	// File is the mapping as a file, to use again.
	File []byte
}

// Reading is the state of the page that asks what is in which column.
type Reading struct {
	// Limit is the most that is taken in, in megabytes.
	Limit   int
	Exports []Export
	// Others are files with nothing to decide, which belong to the same report.
	Others []string
	// Asked says that somebody has answered the page already, so that what is
	// still open is put to them as an error.
	Asked bool
	// Problems are what is wrong with the rows, or nil.
	Problems *fault.Problems
}

// Open says whether anything is still to be decided.
func (r Reading) Open() bool {
	return slices.ContainsFunc(r.Exports, func(e Export) bool { return len(e.Doubts) > 0 })
}

// Failed says whether something has to be put right.
func (r Reading) Failed() bool { return r.Asked && r.Open() || r.Problems.Any() }

// What the forms' fields are called. n is the number of an export, place that
// of a column or of words in it.
const (
	FieldAnswers = "answers"
	FieldMapping = "mapping"
	FieldDo      = "do"
	// DoShow and DoMake are what a form is sent for.
	DoShow = "show"
	DoMake = "make"
)

func field(name string, n int, place string) string {
	return name + "-" + strconv.Itoa(n) + "-" + place
}

// FieldFile holds an export's name.
func FieldFile(n int) string { return "file-" + strconv.Itoa(n) }

// FieldStrand holds who answered an export.
func FieldStrand(n int) string { return "strand-" + strconv.Itoa(n) }

// FieldAs holds what a column is read as, and FieldHeading its heading.
func FieldAs(n int, place string) string { return field("as", n, place) }

// FieldHeading holds a column's heading.
func FieldHeading(n int, place string) string { return field("heading", n, place) }

// FieldWord holds what words stand for, FieldWords the words themselves.
func FieldWord(n int, place string) string { return field("word", n, place) }

// FieldWords holds words of an export.
func FieldWords(n int, place string) string { return field("words", n, place) }

// FieldRole holds what the column of the words is read as.
func FieldRole(n int, place string) string { return field("role", n, place) }

// columnRoles are what a column can be read as besides a question.
var columnRoles = []mapping.Role{mapping.AsIgnored, mapping.AsRespondent, mapping.AsAgency, mapping.AsKind, mapping.AsLevel}

// ColumnValue is what a field says a column is read as.
func ColumnValue(value string) (mapping.Role, string) {
	if id, ok := strings.CutPrefix(value, "item:"); ok {
		return mapping.AsItem, id
	}
	if role := mapping.Role(value); slices.Contains(columnRoles, role) {
		return role, ""
	}
	return mapping.AsOpen, ""
}

func columnValue(c mapping.Column) string {
	if c.Role == mapping.AsItem {
		return "item:" + c.Item
	}
	return string(c.Role)
}

// option is a choice of a select.
type option struct{ value, words string }

// itemGroup are the questions of a principle that a column can be read as.
type itemGroup struct {
	title string
	items []option
}

// itemGroups are the questions that may have been put to who answered. A column
// that is a question word for word offers no other, and one that is something
// else offers none.
func (s Site) itemGroups(e Export, at int) []itemGroup {
	if e.certain(at) && e.Before[at].Role != mapping.AsItem {
		return nil
	}
	if before := e.Before[at]; before.Role == mapping.AsItem {
		item, _ := s.Framework.Item(before.Item)
		return []itemGroup{{s.principleTitle(item.Principle), []option{s.itemOption(item)}}}
	}
	var groups []itemGroup
	for _, item := range s.Framework.Items {
		if !slices.ContainsFunc(e.strands(), item.For) {
			continue
		}
		title := s.principleTitle(item.Principle)
		if len(groups) == 0 || groups[len(groups)-1].title != title {
			groups = append(groups, itemGroup{title: title})
		}
		last := &groups[len(groups)-1]
		last.items = append(last.items, s.itemOption(item))
	}
	return groups
}

func (s Site) itemOption(i framework.Item) option { return option{"item:" + i.ID, s.text(i.Text)} }

func (s Site) principleTitle(id string) string {
	p, ok := s.Framework.Principle(id)
	if !ok {
		return s.say("columns.other-questions")
	}
	return s.text(p.Title)
}

// strands are who may have answered: one where that is known.
func (e Export) strands() []string {
	if e.Mapping.Strand != "" {
		return []string{e.Mapping.Strand}
	}
	if len(e.Strands) > 0 {
		return e.Strands
	}
	return strandsAsked
}

// strandsAsked are those a survey tool can have asked, children first.
var strandsAsked = []string{framework.YoungPerson, framework.Parent, framework.Staff, framework.Return}

// place is where a column stands, as its owner's program shows it.
func (e Export) place(at int) string {
	if isWorkbook(e.Name) {
		return column(e.Name, e.Columns[at].Column)
	}
	return strconv.Itoa(at + 1)
}

// certain says whether a column was known without asking.
func (e Export) certain(at int) bool { return e.Before[at].Role != mapping.AsOpen }

// undecided are the columns to ask about; the rest was known by their words.
func (e Export) undecided() (ask, known []int) {
	for at, c := range e.Columns {
		switch {
		case c.Heading == "":
		case e.certain(at) && !e.doubted(at):
			known = append(known, at)
		default:
			ask = append(ask, at)
		}
	}
	return ask, known
}

func (e Export) doubted(at int) bool {
	return e.certain(at) && slices.ContainsFunc(e.Doubts, func(d mapping.Doubt) bool { return d.Column == at })
}

// used and leftOut are the columns that are read and those that are not.
func (e Export) used() (used, leftOut []int) {
	for at, c := range e.Columns {
		switch {
		case c.Heading == "":
		case c.Role == mapping.AsIgnored:
			leftOut = append(leftOut, at)
		default:
			used = append(used, at)
		}
	}
	return used, leftOut
}

// doubt is the sentence about a column or about words, or "".
func (s Site) doubt(r Reading, e Export, column, words int) string {
	if !r.Asked {
		return ""
	}
	for _, d := range e.Doubts {
		if d.Column == column && d.Words == words {
			return s.doubtWords(d)
		}
	}
	return ""
}

func (s Site) doubtWords(d mapping.Doubt) string {
	return s.Words.Problem(fault.Problem{Message: d.Message, With: d.With})
}

// nowhere is the place of a doubt that is about no column or no words.
const nowhere = -1

// doubtID is the id of the field a doubt is about.
func doubtID(e Export, d mapping.Doubt) string {
	switch {
	case d.Column != nowhere:
		return FieldAs(e.Number, strconv.Itoa(d.Column))
	case d.Words != nowhere:
		return FieldWord(e.Number, strconv.Itoa(d.Words))
	}
	return FieldStrand(e.Number)
}

func (s Site) mappingURL(e Export) string {
	return "data:application/yaml;base64," + base64.StdEncoding.EncodeToString(e.File)
}

// mappingName is what a mapping is saved as: its export's name, by another ending.
func mappingName(e Export) string {
	name := e.Name
	if at := strings.LastIndex(name, "."); at > 0 {
		name = name[:at]
	}
	return name + "-mapping.yaml"
}

// summaryLink leads from the summary of errors to the field.
func summaryLink(e Export, d mapping.Doubt) string { return "#" + doubtID(e, d) }

// radioID is the id of a radio button; the first has the group's.
func radioID(group string, n int) string {
	if n == 0 {
		return group
	}
	return group + "-" + strconv.Itoa(n)
}

// describe ties a field to its hint and its error.
func describe(id string, hint, wrong bool) templ.Attributes {
	var by []string
	if hint {
		by = append(by, id+"-hint")
	}
	if wrong {
		by = append(by, id+"-error")
	}
	if len(by) == 0 {
		return nil
	}
	return templ.Attributes{"aria-describedby": strings.Join(by, " ")}
}

func exportNames(r Reading) []string {
	var names []string
	for _, e := range r.Exports {
		names = append(names, e.Name)
	}
	return names
}

// fileNames are all files that belong to the report.
func fileNames(r Reading) []string { return append(exportNames(r), r.Others...) }

// columnsLead says what the page asks for.
func (s Site) columnsLead(r Reading) string {
	if r.Open() {
		return s.say("columns.lead")
	}
	return s.say("columns.lead-ready")
}

// wordPlaces says in which columns some words stand.
func (s Site) wordPlaces(e Export, one mapping.Unplaced) string {
	var places []string
	for _, at := range one.Columns {
		places = append(places, e.place(at))
	}
	return s.Words.Count("columns.word-places", len(places), "Places", strings.Join(places, ", "))
}
