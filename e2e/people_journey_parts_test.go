package e2e_test

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"bearings/internal/mail/mailtest"
	"bearings/internal/phrase"
	"bearings/internal/signin/openid/openidtest"
	"bearings/internal/ui"
)

// journey is an installation from its first start on: the program as it is built,
// its settings file, a mail server, and an organisation that people sign in at.
type journey struct {
	t        *testing.T
	words    *phrase.Words
	program  string
	settings string
	url      string
	inbox    *mailtest.Server
	issuer   *openidtest.Provider
	// place are the flags that say where the database is now.
	place []string
	site  *running
	// read is how many messages have been looked at.
	read int
	// mails are the texts of all of them.
	mails []string
	// newWays is how often the owner of an account was told of a new way to sign in.
	newWays int
}

// organisation is what the issuer is called on the site.
const organisation = "Northshire Council"

// patience is for one step on a busy machine.
const patience = 90 * time.Second

func setOut(t *testing.T) *journey {
	t.Helper()
	furnished(t)
	j := &journey{t: t, words: english(t), program: filepath.Join(t.TempDir(), "bearings")}
	if out, err := exec.Command("go", "build", "-o", j.program, "../cmd/bearings").CombinedOutput(); err != nil {
		t.Fatalf("building the program: %v\n%s", err, out)
	}
	address := freeAddress(t)
	_, port, _ := net.SplitHostPort(address)
	j.url = "http://localhost:" + port
	j.inbox = mailtest.Start(t, mailtest.Mode{NoTLS: true})
	j.issuer = openidtest.Start(t, openidtest.Client{ID: "bearings", Secret: "a secret of the test's", Redirects: []string{j.url + ui.SignInBackPath}})
	secret := j.file("client-secret", "a secret of the test's\n")
	j.settings = j.file("settings.yaml", fmt.Sprintf(`format: bearings-settings/1
name: Bearings in Northshire
serve:
  listen: %s
mail:
  host: %s
  port: %d
  security: none
  from: bearings@example.org
sign_in:
  issuers:
    - id: council
      name: %s
      issuer: %s
      client_id: bearings
      client_secret_file: %s
`, address, j.inbox.Host, j.inbox.Port, organisation, j.issuer.URL, secret))
	return j
}

// freeAddress is one that nobody listens at just now. It stays the same from one
// start to the next, as a passkey and an issuer need it.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// file writes a file for its owner alone.
func (j *journey) file(name, text string) string {
	j.t.Helper()
	path := filepath.Join(j.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		j.t.Fatal(err)
	}
	return path
}

// run calls the program as somebody at the server does, and gives what it said.
func (j *journey) run(args ...string) string {
	j.t.Helper()
	command := exec.Command(j.program, args...)
	command.Dir = j.t.TempDir()
	var said, wrong bytes.Buffer
	command.Stdout, command.Stderr = &said, &wrong
	if err := command.Run(); err != nil {
		j.t.Fatalf("bearings %s: %v\n%s%s", strings.Join(args, " "), err, said.String(), wrong.String())
	}
	return said.String()
}

// here calls the program with the database of now.
func (j *journey) here(args ...string) string {
	j.t.Helper()
	return j.run(append(append(args, "--settings", j.settings), j.place...)...)
}

// running is the program serving.
type running struct {
	t       *testing.T
	command *exec.Cmd
	lines   chan string
	log     bytes.Buffer
}

// serve starts the program and waits until it says where it is.
func (j *journey) serve(place ...string) {
	j.t.Helper()
	j.place = place
	r := &running{t: j.t, command: exec.Command(j.program, append([]string{"serve", "--settings", j.settings}, place...)...), lines: make(chan string, 100)}
	r.command.Dir = j.t.TempDir()
	r.command.Stderr = &r.log
	out, err := r.command.StdoutPipe()
	if err != nil {
		j.t.Fatal(err)
	}
	if err := r.command.Start(); err != nil {
		j.t.Fatal(err)
	}
	j.t.Cleanup(func() {
		if r.command.ProcessState == nil {
			_ = r.command.Process.Kill()
			_ = r.command.Wait() // it was killed
		}
	})
	go func() {
		defer close(r.lines)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			r.lines <- lines.Text()
		}
	}()
	j.site = r
	if line := r.says(regexp.MustCompile(`http://\S+`)); line != j.url {
		j.t.Fatalf("serving: the program is at %q and not at %q", line, j.url)
	}
}

// says waits for a line of the program's, and gives what was looked for in it.
func (r *running) says(what *regexp.Regexp) string {
	r.t.Helper()
	late := time.After(patience)
	for {
		select {
		case line, ok := <-r.lines:
			if !ok {
				_ = r.command.Wait()
				r.t.Fatalf("serving: the program ended before it said %s\n%s", what, &r.log)
			}
			if found := what.FindString(line); found != "" {
				return found
			}
		case <-late:
			r.t.Fatalf("serving: the program does not say %s", what)
		}
	}
}

// stop asks the program to end, as a service manager does.
func (r *running) stop() {
	r.t.Helper()
	if err := r.command.Process.Signal(os.Interrupt); err != nil {
		r.t.Fatal(err)
	}
	for range r.lines {
	}
	if err := r.command.Wait(); err != nil {
		r.t.Fatalf("stopping: the program ended with %v\n%s", err, &r.log)
	}
	for _, word := range []string{"level=ERROR", "panic"} {
		if strings.Contains(r.log.String(), word) {
			r.t.Errorf("serving: the log holds %s:\n%s", word, &r.log)
		}
	}
}

// joiningCode is a code as people read it out.
var joiningCode = regexp.MustCompile(`[0-9A-Z]{4}(-[0-9A-Z]{4}){3}`)

// mail waits for the next message, which has to be to somebody. What tells the owner
// of an account of a new way to sign in comes when it comes, and is only counted.
func (j *journey) mail(to string) mailtest.Message {
	j.t.Helper()
	m := j.inbox.Wait(j.read + 1)[j.read]
	j.read++
	j.mails = append(j.mails, m.Text)
	if strings.Contains(m.Text, "was added to your account") {
		j.newWays++
		return j.mail(to)
	}
	if len(m.To) != 1 || m.To[0] != to {
		j.t.Fatalf("mail: a message went to %v, and should go to %s:\n%s", m.To, to, m.Text)
	}
	return m
}
