package mapping

import (
	"slices"
	"strings"

	"bearings/internal/framework"
)

// values are the different words of a column.
type values struct {
	seen  map[string]bool
	list  []string
	more  bool // more words than are kept, or long ones
	rows  int  // rows with something in them
	dates bool
	// unique says that no two rows hold the same, as far as was looked.
	unique  bool
	all     map[string]bool
	rounded bool
}

const (
	maxValues    = 40
	maxValueText = 80 // characters
)

func newValues() *values {
	return &values{seen: map[string]bool{}, all: map[string]bool{}, unique: true}
}

func (v *values) add(cell string) {
	cell = strings.TrimSpace(cell)
	if cell == "" {
		return
	}
	v.rows++
	if v.unique {
		const longest = 100
		v.unique = len(cell) <= longest && !v.all[cell]
		v.all[strings.Clone(cell)] = true
		v.rounded = v.rounded || isRounded(cell)
	}
	if v.more || v.seen[cell] {
		return
	}
	if len(v.list) == maxValues || len([]rune(cell)) > maxValueText || strings.ContainsAny(cell, "\r\n") {
		v.more = true
		return
	}
	cell = strings.Clone(cell)
	v.seen[cell] = true
	v.list = append(v.list, cell)
}

// decideColumns says what each column is read as, once it is known who answered,
// or nearly.
func (d *drafting) decideColumns() {
	d.decideItems()
	d.decideRespondent()
	d.decideLevelAndKind()
	d.decideAgency()
	free := d.freeTexts()
	for at := range d.columns {
		d.decideNear(at, free)
	}
	d.listAll()
}

// decideStrand finds the strand most questions belong to.
func (d *drafting) decideStrand() {
	most := 0
	for _, strand := range strands {
		n := 0
		for _, items := range d.asks {
			if slices.ContainsFunc(items, func(i framework.Item) bool { return i.For(strand) }) {
				n++
			}
		}
		if n > most {
			most, d.strands = n, nil
		}
		if n == most && n > 0 {
			d.strands = append(d.strands, strand)
		}
	}
	if len(d.strands) < 2 {
		return
	}
	// Staff and returns share statements: what our own forms ask besides tells
	// them apart, and so does a column of levels.
	for at, h := range d.heads {
		switch {
		case d.isOurs(h, "forms.kind"), d.isOurs(h, "forms.agency-return"):
			d.only(framework.Return)
		case d.isOurs(h, "forms.level"), d.isLevel(at):
			d.only(framework.Staff)
		}
	}
}

// isOurs says whether a heading is what our own forms ask, by the message's id.
func (d *drafting) isOurs(h head, message string) bool { return h.asks(bare(d.words.Say(message))) }

func (d *drafting) only(strand string) {
	if slices.Contains(d.strands, strand) {
		d.strands = []string{strand}
	}
}

// decideItems gives items their columns; one that two columns ask stays open.
func (d *drafting) decideItems() {
	columns := map[string][]int{}
	for at, items := range d.asks {
		for _, i := range items {
			if slices.ContainsFunc(d.strands, i.For) {
				columns[i.ID] = append(columns[i.ID], at)
			}
		}
	}
	var levels []string
	for id, at := range columns {
		item, _ := d.fw.Item(id)
		for _, one := range at {
			if len(at) > 1 {
				d.columns[one].NearRole, d.columns[one].Near = AsItem, id
				continue
			}
			d.columns[one].Role, d.columns[one].Item = AsItem, id
		}
		if len(item.Levels) == 1 && !slices.Contains(levels, item.Levels[0]) {
			levels = append(levels, item.Levels[0])
		}
	}
	if len(levels) == 1 {
		d.level = levels[0]
	}
}

// decideRespondent finds the column that tells rows apart: all different, and
// none missing. Others of that kind are a tool's own.
func (d *drafting) decideRespondent() {
	rows := 0
	for _, v := range d.values {
		rows = max(rows, v.rows)
	}
	for at := range d.columns {
		v := d.values[at]
		if slices.Contains(numbers, d.heads[at].bare) && v.unique && v.rows == rows && rows > 0 && !v.rounded {
			d.columns[at].Role = AsRespondent
			return
		}
	}
}

// isLevel says whether a column holds levels: most of its words are.
func (d *drafting) isLevel(at int) bool {
	levels := d.scaleOf(Column{Role: AsLevel})
	return d.isFree(at) && d.mostly(at, func(words string) bool {
		return levels.isLike(words) || begins(levels, words) != ""
	})
}

func (d *drafting) isFree(at int) bool {
	return d.columns[at].Role == AsOpen && len(d.asks[at]) == 0 && d.heads[at].written != ""
}

func (d *drafting) mostly(at int, is func(string) bool) bool {
	n := 0
	for _, words := range d.values[at].list {
		if is(words) {
			n++
		}
	}
	return n > 0 && n*2 >= len(d.values[at].list) && !d.values[at].more
}

func (d *drafting) decideLevelAndKind() {
	kinds := d.scaleOf(Column{Role: AsKind})
	var levelColumns, kindColumns []int
	for at, h := range d.heads {
		isKind := func(words string) bool { return kinds.isLike(words) || d.ours.isOtherKind(words) }
		switch {
		case !d.isFree(at):
		case slices.Contains(d.strands, framework.Staff) && (d.isOurs(h, "forms.level") || d.isLevel(at)):
			levelColumns = append(levelColumns, at)
		case d.isOurs(h, "forms.kind"), d.mostly(at, isKind):
			kindColumns = append(kindColumns, at)
		}
	}
	d.oneOf(levelColumns, AsLevel)
	d.oneOf(kindColumns, AsKind)
}

// oneOf gives a role to the one column that can have it; several stay open.
func (d *drafting) oneOf(columns []int, role Role) {
	for _, at := range columns {
		if len(columns) == 1 {
			d.columns[at].Role = role
		} else {
			d.columns[at].NearRole = role
		}
	}
}

// asAgency are headings that ask for an organisation and nothing else.
var asAgency = strings.Split("agency|organisation|organization|your agency|your organisation|name of agency|name of organisation|"+
	"name of your agency|name of your organisation|organisation name|agency name|which agency do you work for?|"+
	"which organisation do you work for?|where do you work?|who do you work for?|what is the name of your organisation?|"+
	"what is the name of your agency?", "|")

// agencyWords make a heading likely to ask for one.
var agencyWords = strings.Fields("agency organisation organization employer workplace school college trust service work works working")

func (d *drafting) decideAgency() {
	var found []int
	for at, h := range d.heads {
		if d.isFree(at) && (d.isOurs(h, "forms.agency") || d.isOurs(h, "forms.agency-return") ||
			slices.ContainsFunc(asAgency, func(a string) bool { return bare(a) == h.bare })) {
			found = append(found, at)
		}
	}
	d.oneOf(found, AsAgency)
	if len(found) == 1 {
		d.agency = found[0]
	}
	for at := range d.columns {
		if d.columns[at].Role == AsKind && d.agency == absent {
			d.columns[at].Role, d.columns[at].NearRole = AsOpen, AsKind // a kind is an agency's
		}
	}
}

// freeTexts are the texts of the questions that have no column.
func (d *drafting) freeTexts() []candidate {
	var free []candidate
	for _, i := range d.fw.Items {
		taken := slices.ContainsFunc(d.columns, func(c Column) bool { return c.Role == AsItem && c.Item == i.ID })
		if taken || len(d.strands) > 0 && !slices.ContainsFunc(d.strands, i.For) {
			continue
		}
		for _, text := range i.Text {
			free = append(free, candidate{i.ID, pairs(text)})
		}
	}
	return free
}

// decideNear says what an open column may be; free are the texts of questions.
func (d *drafting) decideNear(at int, free []candidate) {
	c := &d.columns[at]
	if c.Role != AsOpen || c.NearRole != AsOpen || c.Heading == "" {
		return
	}
	if d.values[at].dates {
		c.NearRole = AsIgnored
		return
	}
	if id := nearest(c.Heading, free, alikeStatement); id != "" {
		c.NearRole, c.Near = AsItem, id
		return
	}
	words := headingWords(c.Heading)
	const short = 10
	switch {
	case len(words) > short:
	case d.agency == absent && anyOf(words, agencyWords):
		c.NearRole = AsAgency
	case slices.Contains(d.strands, framework.Staff) && anyOf(words, []string{"level", "role", "grade"}) && !d.has(AsLevel):
		c.NearRole = AsLevel
	}
}

func (d *drafting) has(role Role) bool {
	return slices.ContainsFunc(d.columns, func(c Column) bool { return c.Role == role })
}

// listAll lists the words of columns that hold answers to choose from. Whether
// ids are answers depends on all columns of a scale.
func (d *drafting) listAll() {
	scales := make([]*scale, len(d.columns))
	worded := map[*scale]bool{}
	for at, c := range d.columns {
		of := d.scaleOf(c)
		scales[at] = of
		worded[of] = worded[of] || of != nil && d.isWorded(c.Role, of, d.values[at])
	}
	for at := range d.columns {
		c := &d.columns[at]
		c.Values, c.More, c.Own = nil, false, false
		if c.Role == AsAgency {
			d.listAgencies(c, d.values[at])
		} else if of := scales[at]; of != nil {
			d.listValues(at, of, worded[of])
		}
	}
}

// isWorded says whether words of a column are anything but ids, or skipped.
func (d *drafting) isWorded(role Role, of *scale, v *values) bool {
	return v.more || slices.ContainsFunc(v.list, func(words string) bool {
		return !of.isID(words) && !(role == AsKind && d.ours.isOtherKind(words))
	})
}

// listValues lists the words of a column that is answered from a scale.
func (d *drafting) listValues(at int, of *scale, worded bool) {
	c, v := &d.columns[at], d.values[at]
	unknown := 0
	for _, words := range v.list {
		value := Value{Words: words}
		if id, ok := of.own(words); ok {
			value.As = id
		} else if !worded && of.isID(words) {
			value.As = words
		} else if c.Role == AsLevel {
			value.As = begins(of, words)
		} else if c.Role == AsKind && d.ours.isOtherKind(words) {
			value.As = Skipped
		}
		if value.As == "" {
			unknown++
			value.Near = nearest(words, of.offers, alikeWord)
		}
		c.Values = append(c.Values, value)
	}
	c.More = v.more
	if unknown > maxDifferent || v.more && unknown > 0 {
		// Words of their own: they are not repeated.
		c.Values = slices.DeleteFunc(c.Values, func(v Value) bool { return v.As == "" })
		c.Own = true
	}
}

// listAgencies lists the names of agencies; a line of the form in which nobody
// has put a name is still to be decided.
func (d *drafting) listAgencies(c *Column, v *values) {
	for _, words := range v.list {
		value := Value{Words: words, As: words}
		if d.ours.isUnnamed(words) {
			value.As = ""
		}
		c.Values = append(c.Values, value)
	}
	c.More = v.more
}
