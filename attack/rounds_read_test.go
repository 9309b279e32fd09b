package attack

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	who "bearings/internal/people"
	"bearings/internal/round"
)

// colleague reads everything that the site sent to anybody, and puts it together.
type colleague struct {
	h     *house
	fixed Fixed
	// whole is everything that may ever be published of the round: what a page says
	// has to be in it.
	whole *view
	said  map[Says]bool
	// names are those of agencies, and what is said of the round itself.
	names []*regexp.Regexp
	// read is all that stands in any page or file.
	read  *Published
	found []Finding
	tally map[string]int
	kept  []round.Kept
}

func newColleague(h *house, folder string, fixed Fixed) (*colleague, error) {
	c := &colleague{h: h, fixed: fixed, whole: &view{folder: filepath.Join(folder, "whole")}, read: &Published{}, tally: map[string]int{}}
	files, err := h.wholeFiles()
	if err != nil {
		return nil, err
	}
	set := map[string]answered{}
	for _, f := range files {
		set[f.Name] = answered{body: string(f.Bytes)}
	}
	if err := c.whole.write(set); err != nil {
		return nil, err
	}
	c.said = c.whole.published.Says()
	c.names = append(c.names, regexp.MustCompile(fmt.Sprintf(`\bgroups of %d people or more\b`, h.invented.AtLeast)))
	for _, a := range h.agencies {
		c.names = append(c.names, regexp.MustCompile(`\b`+regexp.QuoteMeta(a.Name)+`\b`))
	}
	c.read.Framework = c.whole.published.Framework
	return c, nil
}

func (c *colleague) finds(about any, format string, args ...any) {
	c.found = append(c.found, Finding{"figures", "", "", fmt.Sprintf("%v: ", about) + fmt.Sprintf(format, args...)})
}

// readAll reads files, and then pages.
func (c *colleague) readAll(folder string, all []answered) error {
	different, err := views(folder, all)
	if err != nil {
		return err
	}
	explainers := map[string]*explainer{}
	for _, v := range different {
		found, err := CheckFiles(v.folder, v.published, c.h.invented.Names(), c.fixed)
		if err != nil {
			return err
		}
		c.found = append(c.found, found...)
		c.tally["views"]++
		e, err := c.explainer(v)
		if err != nil {
			return err
		}
		for _, a := range v.got {
			c.tally["files"] += len(Files)
			explainers[seat(a)] = e
		}
		c.readFiles(v)
	}
	of, err := c.explainer(c.whole)
	if err != nil {
		return err
	}
	for _, a := range all {
		if a.status >= 500 {
			c.finds(a, "status %d", a.status)
		}
		if a.isPage() && strings.Contains(a.head, "text/html") && a.file() == "" {
			e := explainers[seat(a)]
			if e == nil || c.ownAgency(a) != "" {
				e = of
			}
			c.readPage(a, e)
		}
	}
	return nil
}

// seat is where somebody sits who sees so much of the results.
func seat(a answered) string {
	return fmt.Sprint(a.when, a.viewer, strings.HasPrefix(a.path, "/published/"))
}

func (c *colleague) explainer(v *view) (*explainer, error) {
	o, err := readOpen(v.folder)
	return newExplainer(v.published, o, c.h.invented.Names(), c.fixed), err
}

// readFiles adds what a set of files publishes.
func (c *colleague) readFiles(v *view) {
	for _, rel := range v.published.Releases {
		for _, g := range rel.Groups {
			for _, a := range v.got {
				if len(g.Agencies) > 0 && !c.mayName(a) {
					c.finds(a, "%s stands there, and is nobody's business but its own", g.Name)
				}
			}
		}
		for _, row := range rel.Rows {
			c.add(rel.Strand, row)
		}
	}
	for s := range v.published.Says() {
		if !c.said[s] {
			c.finds(v.got[0], "nobody has published %s", s)
		}
	}
}

// mayName says whether somebody may see single agencies: members, where all agreed
// to it, after the days in which each agency has its page alone.
func (c *colleague) mayName(a answered) bool {
	isMember := a.viewer != "nobody" && a.viewer != string(who.Scrutineer)
	return c.h.pages == round.Named && a.when == allShared && isMember && !strings.HasPrefix(a.path, "/published/")
}

// ownAgency is the name of the agency whose own page somebody of it has asked for.
func (c *colleague) ownAgency(a answered) string {
	for _, v := range c.h.viewers {
		if of := v.grant.Agency; v.name == a.viewer && of != "" && strings.Contains(a.path, "/agencies/"+string(of)) {
			i := slices.IndexFunc(c.h.agencies, func(one who.Agency) bool { return one.ID == of })
			return fold(c.h.agencies[i].Name)
		}
	}
	return ""
}

// add notes a row as it was published, with its group.
func (c *colleague) add(strand string, row Row) {
	i := slices.IndexFunc(c.read.Releases, func(r Release) bool { return r.Strand == strand })
	if i < 0 {
		c.read.Releases = append(c.read.Releases, Release{Strand: strand})
		i = len(c.read.Releases) - 1
	}
	rel := &c.read.Releases[i]
	if g, ok := c.whole.published.Strand(strand).Group(row.Group); ok && !slices.ContainsFunc(rel.Groups, func(one Group) bool { return one.ID == g.ID }) {
		rel.Groups = append(rel.Groups, g)
	}
	if !slices.ContainsFunc(rel.Rows, func(one Row) bool { return one.Group == row.Group && one.Item == row.Item }) {
		rel.Rows = append(rel.Rows, row)
	}
}

// readPage reads the figures of a page, and sees that its numbers are accounted for.
func (c *colleague) readPage(a answered, e *explainer) {
	if !ofResults(a.path) { // it may depend on no answer at all: see compareAnswers
		return
	}
	d, err := ReadHTML(a.path, []byte(a.body))
	if err != nil {
		c.finds(a, "%v", err)
		return
	}
	c.tally["pages"]++
	for i, text := range d.Texts {
		for _, agency := range c.names {
			text = agency.ReplaceAllString(text, " ")
		}
		d.Texts[i] = ofSite.ReplaceAllString(text, " ")
	}
	for _, f := range e.check(d) {
		c.finds(a, "%s", f.Says)
	}
	reading := Read(asReport(d), c.h.invented.Names(), c.whole.published)
	for _, odd := range reading.Odd {
		c.finds(a, "%s", odd)
	}
	for _, part := range []map[Says]bool{reading.Answers, reading.Elsewhere} {
		for s := range part {
			c.tally["figures"]++
			c.says(a, s)
		}
	}
}

// says is a figure on a page.
func (c *colleague) says(a answered, s Says) {
	rel := c.whole.published.Strand(s.Strand)
	g, ok := rel.Group(s.Group)
	if !c.said[s] || !ok {
		c.finds(a, "nobody has published %s", s)
		return
	}
	own := c.ownAgency(a)
	if len(g.Agencies) > 0 && !c.mayName(a) && (own == "" || !slices.Contains(g.Agencies, own)) {
		c.finds(a, "%s is told, and is nobody's business but its own", s)
	}
	for _, row := range rel.Rows {
		if row.Group == s.Group && row.Item == s.Item {
			c.add(s.Strand, row)
		}
	}
}

// ofSite are the numbers of a page around what is published: dates, where to call, the
// sizes of files and texts, and the colour of a browser's frame.
var ofSite = regexp.MustCompile(`#0b4f5c|\bup to 1,000 characters\b|\([0-9]+ [KM]B\)|\b[0-9]{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{4}\b|\b999\b|\b0800 1111\b`)

// asReport puts headings into a page where a report has them.
func asReport(d Document) Document {
	var pieces []Piece
	principle := ""
	own := false
	for _, p := range d.Pieces {
		pieces = append(pieces, p)
		for _, known := range principles {
			if p.Level > 0 && (p.Text == known.Words || p.Text == known.ID+". "+known.Words) {
				principle = known.Words
				if own {
					pieces = append(pieces, Piece{Level: p.Level, Text: "Staff"})
				}
			}
		}
		switch {
		case p.Level > 0 && p.Text == allAnswers && principle != "":
			pieces = append(pieces, Piece{Level: p.Level, Text: principle})
		case p.Level > 0 && p.Text == ownStaff:
			own = true
		}
	}
	d.Pieces = pieces
	return d
}

// ownStaff is the heading on an agency's page below which its own staff are.
const ownStaff = "The return beside what the agency’s own staff say"
