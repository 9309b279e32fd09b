package web

// roundSetupRoutes are to set a round up, open it and close it.
func (s *Site) roundSetupRoutes() []Route { return nil }
