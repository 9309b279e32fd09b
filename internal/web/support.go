package web

// supportRoutes are to say publicly how an agency uses the principles.
func (s *Site) supportRoutes() []Route { return nil }
