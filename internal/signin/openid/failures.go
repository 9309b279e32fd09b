package openid

import (
	"errors"
	"fmt"
	"net/url"
	"slices"

	"golang.org/x/oauth2"

	"bearings/internal/fault"
)

// What a person reads stands in the fault. What the log gets is its cause as text:
// it holds no token, code or secret, whatever an issuer writes into its errors.

// down is for an issuer that can't be asked.
func (i *issuer) down(cause error) error {
	return i.fault(fault.Unavailable, "signinways.issuer-down", cause)
}

// refused is for an answer that does not hold.
func (i *issuer) refused(cause error) error {
	return i.fault(fault.Invalid, "signinways.issuer-refused", cause)
}

func stale(cause error) error {
	return because(fault.New(fault.Invalid, "signinways.issuer-stale"), cause)
}

func because(f *fault.Fault, cause error) error {
	f.Because = cause
	return fmt.Errorf("%w: %w", f, cause)
}

func (i *issuer) fault(kind fault.Kind, message string, cause error) error {
	// Where an answer led to may hold what was sent.
	if asking, ok := errors.AsType[*url.Error](cause); ok {
		cause = asking.Err
	}
	text := cause.Error()
	if len(text) > longestCause {
		text = text[:longestCause] + "…"
	}
	return because(fault.New(kind, message, "Name", i.Name), fmt.Errorf("%s: %s", i.ID, text))
}

// lost is for an issuer that does not say where its parts are, or not as it should.
func (i *issuer) lost(cause error) error {
	if isDown(cause) {
		return i.down(cause)
	}
	return i.refused(cause)
}

// said is for an error that the issuer sent back with the browser. Anybody can
// write such an address, so only words of the standard go on.
func (i *issuer) said(code string) error {
	code = standard(code)
	switch code {
	case "access_denied":
		return i.fault(fault.Invalid, "signinways.issuer-denied", errors.New(code))
	case "server_error", "temporarily_unavailable":
		return i.down(errors.New(code))
	default:
		return i.refused(errors.New(code))
	}
}

// failed is for a question to the issuer that came to nothing.
func (i *issuer) failed(what string, err error) error {
	if isDown(err) {
		return i.down(err)
	}
	if answer, ok := errors.AsType[*oauth2.RetrieveError](err); ok {
		code := standard(answer.ErrorCode)
		if code == "temporarily_unavailable" {
			return i.down(errors.New(code))
		}
		return i.refused(fmt.Errorf("%s: %s", what, code))
	}
	// What can't be read may hold what nobody else should read.
	return i.refused(fmt.Errorf("%s can't be read", what))
}

var standardErrors = []string{
	"access_denied", "server_error", "temporarily_unavailable",
	"invalid_request", "invalid_client", "invalid_grant", "invalid_scope",
	"unauthorized_client", "unsupported_grant_type", "unsupported_response_type",
	"login_required", "interaction_required", "consent_required", "account_selection_required",
}

func standard(code string) string {
	if slices.Contains(standardErrors, code) {
		return code
	}
	return "an error of its own"
}

// longestCause keeps a page that came in place of an answer out of the log.
const longestCause = 300
