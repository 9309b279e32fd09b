package ui

import "net/url"

// Where people sign in, and where they work.
const (
	SetUpPath        = "/set-up"
	SignInPath       = "/sign-in"
	SignInCodePath   = "/sign-in/code"
	SignInTypePath   = "/sign-in/code/type"
	SignInKeyPath    = "/sign-in/passkey"
	SignInIssuerPath = "/sign-in/issuer"
	SignInBackPath   = "/sign-in/back"
	JoinPath         = "/join"
	SignOutPath      = "/sign-out"
	AccountPath      = "/account"
	OutboxPath       = "/outbox"
	PartnershipsPath = "/partnerships"
)

// FieldTo is the name of the field that says where to go after signing in.
const FieldTo = "to"

// SignInTo is the page to sign in on, which leads to a path of this site
// afterwards.
func SignInTo(path string) string {
	if path == HomePath || path == "" {
		return SignInPath
	}
	return SignInPath + "?" + url.Values{FieldTo: {path}}.Encode()
}

// PartnershipURL is the page of a partnership, and of a part of it.
func PartnershipURL(id string, part ...string) string {
	address := PartnershipsPath + "/" + url.PathEscape(id)
	for _, one := range part {
		address += "/" + url.PathEscape(one)
	}
	return address
}
