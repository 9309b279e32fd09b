package web

import (
	"sync"
)

// mostMade is how many reports and pages of agencies are kept in memory.
const mostMade = 24

// madeOf keeps what is made of published results, by what it was made of. Whoever
// asks first has it made; what was not asked for longest makes room.
type madeOf struct {
	mu  sync.Mutex
	all []*madeOne
}

type madeOne struct {
	key  string
	make func() (any, error)
}

// get is what is made under a key.
func (m *madeOf) get(key string, make func() (any, error)) (any, error) {
	one := m.find(key, make)
	made, err := one.make()
	if err != nil {
		m.drop(one)
	}
	return made, err
}

func (m *madeOf) find(key string, make func() (any, error)) *madeOne {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, one := range m.all {
		if one.key == key {
			m.all = append(append(m.all[:i:i], m.all[i+1:]...), one)
			return one
		}
	}
	if len(m.all) >= mostMade {
		m.all = m.all[1:]
	}
	one := &madeOne{key, sync.OnceValues(make)}
	m.all = append(m.all, one)
	return one
}

// drop forgets what failed, so that it is tried again.
func (m *madeOf) drop(gone *madeOne) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, one := range m.all {
		if one == gone {
			m.all = append(m.all[:i:i], m.all[i+1:]...)
			return
		}
	}
}
