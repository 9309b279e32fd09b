package office

import (
	"io"
	"strconv"
	"strings"
)

// WriteQuestionsText writes a questionnaire as text that survey tools take in
// by copy and paste, in UTF-8 with lines that end as on Windows: the title, the
// words above, and each question on one line with its answers below it, one a
// line, and an empty line before the next.
func WriteQuestionsText(w io.Writer, q Questionnaire) error {
	blocks := append([]string{q.Title}, q.Intro...)
	for n, asked := range q.Questions {
		lines := append([]string{numbered(n, asked)}, asked.Choices...)
		for i, line := range lines {
			lines[i] = oneLine(line)
		}
		blocks = append(blocks, strings.Join(lines, "\n"))
	}
	text := strings.Join(blocks, "\n\n") + "\n"
	_, err := io.WriteString(w, strings.ReplaceAll(text, "\n", "\r\n"))
	return err
}

// numbered is a question with its number in front, from 1.
func numbered(n int, asked Asked) string {
	return strconv.Itoa(n+1) + ". " + oneLine(asked.Text)
}

// oneLine makes one line of a text: a second one would be taken for an answer.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
