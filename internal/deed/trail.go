package deed

import (
	"context"
	"iter"
)

// Trail is the audit trail as it is kept.
type Trail interface {
	// Head is how far it goes, and Start is the head of what was taken away from
	// its beginning; both are zero for a fresh one.
	Head(ctx context.Context) (Head, error)
	Start(ctx context.Context) (Head, error)
	// Page are n entries at most of a partnership, newest first, with numbers
	// below before; 0 is from the newest.
	Page(ctx context.Context, partnership string, before int64, n int) ([]Entry, error)
	// All are the entries in the order of their numbers.
	All(ctx context.Context) iter.Seq2[Entry, error]
}
