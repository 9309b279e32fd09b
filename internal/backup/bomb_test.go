package backup_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"bearings/internal/backup"
	"bearings/internal/fault"
	"bearings/internal/testkit"
)

// Anybody can write a file to the public half of a key. A small one that would not
// fit into memory when it is unpacked is refused before it is read whole.
func TestALineWithoutEndIsRefused(t *testing.T) {
	with, to := keys(t)
	const most = 16 << 20
	for _, one := range []struct {
		size int
		fits bool
	}{{1 << 20, true}, {2 * most, false}} {
		var file bytes.Buffer
		_, err := backup.Write(&file, to, testkit.Day, func(begin func(int64) error, table func(string, []string) error, row func([]any) error) error {
			if err := begin(1); err != nil {
				return err
			}
			if err := table("account", []string{"id"}); err != nil {
				return err
			}
			for range 3 {
				if err := row([]any{strings.Repeat("a", one.size)}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		opened, err := backup.Open(io.LimitReader(&file, int64(file.Len())), with)
		if err != nil {
			t.Fatal(err)
		}
		put := 0
		_, err = opened.Each(func(string, []string, []any) error { put++; return nil })
		f, isFault := fault.As(err)
		if one.fits != (err == nil && put == 3) || !one.fits && (!isFault || f.Message != "backup.broken" || put != 0) {
			t.Errorf("%d bytes a line: %d rows, %v", one.size, put, err)
		}
	}
}
