package web

// moderationRoutes are to read comments before anybody else does.
func (s *Site) moderationRoutes() []Route { return nil }
