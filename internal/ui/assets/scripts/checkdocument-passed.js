// The list of what was passed over, a hundred at a time, and a few words around
// each.
import { reason } from './checkdocument-words.js'

const atOnce = 100
const around = 45 // characters

export function passedItem (text, finding) {
  const item = document.createElement('li')
  const words = document.createElement('span')
  words.className = 'passed__words'
  const bold = document.createElement('strong')
  bold.textContent = plain(text.slice(finding.start, finding.end))
  words.append(before(text, finding.start), bold, after(text, finding.end))
  const why = document.createElement('span')
  why.className = 'passed__why'
  why.textContent = reason(finding.reason)
  item.append(words, why)
  return item
}

const plain = (text) => text.replace(/\s+/g, ' ')

function before (text, at) {
  const from = Math.max(0, at - around)
  const words = plain(text.slice(from, at))
  return from === 0 ? words : '…' + words.replace(/^\S*\s/, '')
}

function after (text, at) {
  const to = Math.min(text.length, at + around)
  const words = plain(text.slice(at, to))
  return to === text.length ? words : words.replace(/\s\S*$/, '') + '…'
}

// listPassed fills the list when it is opened, and goes on when asked.
export function listPassed (details, text, suppressed) {
  const list = details.querySelector('[data-passed-list]')
  const more = details.querySelector('[data-passed-more]')
  let shown = 0
  const show = () => {
    const next = suppressed.slice(shown, shown + atOnce)
    const items = next.map((finding) => passedItem(text, finding))
    list.append(...items)
    shown += next.length
    more.hidden = shown >= suppressed.length
    return items[0]
  }
  list.replaceChildren()
  details.open = false
  more.hidden = true
  details.ontoggle = () => { if (details.open && shown === 0) show() }
  more.onclick = () => {
    const first = show()
    first.tabIndex = -1
    first.focus()
  }
}
