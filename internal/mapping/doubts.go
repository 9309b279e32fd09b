package mapping

import (
	"slices"

	"bearings/internal/framework"
)

// doubting gathers what is still to be decided.
type doubting struct {
	*drafting
	chosen Chosen
	strand string
	found  []Doubt
}

// doubts are what is still to be decided, or can't be as it was decided: about
// who answered, then column by column, then words.
func (d *drafting) doubts(c Chosen) []Doubt {
	in := &doubting{drafting: d, chosen: c, strand: c.Mapping.Strand}
	switch {
	case in.strand == "":
		in.add(absent, absent, "columns.doubt-strand")
	case len(c.Mapping.Items) == 0:
		in.add(absent, absent, "columns.doubt-nothing")
	case in.strand == framework.Return && !d.has(AsAgency):
		in.add(absent, absent, "columns.doubt-return")
	}
	for at := range c.Columns {
		in.column(at)
	}
	for n, one := range c.Unplaced {
		if one.ID == "" {
			in.add(absent, n, "columns.doubt-words", "Words", quoted(one.Words))
		}
	}
	return in.found
}

func (in *doubting) add(column, words int, message string, with ...any) {
	values := map[string]any{}
	for i := 0; i+1 < len(with); i += 2 {
		values[with[i].(string)] = with[i+1]
	}
	in.found = append(in.found, Doubt{Column: column, Words: words, Message: message, With: values})
}

// column looks at one column.
func (in *doubting) column(at int) {
	c := in.chosen.Columns[at]
	if c.Heading == "" {
		return
	}
	say := func(message string, with ...any) {
		in.add(at, absent, message, append(with, "Heading", quoted(c.Heading))...)
	}
	if c.Role == AsOpen {
		say("columns.doubt-column")
		return
	}
	if c.Role == AsIgnored {
		return
	}
	if first := in.sameAs(at); first != absent {
		say("columns.doubt-twice", "Other", quoted(in.chosen.Columns[first].Heading))
		return
	}
	if len(find(in.heads, c.Heading)) > 1 {
		say("columns.doubt-heading")
		return
	}
	item, _ := in.fw.Item(c.Item)
	switch {
	case c.Role == AsItem && in.strand != "" && !item.For(in.strand):
		say("columns.doubt-other-strand")
	case c.Role == AsLevel && in.strand != "" && in.strand != framework.Staff:
		say("columns.doubt-level")
	case c.Role == AsKind && !in.has(AsAgency):
		say("columns.doubt-kind")
	case c.Own:
		say("columns.doubt-own-words")
	}
}

// sameAs is an earlier column that is read as the same, or absent.
func (in *doubting) sameAs(at int) int {
	c := in.chosen.Columns[at]
	first := slices.IndexFunc(in.chosen.Columns, func(o Column) bool { return o.Role == c.Role && o.Item == c.Item })
	if first < at {
		return first
	}
	return absent
}
