package round

import (
	"sync"
	"time"
)

// surveys remembers what codes lead to: a survey has many pages, and two hundred
// people may answer at once. This process forgets when it changes a round; what
// another has changed shows some minutes later. Sending looks for itself whether the
// round is open.
type surveys struct {
	mutex  sync.Mutex
	byCode map[string]seenSurvey
}

// seenSurvey is a survey as it was read whole, and the round as it was read last.
type seenSurvey struct {
	survey       Survey
	whole, round time.Time
}

const (
	// roundHolds is how long a round is believed to be as it was, surveyHolds how long
	// the rest is: nobody changes that while the round is open, but for its links.
	roundHolds  = 2 * time.Minute
	surveyHolds = time.Hour
	mostSurveys = 1000
)

func (m *surveys) of(code string) (seenSurvey, bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	seen, ok := m.byCode[code]
	return seen, ok
}

// hasRound says whether the round need not be read again, hasRest whether no more
// than that need be.
func (seen seenSurvey) hasRound(now time.Time) bool { return within(seen.round, now, roundHolds) }

func (seen seenSurvey) hasRest(now time.Time) bool {
	return within(seen.whole, now, surveyHolds) && seen.survey.Round.State != Preparing
}

func within(at, now time.Time, holds time.Duration) bool {
	ago := now.Sub(at)
	return ago >= 0 && ago < holds
}

func (m *surveys) keep(code string, seen seenSurvey) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.byCode == nil || len(m.byCode) >= mostSurveys {
		m.byCode = map[string]seenSurvey{}
	}
	m.byCode[code] = seen
}

// forget believes none of it any longer: something about a round has changed. What
// there was serves while the database is away.
func (m *surveys) forget() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for code, seen := range m.byCode {
		m.byCode[code] = seenSurvey{survey: seen.survey}
	}
}
