package round

import (
	"time"

	"bearings/internal/people"
)

// AgencyReply is an agency's own words beside a finding about it.
type AgencyReply struct {
	Agency people.AgencyID
	// Finding says which: its kind, principle and item.
	Finding, Text string
	Author        people.AccountID
	At            time.Time
}

// Share says who may see a page of the results beside the partnership's members.
type Share struct {
	Page     string
	Audience Audience
	Author   people.AccountID
	At       time.Time
}

// Audience is who may see a page.
type Audience string

const (
	Members    Audience = "members"
	Scrutineer Audience = "scrutineer" // members, and whoever scrutinises
	Public     Audience = "public"     // everybody
)

// resultReader and resultWriter are what results need of the store.
type (
	resultReader interface {
		Shares(id ID) ([]Share, error)
		AgencyReplies(id ID) ([]AgencyReply, error)
	}
	resultWriter interface {
		PutShare(id ID, s Share) error
		// PutAgencyReply writes a reply, or takes it away where its text is empty.
		PutAgencyReply(id ID, r AgencyReply) error
	}
)
