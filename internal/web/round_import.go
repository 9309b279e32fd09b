package web

// importRoutes are to bring answers in from elsewhere.
func (s *Site) importRoutes() []Route { return nil }
