// Writes a text with its notes: each passage, and below or beside it the notes on
// the places in it. A long text comes in slices, so that the page stays usable.
import { kindOf, number, say, weight } from './checkdocument-words.js'

const slice = 12 // milliseconds
const remark = document.querySelector('[data-remark]').content.firstElementChild

const rest = () => new Promise((resolve) => setTimeout(resolve))

// writeText fills box with the passages of a text and their notes. It gives up as
// soon as isOver says that something else was asked for.
export async function writeText (box, { text, passages, findings, pages }, isOver) {
  box.replaceChildren()
  const first = new Map() // rule to the number of its first note
  let n = 0
  let page = 0
  let begun = performance.now()
  let part = document.createDocumentFragment()
  for (const passage of passages) {
    while (page < pages.length && pages[page].start <= passage.start) {
      if (pages.length > 1) part.append(pageMark(page + 1))
      page++
    }
    const inside = []
    while (n < findings.length && findings[n].start < passage.end) {
      inside.push({ ...findings[n], n: n + 1 })
      n++
    }
    part.append(passageOf(text, passage, inside, first))
    if (performance.now() - begun < slice) continue
    box.append(part)
    part = document.createDocumentFragment()
    await rest()
    if (isOver()) return false
    begun = performance.now()
  }
  box.append(part)
  return true
}

function element (name, className, text) {
  const e = document.createElement(name)
  if (className) e.className = className
  if (text) e.textContent = text
  return e
}

function pageMark (n) { return element('p', 'text__page', say('page', { n: number(n) })) }

function passageOf (text, passage, inside, first) {
  const box = element('div', `passage passage--${passage.kind}`)
  const written = element('p', 'passage__text')
  let at = passage.start
  for (const finding of inside) {
    const start = Math.max(at, finding.start)
    const end = Math.max(start, Math.min(finding.end, passage.end))
    written.append(text.slice(at, start), place(text.slice(start, end), finding))
    at = end
  }
  written.append(text.slice(at, passage.end))
  box.append(written)
  if (inside.length) {
    const notes = element('ul', 'remarks')
    for (const finding of inside) {
      box.classList.add(`has-${kindOf(finding)}`)
      notes.append(remarkOf(finding, first))
    }
    box.append(notes)
  }
  return box
}

function place (words, finding) {
  const mark = element('mark', `place place--${kindOf(finding)}`, words)
  const link = element('a', 'place__note', number(finding.n))
  link.id = `place-${finding.n}`
  link.href = `#note-${finding.n}`
  link.setAttribute('aria-label', say('note', { n: number(finding.n) }))
  mark.append(link)
  return mark
}

function remarkOf (finding, first) {
  const note = remark.cloneNode(true)
  const at = (name) => note.querySelector(`[data-${name}]`)
  note.id = `note-${finding.n}`
  note.classList.add(`remark--${kindOf(finding)}`)
  at('number').textContent = number(finding.n)
  at('number').href = `#place-${finding.n}`
  at('number').setAttribute('aria-label', say('back', { n: number(finding.n) }))
  at('words').textContent = finding.words
  at('weight').textContent = weight(finding)
  const before = first.get(finding.rule)
  if (before) {
    at('full').remove()
    sameAs(at('same'), before)
  } else {
    at('same').remove()
    first.set(finding.rule, finding.n)
    reasons(at, finding)
  }
  return note
}

function reasons (at, finding) {
  at('why').textContent = finding.why
  for (const way of finding.alternatives) at('ways').append(element('li', '', way))
  if (!finding.alternatives.length) {
    at('instead').remove()
    at('ways').remove()
  }
  if (finding.source) at('source').textContent = say('source', { name: finding.source })
  const more = at('more')
  if (more) {
    more.href = `${more.getAttribute('href')}/${encodeURIComponent(finding.rule)}`
    more.className = 'govuk-link'
  }
}

function sameAs (line, n) {
  line.querySelector('span').textContent = say('as-before', { n: number(n) })
  const link = line.querySelector('a')
  link.textContent = say('as-before-link', { n: number(n) })
  link.href = `#note-${n}`
}
