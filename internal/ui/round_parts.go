package ui

import (
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
)

// roundParts lead to every part of a round that the viewer may see now, so that none
// is reached by what is next alone.
func (s Site) roundParts(h RoundHome) []step {
	if h.Round.State == round.Preparing {
		return s.partsBefore(h)
	}
	open := h.Round.State == round.Open
	var all []step
	add := func(is bool, message string, part ...string) {
		if is {
			all = append(all, step{s.say("roundsetup." + message), RoundURL(h.Round, part...)})
		}
	}
	add(h.hasResults(), "more-results", resultsPart)
	add(h.hasResults() && h.Round.Asks(framework.Staff) && h.may(people.ReadRemarks, ""), "more-comments", "comments")
	add(open && h.Round.Asks(framework.Staff) && (h.manages() || h.may(people.SignReturn, "")), "more-survey", "survey")
	add(h.Round.Asks(framework.Return) && h.takesPart(), "more-returns", "returns")
	add(open && h.Round.Asks(framework.Return) && h.manages(), "remind", "remind")
	add(h.Round.Asks(framework.Evidence) && h.takesPart(), "more-evidence", "evidence")
	add(h.manages() && h.Round.Asks(framework.Staff), "task-forecast", "forecast")
	add(h.manages(), "more-import", "import")
	add(open && h.manages(), "extend", "extend")
	add(open && h.manages(), "close", "close")
	return all
}

// partsBefore are those of a round that is being set up; its coordinator has the list
// of tasks.
func (s Site) partsBefore(h RoundHome) (all []step) {
	if h.Round.AgencyPages != round.Named {
		return nil
	}
	for _, a := range h.mine(people.SignReturn) {
		if !a.Agreed.IsZero() {
			all = append(all, step{s.say("roundsetup.agree", "Agency", a.Name), AgreePagesURL(h.Round, a.ID)})
		}
	}
	return all
}

func (h RoundHome) hasResults() bool {
	return h.Round.State == round.Closed && !h.Round.Released.IsZero() && h.may(people.SeeResults, "")
}

// takesPart says whether the viewer works in the partnership, and does not only look
// on from outside.
func (h RoundHome) takesPart() bool {
	return h.manages() || h.may(people.WriteReturn, "") || h.does(people.Moderator) || h.does(people.Facilitator)
}
