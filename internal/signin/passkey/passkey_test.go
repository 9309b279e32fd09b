package passkey_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-webauthn/webauthn/protocol/webauthncose"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/signin/passkey"
)

const home = "https://bearings.example.org"

var (
	ada   = people.Account{ID: "01890000-0000-7000-8000-000000000001", Name: "Ada Byron", Email: "ada@example.org"}
	grace = people.Account{ID: "01890000-0000-7000-8000-000000000002", Name: "Grace Hopper"}
)

func ceremony(t *testing.T) *passkey.Ceremony {
	t.Helper()
	c, err := passkey.New(home, "Bearings")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// registered is what is stored after a device was added for somebody.
func registered(t *testing.T, c *passkey.Ceremony, d *device, who people.Account) signin.Passkey {
	t.Helper()
	options, remember, err := c.Add(who, nil)
	if err != nil {
		t.Fatal(err)
	}
	key, err := c.Added(who, remember, d.create(t, options))
	if err != nil {
		t.Fatal(err)
	}
	if key.ID != encoded(d.id) || key.Account != "" || key.Name != "" {
		t.Fatalf("added as %+v", key)
	}
	key.Account, key.Name = who.ID, "a device"
	return key
}

// only finds one passkey and its account.
func only(key signin.Passkey, who people.Account) passkey.Find {
	return func(id string) (signin.Passkey, people.Account, bool, error) {
		if id != key.ID {
			return signin.Passkey{}, people.Account{}, false, nil
		}
		return key, who, true, nil
	}
}

func isRefused(t *testing.T, err error) {
	t.Helper()
	if f, ok := fault.As(err); !ok || f.Kind != fault.Invalid || f.Message != "signinways.passkey-refused" {
		t.Errorf("this is not refused: %v", err)
	}
}

func TestAPasskeyIsAddedAndSignsIn(t *testing.T) {
	for name, alg := range map[string]webauthncose.COSEAlgorithmIdentifier{
		"ES256": webauthncose.AlgES256, "EdDSA": webauthncose.AlgEdDSA, "RS256": webauthncose.AlgRS256,
	} {
		t.Run(name, func(t *testing.T) {
			c, d := ceremony(t), newDevice(t, alg)
			key := registered(t, c, d, ada)
			for range 2 {
				options, remember, err := c.Ask()
				if err != nil {
					t.Fatal(err)
				}
				after, err := c.Answered(remember, d.get(t, options), only(key, ada))
				if err != nil {
					t.Fatal(err)
				}
				if after.Credential == key.Credential {
					t.Error("the counter did not move on")
				}
				key.Credential = after.Credential
				if after != key {
					t.Errorf("more than the credential changed: %+v", after)
				}
			}
		})
	}
}

// Passkeys that move between devices count nothing, and say that they can be copied.
func TestAPasskeyWithoutACounter(t *testing.T) {
	c, d := ceremony(t), newDevice(t, webauthncose.AlgES256)
	d.flags |= copyable | copied
	d.counter = ^uint32(0)
	key := registered(t, c, d, ada)
	for range 2 {
		d.counter = ^uint32(0)
		options, remember, _ := c.Ask()
		after, err := c.Answered(remember, d.get(t, options), only(key, ada))
		if err != nil {
			t.Fatal(err)
		}
		key = after
	}
}

func TestWhatABrowserIsAsked(t *testing.T) {
	c, d := ceremony(t), newDevice(t, webauthncose.AlgES256)
	key := registered(t, c, d, ada)
	text, _, err := c.Add(ada, []signin.Passkey{key})
	if err != nil {
		t.Fatal(err)
	}
	got := options(t, text)
	if got.RP.ID != "bearings.example.org" || got.RP.Name != "Bearings" || got.User.ID != encoded([]byte(ada.ID)) ||
		got.User.Name != ada.Email || got.User.DisplayName != ada.Name || got.Attestation != "none" || got.Timeout != 600_000 {
		t.Errorf("asked for %+v", got)
	}
	if s := got.Selection; s.ResidentKey != "required" || !s.RequireResidentKey || s.UserVerification != "required" {
		t.Errorf("asked of the device: %+v", s)
	}
	if len(got.Exclude) != 1 || got.Exclude[0].ID != key.ID {
		t.Errorf("excluded %+v", got.Exclude)
	}
	var algorithms []int
	for _, one := range got.PubKeyCredParams {
		algorithms = append(algorithms, one.Alg)
	}
	if !slices.Equal(algorithms, []int{-8, -7, -257}) {
		t.Errorf("algorithms %v", algorithms)
	}
	if text, _, err = c.Ask(); err != nil {
		t.Fatal(err)
	}
	if got := options(t, text); got.RPID != "bearings.example.org" || got.UserVerification != "required" || len(got.Allow) != 0 {
		t.Errorf("asked for %+v", got)
	}
	again, _, err := c.Ask()
	if err != nil {
		t.Fatal(err)
	}
	if options(t, again).Challenge == options(t, text).Challenge {
		t.Error("two attempts have one challenge")
	}
}

// What is kept holds no make of a device and nothing of the ceremony.
func TestWhatIsKept(t *testing.T) {
	key := registered(t, ceremony(t), newDevice(t, webauthncose.AlgES256), ada)
	for _, word := range []string{"AAGUID", "challenge", string(ada.ID), ada.Email} {
		if strings.Contains(key.Credential, word) {
			t.Errorf("%s is kept in %s", word, key.Credential)
		}
	}
	if len(key.Credential) > 600 {
		t.Errorf("%d bytes are kept", len(key.Credential))
	}
}

func TestAWrongAnswerWhenAdding(t *testing.T) {
	for name, bend := range map[string]func(*device){
		"of another site":           func(d *device) { d.origin = "https://bearings.example.com" },
		"of another port":           func(d *device) { d.origin = home + ":8443" },
		"without encryption":        func(d *device) { d.origin = "http://bearings.example.org" },
		"of a site below":           func(d *device) { d.origin = "https://evil.bearings.example.org" },
		"for another name":          func(d *device) { d.rp = "example.org" },
		"in a frame":                func(d *device) { d.crossOrigin = true },
		"nobody was verified":       func(d *device) { d.flags = present },
		"nobody was there":          func(d *device) { d.flags = verified },
		"copied but not copyable":   func(d *device) { d.flags |= copied },
		"an answer to another":      func(d *device) { d.kind = "webauthn.get" },
		"a long id":                 func(d *device) { d.id = random(1024) },
		"a key of another kind":     func(d *device) { d.public = newDevice(t, webauthncose.AlgES384).public },
		"a short key":               func(d *device) { d.public = short() },
		"a key that is none":        func(d *device) { d.spoil = flipped("attestationObject") },
		"without an object":         func(d *device) { d.spoil = func(r map[string]any) { delete(r, "attestationObject") } },
		"without what browsers say": func(d *device) { d.spoil = func(r map[string]any) { delete(r, "clientDataJSON") } },
	} {
		t.Run(name, func(t *testing.T) {
			c, d := ceremony(t), newDevice(t, webauthncose.AlgES256)
			bend(d)
			options, remember, err := c.Add(ada, nil)
			if err != nil {
				t.Fatal(err)
			}
			_, err = c.Added(ada, remember, d.create(t, options))
			isRefused(t, err)
		})
	}
}

func TestAnAnswerForSomebodyElseWhenAdding(t *testing.T) {
	c, d := ceremony(t), newDevice(t, webauthncose.AlgES256)
	options, remember, _ := c.Add(ada, nil)
	_, other, _ := c.Add(ada, nil)
	_, ask, _ := c.Ask()
	answer := d.create(t, options)
	for name, attempt := range map[string]struct {
		who      people.Account
		remember string
		answer   []byte
	}{
		"another account":    {grace, remember, answer},
		"another attempt":    {ada, other, answer},
		"a sign-in":          {ada, ask, answer},
		"nothing remembered": {ada, "", answer},
		"an empty attempt":   {ada, "{}", answer},
		"no answer":          {ada, remember, nil},
		"not JSON":           {ada, remember, []byte("<html>")},
		"null":               {ada, remember, []byte("null")},
		"very long":          {ada, remember, append(slices.Clone(answer), make([]byte, 70_000)...)},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.Added(attempt.who, attempt.remember, attempt.answer)
			isRefused(t, err)
		})
	}
	if _, err := c.Added(ada, remember, answer); err != nil {
		t.Errorf("and the right one: %v", err)
	}
}

func TestAWrongAnswerWhenSigningIn(t *testing.T) {
	for name, bend := range map[string]func(*device){
		"of another site":         func(d *device) { d.origin = "https://bearings.example.com" },
		"of another port":         func(d *device) { d.origin = home + ":8443" },
		"for another name":        func(d *device) { d.rp = "bearings.example.com" },
		"in a frame":              func(d *device) { d.crossOrigin = true },
		"nobody was verified":     func(d *device) { d.flags = present },
		"nobody was there":        func(d *device) { d.flags = verified },
		"it can be copied now":    func(d *device) { d.flags |= copyable },
		"an answer to another":    func(d *device) { d.kind = "webauthn.create" },
		"unknown":                 func(d *device) { d.id = random(32) },
		"with an empty id":        func(d *device) { d.id = nil },
		"as somebody else":        func(d *device) { d.handle = []byte(grace.ID) },
		"as nobody":               func(d *device) { d.handle = nil },
		"with another key":        func(d *device) { d.key = newDevice(t, webauthncose.AlgES256).key },
		"another signature":       func(d *device) { d.spoil = flipped("signature") },
		"other data than signed":  func(d *device) { d.spoil = flipped("authenticatorData") },
		"no signature":            func(d *device) { d.spoil = func(r map[string]any) { r["signature"] = "" } },
		"no data":                 func(d *device) { d.spoil = func(r map[string]any) { delete(r, "authenticatorData") } },
		"the counter stood still": func(d *device) { d.counter-- },
		"the counter went back":   func(d *device) { d.counter -= 5 },
		"the counter is gone":     func(d *device) { d.counter = ^uint32(0) },
	} {
		t.Run(name, func(t *testing.T) {
			c, d := ceremony(t), newDevice(t, webauthncose.AlgES256)
			key := registered(t, c, d, ada)
			bend(d)
			options, remember, err := c.Ask()
			if err != nil {
				t.Fatal(err)
			}
			after, err := c.Answered(remember, d.get(t, options), only(key, ada))
			isRefused(t, err)
			if after != (signin.Passkey{}) {
				t.Errorf("and yet there is %+v", after)
			}
		})
	}
}

func TestAnAnswerToAnotherAttempt(t *testing.T) {
	c, d := ceremony(t), newDevice(t, webauthncose.AlgES256)
	key := registered(t, c, d, ada)
	options, remember, _ := c.Ask()
	_, other, _ := c.Ask()
	_, add, _ := c.Add(ada, nil)
	answer := d.get(t, options)
	find := only(key, ada)
	for name, attempt := range map[string]struct {
		remember string
		answer   []byte
	}{
		"another attempt":         {other, answer},
		"adding":                  {add, answer},
		"nothing":                 {"", answer},
		"empty":                   {"{}", answer},
		"no need to verify":       {strings.Replace(remember, `"required"`, `"discouraged"`, 1), answer},
		"no answer":               {remember, nil},
		"not JSON":                {remember, []byte("answer")},
		"an answer that adds":     {remember, d.create(t, options)},
		"very long":               {remember, append(slices.Clone(answer), make([]byte, 70_000)...)},
		"two answers in a string": {remember, append(slices.Clone(answer), answer...)},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.Answered(attempt.remember, attempt.answer, find)
			isRefused(t, err)
		})
	}
	if _, err := c.Answered(remember, answer, find); err != nil {
		t.Errorf("and the right one: %v", err)
	}
}

// The store is trusted, but not to mix people up.
func TestAPasskeyThatIsStoredWithAnother(t *testing.T) {
	c, d := ceremony(t), newDevice(t, webauthncose.AlgES256)
	key := registered(t, c, d, ada)
	broken := errors.New("the disk is full")
	options, remember, _ := c.Ask()
	answer := d.get(t, options)
	answered := func(key signin.Passkey, who people.Account, err error) error {
		_, err = c.Answered(remember, answer, func(string) (signin.Passkey, people.Account, bool, error) { return key, who, true, err })
		return err
	}
	isRefused(t, answered(key, grace, nil))
	if err := answered(key, ada, broken); !errors.Is(err, broken) {
		t.Errorf("a broken store is %v", err)
	}
	garbled := key
	garbled.Credential = "{"
	other := key
	other.Credential = registered(t, c, newDevice(t, webauthncose.AlgES256), ada).Credential
	for _, key := range []signin.Passkey{garbled, other} {
		err := answered(key, ada, nil)
		if _, isFault := fault.As(err); err == nil || isFault {
			t.Errorf("what nobody can act on is %v", err)
		}
	}
	if err := answered(key, ada, nil); err != nil {
		t.Error(err)
	}
}

func TestALateAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, d := ceremony(t), newDevice(t, webauthncose.AlgES256)
		key := registered(t, c, d, ada)
		asked, ask, _ := c.Ask()
		made, add, _ := c.Add(ada, nil)
		sign, create := d.get(t, asked), d.create(t, made)
		time.Sleep(signin.AttemptLasts - time.Second)
		if _, err := c.Answered(ask, sign, only(key, ada)); err != nil {
			t.Error(err)
		}
		if _, err := c.Added(ada, add, create); err != nil {
			t.Error(err)
		}
		time.Sleep(2 * time.Second)
		_, err := c.Answered(ask, sign, only(key, ada))
		isRefused(t, err)
		_, err = c.Added(ada, add, create)
		isRefused(t, err)
	})
}

// short is a key of RSA that others than its owner can use.
func short() any {
	return webauthncose.RSAPublicKeyData{
		PublicKeyData: webauthncose.PublicKeyData{KeyType: int64(webauthncose.RSAKey), Algorithm: int64(webauthncose.AlgRS256)},
		Modulus:       append([]byte{0x80}, random(127)...), Exponent: []byte{1, 0, 1},
	}
}
