package framework

import (
	"maps"
	"path"
	"slices"
	"strings"
)

// What is taken from a file is taken as far as it goes: a part of the wrong
// shape has its fault already and is left empty.

func (l *loading) takeMain(n *node) {
	if n == nil {
		return
	}
	f := l.framework
	f.ID, f.Version, f.BasedOn = n.get("id").word(), n.get("version").word(), n.get("based_on").word()
	for _, language := range n.get("languages").list() {
		if !l.misshapen[language] {
			f.Languages = append(f.Languages, language.word())
		}
	}
	if len(f.Languages) > 0 && !contains(f.Languages, "en") {
		l.add(n.get("languages").where(), "framework.languages.english")
	}
	f.Licence = n.get("licence").word()
	f.Title, f.Summary = l.text(n, "title"), l.text(n, "summary")
	f.Source, f.Affiliation = l.text(n, "source"), l.text(n, "affiliation")
	f.Stem = l.text(n, "stem")
	for _, level := range n.get("levels").list() {
		id := l.once("level", level.get("id"), "framework.twice.level")
		f.Levels = append(f.Levels, Level{ID: id, Name: l.text(level, "name"), Who: l.text(level, "who")})
	}
	for _, kind := range n.get("kinds").list() {
		id := l.once("kind", kind.get("id"), "framework.twice.kind")
		f.Kinds = append(f.Kinds, Kind{ID: id, Name: l.text(kind, "name"), Several: l.text(kind, "several")})
	}
	for _, theme := range n.get("themes").list() {
		id := l.once("theme", theme.get("id"), "framework.twice.theme")
		f.Themes = append(f.Themes, Theme{ID: id, Name: l.text(theme, "name"), Text: l.text(theme, "text")})
	}
	for _, scale := range n.get("scales").list() {
		f.Scales = append(f.Scales, l.scale(scale))
	}
	l.listed = n.get("principles").list()
	f.Threads = l.threads(n.get("threads"))
	if questions := n.get("questions"); questions != nil {
		if len(l.listed) > 0 {
			l.add(questions.place, "framework.question.in-main")
		}
		l.takeItems(questions.list(), "")
	}
}

func (l *loading) scale(n *node) Scale {
	s := Scale{ID: l.once("scale", n.get("id"), "framework.twice.scale")}
	// Answers are unique within their scale, those beside it included.
	delete(l.places, "answer")
	for _, answer := range n.get("positions").list() {
		s.Positions = append(s.Positions, l.answer(answer))
	}
	for _, answer := range n.get("beside").list() {
		s.Beside = append(s.Beside, l.answer(answer))
	}
	return s
}

func (l *loading) answer(n *node) Word {
	return Word{ID: l.once("answer", n.get("id"), "framework.twice.answer"), Word: l.text(n, "word")}
}

// takePrinciples takes the files in principles/, in the order in which
// framework.yaml lists them.
func (l *loading) takePrinciples(roots []*node) {
	byName := map[string]*node{}
	for _, root := range roots {
		name := strings.TrimSuffix(path.Base(root.file), ".yaml")
		byName[name] = root
		if id := root.get("id"); id.word() != "" && id.word() != name {
			l.add(id.place, "framework.principle.name", "Id", id.word(), "File", root.file)
		}
	}
	for _, listed := range l.listed {
		id := listed.word()
		root := byName[id]
		delete(byName, id)
		if id == "" || l.places["principle"][id].file != "" {
			continue
		}
		l.put("principle", id, listed.place)
		if root == nil {
			if !l.unread.principles && !l.misshapen[listed] {
				l.add(listed.place, "framework.principle.no-file", "Id", id)
			}
			continue
		}
		l.framework.Principles = append(l.framework.Principles, l.principle(id, root))
	}
	for _, root := range roots {
		name := strings.TrimSuffix(path.Base(root.file), ".yaml")
		if byName[name] == root && !l.unread.main {
			l.add(root.place, "framework.principle.unlisted", "Id", name)
		}
	}
}

func (l *loading) principle(id string, n *node) Principle {
	p := Principle{ID: id, Title: l.text(n, "title"), Why: l.text(n, "why")}
	for _, right := range n.get("rights").list() {
		p.Rights = append(p.Rights, Right{Article: right.get("article").word(), Text: l.text(right, "text")})
	}
	for _, strand := range []string{YoungPerson, Parent} {
		if statements := n.get("feels").get(strand).list(); len(statements) > 0 {
			if p.Feels == nil {
				p.Feels = map[string]Feels{}
			}
			p.Feels[strand] = Feels{Statements: l.statements(statements)}
		}
	}
	p.Looks = l.looks(n.get("looks"))
	p.Hinders = l.texts(n, "hinders")
	p.Themes = wordsOf(n.get("themes"))
	for _, theme := range n.get("themes").list() {
		l.known("theme", theme, "framework.unknown.theme")
	}
	p.LeansOn = l.leans(id, n.get("leans_on"))
	p.Asks = l.texts(n, "asks")
	p.Always = n.get("always").yes()
	return p
}

func (l *loading) statements(all []*node) []Statement {
	var taken []Statement
	for _, n := range all {
		s := Statement{ID: l.once("statement", n.get("id"), "framework.twice.statement"), Text: l.text(n, "text")}
		if checked := n.get("checked"); checked != nil {
			s.Checked = &Checked{By: l.text(checked, "by"), On: checked.get("on").word(), Outcome: checked.get("outcome").word()}
		}
		taken = append(taken, s)
	}
	return taken
}

func (l *loading) looks(n *node) map[string][]Text {
	if n == nil {
		return nil
	}
	looks := map[string][]Text{}
	for _, f := range n.fields {
		if f.name != Direct && f.name != Operational && f.name != Strategic {
			continue
		}
		if l.places["level"][f.name].file == "" && !l.unread.main {
			l.add(f.at, "framework.unknown.level", "Id", f.name)
		}
		for _, look := range f.value.list() {
			looks[f.name] = append(looks[f.name], l.textAt(look, f.name))
		}
	}
	return looks
}

func (l *loading) leans(principle string, n *node) []Lean {
	var leans []Lean
	seen, listed := map[string]bool{}, l.principles()
	for _, lean := range n.list() {
		on := lean.get("on")
		id := on.word()
		switch {
		case id == "":
		case id == principle:
			l.add(on.place, "framework.lean.itself", "Id", id)
		case seen[id]:
			l.add(on.place, "framework.lean.twice", "Id", id)
		case !contains(listed, id) && !l.unread.main:
			l.add(on.place, "framework.unknown.leans-on", "Id", id, "Near", l.near(id, listed))
		}
		seen[id] = true
		leans = append(leans, Lean{On: id, How: l.text(lean, "how")})
	}
	return leans
}

// principles are the ids framework.yaml lists.
func (l *loading) principles() []string {
	var ids []string
	for _, n := range l.listed {
		if id := n.word(); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// takeQuestions takes the files in questions/, in the order of the principles
// and, under one principle, of the files' names.
func (l *loading) takeQuestions(roots []*node) {
	order := l.principles()
	rank := func(root *node) int {
		if i := slices.Index(order, root.get("principle").word()); i >= 0 {
			return i
		}
		return len(order)
	}
	roots = slices.Clone(roots)
	slices.SortStableFunc(roots, func(a, b *node) int { return rank(a) - rank(b) })
	for _, root := range roots {
		id := root.get("principle")
		switch {
		case l.unread.main || root.shape != fields:
		case id == nil && len(order) > 0:
			l.add(root.place, "framework.question.no-principle")
		case id.word() != "" && !contains(order, id.word()):
			l.add(id.place, "framework.unknown.principle", "Id", id.word(), "Near", l.near(id.word(), order))
		}
		l.takeItems(root.get("questions").list(), id.word())
	}
	for _, item := range l.items {
		l.framework.Items = append(l.framework.Items, item.Item)
	}
}

func (l *loading) takeItems(all []*node, principle string) {
	for _, n := range all {
		if n == nil || n.shape != fields {
			continue
		}
		item := Item{
			ID:        l.once("item", n.get("id"), "framework.twice.question"),
			Principle: principle,
			Part:      n.get("part").word(),
			Strands:   wordsOf(n.get("strands")),
			Levels:    wordsOf(n.get("levels")),
			Scale:     n.get("scale").word(),
			Text:      l.text(n, "text"),
			Help:      l.text(n, "help"),
			Mirrors:   wordsOf(n.get("mirrors")),
			Under:     n.get("under").word(),
			Short:     n.get("short").yes(),
		}
		if next := n.get("next"); next != nil && next.shape == fields {
			item.Next = map[string]Text{}
			for _, f := range next.fields {
				item.Next[f.name] = l.textAt(f.value, f.name)
			}
		}
		l.items = append(l.items, placed{Item: item, at: n})
	}
}

// known sees that framework.yaml has a thing of that kind and id.
func (l *loading) known(kind string, n *node, message string) bool {
	id := n.word()
	if _, ok := l.places[kind][id]; ok || id == "" || l.unread.main {
		return ok
	}
	all := slices.Sorted(maps.Keys(l.places[kind]))
	l.add(n.place, message, "Id", id, "Near", l.near(id, all), "Known", few(all))
	return false
}

// once takes an id and sees that no other thing of its kind has it.
func (l *loading) once(kind string, n *node, message string) string {
	id := n.word()
	if id == "" {
		return ""
	}
	if first, twice := l.places[kind][id]; twice {
		l.add(n.place, message, "Id", id, "File", first.file, "Line", first.line)
		return id
	}
	l.put(kind, id, n.place)
	return id
}

func (l *loading) put(kind, id string, at place) {
	if l.places[kind] == nil {
		l.places[kind] = map[string]place{}
	}
	l.places[kind][id] = at
}

func (l *loading) text(parent *node, name string) Text {
	return l.textAt(parent.get(name), name)
}

// texts takes a list of texts.
func (l *loading) texts(parent *node, name string) []Text {
	var all []Text
	for _, n := range parent.get(name).list() {
		all = append(all, l.textAt(n, name))
	}
	return all
}

// textAt takes a text and sees that it is there in every language of the pack
// and in no other.
func (l *loading) textAt(n *node, name string) Text {
	if n == nil || n.shape != fields {
		return nil
	}
	languages := l.framework.Languages
	text := Text{}
	for _, f := range n.fields {
		if len(languages) > 0 && !contains(languages, f.name) {
			if f.value == nil || f.value.shape == nothing {
				// Told already: these words stood behind a comma.
				continue
			}
			l.add(f.at, "framework.language.unknown", "Language", f.name, "Known", few(languages))
			continue
		}
		text[f.name] = f.value.paragraphs()
	}
	for _, language := range languages {
		if _, ok := text[language]; !ok {
			l.add(n.place, "framework.language.missing", "Language", language, "Field", name)
		}
	}
	return text
}

// wordsOf returns the single values of a list.
func wordsOf(n *node) []string {
	var all []string
	for _, item := range n.list() {
		if w := item.word(); w != "" {
			all = append(all, w)
		}
	}
	return all
}
