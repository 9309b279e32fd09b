package round

import (
	"context"
	"slices"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// MaxSummary is the most letters of a summary of comments.
const MaxSummary = 1500

// SummedUp is how many different people must have commented under a principle before
// a summary of it is published: "told together with others" can't be kept of one.
const SummedUp = 3

// CommentDecision is what a moderator chooses for a comment.
type CommentDecision string

const (
	AsItStands CommentDecision = "as-it-stands" // print it
	Masked     CommentDecision = "masked"       // print it with words masked
	Summarised CommentDecision = "summary"      // tell it in the summary only
	LeftOut    CommentDecision = "left"         // use it for nothing
)

// Comment is a comment as a moderator sees it: nothing in it says whose it is. ID is
// random.
type Comment struct {
	ID, Text string
	// MayQuote says that the author agreed to be quoted and that the strand may be.
	MayQuote bool
	// Decision is empty while nobody has read it. Printed is the text as it is printed.
	Decision CommentDecision
	Printed  string
}

// Reading is how far the comments of a strand have been read.
type Reading struct {
	Strand string
	// HasFigures says that enough people answered for anything to be published, and
	// Quotable that single comments may be.
	HasFigures, Quotable bool
	Principles           []ReadingUnder
	// Published says that it is done, and nothing changes any more.
	Published bool
}

// ReadingUnder is how far the comments under one principle have been read.
type ReadingUnder struct {
	Principle string
	All, Read int
	// Quoted is how many comments are quoted, as things stand: 0 where too few people
	// are. Summary is the summary, and Summarised says that enough people wrote for it
	// to be published.
	Quoted     int
	Summary    string
	Summarised bool
	// Comments are in the order of their random ids, no two neighbours by one author.
	Comments []Comment
}

// All and Read count the comments of a strand.
func (r Reading) All() (n int) {
	for _, one := range r.Principles {
		n += one.All
	}
	return n
}

// Read counts those that somebody has decided on.
func (r Reading) Read() (n int) {
	for _, one := range r.Principles {
		n += one.Read
	}
	return n
}

// Done says that every comment was read.
func (r Reading) Done() bool { return r.Read() == r.All() }

// Under is what stands under a principle; ok is false where there are no comments.
func (r Reading) Under(principle string) (one ReadingUnder, ok bool) {
	i := slices.IndexFunc(r.Principles, func(one ReadingUnder) bool { return one.Principle == principle })
	if i < 0 {
		return ReadingUnder{}, false
	}
	return r.Principles[i], true
}

// Comment is one of those under the principle.
func (r ReadingUnder) Comment(id string) (c Comment, ok bool) {
	i := slices.IndexFunc(r.Comments, func(c Comment) bool { return c.ID == id })
	if i < 0 {
		return Comment{}, false
	}
	return r.Comments[i], true
}

// Readings are the strands that somebody wrote comments in, in the order of Personal.
// Before the figures are published nobody reads any: ok is false then.
func (s *Service) Readings(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID) (all []Reading, ok bool, err error) {
	read := s.Store.Read(ctx)
	r, err := find(read, v, people.ReadRemarks, people.Where{Partnership: partnership}, id)
	if err != nil || r.Released.IsZero() {
		return nil, false, err
	}
	fw, err := s.Framework(ctx, id)
	if err != nil {
		return nil, false, err
	}
	for _, strand := range Personal {
		one, err := reading(read, fw, r, strand)
		if err != nil {
			return nil, false, err
		}
		if len(one.Principles) > 0 {
			all = append(all, one)
		}
	}
	return all, true, nil
}

func reading(read Reader, fw *framework.Framework, r Round, strand string) (Reading, error) {
	is, err := standingOf(read, r, strand)
	if err != nil {
		return Reading{}, err
	}
	of := Reading{Strand: strand, HasFigures: !is.figures.TooFew(), Quotable: is.quotable, Published: is.published}
	by := map[string][]Remark{}
	for _, one := range is.remarks {
		by[one.Principle] = append(by[one.Principle], one)
	}
	for _, principle := range fw.Principles {
		if remarks := by[principle.ID]; len(remarks) > 0 {
			of.Principles = append(of.Principles, is.under(principle.ID, remarks))
		}
	}
	return of, nil
}

// strandStanding is all that decides what becomes of a strand's comments.
type strandStanding struct {
	rules     disclosure.Rules
	figures   disclosure.Release
	people    int
	quotable  bool
	published bool
	remarks   []Remark
	summaries []CommentSummary
}

func standingOf(read Reader, r Round, strand string) (is strandStanding, err error) {
	is.rules = disclosure.Rules{AtLeast: r.AtLeast, CommentsAtLeast: r.CommentsAtLeast}
	kept, err := read.Releases(r.ID)
	if err != nil {
		return is, err
	}
	is.figures = disclosure.Nobody(strand)
	for _, one := range kept {
		switch {
		case one.Strand != strand:
		case one.Kind == Figures:
			if is.figures, err = disclosure.Kept(one.Content); err != nil {
				return is, err
			}
		case one.Kind == Comments:
			is.published = true
		}
	}
	heard, err := read.Heard(r.ID, strand)
	if err != nil {
		return is, err
	}
	for _, one := range heard {
		is.people += one.N
	}
	// What young people and parents write is told in summaries alone.
	is.quotable = strand == framework.Staff && is.rules.Quotable(is.figures, is.people)
	if is.summaries, err = read.CommentSummaries(r.ID, strand); err != nil {
		return is, err
	}
	is.remarks, err = read.Remarks(r.ID, strand)
	return is, err
}

func (is strandStanding) under(principle string, remarks []Remark) ReadingUnder {
	of := ReadingUnder{Principle: principle, All: len(remarks), Summarised: is.summarised(remarks)}
	printed := authorsOf(remarks, func(one Remark) bool { return one.State == Print })
	for _, one := range apart(remarks) {
		c := Comment{ID: one.ID, Text: one.Text, MayQuote: is.quotable && one.Use == ForQuote, Decision: decisionOf(one), Printed: one.Printed}
		of.Comments = append(of.Comments, c)
		if c.Decision != "" {
			of.Read++
		}
		if one.State == Print && is.quotable && printed >= is.rules.Commenters() {
			of.Quoted++
		}
	}
	for _, one := range is.summaries {
		if one.Principle == principle {
			of.Summary = one.Text
		}
	}
	return of
}

// summarised says whether a summary of what was written under a principle may be
// published.
func (is strandStanding) summarised(remarks []Remark) bool {
	return !is.figures.TooFew() && authorsOf(remarks, func(one Remark) bool { return one.State != Left }) >= SummedUp
}

// apart keeps the order but for those whose neighbour is by the same author.
func apart(remarks []Remark) []Remark {
	var all, left []Remark
	last := ""
	for left = slices.Clone(remarks); len(left) > 0; {
		i := max(0, slices.IndexFunc(left, func(one Remark) bool { return one.Author != last }))
		last = left[i].Author
		all = append(all, left[i])
		left = slices.Delete(left, i, i+1)
	}
	return all
}

func authorsOf(remarks []Remark, count func(Remark) bool) int {
	seen := map[string]bool{}
	for _, one := range remarks {
		if count(one) {
			seen[one.Author] = true
		}
	}
	return len(seen)
}

func decisionOf(one Remark) CommentDecision {
	switch {
	case one.State == Print && one.Printed == one.Text:
		return AsItStands
	case one.State == Print:
		return Masked
	case one.State == Summary:
		return Summarised
	case one.State == Left:
		return LeftOut
	}
	return ""
}
