package ui

import "bearings/internal/round"

// Where comments are read before anybody else does.
const (
	CommentsPattern        = RoundPattern + "/comments"
	CommentsUnderPattern   = CommentsPattern + "/{strand}/{principle}"
	CommentsPublishPattern = CommentsPattern + "/{strand}/publish"
	CommentsSumUpPattern   = CommentsUnderPattern + "/summary"
	CommentPattern         = CommentsUnderPattern + "/{comment}"
)

// The fields of the forms with which comments are read.
const (
	FieldDecision = "decision"
	FieldMasked   = "masked"
	FieldSummary  = "summary"
	FieldPage     = "page"
)

// CommentsURL is where comments are read, or a part of it.
func CommentsURL(r round.Round, part ...string) string {
	return RoundURL(r, append([]string{"comments"}, part...)...)
}
