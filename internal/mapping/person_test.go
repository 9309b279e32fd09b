package mapping_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/framework"
	"bearings/internal/mapping"
)

// telling are headings that may say who answered, by what the sentence says.
var telling = map[string][]string{
	"it asks for a name": {
		"Name", "name", "Name2", "Name 2", "Full name", "Your name", "First Name", "Last name", "Surname", "1. What is your name?", "What's your name?", "Name (optional)",
		"Please enter your full name", "RecipientFirstName", "RecipientLastName", "Participant name", "Name of person completing this form", "Names of those who answered",
		"Your name and organisation", "Name and role", "NAME:", "Respondent", "Responder", "Participant", "User", "Submitted by", "Created By", "Last modified by", "Modified By",
		"Author", "Assigned to", "Child's name", "Name of your manager", "Who completed this form?", "Who filled in this survey?", "Who is answering?", "This return was completed by",
		"Form completed by", "What should we call you?", "What would you like to be called?", "Key worker", "Keyworker", "Your key worker", "Line manager", "My line manager",
		"Lead professional", "Who is your key worker?", "Who are you?", "Nickname", "Known as", "Contact name", "School contact name", "fullname", "My name is",
		"Name and email address for us to write to you when it is all done, please",
		"Name (please do not abbreviate)", "Leave your name and we will tell you, and only you, what came of all of this.", "First names",
		"Enw", "Eich enw", "Beth yw eich enw?", "Enw llawn", "Cyfenw", "Pwy ydych chi?", "Nom", "Nom et prénom", "Prénom", "prenom", "Nom de famille", "Votre nom",
		"Nom d'utilisateur", "Nom du destinataire", "Prénom du destinataire", "Nombre", "Nombre completo", "Nombre y apellidos", "Nome", "Vorname", "Nachname",
		"Vorname des Empfängers", "Nazwa", "Imię i nazwisko", "Imię", "Nume", "Nume și prenume", "Prenume", "Naam",
	},
	"it asks for an e-mail address": {
		"Email", "E-mail", "Email Address", "e‑mail", "E.Mail", "EmailAddress", "emailaddress", "email_address", "RecipientEmail", "Your email address", "Work e-mail",
		"Email of your organisation", "Email2", "Email address is required",
		"If you would like us to send you a copy of the report, please leave an email address here",
		"Cyfeiriad e-bost", "E-bost", "Adresse de messagerie", "Adresse e-mail", "Courriel", "E-Mail-Adresse", "Correo electrónico", "Dirección de correo electrónico",
		"Adres e-mail", "Poczta e-mail", "Adresă de e-mail", "Poștă electronică", "Posta elettronica", "Correo electrónico del destinatario",
	},
	"it asks for a way to reach somebody": {
		"Phone", "Phone number", "PhoneNumber", "Mobile", "Mob", "Mob.", "Mobile no.", "Tel", "Tel. no.", "Telephone no.", "What is your mobile number, if we may call you?", "Contact number",
		"Contact", "Contact:", "Contact details", "Your contact details", "Contact information", "What are your contact details?", "Please leave your details", "How can we contact you?",
		"Instagram", "Your Instagram", "Snapchat", "Snapchat username", "Instagram or TikTok handle", "WhatsApp", "I can be contacted on this phone number",
		"Rhif ffôn", "Ffôn symudol", "Manylion cyswllt", "Téléphone", "Numéro de téléphone", "Coordonnées", "Telefonnummer", "Teléfono", "Numer telefonu", "Telefon",
	},
	"it points to somebody's phone or computer": {"IP Address", "IPAddress", "I.P. address", "IP", "Device ID", "Network ID", "MAC address", "Cyfeiriad IP", "IP-Adresse", "Adresse IP", "Dirección IP", "Adres IP"},
	"it holds what other lists know somebody by": {
		"User name", "Username", "User ID", "Login", "Token", "Access code", "Staff number", "Staff no.", "Staff ID", "Employee ID", "Payroll no", "ExternalReference", "External Data Reference",
		"NHS number", "NHSNumber", "NHS no", "N.H.S. No.", "What is your NHS number?", "UPN", "ULN", "Collar number", "Collar no", "Badge number", "Warrant number", "Shoulder number", "Case number",
		"Case no.", "Case reference", "Mosaic ID", "Mosaic number", "Liquidlogic ID", "LCS ref", "SystmOne number", "National Insurance", "National Insurance number", "NI number", "N.I. No",
		"Passport", "Passport number", "Pupil number", "Child ID", "Client ID", "Social Work England registration number", "Crime reference", "Rhif staff", "Référence de données externes",
		"Externe Datenreferenz", "Nombre de usuario", "Nazwa użytkownika", "Nume de utilizator",
	},
	"it asks when somebody was born": {
		"Date of birth", "DOB", "D.O.B.", "d o b", "Child's DOB", "DateOfBirth", "What is your date of birth?", "Year of birth", "Birthday", "Place of birth", "Dyddiad geni", "Date de naissance",
		"Geburtsdatum", "Fecha de nacimiento", "Data urodzenia", "Data nașterii",
	},
	"it tells where somebody lives or was": {
		"Postcode", "Your postcode", "Post code", "Address", "Address 2", "Address line 1", "LocationLatitude", "LocationLongitude", "Home address", "ZIP", "ZIP/Postal Code", "City/Town", "House number",
		"Where do you live?", "Where do you currently live?", "Which town do you live in?", "Cod post", "Cyfeiriad", "Code postal", "Postleitzahl", "Adresse", "Kod pocztowy",
	},
	"it asks for a signature": {"Signature", "Signed", "Signed by", "Sign here", "Please sign here", "Respondent's signature", "Your initials", "Initials", "Llofnod", "Unterschrift"},
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

// untelling are headings that say nobody's name, or are statements.
var untelling = []string{
	"Name of your organisation", "Name of school", "Organisation name", "What is the name of your agency?", "School name", "Name of service", "Team name", "Name of training course",
	"Enw eich sefydliad", "Enw'r ysgol", "Name of the form", "Which agency do you work for?", "Which agency are you answering for?", "Which team do you work in?", "Where do you work?",
	"Who do you work for?", "Who works with you?", "Who helps you? [Key worker]", "Who helps you most?", "Who wrote your plan with you?", "Who are you answering for?",
	"Who is the lead agency?", "Who listens to you?", "ID", "Id", "Respondent ID", "Response ID", "ResponseId", "Collector ID", "Participant ID", "UserNo", "Unique Response Number", "Response number",
	"Case ID", "Submission ID", "Start time", "Completion time", "Last modified time", "Date created", "Timestamp", "Heure de début", "Startzeit", "Hora de inicio", "Godzina rozpoczęcia",
	"Oră de începere", "Address of your school", "School postcode", "Custom Data 1", "Company", "Role", "Your role", "Job title", "Level", "Your level", "Kind of agency", "User Language", "Tenant",
	"Language", "Duration (in seconds)", "Finished", "Completed", "Submitted", "Age", "How old are you?", "Staff numbers", "Number of staff", "Number of children", "In this case no plan was made",
	"How often do you phone families who have not been in touch?", "How often do you phone families?", "How quickly do you answer emails?", "How often do you use Instagram?", "Do you use Snapchat?",
	"People use the name I like to be called by, also when they write about me", "We use their preferred name", "I know the full name of everybody who helps me", "We phone families first",
	"We answer emails within a day", "They gave me a phone number I can ring", "Children are given a mobile number they can ring", "Contact with parents is regular and kind",
	"Contact with parents is …", "Contact is kept up", "Families have the contact details of somebody they trust", "I feel safe where I live", "Do you feel safe where you live?",
	"Who do you live with?", "We sign plans together with parents", "Name one thing that works well", "Name three things you would change", "What would you call your team?",
	"Were you given a phone number or an email address of somebody you can reach when it is hard?", "We give every parent the phone number of somebody they can ring on any evening of the week",
	"Anything else? (Please do not include names)", "What would you change? Please don't write your name or anybody else's.", "Anything to add, without giving your name?", "No names please: what helped?",
	"Please tell us what it means to you that people remember your birthday",
	"Username-free feedback is fine to give here, what would you like to say to us today?",
}

func TestHeadingsThatAskNobodysNameAreNotRefused(t *testing.T) {
	fw := compass()
	for _, heading := range append(statements(t), untelling...) {
		src := table(t, "a.csv", quoted(heading)+",We listen to children.\nx,Often\n")
		if _, err := mapping.Draft(english(t), fw, src); err != nil {
			t.Errorf("%q: %s", heading, said(t, err))
		}
	}
	fw.Items[0].Text["en"] = "What is your name?"
	if _, err := mapping.Draft(english(t), fw, table(t, "a.csv", "1. What is your name?,b\nOften,\n")); err != nil {
		t.Errorf("a question of the framework: %s", said(t, err))
	}
}

// statements are the texts of all questions of all packs there are.
func statements(t *testing.T) []string {
	t.Helper()
	packs := []*framework.Framework{principles(t)}
	files, err := filepath.Glob("../../examples/*/framework.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		fw, err := framework.Load(os.DirFS(filepath.Dir(file)))
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		packs = append(packs, fw)
	}
	var all []string
	for _, fw := range packs {
		for _, i := range fw.Items {
			for _, text := range i.Text {
				all = append(all, text)
			}
		}
	}
	return all
}

// TestAnAnswerThatIsARoleIsNoHeading reads a first row that says what somebody
// is, in a word that would be refused as a heading.
func TestAnAnswerThatIsARoleIsNoHeading(t *testing.T) {
	src := table(t, "a.csv", "We listen to children.,Role\n,Line manager\nOften,\n")
	if _, err := mapping.Draft(english(t), compass(), src); err != nil {
		t.Error(said(t, err))
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
