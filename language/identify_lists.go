package language

// notName tells whether a word with a capital is no name after a word that may
// introduce one.
func notName(word []byte) bool {
	switch string(word) {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"january", "february", "march", "july", "september", "october", "november", "december",
		"christmas", "easter", "ramadan", "eid", "diwali", "halloween", "nature", "teresa's", "time",
		"i", "he", "she", "they", "we", "it", "you", "the", "a", "an", "this", "that", "these", "those", "his", "her", "their",
		"my", "our", "your", "its", "who", "what", "when", "where", "why", "how", "if", "but", "and", "or", "so", "as", "at",
		"in", "on", "of", "for", "from", "to", "with", "by", "not", "no", "yes", "is", "was", "are", "were", "be", "has", "had",
		"have", "do", "does", "did", "can", "could", "should", "would", "must", "there", "then", "also", "please", "all", "any",
		"british", "english", "welsh", "scottish", "irish", "polish", "romanian", "albanian", "somali", "syrian", "afghan",
		"muslim", "jewish", "hindu", "sikh", "catholic", "black", "white", "asian", "african", "roma",
		"facebook", "snapchat", "instagram", "whatsapp", "tiktok", "youtube", "google", "twitter", "discord", "roblox",
		"facebooked", "facetimed", "snapchatted", "skyped", "googled", "whatsapped", "microsoft", "apple", "windows", "linux", "android", "team", "teams", "principle", "section", "part", "level", "stage",
		"child", "children", "adult", "young", "youth", "family", "families", "parent", "parents", "carer", "carers", "friend",
		"friends", "mum", "dad", "mother", "father", "brother", "sister", "nan", "gran", "person", "people", "social", "worker",
		"support", "protection", "safeguarding", "police", "officer", "lead", "manager", "plan", "planning", "request", "requests",
		"training", "assistant", "associations", "figure", "figures", "day", "days", "week", "year", "name", "names", "age",
		"date", "number", "note", "notes", "table", "appendix", "see", "about", "what's", "assessment", "conference", "meeting",
		"review", "report", "board", "partnership", "committee", "early", "mental", "domestic", "sexual", "criminal", "missing",
		"risk", "abuse", "exploitation", "neglect", "harm", "england", "wales", "scotland", "britain", "europe", "yorkshire",
		"leeds", "bradford", "sheffield", "manchester", "birmingham", "liverpool", "london", "bristol", "nottingham",
		"leicester", "derby", "newcastle", "sunderland", "hull", "york", "coventry", "southampton", "portsmouth", "cardiff",
		"swansea", "glasgow", "edinburgh", "belfast", "worcestershire", "lancashire", "kent", "essex", "surrey", "sussex",
		"cornwall", "norfolk", "suffolk", "cumbria", "unknown", "none", "redacted", "withheld", "deceased", "former", "current",
		"new", "old", "first", "second", "third", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten":
		return true
	}
	return false
}

// placeWord tells whether a word makes those before it the name of a place, an
// agency, a law or a thing.
func placeWord(word []byte) bool {
	switch string(word) {
	case "road", "rd", "street", "st", "avenue", "close", "lane", "drive", "way", "court", "crescent", "terrace", "place",
		"gardens", "square", "hill", "park", "mews", "walk", "row", "bridge", "green", "valley", "river", "falls", "island",
		"islands", "bay", "beach", "lake", "station", "line", "airport", "stadium", "school", "schools", "primary", "secondary",
		"high", "grammar", "junior", "infant", "infants", "nursery", "academy", "academies", "college", "university", "hospital",
		"infirmary", "clinic", "surgery", "centre", "center", "house", "hall", "lodge", "church", "cathedral", "chapel", "mosque",
		"abbey", "trust", "foundation", "fund", "charity", "council", "city", "town", "county", "borough", "district", "unit",
		"ward", "team", "service", "services", "society", "association", "alliance", "ambulance", "institute", "group", "club",
		"inquiry", "enquiry", "review", "report", "act", "law", "bill", "rule", "case", "charter", "project", "programme", "program",
		"award", "awards", "prize", "medal", "test", "scale", "method", "model", "theory", "theorem", "algorithm", "series",
		"competence", "guidelines", "principles", "partnership", "commission", "committee", "department", "library", "museum",
		"theatre", "press", "books", "publishing", "publications", "ltd", "limited", "plc", "inc", "corp", "corporation", "company",
		"cup", "league", "united", "rovers", "wanderers", "fc", "river's", "cross", "day", "syndrome", "disease", "index", "effect",
		"estate", "works", "palace", "castle", "tower", "gate", "market", "field", "fields", "farm", "wood", "woods", "forest",
		"board", "panel", "network", "charities", "guidance", "software", "systems", "technologies", "license", "licence", "edition", "release", "server", "framework", "api", "language":
		return true
	}
	return false
}

// notTitled tells whether a word after a title is no surname.
func notTitled(word []byte) bool {
	switch string(word) {
	case "who", "pepper", "men", "universe", "comics", "world", "gamer", "card", "cards", "bios", "speaker", "plus", "power",
		"user", "users", "magazine", "motor", "current", "metro", "unix", "dos", "tools", "boot", "keyboard", "lint", "scan", "relay",
		"box", "lite", "engine", "engines", "america", "manners", "barnardo", "compatible", "hardware", "bean", "health":
		return true
	}
	return false
}

// particle tells whether a small word can stand inside a surname.
func particle(word []byte) bool {
	switch string(word) {
	case "de", "van", "von", "der", "den", "al", "el", "bin", "bint", "ibn", "da", "dos", "di", "du", "la", "le", "ul", "ur", "ap":
		return true
	}
	return false
}

// commonSurname tells whether a word is one of the commonest surnames.
func commonSurname(word []byte) bool {
	switch string(word) {
	case "smith", "jones", "taylor", "brown", "williams", "wilson", "johnson", "davies", "davis", "patel", "robinson", "wright",
		"thompson", "evans", "walker", "white", "roberts", "green", "hall", "wood", "jackson", "clarke", "clark", "khan", "thomas",
		"turner", "hill", "harris", "cooper", "ward", "ahmed", "hussain", "begum", "singh", "kaur", "ali", "shah", "hughes", "edwards",
		"lewis", "martin", "morris", "moore", "king", "baker", "harrison", "morgan", "allen", "james", "scott", "watson", "parker",
		"phillips", "bennett", "young", "price", "griffiths", "kelly", "cook", "carter", "richardson", "bailey", "collins", "bell",
		"shaw", "murphy", "miller", "cox", "richards", "marshall", "anderson", "simpson", "ellis", "adams", "begley",
		"wilkinson", "foster", "chapman", "mason", "powell", "webb", "rogers", "gray", "hunt", "mills", "holmes", "palmer",
		"matthews", "gibson", "fisher", "knight", "barnes", "lloyd", "campbell", "mitchell", "stevens", "jenkins", "butler", "russell",
		"murray", "dixon", "harvey", "fletcher", "graham", "pearce", "owen", "reid", "stewart", "robertson", "macdonald", "mcdonald",
		"sharma", "mohammed", "hassan", "islam", "rahman", "miah", "uddin", "iqbal", "akhtar", "bibi", "malik", "mahmood", "chowdhury",
		"nowak", "kowalski", "kowalska", "popescu", "okafor", "okoro", "adeyemi", "mensah", "osei", "nguyen", "chen", "wong", "kelleher",
		"walsh", "byrne", "ryan", "connor", "doyle", "sullivan", "gallagher", "kennedy", "burke", "quinn", "lynch", "daly", "dunne":
		return true
	}
	return false
}

// famous tells whether a name is one that everybody knows from books.
func famous(text string, n fullName) bool {
	if n.words < 2 {
		return false
	}
	var folded [wordMost]byte
	w, ok := wordBefore(text, n.end, n.start)
	if !ok {
		return false
	}
	switch string(w.fold(text, &folded)) {
	case "dickens", "freud", "shakespeare", "darwin", "bowlby", "ainsworth", "maslow", "piaget", "vygotsky", "erikson",
		"bronfenbrenner", "einstein", "newton", "austen", "orwell", "dahl", "rowling", "churchill", "mandela", "gandhi", "obama",
		"thatcher", "laming", "munro", "christie", "tolkien", "potter", "pan", "hood", "twist", "copperfield", "bond", "holmes",
		"ruggles", "coram", "barnardo", "montessori", "torvalds", "stallman", "knuth", "turing":
		return true
	case "lewis":
		return hasFold(text[n.start:], "john")
	}
	return false
}

// personVerb tells whether persons do what a verb says, and whether it is a form
// of being or having that other things do, too.
func personVerb(word []byte) (told, being bool) {
	switch string(word) {
	case "said", "says", "told", "tells", "asked", "asks", "went", "lives", "lived", "ran", "cried", "laughed", "felt", "feels",
		"thinks", "thought", "wants", "wanted", "knows", "knew", "met", "likes", "loves", "hates", "disclosed", "reported",
		"texted", "phoned", "rang", "messaged", "refused", "hit", "punched", "kicked", "moved", "stayed", "slept", "ate", "drank",
		"smiled", "shouted", "explained", "described", "stated", "attended", "arrived", "left", "returned", "threatened",
		"grabbed", "pushed", "picked", "gave", "took", "sent", "showed", "bought", "started", "stopped", "spoke", "talked",
		"replied", "agreed", "denied", "admitted", "believes", "hopes", "worries", "worried", "sees", "saw", "goes", "comes",
		"came", "walked", "drove", "sat", "stood", "woke", "kissed", "touched", "hurt", "self", "missed", "misses", "enjoys":
		return true, false
	case "is", "was", "has", "had", "isn", "wasn", "hasn", "doesn", "didn", "does", "did", "can", "could", "would", "who", "seemed",
		"seems", "looked", "looks", "became", "needs", "got", "gets", "kept", "keeps", "made", "and", "or", "about", "to":
		return false, word[0] != 'a' && string(word) != "or" && string(word) != "to"
	}
	return false, false
}

// notAfterName tells whether a small word after a capital one shows a thing
// rather than a person.
func notAfterName(word []byte) bool {
	switch string(word) {
	case "of", "team", "service", "services", "project", "term", "holidays", "season", "card", "file", "files", "group", "centre":
		return true
	}
	return false
}
