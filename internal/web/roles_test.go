package web_test

import (
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bearings/internal/people"
	"bearings/internal/testkit"
	"bearings/internal/web"
)

// caller is somebody who asks for every route: what they are called in the table,
// and what their browser holds.
type caller struct{ name, token string }

// everybody are a visitor, somebody with an account and no role, each role in the
// partnership that is asked for, those that need more than a code with only that,
// and a coordinator of another partnership.
func everybody(w *testkit.World) []caller {
	all := []caller{{"visitor", ""}, {"no role", w.Tokens[w.Guest.ID]}}
	for _, role := range people.Roles {
		all = append(all, caller{string(role), w.Tokens[w.People[role].ID]})
	}
	return append(all,
		caller{"coordinator, by code", w.Weak[w.People[people.Coordinator].ID]},
		caller{"coordinator elsewhere", w.Tokens[w.Others[people.Coordinator].ID]})
}

// place is a route's address in the north, about the agency given.
func place(w *testkit.World, pattern string, agency people.AgencyID) string {
	filled := strings.NewReplacer("{partnership}", string(w.North.ID), "{agency}", string(agency), "{$}", "").Replace(pattern)
	return regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(filled, "x")
}

// let says what became of a request.
func let(site http.Handler, route web.Route, path, token string) string {
	r := httptest.NewRequest(route.Method, path, strings.NewReader(""))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if token != "" {
		r.AddCookie(&http.Cookie{Name: "bearings", Value: token})
	}
	answer := httptest.NewRecorder()
	site.ServeHTTP(answer, r)
	switch status := answer.Code; {
	case status == http.StatusNoContent:
		return "yes"
	case status == http.StatusSeeOther && strings.HasPrefix(answer.Header().Get("Location"), "/sign-in"), status == http.StatusUnauthorized:
		return "sign in"
	case status == http.StatusForbidden:
		return "stronger"
	case status == http.StatusNotFound:
		return "–"
	default:
		return fmt.Sprint("status ", status)
	}
}

var update = flag.Bool("update", false, "write docs/ROLES.md")

func TestEveryRouteLetsInWhomTheTableSays(t *testing.T) {
	h := newHouse(t, func(c *web.Config) { c.Installation.Address = "" })
	w, site := h.world, web.Marked(h.config)
	var rows []string
	for _, route := range site.Routes() {
		if route.Right == people.Anyone {
			for _, one := range everybody(w) {
				if got := let(site, route, place(w, route.Pattern, w.Council.ID), one.token); got == "–" || got == "sign in" || got == "stronger" {
					t.Errorf("%s %s is for anyone, and says %q to %s", route.Method, route.Pattern, got, one.name)
				}
			}
			continue
		}
		row := fmt.Sprintf("| %s | %s `%s` |", route.Name, route.Method, route.Pattern)
		for _, one := range everybody(w) {
			got := let(site, route, place(w, route.Pattern, w.Council.ID), one.token)
			if strings.Contains(route.Pattern, "{agency}") && got == "yes" && let(site, route, place(w, route.Pattern, w.Police.ID), one.token) != "yes" {
				got = "own agency"
			}
			row += " " + got + " |"
			inNorth := strings.Contains(route.Pattern, "{partnership}")
			switch {
			case one.name == "visitor" && got != "sign in" && route.Name != "Forgotten":
				t.Errorf("%s lets in whoever has not signed in: %s", route.Name, got)
			case inNorth && (one.name == "no role" || one.name == "coordinator elsewhere") && got != "–":
				t.Errorf("%s says %q to %s", route.Name, got, one.name)
			case route.Name == "Forgotten" && got != "–":
				t.Errorf("a route that says nothing of who may use it says %q to %s", got, one.name)
			}
		}
		if route.Name != "Forgotten" {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	compareRoles(t, w, rows)
}

// compareRoles compares the rows with docs/ROLES.md, which people read.
func compareRoles(t *testing.T, w *testkit.World, rows []string) {
	t.Helper()
	head, line := "| Route | Address |", "| --- | --- |"
	for _, one := range everybody(w) {
		head, line = head+" "+one.name+" |", line+" --- |"
	}
	text := rolesIntroduction + head + "\n" + line + "\n" + strings.Join(rows, "\n") + "\n"
	const file = "../../docs/ROLES.md"
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(kept) != text {
		t.Errorf("%s does not say what the routes do; look at the difference, and write it with -update:\n%s", file, text)
	}
}

const rolesIntroduction = `# Who may do what

Every page, file and form of the site is a route, and every route says which right it needs. A route that says none is closed to everybody. What a right means stands in one place, ` + "`internal/people/roles.go`" + `. Routes that anybody may use, with or without an account, are not listed here: the public library, the pages every public service owes, signing in, and bringing one's own answers.

A test made this table by caller for every route as everybody, and fails when the program does something else. It says:

- **yes**: they are let in.
- **own agency**: they are let in for the agency whose role they have, and not for another.
- **sign in**: they are asked to sign in first.
- **stronger**: they are asked to sign in with a passkey or their organisation, because the role needs it.
- **–**: the page is not there for them. It does not tell whether it exists.

"Coordinator, by code" has signed in with a code by e-mail alone. "Coordinator elsewhere" coordinates another partnership in the same installation.

`
