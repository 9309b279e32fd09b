package app_test

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"bearings/internal/app"
)

// The form of the JSON, without a field to spare.
type jsonFinding struct {
	Rule, Severity string
	Start, End     int
	Line, Column   int
	Text, Why      string
	Alternatives   []string
	Source, Reason string
}

type jsonFile struct {
	Path                 string
	Bytes, Checked       int
	Findings, Suppressed []jsonFinding
	Unread               []struct {
		Code, Place, Message string
		Page                 int
	}
	Problem struct{ Code, Message string }
}

type jsonFiles struct{ Files []jsonFile }

func parsed(t *testing.T, text string) jsonFiles {
	t.Helper()
	var all jsonFiles
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&all); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if decoder.More() {
		t.Fatalf("more than one value in\n%s", text)
	}
	for _, name := range []string{`"path":`, `"bytes":`, `"checked":`, `"findings":[`, `"suppressed":[`} {
		if strings.Count(text, name) != len(all.Files) {
			t.Errorf("%s is not written once for each file in\n%s", name, text)
		}
	}
	return all
}

func TestFindingsAsJSON(t *testing.T) {
	text := "We met “there”. A wobble,\r\nand the sprocket.\r\n\r\nThe word \"bramble\" is unhelpful.\r\n"
	name := write(t, "a.txt", text)
	status, out, errOut := check(t, "--format", "json", name)
	if status != 1 || errOut != "" {
		t.Fatalf("exit %d\n%s", status, errOut)
	}
	file := parsed(t, out).Files[0]
	if file.Path != name || file.Bytes != len(text) || file.Checked != len(text) || len(file.Findings) != 2 || len(file.Suppressed) != 1 {
		t.Fatalf("%+v", file)
	}
	for i, want := range []struct{ rule, severity, line, column string }{{"test-wobble", "avoid", "1", "19"}, {"test-sprocket", "care", "2", "9"}} {
		f := file.Findings[i]
		if f.Rule != want.rule || f.Severity != want.severity || fmt.Sprint(f.Line) != want.line || fmt.Sprint(f.Column) != want.column ||
			text[f.Start:f.End] != f.Text || !strings.Contains(f.Rule, f.Text) || f.Reason != "" ||
			f.Source != "A test" || len(f.Alternatives) != 2 || !strings.HasPrefix(f.Why, "It hides") {
			t.Errorf("%+v", f)
		}
	}
	f := file.Suppressed[0]
	if f.Rule != "test-bramble" || f.Reason != "mentioned" || f.Line != 4 || f.Column != 11 || text[f.Start:f.End] != "bramble" || f.Text != "bramble" || len(f.Alternatives) != 2 {
		t.Errorf("%+v", f)
	}
}

func TestJSONWhateverComes(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a\"b\\c.txt": "A \"wob\u00adble\" \\ <b> & \u2028 \x7f wobble.\n",
		"empty.txt":   "",
		"blank.md":    "\n",
		"bad.txt":     "A wobble \xff\xfe\x80.\n",
		"nulls.txt":   strings.Repeat("\x00\x01\x02", 400),
		"no.docx":     "PK\x03\x04 and no more",
		"no.pdf":      "%PDF-1.7 and no more",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	missing := filepath.Join(dir, "missing.txt")
	status, out, errOut := check(t, "--format", "json", dir, missing)
	all := parsed(t, out)
	if status != 3 || len(all.Files) != 8 || !strings.Contains(errOut, missing+": There is no file") {
		t.Errorf("exit %d, %d files\n%s\n%s", status, len(all.Files), errOut, out)
	}
	codes := map[string]string{}
	for _, f := range all.Files {
		codes[filepath.Base(f.Path)] = f.Problem.Code
		if (f.Problem.Code == "") != (f.Problem.Message == "") || strings.HasPrefix(f.Problem.Message, "[") {
			t.Errorf("%+v", f.Problem)
		}
	}
	for name, code := range map[string]string{
		"a\"b\\c.txt": "", "empty.txt": "", "blank.md": "", "bad.txt": "", "nulls.txt": "not-text",
		"no.docx": "broken-archive", "no.pdf": "broken-pdf", "missing.txt": "not-found",
	} {
		if codes[name] != code {
			t.Errorf("%s: %q, not %q", name, codes[name], code)
		}
	}
}

func TestOffsetsInEveryEncoding(t *testing.T) {
	const text = "Café “there” – no.\r\nA wobble.\r\n"
	wide := func(order int) string {
		var b strings.Builder
		for _, r := range "\ufeff" + text {
			pair := [2]byte{byte(r), byte(r >> 8)}
			b.WriteByte(pair[order])
			b.WriteByte(pair[1-order])
		}
		return b.String()
	}
	windows := strings.NewReplacer("é", "\xe9", "“", "\x93", "”", "\x94", "–", "\x96").Replace(text)
	for name, c := range map[string]struct {
		written string
		start   int
	}{
		"utf-8":        {text, strings.Index(text, "wobble")},
		"utf-8-bom":    {"\ufeff" + text, strings.Index(text, "wobble") + len("\ufeff")},
		"utf-16-le":    {wide(0), strings.Index(text, "wobble")},
		"utf-16-be":    {wide(1), strings.Index(text, "wobble")},
		"windows-1252": {windows, strings.Index(text, "wobble")},
	} {
		for _, ending := range []string{".txt", ".md"} {
			_, out, errOut := check(t, "--format", "json", write(t, name+ending, c.written))
			file := parsed(t, out).Files[0]
			if errOut != "" || len(file.Findings) != 1 {
				t.Errorf("%s: %s%s", name, errOut, out)
				continue
			}
			// A mark at the beginning is three bytes of a file in UTF-8; where a
			// text is made of the file, it may be left out or stay.
			f, mark := file.Findings[0], file.Findings[0].Start-c.start
			if mark != 0 && (mark != len("\ufeff") || strings.HasPrefix(name, "utf-8")) || f.Line != 2 || f.Column != 3 || f.Text != "wobble" {
				t.Errorf("%s: %+v", name, f)
			}
			if strings.HasPrefix(name, "utf-8") && file.Bytes != len(c.written) {
				t.Errorf("%s: %d bytes of %d", name, file.Bytes, len(c.written))
			}
		}
	}
}

// meter reads what it is given as it comes, and sees how much memory is used
// meanwhile.
type meter struct {
	to   io.Writer
	most uint64
}

func (m *meter) Write(p []byte) (int, error) {
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	m.most = max(m.most, now.HeapInuse)
	return m.to.Write(p)
}

func TestALargeFileIsReadInLittleMemory(t *testing.T) {
	// Thirty megabytes; a finding each kilobyte, and as many that are passed over.
	const megabytes = 30
	part := "There was a wobble today.\n\nThe word \"sprocket\" is unhelpful.\n\n" +
		strings.Repeat("We met on a bench and talked for a while about the weather.\n", 16)
	times := megabytes << 20 / len(part)
	name := filepath.Join(t.TempDir(), "large.txt")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	for range times {
		if _, err := file.WriteString(part); err != nil {
			t.Fatal(err)
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	rules := ownRules(t)
	read, wrote := io.Pipe()
	counted := make(chan [4]int)
	go func() { counted <- count(t, read) }()
	out := &meter{to: wrote}
	runtime.GC()
	var before runtime.MemStats // what other tests have left behind
	runtime.ReadMemStats(&before)
	status := app.Run(t.Context(), []string{"language", "--format", "json", "--rules", rules, name}, out, io.Discard)
	wrote.Close()
	got := <-counted
	want := [4]int{times, times, times * len(part), times * len(part)}
	if status != 1 || got != want {
		t.Errorf("exit %d, %v and not %v", status, got, want)
	}
	if used := out.most - min(out.most, before.HeapInuse); used > 48<<20 {
		t.Errorf("%d MB of memory were used", used>>20)
	}
}

// count reads the JSON of one file without holding it: findings, suppressed,
// bytes, checked.
func count(t *testing.T, from io.Reader) (n [4]int) {
	decoder := json.NewDecoder(from)
	in := ""
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return n
		}
		if err != nil {
			t.Errorf("no JSON: %v", err)
			_, _ = io.Copy(io.Discard, from)
			return n
		}
		word, _ := token.(string)
		switch {
		case word == "findings" || word == "suppressed":
			in = word
		case word == "rule" && in == "findings":
			n[0]++
		case word == "rule" && in == "suppressed":
			n[1]++
		case word == "bytes":
			_ = decoder.Decode(&n[2])
		case word == "checked":
			_ = decoder.Decode(&n[3])
		}
	}
}

func TestManyDifferentWordsPassedOver(t *testing.T) {
	// More different words than are held once: each has to come back as it was.
	var b strings.Builder
	for i := range 6000 {
		fmt.Fprintf(&b, "Café %d.\n\nThe phrase “wobble no%d gatepost” is unhelpful.\n\n", i, i)
	}
	text := b.String()
	_, out, _ := check(t, "--format", "json", "--profile", "note", write(t, "a.txt", text))
	file := parsed(t, out).Files[0]
	different := map[string]bool{}
	for _, f := range file.Suppressed {
		different[f.Text] = true
	}
	if len(different) < 6000 {
		t.Fatalf("%d were passed over, %d of them different", len(file.Suppressed), len(different))
	}
	for _, f := range append(file.Findings, file.Suppressed...) {
		line := strings.LastIndexByte(text[:f.Start], '\n') + 1
		if text[f.Start:f.End] != f.Text || f.Line != strings.Count(text[:f.Start], "\n")+1 || f.Column != utf8.RuneCountInString(text[line:f.Start])+1 {
			t.Fatalf("%+v is not where it says", f)
		}
	}
}
