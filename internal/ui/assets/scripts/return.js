// Saves an agency's return as one types. Everything said here stands in the page
// already; without this file the buttons save.
'use strict'
for (const form of document.querySelectorAll('form[data-saving]')) {
  const idle = 2500 // milliseconds without a change before what is written is sent
  const again = 10000 // and before what could not be sent is tried again
  const most = 60000 // bytes a browser takes along when a page is left
  const told = form.querySelector('[data-saving-told]')
  const signIn = form.querySelector('[data-saving-in]')
  let changes = 0 // how often something was changed, and up to which of them it is kept
  let kept = 0
  let sending = null
  let timer = 0
  let leaving = false

  const say = (what) => { if (told.textContent !== what) told.textContent = what }
  const wait = (time) => { clearTimeout(timer); timer = setTimeout(save, time) }
  const body = () => new URLSearchParams(new FormData(form))
  const field = (name) => form.elements.namedItem(name)

  // take goes on from what the server keeps.
  function take (reply) {
    for (const { item, base, beside } of reply.saved) {
      field(`base-${item}`).value = base
      field(`beside-${item}`).value = beside
      if (beside) form.querySelector(`[data-both="${CSS.escape(item)}"]`).hidden = false
    }
  }

  async function send () {
    const upTo = changes
    try {
      const answer = await fetch(form.action, { method: 'POST', body: body(), headers: { Accept: 'application/json' }, redirect: 'error' })
      signIn.hidden = answer.status !== 401
      if (answer.status === 401) {
        say(form.dataset.signedOut)
        return wait(again)
      }
      const isOurs = (answer.headers.get('Content-Type') || '').startsWith('application/json')
      if (!isOurs) {
        say(answer.status >= 500 || answer.status === 429 ? form.dataset.offline : form.dataset.refused)
        if (answer.status >= 500 || answer.status === 429) wait(again)
        return
      }
      const reply = await answer.json()
      if (answer.ok) take(reply)
      if (reply.wrong) return say(reply.wrong)
      kept = upTo
      if (kept === changes) say(form.dataset.saved)
    } catch {
      say(form.dataset.offline)
      wait(again)
    }
  }

  // save sends what is not kept yet; one after another, so that each goes on from the
  // one before.
  function save () {
    clearTimeout(timer)
    if (sending || kept === changes) return sending
    sending = send().finally(() => {
      sending = null
      if (kept !== changes && told.textContent === form.dataset.unsaved) wait(idle)
    })
    return sending
  }

  function changed () {
    changes++
    say(form.dataset.unsaved)
    wait(idle)
  }

  form.addEventListener('input', (event) => { if (event.target.name && !event.target.name.includes('.')) changed() })
  window.addEventListener('online', save)
  window.addEventListener('focus', () => { if (kept !== changes && told.textContent !== form.dataset.unsaved) save() })
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') save() })

  // Leaving takes along what is not kept, if it is short enough; else the browser asks.
  window.addEventListener('beforeunload', (event) => {
    if (leaving || kept === changes) return
    if (sending || body().toString().length > most) event.preventDefault()
  })
  window.addEventListener('pagehide', () => {
    if (leaving || kept === changes || sending) return
    fetch(form.action, { method: 'POST', body: body(), headers: { Accept: 'application/json' }, keepalive: true }).catch(() => {})
  })

  // A button waits for what is on its way, so that it goes on from it.
  form.addEventListener('submit', (event) => {
    clearTimeout(timer)
    if (sending) {
      event.preventDefault()
      sending.finally(() => form.requestSubmit(event.submitter))
      return
    }
    leaving = true
  })
  window.addEventListener('pageshow', () => { leaving = false })
}
