package offline

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// ErrNotEmpty says that there are files in the folder already: those of an older
// library would go on being found.
var ErrNotEmpty = errors.New("the folder is not empty")

// unfinished is a file that stands in the folder until all others do.
const unfinished = ".unfinished"

// Write writes the folder. Nothing is written unless every link leads somewhere;
// the error is then *NowhereError or *NameError. dir is made where it is missing
// and has to be empty, or else hold what was left when writing this same folder
// was broken off. What can't be written whole is taken away again.
func Write(dir string, f Folder) error {
	files, err := f.render()
	if err != nil {
		return err
	}
	dir = filepath.Clean(dir)
	if err := free(dir, files); err != nil {
		return err
	}
	w := &writing{dir: dir}
	if err := w.all(files); err != nil {
		w.takeBack()
		return err
	}
	return nil
}

// free says whether a folder can be written to: there is nothing in it, or a part
// of the same files.
func free(dir string, files map[string][]byte) error {
	found, err := os.ReadDir(dir)
	if err != nil || len(found) == 0 {
		return nil // what is wrong with it, writing tells
	}
	if _, err := os.Lstat(filepath.Join(dir, unfinished)); err != nil {
		return ErrNotEmpty
	}
	return fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if _, ours := files[name]; err != nil || !entry.IsDir() && !ours && name != unfinished {
			return ErrNotEmpty
		}
		return nil
	})
}

// writing is a folder that is being written, and what was made for it.
type writing struct {
	dir  string
	made []string
}

// all writes every file, the one that is opened first after all others.
func (w *writing) all(files map[string][]byte) error {
	if err := w.folder(w.dir); err != nil {
		return err
	}
	if err := w.file(unfinished, nil); err != nil {
		return err
	}
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(name string) bool { return name == index })
	for _, name := range names {
		if err := w.file(name, files[name]); err != nil {
			return err
		}
	}
	if first, ok := files[index]; ok {
		if err := w.file(index, first); err != nil {
			return err
		}
	}
	return os.Remove(filepath.Join(w.dir, unfinished))
}

func (w *writing) file(name string, data []byte) error {
	to := filepath.Join(w.dir, filepath.FromSlash(name))
	if err := w.folder(filepath.Dir(to)); err != nil {
		return err
	}
	w.made = append(w.made, to)
	return os.WriteFile(to, data, 0o644)
}

// folder makes a folder with those above it, and notes the ones that were not
// there.
func (w *writing) folder(dir string) error {
	if info, err := os.Stat(dir); err == nil {
		if !info.IsDir() {
			return &fs.PathError{Op: "mkdir", Path: dir, Err: syscall.ENOTDIR}
		}
		return nil
	}
	if above := filepath.Dir(dir); above != dir {
		if err := w.folder(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	w.made = append(w.made, dir)
	return nil
}

// takeBack removes what was made, the last first. A folder that holds anything
// else stays.
func (w *writing) takeBack() {
	for _, name := range slices.Backward(w.made) {
		_ = os.Remove(name)
	}
}
