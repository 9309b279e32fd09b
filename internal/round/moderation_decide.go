package round

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bearings/internal/deed"
	"bearings/internal/disclosure"
	"bearings/internal/fault"
	"bearings/internal/people"
)

// Summaries is the kind of a release with what moderators say of comments.
const Summaries = "summaries"

// DecideComment keeps what a moderator chose for a comment. printed is the comment
// with words masked, for Masked alone. No deed is recorded: it is done when all is
// published.
func (s *Service) DecideComment(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, comment string, d CommentDecision, printed string) error {
	return s.changeComments(ctx, v, partnership, id, func(tx Tx, r Round) error {
		for _, strand := range Personal {
			is, err := standingOf(tx, r, strand)
			if err != nil {
				return err
			}
			i := slices.IndexFunc(is.remarks, func(one Remark) bool { return one.ID == comment })
			if i < 0 {
				continue
			}
			if is.published {
				return fault.New(fault.Invalid, "moderation.published-already")
			}
			one := is.remarks[i]
			if one.State, one.Printed, err = decide(one, is.quotable, d, printed); err != nil {
				return err
			}
			one.ReadBy = v.Account.ID
			return tx.ChangeRemark(id, one)
		}
		return missing()
	})
}

// changeComments changes a round whose figures are published.
func (s *Service) changeComments(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, do func(tx Tx, r Round) error) error {
	return s.change(ctx, v, people.ReadRemarks, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		if r.Released.IsZero() {
			return fault.New(fault.Invalid, "moderation.not-yet")
		}
		return do(tx, r)
	})
}

func decide(one Remark, quotable bool, d CommentDecision, printed string) (RemarkState, string, error) {
	if (d == AsItStands || d == Masked) && (!quotable || one.Use != ForQuote) {
		return "", "", fault.New(fault.Invalid, "moderation.not-quoted")
	}
	switch d {
	case AsItStands:
		return Print, one.Text, nil
	case Masked:
		printed = strings.TrimSpace(strings.ReplaceAll(printed, "\r\n", "\n"))
		return Print, printed, checkMasks(one.Text, printed)
	case Summarised:
		return Summary, "", nil
	case LeftOut:
		return Left, "", nil
	}
	return "", "", fault.New(fault.Invalid, "moderation.choose")
}

// maxMask is the most letters of a mask: it says what kind of word stood there.
const maxMask = 60

var mask = regexp.MustCompile(`\[[^\[\]]+\]`)

// checkMasks looks whether a text is another with words replaced by masks such as
// "[a school]", and nothing else: a quotation has to stay the author's own.
func checkMasks(text, printed string) error {
	text, printed = strings.Join(strings.Fields(text), " "), strings.Join(strings.Fields(printed), " ")
	if text == printed || !mask.MatchString(printed) {
		return fault.New(fault.Invalid, "moderation.nothing-masked")
	}
	for _, one := range mask.FindAllString(printed, -1) {
		if len([]rune(one)) > maxMask {
			return fault.New(fault.Invalid, "moderation.mask-long", "Most", maxMask)
		}
	}
	pieces := mask.Split(printed, -1)
	first, last := pieces[0], pieces[len(pieces)-1]
	rest, begins := strings.CutPrefix(text, first)
	rest, ends := strings.CutSuffix(rest, last)
	if !begins || !ends || !standsFor(rest, pieces[1:len(pieces)-1]) {
		return fault.New(fault.Invalid, "moderation.rewritten")
	}
	return nil
}

// standsFor says whether pieces of a text stand in it in this order, with a word
// before, between and after them: each mask there has to hide something.
func standsFor(text string, pieces []string) bool {
	for _, piece := range pieces {
		word := strings.IndexFunc(text, isOfWord)
		if word < 0 {
			return false
		}
		_, size := utf8.DecodeRuneInString(text[word:])
		word += size
		next := strings.Index(text[word:], piece)
		if next < 0 {
			return false
		}
		text = text[word+next+len(piece):]
	}
	return strings.ContainsFunc(text, isOfWord)
}

func isOfWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// SumUpComments keeps what a moderator says of all that was written under a
// principle; an empty text takes it away.
func (s *Service) SumUpComments(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, strand string, sum CommentSummary) error {
	sum.Text = strings.TrimSpace(strings.ReplaceAll(sum.Text, "\r\n", "\n"))
	return s.changeComments(ctx, v, partnership, id, func(tx Tx, r Round) error {
		is, err := standingOf(tx, r, strand)
		switch {
		case err != nil:
			return err
		case !slices.ContainsFunc(is.remarks, func(one Remark) bool { return one.Principle == sum.Principle }):
			return missing()
		case is.published:
			return fault.New(fault.Invalid, "moderation.published-already")
		case len([]rune(sum.Text)) > MaxSummary:
			return fault.New(fault.Invalid, "moderation.summary-long", "Most", MaxSummary)
		}
		return tx.PutCommentSummary(id, strand, sum)
	})
}

// PublishComments publishes what a moderator lets be printed of a strand's comments,
// and what they say of the rest, once every comment was read. It can't be undone.
func (s *Service) PublishComments(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, strand string) error {
	return s.changeComments(ctx, v, partnership, id, func(tx Tx, r Round) error {
		is, err := standingOf(tx, r, strand)
		switch {
		case err != nil:
			return err
		case len(is.remarks) == 0:
			return missing()
		case is.published:
			return fault.New(fault.Invalid, "moderation.published-already")
		case slices.ContainsFunc(is.remarks, func(one Remark) bool { return one.State == Unread }):
			return fault.New(fault.Invalid, "moderation.not-all-read")
		}
		comments, err := is.protected(s).Keep()
		if err != nil {
			return err
		}
		summaries, err := json.Marshal(is.publishedSummaries())
		if err != nil {
			return err
		}
		for _, k := range []Kept{{Kind: Comments, Content: comments}, {Kind: Summaries, Content: summaries}} {
			k.Strand, k.Made = strand, s.Now()
			if _, err := tx.AddRelease(id, k); err != nil {
				return err
			}
		}
		return tx.Record(s.by(v, deed.RemarksPublished, r))
	})
}

// protected is the release of the comments that are printed.
func (is strandStanding) protected(s *Service) disclosure.Release {
	var raw []disclosure.RawComment
	for _, one := range is.remarks {
		if one.State == Print && one.Use == ForQuote && is.quotable {
			raw = append(raw, disclosure.RawComment{Author: one.Author, Principle: one.Principle, Text: one.Printed})
		}
	}
	return disclosure.ProtectComments(is.figures, is.people, raw, is.rules, s.Shuffle())
}

func (is strandStanding) publishedSummaries() []CommentSummary {
	all := []CommentSummary{}
	for _, sum := range is.summaries {
		under := slices.DeleteFunc(slices.Clone(is.remarks), func(one Remark) bool { return one.Principle != sum.Principle })
		if is.summarised(under) {
			all = append(all, sum)
		}
	}
	return all
}

// PublishedComments reads what is published of a strand's comments; ok is false
// before it is.
func PublishedComments(kept []Kept, strand string) (comments disclosure.Release, summaries []CommentSummary, ok bool, err error) {
	for _, one := range kept {
		if one.Strand != strand {
			continue
		}
		switch one.Kind {
		case Comments:
			ok = true
			if comments, err = disclosure.Kept(one.Content); err != nil {
				return comments, nil, false, err
			}
		case Summaries:
			if err = json.Unmarshal(one.Content, &summaries); err != nil {
				return comments, nil, false, err
			}
		}
	}
	return comments, summaries, ok, nil
}

// CheckDecision says what has to be put right about a choice before it is kept.
func CheckDecision(c Comment, d CommentDecision, printed string) error {
	one := Remark{Text: c.Text, Use: ForSummary}
	if c.MayQuote {
		one.Use = ForQuote
	}
	_, _, err := decide(one, c.MayQuote, d, printed)
	return err
}
