package e2e_test

func evidenceStates(h house) []state { return nil }
