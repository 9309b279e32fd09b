package e2e_test

import (
	"bytes"
	"encoding/hex"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"bearings/internal/people"
	"bearings/internal/store"
	"bearings/internal/testkit"
	"bearings/internal/ui"
)

// Who is on the journey. None of them exists.
const (
	partnershipName = "Northshire Safeguarding Children Partnership"
	policeName      = "Northshire Police"
	schoolName      = "Hill Road School"
	adaEmail        = "ada@northshire.example.org"
	leeEmail        = "lee@police.example.org"
	moEmail         = "mo@northshire.example.org"
)

// TestPeopleFromTheSetUpCodeToAnotherDatabase does what a newcomer does with the
// program as it is built: from the set-up code to people of three kinds, and through
// backups into the other database and back.
func TestPeopleFromTheSetUpCodeToAnotherDatabase(t *testing.T) {
	j := setOut(t)
	onSQLite := store.Options{Folder: filepath.Join(t.TempDir(), "data")}
	j.serve("--data", onSQLite.Folder)
	ada := j.visitor("the coordinator").withPasskeys()
	ada.setsUp(j.site.says(joiningCode))
	ada.signsOut()
	ada.signsInByPasskey()
	place := ada.finishes()
	lee, mo := j.visitor("the agency's lead"), j.visitor("the moderator")
	lee.comesByCode(ada, place, onSQLite)
	mo.comesByTheOrganisation(ada, place)
	seeTheirOwn(ada, lee, mo, place)
	lee.signsOut()
	mo.signsOut()

	checkpoint := j.checkpoint()
	secret, public := j.backupKey()
	backup := j.backup(public)
	before := j.settled(onSQLite)
	j.site.stop()

	onPostgreSQL := store.Options{URL: testkit.BarePostgreSQL(t)}
	j.place = []string{"--database", onPostgreSQL.URL}
	j.here("restore", backup, "--identity", secret)
	j.same("SQLite to PostgreSQL", before, j.rows(onPostgreSQL))
	j.serve(j.place...)
	comeAgain(ada, lee, place)
	j.here("verify", "--checkpoint", checkpoint)
	j.comesAgainAfterReset(ada, place)
	j.andBack(onPostgreSQL, secret, public, checkpoint)
	if j.newWays == 0 {
		t.Error("nobody was told that their account has a new way to sign in")
	}
}

// setsUp is the first person's way in.
func (v *visitor) setsUp(code string) {
	v.t.Helper()
	v.open(ui.SetUpPath, v.says("signin.setup-title"))
	v.types(ui.FieldCode, code)
	v.types(ui.FieldName, "Ada Byron")
	v.types(ui.FieldEmail, adaEmail)
	v.types(ui.FieldPartnership, partnershipName)
	v.presses("signin.setup-button")
	v.arrives(v.says("signin.way-title"))
	v.makesAPasskey()
	v.sees("Ada Byron", partnershipName, v.says("people.role-coordinator"))
}

// finishes adds two agencies and gives the address of the partnership.
func (v *visitor) finishes() (place string) {
	v.t.Helper()
	v.follows(partnershipName)
	v.arrives(partnershipName)
	place = v.address()
	v.addsAgency(place, policeName, "police")
	v.addsAgency(place, schoolName, "school")
	v.open(place, partnershipName)
	v.sees(policeName, schoolName)
	return place
}

func (v *visitor) addsAgency(place, name, kind string) {
	v.t.Helper()
	v.open(place, partnershipName)
	v.follows(v.says("partnership.agency-add"))
	v.arrives(v.says("partnership.agency-add"))
	v.types(ui.FieldName, name)
	v.step("choosing "+kind, chromedp.Click(chromedp.CSS("input[value="+kind+"]")))
	v.presses("partnership.save")
	v.arrives(name)
	v.sees(v.says("partnership.done-added"))
}

// invites asks somebody in, for an agency where one is named.
func (v *visitor) invites(place, name, email string, role people.Role, agency string) {
	v.t.Helper()
	v.open(place+"/people/invite", v.says("partnership.invite"))
	v.types(ui.FieldName, name)
	v.types(ui.FieldEmail, email)
	v.step("choosing the role", chromedp.Click(chromedp.CSS("input[value="+string(role)+"]")))
	if agency != "" {
		v.step("choosing the agency", chromedp.SendKeys(chromedp.ID(ui.FieldAgency), agency))
	}
	v.presses("partnership.invite-button")
	v.arrives(v.says("partnership.people"))
	v.sees(v.says("partnership.done-invited"), name)
}

// comesByCode is an agency's lead, invited by e-mail, who signs in with a typed code
// after a scanner has been through all their mail.
func (v *visitor) comesByCode(ada *visitor, place string, o store.Options) {
	v.t.Helper()
	ada.invites(place, "Lee Marsh", leeEmail, people.AgencyLead, policeName)
	if text := v.mail(leeEmail).Text; !strings.Contains(text, v.url) || !strings.Contains(text, v.says("people.mail-code", "Email", leeEmail)) {
		v.t.Fatalf("%s: the invitation does not say how to sign in:\n%s", v.name, text)
	}
	v.asksForACode(leeEmail)
	message := v.mail(leeEmail)
	before := v.settled(o)
	v.t.Logf("a mail scanner clicked %d links", v.scan())
	if said := differ(before, v.rows(o)); said != "" {
		v.t.Fatalf("mail scanner: it changed something:\n%s", said)
	}
	v.typesTheCode(message.Text)
	v.sees("Lee Marsh", v.says("partnership.role-for", "Role", v.says("people.role-agency-lead"), "Agency", policeName))
}

// comesByTheOrganisation is a moderator, who needs more than a code by e-mail and
// joins with a joining code.
func (v *visitor) comesByTheOrganisation(ada *visitor, place string) {
	v.t.Helper()
	ada.invites(place, "Mo Reid", moEmail, people.Moderator, "")
	if text := v.mail(moEmail).Text; !strings.Contains(text, v.says("people.mail-strong")) || joiningCode.MatchString(text) {
		v.t.Fatalf("%s: the invitation should speak of a joining code, and hold none:\n%s", v.name, text)
	}
	ada.follows("Mo Reid")
	ada.arrives("Mo Reid")
	ada.presses("partnership.code-button")
	ada.arrives(v.says("partnership.code-title", "Name", "Mo Reid"))
	v.joins(ada.finds(joiningCode))
	v.signsInAtTheOrganisation()
	v.sees("Mo Reid", v.says("people.role-moderator"))
}

// seeTheirOwn looks at what each is shown and what not.
func seeTheirOwn(ada, lee, mo *visitor, place string) {
	ada.t.Helper()
	for _, c := range []struct {
		v                      *visitor
		manages, people, trail bool
	}{{ada, true, true, true}, {lee, false, true, false}, {mo, false, false, false}} {
		c.v.open(place, partnershipName)
		c.v.sees(policeName, schoolName, "Ada Byron", adaEmail)
		for label, shown := range map[string]bool{"partnership.agency-add": c.manages, "partnership.people": c.people, "partnership.trail": c.trail} {
			if shown {
				c.v.sees(c.v.says(label))
			} else {
				c.v.doesNotSee(c.v.says(label))
			}
		}
		for path, allowed := range map[string]bool{"/people": c.people, "/trail": c.trail, "/agencies/new": c.manages} {
			if status := c.v.status(place + path); (status == 200) != allowed || status >= 500 {
				c.v.t.Errorf("%s: %s answers %d, and may be seen is %t", c.v.name, path, status, allowed)
			}
		}
	}
	ada.open(place+"/trail", ada.says("partnership.trail"))
	ada.sees("Lee Marsh", "Mo Reid")
}

// checkpoint has the audit trail verified beside the running program, and keeps the
// three lines it ends with in a file.
func (j *journey) checkpoint() string {
	j.t.Helper()
	lines := strings.SplitAfter(j.here("verify"), "\n")
	if len(lines) < 4 {
		j.t.Fatalf("verify: it gives no checkpoint: %q", lines)
	}
	return j.file("checkpoint", strings.Join(lines[len(lines)-4:], ""))
}

var publicKey = regexp.MustCompile(`age1[0-9a-z]+`)

// backupKey makes a key for backups: a file with its secret half, and the public one.
func (j *journey) backupKey() (secret, public string) {
	j.t.Helper()
	secret = filepath.Join(j.t.TempDir(), "backup-key")
	said := j.run("key", "--backup", "--out", secret)
	if public = publicKey.FindString(said); public == "" {
		j.t.Fatalf("key: it says no public half: %s", said)
	}
	return secret, public
}

// backup makes one of the running installation.
func (j *journey) backup(public string) string {
	j.t.Helper()
	file := filepath.Join(j.t.TempDir(), "backup.age")
	said := j.here("backup", "--recipient", public, "--out", file)
	if rows := regexp.MustCompile(`with \d+ rows`).FindString(said); rows == "" || rows == "with 0 rows" {
		j.t.Errorf("backup: it says %s", said)
	}
	return file
}

// same compares what a database held with what was restored. Only the note that it
// was restored may be new.
func (j *journey) same(what string, before, after []string) {
	j.t.Helper()
	comes := func(all []string) []string {
		return slices.DeleteFunc(slices.Clone(all), func(line string) bool {
			return strings.HasPrefix(line, "trail[") || strings.Contains(line, `"backup-restored"`)
		})
	}
	if said := differ(comes(before), comes(after)); said != "" {
		j.t.Errorf("%s: these rows are not the same:\n%s", what, said)
	}
	if len(before) < 20 || len(after) != len(before)+1 {
		j.t.Errorf("%s: there were %d rows and are %d; one more is the note of it", what, len(before), len(after))
	}
}

// comeAgain has the same people sign in on the restored site, each in their way. The
// one who had not signed out is asked to sign in like all others.
func comeAgain(ada, lee *visitor, place string) {
	ada.t.Helper()
	ada.isOut()
	ada.signsInByPasskey()
	lee.asksForACode(leeEmail)
	lee.typesTheCode(lee.mail(leeEmail).Text)
	mo := lee.visitor("the moderator at another computer")
	mo.open(ui.SignInPath, mo.says("signin.title"))
	mo.signsInAtTheOrganisation()
	seeTheirOwn(ada, lee, mo, place)
}

// comesAgainAfterReset lets in somebody who has lost their passkey.
func (j *journey) comesAgainAfterReset(ada *visitor, place string) {
	j.t.Helper()
	code := joiningCode.FindString(j.here("admin", "reset", adaEmail))
	if code == "" {
		j.t.Fatal("admin reset: it says no code")
	}
	ada.isOut()
	ada.open(ui.SignInPath, ada.says("signin.title"))
	ada.presses("signin.passkey-button")
	ada.step("being refused with the old passkey", chromedp.WaitVisible(chromedp.CSS(".govuk-error-summary")))
	again := j.visitor("the coordinator at a new computer").withPasskeys()
	again.joins(code)
	again.makesAPasskey()
	again.open(place, partnershipName)
	again.sees(policeName, schoolName, again.says("partnership.agency-add"))
}

// andBack takes everything back into SQLite, this time under a key.
func (j *journey) andBack(from store.Options, secret, public, checkpoint string) {
	j.t.Helper()
	backup := j.backup(public)
	before := j.settled(from)
	j.site.stop()
	key := filepath.Join(j.t.TempDir(), "key")
	j.run("key", "--out", key)
	to := store.Options{Folder: filepath.Join(j.t.TempDir(), "data"), Key: readKey(j.t, key)}
	j.place = []string{"--data", to.Folder, "--key-file", key}
	j.here("restore", backup, "--identity", secret)
	j.same("PostgreSQL to SQLite with a key", before, j.rows(to))
	j.here("verify", "--checkpoint", checkpoint)
	if held := fileBytes(j.t, filepath.Join(to.Folder, "bearings.db")); bytes.Contains(held, []byte(partnershipName)) || bytes.HasPrefix(held, []byte("SQLite format 3")) {
		j.t.Error("the database can be read without its key")
	}
}

func readKey(t *testing.T, file string) []byte {
	t.Helper()
	key, err := hex.DecodeString(strings.TrimSpace(string(fileBytes(t, file))))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func fileBytes(t *testing.T, file string) []byte {
	t.Helper()
	held, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return held
}
