// The page's side of the checker: starts the worker when it is first asked, and
// turns each question into a promise. The element that carries the addresses is
// the script element of the page, see languageScript in internal/ui.

const at = document.querySelector('script[data-language-worker]').dataset
const waiting = new Map()
let worker
let last = 0

const failed = () => ({ bytes: 0, checked: 0, findings: [], suppressed: [], problem: { code: 'engine', place: '' } })

function begin () {
  worker = new Worker(at.languageWorker)
  worker.addEventListener('message', ({ data }) => {
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  })
  worker.addEventListener('error', () => {
    for (const answer of waiting.values()) answer(failed())
    waiting.clear()
    worker.terminate()
    worker = undefined
  })
  worker.postMessage({ kind: 'start', hints: at.languageHints, document: at.languageDocument, rules: at.languageRules })
}

async function ask (question, transfer) {
  try {
    if (!worker) begin()
  } catch {
    return failed() // a browser without workers
  }
  return new Promise((resolve) => {
    const id = ++last
    waiting.set(id, resolve)
    worker.postMessage({ id, ...question }, transfer || [])
  })
}

// prepare has the checker loaded, once somebody writes.
export function prepare () {
  if (!worker) ask({ kind: 'check', text: '' })
}

// check reads a text of a profile: note, document or guidance; voice says that it
// is a child's own words. language-worker.js has the shape of the answer.
export function check (text, { profile = 'note', voice = false } = {}) {
  return ask({ kind: 'check', text, profile, voice })
}

// read reads a File. Its bytes are handed over, not copied.
export async function read (file, { profile = 'document' } = {}) {
  const bytes = await file.arrayBuffer()
  return ask({ kind: 'document', name: file.name, bytes, profile }, [bytes])
}
