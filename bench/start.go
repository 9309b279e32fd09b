package main

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// starts is how often each side is started, and rests how often before that to see
// what it holds when it has come to rest.
const starts, rests = 15, 3

// smallest is a server with one route, for a process of its own.
const smallest = `package main

import (
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) })
	panic(http.ListenAndServe(os.Args[1], nil))
}
`

// began is a program that was started: how long it took to answer from its first
// moment, the processor time until then, and what it holds in memory once it has
// nothing left to do.
type began struct {
	ready, processor time.Duration
	idle             memoryHeld
}

// memoryHeld is memory in kB: all that is resident, and what of it is no file's.
type memoryHeld struct{ resident, own int }

// starting measures how long a site takes to answer on a database that is there,
// and what it holds when nobody asks anything.
func starting(program, folder string) ([]measure, error) {
	reference, err := buildSmallest(folder)
	if err != nil {
		return nil, err
	}
	data := filepath.Join(folder, "data")
	ours := func(address string) *exec.Cmd {
		return exec.Command(program, "serve", "--listen", address, "--data", data)
	}
	theirs := func(address string) *exec.Cmd { return exec.Command(reference, address) }
	if _, err := startOnce(ours, false); err != nil { // makes the database
		return nil, err
	}
	var we, they []began
	for n := range rests + starts {
		if they, err = startAgain(they, theirs, n < rests); err != nil {
			return nil, err
		}
		if we, err = startAgain(we, ours, n < rests); err != nil {
			return nil, err
		}
	}
	return []measure{readyMeasure(we, they), idleMeasure(we, they)}, nil
}

func buildSmallest(folder string) (string, error) {
	source, program := filepath.Join(folder, "smallest.go"), filepath.Join(folder, "smallest")
	if err := os.WriteFile(source, []byte(smallest), 0o600); err != nil {
		return "", err
	}
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, source)
	build.Env, build.Stderr = append(os.Environ(), "CGO_ENABLED=0"), os.Stderr
	return program, build.Run()
}

func startAgain(before []began, server func(address string) *exec.Cmd, andIdle bool) ([]began, error) {
	b, err := startOnce(server, andIdle)
	return append(before, b), err
}

// startOnce starts a server, waits for its first answer and, if asked to, until its
// memory stays as it is.
func startOnce(server func(address string) *exec.Cmd, andIdle bool) (b began, err error) {
	address, err := freeAddress()
	if err != nil {
		return b, err
	}
	run := server(address)
	run.Stderr = os.Stderr
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	at := time.Now()
	if err := run.Start(); err != nil {
		return b, err
	}
	for {
		answer, err := client.Get("http://" + address + "/healthz")
		if err == nil {
			answer.Body.Close()
		}
		if err == nil && answer.StatusCode == http.StatusOK {
			break
		}
		if time.Since(at) > 30*time.Second {
			return b, errors.Join(err, run.Process.Kill(), run.Wait())
		}
		time.Sleep(500 * time.Microsecond)
	}
	b.ready = time.Since(at)
	if andIdle {
		b.idle = settled(run.Process.Pid)
	}
	_ = run.Process.Kill()
	_ = run.Wait() // it was killed
	b.processor = run.ProcessState.UserTime() + run.ProcessState.SystemTime()
	return b, nil
}

func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}

// settled is what a process holds once that has not changed for two seconds.
func settled(process int) memoryHeld {
	var last memoryHeld
	since := time.Now()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end) && time.Since(since) < 2*time.Second; {
		if now := heldBy(process); now != last {
			last, since = now, time.Now()
		}
		time.Sleep(100 * time.Millisecond)
	}
	return last
}

// heldBy asks Linux what a process holds; other systems are not asked.
func heldBy(process int) memoryHeld {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
	if err != nil {
		return memoryHeld{}
	}
	of := func(name string) int {
		_, rest, _ := strings.Cut(string(status), name+":")
		fields := strings.Fields(rest)
		if len(fields) == 0 {
			return 0
		}
		n, _ := strconv.Atoi(fields[0])
		return n
	}
	return memoryHeld{of("VmRSS") * 1024 / 1000, of("RssAnon") * 1024 / 1000}
}

func readyMeasure(we, they []began) measure {
	ready := func(b began) time.Duration { return b.ready }
	processor := func(b began) time.Duration { return b.processor }
	ours, reference := half(we[rests:], ready), half(they[rests:], ready)
	ms := func(d time.Duration) float64 { return d.Seconds() * 1000 }
	return measure{
		what:      fmt.Sprintf("from the first moment to the first answer, on a database that is there, the middle of %d starts", starts),
		reference: "a bare `net/http` server with one route, started the same way", limit: "100 ms",
		value: fmt.Sprintf("%.0f ms, %.1f times (%.1f ms; processor time %.0f ms and %.1f ms)", ms(ours), ours.Seconds()/reference.Seconds(),
			ms(reference), ms(half(we[rests:], processor)), ms(half(they[rests:], processor))),
		kept: ours <= 100*time.Millisecond,
	}
}

func idleMeasure(we, they []began) measure {
	resident := func(b began) int { return b.idle.resident }
	ours, reference := half(we[:rests], resident), half(they[:rests], resident)
	own := half(we[:rests], func(b began) int { return b.idle.own })
	value := fmt.Sprintf("%.1f MB, %.1f times (%.1f MB; %.1f MB of ours is its own, the rest pages of the program)",
		float64(ours)/1000, float64(ours)/float64(max(1, reference)), float64(reference)/1000, float64(own)/1000)
	if runtime.GOOS != "linux" {
		value = "not measured here"
	}
	return measure{
		what: "memory of a site that nobody asks anything", reference: "the same", limit: "40 MB",
		value: value, kept: ours <= 40_000,
	}
}

// half is the value in the middle.
func half[T cmp.Ordered](all []began, of func(began) T) T {
	var values []T
	for _, b := range all {
		values = append(values, of(b))
	}
	slices.Sort(values)
	return values[len(values)/2]
}
