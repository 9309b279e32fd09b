package docs_test

import (
	"go/ast"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// program are the Go files the program is built of: no tests, and nothing that
// only helps tests or is a tool of its own.
func program(t *testing.T) []source {
	t.Helper()
	var all []source
	for _, s := range sources(t) {
		inside := strings.HasPrefix(s.folder, "internal/") || strings.HasPrefix(s.folder, "cmd/") || s.folder == "content" || s.folder == "language"
		if inside && !strings.HasSuffix(s.name, "_test.go") && !isForTests(s.folder) && s.folder != "internal/dictionary/generate" {
			all = append(all, s)
		}
	}
	if len(all) < 100 {
		t.Fatalf("only %d files of the program were found", len(all))
	}
	return all
}

// isForTests says whether a package helps tests alone: its name ends so.
func isForTests(folder string) bool {
	return strings.HasSuffix(path.Base(folder), "test") || path.Base(folder) == "testkit"
}

// packages are the import paths of a file, ours and others'.
func (s source) packages() []string {
	var all []string
	for _, spec := range s.file.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		all = append(all, name)
	}
	return all
}

// onlyIn sees that an import is found in the packages named, and is found there:
// a permission nobody needs any more is taken back.
func onlyIn(t *testing.T, imported string, folders ...string) {
	t.Helper()
	needed := map[string]bool{}
	for _, s := range program(t) {
		for _, name := range s.packages() {
			if name != imported && !strings.HasPrefix(name, imported+"/") {
				continue
			}
			needed[s.folder] = true
			if !slices.Contains(folders, s.folder) {
				t.Errorf("%s imports %s", s.name, name)
			}
		}
	}
	for _, folder := range folders {
		if !needed[folder] {
			t.Errorf("%s no longer needs %s: take it out of this list", folder, imported)
		}
	}
}

// calls finds every call of a package's function, by the name it is imported as.
func calls(s source, pkg, function string, each func(*ast.CallExpr)) {
	wanted := regexp.MustCompile("^(" + function + ")$")
	ast.Inspect(s.file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if selector, ok := call.Fun.(*ast.SelectorExpr); ok && wanted.MatchString(selector.Sel.Name) {
			if on, ok := selector.X.(*ast.Ident); ok && on.Name == pkg {
				each(call)
			}
		}
		return true
	})
}

// isWritten says whether a text stands in the source: a literal, a constant's
// name, or a sum of them. constants are the names of the package's constants.
func isWritten(e ast.Expr, constants map[string]bool) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.Ident:
		return constants[e.Name]
	case *ast.ParenExpr:
		return isWritten(e.X, constants)
	case *ast.BinaryExpr:
		return e.Op == token.ADD && isWritten(e.X, constants) && isWritten(e.Y, constants)
	}
	return false
}

// constantsOf are the names of the constants of each package.
func constantsOf(all []source) map[string]map[string]bool {
	names := map[string]map[string]bool{}
	for _, s := range all {
		if names[s.folder] == nil {
			names[s.folder] = map[string]bool{}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if d, ok := n.(*ast.GenDecl); ok && d.Tok == token.CONST {
				for _, spec := range d.Specs {
					for _, name := range spec.(*ast.ValueSpec).Names {
						names[s.folder][name.Name] = true
					}
				}
			}
			return true
		})
	}
	return names
}

func TestTheProgramStartsNoOtherProgram(t *testing.T) {
	onlyIn(t, "os/exec")
	for _, s := range program(t) {
		calls(s, "os", "StartProcess", func(*ast.CallExpr) { t.Errorf("%s starts a program", s.name) })
		calls(s, "syscall", "Exec|ForkExec|StartProcess", func(*ast.CallExpr) { t.Errorf("%s starts a program", s.name) })
	}
}

// A pattern or a format that came from outside could mean something else than
// was thought, or take for ever. The writer of Word files hands formats of its
// own on to one place, where vet looks at them.
func TestPatternsAndFormatsStandInTheSource(t *testing.T) {
	all := program(t)
	constants := constantsOf(all)
	seen := 0
	check := func(s source, call *ast.CallExpr, at int) {
		if seen++; len(call.Args) > at && !isWritten(call.Args[at], constants[s.folder]) && s.folder != "internal/office/docx" {
			t.Errorf("%s: a pattern or format is put together while the program runs", s.name)
		}
	}
	for _, s := range all {
		calls(s, "regexp", "(Must)?Compile(POSIX)?|Match(String|Reader)?", func(c *ast.CallExpr) { check(s, c, 0) })
		calls(s, "fmt", "Sprintf|Errorf|Printf", func(c *ast.CallExpr) { check(s, c, 0) })
		calls(s, "fmt", "Fprintf|Appendf|Sscanf|Fscanf", func(c *ast.CallExpr) { check(s, c, 1) })
	}
	if seen < 50 {
		t.Errorf("only %d were looked at", seen)
	}
}

// Pages are compiled from templ; a template made while the program runs could
// be made of what somebody typed. go-i18n makes its own of content/messages.
func TestNoTextBecomesATemplate(t *testing.T) {
	onlyIn(t, "text/template")
	onlyIn(t, "html/template")
}

// Raw markup goes round the escaping, so each place is known: styles and scripts
// of ours, put into pages that stand alone.
func TestMarkupGoesRoundTheEscapingInKnownPlacesOnly(t *testing.T) {
	known := map[string]int{"internal/ui/meeting.go": 1, "internal/ui/report_look.go": 1, "internal/ui/language_file_templ.go": 3}
	found := map[string]int{}
	for _, s := range program(t) {
		calls(s, "templ", "Raw|FromGoHTML|SafeScript|SafeScriptInline|JSUnsafeFuncCall|SafeCSS", func(*ast.CallExpr) {
			found[strings.TrimPrefix(filepath.ToSlash(s.name), "../")]++
		})
	}
	for name, n := range found {
		if known[name] != n {
			t.Errorf("%s writes raw markup %d times, %d are known", name, n, known[name])
		}
	}
	for name := range known {
		if found[name] == 0 {
			t.Errorf("%s writes none: take it out of this list", name)
		}
	}
}

// Memory is the language's to look after: no C, and pointers of one's own only
// where many ids are kept tightly.
func TestMemoryIsLeftToTheLanguage(t *testing.T) {
	onlyIn(t, "unsafe", "internal/answer")
	onlyIn(t, "C")
	for _, s := range program(t) {
		for _, group := range s.file.Comments {
			if strings.Contains(group.Text(), "go:linkname") {
				t.Errorf("%s reaches round the language", s.name)
			}
		}
	}
}

// What is read back is plain data with a shape the program names. gob, RPC and
// plugins would let the sender choose what is made of it.
func TestOnlyPlainDataIsReadBack(t *testing.T) {
	for _, name := range []string{"encoding/gob", "net/rpc", "plugin", "net/http/cgi", "net/http/fcgi"} {
		onlyIn(t, name)
	}
}

// Cryptography is the standard library's and age's. Old ciphers stand where
// encrypted PDF files are read that others wrote; nothing of ours relies on them.
func TestCryptographyIsTheStandardLibrarys(t *testing.T) {
	sound := []string{"crypto/sha256", "crypto/sha512", "crypto/rand", "crypto/hmac", "crypto/subtle", "crypto/tls", "crypto/x509", "crypto/hkdf", "crypto"}
	reading := map[string][]string{"internal/office/document/pdf": {"crypto/aes", "crypto/cipher", "crypto/md5", "crypto/rc4", "crypto/sha256", "crypto/sha512"}}
	for _, s := range program(t) {
		for _, name := range s.packages() {
			isCrypto := name == "crypto" || strings.HasPrefix(name, "crypto/") || strings.Contains(name, "x/crypto")
			if isCrypto && !slices.Contains(sound, name) && !slices.Contains(reading[s.folder], name) {
				t.Errorf("%s imports %s", s.name, name)
			}
		}
	}
	onlyIn(t, "crypto/md5", "internal/office/document/pdf")
	onlyIn(t, "crypto/rc4", "internal/office/document/pdf")
	onlyIn(t, "crypto/sha1")
	onlyIn(t, "crypto/des")
}

// What must not be guessed comes from crypto/rand. Numbers that only have to be
// the same each time make up partnerships and shuffle comments.
func TestWhatMustNotBeGuessedIsNotMadeByArithmetic(t *testing.T) {
	onlyIn(t, "math/rand", "internal/fiction", "internal/disclosure")
}

func TestHelpersOfTestsStayOutOfTheProgram(t *testing.T) {
	for _, s := range program(t) {
		for _, name := range s.packages() {
			if name == "testing" || strings.HasPrefix(name, "testing/") && name != "testing/fstest" || name == "net/http/httptest" || strings.HasPrefix(name, module) && isForTests(name) {
				t.Errorf("%s imports %s, which is for tests", s.name, name)
			}
			if name == "net/http/pprof" || name == "expvar" {
				t.Errorf("%s shows the program's insides with %s", s.name, name)
			}
		}
	}
}

// A form is read from its body. What stands in an address must not be able to
// speak for it.
func TestFormsAreReadFromTheBodyAlone(t *testing.T) {
	for _, s := range program(t) {
		if s.folder != "internal/web" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if selector, ok := n.(*ast.SelectorExpr); ok && (selector.Sel.Name == "FormValue" || selector.Sel.Name == "Form") {
				if on, ok := selector.X.(*ast.Ident); ok && on.Name == "r" {
					t.Errorf("%s reads r.%s, which mixes the address into the form: use PostForm", s.name, selector.Sel.Name)
				}
			}
			return true
		})
	}
}

// Keys and passwords come from files of the installation, never from here.
func TestNoSecretStandsInTheSources(t *testing.T) {
	secret := regexp.MustCompile(`-----BEGIN [A-Z ]*PRIVATE KEY-----|AGE-SECRET-KEY-1[A-Z0-9]{20}`)
	for _, s := range program(t) {
		text, err := os.ReadFile(s.name)
		if err != nil {
			t.Fatal(err)
		}
		if found := secret.Find(text); found != nil {
			t.Errorf("%s holds %s", s.name, found)
		}
	}
}

// connecting are the imports with which a program reaches others, and the names
// of the standard library that open a connection or wait for one.
var (
	connecting = []string{"database/sql", "github.com/jackc/pgx", "github.com/wneessen/go-mail", "github.com/coreos/go-oidc", "golang.org/x/oauth2", "net/smtp", "net/rpc"}
	opens      = map[string]string{
		"net":  "Dial|DialTimeout|DialTCP|DialUDP|DialIP|DialUnix|Listen|ListenTCP|ListenPacket|ListenConfig|Dialer|LookupHost|LookupAddr|LookupIP|DefaultResolver",
		"tls":  "Dial|DialWithDialer|Listen|Dialer",
		"http": "Get|Post|PostForm|Head|Client|Transport|DefaultClient|DefaultTransport|NewRequest|NewRequestWithContext|Server|ListenAndServe|ListenAndServeTLS|Serve",
	}
)

// opening are the packages of the program that open connections or wait for them.
func opening(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	for _, s := range program(t) {
		for _, name := range s.packages() {
			if slices.ContainsFunc(connecting, func(one string) bool { return name == one || strings.HasPrefix(name, one+"/") }) {
				found[s.folder] = true
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if selector, ok := n.(*ast.SelectorExpr); ok {
				if on, ok := selector.X.(*ast.Ident); ok && opens[on.Name] != "" && slices.Contains(strings.Split(opens[on.Name], "|"), selector.Sel.Name) {
					found[s.folder] = true
				}
			}
			return true
		})
	}
	return found
}

// Only these reach out, each to where the settings say; nobody else can be
// talked into calling an address.
func TestConnectionsAreOpenedInKnownPlacesOnly(t *testing.T) {
	known := []string{"internal/app", "internal/web", "internal/store", "internal/mail", "internal/signin/openid"}
	for folder := range opening(t) {
		if !slices.Contains(known, folder) {
			t.Errorf("%s opens connections", folder)
		}
	}
}

// One log, opened where the program is put together, and handed on.
func TestLogsAreOpenedInOnePlace(t *testing.T) {
	opened := 0
	for _, s := range program(t) {
		found := func(*ast.CallExpr) {
			if opened++; s.folder != "internal/app" {
				t.Errorf("%s opens a log of its own", s.name)
			}
		}
		calls(s, "slog", "New|NewTextHandler|NewJSONHandler|SetDefault|NewLogLogger", found)
		calls(s, "log", "New|Print|Printf|Println|Fatal|Fatalf|Panic|Panicf|SetOutput", func(c *ast.CallExpr) {
			if slices.Contains(s.packages(), "log") {
				found(c)
			}
		})
	}
	if opened == 0 {
		t.Error("nothing opens a log")
	}
}
