package round

import (
	"bearings/internal/deed"
	"bearings/internal/people"
)

// Resume goes on with the rounds of a partnership that has come from another
// installation: what waits to be done there does not come with it.
func (s *Service) Resume(tx Tx, partnership people.PartnershipID) error {
	all, err := tx.RoundsOf(partnership)
	if err != nil {
		return err
	}
	for _, r := range all {
		switch {
		case r.State == Open:
			err = s.enqueue(tx, JobClose, string(r.ID), r.Ends())
		case r.State == Closed && r.Released.IsZero():
			err = s.enqueue(tx, JobRelease, string(r.ID), s.Now())
		}
		if err != nil {
			return err
		}
	}
	return tx.Record(deed.Deed{At: s.Now(), Actor: deed.AtTheServer, Kind: deed.PartnershipTaken, Partnership: string(partnership)})
}
