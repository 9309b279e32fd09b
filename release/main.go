// Command release packs Bearings for those who run it: a program for each system,
// what it is made of and under which licences, and checksums. The same sources,
// built by the same Go and Node, give the same bytes on any machine.
//
//	go run ./release          for Linux on amd64 only, into out/release
//	go run ./release -full    for every system; then all of it once more, from a copy
//	                          of the sources elsewhere, with nothing kept from before,
//	                          and compared
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// target is a system the program is built for.
type target struct{ os, arch string }

func (t target) String() string { return t.os + "-" + t.arch }

func (t target) program() string {
	if t.os == "windows" {
		return "bearings.exe"
	}
	return "bearings"
}

// targets are the systems we release for; the first is the usual server.
var targets = []target{
	{"linux", "amd64"}, {"linux", "arm64"}, {"windows", "amd64"}, {"darwin", "amd64"}, {"darwin", "arm64"},
}

func main() {
	log.SetFlags(0)
	full := flag.Bool("full", false, "every system, and all of it built a second time elsewhere and compared")
	out := flag.String("out", filepath.Join("out", "release"), "where the files go; what is there is replaced")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *out, *full); err != nil {
		stop()
		log.Fatal(err)
	}
}

func run(ctx context.Context, out string, full bool) error {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	edition, err := editionOf(ctx, root)
	if err != nil {
		return err
	}
	wanted := targets[:1]
	if full {
		wanted = targets
	}
	here := workshop{root: root, out: out, edition: edition}
	if err := here.make(ctx, wanted); err != nil {
		return err
	}
	if full {
		if err := here.sameElsewhere(ctx, wanted); err != nil {
			return err
		}
	}
	sums, err := os.ReadFile(filepath.Join(out, checksums))
	if err != nil {
		return err
	}
	fmt.Printf("Bearings %s, in %s:\n%s", edition.version, out, sums)
	if full {
		fmt.Println("Built a second time in another folder, with an empty cache: the same bytes.")
	}
	return nil
}
