package app

import (
	"context"
	"log/slog"
	"os"
	"runtime/debug"
	"time"

	"bearings/internal/start"
	"bearings/internal/web"
)

// settle does what can wait until the site answers: it reads what the first visitor
// would wait for, lets garbage be collected as usual, and gives back what only the
// beginning needed; later, now and then, what visitors needed.
func settle(ctx context.Context, site *web.Site, log *slog.Logger) {
	if err := site.Warm(); err != nil {
		log.Error("library", slog.String("error", err.Error()))
	}
	start.Over()
	again := time.NewTicker(15 * time.Minute)
	defer again.Stop()
	for {
		giveBack()
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
	}
}

// spare is how much memory may come together before more is done to keep it small:
// three times what a site needs that nobody asks anything. What is in use can go
// beyond it.
const spare = 70 << 20

// sparing collects garbage earlier where many ask at once, even while the site still
// warms up, unless whoever runs the program has said at how much by GOMEMLIMIT.
func sparing() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(spare)
	}
}

// giveBack gives back to the system the heap's free pages and, on Linux, the pages
// of the program that were read so far. For every function that is called, Linux
// maps 64 kB of a program, and each of the 200 packages of this one begins with
// such a function that runs once. What is needed again comes back from the system's
// cache, in a few microseconds.
func giveBack() {
	debug.FreeOSMemory()
	unmap()
}
