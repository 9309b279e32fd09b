package mapping

// Drafted is what could be told of an export without asking anybody.
type Drafted struct {
	// Mapping holds what is certain, and nothing else.
	Mapping Mapping
	// Columns are all columns of the export, in its order.
	Columns []Column
	// Strands are the strands the questions belong to: one where that is
	// certain, several where they fit as well as each other, or none.
	Strands []string
	// Missing are the ids of statements everybody is asked that no column is.
	Missing []string
	// Open counts what a person still has to decide: the strand, columns, and
	// words of answers. At 0 the mapping can be used as it is.
	Open int

	file  string // the export's name
	heads []head
}

// Role says what a column is read as.
type Role string

// Roles of columns.
const (
	AsItem       Role = "item"
	AsAgency     Role = "agency"
	AsKind       Role = "kind"
	AsLevel      Role = "level"
	AsRespondent Role = "respondent"
	AsIgnored    Role = "ignore" // a survey tool's own column, never read
	AsOpen       Role = ""       // nobody has said yet
)

// Column is a column of an export and what it is read as.
type Column struct {
	Heading string
	// Line and Column are where the heading stands, from 1.
	Line, Column int
	Role         Role
	// Item is the question's id where Role is AsItem.
	Item string
	// Near is what an open column may be: the id of a question (NearRole is
	// AsItem), or another role. Nothing is near where NearRole is AsOpen.
	NearRole Role
	Near     string
	// Values are the different words of the column, in their order of
	// appearance: only of columns that hold answers to choose from. What
	// somebody wrote in their own words is never here.
	Values []Value
	// More says that there are more different words than are listed.
	More bool
	// Own says that the column should hold answers to choose from, and holds
	// words of people's own. They are not listed.
	Own bool
}

// Value are words that stand in a column.
type Value struct {
	Words string
	// As is the id they are read as: an answer's, a kind's or a level's; for an
	// agency its name. "" where nobody has said yet.
	As string
	// Near is the id they are most like, where As is "".
	Near string
}
