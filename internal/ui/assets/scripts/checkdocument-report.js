// Makes the report: a page that stands on its own, written here in the browser.
import { count, kindOf, look, number, policy, readAs, say, unreadPart, weight } from './checkdocument-words.js'
import { passedItem } from './checkdocument-passed.js'

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign])
const tag = (name, text, className) => `<${name}${className ? ` class="${className}"` : ''}>${escaped(text)}</${name}>`

export function extent (found) {
  const values = { n: number(found.checked), m: number(found.bytes) }
  return `${say(found.checked === found.bytes ? 'whole' : 'part', values)} ${readAs(found.profile)}`
}

export function summary (found) {
  const passed = found.suppressed.length ? ` ${count('passed', found.suppressed.length)}` : ''
  return count('found', found.findings.length) + passed
}

// noChild says how much was passed over only because a document has to speak of
// a child near the words: a record may never do so.
export function noChild (found) {
  const n = found.suppressed.filter((one) => one.reason === 'no-child').length
  return n ? count('no-child', n) : ''
}

function page (body) {
  const title = escaped(say('report-title'))
  const language = document.documentElement.lang
  return new Blob([`<!DOCTYPE html>
<html lang="${language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${look}</style></head>
<body class="own"><main><h1>${title}</h1>
`, ...body, '\n</main></body></html>\n'], { type: 'text/html' })
}

function head (found, warning) {
  const made = new Date().toLocaleDateString(document.documentElement.lang === 'en' ? 'en-GB' : undefined, { dateStyle: 'long' })
  return [tag('p', say('report-made', { date: made })), tag('p', warning, 'warning'),
    tag('p', summary(found), 'sum'), tag('p', extent(found)), ...[noChild(found)].filter(Boolean).map((text) => tag('p', text))]
}

function unread (found) {
  if (!found.unread?.length) return []
  return [tag('h2', say('not-read')), tag('p', say('not-read-text')),
    `<ul>${found.unread.map((one) => tag('li', unreadPart(one))).join('')}</ul>`]
}

// fullReport holds the text with its notes, as box shows it, whatever is sifted
// out there.
export function fullReport (found, box) {
  const body = head(found, say('report-warning'))
  if (found.name) body.push(tag('p', say('file-is', { name: found.name })))
  body.push(...unread(found), tag('h2', say('text-heading')))
  if (found.findings.length) body.push(tag('p', say('examples')))
  body.push('<div class="text show-blame show-identifying show-hint">')
  for (const child of box.children) {
    const copy = child.cloneNode(true)
    for (const link of copy.querySelectorAll('[data-more]')) link.remove()
    body.push(copy.outerHTML, '\n')
  }
  body.push('</div>')
  if (found.suppressed.length) {
    body.push(tag('h2', say('passed-heading')), tag('p', say('passed-text')), '<ul class="passed__list">')
    for (const one of found.suppressed) body.push(passedItem(found.text, one).outerHTML, '\n')
    body.push('</ul>')
  }
  return page(body)
}

// countsReport holds no word of the text and not the name of its file.
export function countsReport (found) {
  const rows = new Map()
  const put = (finding, column) => {
    if (!rows.has(finding.rule)) rows.set(finding.rule, { finding, found: 0, passed: 0 })
    rows.get(finding.rule)[column]++
  }
  for (const finding of found.findings) put(finding, 'found')
  for (const finding of found.suppressed) put(finding, 'passed')
  const order = ['avoid', 'care', 'note']
  const kinds = ['blame', 'hint', 'identifying']
  const sorted = [...rows.values()].sort((a, b) => kinds.indexOf(kindOf(a.finding)) - kinds.indexOf(kindOf(b.finding)) ||
    order.indexOf(a.finding.severity) - order.indexOf(b.finding.severity) || a.finding.words.localeCompare(b.finding.words))
  const body = head(found, say('report-no-text'))
  if (sorted.length === 0) return page([...body, tag('p', say('report-none'))])
  const heads = [tag('th', say('report-entry')), tag('th', say('report-weight')), tag('th', say('report-found'), 'n'), tag('th', say('report-passed'), 'n')]
  body.push(`<table><thead><tr>${heads.join('').replaceAll('<th', '<th scope="col"')}</tr></thead><tbody>`)
  for (const row of sorted) {
    body.push('<tr>', tag('th', row.finding.words).replace('<th', '<th scope="row"'), tag('td', weight(row.finding)),
      tag('td', number(row.found), 'n'), tag('td', number(row.passed), 'n'), '</tr>\n')
  }
  return page([...body, '</tbody></table>'])
}

export function save (blob, name) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
