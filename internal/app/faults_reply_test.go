//go:build unix

package app_test

import (
	"crypto/rand"
	"net/http"
	"strings"
	"testing"
	"time"

	"bearings/internal/deed"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/store"
	"bearings/internal/testkit"
	"bearings/internal/ui"
)

const (
	thanks   = "Your answers have been sent"
	notToday = "Your answers could not be stored just now. Nothing is lost."
)

// sends sends a reply and fails where the answer is another than that.
func (b *beaten) sends(t *testing.T, key string, want int, says ...string) {
	t.Helper()
	status, page, err := b.running.reply(t.Context(), b.asked.code, key)
	if err != nil || status != want {
		t.Errorf("a reply is answered %d, want %d: %v", status, want, err)
	}
	for _, one := range says {
		if !strings.Contains(page, one) {
			t.Errorf("the page does not say %q: %.3000s", one, page)
		}
	}
	if status == http.StatusOK {
		b.asked.told[key] = true
		delete(b.asked.untold, key)
	} else {
		b.asked.untold[key] = true
	}
}

// A reply that finds no room is shown again with all that was typed, is not there by
// half, and can be sent once there is room.
func TestReplyingOnAFullDisk(t *testing.T) {
	disk := testkit.SmallDisk(t)
	b := onDisk(disk).begin(t, builtProgram(t), 1)
	b.openSurvey(t)
	room := disk.Fill()
	var refused string
	for range 2000 {
		key := rand.Text()
		status, _, err := b.running.reply(t.Context(), b.asked.code, key)
		if err != nil || status != http.StatusOK && status != http.StatusServiceUnavailable {
			t.Fatalf("a reply is answered %d, %v", status, err)
		}
		if status != http.StatusOK {
			refused = key
			break
		}
		b.asked.told[key] = true
	}
	if refused == "" {
		t.Fatal("the disk was never full")
	}
	b.sends(t, refused, http.StatusServiceUnavailable, notToday, saidUnder(refused), "Most of the time")
	if status, _ := b.ask(t, ui.AnswerURL(b.asked.code), nil); status != http.StatusOK {
		t.Errorf("the first page is answered %d", status)
	}
	b.look(t)
	room()
	b.sends(t, refused, http.StatusOK, thanks)
	b.sends(t, refused, http.StatusOK, thanks)
	b.look(t)
	b.running.end(t)
	b.logged(t, 2)
}

// While the database server is away the pages of a survey go on, what is sent is shown
// again, and sent once more it counts once.
func TestReplyingWhileTheServerIsAway(t *testing.T) {
	b := killings[2].begin(t, builtProgram(t), 1)
	b.openSurvey(t)
	one, other := rand.Text(), rand.Text()
	b.sends(t, one, http.StatusOK, thanks)
	start := testkit.StopPostgreSQL(t)
	for range 2 {
		b.sends(t, other, http.StatusServiceUnavailable, notToday, saidUnder(other), "Most of the time")
	}
	form := replyForm(other)
	form.Del(ui.FieldSurveyAll)
	form.Set(ui.FieldSurveyPage, ui.SurveyPageOf("p1"))
	form.Set(ui.FieldStep, ui.SurveyNext)
	if status, page := b.ask(t, ui.AnswerURL(b.asked.code), form); status != http.StatusOK || !strings.Contains(page, saidUnder(other)) {
		t.Errorf("the next page is answered %d: %s", status, page)
	}
	b.refuses(t, ui.AnswerURL("abcdefghijkl"), nil, "can’t be reached just now")
	start()
	b.running.isWell(t)
	b.sends(t, other, http.StatusOK, thanks)
	b.sends(t, other, http.StatusOK, thanks)
	b.sends(t, one, http.StatusOK, thanks)
	b.look(t)
	b.running.end(t)
	b.logged(t, 3)
}

// Making the results is ended in the middle, again and again, and at last writes once.
func TestReleasingThatIsKilledWritesOnce(t *testing.T) {
	program := builtProgram(t)
	for _, k := range []killing{killings[0], killings[2]} {
		t.Run(k.name, func(t *testing.T) {
			b := k.begin(t, program, 1)
			b.openSurvey(t)
			b.running.end(t)
			b.closeSurvey(t, 12000)
			kills := 0
			for ; !b.released(t); kills++ {
				b.nobodyHolds(t)
				b.running = startProcess(t, program, b.place)
				<-time.After(20 * time.Millisecond << kills)
				b.running.kill()
			}
			now := agenciesThere(t, b.options)
			t.Logf("%s: ended %d times before the results were there", k.name, kills)
			if len(now.releases) != 1 || now.releases["staff figures"] != 1 || now.deedsOf[string(deed.RoundReleased)] != 1 || len(now.replies) != 12000 {
				t.Errorf("releases %v, deeds %v, %d replies", now.releases, now.deedsOf, len(now.replies))
			}
			b.again(t)
			b.verify(t)
			b.running.end(t)
		})
	}
}

// closeSurvey closes the round after so many replies; its results are to be made.
func (b *beaten) closeSurvey(t *testing.T, replies int) {
	t.Helper()
	b.withRound(t, func(db *store.DB) {
		r, _, err := db.Round().Read(t.Context()).Round(b.asked.round)
		if err != nil {
			t.Fatal(err)
		}
		for place := range 4 {
			b.world.Reply(t, r, b.world.Police.Name, framework.Direct, place, replies/4)
		}
		s := testkit.Rounds(db)
		s.Now = time.Now
		if err := s.Close(t.Context(), b.world.As(t, people.Coordinator), b.world.North.ID, r.ID); err != nil {
			t.Fatal(err)
		}
	})
}

// nobodyHolds lets go of the jobs that a program held when it was killed, as time does.
func (b *beaten) nobodyHolds(t *testing.T) {
	t.Helper()
	jobs := agenciesThere(t, b.options).jobs
	b.withRound(t, func(db *store.DB) {
		for _, id := range jobs {
			if err := db.Queue().Again(t.Context(), id, time.Now()); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func (b *beaten) released(t *testing.T) (yes bool) {
	t.Helper()
	b.withRound(t, func(db *store.DB) {
		r, _, err := db.Round().Read(t.Context()).Round(b.asked.round)
		if err != nil {
			t.Fatal(err)
		}
		yes = !r.Released.IsZero()
	})
	return yes
}
