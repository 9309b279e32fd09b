package e2e_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"

	"bearings/internal/ui"
)

func TestTheFilesOfAReportComeWholeWithoutScripts(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	folder := t.TempDir()
	_, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: folder, EventsEnabled: new(true),
		BrowserContextID: chromedp.FromContext(ctx).BrowserContextID,
	})
	if err != nil {
		t.Fatal(err)
	}
	do(t, ctx, withoutScripts)
	visit(t, ctx, h, state{path: ui.YourAnswersPath, sending: "good", status: 200})
	for _, file := range reportFiles {
		begun := chromedp.BrowserEvents(ctx, browser.DownloadWillBegin)
		progress := chromedp.BrowserEvents(ctx, browser.DownloadProgress)
		do(t, ctx, chromedp.Click(chromedp.CSS(`.save__files a[download="`+file.Name+`"]`)))
		for event, err := range begun {
			if err != nil {
				t.Fatal(err)
			}
			if event.SuggestedFilename != file.Name {
				t.Errorf("it is saved as %q, want %q", event.SuggestedFilename, file.Name)
			}
			break
		}
		for event, err := range progress {
			if err != nil {
				t.Fatal(err)
			}
			if event.State == browser.DownloadProgressStateInProgress {
				continue
			}
			saved, err := os.ReadFile(filepath.Join(folder, event.GUID))
			if err != nil {
				t.Fatalf("%s: %s, %v", file.Name, event.State, err)
			}
			if !bytes.Equal(saved, file.Bytes) {
				t.Errorf("%s: %d bytes were saved, want the %d of the report", file.Name, len(saved), len(file.Bytes))
			}
			break
		}
	}
}

func TestAFileIsPutRightAndSentAgain(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	visit(t, ctx, h, state{path: ui.YourAnswersPath, sending: "one", status: 422})
	do(t, ctx, chromedp.SetUploadFiles(chromedp.ID("answers"), []string{answersFile(t, "good")}))
	response, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS("form button[type=submit]")))
	if err != nil {
		t.Fatal(err)
	}
	title := look[string](t, ctx, `document.title`)
	if response.Status != 200 || strings.HasPrefix(title, "Error") {
		t.Errorf("status %d, title %q", response.Status, title)
	}
}

func TestNothingChosen(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, chromedp.Navigate(h.url+ui.YourAnswersPath))
	response, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS("form button[type=submit]")))
	if err != nil {
		t.Fatal(err)
	}
	said := look[string](t, ctx, `document.querySelector('.govuk-error-summary').innerText`)
	if response.Status != 422 || !strings.Contains(said, h.config.Words.Say("upload.no-file")) {
		t.Errorf("status %d, said %q", response.Status, said)
	}
}

// A form on another site may not send a file here in a reader's name.
func TestAFormOfAnotherSiteIsRefused(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, chromedp.Navigate("about:blank"))
	response, err := chromedp.RunResponse(ctx, chromedp.Func(func(c context.Context, target *chromedp.Target) error {
		_, err := chromedp.Evaluate[chromedp.Void](`(() => { const form = document.createElement('form')
			form.method = 'post'; form.enctype = 'multipart/form-data'; form.action = '`+h.url+ui.YourAnswersPath+`'
			document.body.append(form); form.submit() })()`)(c, target)
		return err
	}))
	if err != nil {
		t.Fatal(err)
	}
	if response.Status != 403 {
		t.Errorf("status %d, want 403", response.Status)
	}
}
