// The sentences of the page, by id. They come with the page; see
// scriptSentences in internal/ui.
const sentences = JSON.parse(document.getElementById('check-words').textContent)
const tongue = document.documentElement.lang || 'en'
const forms = new Intl.PluralRules(tongue)

export const look = sentences.look
export const policy = sentences.policy

export function number (n) { return n.toLocaleString(tongue === 'en' ? 'en-GB' : tongue) }

function fill (text, values) {
  return text.replace(/\{(\w+)\}/g, (all, name) => name in values ? String(values[name]) : all)
}

export function say (id, values = {}) { return fill(sentences.say[id] || '', values) }

// count says a number of things, in the form of the language.
export function count (id, n) {
  const form = n === 0 && `${id}-none` in sentences.say ? 'none' : forms.select(n)
  return say(`${id}-${form}` in sentences.say ? `${id}-${form}` : `${id}-other`, { n: number(n) })
}

export function reason (code) { return sentences.reasons[code] || '' }

export function readAs (profile) { return sentences.readAs[profile] || '' }

export function weight (finding) {
  const name = finding.identifying ? `identifying-${finding.severity}` : finding.severity
  return sentences.weights[name] || sentences.weights[finding.severity]
}

export function problem ({ code, place }) {
  const text = (place && sentences.problems[`${code}+place`]) || sentences.problems[code] || sentences.problems.unreadable
  return fill(text, { place })
}

export function unreadPart ({ code, place, page }) {
  const text = page ? sentences.unread[`${code}+page`] : sentences.unread[`${code}+place`]
  return fill(text || '', { place: place || '', page })
}

// kindOf is what findings are sifted by.
export function kindOf (finding) {
  if (finding.identifying) return 'identifying'
  return finding.severity === 'note' ? 'hint' : 'blame'
}
