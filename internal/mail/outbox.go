package mail

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bearings/internal/fault"
)

// Outbox keeps messages in a folder instead of sending them, one file each, for an
// installation without a mail server.
type Outbox struct {
	dir    string
	from   mail.Address
	domain string
	now    func() time.Time
}

// Message is a message in the outbox.
type Message struct {
	To, Subject, Text string
	At                time.Time
}

const (
	// mostShown is how many messages a page lists.
	mostShown = 200
	// largest is more than any message of ours, in bytes.
	largest = 1 << 20
	// stamp is how a file's name begins: the time in UTC, so that names sort by it.
	stamp  = "20060102T150405.000000000Z"
	suffix = ".eml"
	// unfinished ends the name of a file that is being written.
	unfinished = ".part"
)

// NewOutbox makes the folder where there is none, for its owner alone. An error is
// a fault.Fault.
func NewOutbox(dir, from string, now func() time.Time) (*Outbox, error) {
	sender, err := parse(from, "mail.bad-from")
	if err != nil {
		return nil, err
	}
	o := &Outbox{dir: dir, from: sender, domain: domainOf("", sender), now: now}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, o.fault(err)
	}
	return o, nil
}

// Send writes a message. It is there whole or not at all.
func (o *Outbox) Send(_ context.Context, to, subject, text string) error {
	whom, err := parse(to, badRecipient)
	if err != nil {
		return err
	}
	at := o.now().UTC()
	message, err := letter{from: o.from, to: whom, subject: subject, text: text, at: at, domain: o.domain}.bytes()
	if err != nil {
		return err
	}
	name := filepath.Join(o.dir, at.Format(stamp)+"-"+rand.Text()[:10]+suffix)
	if err := writeWhole(name, message); err != nil {
		return o.fault(err)
	}
	return nil
}

// writeWhole writes a file that nobody ever sees half of.
func writeWhole(name string, content []byte) (err error) {
	file, err := os.OpenFile(name+unfinished, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name())
		}
	}()
	if _, err = file.Write(content); err != nil {
		_ = file.Close()
		return err
	}
	if err = file.Sync(); err != nil {
		_ = file.Close()
		return err
	}
	if err = file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}

// Messages are the newest messages, newest first, at most 200. A file that is no
// message is passed over.
func (o *Outbox) Messages() ([]Message, error) {
	files, err := o.files(suffix)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(files, func(a, b outboxFile) int { return cmp.Compare(b.name, a.name) })
	var all []Message
	for _, one := range files {
		if len(all) == mostShown {
			break
		}
		if m, ok := read(filepath.Join(o.dir, one.name)); ok {
			m.At = one.at
			all = append(all, m)
		}
	}
	return all, nil
}

// Clear deletes the messages written before then, and says how many.
func (o *Outbox) Clear(before time.Time) (int64, error) {
	files, err := o.files(suffix, suffix+unfinished)
	if err != nil {
		return 0, err
	}
	var cleared int64
	for _, one := range files {
		if !one.at.Before(before) {
			continue
		}
		if err := os.Remove(filepath.Join(o.dir, one.name)); err != nil && !os.IsNotExist(err) {
			return cleared, o.fault(err)
		}
		cleared++
	}
	return cleared, nil
}

type outboxFile struct {
	name string
	at   time.Time
}

// files are those of ours in the folder whose names end so. Whatever else lies
// there is left alone.
func (o *Outbox) files(ends ...string) ([]outboxFile, error) {
	entries, err := os.ReadDir(o.dir)
	if err != nil {
		return nil, o.fault(err)
	}
	var all []outboxFile
	for _, entry := range entries {
		name := entry.Name()
		if !entry.Type().IsRegular() || len(name) < len(stamp) {
			continue
		}
		at, err := time.Parse(stamp, name[:len(stamp)])
		if err == nil && slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(name, end) }) {
			all = append(all, outboxFile{name, at})
		}
	}
	return all, nil
}

func read(name string) (Message, bool) {
	content, err := os.ReadFile(name)
	if err != nil || len(content) > largest {
		return Message{}, false
	}
	m, err := Read(content)
	return m, err == nil
}

// Read reads a message as Send writes them.
func Read(content []byte) (Message, error) {
	m, err := mail.ReadMessage(bytes.NewReader(content))
	if err != nil {
		return Message{}, err
	}
	text, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		return Message{}, err
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return Message{}, err
	}
	to, err := mail.ParseAddress(m.Header.Get("To"))
	if err != nil {
		return Message{}, err
	}
	at, err := m.Header.Date()
	if err != nil {
		return Message{}, err
	}
	plain := strings.ReplaceAll(string(text), "\r\n", "\n")
	return Message{To: to.Address, Subject: subject, Text: plain, At: at}, nil
}

func (o *Outbox) fault(err error) error {
	return fault.New(fault.Invalid, "mail.outbox", "Folder", o.dir, "Reason", err.Error())
}
