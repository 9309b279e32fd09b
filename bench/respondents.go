package main

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/signin"
	"bearings/internal/store"
	"bearings/internal/testkit"
	"bearings/internal/ui"
)

// atOnce is how many staff answer at the same time.
const atOnce = 200

// surveyed is a program on a database with one round.
type surveyed struct {
	address string
	process *exec.Cmd
	round   round.Round
	link    round.Link
}

const surveyToken = "a-token-of-this-measurement"

// survey makes a round with so many replies; a closed one is published when this returns.
func survey(k *kit, program string, replies int, closed bool) (q surveyed, took time.Duration, err error) {
	folder := filepath.Join(k.folder, fmt.Sprint("survey", replies, closed))
	db, err := store.Open(k.Context(), store.Options{Folder: folder})
	if err != nil {
		return q, 0, err
	}
	w := testkit.NewWorld(k, db)
	q.round, q.link = w.OpenRound(k)
	// The program that serves it goes by the clock on the wall.
	err = db.Round().InTx(k.Context(), func(tx round.Tx) error {
		q.round.Closes = time.Now().AddDate(0, 0, 28)
		return tx.ChangeRound(q.round)
	})
	if err != nil {
		return q, 0, err
	}
	w.Reply(k, q.round, w.Council.Name, framework.Direct, 1, replies/2)
	w.Reply(k, q.round, w.Police.Name, framework.Direct, 2, replies-replies/2)
	now := time.Now()
	err = db.SignIn().InTx(k.Context(), func(tx signin.Tx) error {
		return tx.AddSession(signin.Session{ID: "bench", Account: w.People[people.Coordinator].ID, Method: signin.ByPasskey, Began: now, Seen: now}, signin.Hash(surveyToken))
	})
	if closed {
		s := testkit.Rounds(db)
		s.Now = time.Now
		err = errors.Join(err, s.Close(k.Context(), w.As(k, people.Coordinator), w.North.ID, q.round.ID))
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return q, 0, err
	}
	q.process = exec.Command(program, "serve", "--listen", "127.0.0.1:0", "--data", folder)
	begun := time.Now()
	address, stop, err := start(q.process)
	if err != nil {
		return q, 0, err
	}
	q.address = address
	k.Cleanup(stop)
	for closed && q.round.Released.IsZero() && err == nil {
		time.Sleep(20 * time.Millisecond)
		db, err = store.Open(k.Context(), store.Options{Folder: folder})
		if err == nil {
			q.round, _, err = db.Round().Read(k.Context()).Round(q.round.ID)
			took, err = time.Since(begun), errors.Join(err, db.Close())
		}
	}
	return q, took, err
}

// results sets pages of a round with 100,000 replies beside those of one with 100.
func results(program, folder string) ([]measure, error) {
	k := &kit{folder: folder}
	defer k.end()
	few, _, err := survey(k, program, 100, true)
	if err != nil {
		return nil, err
	}
	many, took, err := survey(k, program, 100_000, true)
	if err != nil {
		return nil, err
	}
	peak := peakMemory(many.process)
	const requests = 100
	p, err := inTurn(9, func() error { return timesAs(many.address+ui.ResultsURL(many.round), surveyToken, requests) },
		func() error { return timesAs(few.address+ui.ResultsURL(few.round), surveyToken, requests) })
	if err != nil {
		return nil, err
	}
	each := func(d time.Duration) float64 { return d.Seconds() * 1e6 / requests }
	return []measure{
		{what: "the results of a round with 100,000 replies", reference: "those of one with 100", limit: "2 times",
			value: fmt.Sprintf("%.2f times (%.0f µs and %.0f µs a request)", p.ratio(), each(p.ours), each(p.reference)), kept: p.ratio() <= 2},
		{what: "peak memory of a site that makes the results of 100,000 replies", limit: "120 MB",
			value: fmt.Sprintf("%.0f MB, in %.1f s", float64(peak)/1e6, took.Seconds()), kept: peak <= 120e6},
	}, nil
}

// peakMemory is the most a process held, in bytes.
func peakMemory(process *exec.Cmd) (bytes int64) {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", process.Process.Pid))
	_, after, _ := strings.Cut(string(text), "VmHWM:")
	_, _ = fmt.Sscan(after, &bytes)
	return bytes * 1024
}

// respondents has 200 people answer at once, page by page.
func respondents(program, folder string) ([]measure, error) {
	k := &kit{folder: folder}
	defer k.end()
	q, _, err := survey(k, program, 0, false)
	if err != nil {
		return nil, err
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: atOnce, DisableCompression: true}}
	first, later, err := q.sizes(client)
	if err != nil {
		return nil, err
	}
	var wait sync.WaitGroup
	took, failed := make([][]time.Duration, atOnce), make([]error, atOnce)
	for i := range atOnce {
		wait.Go(func() { took[i], _, failed[i] = q.whole(client) })
	}
	wait.Wait()
	if err := errors.Join(failed...); err != nil {
		return nil, err
	}
	all := slices.Concat(took...)
	slices.Sort(all)
	half, most, peak := all[len(all)/2], all[len(all)*99/100], peakMemory(q.process)
	return []measure{
		{what: fmt.Sprintf("%d people who answer at once, page by page, no errors: 99 of 100 requests", atOnce), reference: "half of them", limit: "10 times",
			value: fmt.Sprintf("%.1f times (%.0f ms and %.0f ms)", most.Seconds()/half.Seconds(), most.Seconds()*1e3, half.Seconds()*1e3), kept: most <= 10*half},
		{what: "peak memory of the site meanwhile", limit: "120 MB", value: fmt.Sprintf("%.0f MB", float64(peak)/1e6), kept: peak <= 120e6},
		{what: "the first page of the survey with all it fetches, compressed", limit: "60 kB", value: fmt.Sprintf("%.1f kB", float64(first)/1e3), kept: first < 60e3},
		{what: "the largest later page", limit: "15 kB", value: fmt.Sprintf("%.1f kB", float64(later)/1e3), kept: later < 15e3},
	}, nil
}

// whole is one respondent from the first page to the last: how long each page took,
// and the bytes of the largest that answered a form.
func (q surveyed) whole(client *http.Client) (took []time.Duration, largest int, err error) {
	path, form := q.address+ui.AnswerURL(q.link.Code), url.Values{ui.FieldSurveyKey: {rand.Text()}, ui.FieldSurveyPage: {ui.SurveyPageStart}, ui.FieldStep: {ui.SurveyNext}}
	ask := func(form url.Values) (string, error) {
		begun := time.Now()
		text, size, err := page(client, path, form)
		took = append(took, time.Since(begun))
		if form != nil {
			largest = max(largest, size)
		}
		return text, err
	}
	if _, err := ask(nil); err != nil {
		return nil, 0, err
	}
	for range 40 {
		text, err := ask(form)
		if err != nil || strings.Contains(text, "Your answers have been sent") {
			return took, largest, err
		}
		at := namedPage.FindStringSubmatch(text)
		if at == nil {
			return nil, 0, fmt.Errorf("a page of the survey has no name: %.300s", text)
		}
		form.Set(ui.FieldSurveyPage, at[1])
		if item, ok := ui.SurveyItemOf(at[1]); ok {
			form.Set(ui.FieldSurveyAnswer(item), "mostly")
		}
		switch at[1] {
		case ui.SurveyPageLevel:
			form.Set(ui.FieldSurveyLevel, framework.Direct)
		case ui.SurveyPageOf("p1"):
			form.Set(ui.FieldSurveyComment("P1"), "We sat down together and it went well.")
		case ui.SurveyPageCheck:
			form.Set(ui.FieldStep, ui.SurveySend)
		}
	}
	return nil, 0, errors.New("the survey never ends")
}

var (
	namedPage = regexp.MustCompile(`name="page" value="([^"]+)"`)
	fetched   = regexp.MustCompile(`(?:<script[^>]* src|<link[^>]*rel="(?:stylesheet|modulepreload|preload|icon)"[^>]* href)="(/[^"]+)"`)
)

// sizes are the bytes of the first page with all it fetches, and of the largest later.
func (q surveyed) sizes(client *http.Client) (first, later int, err error) {
	text, first, err := page(client, q.address+ui.AnswerURL(q.link.Code), nil)
	if err != nil {
		return 0, 0, err
	}
	for _, found := range fetched.FindAllStringSubmatch(text, -1) {
		_, size, err := page(client, q.address+found[1], nil)
		if err != nil {
			return 0, 0, err
		}
		first += size
	}
	_, later, err = q.whole(client)
	return first, later, err
}

// page is a page as a browser takes it, and how many bytes came.
func page(client *http.Client, address string, form url.Values) (text string, size int, err error) {
	method := http.MethodPost
	if form == nil {
		method = http.MethodGet
	}
	request, err := http.NewRequest(method, address, strings.NewReader(form.Encode()))
	if err != nil {
		return "", 0, err
	}
	request.Header.Set("Accept-Encoding", "gzip")
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := client.Do(request)
	if err != nil {
		return "", 0, err
	}
	defer answer.Body.Close()
	packed, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		return "", 0, fmt.Errorf("%s answered %s: %w", address, answer.Status, err)
	}
	if answer.Header.Get("Content-Encoding") != "gzip" {
		return string(packed), len(packed), nil
	}
	plain, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return "", 0, err
	}
	whole, err := io.ReadAll(plain)
	return string(whole), len(packed), err
}
