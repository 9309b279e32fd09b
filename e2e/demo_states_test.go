package e2e_test

import (
	"slices"

	"bearings/internal/people"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// demoStates are the pages of a demonstration on which something is said that no
// other site says.
func demoStates(h house) []state {
	demo := func(c *web.Config) {
		for _, role := range people.Roles {
			one := ui.DemoPerson{Account: h.world.People[role].ID, Name: h.world.People[role].Name, Role: role, To: ui.PartnershipURL(string(h.world.North.ID))}
			if role.OfAgency() {
				one.Agency = h.world.Council.Name
			}
			c.Demo = append(slices.Clone(c.Demo), one)
		}
		service := *c.SignIn
		service.Demo = func(people.AccountID) bool { return true }
		c.SignIn = &service
	}
	return []state{
		{route: "SignIn", name: "demonstration", path: ui.SignInPath, change: demo},
		{route: "Home", name: "demonstration", path: ui.HomePath, change: demo},
		{route: "Sheet", name: "demonstration", path: ui.QuestionsURL(ui.FormStaff), change: demo},
		{route: "Partnership", name: "demonstration", path: ui.SignInPath, change: demo, press: send},
	}
}
