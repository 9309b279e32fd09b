package testkit

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"bearings/internal/store"
)

// cluster is a PostgreSQL of the tests' own, reached through a socket in a folder
// that goes away with it.
type cluster struct {
	folder, programs string
	owner            owner
	server           *exec.Cmd
}

var (
	running  *cluster
	starting sync.Mutex
	made     atomic.Int64
)

// freshPostgreSQL is the address of an empty database.
func freshPostgreSQL(t testing.TB) string {
	t.Helper()
	c := sharedPostgreSQL(t)
	name := fmt.Sprintf("t%d", made.Add(1))
	if err := c.execute("create database " + name + " template made"); err != nil {
		t.Fatal(err)
	}
	return c.address(name)
}

// BarePostgreSQL is the address of a database in which nothing was made yet.
func BarePostgreSQL(t testing.TB) string {
	t.Helper()
	c := sharedPostgreSQL(t)
	name := fmt.Sprintf("t%d", made.Add(1))
	if err := c.execute("create database " + name); err != nil {
		t.Fatal(err)
	}
	return c.address(name)
}

// RestartPostgreSQL stops the server at once, as a machine that loses power does
// to its clients, and starts it again.
func RestartPostgreSQL(t testing.TB) {
	t.Helper()
	c := sharedPostgreSQL(t)
	c.stop(syscall.SIGQUIT)
	if err := c.start(); err != nil {
		t.Fatal(err)
	}
}

// StopPostgreSQL stops the server until start is called.
func StopPostgreSQL(t testing.TB) (start func()) {
	t.Helper()
	c := sharedPostgreSQL(t)
	c.stop(syscall.SIGQUIT)
	return func() {
		if err := c.start(); err != nil {
			t.Fatal(err)
		}
	}
}

func sharedPostgreSQL(t testing.TB) *cluster {
	t.Helper()
	starting.Lock()
	defer starting.Unlock()
	if running != nil {
		return running
	}
	programs, err := findPostgreSQL()
	if err != nil {
		if os.Getenv("BEARINGS_CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	c := &cluster{programs: programs}
	if err := errors.Join(c.make(), c.template()); err != nil {
		t.Fatal(err)
	}
	running = c
	return c
}

func findPostgreSQL() (string, error) {
	folders, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil {
		return "", err
	}
	slices.Sort(folders)
	for _, folder := range slices.Backward(append([]string{"/opt/homebrew/bin", "/usr/local/bin"}, folders...)) {
		if _, err := os.Stat(filepath.Join(folder, "initdb")); err == nil {
			return folder, nil
		}
	}
	if file, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(file), nil
	}
	return "", errors.New("PostgreSQL is missing: install it, on Debian by apt-get install postgresql")
}

func (c *cluster) make() error {
	folder, err := os.MkdirTemp("", "bearings-pg-")
	if err != nil {
		return err
	}
	c.folder = folder
	if os.Getuid() == 0 { // PostgreSQL refuses to run as root
		if err := c.owner.becomeSomebody(folder); err != nil {
			return err
		}
	}
	initdb := c.command("initdb", "-D", filepath.Join(folder, "data"), "-U", "bearings", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
	if said, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, said)
	}
	return c.start()
}

func (c *cluster) command(name string, args ...string) *exec.Cmd {
	command := exec.Command(filepath.Join(c.programs, name), args...)
	command.Dir = c.folder
	c.owner.run(command)
	return command
}

func (c *cluster) start() error {
	c.server = c.command("postgres", "-D", filepath.Join(c.folder, "data"), "-k", c.folder,
		"-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200", "-c", "shared_buffers=32MB")
	if err := c.server.Start(); err != nil {
		return err
	}
	return c.wait()
}

// wait asks until the server answers; each question waits for the socket itself.
func (c *cluster) wait() (err error) {
	deadline := time.Now().Add(30 * time.Second)
	for time.Now().Before(deadline) {
		ready := c.command("pg_isready", "-q", "-h", c.folder, "-U", "bearings", "-d", "postgres", "-t", "1")
		if err = ready.Run(); err == nil {
			return nil
		}
	}
	return fmt.Errorf("PostgreSQL does not start: %w", err)
}

func (c *cluster) stop(how syscall.Signal) {
	if c.server == nil || c.server.Process == nil {
		return
	}
	_ = c.server.Process.Signal(how)
	_ = c.server.Wait() // however it ended, it has
	c.server = nil
}

func (c *cluster) address(database string) string {
	return "postgres://bearings@/" + database + "?host=" + c.folder
}

func (c *cluster) execute(text string) error {
	db, err := sql.Open("pgx", c.address("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(text)
	return err
}

// template makes the database that fresh ones are copied from.
func (c *cluster) template() error {
	if err := c.execute("create database made"); err != nil {
		return err
	}
	db, err := store.Open(context.Background(), store.Options{URL: c.address("made")})
	if err != nil {
		return err
	}
	return db.Close()
}

func stopPostgreSQL() {
	if running == nil {
		return
	}
	running.stop(syscall.SIGQUIT)
	_ = os.RemoveAll(running.folder)
}
