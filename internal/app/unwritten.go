package app

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"bearings/internal/fault"
)

// unwritten says why files could not be written to a folder, and what to do.
func unwritten(folder string, err error) error {
	say := func(message string, with ...any) error {
		return fault.New(fault.Invalid, message, append(with, "Folder", folder)...)
	}
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &link):
		return say("command.cannot_replace", "Name", link.New)
	case !errors.As(err, &path):
		return say("command.cannot_write")
	case errors.Is(err, syscall.EISDIR):
		return say("command.folder_in_way", "Name", path.Path)
	case errors.Is(err, syscall.ENOTDIR):
		return say("command.file_in_way")
	case errors.Is(err, syscall.ENOSPC):
		return say("command.disk_full")
	case path.Op == "mkdir":
		return say("command.cannot_make")
	case !isThere(folder):
		return say("command.no_folder")
	}
	return say("command.cannot_write")
}

func isThere(folder string) bool {
	_, err := os.Stat(folder)
	return err == nil
}
