package round

import (
	"errors"
	"io"
	"iter"
)

// errEnough ends a walk that nobody wants to go on with.
var errEnough = errors.New("enough")

func eachReply(read Reader, id ID, strand string) iter.Seq2[Reply, error] {
	return func(yield func(Reply, error) bool) {
		err := read.EachReply(id, strand, func(r Reply) error {
			if !yield(r, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(Reply{}, err)
		}
	}
}

// Columns are those of the answers file that a reply fills.
func (t *replies) Columns() []string {
	return []string{"respondent", "strand", "agency", "kind", "level", "item", "answer"}
}

// Next is the next answer. A reply in which every question was left out has one
// row, with the first question and no answer, so that whoever sent it counts.
func (t *replies) Next() ([]string, error) {
	for len(t.items) == 0 {
		reply, err, ok := t.next()
		switch {
		case !ok:
			return nil, io.EOF
		case err != nil:
			return nil, err
		}
		t.begin(reply)
	}
	item := t.items[0]
	t.items = t.items[1:]
	t.line++
	t.cells = append(t.cells[:0], t.reply.ID, t.strand, t.reply.Agency, t.kinds[t.reply.Agency], t.reply.Level, item, t.reply.Answers[item])
	return t.cells, nil
}

func (t *replies) begin(reply Reply) {
	t.reply = reply
	for _, item := range t.fw.Items {
		if _, answered := reply.Answers[item.ID]; answered && item.For(t.strand) {
			t.items = append(t.items, item.ID)
		}
	}
	for _, item := range t.fw.Items {
		if len(t.items) == 0 && item.For(t.strand) && !item.IsText() && item.ForLevel(reply.Level) {
			t.items = append(t.items, item.ID)
		}
	}
}

// Place is where the latest answer stands: they have no file, so its number counts.
func (t *replies) Place(column int) (line, col int) { return t.line, column + 1 }
