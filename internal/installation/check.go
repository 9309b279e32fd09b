package installation

import (
	"maps"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	mostDays = 60
	mostText = 1000
)

func (l *loading) check() {
	if l.Format != Format {
		l.wrong("format", "installation.format", "Format", Format)
	}
	l.address()
	l.contact("contact", l.Contact)
	l.contact("accessibility.contact", l.Accessibility.Contact)
	l.contact("data_protection.contact", l.DataProtection.Contact)
	if days := l.Accessibility.ReplyDays; days < 0 || days > mostDays {
		l.wrong("accessibility.reply_days", "installation.days", "Most", mostDays)
	}
	l.day("accessibility.reviewed", l.Accessibility.Reviewed)
	l.audit()
	for n, one := range l.Accessibility.Problems {
		place := item("accessibility.problems", n)
		l.need(place+".what", one.What)
		if one.Criterion != "" && !criterion.MatchString(one.Criterion) {
			l.wrong(place+".criterion", "installation.criterion")
		}
	}
	for n, one := range l.HelpNow {
		place := item("help_now", n)
		l.need(place+".name", one.Name)
		l.need(place+".phone", one.Phone)
		l.phone(place+".phone", one.Phone)
	}
	for n, one := range l.Members {
		l.need(item("members", n), one)
	}
	l.lengths()
	l.running()
}

func item(list string, n int) string { return list + "[" + strconv.Itoa(n+1) + "]" }

// address is a host alone: pages are linked to from its top.
func (l *loading) address() {
	if l.Address == "" {
		return
	}
	l.Address = strings.TrimRight(l.Address, "/")
	u, err := url.Parse(l.Address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || u.User != nil ||
		u.Path != "" || u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(l.Address, "?# ") {
		l.wrong("address", "installation.address")
	}
}

func (l *loading) contact(field string, c Contact) {
	if c.Email != "" {
		parsed, err := mail.ParseAddress(c.Email)
		if err != nil || parsed.Address != c.Email || !strings.Contains(c.Email[strings.LastIndex(c.Email, "@"):], ".") {
			l.wrong(field+".email", "installation.email", "Given", c.Email)
		}
	}
	l.phone(field+".phone", c.Phone)
}

// number is a telephone number as people write it; 3 digits are enough for 101.
var number = regexp.MustCompile(`^\+?[0-9 ()-]+$`)

func (l *loading) phone(field, phone string) {
	if phone == "" {
		return
	}
	if digits := len(Dial(phone)); !number.MatchString(phone) || digits < 3 || digits > 16 {
		l.wrong(field, "installation.phone", "Given", phone)
	}
}

// Dial is a telephone number as a telephone takes it.
func Dial(phone string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, phone)
}

var criterion = regexp.MustCompile(`^[1-4]\.\d{1,2}\.\d{1,2}$`)

func (l *loading) audit() {
	a := l.Accessibility.Audit
	if a == nil {
		return
	}
	l.need("accessibility.audit.by", a.By)
	l.need("accessibility.audit.on", a.On)
	l.day("accessibility.audit.on", a.On)
	if !slices.Contains(Statuses, a.Status) {
		l.wrong("accessibility.audit.status", "installation.status", "Allowed", strings.Join(Statuses, ", "))
	}
	if a.Status == Fully && len(l.Accessibility.Problems) > 0 {
		l.wrong("accessibility.audit.status", "installation.not-fully")
	}
}

func (l *loading) day(field, day string) {
	if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
		l.wrong(field, "installation.day")
	}
}

func (l *loading) need(field, value string) {
	if strings.TrimSpace(value) == "" {
		l.wrong(field, "installation.needed")
	}
}

// lengths keeps a page from being one endless text.
func (l *loading) lengths() {
	texts := map[string]string{
		"name": l.Name, "organisation": l.Organisation, "partnership": l.Partnership, "in_front": l.InFront,
		"contact.post": l.Contact.Post, "contact.hours": l.Contact.Hours,
		"data_protection.controller": l.DataProtection.Controller, "data_protection.officer": l.DataProtection.Officer,
		"data_protection.basis": l.DataProtection.Basis,
	}
	for _, field := range slices.Sorted(maps.Keys(texts)) {
		if len(texts[field]) > mostText {
			l.wrong(field, "installation.long", "Most", mostText)
		}
	}
}
