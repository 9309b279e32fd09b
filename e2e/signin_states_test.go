package e2e_test

import (
	"bearings/internal/people"
	"bearings/internal/ui"
)

// signInStates are the pages around signing in and somebody's own account.
func signInStates(h house) []state {
	first := map[string]string{ui.FieldCode: firstCode, ui.FieldName: "N", ui.FieldEmail: "n@b.tst", ui.FieldPartnership: "P"}
	fresh := func(s state) state { s.path, s.press, s.change = ui.SetUpPath, send, anew(h.empty); return s }
	keep := func(s state) state { s.as = contributor; return s }
	return []state{
		{route: "SignIn", name: "fresh", path: ui.SignInPath},
		{route: "SignIn", name: "leading-on", path: ui.SignInTo(ui.AccountPath)},
		{route: "AskCode", name: "no-address", path: ui.SignInPath, press: "main form[action$=code] button", status: 422},
		{route: "AskCode", name: "asked", path: ui.SignInPath, press: "main form[action$=code] button", fill: map[string]string{ui.FieldEmail: "b@b.tst"}},
		{route: "TypeCode", name: "fresh", path: ui.SignInTypePath},
		{route: "TypedCode", name: "wrong", path: ui.SignInTypePath, press: send, fill: map[string]string{ui.FieldCode: "12345678"}, status: 422},
		{route: "AskPasskey", name: "asked", path: ui.SignInPath, press: "main form[action$=passkey] button"},
		{route: "AskIssuer", name: "down", path: ui.SignInPath, press: "main form[action*=issuer] button", status: 503},
		{route: "Back", name: "lost", path: ui.SignInBackPath + "?state=x&code=y", status: 422},
		{route: "SetUp", name: "closed", path: ui.SetUpPath},
		{route: "SetUp", name: "fresh", path: ui.SetUpPath, change: anew(h.empty)},
		fresh(state{route: "SetUpDone", name: "wrong-code", fill: map[string]string{ui.FieldCode: "1"}, status: 422}),
		fresh(state{route: "JoinWay", name: "choosing", fill: first}),
		fresh(state{route: "SetUpDone", name: "set-up", fill: first}),
		fresh(state{route: "JoinPasskey", name: "asked", fill: first, then: "main form[action$=passkey]"}),
		fresh(state{route: "JoinIssuer", name: "down", fill: first, then: "main form[action*=issuer]", status: 503}),
		{route: "JoinPasskeyDone", name: "refused", path: ui.SetUpPath, change: anew(h.empty), fill: first, press: send, then: "main form[action$=passkey]", status: 422, again: "form[data-passkey]"},
		{route: "AnswerPasskey", name: "refused", path: ui.SignInPath, press: "main form[action$=passkey] button", then: "form[data-passkey]", status: 422},
		{route: "AddedPasskey", name: "refused", path: ui.AccountPath, as: contributor, press: "main form[action$=passkeys] button", then: "form[data-passkey]", status: 422},
		{route: "RenamePasskey", name: "renamed", path: ui.AccountPath, as: coordinator, press: "main form[action$='passkeys/name'] button"},
		{route: "RemovePasskey", name: "removed", path: ui.AccountPath, as: coordinator, press: "main form[action$='passkeys/remove'] button"},
		{route: "Unlink", name: "last-way", path: ui.AccountPath, as: coordinator, press: "main form[action$=unlink] button", status: 422},
		{route: "Join", name: "fresh", path: ui.JoinPath},
		{route: "Joined", name: "wrong", path: ui.JoinPath, press: send, fill: map[string]string{ui.FieldCode: "ABCD"}, status: 422},
		{route: "JoinWay", name: "over", path: ui.JoinWayPath},
		{route: "Outbox", name: "letters", path: ui.OutboxPath},
		keep(state{route: "Account", name: "contributor", path: ui.AccountPath}),
		{route: "Account", name: "by-code", path: ui.AccountPath, as: weak},
		{route: "Account", name: "guest", path: ui.AccountPath, as: guest},
		keep(state{route: "AccountName", name: "empty", path: ui.AccountPath, press: "main form[action$=name] button", fill: map[string]string{ui.FieldName: ""}, status: 422}),
		keep(state{route: "AddPasskey", name: "asked", path: ui.AccountPath, press: "main form[action$=passkeys] button"}),
		keep(state{route: "EndSession", name: "ended-others", path: ui.AccountPath, press: "main form[action$=sessions] button"}),
		keep(state{route: "LinkIssuer", name: "down", path: ui.AccountPath, press: "main form[action*=issuers] button", status: 503}),
		keep(state{route: "Erase", name: "fresh", path: ui.AccountErasePath}),
		keep(state{route: "Erased", name: "not-sure", path: ui.AccountErasePath, press: send, status: 422}),
		{route: "Erase", name: "last-coordinator", path: ui.AccountErasePath, as: coordinator},
		{route: "SignOut", name: "out", path: ui.AccountPath, as: who(people.Facilitator), press: ".asker__out"},
	}
}
