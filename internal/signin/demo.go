package signin

import (
	"context"

	"bearings/internal/fault"
	"bearings/internal/people"
)

// ComeAs begins a session as somebody of a demonstration, for whoever asks. On any
// other site there is nobody to come in as.
func (s *Service) ComeAs(ctx context.Context, account people.AccountID, old string) (token string, err error) {
	if s.Demo == nil || !s.Demo(account) {
		return "", fault.New(fault.NotFound, "demo.nobody")
	}
	err = s.Store.InTx(ctx, func(tx Tx) error {
		token, err = s.open(tx, account, ByDemo, old)
		return err
	})
	return token, err
}
