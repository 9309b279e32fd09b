package e2e_test

func resultStates(h house) []state { return nil }
