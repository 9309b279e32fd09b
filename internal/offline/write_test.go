package offline_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"bearings/internal/offline"
)

// two is a folder of a page and a file below another.
var two = offline.Folder{First: "/a", Pages: []offline.Page{{Path: "/a", HTML: []byte("<p>A</p>")}, {Path: "/b/c", HTML: []byte("<p>C</p>")}}}

// found are the files and folders below a folder, by name.
func found(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if name != dir {
			short, _ := filepath.Rel(dir, name)
			all = append(all, filepath.ToSlash(short))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var whole = []string{"b", "b/c.html", "index.html"}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	to := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestAFolderIsWrittenWhereverItCanBe(t *testing.T) {
	top := t.TempDir()
	empty := filepath.Join(top, "empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir(top)
	dirs := []string{empty, filepath.Join(top, "new", "and", "deeper"), "beside", "./here/", "with space é"}
	if err := os.Mkdir("target", 0o755); err == nil && os.Symlink("target", "link") == nil {
		dirs = append(dirs, "link")
	}
	for _, dir := range dirs {
		if err := offline.Write(dir, two); err != nil {
			t.Errorf("%s: %v", dir, err)
		}
		if dir == "link" {
			dir = "target"
		}
		if got := found(t, dir); !slices.Equal(got, whole) {
			t.Errorf("%s holds %v", dir, got)
		}
	}
}

// Writing that was broken off can be done again; files of anybody else are left
// alone.
func TestWhatIsThereAlreadyStays(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		err   error
	}{
		"somebody's file":                 {map[string]string{"notes.txt": "mine"}, offline.ErrNotEmpty},
		"a whole library":                 {map[string]string{"index.html": "old", "b/c.html": "old"}, offline.ErrNotEmpty},
		"half of this library":            {map[string]string{".unfinished": "", "b/c.html": "<p>"}, nil},
		"half, and a file of somebody's":  {map[string]string{".unfinished": "", "b/c.html": "<p>", "b/mine.txt": "mine"}, offline.ErrNotEmpty},
		"only the sign that it had begun": {map[string]string{".unfinished": ""}, nil},
	} {
		dir := t.TempDir()
		for file, text := range c.files {
			put(t, dir, file, text)
		}
		before := found(t, dir)
		if err := offline.Write(dir, two); !errors.Is(err, c.err) {
			t.Errorf("%s: %v, want %v", name, err, c.err)
		}
		want := whole
		if c.err != nil {
			want = before
		}
		if got := found(t, dir); !slices.Equal(got, want) {
			t.Errorf("%s: then there are %v, want %v", name, got, want)
		}
		for file, text := range c.files {
			if now, err := os.ReadFile(filepath.Join(dir, file)); c.err != nil && (err != nil || string(now) != text) {
				t.Errorf("%s: %s was changed", name, file)
			}
		}
	}
}

func TestAFileInTheWayIsSaid(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "file", "x")
	for _, to := range []string{"file", "file/below"} {
		if err := offline.Write(filepath.Join(dir, to), two); !errors.Is(err, syscall.ENOTDIR) {
			t.Errorf("%s: %v", to, err)
		}
	}
	if got := found(t, dir); !slices.Equal(got, []string{"file"}) {
		t.Errorf("then there are %v", got)
	}
}

// Names are such that every system has them, and none leads out of the folder.
func TestNamesThatNoFileCanHave(t *testing.T) {
	for _, path := range []string{"/../etc/x", "/a/../../x", "/con", "/b/NUL", "/b/com1.x", "/b/ä", "/b/x y", "/b/x:y", "/b/.", "/b//c", "/B/C", "/b/" + strings.Repeat("x", 101), ""} {
		dir := filepath.Join(t.TempDir(), "out")
		more := two
		more.Pages = append(slices.Clone(two.Pages), offline.Page{Path: path})
		var name *offline.NameError
		if err := offline.Write(dir, more); !errors.As(err, &name) || name.Path != path {
			t.Errorf("%q: %v", path, err)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%q: something was written", path)
		}
	}
}

func TestLinksForThoseWithoutScriptsLeadToFiles(t *testing.T) {
	dir := t.TempDir()
	err := offline.Write(dir, offline.Folder{First: "/a", Pages: []offline.Page{
		{Path: "/a", HTML: []byte(`<noscript></noscript>`)},
		{Path: "/b/c", HTML: []byte(`<p>1 &lt; 2</p><noscript><p>&amp; <a href="/a">A</a></p></noscript><noscript></noscript><a href='/a'>A</a>`)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, "b", "c.html"))
	if want := `<p>1 &lt; 2</p><noscript><p>&amp; <a href="../index.html">A</a></p></noscript><noscript></noscript><a href="../index.html">A</a>`; err != nil || string(got) != want {
		t.Errorf("%s, want\n%s", got, want)
	}
}
