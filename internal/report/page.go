package report

// Page is one principle on one sheet of A4, always in this order: its blocks,
// which are the strands in the order of framework.Strands (children and young
// people first), then what to keep, where we differ, and what to ask each other.
// It says less than the principle's Section, never more: every figure on it
// stands there too.
type Page struct {
	// ID and Title are the principle's; Place is "Principle 1 of 8".
	ID, Title, Place string
	Blocks           []Block
	// Keep is what people say is strong, Differ where answers differ, Grow
	// where children, parents or staff see scope for development, Unknown what nobody knows or could
	// be heard on, Ask what to ask each other: a sentence each.
	Keep, Differ, Grow, Unknown, Ask []string
	// Replies are agencies' own words on what is said of them here. They stand
	// below the sheet.
	Replies []OwnWords
}

// Block is one strand's place on the page of a principle.
type Block struct {
	Strand, Name string
	State        State
	// Note says why the place is empty ("Nobody was asked."); "" if it is not.
	Note string
	// Says is what the answers come to, a sentence each, to be read from a metre.
	Says []string
	// Charts are of answers of people: a statement each, most often one.
	Charts []Chart
	// Stances are agencies' returns by the word they chose, lowest first, every
	// word of the scale, then those beside it that somebody chose.
	Stances []Stance
	// Pieces are the first pieces of other evidence, shortened where they are
	// long. More says what else there is, with all answers; "" for nothing.
	Pieces []Piece
	More   string
}

// Chart is one statement's answers, group by group: the whole strand first and
// then, for staff, levels. It is drawn as diverging stacked bars around the
// middle of the scale where there are counts (see Stretches), and said in words
// where there are not; the figures stand beside the bars as a table.
type Chart struct {
	Item, Stem, Text string
	// Positions, lowest first, and Beside are the answers' words.
	Positions, Beside []string
	Rows              []Result
	// Words say the whole chart to somebody who can't see it.
	Words string
}

// Stance is a word agencies could choose for a statement, and who chose it.
type Stance struct {
	Word     string
	Agencies []string
	// Names are the agencies in one line, or "" where there are too many to
	// print on one sheet. Count says how many: "3 agencies", "none".
	Names, Count string
	// Place is the position's place on the scale from 0; -1 for an answer beside it.
	Place int
}

// Topic is one thing to talk about in the meeting: a principle, or two that a
// thread ties together.
type Topic struct {
	// Title is the thread's name or the principle's title; About are the ids of
	// its principles, AboutWords name them in one line.
	Title      string
	About      []string
	AboutWords string
	// Why are the findings it rests on, Ask questions to open with.
	Why, Ask []string
	// Replies are agencies' own words on what is said of them here.
	Replies []OwnWords
}

// OverviewRow is one principle at a glance, in words only. There is none where
// nothing is known of any principle.
type OverviewRow struct {
	ID, Title string
	// Cells are young people, parents, staff and agencies, in that order.
	Cells []OverviewCell
}

// OverviewCell is what a strand's answers come to: a lean in words, or why
// there is none.
type OverviewCell struct {
	Strand, Words string
	// Known says that there is an answer, and not only a note.
	Known bool
}

// Stretch is one position's part of a diverging bar, in thousandths of all
// positions: below 0 for the lower half of the scale, above for the upper. A
// middle position stands across 0.
type Stretch struct {
	Position int // from 0
	From, To int // -1000..1000
}

// Stretches are the parts of a result's bar, from left to right; none where
// there are no counts or all are 0 to 2.
func Stretches(positions []Count) []Stretch {
	sum, below := 0, 0 // in halves
	for i, c := range positions {
		sum += 2 * c.Shown
		switch {
		case 2*i+1 < len(positions):
			below += 2 * c.Shown
		case 2*i+1 == len(positions):
			below += c.Shown
		}
	}
	var all []Stretch
	before := 0
	for i, c := range positions {
		if c.Shown == 0 {
			continue
		}
		from := before - below
		before += 2 * c.Shown
		all = append(all, Stretch{Position: i, From: thousandths(from, sum), To: thousandths(before-below, sum)})
	}
	return all
}

func thousandths(part, of int) int { return (2*1000*part + of*sign(part)) / (2 * of) }

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}
