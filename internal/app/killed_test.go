package app_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/store"
	"bearings/internal/testkit"
	"bearings/internal/ui"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const (
	writersAtOnce = 4
	// longestWriting is how long they write at the most once the first agency is
	// acknowledged.
	longestWriting = 300 * time.Millisecond
	waiting        = time.Minute
)

// killing is one database whose program, or whose server, ends in the middle of
// writing, again and again.
type killing struct {
	name  string
	place func(t *testing.T) (store.Options, []string)
	// server says that PostgreSQL is stopped at once, and not the program.
	server bool
}

var killings = []killing{
	{name: "SQLite", place: inFolder},
	{name: "SQLite with a key", place: underKey},
	{name: "PostgreSQL", place: onServer},
	{name: "PostgreSQL, its server stopped", place: onServer, server: true},
}

// TestKilledWhileWriting ends the program by SIGKILL while several people add
// agencies and strangers send replies, starts it again, and looks whether all it said
// yes to is there, once and whole, also when a reply is sent again. KILLS says how often on each database, KILLS_SEED begins the moments.
func TestKilledWhileWriting(t *testing.T) {
	kills, seed := number(t, "KILLS", 10), number(t, "KILLS_SEED", 1)
	program := builtProgram(t)
	for _, k := range killings {
		t.Run(k.name, func(t *testing.T) {
			times := kills
			if k.server {
				times = min(kills, max(3, kills/10))
			}
			b := k.begin(t, program, uint64(seed))
			b.openSurvey(t)
			for range times {
				b.round(t)
			}
			b.look(t) // what was sent again
			b.running.end(t)
			t.Logf("%s: seed %d, ended %d times while %d at once were writing: %d agencies acknowledged, %d of them lost; %d more were whole and there though nobody had been told",
				k.name, seed, times, writersAtOnce, len(b.acknowledged), b.lost, b.untold)
			t.Logf("%s: %d more sent staff replies meanwhile: %d acknowledged, %d of them lost; %d were whole and there though nobody had been told; %d were sent again when they were there already, and none counts twice",
				k.name, strangersAtOnce, len(b.asked.told), b.asked.lost, b.asked.there, b.asked.twice)
		})
	}
}

func number(t *testing.T, name string, usual int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("%s is %q: it has to be a number", name, text)
	}
	return n
}

func builtProgram(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "bearings")
	if out, err := exec.Command("go", "build", "-o", file, "../../cmd/bearings").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return file
}

func inFolder(t *testing.T) (store.Options, []string) {
	folder := t.TempDir()
	return store.Options{Folder: folder}, []string{"--data", folder}
}

func underKey(t *testing.T) (store.Options, []string) {
	o, args := inFolder(t)
	o.Key = bytes.Repeat([]byte{0xb7}, 32)
	return o, append(args, "--key-file", write(t, "key", strings.Repeat("b7", 32)))
}

func onServer(t *testing.T) (store.Options, []string) {
	o := testkit.Engines[1].Options(t)
	o.Now = nil
	return o, []string{"--database", o.URL}
}

// beaten is a database on its way through many ends of its program.
type beaten struct {
	killing
	program string
	place   []string
	options store.Options
	random  *rand.Rand
	token   string
	world   *testkit.World
	asked   *asked // nil where nobody sends replies
	running *process
	rounds  int
	// acknowledged are the names of all agencies that the program said yes to, with
	// the ids it gave them.
	acknowledged map[string]string
	lost, untold int
}

// begin fills a database and starts the program on it.
func (k killing) begin(t *testing.T, program string, seed uint64) *beaten {
	t.Helper()
	b := &beaten{killing: k, program: program, random: rand.New(rand.NewPCG(seed, 0)), token: "a-token-of-this-test", acknowledged: map[string]string{}}
	b.options, b.place = k.place(t)
	db, err := store.Open(t.Context(), b.options)
	if err != nil {
		t.Fatal(err)
	}
	b.world = testkit.NewWorld(t, db)
	coordinator := b.world.People[people.Coordinator]
	err = db.SignIn().InTx(t.Context(), func(tx signin.Tx) error {
		now := time.Now()
		return tx.AddSession(signin.Session{ID: testkit.NewID(), Account: coordinator.ID, Method: signin.ByPasskey, Began: now, Seen: now}, signin.Hash(b.token))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	b.running = startProcess(t, program, b.place)
	return b
}

// round lets several write, ends the program or its server in the middle, and looks
// at what is there afterwards.
func (b *beaten) round(t *testing.T) {
	t.Helper()
	b.rounds++
	maps.Copy(b.acknowledged, b.write(t))
	if !b.server {
		b.running = startProcess(t, b.program, b.place)
	}
	b.running.isWell(t)
	b.look(t)
	if b.asked != nil {
		b.asked.again(t, b)
	}
	if t.Failed() {
		t.FailNow()
	}
}

// write gives what was acknowledged before the end.
func (b *beaten) write(t *testing.T) map[string]string {
	t.Helper()
	moment := time.Duration(b.random.Int64N(int64(longestWriting)))
	acknowledged, stop := b.writers(t)
	<-time.After(moment)
	if !b.server {
		b.running.kill()
		stop()
		return acknowledged()
	}
	start := testkit.StopPostgreSQL(t)
	stop()
	all := acknowledged()
	start()
	return all
}

// writers has several add agencies, and returns when the first is acknowledged. They
// go on until their program is gone or until stop is called; acknowledged waits for
// that, and gives the names of what was acknowledged with the ids.
func (b *beaten) writers(t *testing.T) (acknowledged func() map[string]string, stop func()) {
	t.Helper()
	partnership := b.partnership(t)
	first, begun := make(chan struct{}), sync.Once{}
	over, stop := context.WithCancel(t.Context())
	some := make([]map[string]string, writersAtOnce)
	var writing sync.WaitGroup
	for n := range writersAtOnce {
		writing.Go(func() {
			some[n] = b.agencies(t, over, partnership, n, func() { begun.Do(func() { close(first) }) })
		})
	}
	if b.asked != nil {
		for range strangersAtOnce {
			writing.Go(func() { b.strangers(t, over) })
		}
	}
	select {
	case <-first:
	case <-time.After(waiting):
		t.Errorf("end %d: nothing was acknowledged within %v", b.rounds, waiting)
	}
	return func() map[string]string {
		writing.Wait()
		all := map[string]string{}
		for _, one := range some {
			maps.Copy(all, one)
		}
		return all
	}, stop
}

// partnership starts a partnership of its own for a round, so that pages stay short.
func (b *beaten) partnership(t *testing.T) string {
	t.Helper()
	status, location, err := b.running.post(t.Context(), b.token, ui.NewPartnershipPath, url.Values{ui.FieldName: {fmt.Sprint("Partnership ", b.rounds)}})
	if err != nil || status != http.StatusSeeOther {
		t.Fatalf("end %d: a new partnership: status %d, %v\n%s", b.rounds, status, err, b.running.said)
	}
	return strings.TrimPrefix(location.Path, ui.PartnershipsPath+"/")
}

// agencies adds one agency after the other until the program answers no more, or
// over ends. It gives the names of those that were acknowledged, with their ids.
func (b *beaten) agencies(t *testing.T, over context.Context, partnership string, writer int, acknowledged func()) map[string]string {
	done := map[string]string{}
	for n := 1; over.Err() == nil; n++ {
		name := fmt.Sprintf("Agency %d of writer %d at end %d", n, writer, b.rounds)
		// Whoever sent a form waits for the answer, also when the others stop.
		status, location, err := b.running.post(t.Context(), b.token, ui.PartnershipURL(partnership, ui.AgenciesPart, "new"),
			url.Values{ui.FieldName: {name}, ui.FieldKind: {"police"}})
		switch {
		case err != nil: // it was killed
			return done
		case status == http.StatusSeeOther:
			done[name] = strings.TrimPrefix(location.Path, ui.PartnershipURL(partnership, ui.AgenciesPart)+"/")
			acknowledged()
		case !b.server || status < 500:
			t.Errorf("end %d: %s was answered %d", b.rounds, name, status)
			return done
		}
	}
	return done
}

// process is the program as a process of its own.
type process struct {
	command *exec.Cmd
	url     string
	said    *bytes.Buffer // what it logged, to be read once it has ended
	client  *http.Client
}

var listensAt = regexp.MustCompile(`http://\S+:(\d+)`)

func startProcess(t *testing.T, program string, place []string) *process {
	t.Helper()
	p := &process{said: &bytes.Buffer{}}
	p.command = exec.Command(program, append([]string{"serve", "--listen", "127.0.0.1:0"}, place...)...)
	p.command.Dir = t.TempDir()
	p.command.Stderr = p.said
	out, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	p.client = &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: writersAtOnce + strangersAtOnce},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if found := listensAt.FindStringSubmatch(lines.Text()); found != nil {
			p.url = "http://127.0.0.1:" + found[1]
			return p
		}
	}
	p.kill()
	t.Fatalf("the program does not start:\n%s", p.said)
	return nil
}

// kill ends it as a power cut does, without a word to it.
func (p *process) kill() {
	_ = p.command.Process.Kill()
	_ = p.command.Wait() // it was killed
	p.client.CloseIdleConnections()
}

// end asks it to stop.
func (p *process) end(t *testing.T) {
	t.Helper()
	p.client.CloseIdleConnections()
	if err := p.command.Process.Signal(os.Interrupt); err != nil {
		t.Error(err)
	}
	if err := p.command.Wait(); err != nil {
		t.Errorf("it stopped with %v:\n%s", err, p.said)
	}
}

// isWell waits until it answers that all is well.
func (p *process) isWell(t *testing.T) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), waiting)
	defer stop()
	for status := 0; status != http.StatusOK; {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+ui.HealthPath, nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := p.client.Do(request)
		if err != nil {
			t.Fatalf("it is not well again: %v, status %d", err, status)
		}
		status = response.StatusCode
		_ = response.Body.Close()
	}
}

// post sends a form and gives where it leads. An answer counts once its headers are
// there.
func (p *process) post(ctx context.Context, token, path string, form url.Values) (status int, location *url.URL, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, nil, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.AddCookie(&http.Cookie{Name: "bearings", Value: token})
	response, err := p.client.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close()
	if location, err = response.Location(); err != nil {
		location = &url.URL{}
	}
	return response.StatusCode, location, nil
}
