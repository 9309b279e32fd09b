//go:build unix

package testkit

import (
	"errors"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// owner is whom PostgreSQL runs as, where that is somebody else.
type owner struct{ credential *syscall.Credential }

// becomeSomebody finds somebody else and gives them the folder.
func (o *owner) becomeSomebody(folder string) error {
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err := strconv.Atoi(u.Uid)
		if err != nil {
			return err
		}
		gid, err := strconv.Atoi(u.Gid)
		if err != nil {
			return err
		}
		o.credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		return os.Chown(folder, uid, gid)
	}
	return errors.New("there is no user postgres or nobody to run PostgreSQL as")
}

func (o owner) run(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Credential: o.credential}
}
