package round

import (
	"context"
	"crypto/sha256"
	"maps"
	"slices"
	"sync"
	"time"

	"bearings/internal/deed"
	"bearings/internal/disclosure"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/queue"
)

// Service is what can be done with rounds. Every use case asks first whether the
// viewer may, then does all of it in one transaction.
type Service struct {
	Store Store
	Now   func() time.Time
	// NewID makes an id that nothing else has; NewKey makes a random one, 128 bits,
	// whose order among others means nothing; NewLink makes the code of a survey.
	NewID, NewKey, NewLink func() string
	// Standard is the text of each file of the framework a round starts with, by name.
	Standard func() (map[string]string, error)
	// Load reads a framework from the text of its files.
	Load func(map[string]string) (*framework.Framework, error)
	// Shuffle makes a source of chance that is used for nothing else.
	Shuffle func() *disclosure.Shuffle
	// Mail sends reminders, in Words; Address is where the site is reached.
	Mail    people.Mail
	Words   people.Words
	Address string

	packs   packs
	surveys surveys
}

// Jobs that rounds enqueue.
const (
	JobClose   = "round-close"   // its last day is over
	JobRelease = "round-release" // count the answers and publish the figures
	JobRemind  = "round-remind"  // remind one agency lead
)

// Jobs are the handlers of this package's jobs, by kind.
func (s *Service) Jobs() map[string]func(ctx context.Context, about string) error {
	return map[string]func(context.Context, string) error{
		JobClose: s.closeDue, JobRelease: s.Release, JobRemind: s.sendReminder,
	}
}

// missing is what is said to whoever may not, and where there is nothing.
func missing() error { return fault.New(fault.NotFound, "round.missing") }

// by is a deed of the viewer's in a round.
func (s *Service) by(v people.Viewer, kind deed.Kind, r Round, about ...string) deed.Deed {
	about = append([]string{"round", string(r.ID)}, about...)
	return deed.Deed{At: s.Now(), Actor: string(v.Account.ID), Kind: kind, Partnership: string(r.Partnership), About: deed.About(about...)}
}

// itself is a deed of the program's in a round.
func (s *Service) itself(kind deed.Kind, r Round, about ...string) deed.Deed {
	d := s.by(people.Viewer{}, kind, r, about...)
	d.Actor = deed.TheProgram
	return d
}

// enqueue adds a job about a round, or about something in it.
func (s *Service) enqueue(tx Tx, kind, about string, due time.Time) error {
	return tx.Enqueue(queue.Job{ID: s.NewID(), Kind: kind, About: about, Due: due})
}

// Find reads a round of a partnership for somebody who may.
func (s *Service) Find(ctx context.Context, v people.Viewer, right people.Right, partnership people.PartnershipID, id ID) (Round, error) {
	return find(s.Store.Read(ctx), v, right, people.Where{Partnership: partnership}, id)
}

// find reads a round where the viewer may; anything else is missing.
func find(read Reader, v people.Viewer, right people.Right, where people.Where, id ID) (Round, error) {
	r, ok, err := read.Round(id)
	if err != nil {
		return Round{}, err
	}
	if !ok || where.Partnership != r.Partnership || !v.May(right, where) {
		return Round{}, missing()
	}
	return r, nil
}

// change does something to a round, all of it or nothing, one after another. The
// round is read within the transaction.
func (s *Service) change(ctx context.Context, v people.Viewer, right people.Right, where people.Where, id ID, do func(tx Tx, r Round) error) error {
	defer s.surveys.forget()
	return s.Store.InTx(ctx, func(tx Tx) error {
		if err := tx.HoldRound(id); err != nil {
			return err
		}
		// The roles of the request were read before whoever came first wrote theirs.
		var err error
		if v.Grants, err = tx.Grants(v.Account.ID); err != nil {
			return err
		}
		r, err := find(tx, v, right, where, id)
		if err != nil {
			return err
		}
		return do(tx, r)
	})
}

// Framework is the round's own copy of its framework. It must not be changed.
func (s *Service) Framework(ctx context.Context, id ID) (*framework.Framework, error) {
	if fw, ok := s.packs.of(id); ok {
		return fw, nil
	}
	read := s.Store.Read(ctx)
	r, ok, err := read.Round(id)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, missing()
	}
	files, err := read.Pack(id)
	if err != nil {
		return nil, err
	}
	return s.packs.load(id, r.State != Preparing, files, s.Load)
}

// packs remembers frameworks by what is in their files: many rounds ask with the
// same. Of a round that is being set up nothing is remembered, as its pack may change.
type packs struct {
	mutex  sync.Mutex
	byText map[[sha256.Size]byte]*framework.Framework
	rounds map[ID]*framework.Framework
}

// mostPacks is how many different frameworks are kept in memory.
const mostPacks = 8

func (p *packs) of(id ID) (*framework.Framework, bool) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	fw, ok := p.rounds[id]
	return fw, ok
}

func (p *packs) load(id ID, settled bool, files map[string]string, load func(map[string]string) (*framework.Framework, error)) (*framework.Framework, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	key := fingerprint(files)
	fw, ok := p.byText[key]
	if !ok {
		var err error
		if fw, err = load(files); err != nil {
			return nil, err
		}
		if len(p.byText) >= mostPacks || p.byText == nil {
			p.byText, p.rounds = map[[sha256.Size]byte]*framework.Framework{}, map[ID]*framework.Framework{}
		}
		p.byText[key] = fw
	}
	if settled {
		if len(p.rounds) > 1000 {
			clear(p.rounds)
		}
		p.rounds[id] = fw
	}
	return fw, nil
}

func fingerprint(files map[string]string) (sum [sha256.Size]byte) {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for _, part := range []string{name, files[name]} {
			h.Write([]byte(part))
			h.Write([]byte{0})
		}
	}
	h.Sum(sum[:0])
	return sum
}
