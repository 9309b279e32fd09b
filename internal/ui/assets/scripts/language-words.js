// Narrows the list of the dictionary as one types. Without it the form asks the
// server, which looks further; so the form still works as it did.
const box = document.getElementById('find')
const said = document.querySelector('[data-found]')
const entries = [...document.querySelectorAll('[data-entry]')]
const groups = [...document.querySelectorAll('[data-group]')]
const isWhole = groups.length > 0

const plain = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []

const words = new Map()
function wordsOf (entry) {
  if (!words.has(entry)) words.set(entry, plain(`${entry.dataset.entry} ${entry.textContent}`))
  return words.get(entry)
}

function narrow () {
  const asked = plain(box.value)
  let left = 0
  for (const entry of entries) {
    entry.hidden = !asked.every((word) => wordsOf(entry).some((one) => one.startsWith(word)))
    if (!entry.hidden) left++
  }
  for (const group of groups) group.hidden = !group.querySelector('[data-entry]:not([hidden])')
  const form = left === 0 ? 'none' : new Intl.PluralRules(document.documentElement.lang).select(left)
  const sentence = said.dataset[form] || said.dataset.other
  said.textContent = asked.length ? sentence.replace('{q}', () => box.value.trim()).replace('{n}', left) : ''
}

if (box && isWhole) box.addEventListener('input', narrow)
