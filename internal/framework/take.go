package framework

import (
	"maps"
	"path"
	"slices"
	"strings"

	"bearings/internal/tree"
)

// What is taken from a file is taken as far as it goes: a part of the wrong
// shape has its fault already and is left empty.

func (l *loading) takeMain(n *tree.Node) {
	if n == nil {
		return
	}
	f := l.framework
	f.ID, f.Version, f.BasedOn = n.Get("id").Word(), n.Get("version").Word(), n.Get("based_on").Word()
	for _, language := range n.Get("languages").List() {
		if !l.misshapen[language] {
			f.Languages = append(f.Languages, language.Word())
		}
	}
	if len(f.Languages) > 0 && !contains(f.Languages, "en") {
		l.add(n.Get("languages").Where(), "framework.languages.english")
	}
	f.Licence = n.Get("licence").Word()
	f.Title, f.Summary = l.text(n, "title"), l.text(n, "summary")
	f.Source, f.Affiliation = l.text(n, "source"), l.text(n, "affiliation")
	f.Stem = l.text(n, "stem")
	for _, level := range n.Get("levels").List() {
		id := l.once("level", level.Get("id"), "framework.twice.level")
		f.Levels = append(f.Levels, Level{ID: id, Name: l.text(level, "name"), Who: l.text(level, "who")})
	}
	for _, kind := range n.Get("kinds").List() {
		id := l.once("kind", kind.Get("id"), "framework.twice.kind")
		f.Kinds = append(f.Kinds, Kind{ID: id, Name: l.text(kind, "name"), Several: l.text(kind, "several")})
	}
	for _, theme := range n.Get("themes").List() {
		id := l.once("theme", theme.Get("id"), "framework.twice.theme")
		f.Themes = append(f.Themes, Theme{ID: id, Name: l.text(theme, "name"), Text: l.text(theme, "text")})
	}
	for _, scale := range n.Get("scales").List() {
		f.Scales = append(f.Scales, l.scale(scale))
	}
	l.listed = n.Get("principles").List()
	f.Threads = l.threads(n.Get("threads"))
	if questions := n.Get("questions"); questions != nil {
		if len(l.listed) > 0 {
			l.add(questions.Place, "framework.question.in-main")
		}
		l.takeItems(questions.List(), "")
	}
}

func (l *loading) scale(n *tree.Node) Scale {
	s := Scale{ID: l.once("scale", n.Get("id"), "framework.twice.scale")}
	// Answers are unique within their scale, those beside it included.
	delete(l.places, "answer")
	for _, answer := range n.Get("positions").List() {
		s.Positions = append(s.Positions, l.answer(answer))
	}
	for _, answer := range n.Get("beside").List() {
		s.Beside = append(s.Beside, l.answer(answer))
	}
	return s
}

func (l *loading) answer(n *tree.Node) Word {
	return Word{ID: l.once("answer", n.Get("id"), "framework.twice.answer"), Word: l.text(n, "word")}
}

// takePrinciples takes the files in principles/, in the order in which
// framework.yaml lists them.
func (l *loading) takePrinciples(roots []*tree.Node) {
	byName := map[string]*tree.Node{}
	for _, root := range roots {
		name := strings.TrimSuffix(path.Base(root.File), ".yaml")
		byName[name] = root
		if id := root.Get("id"); id.Word() != "" && id.Word() != name {
			l.add(id.Place, "framework.principle.name", "Id", id.Word(), "File", root.File)
		}
	}
	for _, listed := range l.listed {
		id := listed.Word()
		root := byName[id]
		delete(byName, id)
		if id == "" || l.places["principle"][id].File != "" {
			continue
		}
		l.put("principle", id, listed.Place)
		if root == nil {
			if !l.unread.principles && !l.misshapen[listed] {
				l.add(listed.Place, "framework.principle.no-file", "Id", id)
			}
			continue
		}
		l.framework.Principles = append(l.framework.Principles, l.principle(id, root))
	}
	for _, root := range roots {
		name := strings.TrimSuffix(path.Base(root.File), ".yaml")
		if byName[name] == root && !l.unread.main {
			l.add(root.Place, "framework.principle.unlisted", "Id", name)
		}
	}
}

func (l *loading) principle(id string, n *tree.Node) Principle {
	p := Principle{ID: id, Title: l.text(n, "title"), Why: l.text(n, "why")}
	for _, right := range n.Get("rights").List() {
		p.Rights = append(p.Rights, Right{Article: right.Get("article").Word(), Text: l.text(right, "text")})
	}
	for _, strand := range []string{YoungPerson, Parent} {
		if statements := n.Get("feels").Get(strand).List(); len(statements) > 0 {
			if p.Feels == nil {
				p.Feels = map[string]Feels{}
			}
			p.Feels[strand] = Feels{Statements: l.statements(statements)}
		}
	}
	p.Looks = l.looks(n.Get("looks"))
	p.Hinders = l.texts(n, "hinders")
	p.Themes = wordsOf(n.Get("themes"))
	for _, theme := range n.Get("themes").List() {
		l.known("theme", theme, "framework.unknown.theme")
	}
	p.LeansOn = l.leans(id, n.Get("leans_on"))
	p.Asks = l.texts(n, "asks")
	p.Always = n.Get("always").Yes()
	return p
}

func (l *loading) statements(all []*tree.Node) []Statement {
	var taken []Statement
	for _, n := range all {
		s := Statement{ID: l.once("statement", n.Get("id"), "framework.twice.statement"), Text: l.text(n, "text")}
		if checked := n.Get("checked"); checked != nil {
			s.Checked = &Checked{By: l.text(checked, "by"), On: checked.Get("on").Word(), Outcome: checked.Get("outcome").Word()}
		}
		taken = append(taken, s)
	}
	return taken
}

func (l *loading) looks(n *tree.Node) map[string][]Text {
	if n == nil {
		return nil
	}
	looks := map[string][]Text{}
	for _, f := range n.Fields {
		if f.Name != Direct && f.Name != Operational && f.Name != Strategic {
			continue
		}
		if l.places["level"][f.Name].File == "" && !l.unread.main {
			l.add(f.At, "framework.unknown.level", "Id", f.Name)
		}
		for _, look := range f.Value.List() {
			looks[f.Name] = append(looks[f.Name], l.textAt(look, f.Name))
		}
	}
	return looks
}

func (l *loading) leans(principle string, n *tree.Node) []Lean {
	var leans []Lean
	seen, listed := map[string]bool{}, l.principles()
	for _, lean := range n.List() {
		on := lean.Get("on")
		id := on.Word()
		switch {
		case id == "":
		case id == principle:
			l.add(on.Place, "framework.lean.itself", "Id", id)
		case seen[id]:
			l.add(on.Place, "framework.lean.twice", "Id", id)
		case !contains(listed, id) && !l.unread.main:
			l.add(on.Place, "framework.unknown.leans-on", "Id", id, "Near", l.near(id, listed))
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
		if id := n.Word(); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// takeQuestions takes the files in questions/, in the order of the principles
// and, under one principle, of the files' names.
func (l *loading) takeQuestions(roots []*tree.Node) {
	order := l.principles()
	rank := func(root *tree.Node) int {
		if i := slices.Index(order, root.Get("principle").Word()); i >= 0 {
			return i
		}
		return len(order)
	}
	roots = slices.Clone(roots)
	slices.SortStableFunc(roots, func(a, b *tree.Node) int { return rank(a) - rank(b) })
	for _, root := range roots {
		id := root.Get("principle")
		switch {
		case l.unread.main || root.Shape != tree.Fields:
		case id == nil && len(order) > 0:
			l.add(root.Place, "framework.question.no-principle")
		case id.Word() != "" && !contains(order, id.Word()):
			l.add(id.Place, "framework.unknown.principle", "Id", id.Word(), "Near", l.near(id.Word(), order))
		}
		l.takeItems(root.Get("questions").List(), id.Word())
	}
	for _, item := range l.items {
		l.framework.Items = append(l.framework.Items, item.Item)
	}
}

func (l *loading) takeItems(all []*tree.Node, principle string) {
	for _, n := range all {
		if n == nil || n.Shape != tree.Fields {
			continue
		}
		item := Item{
			ID:        l.once("item", n.Get("id"), "framework.twice.question"),
			Principle: principle,
			Part:      n.Get("part").Word(),
			Strands:   wordsOf(n.Get("strands")),
			Levels:    wordsOf(n.Get("levels")),
			Scale:     n.Get("scale").Word(),
			Text:      l.text(n, "text"),
			Help:      l.text(n, "help"),
			Mirrors:   wordsOf(n.Get("mirrors")),
			Under:     n.Get("under").Word(),
			Short:     n.Get("short").Yes(),
		}
		if next := n.Get("next"); next != nil && next.Shape == tree.Fields {
			item.Next = map[string]Text{}
			for _, f := range next.Fields {
				item.Next[f.Name] = l.textAt(f.Value, f.Name)
			}
		}
		l.items = append(l.items, placed{Item: item, at: n})
	}
}

// known sees that framework.yaml has a thing of that kind and id.
func (l *loading) known(kind string, n *tree.Node, message string) bool {
	id := n.Word()
	if _, ok := l.places[kind][id]; ok || id == "" || l.unread.main {
		return ok
	}
	all := slices.Sorted(maps.Keys(l.places[kind]))
	l.add(n.Place, message, "Id", id, "Near", l.near(id, all), "Known", few(all))
	return false
}

// once takes an id and sees that no other thing of its kind has it.
func (l *loading) once(kind string, n *tree.Node, message string) string {
	id := n.Word()
	if id == "" {
		return ""
	}
	if first, twice := l.places[kind][id]; twice {
		l.add(n.Place, message, "Id", id, "File", first.File, "Line", first.Line)
		return id
	}
	l.put(kind, id, n.Place)
	return id
}

func (l *loading) put(kind, id string, at tree.Place) {
	if l.places[kind] == nil {
		l.places[kind] = map[string]tree.Place{}
	}
	l.places[kind][id] = at
}

func (l *loading) text(parent *tree.Node, name string) Text {
	return l.textAt(parent.Get(name), name)
}

// texts takes a list of texts.
func (l *loading) texts(parent *tree.Node, name string) []Text {
	var all []Text
	for _, n := range parent.Get(name).List() {
		all = append(all, l.textAt(n, name))
	}
	return all
}

// textAt takes a text and sees that it is there in every language of the pack
// and in no other.
func (l *loading) textAt(n *tree.Node, name string) Text {
	if n == nil || n.Shape != tree.Fields {
		return nil
	}
	languages := l.framework.Languages
	text := Text{}
	for _, f := range n.Fields {
		if len(languages) > 0 && !contains(languages, f.Name) {
			if f.Value == nil || f.Value.Shape == tree.Nothing {
				// Told already: these words stood behind a comma.
				continue
			}
			l.add(f.At, "framework.language.unknown", "Language", f.Name, "Known", few(languages))
			continue
		}
		text[f.Name] = f.Value.Paragraphs()
	}
	for _, language := range languages {
		if _, ok := text[language]; !ok {
			l.add(n.Place, "framework.language.missing", "Language", language, "Field", name)
		}
	}
	return text
}

// wordsOf returns the single values of a list.
func wordsOf(n *tree.Node) []string {
	var all []string
	for _, item := range n.List() {
		if w := item.Word(); w != "" {
			all = append(all, w)
		}
	}
	return all
}
