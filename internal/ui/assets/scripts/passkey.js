// Adds a passkey, or signs in with one. The form brings what to ask the browser,
// and takes its answer to the server like any other form; nothing is sent from
// here. Without this file, or in a browser without passkeys, the page's other ways
// stand there.
'use strict'
{
  const form = document.querySelector('form[data-passkey]')
  const failed = document.querySelector('[data-passkey-failed]')
  const missing = document.querySelector('[data-passkey-missing]')
  const kind = form && form.dataset.kind
  let asking = null // what stops the question that stands open

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }))

  // What browsers do by themselves since 2025, for those that don't.
  function parse (json) {
    const name = kind === 'create' ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON'
    if (PublicKeyCredential[name]) return PublicKeyCredential[name](json)
    const options = { ...json, challenge: bytes(json.challenge) }
    if (json.user) options.user = { ...json.user, id: bytes(json.user.id) }
    if (json.excludeCredentials) options.excludeCredentials = named(json.excludeCredentials)
    if (json.allowCredentials) options.allowCredentials = named(json.allowCredentials)
    return options
  }

  function written (credential) {
    // Some password managers bring a toJSON that throws.
    try {
      return JSON.stringify(credential.toJSON())
    } catch { /* by hand, then */ }
    const response = {}
    for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
      if (credential.response[part]) response[part] = text(credential.response[part])
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports()
    const { id, type } = credential
    return JSON.stringify({ id, rawId: text(credential.rawId), type, response, clientExtensionResults: credential.getClientExtensionResults() })
  }

  function show (element) {
    if (!element) return
    element.hidden = false
    element.tabIndex = -1
    element.focus()
  }

  async function ask () {
    if (asking) asking.abort()
    const mine = asking = new AbortController()
    if (failed) failed.hidden = true
    try {
      const publicKey = parse(JSON.parse(form.dataset.options))
      const { signal } = mine
      const answer = await (kind === 'create'
        ? navigator.credentials.create({ publicKey, signal })
        : navigator.credentials.get({ publicKey, signal }))
      form.elements.answer.value = written(answer)
      form.submit()
    } catch {
      // Whoever asked again is waiting for the other question.
      if (asking === mine) show(failed)
    }
  }

  if (form && (!window.PublicKeyCredential || !navigator.credentials)) {
    for (const button of form.querySelectorAll('button')) button.hidden = true
    if (missing) missing.hidden = false
  } else if (form) {
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      ask()
    })
    if (kind === 'get' && 'start' in form.dataset) ask()
  }
}
