package mapping_test

import (
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/mapping"
)

// telling are headings that may say who answered, by what the sentence says.
var telling = map[string][]string{
	"it asks for a name": {
		"Name", "name", "Name2", "Full name", "Your name", "First Name", "Last name", "Surname", "1. What is your name?", "Name (optional)",
		"RecipientFirstName", "RecipientLastName", "Participant name", "Name of person completing this form", "Names of those who answered",
		"Your name and organisation", "Name and role", "Enw", "Nom", "Nombre", "Vorname", "Name of your manager", "NAME:", "Respondent", "Submitted by", "Child's name",
	},
	"it asks for an e-mail address": {
		"Email", "E-mail", "Email Address", "e‑mail", "RecipientEmail", "Your email address", "Work e-mail", "Cyfeiriad e-bost", "Adresse de messagerie",
		"Correo electrónico", "Email of your organisation", "Email2",
	},
	"it asks for a way to reach somebody":        {"Phone", "Phone number", "Mobile", "Telephone no.", "What is your mobile number, if we may call you?", "Contact number"},
	"it points to somebody's phone or computer":  {"IP Address", "IPAddress", "IP", "Device ID", "Cyfeiriad IP"},
	"it holds what other lists know somebody by": {"User name", "Username", "Staff number", "ExternalReference", "External Data Reference", "NHS number", "UPN", "Collar number"},
	"it asks when somebody was born":             {"Date of birth", "DOB", "What is your date of birth?", "Year of birth"},
	"it tells where somebody lives or was":       {"Postcode", "Your postcode", "Address", "LocationLatitude", "LocationLongitude", "Home address", "ZIP"},
	"it asks for a signature":                    {"Signature", "Signed by", "Respondent's signature", "Your initials"},
}

func TestColumnsThatMaySayWhoAnsweredAreRefusedBeforeARowIsRead(t *testing.T) {
	fw := principles(t)
	m := mapped(t, fw, "format: bearings-mapping/1\nframework: practice-principles\nstrand: staff\nitems: {p1: \"We show children that we believe them.\"}\nignore: [x]\n")
	for reason, headings := range telling {
		for _, heading := range headings {
			src := table(t, "raw.csv", "We show children that we believe them.,"+quoted(heading)+"\nOften,secret\n")
			guarded := &unread{Table: src.Table}
			src.Table = guarded
			for door, open := range map[string]func() error{
				"open": func() error { _, err := mapping.Open(english(t), fw, m, src); return err },
				"gather": func() error {
					_, err := mapping.Gather(english(t), fw, []mapping.Mapping{m}, []answer.Source{src})
					return err
				},
				"draft": func() error { _, err := mapping.Draft(english(t), fw, src); return err },
			} {
				got := said(t, open())
				if !strings.HasPrefix(got, "raw.csv:1:40: The column “") || !strings.Contains(got, reason) ||
					!strings.Contains(got, "No answers have been read.") || strings.Contains(got, "\n") {
					t.Errorf("%s of %q: %s", door, heading, got)
				}
			}
			if guarded.nexts > 0 {
				t.Errorf("%q: %d rows were read", heading, guarded.nexts)
			}
		}
	}
}

func TestHeadingsThatAskNobodysNameAreNotRefused(t *testing.T) {
	fw := principles(t)
	for _, heading := range []string{
		"Name of your organisation", "Name of school", "Organisation name", "What is the name of your agency?", "School name", "Name of service",
		"Which team do you work in?", "ID", "Respondent ID", "Response ID", "Collector ID", "Start time", "Address of your school",
		"How often do you phone families who have not been in touch?", "People use the name I like to be called by, also when they write about me",
		"Custom Data 1", "Company", "Role", "Please tell us what it means to you that people remember your birthday", "User Language", "Tenant", "Username-free feedback is fine to give here, what would you like to say to us today?",
	} {
		src := table(t, "a.csv", quoted(heading)+",We show children that we believe them.\nx,Some of the time\n")
		if _, err := mapping.Draft(english(t), fw, src); err != nil {
			t.Errorf("%q: %s", heading, said(t, err))
		}
	}
	fw = compass()
	fw.Items[0].Text["en"] = "We use your name."
	if _, err := mapping.Draft(english(t), fw, table(t, "a.csv", "We use your name.,b\nOften,\n")); err != nil {
		t.Errorf("a question of the framework: %s", said(t, err))
	}
}

func TestEveryTellingColumnOfEveryFileIsNamed(t *testing.T) {
	fw := compass()
	first := &unread{Table: table(t, "", "Email,We listen to children.,Name\n").Table}
	second := &unread{Table: table(t, "", "IP Address,We listen to children.\n").Table}
	_, err := mapping.Gather(english(t), fw, []mapping.Mapping{mapped(t, fw, small)}, []answer.Source{{Name: "a.csv", Table: first}, {Name: "b.csv", Table: second}})
	got := said(t, err)
	for _, want := range []string{"a.csv:1:1: The column “Email”", "a.csv:1:30: The column “Name”", "b.csv:1:1: The column “IP Address”"} {
		if !strings.Contains(got, want) {
			t.Errorf("said\n%s\nand not\n%s", got, want)
		}
	}
	if first.nexts+second.nexts > 0 {
		t.Error("rows were read")
	}
}
