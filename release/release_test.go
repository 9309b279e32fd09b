package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"debug/buildinfo"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// root is a copy of the sources, so that nothing changes them meanwhile.
func root(t *testing.T) string {
	t.Helper()
	if _, err := os.Stat(filepath.Join("..", assets, "manifest.json")); err != nil {
		if os.Getenv("BEARINGS_CI") != "" {
			t.Fatal("styles and scripts are not built: make assets")
		}
		t.Skip("styles and scripts are not built: make assets")
	}
	names, err := sources(t.Context(), "..")
	if err != nil {
		t.Fatal(err)
	}
	built, err := filepath.Glob(filepath.Join("..", assets, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range built {
		names = append(names, assets+"/"+filepath.Base(name))
	}
	to := filepath.Join(t.TempDir(), "sources")
	if err := copied("..", to, names); err != nil {
		t.Fatal(err)
	}
	return to
}

// The full release, with an empty cache and the front end built anew, is compared
// in the same way by make release.
func TestTheFolderOfTheSourcesLeavesNoTrace(t *testing.T) {
	one := workshop{
		root: root(t), out: filepath.Join(t.TempDir(), "out"),
		edition: edition{version: "1.2.3+test", date: time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)},
	}
	other := one
	other.root, other.out = filepath.Join(t.TempDir(), "another place", "of them"), filepath.Join(t.TempDir(), "out")
	if err := os.CopyFS(other.root, os.DirFS(one.root)); err != nil {
		t.Fatal(err)
	}
	for _, w := range []workshop{one, other} {
		if err := w.make(t.Context(), targets[:1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := compared(one.out, other.out); err != nil {
		t.Error(err)
	}
	inside := opened(t, filepath.Join(one.out, "bearings-1.2.3+test-linux-amd64.tar.gz"), one.date)
	program := inside["bearings"]
	modules, err := output(t.Context(), "..", nil, "go", "env", "GOMODCACHE")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{one.root, other.root, strings.TrimSpace(string(modules))} {
		if bytes.Contains(program, []byte(folder)) {
			t.Errorf("the program has %s in it", folder)
		}
	}
	if err := os.WriteFile(filepath.Join(other.out, thirdParty), []byte("changed"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := compared(one.out, other.out); err == nil || !strings.Contains(err.Error(), thirdParty) {
		t.Errorf("a changed file is not seen: %v", err)
	}
	itSaysItsVersion(t, program)
	everyModuleIsListed(t, program, inside)
	theListIsCycloneDX(t, inside["bearings.cdx.json"])
	checkedBySha256sum(t, one.out)
}

// opened reads an archive and looks at what says who packed it, and when.
func opened(t *testing.T, name string, at time.Time) map[string][]byte {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	squeezed, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	inside, before := map[string][]byte{}, ""
	folder := strings.TrimSuffix(filepath.Base(name), ".tar.gz") + "/"
	for archive := tar.NewReader(squeezed); ; {
		header, err := archive.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if header.Uid+header.Gid != 0 || header.Uname != "root" || !header.ModTime.Equal(at) || header.Name <= before {
			t.Errorf("%s: %d %d %s %s, after %s", header.Name, header.Uid, header.Gid, header.Uname, header.ModTime, before)
		}
		plain, found := strings.CutPrefix(header.Name, folder)
		if runs := header.Mode&0o111 != 0; !found || runs != (plain == "bearings") {
			t.Errorf("%s: mode %o", header.Name, header.Mode)
		}
		if inside[plain], err = io.ReadAll(archive); err != nil {
			t.Fatal(err)
		}
		before = header.Name
	}
	for _, name := range []string{
		"LICENSE", "content/LICENSE", "README.md", thirdParty, "bearings.cdx.json", "docs/OPERATIONS.md", "examples/settings.yaml",
		"deploy/bearings.service", "deploy/bearings-backup.timer", "deploy/Containerfile", "deploy/nginx/bearings.conf",
	} {
		if len(inside[name]) == 0 {
			t.Errorf("%s is not in the archive", name)
		}
	}
	return inside
}

func itSaysItsVersion(t *testing.T, program []byte) {
	t.Helper()
	if runtime.GOOS+"/"+runtime.GOARCH != "linux/amd64" {
		t.Log("the program for Linux on amd64 can't be started here")
		return
	}
	file := filepath.Join(t.TempDir(), "bearings")
	if err := os.WriteFile(file, program, 0o755); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), file, "version").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "1.2.3+test") {
		t.Errorf("%s %v", out, err)
	}
}

// The program itself says which modules it is linked from.
func everyModuleIsListed(t *testing.T, program []byte, inside map[string][]byte) {
	t.Helper()
	info, err := buildinfo.Read(bytes.NewReader(program))
	if err != nil {
		t.Fatal(err)
	}
	if len(info.Deps) < 10 {
		t.Fatalf("only %d modules", len(info.Deps))
	}
	for _, m := range info.Deps {
		if !bytes.Contains(inside[thirdParty], []byte(m.Path+" "+m.Version+", LICEN")) && !bytes.Contains(inside[thirdParty], []byte(m.Path+" "+m.Version+", COPYING")) {
			t.Errorf("%s has no text of a licence of %s", thirdParty, m.Path)
		}
		if !bytes.Contains(inside["bearings.cdx.json"], []byte(`"name": "`+m.Path+`"`)) {
			t.Errorf("%s is not in the list of parts", m.Path)
		}
	}
	for _, name := range append([]string{"SQLite 3.", "SIL OPEN FONT LICENSE", "Crown Copyright"}, frontEnd...) {
		if !bytes.Contains(inside[thirdParty], []byte(name)) {
			t.Errorf("%s does not have %q", thirdParty, name)
		}
	}
}

func theListIsCycloneDX(t *testing.T, text []byte) {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile("testdata/cyclonedx-1.6-part.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	list, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(list); err != nil {
		t.Error(err)
	}
	var b bill
	if err := json.Unmarshal(text, &b); err != nil {
		t.Fatal(err)
	}
	refs := []string{b.Metadata.Component.Ref}
	for _, c := range b.Components {
		if slices.Contains(refs, c.Ref) {
			t.Errorf("%s is there twice", c.Ref)
		}
		refs = append(refs, c.Ref)
	}
	if len(b.Dependencies) != len(refs) || !slices.Equal(b.Dependencies[0].DependsOn, refs[1:]) {
		t.Errorf("%d parts, and of them depend: %v", len(refs), b.Dependencies)
	}
	for _, name := range append([]string{"std", "sqlite"}, frontEnd...) {
		if !slices.ContainsFunc(b.Components, func(c component) bool { return c.Name == name && c.Version != "" }) {
			t.Errorf("%s is not in the list of parts", name)
		}
	}
}

func checkedBySha256sum(t *testing.T, folder string) {
	t.Helper()
	check := exec.CommandContext(t.Context(), "sha256sum", "--check", "--strict", checksums)
	check.Dir = folder
	if _, err := exec.LookPath("sha256sum"); err != nil {
		t.Log("sha256sum is not installed")
		return
	}
	out, err := check.CombinedOutput()
	if err != nil || strings.Count(string(out), ": OK") != 3 {
		t.Errorf("%s %v", out, err)
	}
}

func TestWindowsGetsAZip(t *testing.T) {
	at := time.Date(2026, 5, 4, 3, 2, 2, 0, time.UTC)
	inside := []entry{{name: "bearings.exe", data: []byte("MZ"), runs: true}, {name: "LICENSE", data: []byte("MIT")}}
	data, suffix, err := packed("bearings-1", target{"windows", "amd64"}, inside, at)
	if err != nil || suffix != ".zip" {
		t.Fatal(suffix, err)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range archive.File {
		names = append(names, f.Name)
		if !f.Modified.Equal(at) {
			t.Errorf("%s is of %s", f.Name, f.Modified)
		}
	}
	if !slices.Equal(names, []string{"bearings-1/LICENSE", "bearings-1/bearings.exe"}) {
		t.Error(names)
	}
}

func TestAPartWithoutALicenceIsRefused(t *testing.T) {
	if _, err := (workshop{}).licences(parts{language: part{name: "std", version: "1"}}); err == nil || !strings.Contains(err.Error(), "no licence") {
		t.Error(err)
	}
	p := part{name: "example.org/part", texts: map[string]string{}}
	if err := p.take("LICENSE", "You owe us a goose."); err == nil || !strings.Contains(err.Error(), "example.org/part") {
		t.Error(err)
	}
}

func TestLicencesAreKnownByTheirWords(t *testing.T) {
	for name, id := range map[string]string{
		"github.com/alecthomas/kong": "MIT", "github.com/xuri/excelize/v2": "BSD-3-Clause", "github.com/santhosh-tekuri/jsonschema/v6": "Apache-2.0",
		"github.com/ncruces/go-sqlite3-wasm/v6": "MIT-0",
	} {
		folder, err := output(t.Context(), "..", nil, "go", "list", "-m", "-f", "{{.Dir}}", name)
		if err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(folder)), "[LC][IO][CP][EY]*"))
		if err != nil || len(files) != 1 {
			t.Fatal(files, err)
		}
		text, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		if found := licenceOf(string(text)); found != id {
			t.Errorf("%s is %q, and not %q", name, found, id)
		}
	}
}

var (
	usedByBuild  = regexp.MustCompile(`join\(modules, '((?:@[^/']+/)?[^/']+)`)
	usedByStyles = regexp.MustCompile(`@(?:use|import|forward) "((?:@[^/"]+/)?[^/"]+)/`)
)

// Whoever builds another package of npm into the pages has to list it.
func TestTheFrontEndIsMadeOfWhatIsListed(t *testing.T) {
	build, err := os.ReadFile("../internal/ui/assets/build.mjs")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, m := range usedByBuild.FindAllSubmatch(build, -1) {
		found[string(m[1])] = true
	}
	styles, err := filepath.Glob("../internal/ui/assets/styles/*.scss")
	if err != nil || len(styles) == 0 {
		t.Fatal(styles, err)
	}
	for _, name := range styles {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range usedByStyles.FindAllSubmatch(text, -1) {
			found[string(m[1])] = true
		}
	}
	var names []string
	for name := range found {
		names = append(names, name)
	}
	slices.Sort(names)
	if !slices.Equal(names, frontEnd) {
		t.Errorf("the pages are made of %v; listed are %v", names, frontEnd)
	}
}

func TestTheVersionComesFromGit(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("VERSION", "")
	t.Setenv("SOURCE_DATE_EPOCH", "")
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	source := filepath.Join(folder, "internal", "app", "version.go")
	run := func(args ...string) {
		t.Helper()
		if _, err := git(t.Context(), folder, args...); err != nil {
			t.Fatal(err)
		}
	}
	write := func(text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(source), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(source, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	says := func(want string, date int64) {
		t.Helper()
		e, err := editionOf(t.Context(), folder)
		if err != nil || !strings.HasPrefix(e.version, want) || e.date.Unix() != date {
			t.Errorf("%q %d %v, and not %q %d", e.version, e.date.Unix(), err, want, date)
		}
	}
	if _, err := editionOf(t.Context(), folder); err == nil || !strings.Contains(err.Error(), "VERSION") {
		t.Error(err)
	}
	run("init", "--quiet")
	write("package app\n\nvar Version = \"0.7.0\"\n")
	run("add", ".")
	t.Setenv("GIT_COMMITTER_DATE", "1700000000 +0000")
	run("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "one")
	commit, err := git(t.Context(), folder, "rev-parse", "--short=12", "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	says("0.7.0+"+commit, 1700000000)
	run("tag", "v0.8.0")
	says("0.8.0", 1700000000)
	write("package app\n\nvar Version = \"0.7.0\"\n\nvar more int\n")
	says("0.7.0+"+commit+".changed", 1700000000)
	t.Setenv("VERSION", "v1.0.0")
	t.Setenv("SOURCE_DATE_EPOCH", "1600000000")
	says("1.0.0", 1600000000)
	t.Setenv("VERSION", "1.0 -X evil")
	if _, err := editionOf(t.Context(), folder); err == nil {
		t.Error("a version with a space is taken")
	}
}
