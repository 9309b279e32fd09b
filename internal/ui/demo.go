package ui

import "bearings/internal/people"

// SignInDemoPath is where one comes in as somebody of a demonstration.
const SignInDemoPath = SignInPath + "/demonstration"

// DemoPerson is somebody as whom anybody may come in to a demonstration.
type DemoPerson struct {
	Account people.AccountID
	Name    string
	Role    people.Role
	// Agency is the printed name of the one they work for, or empty.
	Agency string
	// To is the page they come to.
	To string
}

// ComeInAs says as whom one comes in.
func (s Site) ComeInAs(p DemoPerson) string {
	return s.say("demo.as-"+string(p.Role), "Agency", p.Agency)
}
