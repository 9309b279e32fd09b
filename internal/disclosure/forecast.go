package disclosure

// Expected is how many people of one agency and level are expected to answer.
type Expected struct {
	Agency, Kind, Level string
	N                   int
}

// Forecast are the groups for which results will be published if as many answer as
// are expected, and each of them gives a position on everything: divided by the
// very code that Protect divides by. None are left where too few are expected. What
// people answer may later leave out a division, or have a group shown in words.
func Forecast(strand string, expected []Expected, rules Rules) []Group {
	t := count(answersOf(strand, expected))
	if t.people(rules.threshold()) < rules.threshold() {
		return nil
	}
	p := newPublication(t, strand, rules.threshold())
	p.divide()
	groups, _ := p.write()
	return groups
}

// answersOf are raw counts of one question to which everybody gives the same answer:
// how people are divided depends on how many they are alone.
func answersOf(strand string, expected []Expected) Raw {
	const one = "1"
	raw := Raw{Strand: strand, Items: []Item{{ID: one, Positions: []string{one}}}}
	known := map[string]bool{}
	for _, e := range expected {
		if e.N <= 0 {
			continue
		}
		if !known[e.Agency] {
			known[e.Agency] = true
			raw.Agencies = append(raw.Agencies, Agency{Name: e.Agency, Kind: e.Kind})
		}
		raw.Respondents += e.N
		raw.Cells = append(raw.Cells, Cell{Agency: e.Agency, Level: e.Level, Item: one, Answer: one, N: e.N})
	}
	return raw
}
