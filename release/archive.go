package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// entry is one file of an archive.
type entry struct {
	name string // with slashes
	data []byte
	runs bool // it is a program
}

func (e entry) mode() fs.FileMode {
	if e.runs {
		return 0o755
	}
	return 0o644
}

// packed makes the archive of one target, with its files in a folder, and says
// what its name ends in. Nothing of whoever packs goes in: names are sorted, every
// file bears the same moment and belongs to root.
func packed(folder string, t target, inside []entry, at time.Time) (archive []byte, suffix string, err error) {
	slices.SortFunc(inside, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	var out bytes.Buffer
	write, suffix := tarball, ".tar.gz"
	if t.os == "windows" {
		write, suffix = zipped, ".zip"
	}
	if err := write(&out, folder, inside, at); err != nil {
		return nil, "", err
	}
	return out.Bytes(), suffix, nil
}

func tarball(out io.Writer, folder string, inside []entry, at time.Time) error {
	squeezed, err := gzip.NewWriterLevel(out, gzip.BestCompression)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(squeezed)
	for _, e := range inside {
		header := &tar.Header{
			Typeflag: tar.TypeReg, Name: folder + "/" + e.name, Size: int64(len(e.data)), Mode: int64(e.mode()),
			ModTime: at, Uname: "root", Gname: "root", Format: tar.FormatUSTAR,
		}
		if err := archive.WriteHeader(header); err != nil {
			return err
		}
		if _, err := archive.Write(e.data); err != nil {
			return err
		}
	}
	if err := archive.Close(); err != nil {
		return err
	}
	return squeezed.Close()
}

func zipped(out io.Writer, folder string, inside []entry, at time.Time) error {
	archive := zip.NewWriter(out)
	for _, e := range inside {
		header := &zip.FileHeader{Name: folder + "/" + e.name, Method: zip.Deflate, Modified: at}
		header.SetMode(e.mode())
		file, err := archive.CreateHeader(header)
		if err != nil {
			return err
		}
		if _, err := file.Write(e.data); err != nil {
			return err
		}
	}
	return archive.Close()
}
