package web

// evidenceRoutes are to add what is already known.
func (s *Site) evidenceRoutes() []Route { return nil }
