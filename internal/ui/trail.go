package ui

import (
	"bearings/internal/deed"
	"bearings/internal/people"
)

// deed says what was done, with the names that ids have today.
func (s Site) deed(t TrailPage, e deed.Entry) string {
	if !e.Kind.IsKnown() {
		return s.say("deed.unknown", "Kind", string(e.Kind))
	}
	role := ""
	if r := people.Role(e.Of("role")); r.IsKnown() {
		role = s.say("people.role-" + string(r))
	}
	sentence := "deed." + string(e.Kind)
	if e.Kind == deed.RoleTaken && e.Actor == e.Of("account") {
		sentence = "deed.role-taken-own"
	}
	return s.say(sentence, "Who", s.actor(t, e.Actor), "Whom", s.named(t, e.Of("account"), "deed.somebody-within"),
		"Agency", s.named(t, e.Of("agency"), "deed.some-agency"), "Role", role, "From", e.Of("from"), "To", e.Of("to"), "Until", e.Of("until"))
}

func (s Site) actor(t TrailPage, id string) string {
	switch id {
	case deed.TheProgram, deed.AtTheServer, deed.ByCode:
		return s.say("deed.by-" + id)
	}
	return s.named(t, id, "deed.somebody")
}

// named is the name that an id has today, or what is said where it has none any
// more. Where a deed is about nobody it is empty.
func (s Site) named(t TrailPage, id, unknown string) string {
	if name := t.Names[id]; name != "" || id == "" {
		return name
	}
	return s.say(unknown)
}
