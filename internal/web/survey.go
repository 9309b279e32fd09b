package web

// surveyRoutes are to answer the staff survey.
func (s *Site) surveyRoutes() []Route { return nil }
