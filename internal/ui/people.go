package ui

import (
	"slices"

	"bearings/internal/deed"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// Partnerships are those of whoever asks.
type Partnerships struct {
	Asker Asker
	Mine  []people.Mine
	// Agencies are the names of those that the roles are for.
	Agencies map[people.AgencyID]string
	MayStart bool
}

// Partnership is a partnership as somebody in it sees it.
type Partnership struct {
	Asker  Asker
	View   people.View
	Viewer people.Viewer
	// Done is what has just been done: the last part of a message's id, or empty.
	Done string
	// Newest is the newest round, on the partnership's own page; nil for none.
	Newest *RoundHome
}

// tooWeak says whether somebody can't use roles of theirs because of how they signed
// in.
func tooWeak(asker Asker, grants []people.Grant) bool {
	return asker.Weak && slices.ContainsFunc(grants, func(g people.Grant) bool { return g.Role.NeedsStrong() })
}

// isWeak says so of the viewer in any partnership.
func (p Partnerships) isWeak() bool {
	return slices.ContainsFunc(p.Mine, func(one people.Mine) bool { return tooWeak(p.Asker, one.Grants) })
}

// may asks for a right in this partnership.
func (p Partnership) may(right people.Right, agency people.AgencyID) bool {
	return p.Viewer.May(right, people.Where{Partnership: p.View.ID, Agency: agency})
}

// agency is one of the partnership's.
func (p Partnership) agency(id people.AgencyID) (people.Agency, bool) {
	i := slices.IndexFunc(p.View.Agencies, func(a people.Agency) bool { return a.ID == id })
	if i < 0 {
		return people.Agency{}, false
	}
	return p.View.Agencies[i], true
}

// leads are the agencies for which the viewer may name people.
func (p Partnership) leads() []people.Agency {
	return slices.DeleteFunc(slices.Clone(p.View.Agencies), func(a people.Agency) bool { return !p.may(people.ManageAgency, a.ID) })
}

// AgencyPage is an agency in a partnership.
type AgencyPage struct {
	Partnership
	Agency people.Agency
}

// Naming is a form with one name in it.
type Naming struct {
	Partnership
	Name, Wrong string
}

// AgencyForm is the form with which an agency is added or changed.
type AgencyForm struct {
	Partnership
	// ID is the agency's, empty for a new one.
	ID         people.AgencyID
	Name, Kind string
	Wrong, At  string
}

// OfferedCode is a page with a code that is shown once.
type OfferedCode struct {
	Partnership
	// Person is who the code is for; empty for an agency.
	Person people.Person
	// Code is empty before it was made.
	Code, Wrong string
	// Site is where the site is reached.
	Site string
}

// AgencyJoining is the page on which an agency is brought into another partnership.
type AgencyJoining struct {
	AgencyPage
	Code, Wrong string
}

// Inviting is the form with which somebody is asked in.
type Inviting struct {
	Partnership
	Invitation people.Invitation
	Wrong, At  string
}

// PersonPage is somebody in a partnership, as those who manage it see them.
type PersonPage struct {
	Partnership
	Person    people.Person
	Role      people.Role
	Agency    people.AgencyID
	Wrong, At string
}

// mayTake says whether the viewer may take a role away.
func (p PersonPage) mayTake(g people.Grant) bool {
	return p.may(people.ManagePartnership, "") || g.Role == people.Contributor && p.Viewer.Leads(p.View.ID, g.Agency)
}

// strong says whether the person has a role for which a code by e-mail is not enough.
func (p PersonPage) strong() bool {
	return slices.ContainsFunc(p.Person.Grants, func(g people.Grant) bool { return g.Role.NeedsStrong() })
}

// TrailPage is what was done in a partnership, newest first.
type TrailPage struct {
	Partnership
	Entries []deed.Entry
	// Names are those of accounts, agencies and roles that the entries speak of.
	Names map[string]string
	// Older is the number below which more follows; 0 is the end. Late says that
	// newer ones stand before these.
	Older int64
	Late  bool
	// Checkpoint is the end of the whole trail of this installation.
	Checkpoint deed.Checkpoint
}

// kindName is what a kind of agency is called.
func (s Site) kindName(id string) string {
	kind, ok := s.Framework.Kind(id)
	if !ok {
		return id
	}
	return s.text(kind.Name)
}

func (s Site) kinds() []framework.Kind { return s.Framework.Kinds }

// roleOf is a role in words, with the agency it is for.
func (s Site) roleOf(g people.Grant, agency string) string {
	role := s.say("people.role-" + string(g.Role))
	if agency == "" {
		return role
	}
	return s.say("partnership.role-for", "Role", role, "Agency", agency)
}

func (p Partnership) agencyName(id people.AgencyID) string {
	a, _ := p.agency(id)
	return a.Name
}

// partnershipFrame is what stands around a page of a partnership.
func (s Site) partnershipFrame(p Partnership, title string, failed bool, further ...crumb) frame {
	trail := append([]crumb{{s.say("partnership.title"), PartnershipsPath}}, further...)
	return s.accountFrame(title, p.Asker, failed, trail...)
}

// within is the trail of a page below a partnership's own.
func (p Partnership) within() crumb { return crumb{p.View.Name, partnership(p.View.ID)} }

// offered are the roles that the viewer may give.
func (p Partnership) offered() []people.Role {
	if p.may(people.ManagePartnership, "") {
		return people.Roles
	}
	return []people.Role{people.Contributor}
}

// nextSteps are what a coordinator does next, as the last parts of messages' ids;
// rounds says whether the site has any.
func (p Partnership) nextSteps(rounds bool) []string {
	var steps []string
	if !p.may(people.ManagePartnership, "") {
		return nil
	}
	if len(p.View.Agencies) == 0 {
		steps = append(steps, "agencies")
	}
	if slices.ContainsFunc(p.View.Agencies, func(a people.Agency) bool {
		return !slices.ContainsFunc(p.View.People, func(one people.Person) bool { return one.Has(people.AgencyLead, a.ID) })
	}) {
		steps = append(steps, "leads")
	}
	if len(p.View.Coordinators()) == 1 {
		steps = append(steps, "second")
	}
	if rounds && p.Newest == nil && len(p.View.Agencies) > 1 {
		steps = append(steps, "round")
	}
	return steps
}

// nextPart is where a next step is done.
func nextPart(step string) []string {
	switch step {
	case "agencies":
		return []string{AgenciesPart, "new"}
	case "round":
		return []string{"rounds", "new"}
	}
	return []string{"people", "invite"}
}
