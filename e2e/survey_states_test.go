package e2e_test

func surveyStates(h house) []state { return nil }
