package round

import "context"

// sendReminder tells one agency lead that a round is waiting for them.
func (s *Service) sendReminder(context.Context, string) error { return nil }
