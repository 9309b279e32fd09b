package round

import (
	"strings"
	"unicode"
)

// Paragraph is one of a document that was brought, in its order.
type Paragraph struct {
	// Heading says that it is the heading of what follows.
	Heading bool
	Text    string
}

// Passage is a part of a document that can be put beside a question.
type Passage struct {
	// Name is its heading, or its first words where it has none.
	Name, Text string
}

const (
	// MostPassages is the most parts that a document is offered in.
	MostPassages = 200
	// nameWords are the words of a passage that name it.
	nameWords = 8
)

// Passages parts a document by its headings. One without headings is parted by its
// paragraphs. Parts that are too long for a question are parted again.
func Passages(paragraphs []Paragraph) []Passage {
	var all []Passage
	name, text := "", ""
	end := func() {
		if strings.TrimSpace(text) != "" {
			all = append(all, Passage{named(name, text), strings.TrimSpace(text)})
		}
		text = ""
	}
	headed := false
	for _, p := range paragraphs {
		headed = headed || p.Heading
	}
	for _, p := range paragraphs {
		one := plainText(p.Text)
		switch {
		case one == "":
			continue
		case p.Heading:
			end()
			name = plainLine(one)
			continue
		case !headed:
			end()
		}
		for _, piece := range pieces(one) {
			if text != "" && len([]rune(text))+len([]rune(piece)) > MaxEarlier-2 {
				end()
			}
			text += piece + "\n\n"
		}
	}
	end()
	return all
}

// pieces part a text that is longer than a question takes.
func pieces(text string) []string {
	var all []string
	for letters := []rune(text); len(letters) > 0; {
		n := min(len(letters), MaxEarlier-2)
		all, letters = append(all, string(letters[:n])), letters[n:]
	}
	return all
}

// named is what a passage is called: by its heading, or by its first words.
func named(heading, text string) string {
	if heading != "" {
		return firstWords(heading, 2*nameWords)
	}
	return firstWords(text, nameWords)
}

func firstWords(text string, n int) string {
	words := strings.Fields(text)
	if len(words) <= n {
		return strings.Join(words, " ")
	}
	return strings.Join(words[:n], " ") + " …"
}

// plainLine is a text on one line, without what no page shows.
func plainLine(text string) string { return strings.Join(strings.Fields(plainText(text)), " ") }

// plainText leaves out what no page shows and no database takes.
func plainText(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\r\n", "\n")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r == '\r':
			return '\n'
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, text)
	return strings.TrimSpace(text)
}
