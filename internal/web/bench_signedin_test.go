package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"bearings/internal/people"
)

// BenchmarkSignedIn sets a page for somebody who has signed in beside the same page
// for anybody; docs say what the first may cost.
func BenchmarkSignedIn(b *testing.B) {
	h := newHouse(b)
	token := h.world.Tokens[h.world.People[people.Coordinator].ID]
	for name, cookie := range map[string]string{"in": token, "out": ""} {
		b.Run(name, func(b *testing.B) {
			request := httptest.NewRequest("GET", siteAddress+"/", nil).WithContext(b.Context()) // one that may end, as a server's
			if cookie != "" {
				request.AddCookie(&http.Cookie{Name: "__Host-bearings", Value: cookie})
			}
			for b.Loop() {
				h.site.ServeHTTP(&discard{header: http.Header{}}, request)
			}
		})
	}
}
