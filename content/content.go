// Package content embeds everything a person reads that is not code: the
// framework packs, the library, the messages, the sessions, the documents for a
// permission to start. It is licensed CC BY 4.0.
package content

import "embed"

//go:embed messages practice-principles sessions library adopt language-card.yaml accessibility.json
var Files embed.FS

// FrameworkSchema is the JSON Schema of the files of a framework pack.
//
//go:embed framework.schema.json
var FrameworkSchema []byte

// ResultsSchema is the JSON Schema of results.json.
//
//go:embed results.schema.json
var ResultsSchema []byte

// LibrarySchema is the JSON Schema of the files of a library.
//
//go:embed library.schema.json
var LibrarySchema []byte
