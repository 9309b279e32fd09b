// Comfort only: every page works without this file.

// A button that prints. Where scripts do not run it stays hidden, because
// there it could do nothing.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

// Says that a file is being read, and takes a second press for the first one.
for (const form of document.querySelectorAll('form[data-working]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) {
      event.preventDefault()
      return
    }
    form.dataset.sent = 'yes'
    const note = form.querySelector('[role=status]')
    if (note) note.textContent = form.dataset.working
  })
}

// Coming back by the browser's Back button, the form can be sent again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-working]')) {
    delete form.dataset.sent
    const note = form.querySelector('[role=status]')
    if (note) note.textContent = ''
  }
})

// Who goes on with the keyboard leaves a meaning behind that is open.
if ('popover' in HTMLElement.prototype) {
  document.addEventListener('focusin', ({ target }) => {
    for (const open of document.querySelectorAll('.meaning:popover-open')) {
      if (!open.contains(target) && target.getAttribute('popovertarget') !== open.id) open.hidePopover()
    }
  })
}
