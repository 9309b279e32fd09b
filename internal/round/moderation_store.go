package round

// CommentSummary is what a moderator says in a few sentences of all that was written under
// a principle.
type CommentSummary struct {
	Principle string `json:"principle"`
	Text      string `json:"text"`
}

// moderationReader and moderationWriter are what moderation needs of the store.
type (
	moderationReader interface {
		// Remarks are a strand's, in the order of their random ids.
		Remarks(id ID, strand string) ([]Remark, error)
		// CommentSummaries are a strand's, by principle.
		CommentSummaries(id ID, strand string) ([]CommentSummary, error)
	}
	moderationWriter interface {
		// ChangeRemark writes state, printed text and who read it.
		ChangeRemark(id ID, r Remark) error
		// PutCommentSummary writes a summary, or takes it away where its text is empty.
		PutCommentSummary(id ID, strand string, s CommentSummary) error
	}
)
