// Moves a drawing to a second of its scene. What data-m says is explained in
// internal/ui/scenes/motion.go, which gives the still picture by the same rules.
'use strict'
const filmMover = (() => {
  function channel (head, values, by) {
    const [name, swing] = head.split('~')
    const [period, phase] = (swing || '').split(',').map(Number)
    const keys = values.map((pair) => {
      const [value, at] = pair.split('@').map(Number)
      return { value: value * by, at: at || 0 }
    })
    return { name: name[0], linear: name.endsWith('/'), period: period || 0, phase: phase || 0, keys }
  }

  function between (c, t) {
    let last = c.keys[0]
    if (t < last.at) return last.value
    for (const next of c.keys) {
      if (t < next.at) {
        let p = (t - last.at) / (next.at - last.at)
        if (!c.linear) p = p * p * (3 - 2 * p)
        return last.value + (next.value - last.value) * p
      }
      last = next
    }
    return last.value
  }

  function at (c, t) {
    const v = between(c, t)
    return c.period ? v * Math.sin(2 * Math.PI * (t / c.period + c.phase)) : v
  }

  const short = (v) => String(Math.round(v * 1000) / 1000 + 0)

  // What the parts of somebody who walks do, by what data-l calls them; data-w says
  // how far the legs swing.
  const walk = [
    ['y~.75,.25', 0.1],
    ['c 0,-98;r~1.5', 1],
    ['c 0,-98;r~1.5,.5', 1],
    ['c 0,-153;r~1.5,.5', 0.8],
    ['c 0,-153;r~1.5', 0.8]
  ]

  function how (element) {
    const walks = element.dataset.m ? null : element.closest('[data-w]')
    if (!walks) return [element.dataset.m || '', 1]
    const [head, by] = walk[element.dataset.l || 0]
    return [`${head} ${walks.dataset.w}`, by]
  }

  function part (element) {
    const channels = []
    let cx = 0
    let cy = 0
    const [moves, by] = how(element)
    for (const text of moves.split(';')) {
      const [head, ...values] = text.trim().split(/\s+/)
      if (head === 'c') [cx, cy] = values[0].split(',').map(Number)
      else if (head) channels.push(channel(head, values, by))
    }
    const has = new Set(channels.map((c) => c.name))
    const q = 'q' in element.dataset ? element.getAttribute('d').match(/-?[\d.]+/g).map(Number) : null
    return { element, channels, has, cx, cy, q }
  }

  function pose (channels, t) {
    const p = { x: 0, y: 0, r: 0, s: 1, w: 1, o: 1, d: 0, q: 0, e: 0, f: 0 }
    for (const c of channels) {
      const v = at(c, t)
      if (c.name === 's') p.s *= Math.max(0, c.period ? 1 + v : v)
      else if (c.name === 'o' || c.name === 'w') p[c.name] *= c.period ? 1 + v : v
      else p[c.name] += v
    }
    return p
  }

  function put ({ element, channels, has, cx, cy, q }, t) {
    const p = pose(channels, t)
    let transform = ''
    if (has.has('x') || has.has('y')) transform += `translate(${short(p.x)} ${short(p.y)})`
    if (has.has('r')) transform += `rotate(${short(p.r)} ${cx} ${cy})`
    if (has.has('s') || has.has('w')) {
      const wide = p.s * p.w
      transform += `translate(${short(cx * (1 - wide))} ${short(cy * (1 - p.s))})scale(${short(wide)} ${short(p.s)})`
    }
    if (transform) element.setAttribute('transform', transform)
    if (has.has('o')) element.setAttribute('opacity', short(Math.min(1, Math.max(0, p.o))))
    if (has.has('d')) element.setAttribute('stroke-dashoffset', short(p.d))
    if (q) {
      const [x1, y1] = q
      // A steep thread swings out as well.
      const x2 = q[2] + p.f
      const y2 = q[3] + p.e
      const wide = Math.abs(x2 - x1) / Math.hypot(x2 - x1, y2 - y1)
      element.setAttribute('d', `M${short(x1)} ${short(y1)}Q${short((x1 + x2) / 2 + p.q * 0.7 * (1 - wide))} ${short((y1 + y2) / 2 + p.q)} ${short(x2)} ${short(y2)}`)
    }
  }

  // mover returns what moves a drawing to a second.
  function mover (drawing) {
    let parts
    return (t) => {
      parts ||= [...drawing.querySelectorAll('[data-m], [data-w], [data-l]')].map(part)
      for (const one of parts) put(one, t)
    }
  }

  return mover
})()
