// Builds what the pages are dressed in: the stylesheet, the typeface, the
// images, the small scripts and the checker for browsers. Each file gets a name
// that changes with its bytes, so that a browser may keep it for ever, and a gzip
// copy where that saves anything. manifest.json says which name stands for which
// file.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const modules = join(here, '../../../node_modules')
const fonts = join(modules, '@fontsource/atkinson-hyperlegible-next')
const built = join(here, 'built')
const workerName = 'language-worker.js'
const root = join(here, '../../..')
const go = process.env.GO || 'go'
const goRoot = execFileSync(go, ['env', 'GOROOT'], { cwd: root, encoding: 'utf8' }).trim()
const manifest = {}
const files = new Map()

// All is written at the end: whoever compiles meanwhile finds either what was
// there before or what is there now.
function write () {
  files.set('manifest.json', JSON.stringify(manifest, null, 2) + '\n')
  mkdirSync(built, { recursive: true })
  for (const [name, bytes] of files) writeFileSync(join(built, name), bytes)
  for (const name of readdirSync(built)) {
    if (name !== 'README.md' && !files.has(name)) rmSync(join(built, name), { recursive: true })
  }
}

function put (name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const file = `${basename(name, extname(name))}.${hash}${extname(name)}`
  const packed = gzipSync(bytes, { level: 9 })
  const saves = packed.length < bytes.length * 0.9
  if (saves) files.set(`${file}.gz`, packed)
  // A program for browsers is large, so it is kept packed only.
  if (!saves || extname(name) !== '.wasm') files.set(file, bytes)
  manifest[name] = file
  return file
}

function putFolder (folder) {
  for (const name of readdirSync(join(here, folder)).sort()) put(name, readFileSync(join(here, folder, name)))
}

// The latin-ext file holds the Welsh letters ŵ and ŷ.
function typeface () {
  const ranges = JSON.parse(readFileSync(join(fonts, 'unicode.json')))
  const faces = []
  for (const weight of [400, 700]) {
    for (const part of ['latin-ext', 'latin']) {
      const name = `atkinson-hyperlegible-next-${part}-${weight}-normal.woff2`
      const file = put(name, readFileSync(join(fonts, 'files', name)))
      faces.push(`@font-face{font-family:"Atkinson Hyperlegible Next";font-style:normal;font-display:swap;` +
        `font-weight:${weight};src:url(${file}) format("woff2");unicode-range:${ranges[part]}}`)
    }
  }
  return faces.join('\n')
}

function stylesheet (name, before) {
  const { css } = sass.compile(join(here, 'styles', `${name}.scss`), {
    style: 'compressed',
    charset: false,
    loadPaths: [modules, join(here, '../')],
    quietDeps: true
  })
  put(`${name}.css`, Buffer.from(`${before}\n${css}\n`))
}

// A script names another by its plain name and gets the one it is served under.
function script (name) {
  if (manifest[name]) return manifest[name]
  const text = readFileSync(join(here, 'scripts', name), 'utf8')
  const served = text.replace(/(\bfrom ')\.\/([a-z-]+\.js)(')/g, (_, before, other, after) => before + './' + script(other) + after)
  return put(name, Buffer.from(served))
}

// The checker for browsers is the same Go package as everywhere else. What starts
// it comes with Go and stands before our worker in one file. Beside a text box it
// has to come fast, so there nothing is inlined: that saves a twentieth of it.
function checker () {
  const folder = mkdtempSync(join(tmpdir(), 'bearings-wasm-'))
  try {
    for (const [name, flags] of [['hints', ['-gcflags=all=-l']], ['document', []]]) {
      const file = join(folder, `${name}.wasm`)
      execFileSync(go, ['build', '-trimpath', '-buildvcs=false', '-ldflags=-s -w', ...flags, '-o', file, `./internal/ui/wasm/${name}`],
        { cwd: root, env: { ...process.env, GOOS: 'js', GOARCH: 'wasm', CGO_ENABLED: '0' }, stdio: 'inherit' })
      put(`${name}.wasm`, readFileSync(file))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  const worker = readFileSync(join(here, 'scripts', workerName))
  put(workerName, Buffer.concat([readFileSync(join(goRoot, 'lib/wasm/wasm_exec.js')), worker]))
}

// The licences of what is built in travel with it.
function licences () {
  const typefaceLicence = readFileSync(join(fonts, 'LICENSE'), 'utf8')
  const ours = readFileSync(join(here, 'licences/govuk-frontend.txt'), 'utf8')
  const goLicence = readFileSync(join(goRoot, 'LICENSE'), 'utf8')
  put('licences.txt', Buffer.from(`${ours}\n\nAtkinson Hyperlegible Next, the typeface\n\n${typefaceLicence}` +
    `\n\nGo, the language the checker for browsers is written in\n\n${goLicence}`))
}

licences()
checker()
putFolder('images')
for (const name of readdirSync(join(here, 'scripts')).sort()) script(name)
stylesheet('site', typeface())
write()
for (const [name, file] of Object.entries(manifest)) console.log(`${name} -> ${file}`)
