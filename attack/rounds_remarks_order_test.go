package attack

import (
	"context"
	"math"
	"slices"

	"bearings/internal/round"
)

// inOrder hands out comments in the order in which they were written, as if their ids
// told it: what is published may not depend on ids alone.
type inOrder struct {
	round.Store
	order map[string]int
}

type inOrderReader struct {
	round.Reader
	order map[string]int
}

type inOrderTx struct {
	round.Tx
	order map[string]int
}

func (s inOrder) Read(ctx context.Context) round.Reader {
	return inOrderReader{s.Store.Read(ctx), s.order}
}

func (s inOrder) InTx(ctx context.Context, f func(round.Tx) error) error {
	return s.Store.InTx(ctx, func(tx round.Tx) error { return f(inOrderTx{tx, s.order}) })
}

func (r inOrderReader) Remarks(id round.ID, strand string) ([]round.Remark, error) {
	return sorted(r.order)(r.Reader.Remarks(id, strand))
}

func (t inOrderTx) Remarks(id round.ID, strand string) ([]round.Remark, error) {
	return sorted(t.order)(t.Tx.Remarks(id, strand))
}

func sorted(order map[string]int) func([]round.Remark, error) ([]round.Remark, error) {
	return func(all []round.Remark, err error) ([]round.Remark, error) {
		slices.SortFunc(all, func(a, b round.Remark) int { return order[a.Text] - order[b.Text] })
		return all, err
	}
}

// checkOrder is A5: nobody can tell from their order when comments came or whose they
// are, and no two neighbours under different principles are by one author.
func (s *side) checkOrder(w *remarking, p *said) {
	authors, wrote := map[string]string{}, map[string]int{}
	agency := map[string]int{}
	for i, all := range w.all {
		for _, one := range all {
			found := madeUp.FindAllString(one.Text, -1)
			last := found[len(found)-1]
			authors[last], wrote[last] = one.Author, w.order[one.Text]
			agency[last] = i // people stand by agency and level
		}
	}
	for _, a := range p.sent["all shared"] {
		if a.file() != "results.json" || !a.isPage() {
			continue
		}
		var told []string
		for _, one := range wordsIn(a) {
			if one[2:3] == printedWord && !slices.Contains(told, one) {
				told = append(told, one)
			}
		}
		half := len(told)
		if w.invented.Seed%2 == 0 {
			half /= 2
			if authors[told[half-1]] == authors[told[half]] {
				s.finds(a, "two neighbours are by one author")
			}
		}
		for about, of := range map[string]map[string]int{"when they came": wrote, "where their authors work": agency} {
			if z := related(told[:half], of); math.Abs(z) > 3 {
				s.finds(a, "the order of comments tells %s (%.1f)", about, z)
			}
		}
		return
	}
	s.finds("comments", "no file has any")
}

// related says how far an order goes with numbers: how many standard deviations from
// what chance makes of it.
func related(order []string, of map[string]int) float64 {
	n, sum := len(order), 0.0
	values := make([]int, n)
	for i, one := range order {
		values[i] = of[one]
	}
	ranked := slices.Sorted(slices.Values(values))
	for i, v := range values {
		sum += math.Pow(float64(i-slices.Index(ranked, v)), 2)
	}
	rho := 1 - 6*sum/float64(n*(n*n-1))
	return rho * math.Sqrt(float64(n-1))
}
