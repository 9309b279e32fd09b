package search

// Carried is the index as it travels with pages that have no server: what a
// script needs to find the same entries. A term is a stem as SQLite made it.
type Carried struct {
	// Terms lists by term how often each entry has it: entry, then how often in
	// title and other names, in summary and in body, four numbers an entry.
	Terms map[string][]int `json:"terms"`
	// Lengths are the entries' words.
	Lengths []int `json:"lengths"`
}

// Carry takes the index out of SQLite.
func (x *Index) Carry() (Carried, error) {
	x.turn.Lock()
	defer x.turn.Unlock()
	c := Carried{Terms: map[string][]int{}, Lengths: make([]int, len(x.entries))}
	all, _, err := x.db.Prepare(`SELECT term, doc, sum(col IN ('title', 'also')), sum(col = 'summary'), sum(col = 'body')
		FROM word GROUP BY term, doc ORDER BY term, doc`)
	if err != nil {
		return c, err
	}
	defer all.Close()
	for all.Step() {
		term, doc := all.ColumnText(0), all.ColumnInt(1)-1
		title, summary, body := all.ColumnInt(2), all.ColumnInt(3), all.ColumnInt(4)
		c.Terms[term] = append(c.Terms[term], doc, title, summary, body)
		c.Lengths[doc] += title + summary + body
	}
	return c, all.Err()
}
