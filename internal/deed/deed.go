// Package deed is the audit trail: what was done, by whom and to whom, in an
// order that can't be changed unseen. It holds no answers, no words of people
// and no names: who an id stands for is written elsewhere, so that an account
// can be erased and the trail stays whole.
package deed

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strings"
	"time"
)

// Kind says what was done. Its words are the message "deed.<kind>".
type Kind string

// The deeds there are.
const (
	PartnershipStarted Kind = "partnership-started"
	PartnershipRenamed Kind = "partnership-renamed"
	AgencyAdded        Kind = "agency-added"
	AgencyChanged      Kind = "agency-changed"
	AgencyLeft         Kind = "agency-left"
	JoiningOffered     Kind = "joining-offered"
	AgencyJoined       Kind = "agency-joined"
	RoleGiven          Kind = "role-given"
	RoleTaken          Kind = "role-taken"
	PersonInvited      Kind = "person-invited"
	PersonChanged      Kind = "person-changed"
	CodeMade           Kind = "code-made"
	PasskeyAdded       Kind = "passkey-added"
	PasskeyRemoved     Kind = "passkey-removed"
	IdentityLinked     Kind = "identity-linked"
	IdentityRemoved    Kind = "identity-removed"
	SessionsEnded      Kind = "sessions-ended"
	AccountReset       Kind = "account-reset"
	AccountExported    Kind = "account-exported"
	AccountErased      Kind = "account-erased"
	TrailShortened     Kind = "trail-shortened"
	RetentionRan       Kind = "retention-ran"
	BackupMade         Kind = "backup-made"
	BackupRestored     Kind = "backup-restored"
	DatabaseUpgraded   Kind = "database-upgraded"
	RoundMade          Kind = "round-made"
	RoundChanged       Kind = "round-changed"
	RoundRemoved       Kind = "round-removed"
	RoundOpened        Kind = "round-opened"
	RoundReminded      Kind = "round-reminded"
	RoundExtended      Kind = "round-extended"
	RoundClosed        Kind = "round-closed"
	RoundReleased      Kind = "round-released"
	RoundReleasedAgain Kind = "round-released-again"
	RoundShared        Kind = "round-shared"
	LinkMade           Kind = "link-made"
	LinkRemoved        Kind = "link-removed"
	PagesAgreed        Kind = "pages-agreed"
	ReturnSigned       Kind = "return-signed"
	ReturnReopened     Kind = "return-reopened"
	ReturnOffered      Kind = "return-offered"
	ReturnWithheld     Kind = "return-withheld"
	ReturnsRevealed    Kind = "returns-revealed"
	EvidenceAdded      Kind = "evidence-added"
	EvidenceRemoved    Kind = "evidence-removed"
	RemarksPublished   Kind = "remarks-published"
	AnswersImported    Kind = "answers-imported"
	ImportUndone       Kind = "import-undone"
	AgencyReplied      Kind = "agency-replied"
	SupportWritten     Kind = "support-written"
	SupportDecided     Kind = "support-decided"
	PartnershipPacked  Kind = "partnership-packed"
	PartnershipTaken   Kind = "partnership-taken"
)

// Kinds are all of them, in the order above.
var Kinds = []Kind{
	PartnershipStarted, PartnershipRenamed, AgencyAdded, AgencyChanged, AgencyLeft, JoiningOffered, AgencyJoined,
	RoleGiven, RoleTaken, PersonInvited, PersonChanged, CodeMade, PasskeyAdded, PasskeyRemoved, IdentityLinked, IdentityRemoved,
	SessionsEnded, AccountReset, AccountExported, AccountErased, TrailShortened, RetentionRan,
	BackupMade, BackupRestored, DatabaseUpgraded,
	RoundMade, RoundChanged, RoundRemoved, RoundOpened, RoundReminded, RoundExtended, RoundClosed, RoundReleased, RoundReleasedAgain, RoundShared,
	LinkMade, LinkRemoved, PagesAgreed, ReturnSigned, ReturnReopened, ReturnOffered, ReturnWithheld, ReturnsRevealed, EvidenceAdded, EvidenceRemoved,
	RemarksPublished, AnswersImported, ImportUndone, AgencyReplied, SupportWritten, SupportDecided, PartnershipPacked, PartnershipTaken,
}

// Actors that are no account.
const (
	TheProgram  = "program" // work done by itself: retention, upgrades
	AtTheServer = "server"  // a command typed by whoever runs the machine
	ByCode      = "set-up"  // whoever typed the set-up code, before there was an account
)

// Deed is one thing done.
type Deed struct {
	At time.Time
	// Actor is the id of an account, or one of the actors above.
	Actor string
	Kind  Kind
	// Partnership is the id of the partnership it was done in, or empty.
	Partnership string
	// About are ids of what it was done to, and fixed words such as a role's. A
	// name, an address or a text of anybody never stands here.
	About []Subject
}

// Subject is one thing a deed is about: what it is to the deed, and its id.
type Subject struct{ As, ID string }

// About makes the subjects of a deed: About("account", id, "role", "coordinator").
func About(pairs ...string) []Subject {
	var all []Subject
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			all = append(all, Subject{pairs[i], pairs[i+1]})
		}
	}
	return all
}

// Of is the id of the subject of that name, or empty.
func (d Deed) Of(as string) string {
	for _, s := range d.About {
		if s.As == as {
			return s.ID
		}
	}
	return ""
}

// Entry is a deed in its place in the trail.
type Entry struct {
	// Seq counts from 1 without gaps.
	Seq int64
	Deed
	// Previous is the hash of the entry before, and Hash is this one's: 64
	// hexadecimal digits each.
	Previous, Hash string
}

// Head is how far a trail goes: the number of its last entry, and that entry's
// hash. The zero Head is an empty trail.
type Head struct {
	Seq  int64
	Hash string
}

// Beginning is what stands as the hash before the first entry.
var Beginning = strings.Repeat("0", 64)

// After is the hash that the next entry names as the one before it.
func (h Head) After() string {
	if h.Seq == 0 {
		return Beginning
	}
	return h.Hash
}

// Next puts a deed after the head of a trail.
func (h Head) Next(d Deed) Entry {
	d.At = d.At.UTC().Truncate(time.Microsecond)
	e := Entry{Seq: h.Seq + 1, Deed: d, Previous: h.After()}
	e.Hash = e.Sum()
	return e
}

// Head is the trail's head once the entry is its last.
func (e Entry) Head() Head { return Head{e.Seq, e.Hash} }

// Sum is the hash of all that the entry says, the one before included: SHA-256
// over every field, each preceded by its length, so that no two entries can
// give the same bytes.
func (e Entry) Sum() string {
	sum := sha256.New()
	put := func(field string) {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(field)))
		sum.Write(length[:])
		sum.Write([]byte(field))
	}
	number := func(n int64) {
		var bytes [8]byte
		binary.BigEndian.PutUint64(bytes[:], uint64(n))
		sum.Write(bytes[:])
	}
	put("bearings-deed/1")
	put(e.Previous)
	number(e.Seq)
	number(e.At.UnixMicro())
	put(e.Actor)
	put(string(e.Kind))
	put(e.Partnership)
	number(int64(len(e.About)))
	for _, s := range e.About {
		put(s.As)
		put(s.ID)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// IsKnown says whether this program knows the kind.
func (k Kind) IsKnown() bool { return slices.Contains(Kinds, k) }
