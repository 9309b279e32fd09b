package web

// returnRoutes are to write an agency's return.
func (s *Site) returnRoutes() []Route { return nil }
