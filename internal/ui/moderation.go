package ui

import (
	"strconv"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/round"
)

// Moderation is where comments are read before anybody else does. Nothing in it says
// who wrote one.
type Moderation struct {
	RoundPage
	// Framework is the round's own.
	Framework *framework.Framework
	Readings  []round.Reading
	// Begun says that comments can be read.
	Begun bool
	// Saved is what was done just before: the last part of a message's id, or empty.
	Saved string
}

// ModerationUnder is one principle of a strand, or a strand as a whole.
type ModerationUnder struct {
	Moderation
	Reading round.Reading
	Under   round.ReadingUnder
	// Page counts from 1.
	Page      int
	Wrong, At string
	// Checked says that words are shown for a second look.
	Checked bool
}

// ModerationOne is one comment to decide on.
type ModerationOne struct {
	ModerationUnder
	Comment  round.Comment
	Decision round.CommentDecision
	// Hints are details in the comment that could tell who somebody is.
	Hints  []Found
	Masked WritingBox
}

// ModerationSummary is the form of a summary.
type ModerationSummary struct {
	ModerationUnder
	Box WritingBox
}

// commentsOnAPage is how many comments stand on one page.
const commentsOnAPage = 10

func (p ModerationUnder) pages() int {
	return max(1, (len(p.Under.Comments)+commentsOnAPage-1)/commentsOnAPage)
}

// shown are the comments of the page, and the number of the first, from 1.
func (p ModerationUnder) shown() (first int, all []round.Comment) {
	from := (p.On(p.Page) - 1) * commentsOnAPage
	return from + 1, p.Under.Comments[from:min(from+commentsOnAPage, len(p.Under.Comments))]
}

// On is a page of the list that there is.
func (p ModerationUnder) On(page int) int { return min(max(page, 1), p.pages()) }

func (p ModerationUnder) path(part ...string) string {
	return CommentsURL(p.Round, append([]string{p.Reading.Strand, p.Under.Principle}, part...)...)
}

func (p ModerationUnder) pagePath(page int) string {
	return p.path() + "?" + FieldPage + "=" + strconv.Itoa(page)
}

// Next is a comment that nobody has read, or nothing.
func (p ModerationUnder) Next() (c round.Comment, ok bool) {
	for _, one := range p.Under.Comments {
		if one.Decision == "" {
			return one, true
		}
	}
	return round.Comment{}, false
}

// commenters is how many different people must be quoted under a principle.
func (p Moderation) commenters() int {
	return disclosure.Rules{AtLeast: p.Round.AtLeast}.Commenters()
}

// decisions are what can be chosen for a comment.
func (p ModerationOne) decisions() []round.CommentDecision {
	if p.Comment.MayQuote {
		return []round.CommentDecision{round.AsItStands, round.Masked, round.Summarised, round.LeftOut}
	}
	return []round.CommentDecision{round.Summarised, round.LeftOut}
}

// quoting says what is quoted of a strand: the last part of a message's id.
func quoting(r round.Reading) string {
	switch {
	case !r.HasFigures:
		return "no-figures"
	case r.Strand != framework.Staff:
		return "never-quoted"
	case !r.Quotable:
		return "not-quotable"
	}
	return "quotable"
}

func (s Site) moderationFrame(p Moderation, title string, failed bool, further ...crumb) frame {
	trail := append([]crumb{{s.say("moderation.title"), CommentsURL(p.Round)}}, further...)
	return s.roundFrame(p.RoundPage, title, failed, trail...)
}

// underFrame is the frame of a page below that of a principle.
func (s Site) underFrame(p ModerationUnder, title string) frame {
	return s.moderationFrame(p.Moderation, title, p.Wrong != "", crumb{s.evidencePrinciple(p.Framework, p.Under.Principle), p.path()})
}

// commentState is what was decided, in words.
func (s Site) commentState(c round.Comment) string {
	if c.Decision == "" {
		return s.say("moderation.state-unread")
	}
	return s.say("moderation.state-"+string(c.Decision), "Text", c.Printed)
}

func (s Site) readOf(read, all int) string {
	return s.say("moderation.progress", "Read", s.thousands(read), "All", s.thousands(all))
}

// MaskedBox is the box with a comment as it will be printed.
func (s Site) MaskedBox() WritingBox {
	return WritingBox{ID: FieldMasked, Label: s.say("moderation.masked"), Hint: s.say("moderation.masked-hint"), Rows: 8}
}

// SummaryBox is the box with a summary.
func (s Site) SummaryBox() WritingBox {
	return WritingBox{ID: FieldSummary, Label: s.say("moderation.summary"), Hint: s.say("moderation.summary-hint"), Rows: 8, Limit: round.MaxSummary}
}

func (s Site) oneTitle(p ModerationOne) string {
	if p.Checked {
		return s.say("moderation.one-look")
	}
	return s.say("moderation.one-title")
}
