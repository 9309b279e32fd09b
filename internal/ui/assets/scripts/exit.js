// Leaves a page at once. The link works without this file; with it the page goes
// blank at once, takes no place of its own in the browser's history, and Shift
// pressed three times does the same. Going down the page leaves no trace either.
(() => {
  const link = document.querySelector('[data-exit]')
  if (!link) return
  const leave = () => {
    document.body.hidden = true
    document.title = '\u00a0'
    window.location.replace(link.href)
  }
  link.addEventListener('click', (event) => {
    event.preventDefault()
    leave()
  })
  for (const note of document.querySelectorAll('[data-exit-keys]')) note.hidden = false
  for (const way of document.querySelectorAll('.parts a')) {
    way.addEventListener('click', (event) => {
      const part = document.querySelector(way.hash)
      event.preventDefault()
      part.tabIndex = -1
      part.focus({ preventScroll: true })
      part.scrollIntoView()
    })
  }
  let presses = 0
  let last = 0
  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift') {
      presses = 0
      return
    }
    presses = event.timeStamp - last < 5000 ? presses + 1 : 1
    last = event.timeStamp
    if (presses === 3) leave()
  })
  // Coming back by the browser's Back button, the page is whole again.
  window.addEventListener('pageshow', () => { document.body.hidden = false })
})()
