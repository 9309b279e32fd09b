package app_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"testing"

	"bearings/internal/app"
)

// serve starts the site as a shell would and returns its address, and a
// function that stops it and returns its exit status.
func serve(t *testing.T, args ...string) (address string, stop func() int) {
	t.Helper()
	address, stop, _ = serveLogging(t, args...)
	return address, stop
}

// serveLogging is serve with what the site logs, to be read when it has stopped.
func serveLogging(t *testing.T, args ...string) (address string, stop func() int, log *bytes.Buffer) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	at, folder := free(t), t.TempDir()
	out, in := io.Pipe()
	var errOut bytes.Buffer
	status := make(chan int, 1)
	go func() {
		status <- app.Run(ctx, append([]string{"serve", "--listen", at, "--data", folder}, args...), in, &errOut)
		in.Close()
	}()
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		if <-status; strings.Contains(errOut.String(), "npm") && os.Getenv("BEARINGS_CI") == "" {
			t.Skip(errOut.String())
		}
		t.Fatalf("%v: %s", err, errOut.String())
	}
	go io.Copy(io.Discard, out) // it says more: how the first person comes in
	return "http://" + at, func() int { cancel(); return <-status }, &errOut
}

func TestServeAnswersAndStops(t *testing.T) {
	for _, args := range [][]string{nil, {"--framework", "../../examples/sutton-b"}} {
		address, stop := serve(t, args...)
		for _, path := range []string{"/healthz", "/", "/principles", "/questions/staff", "/your-answers", "/meeting", "/example"} {
			response, err := http.Get(address + path)
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if response.StatusCode != http.StatusOK {
				t.Errorf("%v: %s answers %s", args, path, response.Status)
			}
		}
		if status := stop(); status != 0 {
			t.Errorf("%v: it stopped with status %d", args, status)
		}
	}
}

func TestAReportFromAnUploadedFile(t *testing.T) {
	address, stop := serve(t)
	defer stop()
	for _, c := range []struct {
		answers string
		status  int
		says    string
	}{
		{staff("s", 12, 10, 10, 8), 200, "results.json"},
		{"respondent,strand,item,answer\ns1,staff,p1,perhaps\n", 422, "perhaps"},
	} {
		var form bytes.Buffer
		parts := multipart.NewWriter(&form)
		part, err := parts.CreateFormFile("answers", "answers.csv")
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(part, c.answers)
		parts.Close()
		response, err := http.Post(address+"/your-answers", parts.FormDataContentType(), &form)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != c.status || !strings.Contains(string(page), c.says) {
			t.Errorf("it answers %s, and says %q: %v", response.Status, c.says, strings.Contains(string(page), c.says))
		}
	}
}

func TestAnAddressInUseIsSaid(t *testing.T) {
	address, stop := serve(t)
	defer stop()
	status, _, errOut := run(t, "serve", "--data", t.TempDir(), "--listen", strings.TrimPrefix(address, "http://"))
	if status != 1 || !strings.Contains(errOut, "--listen") {
		t.Errorf("exit %d: %s", status, errOut)
	}
}

// What anybody can take away before they have answers of their own: every file
// of the example says that it is made up, and the pack is there to print.
func TestTheExampleAndThePackComeWhole(t *testing.T) {
	address, stop := serve(t)
	defer stop()
	for path, begins := range map[string]string{
		"/example/report.html": "<!doctype html>", "/example/report.docx": "PK", "/example/results.xlsx": "PK",
		"/example/results.csv": "strand,", "/example/results.json": "{", "/example/meeting-pack.html": "<!doctype html>",
		"/example/meeting-pack.docx": "PK", "/meeting/meeting-pack.html": "<!doctype html>", "/meeting/meeting-pack.docx": "PK",
	} {
		response, err := http.Get(address + path)
		if err != nil {
			t.Fatal(err)
		}
		file, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		text := strings.TrimPrefix(string(file), "\ufeff")
		if response.StatusCode != http.StatusOK || !strings.HasPrefix(text, begins) {
			t.Errorf("%s: %s, %.20q", path, response.Status, text)
		}
		if strings.HasSuffix(path, ".html") && strings.Contains(text, "nobody gave these answers") != strings.HasPrefix(path, "/example") {
			t.Errorf("%s: that it is made up is said or not said", path)
		}
	}
}
