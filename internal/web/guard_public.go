package web

import (
	"context"
	"crypto/sha256"
	"net/http"
	"sync"
	"time"

	"bearings/internal/signin"
)

// mayBeVisited lets a page for anybody find out who asks, if it needs to know: most
// of them are the same for all, and asking the database would take longer than they
// do. Reading such pages keeps somebody signed in all the same.
func (s *Site) mayBeVisited(r *http.Request) *http.Request {
	if s.config.SignIn == nil {
		return r
	}
	token := s.held(r, sessionCookie)
	if token == "" {
		return r
	}
	find := sync.OnceValue(func() signin.Visit {
		visit, err := s.visit(r)
		if err != nil { // the page is for anybody
			return signin.Visit{}
		}
		return visit
	})
	if s.awake.isDue(token, s.config.SignIn.Now()) {
		find()
	}
	return r.WithContext(context.WithValue(r.Context(), visitKey{}, find))
}

// awake remembers which sessions were looked up within the last minute, by the hash
// of what their browsers hold: sooner there is nothing to note of them.
type awake struct {
	mu   sync.Mutex
	seen map[[sha256.Size]byte]time.Time
}

// mostAwake bounds what it holds; whoever makes up tokens only empties it.
const mostAwake = 10_000

func (a *awake) isDue(token string, now time.Time) bool {
	key := sha256.Sum256([]byte(token))
	a.mu.Lock()
	defer a.mu.Unlock()
	ago := now.Sub(a.seen[key])
	if ago >= 0 && ago < time.Minute {
		return false
	}
	if a.seen == nil || len(a.seen) >= mostAwake {
		a.seen = map[[sha256.Size]byte]time.Time{}
	}
	a.seen[key] = now
	return true
}
