package round

// moderationReader and moderationWriter are what moderation needs of the store.
type (
	moderationReader interface {
		// Remarks are a strand's, in the order of their random ids.
		Remarks(id ID, strand string) ([]Remark, error)
	}
	moderationWriter interface {
		// ChangeRemark writes state, printed text and who read it.
		ChangeRemark(id ID, r Remark) error
	}
)
