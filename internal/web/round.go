package web

import (
	"net/http"
	"slices"

	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// roundRoutes are where partnerships ask their agencies and their staff. Each part
// of a round has a file of its own.
func (s *Site) roundRoutes() []Route {
	if s.config.Rounds == nil {
		return nil
	}
	return slices.Concat(s.roundSetupRoutes(), s.surveyRoutes(), s.returnRoutes(), s.evidenceRoutes(),
		s.moderationRoutes(), s.resultRoutes(), s.importRoutes(), s.supportRoutes())
}

func roundOf(r *http.Request) round.ID { return round.ID(r.PathValue("round")) }

// round reads the round of a request, which the viewer must have the route's right
// in, with its partnership and agencies.
func (s *Site) round(r *http.Request, right people.Right) (p ui.RoundPage, err error) {
	if p.Partnership, err = s.partnership(r); err != nil {
		return p, err
	}
	if p.Round, err = s.config.Rounds.Find(r.Context(), p.Viewer, right, p.View.ID, roundOf(r)); err != nil {
		return p, err
	}
	p.Agencies, err = s.config.Rounds.Store.Read(r.Context()).RoundAgencies(p.Round.ID)
	return p, err
}
