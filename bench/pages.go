package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// bare serves what it reads from standard input with net/http and nothing
// else, in a process of its own, as the program is.
func bare() {
	body, err := io.ReadAll(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("http://" + listener.Addr().String())
	log.Fatal(http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(body)
	})))
}

// measured are pages of each sort in the library: short ones, and the longest.
var measured = []string{"/library", "/principles/P1", "/principles/document", "/evidence/P1", "/evidence/references",
	"/glossary", "/glossary/grooming", "/case-studies/the-photo", "/guides/youth-voice", "/start/young-people", "/animation"}

// pages times pages of the library against the bare handler, and tells of the one
// that does worst.
func pages(program, folder string) ([]measure, error) {
	address, stop, err := start(exec.Command(program, "serve", "--listen", "127.0.0.1:0", "--data", filepath.Join(folder, "pages")))
	if err != nil {
		return nil, err
	}
	defer stop()
	var worst measure
	var most float64
	for _, path := range measured {
		m, ratio, err := besideBare(address+path, path)
		if err != nil {
			return nil, err
		}
		if ratio > most {
			worst, most = m, ratio
		}
	}
	return []measure{worst}, nil
}

func besideBare(page, path string) (measure, float64, error) {
	body, err := get(page)
	if err != nil {
		return measure{}, 0, err
	}
	self, err := os.Executable()
	if err != nil {
		return measure{}, 0, err
	}
	reference := exec.Command(self, plainly)
	reference.Stdin = bytes.NewReader(body)
	plain, stopBare, err := start(reference)
	if err != nil {
		return measure{}, 0, err
	}
	defer stopBare()
	const requests = 2000
	p, err := inTurn(5, func() error { return times(page, requests) }, func() error { return times(plain, requests) })
	if err != nil {
		return measure{}, 0, err
	}
	each := func(d time.Duration) float64 { return d.Seconds() * 1e6 / requests }
	return measure{
		what:      fmt.Sprintf("the library's pages, the worst of %d: %s (%d kB)", len(measured), path, len(body)/1000),
		reference: "a bare `net/http` handler writing the same bytes",
		limit:     "3 times", value: fmt.Sprintf("%.2f times (%.0f µs and %.0f µs a request)", p.ratio(), each(p.ours), each(p.reference)), kept: p.ratio() <= 3,
	}, p.ratio(), nil
}

// plainly marks a process that is the reference.
const plainly = "-bare"

// start starts a server and waits until it says where it is.
func start(run *exec.Cmd) (address string, stop func(), err error) {
	out, err := run.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := run.Start(); err != nil {
		return "", nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return "", nil, err
	}
	for _, word := range strings.Fields(line) {
		if strings.HasPrefix(word, "http://") {
			address = word
		}
	}
	return address, func() { run.Process.Kill(); run.Wait() }, nil
}

func times(address string, requests int) error {
	for range requests {
		if _, err := get(address); err != nil {
			return err
		}
	}
	return nil
}

// get reads a page as it comes, packed or not, so that both sides send the
// same bytes.
func get(address string) ([]byte, error) {
	request, err := http.NewRequest("GET", address, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept-Encoding", "identity")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answered %s", address, answer.Status)
	}
	return io.ReadAll(answer.Body)
}
