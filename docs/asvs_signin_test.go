package docs_test

import (
	"go/ast"
	"maps"
	"slices"
	"strings"
	"testing"
)

// callers are the functions of a package that call one on something.
func callers(all []source, folder, called string) map[string]int {
	found := map[string]int{}
	for _, s := range all {
		if s.folder != folder {
			continue
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			ast.Inspect(f.Body, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if selector, ok := call.Fun.(*ast.SelectorExpr); ok && selector.Sel.Name == called {
						found[f.Name.Name]++
					}
				}
				return true
			})
		}
	}
	return found
}

// A session is begun in one place, which these alone come to: a code that was
// right, a passkey that answered, an issuer that vouched, joining by one of the
// two, and a button of a demonstration. docs/SAFEGUARDS.md has no other way in, and so has the program.
func TestSessionsBeginInKnownPlacesOnly(t *testing.T) {
	all := program(t)
	for _, c := range []struct {
		folder, called string
		by             []string
	}{
		{"internal/signin", "AddSession", []string{"open"}},
		{"internal/signin", "open", []string{"Back", "ComeAs", "JoinedByPasskey", "compare", "openAs", "openWith"}},
		{"internal/signin", "openWith", []string{"AnswerPasskey"}},
		{"internal/signin", "openAs", []string{"Back"}},
		{"internal/web", "ComeAs", []string{"postComeIn"}},
		{"internal/web", "letIn", []string{"getBack", "postAnswerPasskey", "postJoinPasskeyDone", "postTypeCode"}},
	} {
		if got := slices.Sorted(maps.Keys(callers(all, c.folder, c.called))); !slices.Equal(got, c.by) {
			t.Errorf("%s: %s is called by %s, want %s", c.folder, c.called, strings.Join(got, ", "), strings.Join(c.by, ", "))
		}
	}
	for _, s := range all {
		if s.folder == "internal/signin" || s.folder == "internal/store" {
			continue
		}
		if n := len(callers([]source{s}, s.folder, "AddSession")); n > 0 {
			t.Errorf("%s begins sessions of its own", s.folder)
		}
	}
}
