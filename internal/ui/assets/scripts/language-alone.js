// The page's side of the checker where the page is one file: what language.js
// does, with the worker, the programs and the rules out of the page itself.
const given = { kind: 'start' }
const waiting = new Map()
let worker
let last = 0

async function unpack (name) {
  const coded = atob(document.getElementById(`packed-${name}`).textContent)
  const bytes = new Uint8Array(coded.length)
  for (let n = 0; n < coded.length; n++) bytes[n] = coded.charCodeAt(n)
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Response(plain).arrayBuffer()
}

function stopped () {
  for (const [id, answer] of waiting) answer({ id, bytes: 0, checked: 0, findings: [], suppressed: [], problem: { code: 'engine', place: '' } })
  waiting.clear()
  worker?.terminate()
  worker = undefined
}

async function begin () {
  const source = await unpack('worker')
  given.rules = new TextDecoder().decode(await unpack('rules'))
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  worker = new Worker(address)
  worker.addEventListener('message', ({ data }) => {
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  })
  worker.addEventListener('error', stopped)
}

async function ask (program, question, transfer) {
  if (!worker) await begin()
  given[program] ||= await unpack(program)
  worker.postMessage(given)
  return new Promise((resolve) => {
    const id = ++last
    waiting.set(id, resolve)
    worker.postMessage({ id, ...question }, transfer || [])
  })
}

export function check (text, { profile = 'note', voice = false } = {}) {
  return ask('hints', { kind: 'check', text, profile, voice })
}

export async function read (file, { profile = 'document' } = {}) {
  const bytes = await file.arrayBuffer()
  return ask('document', { kind: 'document', name: file.name, bytes, profile }, [bytes])
}
