package ui

import "bearings/language"

// policies are what assets may do that are no part of a page. The worker which
// reads what people write may run the checker and fetch it from here, and can
// reach no other place.
var policies = map[string]string{
	languageWorker: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
}

// The assets of the checker in the browser.
const (
	languageWorker   = "language-worker.js"
	languageHints    = "hints.wasm"
	languageDocument = "document.wasm"
	languageRules    = "rules.pack"
)

// CheckBy adds the rules the checker in the browser uses, without what is only for
// people who read the dictionary.
func (a *Assets) CheckBy(checker func() *language.Checker) {
	a.add(languageRules, func() []byte {
		return []byte(checker().Pack(func(r *language.Rule) {
			r.Flag, r.Pass, r.Debate, r.Reviewed = nil, nil, "", ""
			r.Sources = r.Sources[:min(1, len(r.Sources))]
		}))
	})
}
