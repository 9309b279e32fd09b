package attack

import (
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
)

// inRow is a source of chance that leaves everything in its order.
type inRow struct{}

func (inRow) Uint64() uint64 { return math.MaxUint64 }

// tells is a fault that puts something of the database into the head of every answer.
func tells(what func(h *house, path string) any) func(*house, http.ResponseWriter, *http.Request) {
	return func(h *house, w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Told", fmt.Sprint(what(h, r.URL.Path)))
	}
}

func tellsComments(h *house, _ string) any {
	all, err := h.rounds.Store.Read(h.ctx).Remarks(h.round.ID, framework.Staff)
	return fmt.Sprint(len(all), err)
}

// tellsAuthor is whose the first comment is.
func tellsAuthor(h *house, path string) any {
	for i, all := range h.remarks {
		for _, one := range all {
			if one.ID == "remark-000" && strings.Contains(path, "/comments") {
				return h.invented.People[i].ID
			}
		}
	}
	return ""
}

func tellsReplies(h *house, path string) any {
	if all, err := h.rounds.Store.Read(h.ctx).AgencyReplies(h.round.ID); err == nil && ofResults(path) && len(all) > 0 {
		return all[0].Text
	}
	return ""
}

func tellsHeard(h *house, _ string) any {
	n := 0
	all, err := h.rounds.Store.Read(h.ctx).Heard(h.round.ID, framework.Staff)
	for _, one := range all {
		n += one.N * len(one.Agency+one.Level)
	}
	return fmt.Sprint(n, err)
}

// TestFaultsBesideFiguresAreFound shows that these checks have power too.
func TestFaultsBesideFiguresAreFound(t *testing.T) {
	solver := needSolver(t)
	for _, one := range []struct {
		fault faulty
		use   func(*Round) bool
		check checked
	}{
		{faulty{name: "comments stay in the order they were written", says: "tells when they came", chance: func(h *house) {
			h.rounds.Shuffle = func() *disclosure.Shuffle { return rand.New(inRow{}) }
		}}, canComment, checkRemarks},
		{faulty{name: "everybody learns how many comments there are", says: "comments that nobody", site: tells(tellsComments)}, canComment, checkRemarks},
		{faulty{name: "moderators learn whose a comment is", says: "only who wrote each comment does", site: tells(tellsAuthor)}, canComment, checkRemarks},
		{faulty{name: "everybody reads what an agency replies", says: "which is not for them", site: tells(tellsReplies)}, someStaff(40), checkReplies},
		{faulty{name: "everybody learns how many have answered", says: "the bands do not", site: tells(tellsHeard)}, someStaff(20), checkOpen},
		{faulty{name: "what changed is counted exactly", says: "in neither round", site: func(h *house, w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, changesPage) {
				fmt.Fprintf(w, "<p>%d people changed their answer.</p>", 1000+h.exactly())
			}
		}}, someStaff(40), checkPair(solver)},
	} {
		mustFind(t, one.fault, one.use, one.check)
	}
}
