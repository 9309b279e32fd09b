package e2e_test

func moderationStates(h house) []state { return nil }
