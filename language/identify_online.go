package language

// identifyAt looks for an e-mail address or a handle at an @.
func identifyAt(text string, at int) (detail, bool) {
	if at < 0 || at >= len(text) || text[at] != '@' {
		return detail{}, false
	}
	start, role := localPart(text, at)
	if start < at {
		return email(text, start, at, role)
	}
	return atHandle(text, at)
}

// localPart is where the part of an e-mail address before its @ starts, and
// whether it is a desk's rather than a person's.
func localPart(text string, at int) (start int, role bool) {
	start = at
	for start > 0 && at-start < around {
		c := text[start-1]
		if c >= 0x80 {
			g, size := glyphBefore(text, start)
			if !g.letter() && g != glyphNothing {
				break
			}
			start -= size
			continue
		}
		if !glyphs[c].joins() && indexOf("._%+-'", c) < 0 {
			break
		}
		start--
	}
	for start < at && indexOf(".-'%+", text[start]) >= 0 {
		start++
	}
	switch text[start:at] {
	case "info", "help", "helpline", "enquiries", "noreply", "no-reply", "contact", "support", "admin", "office", "hello", "press":
		return start, true
	}
	return start, false
}

// email looks for the rest of an e-mail address.
func email(text string, start, at int, role bool) (detail, bool) {
	if start > 0 && (text[start-1] == '/' || text[start-1] == '=' && start > 1 && text[start-2] == '/') {
		return detail{}, false
	}
	if start > 0 && text[start-1] == ':' && passwordBefore(text, start) {
		return detail{}, false
	}
	end, dot, letters, labels := at+1, -1, 0, 0
	for end < len(text) && end-at < around*4 {
		g, size := glyphAt(text, end)
		switch {
		case g.letter():
			letters++
		case g == glyphDot && dot != end-1 && end > at+1:
			if labels == 0 && letters == 0 && !mailHost(text[at+1:end]) {
				return detail{}, false
			}
			dot = end
			labels++
		case text[end] == '\r': // of a line's end
			size = 0
		case g == glyphDigit, g == glyphDash && end > at+1, g == glyphNothing:
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		end += size
	}
	for end > at+1 && (text[end-1] == '.' || text[end-1] == '-') {
		end--
	}
	if dot >= end { // the full stop of the sentence
		for dot = end - 1; dot > at && text[dot] != '.'; dot-- {
		}
	}
	if dot <= at+1 || !topDomain(text[dot+1:end]) {
		return detail{}, false
	}
	if end+1 < len(text) && (text[end] == ':' && text[end+1] > ' ' || text[end] == '/' || text[end] == '@' || text[end] == '_') {
		return detail{}, false
	}
	return detail{"email", start, end, !role}, true
}

// mailHost tells whether a host of digits gives out addresses; otherwise 4.17 is
// a version.
func mailHost(label string) bool { return len(label) == 3 }

// passwordBefore tells whether a colon before start belongs to a web address.
func passwordBefore(text string, start int) bool {
	for i := start - 1; i > 0 && i > start-around && text[i] > ' '; i-- {
		if text[i] == '/' && text[i-1] == '/' {
			return true
		}
	}
	return false
}

// topDomain tells whether letters may be the end of a host's name; what ends file
// names and units of a system is none.
func topDomain(letters string) bool {
	if len(letters) < 2 || len(letters) > 24 {
		return false
	}
	for i := range len(letters) {
		if foldBytes[letters[i]] < 'a' && letters[i] < 0x80 {
			return false
		}
	}
	switch letters {
	case "service", "socket", "target", "timer", "mount", "slice", "device", "path", "png", "jpg", "jpeg", "gif", "svg",
		"webp", "js", "css", "html", "py", "so", "rc", "git", "txt", "conf", "template", "beta", "alpha", "local", "localdomain", "internal":
		return false
	}
	return true
}

// atHandle looks for a handle: @kay_07.
func atHandle(text string, at int) (detail, bool) {
	if at > 0 && !handleMayFollow(text, at) {
		return detail{}, false
	}
	end, marked, n := readHandle(text, at+1)
	if n < 3 || n > 30 || foldBytes[text[at+1]] < 'a' || handleRunsOn(text, end) || capitals(text, at+1, end) {
		return detail{}, false
	}
	cue := nearCue(text, at, end, cueSocial) != 0
	if !cue && (codeWord(text, at+1, end) || !marked && n < 5 || besideCode(text, at, end) || at > 0 && (text[at-1] == '`' || text[at-1] == '[')) {
		return detail{}, false
	}
	return detail{"social-handle", at, end, cue || marked}, true
}

func handleMayFollow(text string, at int) bool {
	switch c := text[at-1]; c {
	case '/':
		return at > 5 && hasPrefix(text[at-5:], ".com/")
	case ' ', '\n', '\t', '(', '"', '\'', ':', ',', '[', '`', '*', '|', '>':
		return true
	default:
		return c >= 0x80 && !letterBefore(text, at)
	}
}

// readHandle reads the signs of a handle from at, how many there are, and whether
// there is one among them that words don't have.
func readHandle(text string, at int) (end int, marked bool, n int) {
	end = at
	for end < len(text) && n <= 40 {
		c := text[end]
		if c >= 0x80 || !glyphs[c].joins() && c != '_' && c != '.' {
			break
		}
		marked = marked || foldBytes[c] < 'a' && c != '.'
		end++
		n++
	}
	for end > at && text[end-1] == '.' {
		end--
		n--
	}
	for i := at; i < end; i++ {
		marked = marked || text[i] == '.'
	}
	return end, marked, n
}

// handleRunsOn tells whether a handle is code.
func handleRunsOn(text string, end int) bool {
	if end >= len(text) {
		return false
	}
	switch text[end] {
	case '(', '{', '[', '=', '/', '@', '-', '\\', '<', '$', '%', '#', '~', '+', '^':
		return true
	case ':':
		return end+1 < len(text) && text[end+1] > ' '
	case ';':
		return true
	}
	return text[end] >= 0x80 && !edge(text, end)
}

// codeWord tells whether a word after an @ is one of programs, or of short
// messages.
func codeWord(text string, start, end int) bool {
	var folded [wordMost]byte
	switch string((wordSpan{start: start, end: end}).fold(text, &folded)) {
	case "param", "params", "return", "returns", "throws", "throw", "exception", "see", "since", "author", "authors", "deprecated",
		"override", "media", "import", "charset", "font", "keyframes", "property", "staticmethod", "classmethod", "pytest", "todo",
		"here", "everyone", "channel", "all", "type", "typedef", "template", "link", "code", "version", "license", "file", "brief",
		"note", "example", "private", "public", "protected", "internal", "readonly", "default", "supports", "include", "mixin",
		"extend", "layer", "container", "page", "test", "before", "after", "inheritdoc", "ignore", "home", "school", "work", "least",
		"array", "list", "args", "hash", "listof", "foreach", "interface", "class", "implementation", "selector", "synthesize",
		"autowired", "component", "service", "node", "types", "samp", "xref", "item", "end", "chapter", "section", "menu", "var",
		"function", "constructor", "memberof", "namespace", "callback", "async", "yields", "export", "module", "self", "lines":
		return true
	}
	return false
}

// socialHandle looks for a handle after the name of a place where people have
// one: "snap: kay_07", "her insta is kay.07", "username kay07".
func socialHandle(text string, end int) (detail, bool) {
	var folded [wordMost]byte
	at := end
	if hasPrefix(text[at:], ".com/") {
		return webHandle(text, at+len(".com/"))
	}
	for range 4 {
		for at < len(text) && at-end < around && indexOf(" :-=,(\"'", text[at]) >= 0 {
			at++
		}
		if at > end && at < len(text) && text[at] == '@' {
			return detail{}, false // identifyAt is called there
		}
		stop, marked, n := readHandle(text, at)
		if n == 0 || at == end {
			return detail{}, false
		}
		if tag := discordTag(text, stop); tag > stop {
			return detail{"social-handle", at, tag, true}, true
		}
		if marked && n >= 4 && n <= 30 && letters(text[at:stop]) > 2 && !capitals(text, at, stop) && handleAnnounced(text, end, at) && !handleRunsOn(text, stop) && !fileName(text[at:stop]) {
			return detail{"social-handle", at, stop, true}, true
		}
		w, ok := wordAfter(text, at, at+24)
		if !ok || w.start != at || w.end != stop {
			return detail{}, false
		}
		switch string(w.fold(text, &folded)) {
		case "is", "name", "username", "handle", "account", "user", "id", "tag", "was", "called", "under", "as", "profile", "s",
			"chat", "gamertag", "on", "at", "add", "now", "new", "me", "known", "of", "channel", "page", "details", "number", "private":
		default:
			return plainHandle(text, end, at, stop, w)
		}
		at = stop
	}
	return detail{}, false
}

// webHandle looks for the handle at the end of the address of somebody's page.
func webHandle(text string, at int) (detail, bool) {
	if hasPrefix(text[at:], "add/") {
		at += len("add/")
	}
	end, marked, n := readHandle(text, at)
	if n < 3 || n > 30 || !marked || foldBytes[text[at]] < 'a' || handleRunsOn(text, end) || fileName(text[at:end]) {
		return detail{}, false
	}
	return detail{"social-handle", at, end, true}, true
}

// plainHandle looks for a handle of letters only, which has to stand alone after
// a word that announces it.
func plainHandle(text string, end, at, stop int, w wordSpan) (detail, bool) {
	colon := false
	for i := end; i < at; i++ {
		colon = colon || text[i] == ':'
	}
	before, ok := wordBefore(text, at, end-12)
	announced := ok && (hasFold(text[before.start:], "username") || hasFold(text[before.start:], "handle") || hasFold(text[before.start:], "gamertag"))
	mixed := !w.caps && !w.capital && hasCapital(text[at:stop]) || w.capital && hasCapital(text[at+1:stop]) && !w.caps
	if stop-at < 5 || !(mixed && (colon || announced)) {
		return detail{}, false
	}
	return detail{"social-handle", at, stop, false}, true
}

func hasCapital(word string) bool {
	for i := range len(word) {
		if glyphs[word[i]&0x7F] == glyphUpper {
			return true
		}
	}
	return false
}

func letters(word string) (n int) {
	for i := range len(word) {
		if foldBytes[word[i]] >= 'a' {
			n++
		}
	}
	return n
}

// handleAnnounced tells whether a word that ends at end announces a handle at at:
// handle and user have other senses, so more than a space has to stand between.
func handleAnnounced(text string, end, at int) bool {
	return at > end+1 || !hasFold(text[max(0, end-len("handle")):], "handle") && !hasFold(text[max(0, end-len("user")):], "user")
}

// besideCode tells whether signs of a program stand near.
func besideCode(text string, start, end int) bool {
	for i := max(0, start-around/2); i < min(len(text), end+around/2); i++ {
		switch text[i] {
		case '$', '{', '}', '\\', ';', '=':
			return true
		case ':':
			if i+1 < len(text) && text[i+1] == ':' {
				return true
			}
		}
	}
	return false
}

// fileName tells whether a word with a point is a file or a host.
func fileName(word string) bool {
	for i := len(word) - 1; i > 0; i-- {
		if word[i] == '.' {
			switch word[i+1:] {
			case "com", "org", "net", "uk", "txt", "html", "exe", "js", "go", "json", "py", "io", "app", "g", "e":
				return true
			}
			return false
		}
	}
	return false
}

// discordTag is where the number after a name on Discord ends: kay#1234.
func discordTag(text string, at int) int {
	if at+5 > len(text) || text[at] != '#' {
		return at
	}
	for i := at + 1; i < at+5; i++ {
		if foldBytes[text[i]] != byteDigit {
			return at
		}
	}
	return at + 5
}
