// Forms that are filled in and sent nowhere: what is written stays in this tab,
// and goes into a file or a calendar when somebody asks for it. The pages can be
// read, filled in and printed without this file.
(() => {
  const sheet = document.querySelector('[data-sheet]')
  const bar = sheet && sheet.querySelector('[data-sheet-buttons]')
  if (!bar) return
  const say = (text) => {
    const said = sheet.querySelector('[data-sheet-said]')
    said.textContent = ''
    requestAnimationFrame(() => { said.textContent = text })
  }
  const own = (field) => !field.closest('[data-hints]') && !field.closest('template') && field.type !== 'submit' && field.type !== 'button'
  const fields = () => [...sheet.querySelectorAll('input, textarea, select')].filter((f) => f.id && own(f))
  const ticks = (field) => field.type === 'checkbox' || field.type === 'radio'

  const read = () => {
    const answers = {}
    for (const field of fields()) {
      if (ticks(field)) {
        if (field.checked) answers[field.id] = true
      } else if (field.value !== '') answers[field.id] = field.value
    }
    return answers
  }
  const write = (answers) => {
    for (const field of fields()) {
      if (ticks(field)) field.checked = answers[field.id] === true
      else field.value = typeof answers[field.id] === 'string' ? answers[field.id] : ''
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }

  // A browser may refuse to keep anything; then nothing is kept.
  const place = 'bearings ' + sheet.dataset.sheet
  const keep = () => { try { sessionStorage.setItem(place, JSON.stringify(read())) } catch { /* not kept */ } }
  const kept = () => { try { return JSON.parse(sessionStorage.getItem(place)) } catch { return null } }
  const forget = () => { try { sessionStorage.removeItem(place) } catch { /* nothing was kept */ } }

  const save = (name, type, text) => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type }))
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  }

  const safe = (text) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }[c]))
  const textOf = (node) => (node ? node.textContent.trim() : '')
  const labelOf = (field) => textOf(sheet.querySelector(`label[for="${CSS.escape(field.id)}"]`))
  const groupOf = (field) => {
    const group = field.closest('fieldset')
    return group ? textOf(group.querySelector('legend')) : ''
  }

  // The file is a page that can be read by itself, and holds the answers so that
  // it can be opened here again.
  const file = () => {
    let body = ''
    let heading = ''
    let group = ''
    for (const field of fields()) {
      if (ticks(field) ? !field.checked : field.value.trim() === '') continue
      const section = textOf(field.closest('section')?.querySelector('h2, h3'))
      if (section && section !== heading) body += `<h2>${safe(heading = section)}</h2>\n`
      const legend = groupOf(field)
      if (legend && legend !== group) body += `<h3>${safe(legend)}</h3>\n`
      group = legend
      if (ticks(field)) body += `<p>${safe(labelOf(field))}</p>\n`
      else body += `<h4>${safe(labelOf(field))}</h4>\n<p>${safe(field.value).replace(/\n/g, '<br>')}</p>\n`
    }
    const held = JSON.stringify({ sheet: sheet.dataset.sheet, answers: read() }).replace(/</g, '\\u003c')
    return `<!DOCTYPE html>\n<html lang="${document.documentElement.lang}">\n<head><meta charset="utf-8"><title>${safe(sheet.dataset.title)}</title></head>\n` +
      `<body>\n<h1>${safe(sheet.dataset.title)}</h1>\n${body}<script type="application/json" id="answers">${held}</script>\n</body>\n</html>\n`
  }

  const open = async (chosen) => {
    try {
      const page = new DOMParser().parseFromString(await chosen.text(), 'text/html')
      const held = JSON.parse(page.getElementById('answers').textContent)
      if (held.sheet !== sheet.dataset.sheet) throw new Error('another page')
      write(held.answers)
      keep()
      say(bar.dataset.back)
    } catch {
      say(bar.dataset.bad)
    }
  }

  const chooser = document.createElement('input')
  chooser.type = 'file'
  chooser.accept = '.html'
  chooser.addEventListener('change', () => { if (chooser.files[0]) open(chooser.files[0]); chooser.value = '' })

  bar.querySelector('[data-sheet-save]').addEventListener('click', () => {
    save(`${sheet.dataset.sheet}-${bar.dataset.file}.html`, 'text/html', file())
    say(bar.dataset.saved)
  })
  bar.querySelector('[data-sheet-load]').addEventListener('click', () => chooser.click())
  bar.querySelector('[data-sheet-clear]').addEventListener('click', () => {
    if (!window.confirm(bar.dataset.sure)) return
    write({})
    forget()
    judge(false)
    say(bar.dataset.cleared)
  })

  // What must be there, and answers that are none: "not yet", "nobody".
  const wrong = () => [...sheet.querySelectorAll('[data-required]')].flatMap((group) => {
    const field = group.querySelector('input, textarea')
    const none = (group.dataset.not || '').split('|').filter(Boolean)
    const value = field.value.trim().toLowerCase().replace(/[.!?]+$/, '')
    const empty = ticks(field) ? !group.querySelector('input:checked') : value === '' || none.includes(value)
    return empty ? [{ field, text: group.dataset.required }] : []
  })
  const summary = sheet.querySelector('[data-sheet-wrong]')
  // What is missing is also said where it is missing.
  const point = ({ field, text }) => {
    const asked = ticks(field) ? field.closest('fieldset') : field
    const note = document.createElement('p')
    note.className = 'govuk-error-message'
    note.id = field.id + '-error'
    note.textContent = text
    ;(ticks(field) ? field.closest('.govuk-radios, .govuk-checkboxes') : field).before(note)
    field.closest('.govuk-form-group').classList.add('govuk-form-group--error')
    asked.setAttribute('aria-describedby', `${asked.getAttribute('aria-describedby') || ''} ${note.id}`.trim())
    if (!ticks(field)) field.setAttribute('aria-invalid', 'true')
  }
  const unpoint = () => {
    for (const note of sheet.querySelectorAll('p.govuk-error-message')) {
      const asked = sheet.querySelector(`[aria-describedby~="${CSS.escape(note.id)}"]`)
      const rest = asked.getAttribute('aria-describedby').split(' ').filter((id) => id !== note.id).join(' ')
      if (rest) asked.setAttribute('aria-describedby', rest)
      else asked.removeAttribute('aria-describedby')
      if (asked.getAttribute('aria-invalid')) asked.setAttribute('aria-invalid', 'false')
      asked.closest('.govuk-form-group').classList.remove('govuk-form-group--error')
      note.remove()
    }
  }
  const judge = (loud) => {
    if (!summary) return
    const all = wrong()
    sheet.toggleAttribute('data-wrong', all.length > 0)
    if (loud) {
      unpoint()
      all.forEach(point)
    }
    if (!loud) {
      if (all.length === 0) {
        summary.hidden = true
        unpoint()
      }
      return
    }
    summary.hidden = all.length === 0
    summary.replaceChildren()
    if (all.length === 0) {
      sheet.querySelector('[data-ready]').scrollIntoView({ block: 'center' })
      say(sheet.querySelector('[data-ready]').innerText.trim())
      return
    }
    const title = document.createElement('h3')
    title.className = 'govuk-error-summary__title'
    title.textContent = summary.dataset.titleWrong
    const list = document.createElement('ul')
    list.className = 'govuk-list govuk-error-summary__list'
    for (const { field, text } of all) {
      const link = document.createElement('a')
      link.href = '#' + field.id
      link.textContent = text
      link.addEventListener('click', (event) => { event.preventDefault(); field.focus() })
      const entry = document.createElement('li')
      entry.append(link)
      list.append(entry)
    }
    summary.append(title, list)
    summary.focus()
  }
  if (sheet.matches('form')) {
    sheet.noValidate = true
    sheet.addEventListener('submit', (event) => { event.preventDefault(); judge(true) })
  }

  // Days to come back, as a calendar's file.
  const days = [...sheet.querySelectorAll('[data-weeks]')]
  // By days and not by hours: clocks change in between.
  const dayOf = (weeks) => {
    const day = new Date()
    day.setDate(day.getDate() + weeks * 7)
    return day
  }
  for (const day of days) {
    day.textContent = dayOf(day.dataset.weeks).toLocaleDateString(document.documentElement.lang + '-GB', { day: 'numeric', month: 'long', year: 'numeric' })
  }
  const calendar = sheet.querySelector('[data-calendar]')
  const escaped = (text) => text.replace(/[\\;,]/g, '\\$&').replace(/\s+/g, ' ')
  if (calendar) {
    calendar.hidden = false
    calendar.addEventListener('click', () => {
      const stamp = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('')
      const events = days.flatMap((day) => ['BEGIN:VEVENT', `UID:${sheet.dataset.sheet}-${day.dataset.weeks}-${stamp(new Date())}@bearings`,
        `DTSTAMP:${stamp(new Date())}T000000Z`, `DTSTART;VALUE=DATE:${stamp(dayOf(day.dataset.weeks))}`, `SUMMARY:${escaped(day.dataset.title)}`, 'END:VEVENT'])
      save(`${sheet.dataset.sheet}.ics`, 'text/calendar', ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Bearings//Library//EN', ...events, 'END:VCALENDAR', ''].join('\r\n'))
    })
  }

  // Of a table's rows two stand there, and one more than is written in.
  const spare = () => {
    for (const table of sheet.querySelectorAll('.ask-table')) {
      const rows = [...table.querySelectorAll('.ask-row')]
      const last = rows.findLastIndex((row) => [...row.querySelectorAll('input')].some((field) => field.value.trim() !== ''))
      rows.forEach((row, n) => row.classList.toggle('ask-row--spare', n > Math.max(1, last + 1) && !row.contains(document.activeElement)))
      table.querySelector('[data-more]').hidden = !table.querySelector('.ask-row--spare')
    }
  }

  // On paper a field is as long as what stands in it.
  const dated = (field) => (field.type === 'date' && field.valueAsDate
    ? field.valueAsDate.toLocaleDateString(document.documentElement.lang + '-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
    : field.value)
  const unfold = () => {
    for (const field of fields().filter((f) => !ticks(f))) {
      field.classList.add(field.value.trim() === '' ? 'field--empty' : 'field--written')
      if (field.value.trim() === '') continue
      const copy = document.createElement('div')
      copy.className = 'written'
      copy.textContent = dated(field)
      field.after(copy)
    }
  }
  const fold = () => {
    for (const copy of sheet.querySelectorAll('.written')) copy.remove()
    for (const field of fields()) field.classList.remove('field--empty', 'field--written')
  }
  window.addEventListener('beforeprint', () => { fold(); unfold() })
  window.addEventListener('afterprint', fold)

  bar.hidden = false
  const before = kept()
  if (before && Object.keys(before).length > 0) {
    write(before)
    say(bar.dataset.kept)
  }
  judge(false)
  spare()
  sheet.addEventListener('input', () => { keep(); judge(false); spare() })
  sheet.addEventListener('change', () => { keep(); judge(false) })
})()
