//go:build js && wasm

// Command hints is the checker as it runs in a browser beside a text box. It
// gives the worker that starts it one function, bearingsHints, and waits.
package main

import (
	"syscall/js"

	"bearings/internal/ui/wasm/reply"
	"bearings/language"
)

// engine is the checker once it has its rules, and what is used again from one
// text to the next.
type engine struct {
	checker *language.Checker
	writer  *reply.Writer
	out     []byte
	voice   [1]language.Block
}

func main() {
	e := &engine{}
	js.Global().Set("bearingsHints", js.ValueOf(map[string]any{
		"rules": js.FuncOf(e.rules),
		"check": js.FuncOf(e.check),
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

// check reads a text of a profile; the third argument says that it is a child's
// own words. The answer is JSON.
func (e *engine) check(_ js.Value, args []js.Value) any {
	text := args[0].String()
	options := language.Options{}
	if profile, ok := language.ParseProfile(args[1].String()); ok {
		options.Profile = profile
	}
	if args[2].Truthy() {
		e.voice[0] = language.Block{Kind: language.Voice, End: len(text)}
		options.Blocks = e.voice[:]
	}
	e.out = append(e.out[:0], '{')
	e.out = e.writer.Result(e.out, e.checker.Check(text, options))
	e.out = append(e.out, '}')
	return string(e.out)
}
