package web_test

import (
	"bytes"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"bearings/internal/web"
)

// serving runs a site with the limits it is meant to run with, as far as they are
// not changed.
func serving(t *testing.T, config web.Config, change func(*http.Server)) string {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.Config = web.Server("", web.New(config))
	if change != nil {
		change(server.Config)
	}
	server.Start()
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

func dial(t *testing.T, server string) net.Conn {
	t.Helper()
	connection, err := net.Dial("tcp", server)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { connection.Close() })
	return connection
}

// spoken sends something, and says all that is answered until the server has done.
func spoken(t *testing.T, server, text string) string {
	t.Helper()
	connection := dial(t, server)
	go io.WriteString(connection, text)
	answer, _ := io.ReadAll(connection) // a reset ends it as well
	return string(answer)
}

// Each of these would be read for ever, were there no deadline: the test ends when
// the server hangs up.
func TestTheSlowAreHungUpOn(t *testing.T) {
	const soon = 20 * time.Millisecond
	for name, c := range map[string]struct {
		says   string
		change func(*http.Server)
	}{
		"saying nothing": {"", func(s *http.Server) { s.ReadHeaderTimeout = soon }},
		"in the headers": {"GET / HTTP/1.1\r\nHost: localh", func(s *http.Server) { s.ReadHeaderTimeout = soon }},
		"in the form": {"POST /writing HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + urlencoded + "\r\nContent-Length: 10\r\n\r\na=",
			func(s *http.Server) { s.ReadTimeout = soon }},
		"after an answer": {"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", func(s *http.Server) { s.IdleTimeout = soon }},
	} {
		t.Run(name, func(t *testing.T) {
			connection := dial(t, serving(t, furnished(t), c.change))
			if _, err := io.WriteString(connection, c.says); err != nil {
				t.Fatal(err)
			}
			answer, err := io.ReadAll(connection)
			if err != nil {
				t.Fatal(err)
			}
			if name == "after an answer" != strings.HasPrefix(string(answer), "HTTP/1.1 200 ") {
				t.Errorf("it answers %.60q", answer)
			}
		})
	}
}

// Somebody who sends a header byte by byte, and so always a little, is hung up on
// all the same.
func TestTheDripIsHungUpOn(t *testing.T) {
	server := serving(t, furnished(t), func(s *http.Server) { s.ReadHeaderTimeout = 20 * time.Millisecond })
	connection := dial(t, server)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			if _, err := io.WriteString(connection, "a"); err != nil {
				return
			}
		}
	}()
	_, _ = io.ReadAll(connection) // ends at the deadline, or when 32 KB of header are there
	connection.Close()
	<-done
}

func TestAnUploadHasToKeepGoing(t *testing.T) {
	var log bytes.Buffer
	config := furnished(t)
	config.Limits.FirstWhile = time.Nanosecond
	config.Log = slog.New(slog.NewTextHandler(&log, nil))
	connection := dial(t, serving(t, config, nil))
	if _, err := io.WriteString(connection, "POST /your-answers HTTP/1.1\r\nHost: localhost\r\n"+
		"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 900\r\n\r\n--x\r\n"); err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(connection)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(answer), "HTTP/1.1 408 ") || !strings.Contains(string(answer), "could not be read") {
		t.Errorf("it answers %.60q", answer)
	}
	if log.Len() > 0 {
		t.Errorf("it is logged as a defect of ours: %s", log.String())
	}
}

// Connections nobody uses keep nobody from a page.
func TestIdleConnectionsAreInNobodysWay(t *testing.T) {
	server := serving(t, furnished(t), nil)
	for n := range 300 {
		connection := dial(t, server)
		if n%2 == 0 {
			if _, err := io.WriteString(connection, "GET / HTTP/1.1\r\nHost: l"); err != nil {
				t.Fatal(err)
			}
		}
	}
	r, err := http.Get("http://" + server + "/principles")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if r.StatusCode != 200 {
		t.Errorf("status %d", r.StatusCode)
	}
}

func TestTheServersOwnLimits(t *testing.T) {
	server := web.Server("", http.NotFoundHandler())
	for name, limit := range map[string]time.Duration{
		"ReadHeaderTimeout": server.ReadHeaderTimeout, "ReadTimeout": server.ReadTimeout,
		"WriteTimeout": server.WriteTimeout, "IdleTimeout": server.IdleTimeout,
	} {
		if limit <= 0 || limit > 2*time.Minute {
			t.Errorf("%s is %s", name, limit)
		}
	}
	if server.MaxHeaderBytes <= 0 || server.MaxHeaderBytes > 64<<10 || !server.DisableGeneralOptionsHandler {
		t.Errorf("headers of %d bytes, OPTIONS *: %v", server.MaxHeaderBytes, !server.DisableGeneralOptionsHandler)
	}
}
