package signin_test

import (
	"strings"
	"testing"
	"time"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

func TestACodeSignsInOnceAndOnlyWhereItWasAskedFor(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		who := d.world.People[people.Contributor]
		token, code := d.ask(t, strings.ToUpper(who.Email))
		letter := d.mails(t, who.Email)[0]
		if strings.ContainsAny(letter.Subject, "0123456789") || strings.Contains(letter.Text, token) {
			t.Errorf("the message tells too much: %q\n%s", letter.Subject, letter.Text)
		}
		if got := links(letter.Text); len(got) != 1 || got[0] != home {
			t.Errorf("the message leads to %v, want the site's first page alone", got)
		}
		other, _ := d.ask(t, who.Email)
		if _, err := d.TypeCode(t.Context(), other, code, ""); says(err) != "signin.code-wrong" {
			t.Errorf("another browser: %v", err)
		}
		opened, err := d.TypeCode(t.Context(), token, strings.ReplaceAll(code, " ", " - "), "")
		if err != nil || opened.To != "/partnerships" {
			t.Fatalf("%+v: %v", opened, err)
		}
		if v := d.visit(t, opened.Token); v.Account.ID != who.ID || v.Session.Method != signin.ByCode || v.Viewer().Strong {
			t.Errorf("signed in as %+v", v)
		}
		if _, err := d.TypeCode(t.Context(), token, code, ""); says(err) != "signin.code-wrong" {
			t.Errorf("a second time: %v", err)
		}
	})
}

func TestWrongCodes(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		who := d.world.People[people.Facilitator]
		wrong := func(code string) string { // differs from the code in a digit
			return string('0'+(code[0]-'0'+1)%10) + code[1:]
		}
		token, code := d.ask(t, who.Email)
		for range signin.CodeTries - 1 {
			if _, err := d.TypeCode(t.Context(), token, wrong(code), ""); says(err) != "signin.code-wrong" {
				t.Fatal(err)
			}
		}
		if _, err := d.TypeCode(t.Context(), token, code, ""); err != nil {
			t.Errorf("the last try: %v", err)
		}
		token, code = d.ask(t, who.Email)
		for i := range signin.CodeTries {
			_, err := d.TypeCode(t.Context(), token, wrong(code), "")
			want := "signin.code-wrong"
			if i == signin.CodeTries-1 {
				want = "signin.code-too-often"
			}
			if says(err) != want {
				t.Errorf("wrong the %d. time: %v", i+1, err)
			}
		}
		if _, err := d.TypeCode(t.Context(), token, code, ""); says(err) != "signin.code-too-often" {
			t.Errorf("the right code after five wrong ones: %v", err)
		}
		d.work(t)
		got := d.outcomes(t, who.ID)
		if strings.Count(got, "wrong-code") != 2*(signin.CodeTries-1) || strings.Count(got, "too-often") != 1 || strings.Count(got, "signed-in") != 1 {
			t.Errorf("the log has %s", got)
		}
	})
}

func TestACodeEndsByTheClock(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		who := d.world.People[people.Facilitator]
		for after, want := range map[time.Duration]string{
			signin.CodeLasts - time.Second: "", signin.CodeLasts: "signin.code-wrong", -2 * time.Hour: "signin.code-wrong",
		} {
			token, code := d.ask(t, who.Email)
			began := d.now
			d.now = d.now.Add(after)
			if _, err := d.TypeCode(t.Context(), token, code, ""); says(err) != want {
				t.Errorf("after %v: %v, want %q", after, err, want)
			}
			d.now = began.Add(time.Hour)
		}
	})
}

// Whoever types codes for an address learns the same of every address.
func TestAnAddressOfNobodyIsAnsweredLikeAnyOther(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		said := map[string]string{}
		for _, email := range []string{d.world.Guest.Email, d.world.People[people.Coordinator].Email, "nobody@example.org"} {
			token, code := d.ask(t, email)
			for range signin.CodeTries + 2 {
				_, err := d.TypeCode(t.Context(), token, "00000000", "")
				said[email] += says(err) + " "
			}
			if email == d.world.Guest.Email && code == "" || email != d.world.Guest.Email && code != "" {
				t.Errorf("%s has the code %q", email, code)
			}
		}
		for email, words := range said {
			if words != said["nobody@example.org"] {
				t.Errorf("%s: %s", email, words)
			}
		}
	})
}

func TestRolesThatNeedMoreGetNoCode(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		for _, role := range people.Roles {
			who := d.world.People[role]
			_, code := d.ask(t, who.Email)
			got := d.mails(t, who.Email)
			if len(got) != 1 {
				t.Fatalf("%s: %d messages", role, len(got))
			}
			if (code == "") != role.NeedsStrong() || digits.MatchString(got[0].Text) == role.NeedsStrong() {
				t.Errorf("%s: the code is %q in\n%s", role, code, got[0].Text)
			}
			want := "code-sent"
			if role.NeedsStrong() {
				want = "code-not-enough"
			}
			if got := d.outcomes(t, who.ID); got != want {
				t.Errorf("%s: the log has %s", role, got)
			}
		}
	})
}

// A role given between the code's being sent and its being typed counts.
func TestACodeIsNotEnoughOnceTheRoleNeedsMore(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		token, code := d.ask(t, d.world.Guest.Email)
		if err := db.People().InTx(t.Context(), func(tx people.Tx) error {
			return tx.AddGrant(people.Grant{ID: testkit.NewID(), Account: d.world.Guest.ID, Partnership: d.world.North.ID, Role: people.Moderator, Since: d.now})
		}); err != nil {
			t.Fatal(err)
		}
		if _, err := d.TypeCode(t.Context(), token, code, ""); says(err) != "signin.code-wrong" {
			t.Error(err)
		}
	})
}

func TestNobodyIsSentMoreThanFiveCodesInTenMinutes(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		for _, who := range []people.Account{d.world.Guest, d.world.People[people.Coordinator]} {
			for i := range signin.CodesAtOnce + 2 {
				token, _ := d.ask(t, who.Email)
				if got, want := len(d.mails(t, who.Email)), min(i+1, signin.CodesAtOnce); got != want {
					t.Errorf("asked %d times: %d messages", i+1, got)
				}
				for range signin.CodeTries { // spending a code makes no room for another
					if _, err := d.TypeCode(t.Context(), token, "x", ""); err == nil {
						t.Fatal("x is a code")
					}
				}
			}
			d.now = d.now.Add(signin.CodeLasts)
			d.ask(t, who.Email)
			if got := len(d.mails(t, who.Email)); got != signin.CodesAtOnce+1 {
				t.Errorf("ten minutes later: %d messages", got)
			}
		}
	})
}

func TestCodesCanBeSwitchedOff(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		token, code := d.ask(t, d.world.Guest.Email)
		d.EmailCodes = false
		if _, err := d.AskCode(t.Context(), d.world.Guest.Email, ""); says(err) != "signin.code-off" {
			t.Error(err)
		}
		if _, err := d.TypeCode(t.Context(), token, code, ""); says(err) != "signin.code-off" {
			t.Error(err)
		}
	})
}

// A message that could not be sent is sent once more with a new code, and counts
// once.
func TestAMessageThatFailedIsSentAgain(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		d.Mail = deaf{}
		token, err := d.AskCode(t.Context(), d.world.Guest.Email, "")
		if err != nil {
			t.Fatal(err)
		}
		d.work(t)
		d.Mail = d.outbox
		d.now = d.now.Add(time.Minute)
		d.work(t)
		got := d.mails(t, d.world.Guest.Email)
		if len(got) != 1 || d.outcomes(t, d.world.Guest.ID) != "code-sent" {
			t.Fatalf("%d messages, and the log has %s", len(got), d.outcomes(t, d.world.Guest.ID))
		}
		if _, err := d.TypeCode(t.Context(), token, digits.FindString(got[0].Text), ""); err != nil {
			t.Error(err)
		}
	})
}

func TestOnlyWhatLooksLikeAnAddressIsTaken(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		for _, email := range []string{"", "x", "a@b c", "A <a@example.org>", "a@example.org\r\nBcc: b@example.org", "a@example.org,b@example.org", "@", strings.Repeat("a", 250) + "@example.org"} {
			if _, err := d.AskCode(t.Context(), email, ""); says(err) != "people.email-form" {
				t.Errorf("%q: %v", email, err)
			}
		}
	})
}

// However many browsers type at once, five tries are compared, and a code lets one
// of them in.
func TestTriesAtTheSameTimeCountToo(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		all := func(token, code string, n int) map[string]int {
			said := make(chan string, n)
			for range n {
				go func() {
					_, err := d.TypeCode(t.Context(), token, code, "")
					said <- says(err)
				}()
			}
			counted := map[string]int{}
			for range n {
				counted[<-said]++
			}
			return counted
		}
		token, code := d.ask(t, d.world.Guest.Email)
		if got := all(token, "none", 12); got["signin.code-wrong"] != signin.CodeTries-1 || got["signin.code-too-often"] != 12-signin.CodeTries+1 {
			t.Errorf("twelve wrong ones: %v", got)
		}
		if _, err := d.TypeCode(t.Context(), token, code, ""); says(err) != "signin.code-too-often" {
			t.Errorf("the right one after them: %v", err)
		}
		token, code = d.ask(t, d.world.Guest.Email)
		if got := all(token, code, 8); got[""] != 1 || got[""]+got["signin.code-wrong"] != 8 {
			t.Errorf("eight right ones: %v", got)
		}
	})
}
