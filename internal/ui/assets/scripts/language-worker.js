// Reads text with the checker, away from the page, and sends it nowhere. The
// build puts Go's own wasm_exec.js before it.
//
// The page says first where the programs and the rules are, or gives them whole:
//   {kind: 'start', hints, document, rules}    each an address, or bytes (rules: text)
// and then asks, as often as it likes:
//   {id, kind: 'check', text, profile, voice}
//   {id, kind: 'document', name, bytes, profile}
// Every question gets one answer:
//   {id, bytes, checked, findings: [{rule, words, severity, start, end, line, column,
//    text, why, alternatives, source, identifying}], suppressed: [... with reason]}
// and for a document also text, format, blocks: [{kind, start, end}],
// pages: [{start}], unread: [{code, place, page}]. What could not be done at all
// has problem: {code, place}. start and end are UTF-16 units of the text. The
// profiles are note, document and guidance; voice says that the text is a child's
// own words.
'use strict'

;(() => {
  let where = {}
  const engines = {}
  let rulesText

  async function rules () {
    if (!rulesText) {
      rulesText = /^\/|^https?:/.test(where.rules) ? fetched(where.rules).then((r) => r.text()) : Promise.resolve(where.rules)
    }
    return rulesText
  }

  async function fetched (address) {
    const response = await fetch(address, { credentials: 'same-origin' })
    if (!response.ok) throw new Error(String(response.status))
    return response
  }

  async function program (source, go) {
    if (typeof source !== 'string') return (await WebAssembly.instantiate(source, go.importObject)).instance
    return (await WebAssembly.instantiateStreaming(fetched(source), go.importObject)).instance
  }

  // The program tells its functions to the worker as soon as it runs, and runs for
  // as long as the worker does.
  async function start (name, global) {
    const go = new self.Go()
    go.env = { GOGC: '400' }
    const [instance, pack] = await Promise.all([program(where[name], go), rules()])
    const running = go.run(instance)
    running.then(() => { delete engines[name] })
    const engine = self[global]
    if (!engine.rules(pack)) throw new Error('rules')
    return engine
  }

  function engine (name, global) {
    if (!engines[name]) {
      engines[name] = start(name, global)
      engines[name].catch(() => { delete engines[name] }) // the next question tries again
    }
    return engines[name]
  }

  async function check (question) {
    const hints = await engine('hints', 'bearingsHints')
    return JSON.parse(hints.check(question.text, question.profile || 'note', Boolean(question.voice)))
  }

  async function read (question) {
    const reader = await engine('document', 'bearingsDocument')
    const [found, text] = reader.read(question.name, new Uint8Array(question.bytes), question.profile || 'document')
    return { ...JSON.parse(found), text }
  }

  const answers = { check, document: read }

  self.addEventListener('message', async ({ data }) => {
    if (data.kind === 'start') {
      where = data
      return
    }
    let answer
    try {
      answer = await answers[data.kind](data)
    } catch {
      answer = { bytes: 0, checked: 0, findings: [], suppressed: [], problem: { code: 'engine', place: '' } }
    }
    self.postMessage({ ...answer, id: data.id })
  })
})()
