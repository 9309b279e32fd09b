package web

import (
	"net/http"
	"slices"
	"strconv"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
	"bearings/language"
)

// moderationRoutes are to read comments before anybody else does.
func (s *Site) moderationRoutes() []Route {
	return []Route{
		needing(people.ReadRemarks, "Comments", "GET", ui.CommentsPattern, s.getComments),
		needing(people.ReadRemarks, "CommentsUnder", "GET", ui.CommentsUnderPattern, s.getCommentsUnder),
		needing(people.ReadRemarks, "Comment", "GET", ui.CommentPattern, s.getComment),
		needing(people.ReadRemarks, "DecideComment", "POST", ui.CommentPattern, s.postComment),
		needing(people.ReadRemarks, "CommentSummary", "GET", ui.CommentsSumUpPattern, s.getCommentSummary),
		needing(people.ReadRemarks, "SumUpComments", "POST", ui.CommentsSumUpPattern, s.postCommentSummary),
		needing(people.ReadRemarks, "CommentsToPublish", "GET", ui.CommentsPublishPattern, s.getCommentsPublish),
		needing(people.ReadRemarks, "PublishComments", "POST", ui.CommentsPublishPattern, s.postCommentsPublish),
	}
}

// moderation reads a round with its comments.
func (s *Site) moderation(r *http.Request) (p ui.Moderation, err error) {
	if p.RoundPage, err = s.round(r, people.ReadRemarks); err != nil {
		return p, err
	}
	if p.Framework, err = s.config.Rounds.Framework(r.Context(), p.Round.ID); err != nil {
		return p, err
	}
	if done := r.URL.Query().Get(ui.FieldDone); s.config.Words.Has("moderation.done-" + done) {
		p.Saved = done
	}
	p.Readings, p.Begun, err = s.config.Rounds.Readings(r.Context(), p.Viewer, p.View.ID, p.Round.ID)
	return p, err
}

// moderationUnder finds the strand of the address, and the principle if it names one.
func (s *Site) moderationUnder(r *http.Request) (p ui.ModerationUnder, err error) {
	if p.Moderation, err = s.moderation(r); err != nil {
		return p, err
	}
	i := slices.IndexFunc(p.Readings, func(one round.Reading) bool { return one.Strand == r.PathValue("strand") })
	if i < 0 {
		return p, failure(http.StatusNotFound)
	}
	p.Reading = p.Readings[i]
	if principle := r.PathValue("principle"); principle != "" {
		var ok bool
		if p.Under, ok = p.Reading.Under(principle); !ok {
			return p, failure(http.StatusNotFound)
		}
	}
	page, _ := strconv.Atoi(r.URL.Query().Get(ui.FieldPage)) // anything else is the first
	p.Page = p.On(page)
	return p, nil
}

func (s *Site) getComments(w http.ResponseWriter, r *http.Request) error {
	p, err := s.moderation(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Moderation(p))
}

func (s *Site) getCommentsUnder(w http.ResponseWriter, r *http.Request) error {
	p, err := s.moderationUnder(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ModerationUnder(p))
}

func (s *Site) moderationOne(r *http.Request) (p ui.ModerationOne, err error) {
	if p.ModerationUnder, err = s.moderationUnder(r); err != nil {
		return p, err
	}
	var ok bool
	if p.Comment, ok = p.Under.Comment(r.PathValue("comment")); !ok {
		return p, failure(http.StatusNotFound)
	}
	p.Decision, p.Masked = p.Comment.Decision, s.pages.MaskedBox()
	p.Masked.Written.Text = p.Comment.Text
	if p.Decision == round.Masked {
		p.Masked.Written.Text = p.Comment.Printed
	}
	for _, f := range s.checker().Check(p.Comment.Text, language.Options{}).Findings {
		if s.identifying()[f.Rule] {
			p.Hints = append(p.Hints, ui.Found{Finding: f, Identifying: true})
		}
	}
	return p, nil
}

func (s *Site) getComment(w http.ResponseWriter, r *http.Request) error {
	p, err := s.moderationOne(r)
	if err != nil {
		return err
	}
	if p.Reading.Published {
		return seeOther(w, r, ui.CommentsURL(p.Round, p.Reading.Strand, p.Under.Principle))
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ModerationOne(p))
}

func (s *Site) postComment(w http.ResponseWriter, r *http.Request) error {
	p, err := s.moderationOne(r)
	if err != nil {
		return err
	}
	p.Decision = round.CommentDecision(r.PostForm.Get(ui.FieldDecision))
	if p.Comment.MayQuote {
		p.Masked.Written = s.identifyingIn(ui.FieldMasked, r)
	}
	err = round.CheckDecision(p.Comment, p.Decision, p.Masked.Written.Text)
	if err == nil && p.Decision == round.Masked && s.needsLook(r, p.Masked) {
		p.Checked = true
		return s.renderOwn(w, r, http.StatusOK, s.pages.ModerationOne(p))
	}
	if err == nil {
		err = s.config.Rounds.DecideComment(r.Context(), p.Viewer, p.View.ID, p.Round.ID, p.Comment.ID, p.Decision, p.Masked.Written.Text)
	}
	var ok bool
	if p.Wrong, ok = s.toPutRight(err); ok {
		p.At = decisionField(err)
		wrongIn(p.Wrong, p.At, &p.Masked)
		return s.renderOwn(w, r, statusFor(p.Wrong), s.pages.ModerationOne(p))
	} else if err != nil {
		return err
	}
	return s.readOn(w, r)
}

// identifyingIn is a box as it was sent, with the details in it that could tell who
// somebody is: whoever is quoted chose the other words.
func (s *Site) identifyingIn(box string, r *http.Request) ui.Written {
	written := s.written(box, r.PostForm)
	written.Found = slices.DeleteFunc(written.Found, func(f ui.Found) bool { return !f.Identifying })
	return written
}

func decisionField(err error) string {
	f, _ := fault.As(err)
	if f.Message == "moderation.nothing-masked" || f.Message == "moderation.rewritten" {
		return ui.FieldMasked
	}
	return ui.FieldDecision
}

// readOn leads to the next comment that nobody has read, or back to the list.
func (s *Site) readOn(w http.ResponseWriter, r *http.Request) error {
	p, err := s.moderationUnder(r)
	if err != nil {
		return err
	}
	under := ui.CommentsURL(p.Round, p.Reading.Strand, p.Under.Principle)
	if next, ok := p.Next(); ok {
		return seeOther(w, r, under+"/"+next.ID)
	}
	return doneAt(w, r, under, "read")
}

func (s *Site) moderationSummary(r *http.Request) (p ui.ModerationSummary, err error) {
	if p.ModerationUnder, err = s.moderationUnder(r); err != nil {
		return p, err
	}
	p.Box = s.pages.SummaryBox()
	p.Box.Written.Text = p.Under.Summary
	return p, nil
}

func (s *Site) getCommentSummary(w http.ResponseWriter, r *http.Request) error {
	p, err := s.moderationSummary(r)
	if err != nil {
		return err
	}
	if p.Reading.Published {
		return seeOther(w, r, ui.CommentsURL(p.Round, p.Reading.Strand, p.Under.Principle))
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ModerationSummary(p))
}

func (s *Site) postCommentSummary(w http.ResponseWriter, r *http.Request) error {
	p, err := s.moderationSummary(r)
	if err != nil {
		return err
	}
	p.Box.Written = s.written(p.Box.ID, r.PostForm)
	if !p.Box.IsTooLong() && s.needsLook(r, p.Box) {
		p.Checked = true
		return s.renderOwn(w, r, http.StatusOK, s.pages.ModerationSummary(p))
	}
	err = s.config.Rounds.SumUpComments(r.Context(), p.Viewer, p.View.ID, p.Round.ID, p.Reading.Strand,
		round.CommentSummary{Principle: p.Under.Principle, Text: p.Box.Written.Text})
	var ok bool
	if p.Wrong, ok = s.toPutRight(err); ok {
		p.At, p.Box.Wrong = p.Box.ID, p.Wrong
		return s.renderOwn(w, r, statusFor(p.Wrong), s.pages.ModerationSummary(p))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.CommentsURL(p.Round, p.Reading.Strand, p.Under.Principle), "saved")
}

func (s *Site) getCommentsPublish(w http.ResponseWriter, r *http.Request) error {
	p, err := s.moderationUnder(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ModerationPublish(p))
}

func (s *Site) postCommentsPublish(w http.ResponseWriter, r *http.Request) error {
	p, err := s.moderationUnder(r)
	if err != nil {
		return err
	}
	err = s.config.Rounds.PublishComments(r.Context(), p.Viewer, p.View.ID, p.Round.ID, p.Reading.Strand)
	var ok bool
	if p.Wrong, ok = s.toPutRight(err); ok {
		return s.renderOwn(w, r, statusFor(p.Wrong), s.pages.ModerationPublish(p))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.CommentsURL(p.Round), "published")
}
