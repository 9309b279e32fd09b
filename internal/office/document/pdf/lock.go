package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// lock decrypts a file that opens without a password.
type lock struct {
	key []byte
	// version is V of the file; strings and streams say how each are encrypted.
	version          int
	strings, streams cipherKind
	metadata         bool
}

type cipherKind uint8

const (
	noCipher cipherKind = iota
	rc4Cipher
	aesCipher
)

// padding fills passwords up to 32 bytes.
const padding = "\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08" +
	"\x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a"

// openLock tries the empty password, if the file is encrypted.
func (f *File) openLock() error {
	f.lock = nil
	if f.trailer["Encrypt"] == nil {
		return nil
	}
	d := f.dict(f.trailer["Encrypt"])
	defer clear(f.objects)
	if f.name(d["Filter"]) != "Standard" {
		return ErrEncrypted
	}
	k := &lock{version: f.whole(d["V"], 0, 6), metadata: f.resolve(d["EncryptMetadata"]) != false}
	switch k.version {
	case 1, 2, 3:
		k.strings, k.streams = rc4Cipher, rc4Cipher
	case 4, 5:
		k.strings, k.streams = f.cipherOf(d, "StrF"), f.cipherOf(d, "StmF")
	default:
		return ErrEncrypted
	}
	if k.version == 5 {
		k.key = f.newKey(d)
	} else {
		k.key = f.oldKey(d, k)
	}
	if k.key == nil {
		return ErrEncrypted
	}
	f.lock = k
	return nil
}

// cipherOf finds how streams or strings are encrypted.
func (f *File) cipherOf(d dict, key name) cipherKind {
	named := f.name(d[key])
	switch f.name(f.dict(f.dict(d["CF"])[named])["CFM"]) {
	case "V2":
		return rc4Cipher
	case "AESV2", "AESV3":
		return aesCipher
	}
	return noCipher
}

func (f *File) bytes(o object) []byte {
	t, _ := f.resolve(o).(text)
	return []byte(t)
}

// oldKey makes the key of the empty password, nil if the file has another one.
func (f *File) oldKey(d dict, k *lock) []byte {
	revision := f.whole(d["R"], 2, 4)
	owner, user := f.bytes(d["O"]), f.bytes(d["U"])
	if len(owner) < 32 || len(user) < 16 {
		return nil
	}
	var id []byte
	if ids := f.array(f.trailer["ID"]); len(ids) > 0 {
		id = f.bytes(ids[0])
	}
	size := 5
	if revision >= 3 {
		if size = f.whole(d["Length"], 0, 256) / 8; size < 5 || size > 16 {
			size = 16
			if k.version < 4 {
				size = 5
			}
		}
		if k.version == 4 {
			size = 16
		}
	}
	permissions := binary.LittleEndian.AppendUint32(nil, uint32(int64(f.real(d["P"]))))
	material := append([]byte(padding), owner[:32]...)
	material = append(append(material, permissions...), id...)
	if revision >= 4 && !k.metadata {
		material = append(material, 0xff, 0xff, 0xff, 0xff)
	}
	sum := md5.Sum(material)
	if revision >= 3 {
		for range 50 {
			sum = md5.Sum(sum[:size])
		}
	}
	key := bytes.Clone(sum[:size])
	if !fits(key, user, id, revision) {
		return nil
	}
	return key
}

// fits says whether a key is the right one, by what the file keeps for that.
func fits(key, user, id []byte, revision int) bool {
	if revision < 3 {
		return bytes.Equal(rc4Bytes(key, []byte(padding)), user[:min(32, len(user))])
	}
	sum := md5.Sum(append([]byte(padding), id...))
	check := rc4Bytes(key, sum[:])
	for i := byte(1); i <= 19; i++ {
		other := bytes.Clone(key)
		for j := range other {
			other[j] ^= i
		}
		check = rc4Bytes(other, check)
	}
	return bytes.Equal(check, user[:16])
}

func rc4Bytes(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// newKey makes the key of the empty password for files of PDF 2.0.
func (f *File) newKey(d dict) []byte {
	user, wrapped := f.bytes(d["U"]), f.bytes(d["UE"])
	if len(user) < 48 || len(wrapped) < 32 {
		return nil
	}
	hash := func(salt []byte) []byte {
		if f.whole(d["R"], 5, 6) == 5 {
			sum := sha256.Sum256(salt)
			return sum[:]
		}
		return slowHash(salt)
	}
	if !bytes.Equal(hash(user[32:40]), user[:32]) {
		return nil
	}
	block, err := aes.NewCipher(hash(user[40:48]))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(key, wrapped[:32])
	return key
}

// slowHash is the hash of revision 6 for an empty password.
func slowHash(salt []byte) []byte {
	first := sha256.Sum256(salt)
	k := first[:]
	for round := 0; ; round++ {
		input := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(input, input)
		rest := 0
		for _, b := range input[:16] {
			rest += int(b)
		}
		switch rest % 3 {
		case 0:
			sum := sha256.Sum256(input)
			k = sum[:]
		case 1:
			sum := sha512.Sum384(input)
			k = sum[:]
		default:
			sum := sha512.Sum512(input)
			k = sum[:]
		}
		if round >= 63 && int(input[len(input)-1]) <= round-31 {
			return k[:32]
		}
	}
}

// unlock decrypts the strings of an object.
func (f *File) unlock(o object, at ref) object {
	if f.lock == nil {
		return o
	}
	switch o := o.(type) {
	case text:
		return text(f.lock.open(f.lock.strings, []byte(o), at))
	case array:
		for i := range o {
			o[i] = f.unlock(o[i], at)
		}
	case dict:
		for key := range o {
			o[key] = f.unlock(o[key], at)
		}
	}
	return o
}

// unlockStream gives a stream's data as it was before it was encrypted.
func (f *File) unlockStream(s *stream) []byte {
	if f.lock == nil || s.at.number == 0 || s.dict["Type"] == name("XRef") ||
		s.dict["Type"] == name("Metadata") && !f.lock.metadata {
		return s.raw
	}
	return f.lock.open(f.lock.streams, s.raw, s.at)
}

func (k *lock) open(kind cipherKind, data []byte, at ref) []byte {
	if kind == noCipher {
		return data
	}
	key := k.key
	if k.version < 5 {
		material := append(bytes.Clone(key), byte(at.number), byte(at.number>>8), byte(at.number>>16),
			byte(at.generation), byte(at.generation>>8))
		if kind == aesCipher {
			material = append(material, "sAlT"...)
		}
		sum := md5.Sum(material)
		key = sum[:min(16, len(key)+5)]
	}
	if kind == rc4Cipher {
		return rc4Bytes(key, data)
	}
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 2*aes.BlockSize {
		return nil
	}
	start, body := data[:aes.BlockSize], data[aes.BlockSize:]
	out := make([]byte, len(body)/aes.BlockSize*aes.BlockSize)
	cipher.NewCBCDecrypter(block, start).CryptBlocks(out, body[:len(out)])
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= aes.BlockSize {
		out = out[:len(out)-pad]
	}
	return out
}
