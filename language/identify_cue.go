package language

// cueBits are what words near a number say it is.
type cueBits uint16

const (
	cueNHS cueBits = 1 << iota
	cueUPN
	cueInsurance
	cuePhone
	// cueReference words introduce a number that is none of ours.
	cueReference
	cuePostcode
	cueHome
	// cuePlate words mean a vehicle's number, cueCar words a vehicle.
	cuePlate
	cueCar
	cueSocial
)

// cueReach is how many words from a number a cue may stand.
const cueReach = 6

// cueOf is what a word in lower case says.
func cueOf(word []byte) cueBits {
	switch string(word) {
	case "nhs", "hospital", "patient", "patients", "medical":
		return cueNHS
	case "upn", "upns", "pupil", "pupils":
		return cueUPN
	case "ni", "nino", "ninos", "insurance", "nic":
		return cueInsurance
	case "phone", "phones", "phoned", "telephone", "tel", "mobile", "mobiles", "mob", "cell", "landline",
		"call", "called", "calls", "calling", "ring", "rang", "rung", "text", "texted", "texts", "texting",
		"whatsapp", "whatsapped", "sms", "fax", "contact", "dial", "sim", "ph", "handset", "burner",
		"facetime", "voicemail", "messaged", "telegram", "signal":
		return cuePhone
	case "ref", "reference", "refs", "urn", "invoice", "order", "account", "acct", "isbn", "issn", "doi",
		"serial", "case", "crime", "incident", "log", "barcode", "timestamp", "epoch", "build",
		"ticket", "id", "sku", "charity", "company", "payment", "transaction", "grant", "bytes",
		"version", "docket", "policy", "receipt", "tracking", "parcel", "occurrence", "cad", "batch":
		return cueReference
	case "postcode", "postcodes", "postal", "zip", "pcode":
		return cuePostcode
	case "address", "addresses", "lives", "live", "lived", "living", "home", "moved", "moving", "stays",
		"stay", "staying", "stayed", "resides", "residing", "resident", "house", "housed", "flat",
		"road", "street", "avenue", "lane", "estate":
		return cueHome
	case "reg", "registration", "registrations", "vrm", "vrn", "plate", "plates", "numberplate":
		return cuePlate
	case "car", "cars", "vehicle", "vehicles", "van", "taxi", "minicab", "cab", "moped", "motorbike",
		"motorcycle", "scooter", "lorry", "truck", "minibus", "ford", "vauxhall", "bmw", "audi", "vw",
		"volkswagen", "golf", "polo", "corsa", "astra", "fiesta", "focus", "mercedes", "merc", "toyota",
		"nissan", "renault", "clio", "peugeot", "fiat", "honda", "seat", "skoda", "kia", "mini", "suv",
		"transit", "insignia", "saloon", "hatchback", "convertible", "driver", "drove", "driving", "driven":
		return cueCar
	case "snap", "snapchat", "insta", "instagram", "tiktok", "twitter", "discord", "handle", "username",
		"dm", "dms", "follow", "follows", "following", "tag", "tagged", "threads", "youtube", "socials",
		"messages", "facebook", "fb", "profile", "mentioned", "mention":
		return cueSocial
	}
	return 0
}

// nearCue is the first of the wanted cues before start, nearest first, and
// otherwise right after end.
func nearCue(text string, start, end int, wanted cueBits) cueBits {
	var folded [wordMost]byte
	w := wordSpan{start: start}
	for range cueReach {
		var ok bool
		if w, ok = wordBefore(text, w.start, start-around); !ok {
			break
		}
		if cue := cueOf(w.fold(text, &folded)); cue&wanted != 0 {
			return cue & wanted
		}
		if string(w.fold(text, &folded)) == "code" && wanted&cuePostcode != 0 && precededBy(text, w.start, "post") {
			return cuePostcode
		}
	}
	return cueAfter(text, end, wanted)
}

// cueAfter is a wanted cue among the three words after end, in brackets or after
// a verb: "(NHS number)", "is her mobile".
func cueAfter(text string, end int, wanted cueBits) cueBits {
	var folded [wordMost]byte
	at := end
	for range 3 {
		w, ok := wordAfter(text, at, end+around)
		if !ok || w.crossed {
			return 0
		}
		word := w.fold(text, &folded)
		if cue := cueOf(word) &^ (cueReference | cueHome | cueCar); cue&wanted != 0 {
			return cue & wanted
		}
		switch string(word) {
		case "is", "was", "her", "his", "their", "my", "the", "as", "which", "it", "a", "s", "number", "mum":
		default:
			return 0
		}
		at = w.end
	}
	return 0
}

// precededBy tells whether the word before start reads so, in any case.
func precededBy(text string, start int, word string) bool {
	var folded [wordMost]byte
	w, ok := wordBefore(text, start, start-around)
	return ok && string(w.fold(text, &folded)) == word
}

// wordSpan is a word of a text, with the letters of every Latin alphabet.
type wordSpan struct {
	start, end int
	// capital says that it starts with a capital, caps that all its letters are.
	capital, caps bool
	// crossed says that a sentence's end stands between it and where the search
	// for it began; touching that only spaces do, and broken that a line's end,
	// tab or bar does.
	crossed, touching, broken bool
}

// wordMost is how many letters of a word are compared.
const wordMost = 20

// fold is the word in plain lower case.
func (w wordSpan) fold(text string, into *[wordMost]byte) []byte {
	n := 0
	for i := w.start; i < w.end && n < wordMost; {
		c := text[i]
		if c < 0x80 {
			if foldBytes[c] >= 'a' {
				into[n] = foldBytes[c]
				n++
			}
			i++
			continue
		}
		kind, letters, size := wideAt(text, i)
		if kind == wideLetters {
			for k := 0; k < len(letters) && n < wordMost; k++ {
				into[n] = letters[k]
				n++
			}
		}
		i += size
	}
	return into[:n]
}

// wordBefore is the word that ends before at, and starts no earlier than limit.
func wordBefore(text string, at, limit int) (wordSpan, bool) {
	limit = max(limit, 0)
	w := wordSpan{touching: true}
	for {
		g, size := glyphBefore(text, at)
		if size == 0 || at-size < limit {
			return w, false
		}
		if g.letter() {
			break
		}
		w.pass(g, text[at-size], at == len(text) || text[at] <= ' ')
		at -= size
	}
	w.end, w.caps = at, true
	for at > limit {
		g, size := glyphBefore(text, at)
		if !g.letter() && g != glyphNothing {
			break
		}
		w.caps = w.caps && g != glyphLower
		w.capital = g == glyphUpper
		at -= size
	}
	w.start = at
	return w, true
}

// wordAfter is the word that starts at or after at, and before limit.
func wordAfter(text string, at, limit int) (wordSpan, bool) {
	limit = min(limit, len(text))
	w := wordSpan{touching: true}
	for {
		g, size := glyphAt(text, at)
		if size == 0 || at >= limit {
			return w, false
		}
		if g.letter() {
			w.capital = g == glyphUpper
			break
		}
		next := at + size
		w.pass(g, text[at], next == len(text) || text[next] <= ' ')
		at = next
	}
	w.start, w.caps = at, true
	for at < limit {
		g, size := glyphAt(text, at)
		if !g.letter() && g != glyphNothing {
			break
		}
		w.caps = w.caps && g != glyphLower
		at += size
	}
	w.end = at
	return w, true
}

// pass notes a character between a word and where the search began.
func (w *wordSpan) pass(g glyph, c byte, loose bool) {
	switch {
	case g == glyphSpace, g == glyphNothing:
		return
	case g == glyphLine:
		w.broken = true
		return
	case c == '\t', c == '|':
		w.broken = true
	case c == ';', c == '!', c == '?', c == '.' && loose:
		w.crossed = true
	}
	w.touching = false
}
