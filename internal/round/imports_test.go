package round_test

import (
	"slices"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// brought is an answers file checked against a round, on its way into it.
func brought(t *testing.T, s *round.Service, r round.Round, rows string) (round.Brought, error) {
	t.Helper()
	fw, err := s.Framework(t.Context(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	table, err := office.OpenTable(strings.NewReader("respondent,strand,agency,level,item,answer,comment,comment_use\n"+rows), office.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	asked, err := s.Asked(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	given, err := answer.Replies(fw, []answer.Source{{Name: "a.csv", Table: table}}, asked)
	return round.Brought{ID: s.NewKey(), Name: "a.csv", Given: given}, err
}

// kept is what a round holds of answers.
type kept struct {
	replies  map[string][]round.Reply
	remarks  []round.Remark
	evidence []round.Evidence
	answers  []round.ReturnAnswer
	earlier  []round.Earlier
	returns  []round.Return
}

func keptBatch(t *testing.T, s *round.Service, id round.ID, agency people.AgencyID) (k kept) {
	t.Helper()
	read := s.Store.Read(t.Context())
	k.replies = map[string][]round.Reply{}
	for _, strand := range round.Personal {
		must(t, read.EachReply(id, strand, func(r round.Reply) error {
			k.replies[strand] = append(k.replies[strand], r)
			return nil
		}))
		remarks, err := read.Remarks(id, strand)
		must(t, err)
		k.remarks = append(k.remarks, remarks...)
	}
	var err error
	k.evidence, err = read.EvidenceOf(id)
	must(t, err)
	k.answers, err = read.ReturnAnswers(id, agency)
	must(t, err)
	k.earlier, err = read.Earliers(id, agency)
	must(t, err)
	k.returns, err = read.Returns(id)
	must(t, err)
	return k
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wants(t *testing.T, err error, message string) {
	t.Helper()
	if f, ok := fault.As(err); !ok || f.Message != message {
		t.Errorf("%v, want %s", err, message)
	}
}

const mixed = `1,staff,NORTHSHIRE COUNCIL,direct,p1,mostly,They ask me first.,quote
1,staff,NORTHSHIRE COUNCIL,direct,p2,hardly-ever,,quote
2,staff,,,p1,,,
3,young-person,Youth Club,,p1-young,nearly-always,They listen.,
r,return,northshire council,,p1,mostly,,
r,return,northshire council,,p1-do,,We ask them first.,
e,evidence,Audit,,P2,2026-03,Half of the plans had the child’s words.,
`

func TestAnswersFromElsewhereComeInOnceAndGoOutAgain(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		s, v := testkit.Rounds(db), w.As(t, people.Coordinator)
		r, _ := w.PreparedRound(t)
		b, err := brought(t, s, r, mixed)
		must(t, err)
		for range 2 { // a doubled submit
			must(t, s.BringIn(t.Context(), v, w.North.ID, r.ID, b))
		}
		r, _, err = s.Store.Read(t.Context()).Round(r.ID)
		must(t, err)
		if !slices.Equal(r.Strands, []string{framework.YoungPerson, framework.Staff, framework.Return, framework.Evidence}) {
			t.Errorf("the round asks %v", r.Strands)
		}
		k := keptBatch(t, s, r.ID, w.Council.ID)
		if len(k.replies[framework.Staff]) != 2 || len(k.replies[framework.YoungPerson]) != 1 || len(k.remarks) != 2 || len(k.evidence) != 1 || len(k.answers) != 2 {
			t.Fatalf("%+v", k)
		}
		for _, one := range k.replies[framework.Staff] {
			if one.Batch != b.ID || one.Agency != "" && (one.Agency != w.Council.Name || one.Level != framework.Direct || one.Use != round.ForQuote || len(one.Answers) != 2) {
				t.Errorf("%+v", one)
			}
		}
		if young := k.replies[framework.YoungPerson][0]; young.Agency != "Youth Club" || young.Answers["p1-young"] != "nearly-always" {
			t.Errorf("%+v", young)
		}
		if k.remarks[0].State != round.Unread || k.remarks[0].Author == k.remarks[1].Author || k.remarks[0].Batch != b.ID {
			t.Errorf("%+v", k.remarks)
		}
		if k.returns[0].State != round.Draft || k.returns[0].Name != "" {
			t.Errorf("%+v", k.returns)
		}
		must(t, s.UndoImport(t.Context(), v, w.North.ID, r.ID, b.ID))
		must(t, s.UndoImport(t.Context(), v, w.North.ID, r.ID, b.ID))
		k = keptBatch(t, s, r.ID, w.Council.ID)
		if len(k.replies)+len(k.remarks)+len(k.evidence)+len(k.answers)+len(k.returns) != 0 {
			t.Errorf("left behind: %+v", k)
		}
		imports, err := s.Store.Read(t.Context()).Imports(r.ID)
		if err != nil || len(imports) != 1 || imports[0].Undone.IsZero() || imports[0].Kind != round.SeveralStrands || imports[0].Counted != 6 {
			t.Errorf("%+v, %v", imports, err)
		}
		must(t, s.BringIn(t.Context(), v, w.North.ID, r.ID, b)) // its form again, from the back button
		if k := keptBatch(t, s, r.ID, w.Council.ID); len(k.replies) != 0 {
			t.Errorf("what was undone is back: %+v", k)
		}
	})
}

func TestWhatSomebodyWroteIsNeverLost(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		s, v := testkit.Rounds(db), w.As(t, people.Coordinator)
		r, _ := w.OpenRound(t)
		lead := w.People[people.AgencyLead].ID
		must(t, s.Store.InTx(t.Context(), func(tx round.Tx) error {
			if err := tx.PutReturn(r.ID, round.Return{Agency: w.Council.ID, State: round.Draft}); err != nil {
				return err
			}
			for item, a := range map[string]round.ReturnAnswer{"p1": {Answer: "nearly-always"}, "p1-do": {Text: "Our own words."}} {
				a.Item, a.Version, a.Author, a.At = item, 1, lead, testkit.Day
				if _, err := tx.PutReturnAnswer(r.ID, w.Council.ID, a); err != nil {
					return err
				}
			}
			return nil
		}))
		b, err := brought(t, s, r, "r,return,Northshire Council,,p1,mostly,,\nr,return,Northshire Council,,p1-do,,Words of a file.,\nr,return,Northshire Council,,p2,mostly,,\n")
		must(t, err)
		must(t, s.BringIn(t.Context(), v, w.North.ID, r.ID, b))
		k := keptBatch(t, s, r.ID, w.Council.ID)
		if len(k.answers) != 3 || len(k.earlier) != 1 || k.earlier[0].Text != "Words of a file." || k.earlier[0].Source != "a.csv" {
			t.Fatalf("%+v", k)
		}
		for _, a := range k.answers {
			if a.Item == "p1" && a.Answer != "nearly-always" || a.Text == "Words of a file." {
				t.Errorf("%+v", a)
			}
		}
		must(t, s.Store.InTx(t.Context(), func(tx round.Tx) error {
			_, err := tx.PutReturnAnswer(r.ID, w.Council.ID, round.ReturnAnswer{Item: "p2", Answer: "hardly-ever", Version: 2, Author: lead, At: testkit.Day})
			return err
		}))
		must(t, s.UndoImport(t.Context(), v, w.North.ID, r.ID, b.ID))
		k = keptBatch(t, s, r.ID, w.Council.ID)
		if len(k.answers) != 3 || len(k.earlier) != 0 || len(k.returns) != 1 {
			t.Errorf("what somebody changed has gone: %+v", k)
		}
	})
}

func TestOnlyWhatTheRoundAsksComesIn(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		s, v := testkit.Rounds(db), w.As(t, people.Coordinator)
		r, _ := w.OpenRound(t)
		must(t, s.Store.InTx(t.Context(), func(tx round.Tx) error {
			if err := tx.PutAgency(r.ID, round.Agency{ID: w.School.ID, Name: w.School.Name, Kind: "school", Form: round.NoReturn}); err != nil {
				return err
			}
			return tx.PutReturn(r.ID, round.Return{Agency: w.Police.ID, State: round.Signed})
		}))
		_, err := brought(t, s, r, "1,young-person,Youth Club,,p1-young,nearly-always,,\n2,staff,Northshire Counsil,direct,p1,nearly-always,,\n"+
			"3,return,Hill Road School,,p1,nearly-always,,\n4,return,Northshire Police,,p1,nearly-always,,\n5,staff,Far Away,direct,p1,nearly-always,,\n")
		problems, ok := fault.AsProblems(err)
		if !ok {
			t.Fatal(err)
		}
		var got []string
		for _, p := range problems.List {
			got = append(got, p.Message)
			if p.Line == 0 || p.File != "a.csv" {
				t.Errorf("nowhere: %+v", p)
			}
		}
		want := []string{"answers.strand.not_asked", "answers.agency.not_in_round", "answers.agency.no_return", "answers.agency.signed", "answers.agency.not_in_round"}
		if !slices.Equal(got, want) {
			t.Errorf("%v", got)
		}
		if near := problems.List[1].With["Near"]; near != "Northshire Council" {
			t.Errorf("near %v", near)
		}
		b, err := brought(t, s, r, "1,staff,Northshire Police,direct,p1,nearly-always,,\n")
		must(t, err)
		for role, want := range map[people.Role]string{people.AgencyLead: "round.missing", people.Moderator: "round.missing"} {
			wants(t, s.BringIn(t.Context(), w.As(t, role), w.North.ID, r.ID, b), want)
		}
		must(t, s.BringIn(t.Context(), v, w.North.ID, r.ID, b))
		wants(t, s.UndoImport(t.Context(), v, w.North.ID, r.ID, "another"), "round.missing")
		must(t, s.Close(t.Context(), v, w.North.ID, r.ID))
		wants(t, s.UndoImport(t.Context(), v, w.North.ID, r.ID, b.ID), "roundimport.closed")
		b.ID = s.NewKey()
		wants(t, s.BringIn(t.Context(), v, w.North.ID, r.ID, b), "roundimport.closed")
		if k := keptBatch(t, s, r.ID, w.Council.ID); len(k.replies[framework.Staff]) != 1 {
			t.Errorf("%+v", k)
		}
	})
}
