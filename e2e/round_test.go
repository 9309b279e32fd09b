package e2e_test

import (
	"slices"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/round"
	"bearings/internal/testkit"
	"bearings/internal/web"
)

// rounds are those of the world's north, in each of their states.
type rounds struct {
	prepared, open round.Round
	// link is where staff answer the open one.
	link round.Link
	// returns are those with a return of an agency in each of its states, and papers
	// those whose returns are read, brought in and revealed.
	papers  paperRounds
	returns returnRounds
	results publishedRounds
	// imports is one that has closed, with files that came from elsewhere.
	imports round.Round
}

// openRounds makes them, and gives the site its service.
func openRounds(t *testing.T, w *testkit.World, c *web.Config) (all rounds) {
	t.Helper()
	c.Rounds = testkit.Rounds(w.DB)
	c.Support = supportOf(w)
	c.Rounds.Words, c.Rounds.Address, c.Rounds.Mail = c.Words, "http://localhost", c.People.Mail
	c.Rounds.Load = func(map[string]string) (*framework.Framework, error) { return c.Framework, nil }
	all.prepared, _ = w.PreparedRound(t)
	all.papers = openPaperRounds(t, w, c)
	all.open, all.link = w.OpenRound(t)
	all.returns = openReturns(t, w)
	all.results = publishRounds(t, w, c)
	all.imports = closedWithImports(t, w)
	return all
}

// roundStates are the pages of rounds.
func roundStates(h house) []state {
	return slices.Concat(roundSetupStates(h), surveyStates(h), returnStates(h), returnFileStates(h), evidenceStates(h), moderationStates(h),
		resultStates(h), roundImportStates(h), supportStates(h))
}
