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

// fences are the stretches of code between lines of ``` or ~~~, appended to out;
// open tells whether the text starts and ends inside one.
func fences(text string, open bool, out []stretch) ([]stretch, bool) {
	start := 0
	for i := 0; i < len(text); {
		next := strings.Index(text[i:], "```")
		if other := strings.Index(text[i:], "~~~"); next < 0 || other >= 0 && other < next {
			next = other
		}
		if next < 0 {
			break
		}
		i += next
		line := strings.LastIndexByte(text[:i], '\n') + 1
		end := strings.IndexByte(text[i:], '\n')
		if end < 0 {
			end = len(text) - i
		}
		if strings.Trim(text[line:i], " >") == "" {
			if open {
				out = append(out, stretch{start, i})
			}
			open, start = !open, i
		}
		i += end
	}
	if open {
		out = append(out, stretch{start, len(text)})
	}
	return out, open
}
