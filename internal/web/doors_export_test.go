package web

// CountsAsSigningIn and HasOwnLimits let tests of the table see what it says.
func (r Route) CountsAsSigningIn() bool { return r.counted == signingIn }

// HasOwnLimits says that the handler has rules of its own for how much may come.
func (r Route) HasOwnLimits() bool { return r.taken != aForm }
