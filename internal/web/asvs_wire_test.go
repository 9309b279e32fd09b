package web_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/web"
)

// listeningAt is the site as it is served, on an address of this machine.
func listeningAt(t *testing.T, config web.Config) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := web.Server(listener.Addr().String(), web.New(config))
	done := make(chan error, 1)
	go func() { done <- server.Serve(listener) }()
	t.Cleanup(func() {
		_ = server.Close()
		<-done
	})
	return listener.Addr().String()
}

// answersTo says bytes to the server and gives back every answer until it hangs up.
func answersTo(t *testing.T, address, said string) []*http.Response {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := io.WriteString(c, said); err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(c)
	if err != nil {
		t.Fatal(err)
	}
	var all []*http.Response
	for in := bufio.NewReader(bytes.NewReader(text)); ; {
		r, err := http.ReadResponse(in, nil)
		if err != nil {
			return all
		}
		_, _ = io.Copy(io.Discard, r.Body)
		all = append(all, r)
	}
}

// Where a request ends is never in doubt, so that nobody can hide a second one
// in it behind a server in front.
func TestTheEndOfARequestIsNeverInDoubt(t *testing.T) {
	config := furnished(t)
	hidden := "GET /hidden HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
	address := listeningAt(t, config)
	const post = "POST /writing HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
	for name, c := range map[string]struct {
		said   string
		status int
	}{
		"two lengths":                   {post + "Content-Length: 6\r\nContent-Length: 60\r\n\r\nnote=x" + hidden, 400},
		"two lengths in one line":       {post + "Content-Length: 6, 60\r\n\r\nnote=x" + hidden, 400},
		"a length with a sign":          {post + "Content-Length: +6\r\n\r\nnote=x" + hidden, 400},
		"an unknown coding":             {post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + hidden, 501},
		"two codings":                   {post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + hidden, 501},
		"a space before the colon":      {post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + hidden, 400},
		"no host":                       {"GET / HTTP/1.1\r\n\r\n" + hidden, 400},
		"two hosts":                     {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + hidden, 400},
		"a zero byte in a header":       {"GET / HTTP/1.1\r\nHost: x\r\nX-A: a\x00b\r\n\r\n" + hidden, 400},
		"a chunk whose size is no size": {post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nnote=x\r\n0\r\n\r\n" + hidden, 422},
	} {
		answers := answersTo(t, address, c.said)
		if len(answers) == 0 {
			t.Errorf("%s: no answer", name)
			continue
		}
		if answers[0].StatusCode != c.status || len(answers) > 1 {
			t.Errorf("%s: %d answers, the first %d, want %d", name, len(answers), answers[0].StatusCode, c.status)
		}
	}
	// A line that goes on is one header, and makes no coding of the body.
	folded := answersTo(t, address, post+"X-A: b\r\n Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\nnote=x"+hidden)
	if len(folded) != 2 || folded[0].StatusCode != 200 || folded[1].StatusCode != 404 {
		t.Errorf("a header of two lines: %v", answered(folded))
	}
	// Chunks go before a length, and what comes after them is the next request.
	both := answersTo(t, address, post+"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nnote=x\r\n0\r\n\r\n"+"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	if len(both) == 0 || both[0].StatusCode != 200 || len(both) > 1 && both[1].StatusCode != 200 {
		t.Errorf("chunks and a length: %v", answered(both))
	}
}

func answered(answers []*http.Response) (all []int) {
	for _, one := range answers {
		all = append(all, one.StatusCode)
	}
	return all
}

// A header without an end is not read for ever.
func TestALongHeaderIsRefused(t *testing.T) {
	answers := answersTo(t, listeningAt(t, furnished(t)), "GET / HTTP/1.1\r\nHost: x\r\nX-A: "+strings.Repeat("a", 100<<10)+"\r\n\r\n")
	if len(answers) != 1 || answers[0].StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("%d answers: %v", len(answers), answers)
	}
}

// A defect in one answer takes neither the program nor the connection of others
// with it.
func TestADefectEndsOneAnswerOnly(t *testing.T) {
	config := furnished(t)
	config.Assess = func(context.Context, []answer.Source) (web.Assessment, error) { panic("broken") }
	address := listeningAt(t, config)
	form := send(t, "answers.csv", filled(100))
	r, err := http.Post("http://"+address+form.URL.Path, form.Header.Get("Content-Type"), form.Body)
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != 500 {
		t.Errorf("status %d, want 500", r.StatusCode)
	}
	after, err := http.Get("http://" + address + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	after.Body.Close()
	if after.StatusCode != 200 {
		t.Errorf("afterwards: status %d", after.StatusCode)
	}
}
