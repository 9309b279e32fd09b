package app

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"runtime/debug"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/mapping"
)

// take reads all answers files of a round and makes one outcome of them. With no
// file it is the outcome of a round nobody has answered yet.
func (d *desk) take(fw *framework.Framework, answers, mappings []string, atLeast int) (outcome answer.Outcome, err error) {
	if len(answers) == 0 {
		return answer.Outcome{}, nil
	}
	err = d.gather(fw, answers, mappings, func(sources []answer.Source) error {
		outcome, err = answer.TakeAll(fw, sources, atLeast)
		return err
	})
	return outcome, err
}

// hear reads them too, and says what was read.
func (d *desk) hear(fw *framework.Framework, answers, mappings []string) (heard answer.Heard, err error) {
	err = d.gather(fw, answers, mappings, func(sources []answer.Source) error {
		heard, err = answer.Hear(fw, sources)
		return err
	})
	return heard, err
}

// gather opens all answers files of a round, survey tools' exports through their
// mappings, for as long as it takes to read them.
func (d *desk) gather(fw *framework.Framework, answers, mappings []string, take func([]answer.Source) error) error {
	// Rows are short-lived and what stays is small: collecting more often costs
	// little and keeps a large round within a small machine.
	debug.SetGCPercent(40)
	read, err := readMappings(fw, mappings)
	if err != nil {
		return err
	}
	files, err := openAnswers(answers)
	defer closeAll(files)
	if err != nil {
		return err
	}
	var sources []answer.Source
	for n, file := range files {
		table, err := d.open(file)
		if err != nil {
			return inFile(answers[n], err)
		}
		sources = append(sources, answer.Source{Name: answers[n], Table: table})
	}
	sources, err = mapping.Gather(d.words, fw, read, sources)
	if err != nil {
		return err
	}
	return inFile(answers[0], take(sources))
}

// readMappings reads mapping files, and says what is wrong with all of them.
func readMappings(fw *framework.Framework, names []string) ([]mapping.Mapping, error) {
	var all []mapping.Mapping
	found := &fault.Problems{}
	for _, name := range names {
		text, err := readSmall(name)
		if err != nil {
			return nil, inFile(name, err)
		}
		m, err := mapping.Read(fw, name, text)
		if problems, ok := fault.AsProblems(err); ok {
			found.List = append(found.List, problems.List...)
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, found.Err()
}

// readSmall reads a file as far as any mapping goes, and a little on, so that
// one too large can be told.
func readSmall(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fault.New(fault.NotFound, "command.no_mapping", "Name", name)
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, mapping.MaxBytes+1))
}

// openAnswers opens files. One given twice would count everybody twice.
func openAnswers(names []string) ([]*os.File, error) {
	var files []*os.File
	for n, name := range names {
		file, err := os.Open(name)
		if err != nil {
			return files, fault.New(fault.NotFound, "command.no_answers", "Name", name)
		}
		files = append(files, file)
		for before, other := range files[:n] {
			same, err := holdSame(file, other)
			if err != nil {
				return files, inFile(name, err)
			}
			if same {
				return files, fault.New(fault.Invalid, "command.answers_twice", "Name", name, "Other", names[before])
			}
		}
	}
	return files, nil
}

func closeAll(files []*os.File) {
	for _, file := range files {
		_ = file.Close()
	}
}

// holdSame says whether two files hold the same bytes; both are read from their
// beginning again afterwards.
func holdSame(a, b *os.File) (bool, error) {
	first, err := a.Stat()
	if err != nil {
		return false, err
	}
	second, err := b.Stat()
	if err != nil || first.Size() != second.Size() || !first.Mode().IsRegular() || !second.Mode().IsRegular() {
		return false, err
	}
	if os.SameFile(first, second) {
		return true, nil
	}
	same, err := sameBytes(a, b)
	for _, file := range []*os.File{a, b} {
		if _, back := file.Seek(0, io.SeekStart); err == nil {
			err = back
		}
	}
	return same, err
}

func sameBytes(a, b io.Reader) (bool, error) {
	const much = 1 << 16
	left, right := bufio.NewReaderSize(a, much), bufio.NewReaderSize(b, much)
	var one, other [much]byte
	for {
		n, err := io.ReadFull(left, one[:])
		m, second := io.ReadFull(right, other[:])
		if n != m || !bytes.Equal(one[:n], other[:m]) {
			return false, nil
		}
		for _, err := range []error{err, second} {
			if err == io.EOF || err == io.ErrUnexpectedEOF {
				return true, nil
			}
			if err != nil {
				return false, err
			}
		}
	}
}
