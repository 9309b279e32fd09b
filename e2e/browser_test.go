// Package e2e_test walks the site in a real browser: every route and every
// state of it, by keyboard, without scripts, on a narrow screen and on paper.
package e2e_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"bearings/internal/testkit"
)

// chromium is the browser all tests of a run share; each gets tabs of its own.
var chromium struct {
	context context.Context
	missing string // why there is none
}

// axe is the source of axe-core.
var axe string

func TestMain(m *testing.M) {
	status := run(m)
	testkit.Stop()
	os.Exit(status)
}

func run(m *testing.M) int {
	source, err := os.ReadFile("../node_modules/axe-core/axe.min.js")
	if err != nil {
		return without(m, "node_modules is missing: run npm ci in the root of the repository")
	}
	axe = string(source)
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		return without(m, "chromium is missing: install it, on Debian by apt-get install chromium")
	}
	folder, err := os.MkdirTemp("", "bearings-e2e-")
	if err != nil {
		return without(m, err.Error())
	}
	// The browser may still write for a moment after it is told to stop; what
	// stays then is in the machine's temporary folder.
	defer os.RemoveAll(folder)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(folder),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		// What a browser asks its maker by itself would hide what our pages ask.
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,AutofillServerCommunication,PreconnectToSearch"))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	browser, leave := chromedp.NewContext(allocator)
	defer leave()
	if err := chromedp.Do(browser); err != nil {
		return without(m, "chromium does not start: "+err.Error())
	}
	chromium.context = browser
	status := m.Run()
	if err := writeResults(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return status
}

// without runs the tests that need no browser; the others say why they are
// left out, or fail where they must not be.
func without(m *testing.M, why string) int {
	if os.Getenv("BEARINGS_CI") != "" {
		fmt.Fprintln(os.Stderr, "the browser tests may not be left out here:", why)
		return 1
	}
	chromium.missing = why
	return m.Run()
}

// tab opens a tab that closes with the test.
func tab(t *testing.T) context.Context {
	t.Helper()
	if chromium.context == nil {
		t.Skip("browser tests left out: " + chromium.missing)
	}
	limit, stop := context.WithTimeout(chromium.context, 2*time.Minute)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(limit)
	t.Cleanup(leave)
	do(t, ctx)
	return ctx
}

func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// look evaluates a script in the page.
func look[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%v\nin %.200s", err, script)
	}
	return value
}

// withoutScripts stops the page's own scripts; those of a test still run.
var withoutScripts = chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
	_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	return err
})

// emulatePrint lays the page out as on paper.
var emulatePrint = chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
	_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	return err
})

// keep writes what a test saw to the folder BEARINGS_SHOTS, where a person can
// look at it.
func keep(t *testing.T, name string, bytes []byte) {
	t.Helper()
	folder := os.Getenv("BEARINGS_SHOTS")
	if folder == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(folder, name), bytes, 0o600); err != nil {
		t.Fatal(err)
	}
}
