package fiction_test

import (
	"strings"
	"testing"

	"bearings/internal/fiction"
	"bearings/internal/framework"
)

// large is a partnership large enough for differences to show.
func large(t *testing.T) (*framework.Framework, []row) {
	t.Helper()
	fw := practicePrinciples(t)
	return fw, read(t, write(t, fw, fiction.Plan{Agencies: 60, Staff: 6000, Young: 800, Parents: 800, Seed: 5}))
}

// share is the part of some rows' positions that lie in the upper half.
func share(fw *framework.Framework, rows []row, of func(row) bool) float64 {
	n, upper := 0, 0
	for _, r := range rows {
		item, _ := fw.Item(r.item)
		scale, _ := fw.Scale(item.Scale)
		for at, position := range scale.Positions {
			if position.ID == r.answer && of(r) {
				n++
				if 2*at >= len(scale.Positions) {
					upper++
				}
			}
		}
	}
	return float64(upper) / float64(n)
}

func TestLeadersSeeItBetterThanPeopleInDirectWork(t *testing.T) {
	fw, rows := large(t)
	at := func(level string) float64 {
		return share(fw, rows, func(r row) bool { return r.strand == framework.Staff && r.level == level })
	}
	direct, operational, strategic := at(framework.Direct), at(framework.Operational), at(framework.Strategic)
	if direct+0.05 > operational || operational+0.05 > strategic {
		t.Errorf("direct %.2f, operational %.2f, strategic %.2f", direct, operational, strategic)
	}
}

func TestChildrenAndParentsSeeItLess(t *testing.T) {
	fw, rows := large(t)
	on := func(strand, item string) float64 {
		return share(fw, rows, func(r row) bool { return r.strand == strand && r.item == item })
	}
	staff := func(item string) float64 { return on(framework.Staff, item) }
	for item, got := range map[string]float64{
		"p1": on(framework.YoungPerson, "p1-young"),
		"p3": on(framework.YoungPerson, "p3-young"),
		"p7": on(framework.Parent, "p7-parent"),
	} {
		if got+0.15 > staff(item) {
			t.Errorf("%s: %.2f of children or parents in the upper half, %.2f of staff", item, got, staff(item))
		}
	}
}

func TestAgenciesAreUnlike(t *testing.T) {
	fw, rows := large(t)
	size := map[string]map[string]bool{}
	for _, r := range rows {
		if r.strand == framework.Staff && r.agency != "" {
			if size[r.agency] == nil {
				size[r.agency] = map[string]bool{}
			}
			size[r.agency][r.respondent] = true
		}
	}
	big, small := 0, 0
	var shares []float64
	for name, people := range size {
		if len(people) >= 500 {
			big++
		}
		if len(people) <= 40 {
			small++
		}
		if len(people) >= 200 {
			shares = append(shares, share(fw, rows, func(r row) bool {
				return r.strand == framework.Staff && r.agency == name && r.item == "p5"
			}))
		}
	}
	if big < 2 || big > 6 || small < 20 {
		t.Errorf("of %d agencies %d are big and %d small", len(size), big, small)
	}
	lowest, highest := 1.0, 0.0
	for _, s := range shares {
		lowest, highest = min(lowest, s), max(highest, s)
	}
	if highest-lowest < 0.1 {
		t.Errorf("large agencies lie between %.2f and %.2f on p5", lowest, highest)
	}
}

func TestRepliesAreAsIncompleteAsRealOnes(t *testing.T) {
	_, rows := large(t)
	staff, deeper, comments := map[string]bool{}, map[string]bool{}, 0
	noAgency, noLevel, unsure, notOurs, blank := 0, 0, 0, 0, 0
	count := func(n *int, is bool) {
		if is {
			*n++
		}
	}
	for _, r := range rows {
		if r.strand != framework.Staff {
			continue
		}
		staff[r.respondent] = true
		if strings.Contains(r.item, "-") {
			deeper[r.respondent] = true
		}
		count(&comments, r.comment != "")
		count(&noAgency, r.agency == "")
		count(&noLevel, r.level == "")
		count(&unsure, r.answer == "dont-know")
		count(&notOurs, r.answer == "not-ours")
		count(&blank, r.answer == "" && r.comment == "")
	}
	for name, n := range map[string]int{
		"comments": comments, "rows without an agency": noAgency, "rows without a level": noLevel,
		"don't knows": unsure, "not ours": notOurs, "blanks": blank,
	} {
		if n == 0 || n > len(rows)/8 {
			t.Errorf("%d %s in %d rows", n, name, len(rows))
		}
	}
	if len(deeper) < len(staff)/5 || len(deeper) > len(staff)/2 {
		t.Errorf("%d of %d go deeper", len(deeper), len(staff))
	}
}

func TestEverythingPrintedSaysThatItIsFictional(t *testing.T) {
	_, rows := large(t)
	kinds := map[string]string{}
	for _, r := range rows {
		if r.agency != "" && !strings.Contains(r.agency, "(fictional)") {
			t.Fatalf("agency %q", r.agency)
		}
		if r.strand == framework.Evidence {
			if !strings.HasPrefix(r.comment, "Fictional.") {
				t.Errorf("evidence: %q", r.comment)
			}
			continue
		}
		if was, known := kinds[r.agency]; known && was != r.kind {
			t.Fatalf("%s is %s and %s", r.agency, was, r.kind)
		}
		kinds[r.agency] = r.kind
	}
	if len(kinds) < 55 {
		t.Errorf("%d agencies", len(kinds))
	}
}

func TestTheOrderOfRowsSaysNothing(t *testing.T) {
	_, rows := large(t)
	half := rows[:len(rows)/2]
	all, first := map[string]int{}, map[string]int{}
	for _, r := range rows {
		all[r.strand+r.agency]++
	}
	for _, r := range half {
		first[r.strand+r.agency]++
	}
	tried := 0
	for who, n := range all {
		if n < 2000 {
			continue
		}
		tried++
		if part := float64(first[who]) / float64(n); part < 0.42 || part > 0.58 {
			t.Errorf("%.2f of the rows of %s are in the first half", part, who)
		}
	}
	if tried < 5 {
		t.Errorf("only %d agencies were large enough to look at", tried)
	}
	together := 0
	for i := 1; i < len(rows); i++ {
		if rows[i].respondent == rows[i-1].respondent {
			together++
		}
	}
	if together > len(rows)/50 {
		t.Errorf("%d of %d rows stand next to another of the same person", together, len(rows))
	}
}
