package app

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"bearings/internal/fault"
)

const (
	keyBytes   = 32
	mostSecret = 4 << 10
)

// secret is what must not be seen in a log, however it gets there.
type secret []byte

func (secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "(secret)") }

// MarshalText is for those who log values as JSON.
func (secret) MarshalText() ([]byte, error) { return []byte("(secret)"), nil }

// readSecret reads the file behind a setting, without the line break at its end;
// nil where none is named.
func readSecret(name, setting string) (secret, error) {
	if name == "" {
		return nil, nil
	}
	refuse := func(message string) (secret, error) {
		return nil, fault.New(fault.Invalid, message, "Name", name, "Setting", setting, "KB", mostSecret>>10)
	}
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return refuse("secret.missing")
	} else if err != nil {
		return refuse("secret.unreadable")
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || info.IsDir() {
		return refuse("secret.unreadable")
	}
	if runtime.GOOS != "windows" && info.Mode()&0o077 != 0 && !isKeptForUs(name) {
		return refuse("secret.open")
	}
	text, err := io.ReadAll(io.LimitReader(file, mostSecret+1))
	switch {
	case err != nil:
		return refuse("secret.unreadable")
	case len(text) > mostSecret:
		return refuse("secret.large")
	}
	text = bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
	if len(bytes.TrimSpace(text)) == 0 {
		return refuse("secret.empty")
	}
	return text, nil
}

// isKeptForUs says whether a file lies where systemd or a container engine puts
// the secrets of one service: the folder keeps others out, whatever the file says.
func isKeptForUs(name string) bool {
	full, err := filepath.Abs(name)
	if err != nil {
		return false
	}
	for _, folder := range []string{os.Getenv("CREDENTIALS_DIRECTORY"), "/run/secrets"} {
		inside, err := filepath.Rel(folder, full)
		if folder != "" && err == nil && inside != ".." && !strings.HasPrefix(inside, ".."+string(filepath.Separator)) {
			return true
		}
	}
	return false
}
