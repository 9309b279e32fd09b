package attack

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// Result is what came of attacking one partnership.
type Result struct {
	Round    *Round
	Folder   string // kept where there are findings or an error
	Findings []Finding
	Tally    Tally
	Err      error // the program or the solver failed
}

// Publisher publishes a round, working in a folder of its own.
type Publisher func(round *Round, folder string) (*Published, []Finding, error)

// Run attacks n partnerships, from seed on, at most two at a time, and hands
// each result to each, one after the other. It stops early when each returns
// false. Folders without findings are removed.
func Run(publish Publisher, seed uint64, n int, folder string, s *Solver, each func(Result) bool) {
	var wait sync.WaitGroup
	results := make(chan Result)
	jobs := make(chan uint64)
	stop := make(chan struct{})
	for range 2 {
		wait.Go(func() {
			for one := range jobs {
				results <- runOne(publish, one, folder, s)
			}
		})
	}
	go func() {
		defer close(jobs)
		for i := range n {
			select {
			case jobs <- seed + uint64(i):
			case <-stop:
				return
			}
		}
	}()
	go func() {
		wait.Wait()
		close(results)
	}()
	stopped := false
	for r := range results {
		if !stopped && !each(r) {
			stopped = true
			close(stop)
		}
	}
}

func runOne(publish Publisher, seed uint64, folder string, s *Solver) Result {
	r := Result{Round: Invent(seed), Folder: filepath.Join(folder, fmt.Sprintf("partnership-%d", seed))}
	var published *Published
	var differences []Finding
	if r.Err = os.MkdirAll(r.Folder, 0o700); r.Err != nil {
		return r
	}
	published, differences, r.Err = publish(r.Round, r.Folder)
	if r.Err == nil {
		r.Findings, r.Tally, r.Err = Attack(r.Round, published, s)
		r.Findings = append(differences, r.Findings...)
	}
	if r.Err == nil && len(r.Findings) == 0 {
		r.Err = os.RemoveAll(r.Folder)
	}
	return r
}
