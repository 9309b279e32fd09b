// Package metrics counts what the program does, for those who watch over it: how
// many requests by route and by how they ended, how long they took, how many are
// under way, and how much memory is in use. Nothing in it tells who asked for what.
package metrics

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/VictoriaMetrics/metrics"
)

// Path is where the figures are.
const Path = "/metrics"

// Other is the class of routes nobody gave one.
const Other = "other"

// bounds are the ends of the steps that durations are counted in, in seconds.
var bounds = []float64{0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60}

// Meter counts. It is made by New.
type Meter struct {
	set     *metrics.Set
	classes map[string]string
	times   map[string]durations
	atWork  atomic.Int64
}

// durations are how long the requests of a class took.
type durations struct {
	steps []*metrics.Counter // as many as bounds, and one for all
	sum   *metrics.FloatCounter
	count *metrics.Counter
}

// New makes a meter. classes says of each route, by its name, among which durations
// its own are counted.
func New(classes map[string]string) *Meter {
	m := &Meter{set: metrics.NewSet(), classes: classes, times: map[string]durations{}}
	m.set.NewGauge("bearings_requests_in_flight", func() float64 { return float64(m.atWork.Load()) })
	m.times[Other] = m.durationsOf(Other)
	for _, class := range classes {
		m.times[class] = m.durationsOf(class)
	}
	return m
}

func (m *Meter) durationsOf(class string) durations {
	d := durations{
		sum:   m.set.GetOrCreateFloatCounter(fmt.Sprintf("bearings_request_seconds_sum{class=%q}", class)),
		count: m.set.GetOrCreateCounter(fmt.Sprintf("bearings_request_seconds_count{class=%q}", class)),
	}
	for _, bound := range append(bounds[:len(bounds):len(bounds)], math.Inf(1)) {
		name := fmt.Sprintf("bearings_request_seconds_bucket{class=%q,le=%q}", class, strconv.FormatFloat(bound, 'g', -1, 64))
		d.steps = append(d.steps, m.set.GetOrCreateCounter(name))
	}
	return d
}

// Seen counts a request that was answered. Route is the name of a route of ours,
// never anything that was sent.
func (m *Meter) Seen(route string, status int, took time.Duration) {
	m.set.GetOrCreateCounter(fmt.Sprintf("bearings_requests_total{route=%q,status=\"%dxx\"}", route, status/100)).Inc()
	d, known := m.times[m.classes[route]]
	if !known {
		d = m.times[Other]
	}
	for i, step := range d.steps {
		if i == len(bounds) || took.Seconds() <= bounds[i] {
			step.Inc()
		}
	}
	d.sum.Add(took.Seconds())
	d.count.Inc()
}

// Around counts the requests that are under way in a handler.
func (m *Meter) Around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.atWork.Add(1)
		defer m.atWork.Add(-1)
		next.ServeHTTP(w, r)
	})
}

// ServeHTTP shows the figures as Prometheus reads them, to GET alone.
func (m *Meter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	switch {
	case r.URL.Path != Path:
		w.WriteHeader(http.StatusNotFound)
		return
	case r.Method != http.MethodGet:
		w.Header().Set("Allow", http.MethodGet)
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	m.set.WritePrometheus(w)
	metrics.WriteProcessMetrics(w)
}
