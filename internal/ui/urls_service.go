package ui

// The pages every public service owes.
const (
	AccessibilityPath = "/accessibility"
	PrivacyPath       = "/privacy"
	CookiesPath       = "/cookies"
	TermsPath         = "/terms"
	HelpPath          = "/help"
)

// Where people can complain and call for help, besides this site.
const (
	enforcementURL = "https://www.equalityadvisoryservice.com/"
	commissionURL  = "https://ico.org.uk/make-a-complaint/"
	childlineURL   = "https://www.childline.org.uk/"
	signedURL      = "https://999bsl.co.uk/"
	licenceURL     = "https://creativecommons.org/licenses/by/4.0/"
)
