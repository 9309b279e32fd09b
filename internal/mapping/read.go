package mapping

import (
	"cmp"
	"slices"
	"strings"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
)

// strands are those whose answers a survey tool collects.
var strands = []string{framework.YoungPerson, framework.Parent, framework.Staff, framework.Return}

// Within what an id is one person.
const (
	withinOne = "one-file"
	withinAll = "all-files"
)

var withins = []string{withinOne, withinAll}

// known are the fields of a mapping file, in the order in which we write them.
var known = []string{"format", "framework", "strand", "file", "respondent", "agency", "kind", "level", "items", "answers", "ignore"}

// Read reads a mapping file and checks it against a framework; name is the
// file's, for problems. What is wrong is *fault.Problems with all of it.
func Read(fw *framework.Framework, name string, text []byte) (Mapping, error) {
	r := &reading{fw: fw, m: Mapping{File: name}, used: map[string]Text{}}
	root := parse(name, text, &r.problems)
	if root != nil {
		r.take(root)
	}
	slices.SortStableFunc(r.problems.List, func(a, b fault.Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	if err := r.problems.Err(); err != nil {
		return Mapping{}, err
	}
	return r.m, nil
}

// reading is a mapping file on its way in.
type reading struct {
	fw       *framework.Framework
	m        Mapping
	problems fault.Problems
	used     map[string]Text // headings that have a place already
}

func (r *reading) fault(at Text, message string, with ...any) {
	r.problems.Add(r.m.File, at.Line, at.Column, message, with...)
}

func (r *reading) take(root *node) {
	if root.isText || root.isList {
		r.fault(root.at, "mapping.file.not_ours", "Format", Format)
		return
	}
	r.names(root, known)
	if format := r.text(root, "format"); format.Text != Format {
		r.fault(format, "mapping.format", "Format", Format)
		return
	}
	if id := r.text(root, "framework"); id.Text != r.fw.ID {
		r.fault(id, "mapping.framework", "Given", quoted(id.Text), "Framework", r.fw.ID)
		return
	}
	r.m.Framework = r.fw.ID
	strand := r.text(root, "strand")
	if !slices.Contains(strands, strand.Text) {
		r.fault(strand, "mapping.strand", "Given", quoted(strand.Text),
			"Near", nearest(strand.Text, candidates(strands...), alikeWord), "Known", list(strands))
		return
	}
	r.m.Strand = strand.Text
	if root.get("file") != nil {
		r.m.Export = r.text(root, "file").Text
	}
	r.takePeople(root)
	r.takeItems(root)
	r.takeAnswers(root)
	r.takeIgnored(root)
}

// names sees that a part has no field but those it can have, and none twice.
func (r *reading) names(n *node, can []string) {
	seen := map[string]int{}
	for _, f := range n.fields {
		if line := seen[f.name.Text]; line > 0 {
			r.fault(f.name, "mapping.twice", "Name", quoted(f.name.Text), "First", line)
			continue
		}
		seen[f.name.Text] = f.name.Line
		if !slices.Contains(can, f.name.Text) {
			r.fault(f.name, "mapping.field", "Given", quoted(f.name.Text),
				"Near", nearest(f.name.Text, candidates(can...), alikeWord), "Known", list(can))
		}
	}
}

// text is a field that holds a text; where it is missing, it stands where its
// part begins.
func (r *reading) text(n *node, name string) Text {
	value := n.get(name)
	switch {
	case value == nil:
		return Text{Line: n.at.Line, Column: n.at.Column}
	case !value.isText:
		r.fault(value.at, "mapping.text", "Name", name)
		return Text{Line: value.at.Line, Column: value.at.Column}
	}
	at := value.at
	at.Text = strings.TrimSpace(at.Text)
	return at
}

func (r *reading) takePeople(root *node) {
	about := r.about(root, "respondent", nil)
	r.m.Respondent = about.Heading
	if about.Is.Text != "" {
		r.fault(about.Is, "mapping.about.respondent")
	}
	if n := root.get("respondent"); n != nil && !n.isText && !n.isList && n.get("within") != nil {
		within := r.text(n, "within")
		r.m.AllFiles = within.Text == withinAll
		if !slices.Contains(withins, within.Text) {
			r.fault(within, "mapping.about.within", "Known", list(withins))
		}
	}
	r.m.Agency = r.about(root, "agency", nil)
	r.m.Kind = r.about(root, "kind", kindIDs(r.fw))
	r.m.Level = r.about(root, "level", levelIDs())
	if n := root.get("level"); n != nil && r.m.Strand != framework.Staff {
		r.fault(n.at, "mapping.level.staff")
	}
	if n := root.get("kind"); n != nil && root.get("agency") == nil {
		r.fault(n.at, "mapping.kind.alone")
	}
	if r.m.Strand == framework.Return && root.get("agency") == nil {
		r.fault(root.at, "mapping.agency.return")
	}
}

// about takes where the agency, kind, level or respondent is found. ids are
// what its answers stand for; none where any name will do.
func (r *reading) about(root *node, name string, ids []string) About {
	n := root.get(name)
	if n == nil {
		return About{}
	}
	if n.isText || n.isList {
		r.fault(n.at, "mapping.about.shape", "Name", name)
		return About{}
	}
	can := []string{"column", "is", "answers"}
	if name == "respondent" {
		can = []string{"column", "is", "within"}
	}
	r.names(n, can)
	var a About
	column, is := n.get("column"), n.get("is")
	switch {
	case column != nil && is != nil, column == nil && is == nil:
		r.fault(n.at, "mapping.about.shape", "Name", name)
		return a
	case is != nil:
		if a.Is = r.text(n, "is"); a.Is.Text == "" {
			r.fault(is.at, "mapping.empty", "Name", "is")
		} else if ids != nil && !slices.Contains(ids, a.Is.Text) {
			r.unknownID(a.Is, ids)
		} else if name == "agency" {
			r.printable(a.Is)
		}
		if answers := n.get("answers"); answers != nil {
			r.fault(answers.at, "mapping.about.answers", "Name", name)
		}
	default:
		a.Heading = r.heading(r.text(n, "column"), "column")
		a.Answers = r.said(n.get("answers"), ids)
		if answers := n.get("answers"); name == "agency" && answers != nil {
			for _, f := range answers.fields {
				r.printable(f.value.at)
			}
		}
	}
	return a
}

// printable sees that an agency's name can be printed.
func (r *reading) printable(name Text) {
	switch name.Text = strings.TrimSpace(name.Text); answer.CheckName(name.Text) {
	case answer.NameLong:
		r.fault(name, "mapping.agency.long", "Limit", answer.MaxCell)
	case answer.NameControl:
		r.fault(name, "mapping.agency.control")
	case answer.NameFormula:
		r.fault(name, "mapping.agency.formula", "Sign", name.Text[:1])
	case answer.NameError:
		r.fault(name, "mapping.agency.error", "Given", quoted(name.Text))
	}
}

func (r *reading) unknownID(at Text, ids []string) {
	r.fault(at, "mapping.no_id", "Given", quoted(at.Text),
		"Near", nearest(at.Text, candidates(ids...), alikeWord), "Known", list(ids))
}

// heading takes the heading of a column, which can have one place only.
func (r *reading) heading(at Text, name string) Text {
	if at.Text == "" {
		r.fault(at, "mapping.empty", "Name", name)
		return at
	}
	if first, twice := r.used[at.Text]; twice {
		r.fault(at, "mapping.heading.again", "Heading", quoted(at.Text), "First", first.Line)
	} else {
		r.used[at.Text] = at
	}
	return at
}

// said takes words and what they stand for; one of ids, where there are any.
func (r *reading) said(n *node, ids []string) []Said {
	if n == nil {
		return nil
	}
	if n.isList || n.isText && n.at.Text != "" {
		r.fault(n.at, "mapping.answers.shape")
		return nil
	}
	var all []Said
	seen := map[string]int{}
	for _, f := range n.fields {
		key := bare(f.name.Text)
		if line := seen[key]; line > 0 {
			r.fault(f.name, "mapping.twice", "Name", quoted(f.name.Text), "First", line)
			continue
		}
		seen[key] = f.name.Line
		value := f.value.at
		value.Text = strings.TrimSpace(value.Text)
		switch {
		case !f.value.isText || value.Text == "":
			r.fault(value, "mapping.answers.nothing", "Words", quoted(f.name.Text), "Known", list(append(slices.Clone(ids), Skipped)))
		case ids != nil && value.Text != Skipped && !slices.Contains(ids, value.Text):
			r.unknownID(value, append(slices.Clone(ids), Skipped))
		default:
			all = append(all, Said{Words: f.name, ID: value.Text})
		}
	}
	return all
}

func (r *reading) takeItems(root *node) {
	n := root.get("items")
	if n == nil || len(n.fields) == 0 {
		at := root.at
		if n != nil {
			at = n.at
		}
		r.fault(at, "mapping.items.none")
		return
	}
	var asked []candidate
	for _, i := range r.fw.Items {
		if i.For(r.m.Strand) {
			asked = append(asked, candidate{i.ID, pairs(i.ID)})
		}
	}
	seen := map[string]int{}
	for _, f := range n.fields {
		item, exists := r.fw.Item(f.name.Text)
		switch line := seen[f.name.Text]; {
		case line > 0:
			r.fault(f.name, "mapping.twice", "Name", quoted(f.name.Text), "First", line)
			continue
		case !exists:
			r.fault(f.name, "mapping.items.unknown", "Given", quoted(f.name.Text), "Near", nearest(f.name.Text, asked, alikeStatement),
				"Strand", r.m.Strand, "Known", list(coreIDs(r.fw, r.m.Strand)))
		case !item.For(r.m.Strand):
			r.fault(f.name, "mapping.items.strand", "Item", item.ID, "Strand", r.m.Strand, "Put", list(item.Strands))
		}
		seen[f.name.Text] = f.name.Line
		if !f.value.isText {
			r.fault(f.value.at, "mapping.text", "Name", quoted(f.name.Text))
			continue
		}
		at := f.value.at
		at.Text = strings.TrimSpace(at.Text)
		r.m.Items = append(r.m.Items, Item{ID: f.name.Text, Heading: r.heading(at, f.name.Text)})
	}
}

// takeAnswers takes the words of the export for answers. Words that are a
// scale's own can't be made to mean another of its answers.
func (r *reading) takeAnswers(root *node) {
	var ids []string
	scales := scalesOf(r.fw, r.m.Items)
	for _, s := range scales {
		for _, id := range s.ids {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	n := root.get("answers")
	known := func(it Item) bool { _, ok := r.fw.Item(it.ID); return ok }
	if len(ids) == 0 && n != nil && slices.ContainsFunc(r.m.Items, known) && len(n.fields) > 0 {
		r.fault(n.at, "mapping.answers.words")
		return
	}
	if len(ids) == 0 {
		return // the items are at fault
	}
	r.m.Answers = r.said(n, ids)
	for _, said := range r.m.Answers {
		for _, s := range scales {
			if own, ok := s.own(said.Words.Text); ok && own != said.ID && (slices.Contains(s.ids, said.ID) || said.ID == Skipped) {
				r.fault(said.Words, "mapping.answers.own", "Words", quoted(said.Words.Text), "Own", own, "Given", said.ID)
				break
			}
		}
	}
}

func (r *reading) takeIgnored(root *node) {
	n := root.get("ignore")
	if n == nil || n.isText && n.at.Text == "" {
		return
	}
	if !n.isList {
		r.fault(n.at, "mapping.ignore.shape")
		return
	}
	for _, one := range n.items {
		if !one.isText {
			r.fault(one.at, "mapping.ignore.shape")
			continue
		}
		at := one.at
		at.Text = strings.TrimSpace(at.Text)
		r.m.Ignore = append(r.m.Ignore, r.heading(at, "ignore"))
	}
}

func list(ids []string) string { return strings.Join(ids, ", ") }
