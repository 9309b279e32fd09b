// The search of the library without a server. The index stands in a file of its
// own, with the stems as SQLite made them; a query is stemmed here in the same way
// (M. F. Porter, An algorithm for suffix stripping, 1980).
(() => {
  const consonant = (w, i) => !/[aeiou]/.test(w[i]) && (w[i] !== 'y' || i === 0 || !consonant(w, i - 1))
  const shape = (w) => [...w].map((_, i) => (consonant(w, i) ? 'c' : 'v')).join('')
  const measure = (w) => (shape(w).replace(/c+/g, 'c').replace(/v+/g, 'v').match(/vc/g) || []).length
  const hasVowel = (w) => shape(w).includes('v')
  const double = (w) => w.length > 1 && w.at(-1) === w.at(-2) && consonant(w, w.length - 1)
  const cvc = (w) => shape(w).endsWith('cvc') && !/[wxy]$/.test(w)
  // The longest ending that fits decides, whether or not its rule then applies.
  const replace = (w, rules, least) => {
    for (const [end, to] of rules) {
      if (!w.endsWith(end)) continue
      const head = w.slice(0, w.length - end.length)
      return measure(head) > least ? head + to : w
    }
    return w
  }
  const byLength = (rules) => rules.sort((a, b) => b[0].length - a[0].length)
  const second = byLength([['ational', 'ate'], ['tional', 'tion'], ['enci', 'ence'], ['anci', 'ance'], ['izer', 'ize'], ['logi', 'log'], ['bli', 'ble'],
    ['alli', 'al'], ['entli', 'ent'], ['eli', 'e'], ['ousli', 'ous'], ['ization', 'ize'], ['ation', 'ate'], ['ator', 'ate'], ['alism', 'al'],
    ['iveness', 'ive'], ['fulness', 'ful'], ['ousness', 'ous'], ['aliti', 'al'], ['iviti', 'ive'], ['biliti', 'ble']])
  const third = byLength([['icate', 'ic'], ['ative', ''], ['alize', 'al'], ['iciti', 'ic'], ['ical', 'ic'], ['ful', ''], ['ness', '']])
  const fourth = ['al', 'ance', 'ence', 'er', 'ic', 'able', 'ible', 'ant', 'ement', 'ment', 'ent', 'ion', 'ou', 'ism', 'ate', 'iti', 'ous', 'ive', 'ize']
    .sort((a, b) => b.length - a.length)

  function stem (w) {
    if (w.length < 3 || !/^[a-z]+$/.test(w)) return w
    if (w.endsWith('sses') || w.endsWith('ies')) w = w.slice(0, -2)
    else if (w.endsWith('s') && !w.endsWith('ss')) w = w.slice(0, -1)
    let cut = null
    if (w.endsWith('eed')) {
      if (measure(w.slice(0, -3)) > 0) w = w.slice(0, -1)
    } else if (w.endsWith('ed') && hasVowel(w.slice(0, -2))) cut = w.slice(0, -2)
    else if (w.endsWith('ing') && hasVowel(w.slice(0, -3))) cut = w.slice(0, -3)
    if (cut !== null) {
      w = cut
      if (/(at|bl|iz)$/.test(w)) w += 'e'
      else if (double(w) && !/[lsz]$/.test(w)) w = w.slice(0, -1)
      else if (measure(w) === 1 && cvc(w)) w += 'e'
    }
    if (w.endsWith('y') && hasVowel(w.slice(0, -1))) w = w.slice(0, -1) + 'i'
    w = replace(w, second, 0)
    w = replace(w, third, 0)
    for (const end of fourth) {
      if (!w.endsWith(end)) continue
      const head = w.slice(0, w.length - end.length)
      if (measure(head) > 1 && (end !== 'ion' || /[st]$/.test(head))) w = head
      break
    }
    if (w.endsWith('e')) {
      const head = w.slice(0, -1)
      if (measure(head) > 1 || (measure(head) === 1 && !cvc(head))) w = head
    }
    if (measure(w) > 1 && double(w) && w.endsWith('l')) w = w.slice(0, -1)
    return w
  }

  const plain = (text) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) || []
  const all = window.bearingsLibrary
  window.bearingsStem = stem
  const box = document.querySelector('[data-found]')
  const form = document.querySelector('main form[data-search]')
  if (!all || !box || !form) return

  const weight = [8, 3, 1]
  const size = all.lengths.length
  const average = all.lengths.reduce((a, b) => a + b, 0) / size

  // How well each entry fits some terms, as SQLite's bm25 has it.
  const weigh = (terms) => {
    const found = new Map()
    for (const term of terms) {
      const list = Object.hasOwn(all.terms, term) ? all.terms[term] : []
      for (let i = 0; i < list.length; i += 4) {
        const often = weight.reduce((sum, w, column) => sum + w * list[i + 1 + column], 0)
        found.set(list[i], (found.get(list[i]) || 0) + often)
      }
    }
    const rare = Math.max(1e-6, Math.log((size - found.size + 0.5) / (found.size + 0.5)))
    for (const [entry, often] of found) {
      found.set(entry, rare * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * all.lengths[entry] / average)))
    }
    return found
  }

  // The last word may be a beginning, and counts once as each.
  const fits = (word, last) => {
    const root = stem(word)
    const found = weigh([root])
    if (!last || word.length < 3) return found
    for (const [entry, much] of weigh(Object.keys(all.terms).filter((t) => t.startsWith(root)))) {
      found.set(entry, (found.get(entry) || 0) + much)
    }
    return found
  }

  const asked = new URLSearchParams(location.search)
  const want = (name) => (asked.get(name) || '').trim()
  const within = (entry) => (!want('kind') || entry.kind === want('kind')) && (!want('principle') || entry.principles.includes(want('principle'))) &&
    (!want('level') || entry.levels.includes(want('level'))) && (!want('theme') || entry.themes.includes(want('theme')))

  const mark = (node, text, roots, last) => {
    let done = 0
    for (const found of text.matchAll(/[\p{L}\p{N}]+/gu)) {
      const word = plain(found[0])
      if (!roots.has(stem(word)) && !(last.length > 2 && word.startsWith(last))) continue
      node.append(text.slice(done, found.index))
      const hit = document.createElement('mark')
      hit.textContent = found[0]
      node.append(hit)
      done = found.index + found[0].length
    }
    node.append(text.slice(done))
  }

  const passage = (entry, roots, last) => {
    const words = [...entry.text.matchAll(/\S+/g)]
    const hit = words.findIndex((w) => wordsOf(w[0]).some((one) => roots.has(stem(one)) || (last.length > 2 && one.startsWith(last))))
    if (hit < 0) return entry.summary
    const from = Math.max(0, hit - 8)
    const part = words.slice(from, from + 28)
    return (from > 0 ? '…' : '') + entry.text.slice(part[0].index, part.at(-1).index + part.at(-1)[0].length) + '…'
  }

  const show = (found, roots, last, some) => {
    const hits = found.slice(0, Number(box.dataset.most))
    const title = document.createElement('h2')
    title.className = 'govuk-heading-l'
    title.textContent = found.length === 1 ? box.dataset.one : box.dataset.many.replace('#', found.length)
    box.replaceChildren(title)
    for (const [is, said] of [[some, box.dataset.some], [found.length > hits.length, box.dataset.first], [hits.length === 0, box.dataset.none]]) {
      if (!is) continue
      const note = document.createElement('p')
      note.className = 'govuk-body'
      note.textContent = said
      box.append(note)
    }
    const list = document.createElement('ol')
    list.className = 'hits'
    for (const entry of hits) {
      const item = document.createElement('li')
      item.className = 'hit'
      const kind = document.createElement('p')
      kind.className = 'hit__kind'
      kind.textContent = entry.kindName
      const heading = document.createElement('h3')
      heading.className = 'govuk-heading-m hit__title'
      const link = document.createElement('a')
      link.className = 'govuk-link'
      link.href = entry.href
      mark(link, entry.title, roots, last)
      heading.append(link)
      const text = document.createElement('p')
      text.className = 'govuk-body hit__passage'
      mark(text, roots.size ? passage(entry, roots, last) : entry.summary, roots, last)
      item.append(kind, heading, text)
      list.append(item)
    }
    box.append(list)
  }

  for (const field of form.elements) if (field.name && want(field.name)) field.value = want(field.name)
  form.querySelector('details').open = ['kind', 'principle', 'level', 'theme'].some(want)
  // "parent's" is asked as "parent".
  const words = wordsOf(want('q').replace(/(\p{L})['’]s\b/giu, '$1')).slice(0, 12)
  if (!['q', 'kind', 'principle', 'level', 'theme'].some(want)) return
  const found = words.map((word, i) => fits(word, i === words.length - 1))
  const total = (i) => found.reduce((sum, one) => sum + (one.get(i) || 0), 0)
  const numbers = [...all.entries.keys()].filter((i) => within(all.entries[i]))
  const nothing = want('q') && words.length === 0 // signs alone
  let hits = nothing ? [] : numbers.filter((i) => found.every((one) => one.has(i)))
  const some = hits.length === 0 && words.length > 1
  if (some) hits = numbers.filter((i) => found.some((one) => one.has(i)))
  if (words.length) hits.sort((a, b) => total(b) - total(a) || a - b)
  show(hits.map((i) => all.entries[i]), new Set(words.map(stem)), words.at(-1) || '', some && hits.length > 0)
})()
