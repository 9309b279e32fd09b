package library

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"
)

var (
	idForm    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	doiForm   = regexp.MustCompile(`^10\.\d{4,9}/\S+$`)
	monthForm = regexp.MustCompile(`^20\d\d-(0[1-9]|1[0-2])$`)
)

// maxMeaning is how long a definition may be, in words: it is shown beside the
// word in the middle of a text.
const maxMeaning = 45

func item(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

func (l *loading) check() {
	for i := range l.References {
		l.checkReference(l.places["reference/"+l.References[i].Key], l.References[i])
	}
	for i := range l.Evidence {
		l.checkTopic(l.places[string(Evidence)+"/"+l.Evidence[i].ID], l.Evidence[i])
	}
	l.checkGlossary()
	for i := range l.CaseStudies {
		l.checkCaseStudy(l.places[string(Case)+"/"+l.CaseStudies[i].ID], l.CaseStudies[i])
	}
	for _, plan := range l.Team.Plans {
		sum := 0
		for _, step := range plan.Steps {
			sum += step.Minutes
		}
		if sum != plan.Minutes {
			l.wrong(at{"case-studies/team.yaml", "$.plans"}, "library.minutes", "Sum", sum, "Minutes", plan.Minutes)
		}
	}
	for i := range l.Guides {
		l.checkGuide(l.places[string(Advice)+"/"+l.Guides[i].ID], l.Guides[i])
	}
	for i := range l.Pages {
		l.checkPage(l.places[string(Start)+"/"+l.Pages[i].ID], l.Pages[i])
	}
	if len(l.Animation.Scenes) > 0 {
		l.checkAnimation(at{"animation.yaml", "$"})
	}
}

// entry checks what every entry has: an id, no text missing, and where it
// belongs.
func (l *loading) entry(where at, id string, whole any, about About) {
	if !idForm.MatchString(id) {
		l.wrong(where.field("id"), "library.bad_id", "What", id)
	}
	l.missing(where, reflect.ValueOf(whole))
	l.known(where, "principles", about.Principles, func(id string) bool { _, ok := l.framework.Principle(id); return ok })
	l.known(where, "levels", about.Levels, func(id string) bool { _, ok := l.framework.Level(id); return ok })
	l.known(where, "themes", about.Themes, l.isTheme)
	l.known(where, "see", about.See, l.isRef)
	l.day(where.field("reviewed"), about.Reviewed)
	if !monthForm.MatchString(about.ReviewBy) {
		l.wrong(where.field("review_by"), "library.month", "What", about.ReviewBy)
	}
}

func (l *loading) known(where at, field string, ids []string, is func(string) bool) {
	for i, id := range ids {
		if !is(id) {
			l.wrong(at{where.file, item(where.path+"."+field, i)}, "library.unknown", "What", id)
		}
	}
}

func (l *loading) isTheme(id string) bool { return l.topicPlace(id) >= len(l.framework.Principles) }

// isRef says whether something of that reference is in the library or, for a
// principle, in the framework.
func (l *loading) isRef(ref string) bool {
	kind, id, _ := strings.Cut(ref, "/")
	switch Kind(kind) {
	case Principle:
		_, ok := l.framework.Principle(id)
		return ok
	case Film:
		return id == "" && len(l.Animation.Scenes) > 0
	}
	_, ok := l.places[ref]
	return ok && kind != "reference"
}

func (l *loading) day(where at, day string) {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		l.wrong(where, "library.day", "What", day)
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
			if v.Field(i).IsZero() && !optional && f.Type.Kind() != reflect.Bool && f.Type.Kind() != reflect.Float64 {
				l.wrong(where.field(name), "library.missing")
				continue
			}
			l.missing(where.field(name), v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			if v.Index(i).Kind() == reflect.String && v.Index(i).String() == "" {
				l.wrong(at{where.file, item(where.path, i)}, "library.missing")
				continue
			}
			l.missing(at{where.file, item(where.path, i)}, v.Index(i))
		}
	}
}

func (l *loading) checkReference(where at, r Reference) {
	if !idForm.MatchString(r.Key) {
		l.wrong(where.field("key"), "library.bad_id", "What", r.Key)
	}
	l.missing(where, reflect.ValueOf(r))
	l.oneOf(where.field("kind"), r.Kind, ReferenceKinds)
	l.oneOf(where.field("read"), r.Read, Readings)
	if r.DOI != "" && !doiForm.MatchString(r.DOI) {
		l.wrong(where.field("doi"), "library.doi", "What", r.DOI)
	}
	l.day(where.field("reviewed"), r.Reviewed)
}

func (l *loading) oneOf(where at, what string, allowed []string) {
	if !slices.Contains(allowed, what) {
		l.wrong(where, "library.one_of", "What", what, "Allowed", strings.Join(allowed, ", "))
	}
}

func (l *loading) checkTopic(where at, t Topic) {
	if l.topicPlace(t.ID) < 0 {
		l.wrong(where.field("id"), "library.unknown", "What", t.ID)
	}
	l.entry(where, "topic", t, t.About)
	for i, s := range t.Known {
		place := at{where.file, item(where.path+".known", i)}
		l.checkStatement(place, s)
		l.oneOf(place.field("weight"), s.Weight, Weights)
		if !slices.ContainsFunc(s.Cites, l.canRestOn) {
			l.wrong(place.field("cites"), "library.unconfirmed", "What", s.ID)
		}
	}
	for i, s := range t.Unknown {
		l.checkStatement(at{where.file, item(where.path+".unknown", i)}, s)
	}
	for _, level := range l.framework.Levels {
		if len(t.Takes[level.ID]) == 0 {
			l.wrong(where.field("takes"), "library.takes", "Level", level.ID)
		}
	}
}

func (l *loading) checkStatement(where at, s Statement) {
	l.place("statement/"+s.ID, where)
	l.cited(where, s.Cites)
	l.known(where, "principles", s.Principles, func(id string) bool { _, ok := l.framework.Principle(id); return ok })
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
		where := l.places[string(Word)+"/"+t.ID]
		l.entry(where, t.ID, t, t.About)
		l.cited(where, t.Cites)
		if n := len(strings.Fields(t.Means)); n > maxMeaning {
			l.wrong(where.field("means"), "library.long", "Words", n, "Most", maxMeaning)
		}
		for _, form := range append([]string{t.Term}, t.Forms...) {
			form = strings.ToLower(form)
			if other := said[form]; other != "" && other != t.ID {
				l.wrong(where, "library.form", "What", form, "Other", other)
			}
			said[form] = t.ID
		}
	}
}

func (l *loading) checkAnimation(where at) {
	l.entry(where, "animation", l.Animation, l.Animation.About)
	for i, s := range l.Animation.Scenes {
		place := at{where.file, item(where.path+".scenes", i)}
		l.place("scene/"+s.ID, place)
		end := 0.0
		for j, c := range s.Captions {
			if c.From < end || c.From+c.Seconds > s.Seconds {
				l.wrong(at{place.file, item(place.path+".captions", j)}, "library.caption", "From", c.From, "Seconds", s.Seconds)
			}
			end = c.From + c.Seconds
		}
	}
}
