// Package deploy_test holds the files with which Bearings is run to what the
// program can do, and tries them where the programs they are for are installed.
package deploy_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bearings/internal/app"
)

var (
	flagNamed = regexp.MustCompile(`--[a-z][a-z-]*`)
	called    = regexp.MustCompile(`(?:^|[ /])(?:bearings(?:\.exe)? )+([a-z]+)( [a-z]+)?((?: .*)?)$`)
	continued = regexp.MustCompile(`\\\n\s*`)
)

// call is one way in which a file calls the program.
type call struct {
	command []string
	flags   []string
}

// calls finds them in a text: lines of a unit or a shell.
func calls(text string) []call {
	var all []call
	for line := range strings.Lines(continued.ReplaceAllString(text, " ")) {
		line, _, _ = strings.Cut(strings.TrimRight(line, "\n"), " #")
		if strings.HasPrefix(line, "#") {
			continue
		}
		m := called.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		c := call{command: []string{m[1]}, flags: flagNamed.FindAllString(m[3], -1)}
		if m[2] != "" {
			c.command = append(c.command, m[2][1:])
		}
		all = append(all, c)
	}
	return all
}

// asShell writes the lists of an image as a shell would have them.
func asShell(t *testing.T, text string) string {
	t.Helper()
	var lines []string
	for line := range strings.Lines(continued.ReplaceAllString(text, " ")) {
		_, list, found := strings.Cut(line, "CMD [")
		if !found {
			continue
		}
		var words []string
		if err := json.Unmarshal([]byte("["+list), &words); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if strings.HasPrefix(line, "CMD") { // it follows the ENTRYPOINT
			words = slices.Insert(words, 0, "/bearings")
		}
		lines = append(lines, strings.Join(words, " "))
	}
	return strings.Join(lines, "\n")
}

// codeOf are the blocks of commands in a document.
func codeOf(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if code, found := strings.CutPrefix(line, "    "); found {
			lines = append(lines, code)
		}
	}
	return strings.Join(lines, "")
}

// help is what the program says of a command, or nothing if it has no such one.
func help(t *testing.T, command ...string) string {
	t.Helper()
	var out, errOut bytes.Buffer
	if app.Run(t.Context(), append(slices.Clone(command), "--help"), &out, &errOut) != 0 {
		return ""
	}
	return strings.ReplaceAll(out.String(), "--[no-]", "--")
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestFilesCallTheProgramAsItCanBeCalled(t *testing.T) {
	files := map[string]string{
		"Containerfile":         asShell(t, read(t, "Containerfile")),
		"../docs/OPERATIONS.md": codeOf(read(t, "../docs/OPERATIONS.md")),
	}
	for _, pattern := range []string{"*.service", "variants/*.conf"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(names, err)
		}
		for _, name := range names {
			files[name] = read(t, name)
		}
	}
	for name, text := range files {
		found := calls(text)
		if len(found) == 0 {
			t.Errorf("%s does not call the program", name)
		}
		for _, c := range found {
			known := help(t, c.command[0])
			if known == "" {
				t.Errorf("%s: there is no command %s", name, c.command[0])
				continue
			}
			known += help(t, c.command...)
			can := flagNamed.FindAllString(known, -1)
			for _, flag := range c.flags {
				if !slices.Contains(can, flag) {
					t.Errorf("%s: bearings %s does not know %s", name, strings.Join(c.command, " "), flag)
				}
			}
		}
	}
}

func TestAStaleFlagWouldBeSeen(t *testing.T) {
	unit := "ExecStart=/usr/local/bin/bearings serve \\\n    --listen 127.0.0.1:1 \\\n    --gone\n"
	image := `HEALTHCHECK --interval=1s CMD ["/bearings", "health", "--address", "x"]` + "\n" + `CMD ["serve", "--data", "/data"]`
	found := calls(unit + asShell(t, image) + "\nsudo -u bearings bearings admin reset --key-file x # --not-this")
	var flat []string
	for _, c := range found {
		flat = append(flat, strings.Join(append(c.command, c.flags...), " "))
	}
	want := []string{"serve --listen --gone", "health --address", "serve --data", "admin reset --key-file"}
	if !slices.Equal(flat, want) {
		t.Errorf("%q, and not %q", flat, want)
	}
	if help(t, "gone") != "" {
		t.Error("the program helps with a command it does not have")
	}
}

// systemd itself says how much a service could do to the machine: 0 is nothing,
// 100 is everything.
func TestUnitsAreSoundAndTight(t *testing.T) {
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Skip("systemd-analyze is not installed")
	}
	if out, err := exec.CommandContext(t.Context(), "systemd-analyze", "--help").Output(); err != nil || !bytes.Contains(out, []byte("--offline")) {
		t.Skip("this systemd-analyze is too old to look at files")
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	put := func(name, as string) {
		t.Helper()
		text := strings.ReplaceAll(read(t, name), "/usr/local/bin/bearings", program)
		if err := os.MkdirAll(filepath.Dir(filepath.Join(folder, as)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, as), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sound := func(name, with string) {
		t.Helper()
		out, err := exec.CommandContext(t.Context(), "systemd-analyze", "verify", filepath.Join(folder, name)).CombinedOutput()
		if err != nil || len(out) > 0 {
			t.Errorf("%s %s: %v %s", name, with, err, out)
		}
	}
	for _, name := range []string{"bearings.service", "bearings-backup.service", "bearings-backup.timer"} {
		put(name, name)
		sound(name, "")
	}
	for _, name := range []string{"bearings.service", "bearings-backup.service"} {
		out, err := exec.CommandContext(t.Context(), "systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=15", filepath.Join(folder, name)).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v %s", name, err, out)
		}
	}
	for _, variant := range []string{"postgresql.conf", "own-certificate.conf"} {
		put("variants/"+variant, "bearings.service.d/variant.conf")
		sound("bearings.service", variant)
	}
}
