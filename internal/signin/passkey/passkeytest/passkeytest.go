// Package passkeytest is a device with a passkey, and the browser it is plugged
// into, for tests of those who sign people in.
package passkeytest

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"testing"

	"github.com/go-webauthn/webauthn/protocol/webauthncbor"
	"github.com/go-webauthn/webauthn/protocol/webauthncose"
)

// Device holds one passkey for one site.
type Device struct {
	origin, host string
	id, handle   []byte
	public       ed25519.PublicKey
	private      ed25519.PrivateKey
	counter      uint32
}

// New makes a device for the site at an origin such as https://bearings.example.org,
// whose host stands for it.
func New(origin, host string) *Device {
	public, private, _ := ed25519.GenerateKey(rand.Reader) // never fails
	id := make([]byte, 32)
	_, _ = rand.Read(id)
	return &Device{origin: origin, host: host, id: id, public: public, private: private}
}

type asked struct {
	Challenge string
	User      struct{ ID string }
}

// Create answers what a site asks of whoever adds a passkey.
func (d *Device) Create(t testing.TB, options []byte) []byte {
	t.Helper()
	a := read(t, options)
	d.handle = decoded(t, a.User.ID)
	public, err := webauthncbor.Marshal(webauthncose.OKPPublicKeyData{
		PublicKeyData: webauthncose.PublicKeyData{KeyType: int64(webauthncose.OctetKey), Algorithm: int64(webauthncose.AlgEdDSA)},
		Curve:         int64(webauthncose.Ed25519), XCoord: d.public,
	})
	if err != nil {
		t.Fatal(err)
	}
	data := append(d.data(withKey), make([]byte, 16)...) // the make of the device, which is not told
	data = binary.BigEndian.AppendUint16(data, uint16(len(d.id)))
	data = append(append(data, d.id...), public...)
	object, err := webauthncbor.Marshal(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": data})
	if err != nil {
		t.Fatal(err)
	}
	return d.answer(t, map[string]any{
		"clientDataJSON": encoded(d.client(t, "webauthn.create", a.Challenge)), "attestationObject": encoded(object)})
}

// Get answers what a site asks of whoever signs in.
func (d *Device) Get(t testing.TB, options []byte) []byte {
	t.Helper()
	client, data := d.client(t, "webauthn.get", read(t, options).Challenge), d.data(0)
	sum := sha256.Sum256(client)
	signature := ed25519.Sign(d.private, append(append([]byte{}, data...), sum[:]...))
	return d.answer(t, map[string]any{
		"clientDataJSON": encoded(client), "authenticatorData": encoded(data),
		"signature": encoded(signature), "userHandle": encoded(d.handle),
	})
}

// Flags of what a device says: somebody is there and showed who they are, and a key
// comes along.
const (
	present, verified, withKey byte = 0x01, 0x04, 0x40
)

func (d *Device) data(more byte) []byte {
	sum := sha256.Sum256([]byte(d.host))
	d.counter++
	return binary.BigEndian.AppendUint32(append(sum[:], present|verified|more), d.counter)
}

func (d *Device) client(t testing.TB, kind, challenge string) []byte {
	return written(t, map[string]any{"type": kind, "challenge": challenge, "origin": d.origin, "crossOrigin": false})
}

func (d *Device) answer(t testing.TB, response map[string]any) []byte {
	return written(t, map[string]any{"id": encoded(d.id), "rawId": encoded(d.id), "type": "public-key",
		"clientExtensionResults": map[string]any{}, "response": response})
}

func read(t testing.TB, options []byte) (a asked) {
	t.Helper()
	if err := json.Unmarshal(options, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

func written(t testing.TB, what any) []byte {
	t.Helper()
	text, err := json.Marshal(what)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func encoded(bytes []byte) string { return base64.RawURLEncoding.EncodeToString(bytes) }

func decoded(t testing.TB, text string) []byte {
	t.Helper()
	bytes, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}
