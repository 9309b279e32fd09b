package library

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
)

var (
	idForm    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	doiForm   = regexp.MustCompile(`^10\.\d{4,9}/\S+$`)
	monthForm = regexp.MustCompile(`^20\d\d-(0[1-9]|1[0-2])$`)
)

// maxMeaning is how long a definition may be, in words: it is shown beside the
// word in the middle of a text.
const maxMeaning = 45

// maxID is how long a name may be: it becomes the name of a file.
const maxID = 64

func item(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

// item is the place of an entry of a list.
func (a at) item(name string, i int) at {
	list := a.field(name)
	return at{list.file, item(list.path, i)}
}

func (l *loading) check() {
	for i := range l.References {
		l.checkReference(l.places["reference/"+l.References[i].Key], l.References[i])
	}
	for i := range l.Evidence {
		l.checkTopic(l.places[ref(Evidence, l.Evidence[i].ID)], l.Evidence[i])
	}
	l.checkGlossary()
	for i := range l.CaseStudies {
		l.checkCaseStudy(l.places[ref(Case, l.CaseStudies[i].ID)], l.CaseStudies[i])
	}
	for i := range l.Guides {
		l.checkGuide(l.places[ref(Advice, l.Guides[i].ID)], l.Guides[i])
	}
	for i := range l.Pages {
		l.checkPage(l.places[ref(Start, l.Pages[i].ID)], l.Pages[i])
	}
	if l.roots[teamFile] != nil {
		l.checkTeam(at{file: teamFile})
	}
	if l.roots[filmFile] != nil {
		l.checkAnimation(at{file: filmFile})
	}
}

// entry checks what every entry has: no text missing, and where it belongs.
func (l *loading) entry(where at, whole any, about About) {
	l.missing(where, reflect.ValueOf(whole))
	l.known(where, "principles", about.Principles, l.isPrinciple)
	l.known(where, "levels", about.Levels, func(id string) bool { _, ok := l.framework.Level(id); return ok })
	l.known(where, "themes", about.Themes, l.isTheme)
	l.known(where, "see", about.See, l.isRef)
	l.day(where.field("reviewed"), about.Reviewed)
	if about.ReviewBy != "" && !monthForm.MatchString(about.ReviewBy) {
		l.wrong(where.field("review_by"), "library.month", "What", about.ReviewBy)
	}
}

// id checks a name that becomes an address, a file or an anchor on a page.
func (l *loading) id(where at, id string, taken ...string) {
	switch {
	case id == "": // told as missing
	case len(id) > maxID || !idForm.MatchString(id):
		l.wrong(where, "library.bad_id", "What", id)
	case slices.Contains(taken, id) || reserved(id):
		l.wrong(where, "library.taken", "What", id)
	}
}

// anchors are how the places begin that pages have of their own.
var anchors = []string{"cited-", "letter-", "word-"}

// devices are names that no file can have on Windows.
var devices = regexp.MustCompile(`^(con|prn|aux|nul|com\d|lpt\d)$`)

// reserved says whether a name means something else to a page or a file.
func reserved(id string) bool {
	return id == "main" || devices.MatchString(id) ||
		slices.ContainsFunc(anchors, func(begins string) bool { return strings.HasPrefix(id, begins) })
}

func (l *loading) known(where at, field string, ids []string, is func(string) bool) {
	for i, id := range ids {
		if !is(id) {
			l.wrong(where.item(field, i), "library.unknown", "What", id)
		}
	}
}

func (l *loading) isPrinciple(id string) bool { _, ok := l.framework.Principle(id); return ok }

func (l *loading) isTheme(id string) bool { return l.topicPlace(id) >= len(l.framework.Principles) }

// isRef says whether something of that reference is in the library or, for a
// principle, in the framework.
func (l *loading) isRef(ref string) bool {
	kind, id, _ := strings.Cut(ref, "/")
	switch Kind(kind) {
	case Principle:
		return l.isPrinciple(id)
	case Evidence, Word, Case, Advice, Start:
		_, ok := l.places[ref]
		return ok
	}
	return ref == string(Film) && len(l.Animation.Scenes) > 0
}

func (l *loading) day(where at, day string) {
	if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
		l.wrong(where, "library.day", "What", day)
	}
}

// within checks a number. 0 stands for one that is left out.
func (l *loading) within(where at, n, least, most int) {
	if n != 0 && (n < least || n > most) {
		l.wrong(where, "library.number", "N", n, "Least", least, "Most", most)
	}
}

// missing finds texts that are empty though their entry can't do without them:
// every field whose JSON name has no omitempty.
func (l *loading) missing(where at, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.Anonymous {
				l.missing(where, v.Field(i))
				continue
			}
			name, optional := strings.CutSuffix(f.Tag.Get("json"), ",omitempty")
			if isEmpty(v.Field(i)) && !optional && f.Type.Kind() != reflect.Bool && f.Type.Kind() != reflect.Float64 {
				l.wrong(where.field(name), "library.missing")
				continue
			}
			l.missing(where.field(name), v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			place := at{where.file, item(where.path, i)}
			if v.Index(i).Kind() == reflect.String && isEmpty(v.Index(i)) {
				l.wrong(place, "library.missing")
				continue
			}
			l.missing(place, v.Index(i))
		}
	case reflect.Map:
		for _, key := range sortedKeys(v) {
			l.missing(where.field(key.String()), v.MapIndex(key))
		}
	}
}

// isEmpty says whether nothing is written in a field.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		return strings.TrimSpace(v.String()) == ""
	case reflect.Slice, reflect.Map:
		return v.Len() == 0
	}
	return v.IsZero()
}

func (l *loading) checkReference(where at, r Reference) {
	l.missing(where, reflect.ValueOf(r))
	l.id(where.field("key"), r.Key)
	l.oneOf(where.field("kind"), r.Kind, ReferenceKinds)
	l.oneOf(where.field("read"), r.Read, Readings)
	l.within(where.field("year"), r.Year, 1500, 2100)
	if r.DOI != "" && !doiForm.MatchString(r.DOI) {
		l.wrong(where.field("doi"), "library.doi", "What", r.DOI)
	}
	l.day(where.field("reviewed"), r.Reviewed)
}

// oneOf checks one of a few words; one that is missing is told elsewhere.
func (l *loading) oneOf(where at, what string, allowed []string) {
	if what != "" && !slices.Contains(allowed, what) {
		l.wrong(where, "library.one_of", "What", what, "Allowed", strings.Join(allowed, ", "))
	}
}

func (l *loading) checkTopic(where at, t Topic) {
	l.entry(where, t, t.About)
	switch {
	case t.ID == "references": // the page of all publications
		l.wrong(where.field("id"), "library.taken", "What", t.ID)
	case t.ID != "" && l.topicPlace(t.ID) < 0:
		l.wrong(where.field("id"), "library.unknown", "What", t.ID)
	}
	for i, s := range t.Known {
		place := where.item("known", i)
		l.checkStatement(place, s)
		if s.Weight == "" {
			l.wrong(place.field("weight"), "library.missing")
		}
		l.oneOf(place.field("weight"), s.Weight, Weights)
		if !slices.ContainsFunc(s.Cites, l.canRestOn) {
			l.wrong(place.field("cites"), "library.unconfirmed", "What", s.ID)
		}
	}
	for i, s := range t.Unknown {
		l.checkStatement(where.item("unknown", i), s)
	}
	l.perLevel(where.field("takes"), t.Takes)
}

// perLevel checks what is said to people at each level, and to nobody else.
func (l *loading) perLevel(where at, takes map[string][]string) {
	for _, level := range l.framework.Levels {
		if len(takes[level.ID]) == 0 {
			l.wrong(where, "library.takes", "Level", level.ID)
		}
	}
	for id := range takes {
		if _, ok := l.framework.Level(id); !ok {
			l.wrong(where.field(id), "library.unknown", "What", id)
		}
	}
}

func (l *loading) checkStatement(where at, s Statement) {
	l.id(where.field("id"), s.ID)
	l.place("statement/"+s.ID, where)
	l.cited(where, s.Cites)
	l.known(where, "principles", s.Principles, l.isPrinciple)
}

func (l *loading) cited(where at, keys []string) {
	l.known(where, "cites", keys, func(key string) bool { _, ok := l.refs[key]; return ok })
}

// canRestOn says whether a statement may rest on a publication: it is confirmed
// and more than its title was read.
func (l *loading) canRestOn(key string) bool {
	i, ok := l.refs[key]
	return ok && l.References[i].Confirmed && slices.Index(Readings, l.References[i].Read) > 0
}

func (l *loading) checkGlossary() {
	said := map[string]string{}
	for i := range l.Glossary {
		t := l.Glossary[i]
		where := l.places[ref(Word, t.ID)]
		l.entry(where, t, t.About)
		l.id(where.field("id"), t.ID)
		l.cited(where, t.Cites)
		if n := len(strings.Fields(t.Means)); n > maxMeaning {
			l.wrong(where.field("means"), "library.long", "Words", n, "Most", maxMeaning)
		}
		if !t.Common {
			l.checkForm(where.field("term"), t.Term, t.ID, said)
		}
		for j, form := range t.Forms {
			l.checkForm(where.item("forms", j), form, t.ID, said)
		}
	}
}

// checkForm checks words that are looked for in texts: no other term has them,
// and they are long enough not to be found everywhere.
func (l *loading) checkForm(where at, form, id string, said map[string]string) {
	same := strings.Join(wordsOf(form), " ")
	letters := strings.Count(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return 'x'
		}
		return -1
	}, form), "x")
	switch other := said[same]; {
	case isEmpty(reflect.ValueOf(form)): // told as missing
	case letters < 2:
		l.wrong(where, "library.short_form", "What", form)
	case other != "" && other != id:
		l.wrong(where, "library.form", "What", form, "Other", other)
	}
	said[same] = id
}
