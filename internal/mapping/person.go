package mapping

import (
	"slices"
	"strings"
	"unicode"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
)

// What a column may tell about who answered: ids of the sentences that refuse it.
const (
	tellsName      = "mapping.person.name"
	tellsMail      = "mapping.person.mail"
	tellsPhone     = "mapping.person.phone"
	tellsAddress   = "mapping.person.address"
	tellsMachine   = "mapping.person.machine"
	tellsNumber    = "mapping.person.number"
	tellsBirth     = "mapping.person.birth"
	tellsSignature = "mapping.person.signature"
)

// whole are headings that are refused when they are nothing but this: the ones
// survey tools write themselves, in the languages their menus are often in.
var whole = map[string]string{
	"name": tellsName, "names": tellsName, "enw": tellsName, "nom": tellsName, "nombre": tellsName, "nome": tellsName,
	"naam": tellsName, "nazwa": tellsName, "imię": tellsName, "nazwisko": tellsName, "imię i nazwisko": tellsName,
	"vorname": tellsName, "nachname": tellsName, "prénom": tellsName, "nume": tellsName, "namn": tellsName, "navn": tellsName,
	"respondent": tellsName, "participant": tellsName, "user": tellsName, "created by": tellsName, "submitted by": tellsName,
	"completed by": tellsName, "modified by": tellsName, "nickname": tellsName,
	"mail": tellsMail, "e bost": tellsMail, "ebost": tellsMail, "cyfeiriad e bost": tellsMail, "courriel": tellsMail,
	"adresse de messagerie": tellsMail, "correo electrónico": tellsMail, "correo": tellsMail, "adres e mail": tellsMail,
	"ip": tellsMachine, "cyfeiriad ip": tellsMachine, "ip adresse": tellsMachine, "adresse ip": tellsMachine,
	"dirección ip": tellsMachine, "adres ip": tellsMachine, "device id": tellsMachine, "device identifier": tellsMachine,
	"dob": tellsBirth, "birthday": tellsBirth, "geburtsdatum": tellsBirth,
	"tel": tellsPhone, "tel no": tellsPhone, "ffôn": tellsPhone, "contact details": tellsPhone,
	"address": tellsAddress, "home address": tellsAddress, "postal address": tellsAddress, "cyfeiriad": tellsAddress,
	"adresse": tellsAddress, "zip": tellsAddress, "street": tellsAddress, "city town": tellsAddress,
	"external reference": tellsNumber, "external data reference": tellsNumber, "external data": tellsNumber, "login": tellsNumber,
	"sign": tellsSignature, "signed": tellsSignature, "initials": tellsSignature,
}

// within are words that are refused wherever they stand in a short heading.
var within = []struct{ words, tells string }{
	{"email", tellsMail}, {"e mail", tellsMail}, {"emails", tellsMail}, {"mail address", tellsMail},
	{"first name", tellsName}, {"firstname", tellsName}, {"forename", tellsName}, {"forenames", tellsName},
	{"given name", tellsName}, {"last name", tellsName}, {"lastname", tellsName}, {"surname", tellsName},
	{"family name", tellsName}, {"middle name", tellsName}, {"full name", tellsName}, {"your name", tellsName},
	{"preferred name", tellsName}, {"who are you", tellsName},
	{"phone", tellsPhone}, {"telephone", tellsPhone}, {"mobile", tellsPhone}, {"contact number", tellsPhone}, {"whatsapp", tellsPhone},
	{"ip address", tellsMachine}, {"ipaddress", tellsMachine}, {"mac address", tellsMachine},
	{"user name", tellsNumber}, {"username", tellsNumber}, {"user id", tellsNumber}, {"staff number", tellsNumber},
	{"staff id", tellsNumber}, {"employee number", tellsNumber}, {"employee id", tellsNumber}, {"payroll number", tellsNumber},
	{"nhs number", tellsNumber}, {"national insurance number", tellsNumber}, {"collar number", tellsNumber}, {"warrant number", tellsNumber},
	{"pupil number", tellsNumber}, {"student number", tellsNumber}, {"student id", tellsNumber}, {"upn", tellsNumber},
	{"date of birth", tellsBirth}, {"birth date", tellsBirth}, {"birthdate", tellsBirth}, {"dob", tellsBirth}, {"year of birth", tellsBirth},
	{"postcode", tellsAddress}, {"post code", tellsAddress}, {"postal code", tellsAddress}, {"zip code", tellsAddress},
	{"latitude", tellsAddress}, {"longitude", tellsAddress}, {"home address", tellsAddress}, {"your address", tellsAddress},
	{"street address", tellsAddress},
	{"signature", tellsSignature}, {"signed by", tellsSignature}, {"your initials", tellsSignature},
}

// organisations are words that make a name, an address or a number one of an
// organisation; persons take that back.
var (
	organisations = strings.Fields("organisation organisations organisational organization agency agencies school college academy nursery " +
		"trust service services team employer company setting department workplace partnership provider practice authority council " +
		"force unit project group club charity business survey form collector place site ward office")
	persons = strings.Fields("person persons respondent participant individual completing completed answering colleague child parent carer " +
		"worker manager leader contact author")
)

// refused says whether a heading asks who somebody is, and which sentence says
// so; "" for none.
func refused(heading string) string {
	words := headingWords(heading)
	const short = 12 // words; a longer text is a statement to answer
	if len(words) == 0 || len(words) > short {
		return ""
	}
	line := strings.Join(words, " ")
	if tells := whole[line]; tells != "" {
		return tells
	}
	ofOrganisation := anyOf(words, organisations) && !anyOf(words, persons)
	spaced := " " + line + " "
	for _, w := range within {
		if strings.Contains(spaced, " "+w.words+" ") && (!ofOrganisation || ownOnly(w.words)) && isAsked(words, w.words) {
			return w.tells
		}
	}
	const shortName = 8
	if slices.Contains(words, "name") || slices.Contains(words, "names") {
		if both := strings.Contains(spaced, " name and ") || strings.Contains(spaced, " and name "); both || !ofOrganisation && len(words) <= shortName {
			return tellsName
		}
	}
	return ""
}

// ownOnly says whether words are a person's even beside an organisation's:
// "Your name and agency", "E-mail of your organisation".
func ownOnly(words string) bool {
	for _, w := range []string{"name", "mail", "phone", "mobile", "whatsapp", "ip", "surname", "birth", "staff", "signature", "signed"} {
		if strings.Contains(words, w) {
			return true
		}
	}
	return false
}

// isAsked says whether a heading asks for what it names: "How often do you
// phone families?" does not.
func isAsked(words []string, what string) bool {
	const short = 6
	return len(words) <= short || strings.Contains(what, " ") ||
		anyOf(words, []string{"your", "number", "address", "enter", "provide", "give", "contact"})
}

func anyOf(words, of []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(of, w) })
}

// headingWords are the words of a heading, small and without signs. Words
// written as one are parted: RecipientFirstName.
func headingWords(heading string) []string {
	var b strings.Builder
	before := ' '
	for _, r := range signs.Replace(heading) {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		before = r
	}
	words := strings.FieldsFunc(bare(b.String()), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		// A second column of a name may be called Name2.
		if without := strings.TrimRightFunc(w, unicode.IsDigit); without != "" {
			words[i] = without
		}
	}
	return words
}

// refuse finds the columns of an export that may say who answered. It looks at
// headings alone: no row has been read when it refuses.
func refuse(fw *framework.Framework, src answer.Source, found *fault.Problems) {
	for at, heading := range src.Table.Columns() {
		tells := refused(heading)
		if tells == "" || asksAny(fw, heading) {
			continue
		}
		line, col := src.Table.Place(at)
		found.Add(src.Name, line, col, tells, "Heading", quoted(heading))
	}
}

// asksAny says whether a heading is a question of the framework.
func asksAny(fw *framework.Framework, heading string) bool {
	h := newHead(heading)
	return slices.ContainsFunc(fw.Items, func(i framework.Item) bool { return asksItem(h, i) })
}

// asksItem says whether a heading is an item's text, in any of its languages.
func asksItem(h head, i framework.Item) bool {
	for _, text := range i.Text {
		if h.asks(bare(text)) {
			return true
		}
	}
	return false
}
