package metrics_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"bearings/internal/metrics"
)

func figures(t *testing.T, m *metrics.Meter) string {
	t.Helper()
	recorder := httptest.NewRecorder()
	m.ServeHTTP(recorder, httptest.NewRequest("GET", metrics.Path, nil))
	if recorder.Code != 200 {
		t.Fatalf("status %d", recorder.Code)
	}
	return recorder.Body.String()
}

func TestRequestsAreCounted(t *testing.T) {
	m := metrics.New(map[string]string{"Home": "page", "Written": "form"})
	m.Seen("Home", 200, 7*time.Millisecond)
	m.Seen("Home", 304, time.Millisecond)
	m.Seen("Home", 200, 20*time.Minute)
	m.Seen("Written", 422, 30*time.Millisecond)
	m.Seen("Unheard", 404, 30*time.Millisecond)
	got := figures(t, m)
	for _, want := range []string{
		`bearings_requests_total{route="Home",status="2xx"} 2`,
		`bearings_requests_total{route="Home",status="3xx"} 1`,
		`bearings_requests_total{route="Written",status="4xx"} 1`,
		`bearings_request_seconds_bucket{class="page",le="0.001"} 1`,
		`bearings_request_seconds_bucket{class="page",le="0.005"} 1`,
		`bearings_request_seconds_bucket{class="page",le="0.01"} 2`,
		`bearings_request_seconds_bucket{class="page",le="60"} 2`,
		`bearings_request_seconds_bucket{class="page",le="+Inf"} 3`,
		`bearings_request_seconds_count{class="page"} 3`,
		`bearings_request_seconds_count{class="form"} 1`,
		`bearings_request_seconds_count{class="other"} 1`,
		`bearings_requests_in_flight 0`,
	} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("%s is missing in\n%s", want, got)
		}
	}
	if !strings.Contains(got, "process_resident_memory_bytes") && !strings.Contains(got, "go_memstats_heap_inuse_bytes") {
		t.Error("memory is not shown")
	}
}

func TestWhatIsUnderWayIsCounted(t *testing.T) {
	m := metrics.New(nil)
	m.Around(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		if !strings.Contains(figures(t, m), "bearings_requests_in_flight 1\n") {
			t.Error("the request under way is not counted")
		}
	})).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil))
	if !strings.Contains(figures(t, m), "bearings_requests_in_flight 0\n") {
		t.Error("a request that has ended is still counted")
	}
}

func TestNothingElseIsAnswered(t *testing.T) {
	m := metrics.New(nil)
	for request, want := range map[string]int{"GET /": 404, "GET /metrics/": 404, "POST /metrics": 405, "TRACE /metrics": 405} {
		method, path, _ := strings.Cut(request, " ")
		recorder := httptest.NewRecorder()
		m.ServeHTTP(recorder, httptest.NewRequest(method, path, nil))
		if recorder.Code != want || recorder.Body.Len() > 0 {
			t.Errorf("%s: status %d, %q", request, recorder.Code, recorder.Body)
		}
	}
}
