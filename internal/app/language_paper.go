package app

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"bearings/internal/fault"
)

// paper is what the language command writes to: the screen, or a file that is
// put in place once it is whole. What can't be written is told once, by put.
type paper struct {
	*bufio.Writer
	name string
	file *os.File
}

func openPaper(screen io.Writer, name string) (*paper, error) {
	const much = 1 << 16
	if name == "" {
		return &paper{Writer: bufio.NewWriterSize(screen, much)}, nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil, fault.New(fault.Invalid, "command.folder_in_way", "Name", name)
	}
	file, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-")
	if err != nil {
		return nil, unwritten(filepath.Dir(name), err)
	}
	return &paper{Writer: bufio.NewWriterSize(file, much), name: name, file: file}, nil
}

// isOut says whether a file is the one being written: it is no text to read.
func (p *paper) isOut(info os.FileInfo) bool {
	if p.file == nil {
		return false
	}
	there, err := os.Stat(p.name)
	return err == nil && os.SameFile(there, info)
}

// put ends the writing. Whoever reads what is written may stop when they have
// read enough, and that is nobody's fault.
func (p *paper) put() error {
	err := p.Flush()
	if p.file == nil {
		if err == nil || errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
			return nil
		}
		if errors.Is(err, syscall.ENOSPC) {
			return fault.New(fault.Invalid, "language-command.no_room")
		}
		return fault.New(fault.Invalid, "language-command.cannot_say")
	}
	if err == nil {
		err = p.file.Chmod(0o644)
	}
	if closed := p.file.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(p.file.Name(), p.name)
	}
	if err != nil {
		return unwritten(filepath.Dir(p.name), err)
	}
	p.file = nil
	return nil
}

// drop throws away what was not put in place.
func (p *paper) drop() {
	if p.file != nil {
		_ = p.file.Close()
		_ = os.Remove(p.file.Name())
	}
}
