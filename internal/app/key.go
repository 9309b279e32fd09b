package app

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"bearings/internal/backup"
	"bearings/internal/fault"
)

type keyCommand struct {
	Out    string `required:"" placeholder:"FILE" help:"${help_key_out}"`
	Backup bool   `help:"${help_key_backup}"`
}

// publicLine is how age's own tools note the public half beside the secret one.
const publicLine = "# public key: "

// Run writes a fresh key that only its owner may read. A key that is there already
// may be all that opens a database, so it is never replaced.
func (c keyCommand) Run(d *desk) error {
	text, said, err := c.fresh(d)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(c.Out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fault.New(fault.Invalid, "secret.key_there", "Name", c.Out)
	} else if err != nil {
		return fault.New(fault.Invalid, "secret.key_unwritten", "Name", c.Out)
	}
	_, err = file.WriteString(text + "\n")
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		_ = os.Remove(c.Out) // half a key opens nothing
		return fault.New(fault.Invalid, "secret.key_unwritten", "Name", c.Out)
	}
	fmt.Fprintln(d.out, said)
	return nil
}

// fresh is a key of the kind that was asked for, and what is said of it.
func (c keyCommand) fresh(d *desk) (text, said string, err error) {
	if c.Backup {
		secret, public, err := backup.NewKey()
		return publicLine + public + "\n" + secret, d.words.Say("secret.backup_key_made", "Name", c.Out, "Public", public), err
	}
	key := make([]byte, keyBytes)
	_, _ = rand.Read(key) // never fails
	return hex.EncodeToString(key), d.words.Say("secret.key_made", "Name", c.Out), nil
}
