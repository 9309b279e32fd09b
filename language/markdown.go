package language

import "strings"

// markdownKind is what the line around a place is.
func (r *reader) markdownKind(at int) Kind {
	line := strings.LastIndexByte(r.text[max(0, at-longest):at], '\n') + 1 + max(0, at-longest)
	switch start := strings.TrimLeft(r.text[line:min(len(r.text), line+64)], " \t"); {
	case strings.HasPrefix(start, ">"):
		return Blockquote
	case strings.HasPrefix(start, "#"):
		return Heading
	case strings.HasPrefix(start, "|"):
		return Cell
	case listItem(start):
		return ListItem
	}
	return Paragraph
}

// fences are the stretches of code between lines of ``` or ~~~ in text[from:to],
// appended to out; open tells whether it starts and ends inside one.
func fences(text string, from, to int, open bool, out []stretch) ([]stretch, bool) {
	start := from
	for i := from; i < to; {
		if (i == 0 || text[i-1] == '\n') && fence(text[i:]) {
			if open {
				out = append(out, stretch{start, i})
			}
			open, start = !open, i
		}
		end := strings.IndexByte(text[i:to], '\n')
		if end < 0 {
			break
		}
		i += end + 1
	}
	if open {
		out = append(out, stretch{start, to})
	}
	return out, open
}

// fence tells whether a line is one between which code stands.
func fence(line string) bool {
	for line != "" && (line[0] == ' ' || line[0] == '>') {
		line = line[1:]
	}
	return strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~")
}
