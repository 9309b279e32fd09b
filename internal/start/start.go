// Package start lets the program begin without collecting garbage.
//
// The libraries it is linked with make about 4 MB of tables when it starts: just
// enough to set off a first collection, which takes longer than checking a note
// does. Go initialises packages in the order of their paths where nothing else
// decides, so importing this one, which needs nothing, makes it come before them.
package start

import "runtime/debug"

// unhurried lets 16 MB come together before the first collection; usual is Go's
// own measure.
const (
	unhurried = 400
	usual     = 100
)

var _ = debug.SetGCPercent(unhurried)

// Over says that what comes may take longer, and memory counts again.
func Over() { debug.SetGCPercent(usual) }
