package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// edition is what is released: its version, and the moment every file in it
// bears, which is that of the commit.
type edition struct {
	version string
	date    time.Time
}

var (
	written = regexp.MustCompile(`(?m)^var Version = "([^"]+)"$`)
	plain   = regexp.MustCompile(`^[0-9][0-9A-Za-z.+-]*$`)
)

// editionOf takes the version from VERSION, from the tag of the commit, or from
// internal/app/version.go with the commit behind it; the date from
// SOURCE_DATE_EPOCH or the commit. Without git the two have to be given.
func editionOf(ctx context.Context, root string) (edition, error) {
	version := strings.TrimPrefix(os.Getenv("VERSION"), "v")
	var err error
	if version == "" {
		if version, err = versionFromGit(ctx, root); err != nil {
			return edition{}, fmt.Errorf("%w; or say VERSION=1.2.3", err)
		}
	}
	if !plain.MatchString(version) {
		return edition{}, fmt.Errorf("the version %q is not one: it begins with a digit and has letters, digits, dots, + and -", version)
	}
	seconds := os.Getenv("SOURCE_DATE_EPOCH")
	if seconds == "" {
		if seconds, err = git(ctx, root, "log", "-1", "--format=%ct"); err != nil {
			return edition{}, fmt.Errorf("%w; or say SOURCE_DATE_EPOCH, in seconds since 1970", err)
		}
	}
	since, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return edition{}, fmt.Errorf("SOURCE_DATE_EPOCH is %q, and has to be seconds since 1970", seconds)
	}
	return edition{version: version, date: time.Unix(since, 0).UTC()}, nil
}

func versionFromGit(ctx context.Context, root string) (string, error) {
	changed := ""
	status, err := git(ctx, root, "status", "--porcelain")
	if err != nil {
		return "", err
	}
	if status != "" {
		changed = ".changed"
	}
	tag, err := git(ctx, root, "describe", "--tags", "--exact-match", "--match", "v[0-9]*")
	if err == nil && changed == "" {
		return strings.TrimPrefix(tag, "v"), nil
	}
	commit, err := git(ctx, root, "rev-parse", "--short=12", "HEAD")
	if err != nil {
		return "", err
	}
	source, err := os.ReadFile(filepath.Join(root, "internal", "app", "version.go"))
	if err != nil {
		return "", err
	}
	found := written.FindSubmatch(source)
	if found == nil {
		return "", errors.New("internal/app/version.go no longer says the version as this program expects")
	}
	return string(found[1]) + "+" + commit + changed, nil
}

func git(ctx context.Context, root string, args ...string) (string, error) {
	out, err := output(ctx, root, nil, "git", args...)
	return strings.TrimSpace(string(out)), err
}

// output runs a program in a folder and gives what it prints. The error has what
// it complained of.
func output(ctx context.Context, folder string, env []string, name string, args ...string) ([]byte, error) {
	command := exec.CommandContext(ctx, name, args...)
	command.Dir = folder
	command.Env = append(os.Environ(), env...)
	var complaint bytes.Buffer
	command.Stderr = &complaint
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, strings.TrimSpace(complaint.String()))
	}
	return out, nil
}
