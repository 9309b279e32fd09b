package mapping

import "strings"

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

// telling is what some words of a heading tell. They are written as askedWords
// gives them: small, without accents and signs.
type telling struct{ words, tells string }

// whole are headings that are refused when they ask for nothing but this: the
// ones survey tools write themselves, in the languages their menus are often in,
// and those people add.
var whole = tellingOf(map[string]string{
	tellsName: "name|names|nickname|alias|known as|author|responder|respondent|participant|user|owner|assigned to|who are you|" +
		"person completing|person answering|person responding|contact person|contact name|signatory|" +
		// Welsh, French, Spanish, Italian and Portuguese, Dutch, Polish, Romanian, Danish and Swedish
		"enw|enwau|enw llawn|enw cyntaf|pwy ydych chi|nom|noms|nom complet|nom de famille|nom du repondant|nom du destinataire|nom d utilisateur|" +
		"nombre|nombre completo|nombre del destinatario|nome|nome completo|nome e cognome|naam|nazwa|nume|nume complet|nume de familie|navn|namn",
	tellsMail: "mail|ebost|e bost|cyfeiriad e bost|cyfeiriad ebost|courriel|adresse de messagerie|adresse electronique|" +
		"correo|correo electronico|direccion de correo electronico|correo electronico del destinatario|posta elettronica|" +
		"indirizzo di posta elettronica|poczta elektroniczna|adres poczty elektronicznej|posta electronica|adresa de posta electronica",
	tellsPhone: "tel|tel no|tel number|mob|mob no|mob number|cell|cell number|landline|contact|contacts|contact details|contact information|" +
		"contact info|details|personal details|how can we contact you|how can we reach you|how should we contact you|" +
		"how may we contact you|how to contact you|best way to contact you|social media|handy|portable|movil|mobil|ffon|ffon symudol|rhif ffon|manylion cyswllt|" +
		"coordonnees|kontakt|kontaktdaten|datos de contacto",
	tellsAddress: "address|home address|postal address|mailing address|address line|cyfeiriad|cyfeiriad cartref|cod post|adresse|adresse postale|" +
		"anschrift|wohnort|direccion|domicilio|indirizzo|adres|adres zamieszkania|adresa|zip|street|street name|house number|house name|house name or number|" +
		"house name number|flat number|town|city town|town city|town or city|village|home town|code postal|postleitzahl|plz|codigo postal|kod pocztowy|cod postal|" +
		"latitud|longitud|breitengrad|langengrad",
	tellsMachine: "ip|cyfeiriad ip|ip adresse|adresse ip|direccion ip|adres ip|adresa ip|indirizzo ip|device id|device identifier|network id|imei|" +
		"cookie id|fingerprint|browser fingerprint",
	tellsNumber: "external reference|external data reference|external data|reference de donnees externes|referencia de datos externos|" +
		"externe datenreferenz|login|log in|logon|token|access code|account|passport|national insurance|ni|nino|nhs|driving licence|" +
		"systm one number|systm one id|systm one no|badge|collar|warrant card|benutzername|nutzername|nombre de usuario|nume de utilizator|nazwa uzytkownika|enw defnyddiwr|rhif staff",
	tellsBirth: "birthday|born|when were you born|what year were you born|what year were you born in|place of birth|birthplace|dyddiad geni|" +
		"geburtsdatum|date de naissance|fecha de nacimiento|data urodzenia|data nasterii|data di nascita|data de nascimento",
	tellsSignature: "sign|signed|initials|sign your name|llofnod|unterschrift|firma del encuestado|podpis|semnatura",
})

// roles are people a heading names to hear their name. They are answers too, to
// who somebody is: only a heading is refused for them.
var roles = strings.Split("key worker|keyworker|line manager|allocated worker|allocated social worker|named worker|named person|case worker|"+
	"caseworker|case holder|lead professional|lead practitioner|personal adviser|personal advisor", "|")

// platforms are where somebody can be found by the name they have there.
var (
	platforms = strings.Fields("instagram insta snapchat snap facebook tiktok tik tok twitter linked linkedin discord telegram messenger skype signal")
	handles   = strings.Fields("name username user handle account tag profile id")
)

// within are words that are refused wherever they stand in a short heading.
var within = []telling{
	{"email", tellsMail}, {"e mail", tellsMail}, {"emails", tellsMail}, {"mail address", tellsMail}, {"emailaddress", tellsMail},
	{"first name", tellsName}, {"firstname", tellsName}, {"forename", tellsName}, {"forenames", tellsName},
	{"given name", tellsName}, {"last name", tellsName}, {"lastname", tellsName}, {"surname", tellsName}, {"christian name", tellsName},
	{"family name", tellsName}, {"middle name", tellsName}, {"full name", tellsName}, {"fullname", tellsName}, {"your name", tellsName},
	{"your names", tellsName}, {"preferred name", tellsName}, {"maiden name", tellsName}, {"what are you called", tellsName},
	{"cyfenw", tellsName}, {"prenom", tellsName}, {"vorname", tellsName}, {"nachname", tellsName}, {"familienname", tellsName},
	{"apellido", tellsName}, {"apellidos", tellsName}, {"cognome", tellsName}, {"apelido", tellsName}, {"sobrenome", tellsName},
	{"imie", tellsName}, {"nazwisko", tellsName}, {"prenume", tellsName}, {"voornaam", tellsName}, {"achternaam", tellsName},
	{"phone", tellsPhone}, {"telephone", tellsPhone}, {"mobile", tellsPhone}, {"contact number", tellsPhone}, {"contact no", tellsPhone},
	{"whatsapp", tellsPhone}, {"whats app", tellsPhone}, {"phonenumber", tellsPhone}, {"telefon", tellsPhone}, {"telefonu", tellsPhone}, {"telefono", tellsPhone},
	{"telefone", tellsPhone}, {"telefonnummer", tellsPhone}, {"handynummer", tellsPhone}, {"your contact details", tellsPhone},
	{"your contact information", tellsPhone}, {"your details", tellsPhone},
	{"ip address", tellsMachine}, {"ipaddress", tellsMachine}, {"mac address", tellsMachine},
	{"user name", tellsNumber}, {"username", tellsNumber}, {"user id", tellsNumber}, {"user number", tellsNumber}, {"upn", tellsNumber},
	{"uln", tellsNumber},
	{"date of birth", tellsBirth}, {"birth date", tellsBirth}, {"birthdate", tellsBirth}, {"dob", tellsBirth}, {"year of birth", tellsBirth},
	{"month of birth", tellsBirth}, {"dateofbirth", tellsBirth}, {"your birthday", tellsBirth},
	{"postcode", tellsAddress}, {"post code", tellsAddress}, {"postal code", tellsAddress}, {"zip code", tellsAddress},
	{"latitude", tellsAddress}, {"longitude", tellsAddress}, {"home address", tellsAddress}, {"your address", tellsAddress},
	{"street address", tellsAddress},
	{"signature", tellsSignature}, {"signed by", tellsSignature}, {"your initials", tellsSignature},
}

// holders are who or what has a number of its own; numberings are the words for
// one. "Staff numbers" is how many there are.
var (
	holders = strings.Fields("staff employee employment payroll personnel collar badge warrant shoulder officer pupil student learner nhs hospital " +
		"patient client case child family mosaic liquidlogic logic lcs ehm eclipse carefirst caredirector frameworki systmone emis rio niche " +
		"athena cpoms sims arbor childview passport licence license insurance ni card membership member account login candidate personal " +
		"identity crime incident custody registration teacher swe hcpc nmc gmc")
	numberings = strings.Fields("number no num nr id ref reference code pin")
)

// organisations are words that make a name, an address or a number one of an
// organisation, or of a thing; persons take that back.
var (
	organisations = strings.Fields("organisation organisations organisational organization agency agencies school college academy nursery " +
		"trust service services team employer company setting department workplace partnership provider practice authority council " +
		"force unit project group club charity business survey form collector place site ward office hospital station directorate division " +
		"branch network locality borough county district region area country course training event programme file cohort")
	persons = strings.Fields("person persons respondent participant individual completing completed answering colleague child parent carer " +
		"worker manager leader contact author")
)

// Words that stand around what is asked and do not change it.
var (
	leading = strings.Fields("please kindly enter give provide type write tell us state insert add leave fill in put confirm your my the a an " +
		"what is are eich beth yw ydy votre vos su sus tu ihr ihre dein deine il twoj twoje numele")
	trailing = strings.Fields("optional required here below please if any known applicable is dewisol facultatif facultativo opcional")
)

// done are words for what people do with a form.
var done = strings.Fields("completed completing filled filling answered answering submitted submitting responded responding signed wrote " +
	"written entered prepared created modified edited changed updated recorded reported returned uploaded in out up")

// Words statements begin with; behind peoples stands what they do.
var (
	subjects = strings.Fields("we i they there people everybody everyone somebody someone nobody")
	peoples  = strings.Fields("children parents carers families professionals practitioners staff workers adults agencies services police schools young " +
		"every each all some most")
	verbs = strings.Fields("is are was were has have had can could do does may will know knows use uses get gets feel feels see sees hear " +
		"hears tell tells ask asks give gives say says need needs keep keeps share shares listen listens understand understands help helps")
)

func tellingOf(byTells map[string]string) map[string]string {
	all := map[string]string{}
	for tells, headings := range byTells {
		for heading := range strings.SplitSeq(headings, "|") {
			all[heading] = tells
		}
	}
	return all
}
