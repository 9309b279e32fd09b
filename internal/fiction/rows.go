package fiction

import (
	"bufio"
	"io"
	"math/rand/v2"
	"strings"

	"bearings/internal/answer"
)

// window is how many rows wait to be written in another order than they came.
const window = 4096

// shuffler writes rows out of the order in which they were told.
type shuffler struct {
	out  *bufio.Writer
	rand *rand.Rand
	wait [][]byte
}

func newShuffler(w io.Writer, seed uint64) *shuffler {
	return &shuffler{out: bufio.NewWriterSize(w, 1<<16), rand: source(seed, "order"), wait: make([][]byte, 0, window)}
}

func (s *shuffler) header() {
	_, _ = s.out.WriteString(strings.Join(answer.Columns, ",") + "\n") // close reports it
}

// add takes a finished row, its line end included; it keeps a copy.
func (s *shuffler) add(row []byte) {
	if len(s.wait) < window {
		s.wait = append(s.wait, append([]byte(nil), row...))
		return
	}
	at := below(s.rand, window)
	_, _ = s.out.Write(s.wait[at]) // close reports it
	s.wait[at] = append(s.wait[at][:0], row...)
}

// close writes what still waits, and says whether anything could not be written.
func (s *shuffler) close() error {
	s.rand.Shuffle(len(s.wait), func(i, j int) { s.wait[i], s.wait[j] = s.wait[j], s.wait[i] })
	for _, row := range s.wait {
		_, _ = s.out.Write(row) // the writer keeps its first error for Flush
	}
	return s.out.Flush()
}

// cell is a text as a cell of a CSV file.
func cell(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if !strings.ContainsAny(text, `",`) {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}
