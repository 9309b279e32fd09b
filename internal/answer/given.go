package answer

import (
	"slices"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"bearings/internal/framework"
)

// Asked is what a round asks, where answers are brought into it.
type Asked struct {
	// Strands are those it asks; rows of others are refused.
	Strands []string
	// Agencies are those that take part. Staff and returns of others are refused;
	// young people and parents may name any service that asked them.
	Agencies []AskedAgency
}

// AskedAgency is an agency of the round, with the state of its return.
type AskedAgency struct {
	Name   string
	Return ReturnState
}

// ReturnState says whether lines can be added to an agency's return.
type ReturnState string

// States of returns; TakesLines is the usual one.
const (
	TakesLines ReturnState = ""
	NoReturn   ReturnState = "none"   // it makes none in this round
	IsSigned   ReturnState = "signed" // it has signed it, so that it stays as it is
)

// Given is what files of answers hold, person by person. It is for the round they
// are brought into, and for nobody to see.
type Given struct {
	Heard    Heard
	Replies  []Reply
	Returns  []Return
	Evidence []Evidence
}

// Reply is what one person gave. It holds no id: nothing tells who they are.
type Reply struct {
	Strand string
	// Agency is the name as it is printed, the round's own where it is one of the
	// round's; "" for not said. Level is an id, "" for not said.
	Agency, Level string
	// Answers are answer ids by item id.
	Answers map[string]string
	// Comments are in the order of the framework's items, and Use is "summary" or
	// "quote".
	Comments []Comment
	Use      string
}

// Comment is what somebody wrote to a question.
type Comment struct{ Item, Principle, Text string }

// Replies checks files as TakeAll does, and against what a round asks, and hands
// out what everybody gave: all of it, or *fault.Problems with all that is wrong.
func Replies(fw *framework.Framework, from []Source, asked Asked) (Given, error) {
	in := newIntake(fw)
	in.asked = newAskedNames(asked)
	for _, c := range in.crowds {
		c.keeps = c.strand != framework.Return
	}
	if err := in.readAll(from); err != nil {
		return Given{}, err
	}
	given := Given{Heard: in.heard(), Returns: in.signed(), Evidence: in.pieces()}
	for i := range given.Returns {
		given.Returns[i].Agency = in.asked.printed(given.Returns[i].Agency)
	}
	for _, strand := range framework.Strands {
		if c := in.crowds[strand]; c != nil && c.keeps {
			given.Replies = append(given.Replies, in.replies(c)...)
		}
	}
	return given, nil
}

// told is one answer or comment of somebody.
type told struct {
	question, given int // given is -1 for none
	words           string
}

// keep remembers what somebody said to a question.
func (c *crowd) keep(who, q, given int, words string) {
	if !c.keeps {
		return
	}
	for len(c.kept) <= who {
		c.kept = append(c.kept, nil)
	}
	if given >= 0 || words != "" {
		c.kept[who] = append(c.kept[who], told{q, given, strings.Clone(words)})
	}
}

func (in *intake) replies(c *crowd) []Reply {
	all := make([]Reply, c.people.n)
	for who := range all {
		p := c.people.at(who)
		a := c.atoms[p.atom()]
		r := Reply{Strand: c.strand, Agency: in.asked.printed(in.agencies.all[a.agency].name), Level: levels[a.level],
			Answers: map[string]string{}, Use: "summary"}
		if p.use() == useQuote {
			r.Use = "quote"
		}
		if who < len(c.kept) {
			slices.SortFunc(c.kept[who], func(a, b told) int { return a.question - b.question })
			for _, one := range c.kept[who] {
				c.tell(&r, one)
			}
		}
		all[who] = r
	}
	return all
}

func (c *crowd) tell(r *Reply, one told) {
	q := &c.questions[one.question]
	if one.given >= 0 {
		r.Answers[q.id] = q.answers[one.given]
	}
	if one.words != "" {
		r.Comments = append(r.Comments, Comment{Item: q.id, Principle: q.item.Principle, Text: one.words})
	}
}

// askedNames finds the agencies of a round by their names, however they are written.
type askedNames struct {
	strands []string
	fold    cases.Caser
	byName  map[string]AskedAgency
	known   []name
}

func newAskedNames(asked Asked) *askedNames {
	n := &askedNames{strands: asked.Strands, fold: cases.Fold(), byName: map[string]AskedAgency{}}
	for _, a := range asked.Agencies {
		n.byName[n.key(a.Name)] = a
		n.known = append(n.known, name{plain(a.Name), a.Name})
	}
	return n
}

func (n *askedNames) key(name string) string {
	return norm.NFC.String(n.fold.String(norm.NFC.String(trim(name))))
}

// printed is an agency's name as the round has it, or as it was given.
func (n *askedNames) printed(given string) string {
	if a, ok := n.byName[n.key(given)]; ok {
		return a.Name
	}
	return given
}

// isAsked says whether the round asks the strand of a row.
func (in *intake) isAsked(r *row) bool {
	if in.asked == nil || slices.Contains(in.asked.strands, r[strand]) || !slices.Contains(framework.Strands, r[strand]) {
		return true
	}
	in.fault(strand, "answers.strand.not_asked", "Strand", r[strand])
	return false
}

// takesPart says whether the agency of a row is one whose staff or return is asked
// for in the round.
func (in *intake) takesPart(c *crowd, r *row) bool {
	if in.asked == nil || r[agency] == "" || c.strand != framework.Staff && c.strand != framework.Return {
		return true
	}
	a, ok := in.asked.byName[in.asked.key(r[agency])]
	switch {
	case !ok:
		in.fault(agency, "answers.agency.not_in_round", "Given", shown(r[agency]), "Near", nearest(r[agency], in.asked.known))
	case c.strand == framework.Return && a.Return == NoReturn:
		in.fault(agency, "answers.agency.no_return", "Agency", shown(a.Name))
	case c.strand == framework.Return && a.Return == IsSigned:
		in.fault(agency, "answers.agency.signed", "Agency", shown(a.Name))
	default:
		return true
	}
	return false
}
