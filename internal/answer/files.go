package answer

// files are the files that are read one after the other. Their lines are
// counted on from one to the next, so that one number says file and line.
type files struct {
	all []file
	// last is the highest line so far, among the lines of all files.
	last int
}

type file struct {
	name string
	from int // lines before it
}

func (f *files) begin(name string) { f.all = append(f.all, file{name, f.last}) }

// name is the file that is being read.
func (f *files) name() string { return f.all[len(f.all)-1].name }

// overall is a line of the file that is being read, among the lines of all.
func (f *files) overall(line int) int {
	line += f.all[len(f.all)-1].from
	f.last = max(f.last, line)
	return line
}

// isEarlier says whether a line, among those of all files, is of a file before
// the one that is being read.
func (f *files) isEarlier(overall int) bool { return overall <= f.all[len(f.all)-1].from }

// line is the line in the file that is being read.
func (f *files) line(overall int) int { return overall - f.all[len(f.all)-1].from }

// first adds to the values of a sentence where something stood first: the line
// and, where that is in another file, its name.
func (f *files) first(overall int, with ...any) []any {
	at := len(f.all) - 1
	for at > 0 && overall <= f.all[at].from {
		at--
	}
	in := ""
	if at < len(f.all)-1 {
		in = f.all[at].name
	}
	return append(with, "First", overall-f.all[at].from, "In", in)
}
