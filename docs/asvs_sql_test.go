package docs_test

import (
	"go/ast"
	"go/token"
	"regexp"
	"strings"
	"testing"
)

// putsNames are the functions that put the name of a table into a statement, which
// no parameter can: names of a list of ours, looked up before they are used.
var putsNames = map[string]bool{"dumpTable": true, "DumpPartnership": true, "mustBeEmpty": true, "dropTables": true, "put": true, "copySchema": true}

var sqlText = regexp.MustCompile(`(?i)^["` + "`" + `]\s*(select|insert|update|delete|create|drop|alter|truncate|with|pragma|vacuum|attach)\s`)

// Statements are written in the program, and what people typed comes to them as
// parameters: nothing is put into a statement but constants.
func TestStatementsStandInTheSource(t *testing.T) {
	all := program(t)
	constants := constantsOf(all)
	seen, named := 0, map[string]bool{}
	for _, s := range all {
		for _, d := range s.file.Decls {
			function := ""
			if f, ok := d.(*ast.FuncDecl); ok {
				function = f.Name.Name
			}
			ast.Inspect(d, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.BasicLit:
					if n.Kind == token.STRING && sqlText.MatchString(n.Value) {
						seen++
					}
				case *ast.BinaryExpr:
					isSum := n.Op == token.ADD && sqlText.MatchString(leftmost(n))
					if isSum && !isWritten(n, constants[s.folder]) {
						if named[function] = true; s.folder != "internal/store" || !putsNames[function] {
							t.Errorf("%s: %s puts something into a statement", s.name, function)
						}
						return false
					}
				case *ast.CallExpr:
					if selector, ok := n.Fun.(*ast.SelectorExpr); ok && strings.HasSuffix(selector.Sel.Name, "rintf") && len(n.Args) > 0 && sqlText.MatchString(leftmost(n.Args[0])) {
						t.Errorf("%s: %s makes a statement with %s", s.name, function, selector.Sel.Name)
					}
				}
				return true
			})
		}
	}
	if seen < 30 {
		t.Errorf("only %d statements were found", seen)
	}
	for name := range putsNames {
		if !named[name] {
			t.Errorf("%s puts nothing into a statement: take it out of this list", name)
		}
	}
}

// leftmost is the literal a sum of texts begins with.
func leftmost(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		return leftmost(e.X)
	case *ast.BasicLit:
		return e.Value
	}
	return ""
}
