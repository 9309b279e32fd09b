package round_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

const formKey = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// said is what somebody answers.
func said(key string) round.Answers {
	return round.Answers{Key: key, Level: framework.Direct, Answers: map[string]string{"p1": "mostly", "p2": "dont-know"}}
}

func replies(t *testing.T, s *round.Service, id round.ID) (all []round.Reply) {
	t.Helper()
	err := s.Store.Read(t.Context()).EachReply(id, framework.Staff, func(r round.Reply) error { all = append(all, r); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAnswersAreTakenOnce(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		s := testkit.Rounds(db)
		r, link := w.OpenRound(t)
		before := head(t, db)
		db.Enqueued = func() { t.Error("a job tells that somebody answered") }
		a := said(formKey)
		a.Agency, a.Use = w.Police.ID, round.ForQuote
		a.Comments = map[string]string{"P1": " First. ", "P3": "Third.", "P4": " "}
		var wait sync.WaitGroup
		for range 8 { // pressed twice, in two tabs, again after going back
			wait.Go(func() {
				if err := s.Submit(t.Context(), link.Code, a); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		all := replies(t, s, r.ID)
		if len(all) != 1 || all[0].Agency != w.Police.Name || all[0].Level != framework.Direct || all[0].Use != round.ForQuote ||
			len(all[0].Answers) != 2 || all[0].Answers["p2"] != "dont-know" || strings.Contains(all[0].ID, formKey) || all[0].Batch != "" {
			t.Errorf("%+v", all)
		}
		remarks, err := s.Store.Read(t.Context()).Remarks(r.ID, framework.Staff)
		if err != nil || len(remarks) != 2 {
			t.Fatalf("%+v, %v", remarks, err)
		}
		for _, one := range remarks {
			if one.State != round.Unread || one.Use != round.ForQuote || one.Author != remarks[0].Author || one.Author == all[0].ID ||
				one.Text != map[string]string{"P1": "First.", "P3": "Third."}[one.Principle] {
				t.Errorf("%+v", one)
			}
		}
		if head(t, db) != before {
			t.Error("a deed tells that somebody answered")
		}
	})
}

// head is how far the trail goes.
func head(t *testing.T, db *store.DB) int64 {
	t.Helper()
	h, err := db.Trail().Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return h.Seq
}

func TestWhatIsNotAnAnswerIsRefused(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		s := testkit.Rounds(db)
		r, link := w.OpenRound(t)
		for message, change := range map[string]func(*round.Answers){
			"survey.wrong-form":                 func(a *round.Answers) { a.Key = "short" },
			"survey.wrong-agency":               func(a *round.Answers) { a.Agency = "other" },
			"survey.wrong-level":                func(a *round.Answers) { a.Level = "chief" },
			"survey.wrong-use":                  func(a *round.Answers) { a.Use = "sell" },
			"survey.wrong-answer":               func(a *round.Answers) { a.Answers["p1"] = "always" },
			"survey.wrong-answer item":          func(a *round.Answers) { a.Answers["p99"] = "mostly" },
			"survey.wrong-answer young":         func(a *round.Answers) { a.Answers["p1-young"] = "mostly" },
			"survey.wrong-answer level":         func(a *round.Answers) { a.Answers["p1-words-strategic"] = "mostly" },
			"survey.wrong-answer place":         func(a *round.Answers) { a.Comments = map[string]string{"P99": "x"} },
			"survey.comment-long":               func(a *round.Answers) { a.Comments = map[string]string{"P1": strings.Repeat("é", 2001)} },
			"survey.comment-unreadable":         func(a *round.Answers) { a.Comments = map[string]string{"P1": "a\xffb"} },
			"survey.comment-unreadable control": func(a *round.Answers) { a.Comments = map[string]string{"P1": "a\x00b"} },
		} {
			a := said(formKey)
			change(&a)
			want, _, _ := strings.Cut(message, " ")
			if f, ok := fault.As(s.Submit(t.Context(), link.Code, a)); !ok || f.Message != want {
				t.Errorf("%s: %v", message, f)
			}
		}
		if f, ok := fault.As(s.Submit(t.Context(), "nothing", said(formKey))); !ok || f.Message != "survey.unknown" {
			t.Errorf("%v", f)
		}
		if all := replies(t, s, r.ID); len(all) != 0 {
			t.Errorf("%+v", all)
		}
	})
}

func TestALinkFixesAgencyAndLevel(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		s := testkit.Rounds(db)
		r, _ := w.OpenRound(t)
		me := w.As(t, people.Coordinator)
		if err := s.AddSurveyLink(t.Context(), me, w.North.ID, r.ID, w.School.ID, framework.Strategic); err != nil {
			t.Fatal(err)
		}
		links, err := s.SurveyLinks(t.Context(), me, w.North.ID, r.ID)
		if err != nil || len(links) != 2 {
			t.Fatalf("%v, %v", links, err)
		}
		a := said(formKey)
		a.Agency = w.Police.ID
		if err := s.Submit(t.Context(), links[1].Code, a); err != nil {
			t.Fatal(err)
		}
		if all := replies(t, s, r.ID); len(all) != 1 || all[0].Agency != w.School.Name || all[0].Level != framework.Strategic {
			t.Errorf("%+v", all)
		}
		for _, c := range []struct {
			agency         people.AgencyID
			level, message string
		}{
			{w.School.ID, framework.Strategic, "survey.link-there"}, {"", "", "survey.link-there"}, {"x", "", "survey.link-agency"},
			{"", framework.Direct, "survey.link-level-alone"}, {w.School.ID, "x", "survey.link-level"},
		} {
			if f, ok := fault.As(s.AddSurveyLink(t.Context(), me, w.North.ID, r.ID, c.agency, c.level)); !ok || f.Message != c.message {
				t.Errorf("%+v: %v", c, f)
			}
		}
		lead := w.As(t, people.AgencyLead)
		if own, err := s.SurveyLinks(t.Context(), lead, w.North.ID, r.ID); err != nil || len(own) != 0 {
			t.Errorf("a lead of the council sees %v, %v", own, err)
		}
		if err := s.AddSurveyLink(t.Context(), lead, w.North.ID, r.ID, w.Council.ID, ""); err == nil {
			t.Error("a lead makes links")
		}
		if err := s.AddSurveyLink(t.Context(), me, w.North.ID, r.ID, w.Council.ID, ""); err != nil {
			t.Fatal(err)
		}
		if own, err := s.SurveyLinks(t.Context(), lead, w.North.ID, r.ID); err != nil || len(own) != 1 || own[0].Agency != w.Council.ID {
			t.Errorf("a lead of the council sees %v, %v", own, err)
		}
		if err := s.RemoveSurveyLink(t.Context(), me, w.North.ID, r.ID, links[1].Code); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Survey(t.Context(), links[1].Code); err == nil {
			t.Error("a link that was taken away leads somewhere")
		}
		if err := s.RemoveSurveyLink(t.Context(), me, w.North.ID, r.ID, links[1].Code); err == nil {
			t.Error("a link was taken away twice")
		}
	})
}

func TestNobodyAnswersBeforeOrAfter(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		s := testkit.Rounds(db)
		refused := func(code string) {
			t.Helper()
			if f, ok := fault.As(s.Submit(t.Context(), code, said(formKey))); !ok || f.Message != round.SurveyClosed {
				t.Errorf("%v", f)
			}
		}
		_, early := w.PreparedRound(t)
		refused(early.Code)
		r, link := w.OpenRound(t)
		s.Now = func() time.Time { return r.Ends() }
		refused(link.Code) // its last day is over, and the job that closes it has yet to run
		s.Now = testkit.Now
		if err := s.Close(t.Context(), w.As(t, people.Coordinator), w.North.ID, r.ID); err != nil {
			t.Fatal(err)
		}
		refused(link.Code)
		if q, err := s.Survey(t.Context(), link.Code); err != nil || q.IsOpen(testkit.Day) {
			t.Errorf("%+v, %v", q.Round, err)
		}
	})
}

// Whoever was told that their answers are taken is among those that the round closed
// with, however many send while it closes.
func TestNoAnswerIsTakenByARoundThatHasClosed(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		s := testkit.Rounds(db)
		r, link := w.OpenRound(t)
		var wait sync.WaitGroup
		var mutex sync.Mutex
		taken := 0
		begun := make(chan struct{}, 1000)
		for n := range 8 {
			wait.Go(func() {
				for i := range 1000 {
					err := s.Submit(context.Background(), link.Code, said(fmt.Sprintf("%s%d.%d", formKey, n, i)))
					if f, ok := fault.As(err); ok && f.Message == round.SurveyClosed {
						return
					} else if err != nil {
						t.Error(err)
						return
					}
					mutex.Lock()
					taken++
					mutex.Unlock()
					select {
					case begun <- struct{}{}:
					default:
					}
				}
			})
		}
		for range 20 {
			<-begun
		}
		if err := s.Close(t.Context(), w.As(t, people.Coordinator), w.North.ID, r.ID); err != nil {
			t.Fatal(err)
		}
		there := len(replies(t, s, r.ID)) // as the job that counts them finds them
		wait.Wait()
		if after := len(replies(t, s, r.ID)); there != taken || after != there || taken == 0 {
			t.Errorf("%d were told that theirs are taken, %d were there at the close, %d now", taken, there, after)
		}
	})
}

// While somebody changes the round, others can answer. SQLite has one writer, and
// there they wait.
func TestSendingDoesNotWaitForAChange(t *testing.T) {
	db := testkit.Open(t, testkit.Engines[1].Options(t))
	if !db.IsPostgreSQL() {
		t.Fatal("the second engine is not PostgreSQL")
	}
	w := testkit.NewWorld(t, db)
	s := testkit.Rounds(db)
	r, link := w.OpenRound(t)
	err := s.Store.InTx(t.Context(), func(tx round.Tx) error {
		if err := tx.HoldRound(r.ID); err != nil {
			return err
		}
		return s.Submit(t.Context(), link.Code, said(formKey))
	})
	if err != nil || len(replies(t, s, r.ID)) != 1 {
		t.Error(err)
	}
}
