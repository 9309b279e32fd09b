// Checks a text or a file on the page. Nothing of it leaves the page: the checker
// runs in a worker, and the report is made here.
import { check, read } from './language.js'
import { kindOf, number, problem, say, unreadPart } from './checkdocument-words.js'
import { passages } from './checkdocument-passages.js'
import { writeText } from './checkdocument-marks.js'
import { listPassed } from './checkdocument-passed.js'
import { countsReport, extent, fullReport, noChild, save, summary } from './checkdocument-report.js'

// Up to this many characters a text counts as a note, unless somebody chose.
const shortText = 4096
// From this many passages on, only those with notes are shown at first.
const manyPassages = 200

const part = (name, within = document) => within.querySelector(`[data-${name}]`)
const form = part('check')
const result = part('result')
const box = part('text')
const textBox = document.getElementById('text')
const fileBox = document.getElementById('file')
const only = document.getElementById('only')
const profiles = [...form.querySelectorAll('input[name=profile]')]

let chosen = false // somebody chose the kind of text
let dropped = null // the file that was dropped, if any
let isFile = false // the file was brought last, not the text
let turn = 0
let shown = null // what is on the page

function setProfile (value) { for (const one of profiles) one.checked = one.value === value }

function getProfile () { return profiles.find((one) => one.checked).value }

function fail (code, place = '') {
  result.hidden = true
  shown = null
  part('status').textContent = ''
  part('problem-text').textContent = problem({ code, place })
  part('problem').hidden = false
  part('problem').focus()
}

async function readFile (file) {
  if (file.size > Number(form.dataset.most)) return { problem: { code: 'too-large-here' } }
  if (!chosen) setProfile('document')
  const found = await read(file, { profile: getProfile() })
  if (found.problem || chosen || found.text.length > shortText) return found
  setProfile('note')
  return read(file, { profile: 'note' })
}

async function readText () {
  const text = textBox.value
  if (!chosen) setProfile(text.length > shortText ? 'document' : 'note')
  const found = await check(text, { profile: getProfile() })
  return { ...found, text }
}

// go reads what was brought last. Moving the focus is for those who asked for
// the result, and not where a choice above it changed.
async function go (moves = true) {
  const mine = ++turn
  const file = isFile ? dropped || fileBox.files[0] : null
  if (!file && !textBox.value.trim()) return fail('nothing')
  part('problem').hidden = true
  part('status').textContent = file ? say('working-file', { name: file.name }) : say('working')
  let found
  try {
    found = file ? await readFile(file) : await readText()
  } catch {
    found = { problem: { code: 'unreadable' } }
  }
  if (mine !== turn) return
  if (found.problem) return fail(found.problem.code, found.problem.place)
  await show({ ...found, profile: getProfile(), name: file?.name || '' }, mine, moves)
}

async function show (found, mine, moves) {
  found.findings.sort((a, b) => a.start - b.start || b.end - a.end)
  const cut = passages(found.text, found.blocks, found.findings)
  shown = found
  head(found)
  sift(found)
  only.checked = cut.length > manyPassages && found.findings.length > 0
  box.classList.toggle('long', cut.length > manyPassages)
  classes()
  listPassed(part('passed'), found.text, found.suppressed)
  part('take').hidden = true
  result.hidden = false
  part('status').textContent = ''
  if (moves) document.getElementById('result').focus()
  part('rendering').textContent = cut.length > manyPassages ? say('rendering') : ''
  const whole = await writeText(box, { text: found.text, passages: cut, findings: found.findings, pages: found.pages || [] }, () => mine !== turn)
  if (!whole) return
  part('rendering').textContent = ''
  part('take').hidden = false
  result.dataset.done = String(mine)
}

function head (found) {
  part('summary').textContent = summary(found)
  part('none').hidden = found.findings.length > 0
  part('extent').textContent = `${found.name ? `${say('file-is', { name: found.name })}. ` : ''}${extent(found)}`
  part('no-child').hidden = !noChild(found)
  part('no-child-text').textContent = noChild(found)
  part('examples').hidden = found.findings.length === 0
  part('unread').hidden = !found.unread?.length
  part('unread-list').replaceChildren(...(found.unread || []).map((one) => {
    const item = document.createElement('li')
    item.textContent = unreadPart(one)
    return item
  }))
  part('passed').hidden = found.suppressed.length === 0
  part('passed-count').textContent = `(${number(found.suppressed.length)})`
}

// sift shows how many of each kind there are, and lets somebody leave kinds out.
function sift (found) {
  const all = { blame: 0, identifying: 0, hint: 0 }
  for (const finding of found.findings) all[kindOf(finding)]++
  for (const [kind, n] of Object.entries(all)) {
    const tick = document.getElementById(`kind-${kind}`)
    tick.checked = true
    tick.parentElement.hidden = n === 0
    document.querySelector(`[data-kind=${kind}]`).textContent = say(`kind-${kind}`, { n: number(n) })
  }
  part('filter').hidden = found.findings.length === 0
}

function classes () {
  for (const kind of ['blame', 'identifying', 'hint']) {
    box.classList.toggle(`show-${kind}`, document.getElementById(`kind-${kind}`).checked)
  }
  box.classList.toggle('only', only.checked)
}

function clear () {
  turn++
  shown = null
  dropped = null
  isFile = false
  chosen = false
  textBox.value = ''
  fileBox.value = ''
  setProfile('note')
  result.hidden = true
  part('problem').hidden = true
  box.replaceChildren()
  part('passed-list').replaceChildren()
  for (const name of ['summary', 'no-child-text', 'extent', 'unread-list', 'rendering']) part(name).textContent = ''
  part('status').textContent = say('cleared')
  textBox.focus()
}

// bring takes a dropped file as if it had been chosen.
function bring (event) {
  const files = event.dataTransfer?.files
  if (!files?.length) return
  event.preventDefault()
  form.classList.remove('bring--over')
  dropped = files[0]
  fileBox.files = files.length === 1 ? files : new DataTransfer().files
  isFile = true
  go().then(() => {
    if (files.length > 1 && dropped === files[0]) part('status').textContent = say('only-first', { name: files[0].name })
  })
}

const hasFile = (event) => [...(event.dataTransfer?.types || [])].includes('Files')

function listen () {
  part('do').addEventListener('click', () => go())
  part('clear').addEventListener('click', clear)
  textBox.addEventListener('input', () => { isFile = false })
  fileBox.addEventListener('change', () => {
    dropped = null
    isFile = fileBox.files.length > 0
    if (isFile) go()
  })
  for (const one of profiles) {
    one.addEventListener('change', () => {
      chosen = true
      if (shown) go(false)
    })
  }
  part('as-note').addEventListener('click', () => {
    chosen = true
    setProfile('note')
    go()
  })
  part('filter').addEventListener('change', classes)
  part('report').addEventListener('click', () => save(fullReport(shown, box), say('save-as')))
  part('counts').addEventListener('click', () => save(countsReport(shown), say('save-counts-as')))
  document.addEventListener('dragover', (event) => {
    if (!hasFile(event)) return
    event.preventDefault()
    form.classList.add('bring--over')
  })
  document.addEventListener('dragleave', (event) => { if (!event.relatedTarget) form.classList.remove('bring--over') })
  document.addEventListener('drop', bring)
}

// An old browser keeps what is there without scripts, with the reason.
const why = part('without-why')
if (window.Worker && window.WebAssembly && window.DecompressionStream) {
  listen()
  part('without').hidden = true
  form.hidden = false
} else {
  why.textContent = why.dataset.unable
}
