// Shows hints below a text box while somebody writes in it. The checker runs in a
// worker of this browser and is loaded with the first change of a box, never
// before. Everything said here stands in the page already: see hintTemplate.
import { check, prepare } from './language.js'

const idle = 400 // milliseconds without a change before the words are looked at

const folded = (finding) => `${finding.rule} ${finding.text.toLowerCase()}`
const lead = (finding) => finding.identifying ? 'identifying' : finding.severity

class Box {
  constructor (group) {
    this.id = group.dataset.writing
    this.text = document.getElementById(this.id)
    this.voice = group.querySelector('[data-voice]')
    this.hints = group.querySelector('[data-hints]')
    this.list = this.hints.querySelector('ol')
    this.told = group.querySelector('[role=status]')
    this.count = group.querySelector('[data-limit]')
    this.said = group.querySelector('template[data-hint]').content
    this.fields = document.createElement('div')
    this.fields.hidden = true
    this.hints.after(this.fields)
    this.kept = new Map()
    this.shown = new Map() // hints on the page, by rule, words and which of them
    this.open = 0
    this.turn = 0
    this.made = 0
    this.takeOver()
    this.text.addEventListener('input', () => this.changed())
    this.voice?.addEventListener('change', () => { if (this.text.value.trim()) this.look() })
    this.showCount()
  }

  // takeOver makes the hints that came with the page ones that can be acted on.
  takeOver () {
    const found = JSON.parse(this.list.dataset.found || '[]')
    for (const choice of this.list.querySelectorAll('input:checked')) {
      const [rule, reason, ...words] = choice.value.split(' ')
      if (reason) this.kept.set(folded({ rule, text: words.join(' ') }), reason)
    }
    this.list.replaceChildren()
    this.show(found.filter((one) => this.stands(one)))
    this.open = this.countOpen()
  }

  stands (finding) { return this.text.value.slice(finding.start, finding.end) === finding.text }

  changed () {
    prepare()
    this.showCount()
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.look(), idle)
  }

  // look reads the box once more; before is what is said with the outcome.
  async look (before = '') {
    clearTimeout(this.timer)
    const turn = ++this.turn
    const text = this.text.value
    const answer = text.trim() ? await check(text, { voice: Boolean(this.voice?.checked) }) : { findings: [] }
    if (turn !== this.turn || text !== this.text.value) return // written on meanwhile
    if (answer.problem) return this.unable()
    this.show(answer.findings)
    this.tell(before)
  }

  unable () {
    if (this.list.isConnected) this.hints.replaceChildren(this.said.querySelector('[data-unable]').cloneNode(true))
    this.hints.hidden = false
  }

  // show puts hints on the page in the order of the text. One that is there
  // already stays as it is, with the focus that may be in it.
  show (findings) {
    const times = new Map()
    const next = new Map()
    let place = this.list.firstElementChild
    const items = findings.map((finding) => {
      const name = folded(finding)
      const nth = times.get(name) || 0
      times.set(name, nth + 1)
      const key = `${name} ${nth}`
      const hint = this.shown.get(key) || this.make(finding)
      hint.finding = finding
      this.dress(hint)
      next.set(key, hint)
      return hint.item
    })
    for (const [key, { item }] of this.shown) {
      if (next.has(key)) continue
      if (place === item) place = item.nextElementSibling
      if (item.contains(document.activeElement)) this.text.focus()
      item.remove()
    }
    for (const item of items) {
      if (item === place) place = item.nextElementSibling
      else this.list.insertBefore(item, place)
    }
    this.shown = next
    this.hints.hidden = items.length === 0
    this.writeFields()
  }

  // make is a new hint with its buttons.
  make (finding) {
    const item = this.said.querySelector('li').cloneNode(true)
    const hint = { item, finding }
    const id = `${this.id}-hint-${++this.made}`
    const name = (element, part) => { element.id = `${id}-${part}`; return element.id }
    const words = [...item.querySelectorAll('[data-words]')]
    for (const one of words) one.textContent = finding.text
    item.querySelector('.hint__open').setAttribute('aria-labelledby', name(words[0], 'words'))
    item.querySelector('[data-why]').textContent = finding.why
    this.fillWays(hint, name)
    const show = item.querySelector('[data-show]')
    show.addEventListener('click', () => this.showInText(hint))
    const keep = name(item.querySelector('.hint__keep'), 'keep')
    for (const button of item.querySelectorAll('[data-reason]')) {
      const fits = (button.dataset.reason === 'needed') === Boolean(finding.identifying)
      if (!fits) { button.remove(); continue }
      button.setAttribute('aria-labelledby', `${keep} ${name(button, button.dataset.reason)}`)
      button.addEventListener('click', () => this.keep(hint, button.dataset.reason))
    }
    const again = item.querySelector('[data-again]')
    again.setAttribute('aria-labelledby', `${name(again, 'again')} ${name(words[1], 'kept')}`)
    again.addEventListener('click', () => this.showAgain(hint))
    return hint
  }

  fillWays (hint, name) {
    const way = hint.item.querySelector('[data-way]')
    const ways = hint.finding.alternatives.slice(0, 3)
    ways.forEach((words, n) => {
      const one = way.cloneNode(true)
      const [text, use] = one.children
      text.textContent = words
      way.before(one)
      if (hint.finding.identifying) return use.remove() // what fits depends on whose detail it is
      use.setAttribute('aria-labelledby', `${name(use, `use-${n}`)} ${name(text, `way-${n}`)}`)
      use.addEventListener('click', () => this.use(hint, words))
    })
    way.remove()
    if (!ways.length) for (const part of hint.item.querySelectorAll('[data-ways]')) part.remove()
  }

  // dress makes a hint look as its words and what was decided about them ask for.
  dress (hint) {
    const reason = this.kept.get(folded(hint.finding))
    hint.item.querySelector('.hint__open').hidden = Boolean(reason)
    hint.item.querySelector('.hint__kept').hidden = !reason
    for (const one of hint.item.querySelectorAll('[data-kept]')) one.hidden = one.dataset.kept !== reason
    for (const one of hint.item.querySelectorAll('[data-lead]')) one.hidden = one.dataset.lead !== lead(hint.finding)
  }

  showInText ({ finding }) {
    if (!this.stands(finding)) return this.look()
    this.text.focus()
    this.text.setSelectionRange(finding.start, finding.end)
    this.text.blur() // a browser scrolls to the selection when the focus comes
    this.text.focus()
  }

  // use puts other words in the place of those found, in a way that can be undone.
  use ({ finding }, words) {
    if (!this.stands(finding)) return this.look()
    const isCapital = /^\p{Lu}/u.test(finding.text)
    const written = isCapital ? words.charAt(0).toLocaleUpperCase() + words.slice(1) : words
    this.text.focus()
    this.text.setSelectionRange(finding.start, finding.end)
    if (!document.execCommand('insertText', false, written)) {
      this.text.setRangeText(written, finding.start, finding.end, 'end')
      this.text.dispatchEvent(new Event('input', { bubbles: true }))
    }
    this.look(this.said.querySelector('[data-used]').textContent)
  }

  keep (hint, reason) {
    this.kept.set(folded(hint.finding), reason)
    this.redress()
    hint.item.querySelector('[data-again]').focus()
  }

  showAgain (hint) {
    this.kept.delete(folded(hint.finding))
    this.redress()
    hint.item.querySelector('.hint__open button').focus()
  }

  redress () {
    for (const hint of this.shown.values()) this.dress(hint)
    this.writeFields()
    this.tell()
  }

  // writeFields sends along what is kept of the words that are there.
  writeFields () {
    const values = new Set()
    for (const { finding } of this.shown.values()) {
      const reason = this.kept.get(folded(finding))
      if (reason) values.add(`${finding.rule} ${reason} ${finding.text}`)
    }
    this.fields.replaceChildren(...[...values].map((value, n) => {
      const field = document.createElement('input')
      field.type = 'hidden'
      field.name = this.hints.dataset.hints + n
      field.value = value
      return field
    }))
  }

  countOpen () {
    return [...this.shown.values()].filter(({ finding }) => !this.kept.has(folded(finding))).length
  }

  // tell says how much there is to look at, only when that has changed.
  tell (before = '') {
    const open = this.countOpen()
    const isNew = open !== this.open
    this.open = open
    if (!isNew && !before) return
    const which = open === 0 ? 'none' : open > 5 ? 'more' : `n${open}`
    const now = this.said.querySelector(`[data-told=${which}]`).textContent
    this.told.textContent = before && isNew ? `${before} ${now}` : before || now
  }

  showCount () {
    if (!this.count || !this.text.value) return
    const left = Number(this.count.dataset.limit) - [...this.text.value].length
    this.count.textContent = `${left < 0 ? this.count.dataset.beyond : this.count.dataset.left} ${Math.abs(left)}`
  }
}

for (const group of document.querySelectorAll('[data-writing]')) new Box(group)
