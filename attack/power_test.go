package attack

import "testing"

// TestPower shows that the attack is strong enough to prove something: it
// breaks the rule that people use by hand, "hide anything under five", on the
// same partnerships.
func TestPower(t *testing.T) {
	solver := needSolver(t)
	rounds, seed := number(t, "ATTACK_ROUNDS", 50), number(t, "ATTACK_SEED", 1)
	cells, people, broken := 0, 0, 0
	for i := range rounds {
		cell, person, err := breakHideUnderFive(Invent(uint64(seed+i)), solver)
		if err != nil {
			t.Fatal(err)
		}
		if cell {
			cells++
		}
		if person {
			people++
		}
		if cell || person {
			broken++
		}
	}
	t.Logf("of %d rounds that hide groups under five, %d are broken: in %d a hidden cell is recovered, in %d somebody's answer is certain",
		rounds, broken, cells, people)
	if 10*broken < 9*rounds || 2*cells < rounds {
		t.Error("the attack is too weak to prove anything")
	}
}

// breakHideUnderFive publishes a round by hand and says whether a hidden cell,
// or anybody's answer, is known for certain.
func breakHideUnderFive(round *Round, s *Solver) (cell, person bool, err error) {
	published, hidden := HideUnder(round, 5)
	for _, q := range round.Items {
		p, err := NewProblem(published.Strand(q.Strand), q.Item, round.Table(q.Strand, q.Item), true)
		if err != nil {
			return false, false, err
		}
		learnt, err := Recovered(p, hidden[q.Strand+" "+q.ID], s)
		if err != nil {
			return false, false, err
		}
		cell = cell || len(learnt.Cells) > 0
		person = person || len(learnt.People) > 0
		if cell && person {
			break
		}
	}
	return cell, person, nil
}
