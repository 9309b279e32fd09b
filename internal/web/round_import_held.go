package web

import (
	"sync"
	"time"

	"bearings/internal/people"
	"bearings/internal/round"
)

const (
	// heldFor is how long files wait in memory to be looked at and brought in, and
	// mostHeld how many bytes all of them may have.
	heldFor  = 30 * time.Minute
	mostHeld = 64 << 20
	// mostForms is how many forms somebody may have under way.
	mostForms = 20
)

// held are files that somebody is looking at before they bring them in, with what
// they have decided about their columns. Nothing of them is written down.
type held struct {
	// batch is the import they will be: files that are sent once are brought in once.
	batch   string
	account people.AccountID
	round   round.ID
	until   time.Time
	form    sent
	// brought says that they are in; then they are gone from here.
	brought bool
}

func (h held) size() (n int) {
	for _, file := range h.form.answers {
		n += len(file.bytes)
	}
	return n
}

// shelf holds files by random keys. It is ready to use.
type shelf struct {
	mutex sync.Mutex
	all   map[string]held
	// order are the keys, oldest first.
	order []string
}

// put holds files under a key and lets go of the oldest, so that all of them fit.
func (s *shelf) put(key string, h held, now time.Time) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.all == nil {
		s.all = map[string]held{}
	}
	h.until = now.Add(heldFor)
	s.all[key] = h
	s.order = append(s.order, key)
	for len(s.order) > 1 && (now.After(s.all[s.order[0]].until) || s.bytes() > mostHeld || s.forms(h.account) > mostForms) {
		delete(s.all, s.order[0])
		s.order = s.order[1:]
	}
}

// bytes counts files once that stand under several keys.
func (s *shelf) bytes() (n int) {
	counted := map[string]bool{}
	for _, h := range s.all {
		if !counted[h.batch] {
			counted[h.batch] = true
			n += h.size()
		}
	}
	return n
}

func (s *shelf) forms(account people.AccountID) (n int) {
	for _, h := range s.all {
		if h.account == account {
			n++
		}
	}
	return n
}

// get finds what somebody holds for a round.
func (s *shelf) get(key string, account people.AccountID, id round.ID, now time.Time) (held, bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	h, ok := s.all[key]
	if !ok || h.account != account || h.round != id || now.After(h.until) {
		return held{}, false
	}
	return h, true
}

// empty lets go of files that are in, and remembers that they are.
func (s *shelf) empty(batch string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for key, h := range s.all {
		if h.batch == batch {
			h.form, h.brought = sent{}, true
			s.all[key] = h
		}
	}
}
