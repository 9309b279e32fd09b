// The film: one clock, and everything that is seen follows from what it says, so
// that a second looks the same however one came to it. Without this file, on
// paper and where motion is unwanted the page is a row of still pictures.
'use strict'
{
  const fade = 0.9
  const film = document.querySelector('[data-film]')
  const find = (selector) => film.querySelector(selector)
  const button = (does) => find(`[data-does="${does}"]`)
  const player = find('.film__player')
  const slider = find('.film__time')
  const caption = find('.film__caption')
  const below = find('.film__below span')
  const name = find('.film__name')
  const described = find('.film__described')
  const goes = [...film.querySelectorAll('[data-to]')]

  let end = 0
  const scenes = [...film.querySelectorAll('.film__scene')].map((element) => {
    const from = end
    end += Number(element.dataset.seconds)
    return {
      element,
      from,
      still: Number(element.dataset.still),
      named: 'named' in element.dataset,
      title: element.querySelector('.film__title').textContent,
      shows: element.querySelector('.film__shows').textContent,
      said: [...element.querySelectorAll('.film__said')].map((p) => ({
        from: from + Number(p.dataset.from), to: from + Number(p.dataset.to), text: p.textContent
      })),
      move: filmMover(element)
    }
  })

  let now = 0
  let playing = false
  let begun = false
  let captions = true
  let describing = false
  let shown = -1

  const clock = (t) => `${Math.floor(t / 60)}:${String(Math.floor(t % 60)).padStart(2, '0')}`
  const text = (element, value) => { if (element.textContent !== value) element.textContent = value }
  const at = (t) => Math.max(0, scenes.findLastIndex((s) => t >= s.from))

  function place () {
    slider.setAttribute('aria-valuetext', film.dataset.place.replace('TIME', clock(now)).replace('SCENE', scenes[at(now)].title))
  }

  // A scene comes up over the one before it.
  function pictures () {
    const here = at(now)
    const since = now - scenes[here].from
    for (const [n, scene] of scenes.entries()) {
      const leaving = n === here - 1 && since < fade
      const opacity = n === here ? (here ? Math.min(1, since / fade) : 1) : Number(leaving)
      scene.element.style.setProperty('--seen', opacity)
      scene.element.classList.toggle('film__scene--seen', n === here || leaving)
      if (n === here || leaving) scene.move(now - scene.from)
    }
    return here
  }

  function show () {
    const here = pictures()
    const scene = scenes[here]
    const said = scene.said.find((c) => now >= c.from && now < c.to)
    const words = captions && said ? said.text : ''
    for (const element of [caption, below]) text(element, words)
    for (const element of [name, find('.film__below strong')]) text(element, scene.named ? scene.title : '')
    name.style.setProperty('--seen', Math.min(1, (now - scene.from) / fade))
    slider.value = now
    text(find('[data-now]'), clock(now))
    if (here === shown) return
    shown = here
    find('.film__scenes').setAttribute('aria-label', scene.shows)
    goes.forEach((go, n) => n === here ? go.setAttribute('aria-current', 'true') : go.removeAttribute('aria-current'))
    describe()
    place()
  }

  function describe () {
    described.hidden = !describing
    text(described, describing ? scenes[at(now)].shows : '')
  }

  function seek (t) {
    now = Math.min(end, Math.max(0, t))
    begun ||= now > 0
    find('.film__start').hidden = begun
    show()
    place()
  }

  function play (yes) {
    if (yes && now >= end) seek(0)
    if (yes && !playing) requestAnimationFrame(first)
    playing = yes
    begun ||= yes
    find('.film__start').hidden = begun
    const b = button('play')
    text(b, yes ? b.dataset.pause : b.dataset.play)
    place()
  }

  let before
  function first (t) { before = t; tick(t) }

  function tick (t) {
    if (!playing) return
    now = Math.min(end, now + Math.min(0.25, (t - before) / 1000) * Number(find('select').value))
    before = t
    show()
    if (now >= end) play(false)
    else requestAnimationFrame(tick)
  }

  // Still pictures, on the screen or on paper: every scene at its best moment.
  function still () {
    for (const scene of scenes) scene.move(scene.still)
  }

  function way (moving) {
    play(false)
    film.classList.toggle('film--moving', moving)
    button('way-film').setAttribute('aria-pressed', moving)
    button('way-pictures').setAttribute('aria-pressed', !moving)
    for (const part of ['.film__controls', '.film__below', '.film__name']) find(part).hidden = !moving
    find('.film__start').hidden = !moving || begun
    caption.hidden = !moving || !captions
    described.hidden = !moving || !describing
    const list = find('.film__scenes')
    shown = -1
    if (moving) {
      list.setAttribute('role', 'img')
      show()
    } else {
      list.removeAttribute('role')
      list.removeAttribute('aria-label')
      still()
    }
  }

  function full () {
    if (document.fullscreenElement) document.exitFullscreen()
    else player.requestFullscreen().catch(() => {})
  }

  function pressed (does, yes) { button(does).setAttribute('aria-pressed', yes) }

  const does = {
    'way-film': () => way(true),
    'way-pictures': () => way(false),
    start: () => { play(true); button('play').focus() },
    play: () => play(!playing),
    back: () => seek(now - 10),
    forward: () => seek(now + 10),
    captions: () => { captions = !captions; pressed('captions', captions); caption.hidden = !captions; show() },
    describe: () => { describing = !describing; pressed('describe', describing); describe() },
    full
  }

  const keys = {
    k: does.play,
    j: does.back,
    l: does.forward,
    c: does.captions,
    d: does.describe,
    f: full,
    ArrowLeft: () => seek(now - 5),
    ArrowRight: () => seek(now + 5)
  }

  film.addEventListener('click', (event) => {
    const pressed = event.target.closest('[data-does], [data-to]')
    if (pressed?.dataset.to) seek(Number(pressed.dataset.to))
    else if (pressed) does[pressed.dataset.does]()
    else if (event.target.closest('.film--moving .film__stage')) does.play()
  })

  player.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches('select')) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    let act = keys[key]
    if (/^\d$/.test(key)) act = () => seek(end * Number(key) / 10)
    if (key === ' ' && event.target === slider) act = does.play
    if (!act || (key.startsWith('Arrow') && event.shiftKey)) return
    event.preventDefault()
    act()
  })

  slider.addEventListener('input', () => seek(Number(slider.value)))

  // On paper there are still pictures, whatever the screen shows.
  matchMedia('print').addEventListener('change', (paper) => {
    if (paper.matches) still()
    else if (film.classList.contains('film--moving')) show()
  })

  if (!document.fullscreenEnabled) button('full').hidden = true
  find('.film__ways').hidden = false
  way(!matchMedia('(prefers-reduced-motion: reduce)').matches)
}
