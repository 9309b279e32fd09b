package web

// resultRoutes are to show what is published of a round.
func (s *Site) resultRoutes() []Route { return nil }
