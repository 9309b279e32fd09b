package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"time"
)

// bare serves the same bytes with net/http and nothing else.
func bare(body []byte) (address string, stop func(), err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(body)
	})}
	go server.Serve(listener)
	return "http://" + listener.Addr().String(), func() { server.Close() }, nil
}

// pages times the page of a principle against the bare handler.
func pages(program, _ string) ([]measure, error) {
	address, stop, err := serve(program)
	if err != nil {
		return nil, err
	}
	defer stop()
	page := address + "/principles/P1"
	body, err := get(page)
	if err != nil {
		return nil, err
	}
	plain, stopBare, err := bare(body)
	if err != nil {
		return nil, err
	}
	defer stopBare()
	const requests = 4000
	p, err := inTurn(5, func() error { return times(page, requests) }, func() error { return times(plain, requests) })
	if err != nil {
		return nil, err
	}
	each := func(d time.Duration) float64 { return d.Seconds() * 1e6 / requests }
	return []measure{{
		what: fmt.Sprintf("the page of a principle (%d kB)", len(body)/1000), reference: "a bare `net/http` handler writing the same bytes",
		limit: "3 times", value: fmt.Sprintf("%.2f times (%.0f µs and %.0f µs a request)", p.ratio(), each(p.ours), each(p.reference)), kept: p.ratio() <= 3,
	}}, nil
}

// serve starts the program and waits until it says where it is.
func serve(program string) (address string, stop func(), err error) {
	run := exec.Command(program, "serve", "--listen", "127.0.0.1:0")
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
