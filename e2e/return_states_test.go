package e2e_test

func returnStates(h house) []state { return nil }
