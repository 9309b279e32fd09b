package ui

import "net/url"

// The steps of signing in, and what can be done on the account's page.
const (
	SignInKeyDonePath    = SignInKeyPath + "/done"
	SignInIssuersPattern = SignInIssuerPath + "/{issuer}"
	JoinWayPath          = JoinPath + "/way"
	JoinKeyPath          = JoinPath + "/passkey"
	JoinKeyDonePath      = JoinKeyPath + "/done"
	JoinIssuersPattern   = JoinPath + "/issuer/{issuer}"

	AccountNamePath       = AccountPath + "/name"
	AccountKeysPath       = AccountPath + "/passkeys"
	AccountKeysDonePath   = AccountKeysPath + "/done"
	AccountKeyNamePath    = AccountKeysPath + "/name"
	AccountKeyRemovePath  = AccountKeysPath + "/remove"
	AccountIssuersPattern = AccountPath + "/issuers/{issuer}"
	AccountUnlinkPath     = AccountPath + "/unlink"
	AccountSessionsPath   = AccountPath + "/sessions"
	AccountExportPath     = AccountPath + "/export"
	AccountErasePath      = AccountPath + "/erase"
)

// What the fields of these forms are called.
const (
	FieldEmail       = "email"
	FieldCode        = "code"
	FieldName        = "name"
	FieldPartnership = "partnership"
	FieldAnswer      = "answer"
	FieldID          = "id"
	FieldIssuer      = "issuer"
	FieldSure        = "sure"
)

// AllOthers is the id that stands for every session but the one it is sent from.
const AllOthers = "others"

// SignInIssuerURL, JoinIssuerURL and AccountIssuerURL are where a form is sent that
// leads to an issuer.
func SignInIssuerURL(id string) string { return SignInIssuerPath + "/" + url.PathEscape(id) }

func JoinIssuerURL(id string) string { return JoinPath + "/issuer/" + url.PathEscape(id) }

func AccountIssuerURL(id string) string { return AccountPath + "/issuers/" + url.PathEscape(id) }
