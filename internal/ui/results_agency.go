package ui

import (
	"slices"

	"bearings/internal/britain"

	"bearings/internal/people"
	"bearings/internal/report"
)

// silentVoices are children or parents, where nothing of them is shown on any
// principle.
func silentVoices(a report.AgencyPage) []report.Block {
	if len(a.Principles) == 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(a.Principles[0].Voices), func(b report.Block) bool { return b.State == report.Shown })
}

// heardVoices are the principles with what is shown of children and parents.
func heardVoices(a report.AgencyPage) []report.AgencyPrinciple {
	var all []report.AgencyPrinciple
	for _, p := range a.Principles {
		p.Voices = slices.DeleteFunc(slices.Clone(p.Voices), func(b report.Block) bool { return b.State != report.Shown })
		if len(p.Voices) > 0 {
			all = append(all, p)
		}
	}
	return all
}

// isAlone says whether the days are not over in which the page is the agency's alone.
func (s Site) isAlone(a AgencyResults) bool { return a.Now.Before(a.Results.Round.AloneUntil()) }

// lastDay is the last of those days.
func (s Site) lastDay(a AgencyResults) string {
	return s.date(britain.Time(a.Results.Round.AloneUntil().AddDate(0, 0, -1)))
}

// statementQuestion is a statement of an agency's page as a question of a report.
func statementQuestion(st report.AgencyStatement) report.Question {
	return report.Question{Item: st.Item, Stem: st.Stem, Text: st.Text, Positions: st.Positions, Beside: st.Beside}
}

// mayShare says whether the viewer says who sees which page.
func (p ResultsPage) mayShare() bool { return !p.isPublic() && p.may(people.ManageRound, "") }
