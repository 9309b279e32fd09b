package e2e_test

func supportStates(h house) []state { return nil }
