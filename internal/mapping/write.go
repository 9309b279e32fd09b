package mapping

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/phrase"
)

// YAML is the mapping as a file that Read reads.
func (m Mapping) YAML() []byte {
	d := Drafted{Mapping: m, Strands: []string{m.Strand}}
	return d.write(func(string, ...any) string { return "" }, nil)
}

// YAML is the draft as a mapping file, with a few words of help: what is
// certain as it stands, and what is only near as comments.
func (d Drafted) YAML(words *phrase.Words, fw *framework.Framework) []byte {
	return d.write(words.Say, fw)
}

// writer writes a mapping file.
type writer struct {
	strings.Builder
	say func(string, ...any) string
	fw  *framework.Framework
}

func (d Drafted) write(say func(string, ...any) string, fw *framework.Framework) []byte {
	w := &writer{say: say, fw: fw}
	if head := say("mapping.draft.head"); head != "" {
		w.comment("", head)
		w.WriteByte('\n')
	}
	w.pair("", "format", Format)
	w.pair("", "framework", d.Mapping.Framework)
	w.strand(d.Strands)
	if d.Mapping.Export != "" {
		w.pair("", "file", quote(d.Mapping.Export))
	}
	w.WriteByte('\n')
	before := w.Len()
	w.people(d)
	if w.Len() > before {
		w.WriteByte('\n')
	}
	w.items(d)
	w.answers(d)
	w.ignored(d)
	return []byte(w.String())
}

// comment writes words as comments, broken into lines.
func (w *writer) comment(indent, text string) {
	const width = 76
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > width {
			fmt.Fprintf(w, "%s# %s\n", indent, line)
			line = ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	if line != "" {
		fmt.Fprintf(w, "%s# %s\n", indent, line)
	}
}

func (w *writer) pair(indent, name, value string) {
	fmt.Fprintf(w, "%s%s: %s\n", indent, name, value)
}

// perhaps writes a line that is only a suggestion, with why.
func (w *writer) perhaps(indent, line, why string) {
	fmt.Fprintf(w, "%s# %s  # %s\n", indent, line, why)
}

func (w *writer) strand(of []string) {
	if len(of) == 1 {
		w.pair("", "strand", of[0])
		return
	}
	if len(of) == 0 {
		of = strands
	}
	w.comment("", w.say("mapping.draft.strand"))
	for _, s := range of {
		fmt.Fprintf(w, "# strand: %s\n", s)
	}
}

func (w *writer) people(d Drafted) {
	if h := d.Mapping.Respondent.Text; h != "" {
		within := ""
		if d.Mapping.AllFiles {
			within = ", within: " + withinAll
		}
		fmt.Fprintf(w, "respondent: {column: %s%s}\n", quote(h), within)
	}
	w.about(d, "agency", AsAgency, d.Mapping.Agency)
	w.about(d, "kind", AsKind, d.Mapping.Kind)
	w.about(d, "level", AsLevel, d.Mapping.Level)
	if d.Mapping.Strand == framework.Return && d.Mapping.Agency.Heading.Text == "" && d.Mapping.Agency.Is.Text == "" && w.fw != nil {
		w.comment("", w.say("mapping.draft.agency"))
		w.WriteString("# agency: {is: \"\"}\n")
	}
}

func (w *writer) about(d Drafted, name string, role Role, a About) {
	for at, c := range d.Columns {
		if c.Role == AsOpen && c.NearRole == role && !w.doubled(d, at, "") {
			w.perhaps("", fmt.Sprintf("%s: {column: %s}", name, quote(c.Heading)), w.say("mapping.draft.perhaps"))
		}
	}
	if a.Is.Text != "" {
		fmt.Fprintf(w, "%s: {is: %s}\n", name, quote(a.Is.Text))
		return
	}
	if a.Heading.Text == "" {
		return
	}
	fmt.Fprintf(w, "%s:\n", name)
	w.pair("  ", "column", quote(a.Heading.Text))
	open := wordsOf(d.Columns, role)
	if len(a.Answers)+len(open) > 0 {
		w.WriteString("  answers:\n")
	}
	for _, said := range a.Answers {
		w.pair("    ", quote(said.Words.Text), quote(said.ID))
	}
	if role == AsAgency {
		for _, v := range open {
			w.perhaps("    ", quote(v.Words)+":", w.say("mapping.draft.unnamed", "Skipped", Skipped))
		}
		open = nil
	}
	w.open("    ", open, func(string) []string { return idsOf(role, w.fw) })
	w.own("  ", d.Columns, role)
}

func (w *writer) items(d Drafted) {
	w.WriteString("items:\n")
	for _, it := range d.Mapping.Items {
		w.pair("  ", it.ID, quote(it.Heading.Text))
	}
	for at, c := range d.Columns {
		if c.Role == AsOpen && c.NearRole == AsItem && !w.doubled(d, at, "  ") {
			w.perhaps("  ", c.Near+": "+quote(c.Heading), w.say("mapping.draft.near"))
		}
	}
	w.own("  ", d.Columns, AsItem)
}

// doubled says, once, that several columns have a heading, so that no line of a
// mapping could mean one of them.
func (w *writer) doubled(d Drafted, at int, indent string) bool {
	same := sameHeading(d.heads, at)
	if len(same) > 1 && same[0] == at {
		var where []string
		for _, n := range same {
			where = append(where, fault.Place(d.file, d.Columns[n].Line, d.Columns[n].Column))
		}
		w.comment(indent, w.say("mapping.draft.twice", "N", len(same), "Heading", quoted(d.Columns[at].Heading), "Places", strings.Join(where, ", ")))
	}
	return len(same) > 1
}

// own says which columns hold words of people's own where answers should be.
func (w *writer) own(indent string, columns []Column, role Role) {
	for _, c := range columns {
		if c.Own && c.Role == role {
			w.comment(indent, w.say("mapping.draft.own", "Heading", quoted(c.Heading)))
		}
	}
}

func (w *writer) answers(d Drafted) {
	open := wordsOf(d.Columns, AsItem)
	if len(d.Mapping.Answers)+len(open) == 0 {
		return
	}
	w.WriteString("\nanswers:\n")
	for _, said := range d.Mapping.Answers {
		w.pair("  ", quote(said.Words.Text), said.ID)
	}
	w.open("  ", open, func(words string) []string {
		for _, c := range d.Columns {
			if c.Role == AsItem && slices.ContainsFunc(c.Values, func(v Value) bool { return v.Words == words }) {
				item, _ := w.fw.Item(c.Item)
				s, _ := w.fw.Scale(item.Scale)
				return newScale(s).ids
			}
		}
		return nil
	})
}

// open writes words nobody has placed: with the nearest, or with all there is
// to choose from.
func (w *writer) open(indent string, values []Value, ids func(words string) []string) {
	for _, v := range values {
		if v.Near != "" {
			w.perhaps(indent, quote(v.Words)+": "+v.Near, w.say("mapping.draft.near"))
			continue
		}
		w.perhaps(indent, quote(v.Words)+":", w.say("mapping.draft.none", "Known", list(append(slices.Clone(ids(v.Words)), Skipped))))
	}
}

func (w *writer) ignored(d Drafted) {
	var open []string
	for _, c := range d.Columns {
		if c.Role == AsOpen && c.Heading != "" && (c.NearRole == AsOpen || c.NearRole == AsIgnored) && !slices.Contains(open, c.Heading) {
			open = append(open, c.Heading)
		}
	}
	if len(d.Mapping.Ignore)+len(open) == 0 {
		return
	}
	w.WriteString("\nignore:\n")
	for _, h := range d.Mapping.Ignore {
		fmt.Fprintf(w, "  - %s\n", quote(h.Text))
	}
	if len(open) > 0 {
		w.comment("  ", w.say("mapping.draft.open"))
	}
	for _, h := range open {
		fmt.Fprintf(w, "  # - %s\n", quote(h))
	}
}

// wordsOf are the words nobody has placed in columns of one role, each once.
func wordsOf(columns []Column, role Role) []Value {
	return openWords(slices.DeleteFunc(slices.Clone(columns), func(c Column) bool { return c.Role != role }))
}

func idsOf(role Role, fw *framework.Framework) []string {
	if role == AsLevel {
		return levelIDs()
	}
	return kindIDs(fw)
}

// quote is a text in double quotes, as YAML reads it.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ', r >= 0x7f && r < 0xa0, r == 0x2028, r == 0x2029, r == 0xfeff, !unicode.IsPrint(r) && r <= 0xffff && r != 0xa0:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
