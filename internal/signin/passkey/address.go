package passkey

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"

	"bearings/internal/fault"
)

// party reads the address of a site into the host that passkeys are made for and
// the origin that browsers name. Browsers have passkeys on https, and on a
// machine's own localhost, but never where the address is a number.
func party(address string) (host, origin string, err error) {
	parsed, err := url.Parse(strings.TrimSuffix(address, "/"))
	if err != nil || parsed.User != nil || parsed.Path != "" || parsed.RawQuery != "" || parsed.Fragment != "" {
		return "", "", unusable(address)
	}
	host, err = idna.Lookup.ToASCII(parsed.Hostname())
	if err != nil || host == "" || isNumber(host) {
		return "", "", unusable(address)
	}
	port := parsed.Port()
	switch {
	case parsed.Scheme == "https" && port == "443", parsed.Scheme == "http" && port == "80":
		port = "" // browsers leave it out
	}
	if parsed.Scheme != "https" && !(parsed.Scheme == "http" && isLocal(host)) {
		return "", "", unusable(address)
	}
	origin = parsed.Scheme + "://" + host
	if port != "" {
		origin += ":" + port
	}
	return host, origin, nil
}

func isLocal(host string) bool { return host == "localhost" || strings.HasSuffix(host, ".localhost") }

// isNumber says whether a host is an IP address, in whatever way browsers read
// one: 127.1 and 0x7f000001 are addresses to them.
func isNumber(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	last := host[strings.LastIndex(host, ".")+1:]
	return last != "" && (strings.Trim(last, "0123456789") == "" || strings.HasPrefix(last, "0x"))
}

func unusable(address string) error {
	return fault.New(fault.Invalid, "signinways.passkey-address", "Address", address)
}
