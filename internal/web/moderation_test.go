package web_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// commented is a published round of the north in which staff wrote comments.
func (h *house) commented(t testing.TB, quoted int) round.Round {
	t.Helper()
	r, _ := h.world.OpenRound(t)
	h.world.Reply(t, r, h.world.Council.Name, framework.Direct, 2, 30)
	var texts []string
	for i := range quoted {
		texts = append(texts, fmt.Sprintf("Hill Road hears children, %c", 'A'+i))
	}
	h.world.Remarked(t, r, "P1", round.ForQuote, texts...)
	h.world.Remarked(t, r, "P1", round.ForSummary, "Ring 07700 900123 to hear more")
	return h.world.Published(t, r)
}

var toRead = regexp.MustCompile(`href="(/partnerships/[^"]+/comments/staff/P1/[^"/s][^"/]+)"`)

func TestCommentsAreReadOnPages(t *testing.T) {
	h := newHouse(t)
	b := h.north(t, people.Moderator)
	r := h.commented(t, 11)
	b.shows(b.get(ui.CommentsURL(r)), 200, "What staff wrote", "0 of 12 read", "If a comment makes you worried about a child", "You can publish when every comment has been read.")
	under := ui.CommentsURL(r, framework.Staff, "P1")
	text := b.shows(b.get(under), 200, "Page 1 of 2", "Not read yet", "Nothing is written yet.") +
		b.shows(b.get(under+"?page=2"), 200, "Page 2 of 2") + b.shows(b.get(under+"?page=99"), 200, "Page 2 of 2")
	seen := map[string]bool{}
	for _, found := range toRead.FindAllStringSubmatch(text, -1) {
		seen[found[1]] = true
	}
	if len(seen) != 12 {
		t.Fatalf("%d comments are listed", len(seen))
	}
	b.shows(b.post(ui.CommentsURL(r, framework.Staff, "publish")), 422, "Some comments have not been read yet.")
	n := 0
	for one := range seen {
		page := b.shows(b.get(one), 200, "What shall happen with it?")
		if strings.Contains(page, "07700") {
			b.shows(b.get(one), 200, "asked to be summarised with others", "Details that could tell who somebody is")
			b.shows(b.post(one, ui.FieldDecision, "as-it-stands"), 422, "This comment can’t be quoted.")
			b.post(one, ui.FieldDecision, "summary")
			continue
		}
		b.shows(b.post(one), 422, "Choose what shall happen with the comment.")
		b.shows(b.post(one, ui.FieldDecision, "masked", ui.FieldMasked, "Nobody hears [somebody]"), 422, "Only masks may differ", "Nobody hears [somebody]", `href="#masked"`)
		if n++; n > 1 {
			b.post(one, ui.FieldDecision, "as-it-stands")
			continue
		}
		whole := regexp.MustCompile(`Hill Road hears children, \w`).FindString(page)
		b.post(one, ui.FieldDecision, "masked", ui.FieldMasked, strings.Replace(whole, "Hill Road", "[a school]", 1))
		b.shows(b.get(one), 200, "[a school] hears children")
	}
	b.shows(b.get(under), 200, "12 of 12 read")
	sum := ui.CommentsURL(r, framework.Staff, "P1", "summary")
	b.shows(b.get(sum), 200, "Hill Road hears children")
	b.shows(b.post(sum, ui.FieldSummary, strings.Repeat("é", 1501)), 422, "The summary is too long.")
	b.shows(b.follow(b.post(sum, ui.FieldSummary, "People say children are heard at school.")), 200, "It has been saved.", "People say children are heard")
	publish := ui.CommentsURL(r, framework.Staff, "publish")
	b.shows(b.get(publish), 200, "11 comments are quoted.", "[a school] hears children", "People say children are heard", "Publish now")
	b.shows(b.follow(b.post(publish)), 200, "The comments have been published.", "can’t be changed any more")
	b.shows(b.post(publish), 422, "These comments are published")
	for one := range seen {
		b.want(b.get(one), 303, under)
		b.shows(b.post(one, ui.FieldDecision, "left"), 422, "These comments are published")
	}
	coordinator := h.north(t, people.Coordinator)
	coordinator.shows(coordinator.get(h.part("trail")), 200, "finished reading comments and published those that are printed.")
}

// Nothing on a moderator's pages says whose comment it is.
func TestAModeratorCantTellWhoWrote(t *testing.T) {
	h := newHouse(t)
	b := h.north(t, people.Moderator)
	r := h.commented(t, 11)
	read := h.config.Rounds.Store.Read(t.Context())
	remarks, err := read.Remarks(r.ID, framework.Staff)
	if err != nil {
		t.Fatal(err)
	}
	hidden := []string{h.world.Police.Name, h.world.Council.Name, string(h.world.Police.ID), string(h.world.Council.ID), "strategic", "Strategic", "direct", "Direct", "ecurity", h.now.Format("2006-01-02")}
	for _, one := range remarks {
		hidden = append(hidden, one.Author)
	}
	err = read.EachReply(r.ID, framework.Staff, func(reply round.Reply) error {
		hidden = append(hidden, reply.ID)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	under := ui.CommentsURL(r, framework.Staff, "P1")
	for _, path := range []string{ui.CommentsURL(r), under, under + "?page=2", under + "/summary", under + "/" + remarks[0].ID, ui.CommentsURL(r, framework.Staff, "publish")} {
		text := b.shows(b.get(path), 200)
		_, main, _ := strings.Cut(text, "<main")
		for _, one := range hidden {
			if strings.Contains(main, one) {
				t.Errorf("%s shows %q", path, one)
			}
		}
	}
}

func TestNobodyElseReadsComments(t *testing.T) {
	h := newHouse(t)
	r := h.commented(t, 2)
	for _, role := range people.Roles {
		if role == people.Moderator {
			continue
		}
		b := h.north(t, role)
		b.shows(b.get(ui.CommentsURL(r)), 404)
		b.shows(b.post(ui.CommentsURL(r, framework.Staff, "publish")), 404)
	}
	weak := h.as(t, h.world.Weak[h.world.People[people.Moderator].ID])
	weak.shows(weak.get(ui.CommentsURL(r)), 403)
	open, _ := h.world.OpenRound(t)
	h.world.Remarked(t, open, "P1", round.ForQuote, "Still open")
	b := h.north(t, people.Moderator)
	text := b.shows(b.get(ui.CommentsURL(open)), 200, "once the round has closed")
	if strings.Contains(text, "Still open") {
		t.Error("a comment is shown while the round is open")
	}
	b.shows(b.get(ui.CommentsURL(open, framework.Staff, "P1")), 404)
	b.shows(b.get(ui.CommentsURL(r, framework.Staff, "P1", "nonsense")), 404)
}
