package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// sameElsewhere makes the release again, from a copy of the sources in another
// folder, with its styles and scripts built anew and an empty cache, and compares.
func (w workshop) sameElsewhere(ctx context.Context, wanted []target) error {
	folder, err := os.MkdirTemp("", "bearings-elsewhere-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	other := workshop{
		root: filepath.Join(folder, "a longer way to the sources"), out: filepath.Join(folder, "out"),
		cache: filepath.Join(folder, "cache"), edition: w.edition,
	}
	names, err := sources(ctx, w.root)
	if err != nil {
		return err
	}
	if err := copied(w.root, other.root, names); err != nil {
		return err
	}
	if err := os.Symlink(filepath.Join(w.root, "node_modules"), filepath.Join(other.root, "node_modules")); err != nil {
		return err
	}
	env := []string{"GO=" + goCommand(), "GOCACHE=" + other.cache}
	if _, err := output(ctx, other.root, env, "node", "internal/ui/assets/build.mjs"); err != nil {
		return err
	}
	if err := other.make(ctx, wanted); err != nil {
		return err
	}
	return compared(w.out, other.out)
}

// sources are the files git knows or would take in, with slashes.
func sources(ctx context.Context, root string) ([]string, error) {
	list, err := output(ctx, root, nil, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	if err != nil {
		return nil, err
	}
	return strings.Split(strings.TrimSuffix(string(list), "\x00"), "\x00"), nil
}

// copied copies files from one folder into another; one that has been deleted
// since is left out.
func copied(from, to string, names []string) error {
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(from, filepath.FromSlash(name)))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		file := filepath.Join(to, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// compared is an error that names the files in which two releases differ.
func compared(one, other string) error {
	var differ []string
	entries, err := os.ReadDir(one)
	if err != nil {
		return err
	}
	for _, e := range entries {
		a, err := os.ReadFile(filepath.Join(one, e.Name()))
		if err != nil {
			return err
		}
		b, err := os.ReadFile(filepath.Join(other, e.Name()))
		if err != nil || !bytes.Equal(a, b) {
			differ = append(differ, e.Name())
		}
	}
	if len(differ) > 0 {
		return fmt.Errorf("built elsewhere from the same sources, these files differ: %s", strings.Join(differ, ", "))
	}
	return nil
}
