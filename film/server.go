package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
)

// Files that the site has for the film, by the end of their address.
const (
	pagePath         = "/animation"
	captionsFile     = "captions.vtt"
	descriptionsFile = "descriptions.vtt"
)

var listens = regexp.MustCompile(`http://localhost:\d+`)

// serve builds the program, starts its site and says where it is.
func serve(ctx context.Context) (address string, leave func(), err error) {
	folder, err := os.MkdirTemp("", "bearings-film-")
	if err != nil {
		return "", nil, err
	}
	program := filepath.Join(folder, "bearings")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "bearings/cmd/bearings").CombinedOutput(); err != nil {
		return "", nil, errors.Join(fmt.Errorf("the program can't be built:\n%s%w", out, err), os.RemoveAll(folder))
	}
	command := exec.CommandContext(ctx, program, "serve", "--listen", "127.0.0.1:0", "--data", filepath.Join(folder, "data"))
	var said bytes.Buffer
	command.Stderr = &said
	leave = func() {
		if command.Process != nil {
			_ = command.Process.Signal(os.Interrupt)
			_ = command.Wait() // it was told to stop
		}
		_ = os.RemoveAll(folder) // what stays is in the machine's temporary folder
	}
	out, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		leave()
		return "", nil, err
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if address := listens.FindString(lines.Text()); address != "" {
			return address, leave, nil
		}
	}
	leave()
	return "", nil, fmt.Errorf("the program does not say where it listens:\n%s", said.String())
}

// tracks puts the captions and descriptions beside the video and returns where
// each is.
func tracks(p plan, address string) (map[string]string, error) {
	all := map[string]string{}
	for _, name := range []string{captionsFile, descriptionsFile} {
		text, err := fetch(address + pagePath + "/" + name)
		if err != nil {
			return nil, err
		}
		all[name] = p.beside(name)
		if err := os.WriteFile(all[name], text, 0o644); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func fetch(address string) ([]byte, error) {
	answer, err := http.Get(address)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", address, answer.Status)
	}
	return io.ReadAll(answer.Body)
}
