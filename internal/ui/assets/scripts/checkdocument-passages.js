// Cuts a text into the passages that stand one below the other on the page: its
// blocks, or else its paragraphs. No finding is ever cut in two.

// A passage longer than this is cut where a line or a word ends.
const longest = 4000

// passages are {start, end, kind} in order, without what is only space. findings
// have to be in order of their start.
export function passages (text, blocks, findings) {
  const all = []
  const whole = wholeness(findings)
  const add = (start, end, kind) => {
    while (start < end && /\s/.test(text[start])) start++
    while (end > start && /\s/.test(text[end - 1])) end--
    while (end - start > longest) {
      const cut = whole(cutNear(text, start), end)
      if (cut >= end) break
      all.push({ start, end: cut, kind })
      start = cut
    }
    if (end > start) all.push({ start, end, kind })
  }
  const paragraphs = (start, end) => {
    const blank = /\n[^\S\n]*\n/g
    blank.lastIndex = start
    let at = start
    for (let found = blank.exec(text); found && found.index < end; found = blank.exec(text)) {
      const cut = whole(found.index, end)
      if (cut > at) add(at, cut, 'paragraph')
      at = Math.max(at, cut)
    }
    add(at, end, 'paragraph')
  }
  let at = 0
  for (const block of blocks || []) {
    if (block.start > at) paragraphs(at, block.start)
    if (block.end > at) add(Math.max(at, block.start), block.end, block.kind)
    at = Math.max(at, block.end)
  }
  paragraphs(at, text.length)
  return all
}

function cutNear (text, start) {
  for (const sign of ['\n', ' ']) {
    const cut = text.lastIndexOf(sign, start + longest)
    if (cut > start + longest / 2) return cut
  }
  return start + longest
}

// wholeness moves a cut behind the finding it would go through.
function wholeness (findings) {
  return (cut, end) => {
    let low = 0
    let high = findings.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (findings[middle].start < cut) low = middle + 1
      else high = middle
    }
    for (let n = low - 1; n >= 0 && n >= low - 8; n--) cut = Math.max(cut, Math.min(findings[n].end, end))
    return cut
  }
}
