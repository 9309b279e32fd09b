package docs_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bearings/internal/people"
	"bearings/internal/signin"
)

func safeguards(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("SAFEGUARDS.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// rowsOf are the cells of the table under a heading of SAFEGUARDS.md whose first
// column is called so.
func rowsOf(t *testing.T, heading, first string) [][]string {
	t.Helper()
	_, part, found := strings.Cut(safeguards(t), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("SAFEGUARDS.md has no heading %s", heading)
	}
	part, _, _ = strings.Cut(part, "\n## ")
	_, table, found := strings.Cut(part, "\n| "+first+" |")
	if !found {
		t.Fatalf("under %s there is no table of %s", heading, first)
	}
	var rows [][]string
	for _, line := range strings.Split(table, "\n")[2:] {
		if !strings.HasPrefix(line, "|") {
			break
		}
		var cells []string
		for _, cell := range strings.Split(strings.Trim(line, "|"), "|") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		rows = append(rows, cells)
	}
	return rows
}

// same sees that the first column of a table names exactly these.
func same(t *testing.T, heading, first string, want []string) {
	t.Helper()
	var got []string
	for _, row := range rowsOf(t, heading, first) {
		got = append(got, strings.Trim(row[0], "`"))
	}
	for _, name := range want {
		if !slices.Contains(got, name) {
			t.Errorf("SAFEGUARDS.md, %s: %s is missing", heading, name)
		}
	}
	for _, name := range got {
		if !slices.Contains(want, name) {
			t.Errorf("SAFEGUARDS.md, %s: there is no %s", heading, name)
		}
	}
}

// limits says where in the program each limit stands.
var limits = map[string]struct{ figure, file, source string }{
	"A session nobody uses":                      {"30 minutes", "signin/signin.go", `Idle\s+= 30 \* time\.Minute`},
	"A session however much it is used":          {"10 hours", "signin/signin.go", `Longest\s+= 10 \* time\.Hour`},
	"Sessions of one person at a time":           {"no limit", "signin/signin.go", `type Session struct`},
	"A code sent by e-mail lasts":                {"10 minutes", "signin/signin.go", `CodeLasts\s+= 10 \* time\.Minute`},
	"A code may be typed":                        {"5 times", "signin/signin.go", `CodeTries\s+= 5\b`},
	"Codes sent to one account in ten minutes":   {"5", "signin/signin.go", `CodesAtOnce\s+= 5\b`},
	"A passkey or an issuer may take":            {"10 minutes", "signin/signin.go", `AttemptLasts\s+= 10 \* time\.Minute`},
	"A sign-in counts as new for":                {"10 minutes", "signin", `FreshFor\s+= 10 \* time\.Minute`},
	"Pages of one client in a minute":            {"3,000", "web/limits.go", `Reading, Rate\{PerMinute: 3000,`},
	"Forms of one client in a minute":            {"60", "web/limits.go", `Sending, Rate\{PerMinute: 60,`},
	"Tries of one client to sign in in a minute": {"20", "web/limits.go", `SigningIn, Rate\{PerMinute: 20,`},
	"Any other form":                             {"64 kB", "web/doors.go", `mostForm = 64 << 10`},
	"An answer of a passkey":                     {"64 kB", "signin/passkey/passkey.go", `longestAnswer = 64 << 10`},
	"A question to an issuer":                    {"10 seconds", "signin/openid/guard.go", `patience = 10 \* time\.Second`},
	"An answer of an issuer":                     {"1 MB", "signin/openid/guard.go", `longest = 1 << 20`},
	"A joining code lasts":                       {"7 days", "people/service.go", `JoiningLasts\s+= 7 \* 24 \* time\.Hour`},
	"The set-up code lasts":                      {"24 hours", "people/service.go", `SetUpLasts\s+= 24 \* time\.Hour`},
	"Files of answers in one form":               {"20 MB", "web/web.go", `MaxUpload = 20 << 20`},
	"Files in one form":                          {"50", "web/receive.go", `mostFiles\s+= 50\b`},
	"Fields in one form":                         {"20,000", "web/receive.go", `mostFields = 20_000\b`},
	"Text boxes in one form":                     {"1 MB", "web/writing.go", `mostWritten = 1 << 20`},
	"Letters of a name of somebody or something": {"200", "people/name.go", `longestName\s+= 200\b`},
	"Letters of a passkey's name":                {"100", "signin/typed.go", `longestName\s+= 100\b`},
	"An e-mail address":                          {"254 bytes", "people/name.go", `longestEmail\s+= 254\b`},
	"Files read at the same time":                {"2", "web/web.go", `AtWork = 2\b`},
	"Files in a minute":                          {"30", "web/web.go", `UploadsPerMinute = 30\b`},
	"A file waits for its turn":                  {"15 seconds", "web/web.go", `Patience = 15 \* time\.Second`},
	"A file may take to arrive":                  {"5 minutes", "web/youranswers.go", `sendingTime = 5 \* time\.Minute`},
	"Another request may take to arrive":         {"30 seconds", "web/web.go", `ReadTimeout:\s+30 \* time\.Second`},
	"Headers may take to arrive":                 {"10 seconds", "web/web.go", `ReadHeaderTimeout:\s*10 \* time\.Second`},
	"Headers":                                    {"32 kB", "web/web.go", `MaxHeaderBytes:\s+32 << 10`},
	"A search":                                   {"200 bytes", "web", `maxAsked = 200\b`},
	"Connections to PostgreSQL":                  {"10", "store/postgres.go", `mostConnections = 10\b`},
	"A message on its way to the mail server":    {"20 seconds", "mail/smtp.go", `patience = 20 \* time\.Second`},
}

func TestSafeguardsStateTheLimits(t *testing.T) {
	same(t, "Limits", "What", slices.Collect(maps.Keys(limits)))
	for _, row := range rowsOf(t, "Limits", "What") {
		limit := limits[row[0]]
		if row[1] != limit.figure {
			t.Errorf("%s: SAFEGUARDS.md says %s, and the program is looked at for %s", row[0], row[1], limit.figure)
		}
		if text := sourceOf(t, filepath.Join("../internal", limit.file)); !regexp.MustCompile(limit.source).MatchString(text) {
			t.Errorf("%s: %s is not in internal/%s", row[0], limit.source, limit.file)
		}
	}
}

// sourceOf is a file's text, or that of all files of a folder without its tests.
func sourceOf(t *testing.T, name string) string {
	t.Helper()
	files := []string{name}
	if !strings.HasSuffix(name, ".go") {
		files, _ = filepath.Glob(name + "/*.go")
	}
	var all strings.Builder
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

func TestSafeguardsListEveryWayToSignIn(t *testing.T) {
	declared := regexp.MustCompile(`(?m)^\s+By\w+\s+Method = "(\w+)"`).FindAllStringSubmatch(sourceOf(t, "../internal/signin/signin.go"), -1)
	var methods []string
	for _, m := range declared {
		methods = append(methods, m[1])
	}
	same(t, "Ways in", "Way", methods)
	for _, row := range rowsOf(t, "Ways in", "Way") {
		isForAll := row[1] == "everybody" || strings.HasPrefix(row[1], "everybody whose issuer")
		if strong := signin.Method(strings.Trim(row[0], "`")).IsStrong(); strong != isForAll {
			t.Errorf("%s is for %s, and is strong: %v", row[0], row[1], strong)
		}
	}
	for _, r := range people.Roles {
		if said := strings.Contains(safeguards(t), "everybody but coordinators and moderators"); r.NeedsStrong() != (r == people.Coordinator || r == people.Moderator) || !said {
			t.Errorf("who may not use a code is not what SAFEGUARDS.md says of the %s", r)
		}
	}
}

// rights are the rights, and what they let somebody do.
var rights = []struct {
	right people.Right
	means string
}{
	{people.Anyone, "read the public pages"}, {people.SignedIn, "see and change one's own account, keys and sessions"},
	{people.StartPartnership, "open another partnership"}, {people.SeePartnership, "see the partnership and its agencies"},
	{people.ManagePartnership, "change it, its agencies and who has which role"},
	{people.ManageAgency, "name who writes for an agency, join it to another partnership"}, {people.ReadTrail, "read the audit trail"},
	{people.SeeRound, "see how far a round is"}, {people.ManageRound, "set a round up, open and close it, say who sees its results"},
	{people.WriteReturn, "write an agency's return"}, {people.SignReturn, "sign it"}, {people.AddEvidence, "add what is already known"},
	{people.ReadRemarks, "read comments before they are published"}, {people.SeeResults, "see published results"},
	{people.SeeAgencyPage, "see what an agency's own staff say, and reply"}, {people.WriteSupport, "say publicly how an agency uses the principles"},
}

// rolesTable is who may do what, asked of the one place that decides it.
func rolesTable(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("| To | nobody signed in |")
	for _, r := range people.Roles {
		fmt.Fprintf(&b, " %s |", r)
	}
	b.WriteString("\n|" + strings.Repeat(" --- |", len(people.Roles)+2) + "\n")
	here := people.Where{Partnership: "p", Agency: "a"}
	for _, one := range rights {
		fmt.Fprintf(&b, "| %s | %s |", one.means, yes(people.Viewer{}.May(one.right, here)))
		for _, r := range people.Roles {
			fmt.Fprintf(&b, " %s |", may(r, one.right))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func yes(may bool) string {
	if may {
		return "yes"
	}
	return "no"
}

func may(r people.Role, right people.Right) string {
	viewer := people.Viewer{Account: people.Account{ID: "x"}, Strong: true, Grants: []people.Grant{{Account: "x", Partnership: "p", Agency: "a", Role: r}}}
	own := viewer.May(right, people.Where{Partnership: "p", Agency: "a"})
	if own && !viewer.May(right, people.Where{Partnership: "p", Agency: "b"}) {
		return "for their agency"
	}
	return yes(own)
}

func TestSafeguardsStateWhoMayDoWhat(t *testing.T) {
	for _, right := range people.Rights {
		if !slices.ContainsFunc(rights, func(r struct {
			right people.Right
			means string
		}) bool {
			return r.right == right
		}) {
			t.Errorf("the right %d has no words here and no row in SAFEGUARDS.md", right)
		}
	}
	table := rolesTable(t)
	if *update {
		old := regexp.MustCompile(`(?m)^ROLES$\n|(?m)^\| To \|.*\n(\|.*\n)+`)
		text := old.ReplaceAllLiteralString(safeguards(t), table)
		if err := os.WriteFile("SAFEGUARDS.md", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(safeguards(t), "\n"+table) {
		t.Errorf("SAFEGUARDS.md has another table of who may do what; with -update it is written anew:\n%s", table)
	}
}

func TestSafeguardsListEveryTableOfTheDatabase(t *testing.T) {
	files, err := filepath.Glob("../internal/store/migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d migrations, %v", len(files), err)
	}
	var tables []string
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, made := range regexp.MustCompile(`(?is)create table (\w+) \((.*?)\n\)`).FindAllStringSubmatch(string(text), -1) {
			tables = append(tables, made[1])
			if strings.Contains(made[2], "email") && made[1] != "account" {
				t.Errorf("the table %s keeps an address, which is to stand in account alone", made[1])
			}
		}
	}
	same(t, "Data by need", "Table", tables)
	for _, row := range rowsOf(t, "Data by need", "Table") {
		if !slices.Contains([]string{"opens", "personal", "inner", "open"}, row[2]) || row[3] == "" || row[2] == "opens" && row[4] == "" {
			t.Errorf("%s: its need, how long it is kept or what is done for it is not said", row[0])
		}
	}
}

// naming are the packages of the program that import one of these.
func naming(t *testing.T, wanted func(path string) bool) []string {
	t.Helper()
	found := map[string]bool{}
	for _, s := range program(t) {
		if slices.ContainsFunc(s.packages(), wanted) {
			found[s.folder] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

func TestSafeguardsListEveryUseOfCryptography(t *testing.T) {
	same(t, "Cryptography and keys", "Package", naming(t, func(name string) bool {
		return strings.HasPrefix(name, "crypto/") || isOthersCryptography(name)
	}))
	if len(rowsOf(t, "Cryptography and keys", "Key")) < 5 {
		t.Error("the keys are missing")
	}
}

func isOthersCryptography(name string) bool {
	return slices.ContainsFunc([]string{
		"golang.org/x/crypto", "filippo.io/age", "github.com/ncruces/go-sqlite3/vfs/adiantum", "github.com/go-webauthn/webauthn/protocol",
		"github.com/coreos/go-oidc", "github.com/go-jose",
	}, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

func TestSafeguardsListEveryConnection(t *testing.T) {
	var packages []string
	for folder := range opening(t) {
		packages = append(packages, folder)
	}
	same(t, "Connections", "Package", packages)
}

func TestSafeguardsListEveryLog(t *testing.T) {
	same(t, "Logs", "Log", []string{"the program's", "sign_in_log", "deed", "the proxy's"})
	for _, row := range rowsOf(t, "Logs", "Log") {
		if len(row) != 5 || row[1] == "" || row[2] == "" || row[4] == "" {
			t.Errorf("%s: where it is, what it holds or how long is not said", row[0])
		}
	}
}

// Each rule for things that belong together has its sentence, and the program
// says it.
func TestSafeguardsStateWhatBelongsTogether(t *testing.T) {
	var all strings.Builder
	for _, s := range program(t) {
		text, err := os.ReadFile(s.name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	messages := map[string]bool{}
	err := fs.WalkDir(os.DirFS("../content/messages/en"), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile("../content/messages/en/" + name)
		section := ""
		for _, line := range strings.Split(string(text), "\n") {
			if m := regexp.MustCompile(`^(\w[\w-]*):\s*$`).FindStringSubmatch(line); m != nil {
				section = m[1]
			} else if m := regexp.MustCompile(`^  ([\w-]+):`).FindStringSubmatch(line); m != nil {
				messages[section+"."+m[1]] = true
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rowsOf(t, "What belongs together", "Rule") {
		id := strings.Trim(row[1], "`")
		if !messages[id] || !strings.Contains(all.String(), `"`+id+`"`) {
			t.Errorf("%s: nothing says %s", row[0], id)
		}
	}
}
