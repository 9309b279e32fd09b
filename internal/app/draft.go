package app

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/mapping"
)

// draft writes a draft of the mapping of an export, and says what is left open.
// A file that is there already is never written over: somebody may have worked
// on it.
func (d *desk) draft(fw *framework.Framework, export, name string) error {
	files, err := openAnswers([]string{export})
	defer closeAll(files)
	if err != nil {
		return err
	}
	table, err := d.open(files[0])
	if err != nil {
		return inFile(export, err)
	}
	drafted, err := mapping.Draft(d.words, fw, answer.Source{Name: export, Table: table})
	if err != nil {
		return inFile(export, err)
	}
	if err := d.writeDraft(name, drafted.YAML(d.words, fw)); err != nil {
		return err
	}
	fmt.Fprintln(d.out, d.words.Count("command.drafted", len(drafted.Mapping.Items), "File", export))
	d.sayMissing(fw, drafted.Missing)
	if drafted.Open == 0 {
		fmt.Fprintln(d.out, d.words.Say("command.draft_whole", "File", export, "Name", name, "Missing", len(drafted.Missing) > 0))
		return nil
	}
	fmt.Fprintln(d.out, d.words.Count("command.draft_open", drafted.Open, "File", export, "Name", name))
	return nil
}

// sayMissing names the statements everybody is asked that no column is.
func (d *desk) sayMissing(fw *framework.Framework, ids []string) {
	if len(ids) == 0 {
		return
	}
	fmt.Fprintln(d.out, d.words.Count("command.draft_missing", len(ids)))
	for _, id := range ids {
		item, _ := fw.Item(id)
		fmt.Fprintf(d.out, "  %s: %s\n", id, item.Text.In(d.words.Language))
	}
}

func (d *desk) writeDraft(name string, text []byte) error {
	if there, err := os.ReadFile(name); err == nil {
		if !bytes.Equal(there, text) {
			return fault.New(fault.Invalid, "command.draft_there", "Name", name)
		}
		fmt.Fprintln(d.out, d.words.Say("command.draft_same", "Name", name))
		return nil
	}
	if err := writeNew(name, text); errors.Is(err, fs.ErrExist) {
		return fault.New(fault.Invalid, "command.draft_there", "Name", name)
	} else if err != nil {
		return unwritten(filepath.Dir(name), err)
	}
	fmt.Fprintln(d.out, d.words.Say("command.wrote", "Name", name))
	return nil
}

// writeNew puts a whole file in its place, or none; never over another.
func writeNew(name string, text []byte) error {
	if _, err := os.Lstat(name); err == nil {
		return &fs.PathError{Op: "write", Path: name, Err: fs.ErrExist}
	}
	beside, err := writeBeside(filepath.Dir(name), result{name: filepath.Base(name), data: text})
	if err != nil {
		return err
	}
	if err := os.Rename(beside, name); err != nil {
		os.Remove(beside)
		return err
	}
	return nil
}
