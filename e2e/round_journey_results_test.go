package e2e_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"

	"bearings/internal/office/docx/docxtest"
	"bearings/internal/round"
	"bearings/internal/ui"
)

const summaryWords = "Several people say that talking together on a fixed day helps."

// closesTheRound closes it and waits until the results have been made.
func (j *roundJourney) closesTheRound() {
	j.t.Helper()
	ada := j.ada
	if status := ada.status(j.round + "/results"); status != 200 {
		j.t.Errorf("results of an open round: status %d", status)
	}
	ada.sees(ada.says("results.not-closed"))
	ada.open(j.round, roundTitle)
	ada.follows(ada.says("roundsetup.close"))
	ada.arrives(ada.says("roundsetup.close"))
	ada.sees(ada.words.Count("roundsetup.close-unsigned", 2))
	ada.presses("roundsetup.close-button")
	ada.arrives(roundTitle)
	ada.sees(ada.says("roundsetup.done-closed"))
	ada.reloadsUntil(ada.says("roundsetup.closed-made"))
	ada.shows("8-closed-round")
}

func (j *roundJourney) revealsTheReturns() {
	j.t.Helper()
	ada := j.ada
	ada.open(j.round, roundTitle)
	ada.follows(ada.says("roundsetup.next-reveal"))
	ada.arrives(ada.says("returnfiles.returns"))
	ada.doesNotSee(leeWords)
	ada.follows(ada.says("returnfiles.to-reveal"))
	ada.arrives(ada.says("returnfiles.reveal"))
	ada.sees(policeName, councilName)
	ada.presses("returnfiles.reveal-button")
	ada.arrives(ada.says("returnfiles.returns"))
	ada.sees(ada.says("returnfiles.done-revealed"))
	ada.follows(policeName)
	ada.arrives(ada.says("returnfiles.read-title", "Agency", policeName))
	ada.sees(leeWords, caiWords, lostWords, "Detective Superintendent")
}

// readsComments has the moderator read all that was written, sum it up and publish it.
func (j *roundJourney) readsComments() {
	j.t.Helper()
	mo := j.mo
	for _, v := range []*visitor{j.ada, j.lee} {
		if status := v.status(j.round + "/comments"); status == 200 {
			j.t.Errorf("%s opens the comments that nobody has read", v.name)
		}
	}
	mo.open(j.round, roundTitle)
	mo.follows(mo.says("roundsetup.next-comments"))
	mo.arrives(mo.says("moderation.title"))
	mo.shows("9-comments")
	press(j.t, mo.ctx, `main td a[href$="/P1"]`)
	under := mo.address()
	mo.sees(crowdWords)
	mo.doesNotSee(lateWords)
	mo.follows(mo.says("moderation.read-next"))
	read := 0
	for mo.step("opening a comment", chromedp.WaitVisible(chromedp.CSS("h1"))); mo.address() != under; read++ {
		if read == 0 {
			mo.shows("9-comment")
		}
		mo.step("letting it stand", chromedp.Click(chromedp.CSS("input[value="+string(round.AsItStands)+"]")))
		press(j.t, mo.ctx, send)
	}
	if read != 13 {
		j.t.Errorf("the moderator read %d comments, 13 were sent", read)
	}
	mo.follows(mo.says("moderation.sum-up"))
	mo.arrives(mo.says("moderation.summary-title"))
	typesInto(j.t, mo.ctx, ui.FieldSummary, summaryWords)
	mo.sends("moderation.summary-save")
	mo.sees(mo.says("moderation.done-saved"))
	mo.follows(mo.says("moderation.back"))
	mo.arrives(mo.says("moderation.title"))
	mo.follows(mo.says("moderation.publish-link"))
	mo.arrives(mo.says("moderation.publish-title"))
	mo.sees(phoneWords, crowdWords, summaryWords)
	mo.shows("9-comments-publish")
	mo.presses("moderation.publish-button")
	mo.arrives(mo.says("moderation.title"))
	mo.sees(mo.says("moderation.done-published"))
}

func (j *roundJourney) readsResults() {
	j.t.Helper()
	ada, lee := j.ada, j.lee
	ada.open(j.round, roundTitle)
	ada.follows(ada.says("roundsetup.next-results"))
	ada.arrives(ada.says("results.title"))
	ada.sees(partnershipName, roundTitle)
	ada.shows("10-results")
	press(j.t, ada.ctx, `.results__pages a[href$="/P1"]`)
	ada.arrives(ada.says("results.principle", "ID", "P1"))
	ada.sees("We show children that we believe them", phoneWords, leeWords)
	ada.shows("10-results-P1")
	press(j.t, ada.ctx, `.results__pages a[href$="/returns"]`)
	ada.sees(caiWords)
	ada.shows("10-results-returns")

	lee.open(j.round, roundTitle)
	lee.follows(lee.says("roundsetup.next-agency-page", "Agency", policeName))
	lee.arrives(lee.says("results.agency-title", "Agency", policeName))
	lee.shows("10-results-agency")
	agency := lee.address()
	for _, v := range []*visitor{ada, j.mo} {
		if status := v.status(agency); status == 200 {
			j.t.Errorf("%s opens the page of an agency that is its own", v.name)
		}
	}
}

// inDocument has to stand in the report.
var inDocument = []string{partnershipName, roundTitle, "We show children that we believe them", phoneWords, summaryWords, leeWords, caiWords}

// takesTheWordDocument saves the report as a Word document, and looks into it.
func (j *roundJourney) takesTheWordDocument() (file string) {
	j.t.Helper()
	ada := j.ada
	ada.open(j.round+"/results", ada.says("results.title"))
	ada.follows(ada.says("results.files"))
	ada.arrives(ada.says("results.files"))
	ada.shows("10-results-files")
	file = ada.downloads("report.docx")
	text := docxtest.Check(j.t, fileBytes(j.t, file)).Body().Words()
	for _, want := range inDocument {
		if !strings.Contains(text, want) {
			j.t.Errorf("the Word document lacks %q", want)
		}
	}
	return file
}

// opensInLibreOffice opens the document with a program that people use.
func (j *roundJourney) opensInLibreOffice(file string) {
	j.t.Helper()
	text := asText(j.t, file)
	for _, want := range inDocument {
		if !strings.Contains(text, want) {
			j.t.Errorf("the Word document as LibreOffice shows it lacks %q", want)
		}
	}
}

// downloads follows a link that hands a file out, and gives the file's path.
func (v *visitor) downloads(name string) string {
	v.t.Helper()
	folder := v.t.TempDir()
	_, err := chromedp.CallBrowser(v.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: folder, EventsEnabled: new(true),
		BrowserContextID: chromedp.FromContext(v.ctx).BrowserContextID,
	})
	if err != nil {
		v.t.Fatal(err)
	}
	progress := chromedp.BrowserEvents(v.ctx, browser.DownloadProgress)
	v.step("saving "+name, chromedp.Click(chromedp.CSS(`a[download="`+name+`"]`)))
	for event, err := range progress {
		if err != nil {
			v.t.Fatal(err)
		}
		if event.State == browser.DownloadProgressStateInProgress {
			continue
		}
		file := filepath.Join(folder, name)
		if err := os.Rename(filepath.Join(folder, event.GUID), file); err != nil {
			v.t.Fatalf("saving %s: %s, %v", name, event.State, err)
		}
		return file
	}
	return ""
}

// asText is what LibreOffice reads in a document.
func asText(t *testing.T, file string) string {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("BEARINGS_CI") != "" {
			t.Fatal("LibreOffice may not be missing here: on Debian, apt-get install libreoffice-writer")
		}
		t.Skip("LibreOffice is missing: on Debian, apt-get install libreoffice-writer")
	}
	folder := filepath.Dir(file)
	out, err := exec.Command(program, "--headless", "-env:UserInstallation=file://"+filepath.Join(folder, "profile"),
		"--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, file).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(fileBytes(t, strings.TrimSuffix(file, ".docx")+".txt"))
}

// sharesAPage shows two pages to everybody, and reads them as somebody who has no
// account.
func (j *roundJourney) sharesAPage() {
	j.t.Helper()
	ada := j.ada
	reader := j.visitor("somebody who reads")
	published := ui.PublishedURL(round.ID(j.round[strings.LastIndex(j.round, "/")+1:]))
	if status := reader.status(published); status != 404 {
		j.t.Errorf("before anything is shared: status %d", status)
	}
	ada.open(j.round+"/results", ada.says("results.title"))
	ada.follows(ada.says("results.share"))
	ada.arrives(ada.says("results.share"))
	for _, page := range []string{round.OverviewPage, "P1", "P2"} {
		ada.step("showing "+page+" to everybody", chromedp.Click(chromedp.CSS(`input[name="`+ui.FieldShare(page)+`"][value="`+string(round.Public)+`"]`)))
	}
	ada.sends("results.share-save")
	ada.sees(ada.says("results.done-shared"))
	reader.open(published, reader.says("results.title"))
	reader.sees(partnershipName, roundTitle)
	reader.shows("11-published")
	press(j.t, reader.ctx, `.results__pages a[href$="/P1"]`)
	reader.arrives(reader.says("results.principle", "ID", "P1"))
	reader.sees("We show children that we believe them")
	reader.doesNotSee(policeName, councilName, leeWords, phoneWords)
	reader.shows("11-published-P1")
	for _, page := range []string{"P3", round.ReturnsPage} {
		if status := reader.status(published + "/" + page); status != 404 {
			j.t.Errorf("the page %s is shown to everybody: status %d", page, status)
		}
	}
	reader.open(j.round+"/results", reader.says("signin.title"))
}
