package passkey_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"math/big"
	"testing"

	"github.com/go-webauthn/webauthn/protocol/webauthncbor"
	"github.com/go-webauthn/webauthn/protocol/webauthncose"
)

// Flags of what an authenticator says.
const (
	present, verified, copyable, copied, withKey byte = 0x01, 0x04, 0x08, 0x10, 0x40
)

// device is an authenticator and the browser it is plugged into. A test bends one
// to see what happens.
type device struct {
	origin, rp string
	id, handle []byte
	key        crypto.Signer
	public     any // the key in COSE's form
	counter    uint32
	flags      byte
	// kind stands for the kind of answer, if it is not the right one.
	kind string
	// crossOrigin says that the page stood in a frame of another site.
	crossOrigin bool
	// spoil changes what was signed after it was signed.
	spoil func(response map[string]any)
}

func newDevice(t *testing.T, alg webauthncose.COSEAlgorithmIdentifier) *device {
	t.Helper()
	d := &device{origin: home, rp: "bearings.example.org", id: random(32), flags: present | verified, counter: 7}
	head := func(kind webauthncose.COSEKeyType) webauthncose.PublicKeyData {
		return webauthncose.PublicKeyData{KeyType: int64(kind), Algorithm: int64(alg)}
	}
	var err error
	switch alg {
	case webauthncose.AlgES256, webauthncose.AlgES384:
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		point, err := key.PublicKey.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		d.key = key
		d.public = webauthncose.EC2PublicKeyData{PublicKeyData: head(webauthncose.EllipticKey), Curve: int64(webauthncose.P256), XCoord: point[1:33], YCoord: point[33:]}
	case webauthncose.AlgEdDSA:
		public, key, _ := ed25519.GenerateKey(rand.Reader)
		d.key = key
		d.public = webauthncose.OKPPublicKeyData{PublicKeyData: head(webauthncose.OctetKey), Curve: int64(webauthncose.Ed25519), XCoord: public}
	default:
		var key *rsa.PrivateKey
		if key, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
			t.Fatal(err)
		}
		d.key = key
		d.public = webauthncose.RSAPublicKeyData{PublicKeyData: head(webauthncose.RSAKey), Modulus: key.N.Bytes(), Exponent: big.NewInt(int64(key.E)).Bytes()}
	}
	return d
}

// asked is what a device reads of the options of either ceremony.
type asked struct {
	Challenge        string `json:"challenge"`
	UserVerification string `json:"userVerification"`
	RP               struct{ ID, Name string }
	RPID             string `json:"rpId"`
	User             struct{ ID, Name, DisplayName string }
	PubKeyCredParams []struct{ Alg int }
	Attestation      string
	Timeout          int
	Selection        struct {
		ResidentKey, UserVerification string
		RequireResidentKey            bool
	} `json:"authenticatorSelection"`
	Exclude []struct{ ID string } `json:"excludeCredentials"`
	Allow   []struct{ ID string } `json:"allowCredentials"`
}

func options(t *testing.T, text []byte) asked {
	t.Helper()
	var a asked
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	if len(a.Challenge) < 43 {
		t.Fatalf("the challenge %q has less than 256 bits", a.Challenge)
	}
	return a
}

// create answers what Add asked.
func (d *device) create(t *testing.T, text []byte) []byte {
	t.Helper()
	a := options(t, text)
	handle, err := base64.RawURLEncoding.DecodeString(a.User.ID)
	if err != nil {
		t.Fatal(err)
	}
	d.handle = handle
	public, err := webauthncbor.Marshal(d.public)
	if err != nil {
		t.Fatal(err)
	}
	data := d.data(withKey)
	data = append(data, make([]byte, 16)...) // the make of the device, which is not told
	data = binary.BigEndian.AppendUint16(data, uint16(len(d.id)))
	data = append(append(data, d.id...), public...)
	object, err := webauthncbor.Marshal(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": data})
	if err != nil {
		t.Fatal(err)
	}
	return d.answer(t, map[string]any{
		"clientDataJSON": encoded(d.client(t, "webauthn.create", a.Challenge)), "attestationObject": encoded(object),
		"transports": []string{"internal"},
	})
}

// get answers what Ask asked.
func (d *device) get(t *testing.T, text []byte) []byte {
	t.Helper()
	client, data := d.client(t, "webauthn.get", options(t, text).Challenge), d.data(0)
	sum := sha256.Sum256(client)
	signed := append(append([]byte{}, data...), sum[:]...)
	hash := crypto.Hash(0)
	if _, plain := d.key.(ed25519.PrivateKey); !plain {
		sum = sha256.Sum256(signed)
		signed, hash = sum[:], crypto.SHA256
	}
	signature, err := d.key.Sign(rand.Reader, signed, hash)
	if err != nil {
		t.Fatal(err)
	}
	return d.answer(t, map[string]any{
		"clientDataJSON": encoded(client), "authenticatorData": encoded(data),
		"signature": encoded(signature), "userHandle": encoded(d.handle),
	})
}

func (d *device) data(more byte) []byte {
	sum := sha256.Sum256([]byte(d.rp))
	d.counter++
	return binary.BigEndian.AppendUint32(append(sum[:], d.flags|more), d.counter)
}

func (d *device) client(t *testing.T, kind, challenge string) []byte {
	t.Helper()
	if d.kind != "" {
		kind = d.kind
	}
	text, err := json.Marshal(map[string]any{"type": kind, "challenge": challenge, "origin": d.origin, "crossOrigin": d.crossOrigin})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func (d *device) answer(t *testing.T, response map[string]any) []byte {
	t.Helper()
	if d.spoil != nil {
		d.spoil(response)
	}
	text, err := json.Marshal(map[string]any{
		"id": encoded(d.id), "rawId": encoded(d.id), "type": "public-key", "authenticatorAttachment": "platform",
		"clientExtensionResults": map[string]any{}, "response": response,
	})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func encoded(bytes []byte) string { return base64.RawURLEncoding.EncodeToString(bytes) }

func random(n int) []byte {
	bytes := make([]byte, n)
	_, _ = rand.Read(bytes) // it never fails
	return bytes
}

// flipped changes one bit of a part of an answer.
func flipped(part string) func(map[string]any) {
	return func(response map[string]any) {
		bytes, err := base64.RawURLEncoding.DecodeString(response[part].(string))
		if err != nil {
			panic(err)
		}
		bytes[len(bytes)-1] ^= 1
		response[part] = encoded(bytes)
	}
}
