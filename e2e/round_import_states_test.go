package e2e_test

func roundImportStates(h house) []state { return nil }
