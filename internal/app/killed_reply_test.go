package app_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"html"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"bearings/internal/framework"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/ui"
)

// strangersAtOnce are those who send replies beside the ones who add agencies.
const strangersAtOnce = 3

// asked is a survey that strangers answer while the program ends.
type asked struct {
	round round.ID
	code  string
	mutex sync.Mutex
	// told are the keys of all replies that the program said yes to, untold of those
	// whose senders never heard.
	told, untold map[string]bool
	// lost counts what must not be, there what was whole though nobody had been told,
	// twice how often a reply was sent again that was there already.
	lost, there, twice int
}

// openSurvey opens a round beside the program, for today.
func (b *beaten) openSurvey(t *testing.T) {
	t.Helper()
	var r round.Round
	var link round.Link
	b.withRound(t, func(db *store.DB) {
		r, link = b.world.OpenRound(t)
		err := db.Round().InTx(t.Context(), func(tx round.Tx) error {
			r.Opens, r.Closes = time.Now(), time.Now().AddDate(0, 0, 28)
			return tx.ChangeRound(r)
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	b.asked = &asked{round: r.ID, code: link.Code, told: map[string]bool{}, untold: map[string]bool{}}
}

// saidUnder is what somebody writes under two principles of a reply.
func saidUnder(key string) string { return "The words of " + key + " are kept." }

// replyForm is the last page of the survey, filled in.
func replyForm(key string) url.Values {
	form := url.Values{ui.FieldSurveyKey: {key}, ui.FieldSurveyAll: {"yes"}, ui.FieldSurveyPage: {ui.SurveyPageCheck}, ui.FieldStep: {ui.SurveySend},
		ui.FieldSurveyLevel: {framework.Direct}}
	for _, item := range []string{"p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8"} {
		form.Set(ui.FieldSurveyAnswer(item), "mostly")
	}
	for _, principle := range []string{"P1", "P2"} {
		form.Set(ui.FieldSurveyComment(principle), saidUnder(key))
	}
	return form
}

// strangers sends one reply after the other until the program answers no more, or
// over ends. Whoever sent a form waits for the answer.
func (b *beaten) strangers(t *testing.T, over context.Context) {
	for over.Err() == nil {
		key := rand.Text()
		status, page, err := b.running.reply(t.Context(), b.asked.code, key)
		thanked := err == nil && status == http.StatusOK && strings.Contains(page, "Your answers have been sent")
		b.asked.mutex.Lock()
		if thanked {
			b.asked.told[key] = true
		} else {
			b.asked.untold[key] = true
		}
		b.asked.mutex.Unlock()
		switch {
		case err != nil: // it was killed
			return
		case thanked:
		case !b.server || status != http.StatusServiceUnavailable || !strings.Contains(page, saidUnder(key)):
			t.Errorf("end %d: a reply was answered %d: %.2000s", b.rounds, status, page)
			return
		}
	}
}

// reply sends a reply as somebody who never signed in.
func (p *process) reply(ctx context.Context, code, key string) (status int, page string, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url+ui.AnswerURL(code), strings.NewReader(replyForm(key).Encode()))
	if err != nil {
		return 0, "", err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := p.client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return response.StatusCode, html.UnescapeString(string(text)), err
}

// again sends the same forms once more: those whose senders never heard, and one that
// was acknowledged. All of them are acknowledged now.
func (a *asked) again(t *testing.T, b *beaten) {
	t.Helper()
	keys := slices.Collect(maps.Keys(a.untold))
	for key := range a.told {
		keys = append(keys, key)
		a.twice++
		break
	}
	for _, key := range keys {
		status, page, err := b.running.reply(t.Context(), a.code, key)
		if err != nil || status != http.StatusOK || !strings.Contains(page, "Your answers have been sent") {
			t.Errorf("end %d: sent again, a reply was answered %d, %v: %.2000s", b.rounds, status, err, page)
		}
		a.told[key] = true
	}
	clear(a.untold)
}

// look compares the replies that are there with those that were acknowledged.
func (a *asked) look(t *testing.T, b *beaten, now there) {
	t.Helper()
	known := map[string]bool{}
	for key := range a.told {
		known[a.idOf(key)] = true
		if n := now.replies[a.idOf(key)]; n != 1 || !whole(now.remarks[saidUnder(key)]) {
			a.lost++
			t.Errorf("end %d: an acknowledged reply is there %d times, with remarks of %v", b.rounds, n, now.remarks[saidUnder(key)])
		}
	}
	for key := range a.untold {
		known[a.idOf(key)] = true
		n, remarks := now.replies[a.idOf(key)], now.remarks[saidUnder(key)]
		a.there, a.twice = a.there+n, a.twice+n
		if (n != 0 || len(remarks) != 0) && (n != 1 || !whole(remarks)) {
			t.Errorf("end %d: a reply is there by half: %d times, with remarks of %v", b.rounds, n, remarks)
		}
	}
	for id := range now.replies {
		if !known[id] {
			t.Errorf("end %d: nobody sent the reply %s", b.rounds, id)
		}
	}
	if n := len(now.remarks); n > len(known) {
		t.Errorf("end %d: %d replies have the words of %d", b.rounds, len(known), n)
	}
}

// whole says that two remarks are there, of one author.
func whole(authors []string) bool { return len(authors) == 2 && authors[0] == authors[1] }

// idOf is the id of a reply before its round is closed.
func (a *asked) idOf(key string) string {
	sum := sha256.Sum256([]byte("bearings reply " + string(a.round) + " " + key))
	return hex.EncodeToString(sum[:16])
}

// withRound opens the database beside the program.
func (b *beaten) withRound(t *testing.T, do func(*store.DB)) {
	t.Helper()
	db, err := store.Open(t.Context(), b.options)
	if err != nil {
		t.Fatal(err)
	}
	b.world.DB = db
	do(db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}
