//go:build js && wasm

// Command document is the checker as it runs in a browser on a whole file. It
// gives the worker that starts it one function, bearingsDocument, and waits.
package main

import (
	"bytes"
	"errors"
	"syscall/js"

	"bearings/internal/office/document"
	"bearings/internal/ui/wasm/reply"
	"bearings/language"
)

// engine is the checker once it has its rules.
type engine struct {
	checker *language.Checker
	writer  *reply.Writer
}

func main() {
	e := &engine{}
	js.Global().Set("bearingsDocument", js.ValueOf(map[string]any{
		"rules": js.FuncOf(e.rules),
		"read":  js.FuncOf(e.read),
	}))
	select {}
}

// rules takes in the pack of rules and tells whether it could be read.
func (e *engine) rules(_ js.Value, args []js.Value) any {
	checker, err := language.Open(args[0].String())
	if err != nil {
		return false
	}
	e.checker, e.writer = checker, reply.NewWriter(checker.Rules())
	return true
}

// read reads a file by its name, bytes and profile. The answer is a pair: what was
// found as JSON, and the text.
func (e *engine) read(_ js.Value, args []js.Value) any {
	file := make([]byte, args[1].Length())
	js.CopyBytesToGo(file, args[1])
	text, err := document.Read(bytes.NewReader(file), int64(len(file)), args[0].String(), document.Limits{})
	if err != nil {
		return []any{problem(err), ""}
	}
	options := language.Options{Profile: language.Document, Blocks: text.Blocks, Markdown: text.Kind == document.Markdown}
	if profile, ok := language.ParseProfile(args[2].String()); ok {
		options.Profile = profile
	}
	out := e.writer.Result([]byte{'{'}, e.checker.Check(text.Text, options))
	out = reply.Text(append(out, ','), "format", text.Kind.String())
	out = layout(out, text)
	out = unread(out, text.Unread)
	return []any{string(append(out, '}')), text.Text}
}

func problem(err error) string {
	var known *document.Error
	if !errors.As(err, &known) {
		known = &document.Error{Code: "unreadable"}
	}
	out := reply.Text([]byte(`{"problem":{`), "code", known.Code)
	out = reply.Text(append(out, ','), "place", known.Place)
	return string(append(out, `},"bytes":0,"checked":0,"findings":[],"suppressed":[]}`...))
}

var kinds = [...]string{
	language.Paragraph: "paragraph", language.Heading: "heading", language.ListItem: "list-item",
	language.Cell: "cell", language.Footnote: "footnote", language.Blockquote: "blockquote",
	language.CodeBlock: "code", language.Voice: "voice",
}

// layout adds the blocks and where pages begin, in UTF-16 units.
func layout(b []byte, text document.Text) []byte {
	at, units := 0, 0
	to := func(place int) int {
		if place >= at {
			units += reply.Units(text.Text[at:place])
			at = place
			return units
		}
		return units - reply.Units(text.Text[place:at])
	}
	b = append(b, `,"blocks":[`...)
	for i, block := range text.Blocks {
		if i > 0 {
			b = append(b, ',')
		}
		b = reply.Text(append(b, '{'), "kind", kinds[block.Kind])
		b = reply.Number(append(b, ','), "start", to(block.Start))
		b = reply.Number(append(b, ','), "end", to(block.End))
		b = append(b, '}')
	}
	b = append(b, `],"pages":[`...)
	at, units = 0, 0
	for i, page := range text.Pages {
		if i > 0 {
			b = append(b, ',')
		}
		b = reply.Number(append(b, '{'), "start", to(page))
		b = append(b, '}')
	}
	return append(b, ']')
}

func unread(b []byte, parts []document.Unread) []byte {
	b = append(b, `,"unread":[`...)
	for i, part := range parts {
		if i > 0 {
			b = append(b, ',')
		}
		b = reply.Text(append(b, '{'), "code", part.Code)
		b = reply.Text(append(b, ','), "place", part.Place)
		b = reply.Number(append(b, ','), "page", part.Page)
		b = append(b, '}')
	}
	return append(b, ']')
}
