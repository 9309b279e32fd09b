// Builds what the pages are dressed in: the stylesheet, the typeface, the
// images and the small script. Each file gets a name that changes with its
// bytes, so that a browser may keep it for ever, and a gzip copy where that
// saves anything. manifest.json says which name stands for which file.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import * as sass from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const modules = join(here, '../../../node_modules')
const fonts = join(modules, '@fontsource/atkinson-hyperlegible-next')
const built = join(here, 'built')
const manifest = {}

function emptyBuilt () {
  mkdirSync(built, { recursive: true })
  for (const name of readdirSync(built)) {
    if (name !== 'README.md') rmSync(join(built, name), { recursive: true })
  }
}

function put (name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const file = `${basename(name, extname(name))}.${hash}${extname(name)}`
  writeFileSync(join(built, file), bytes)
  const packed = gzipSync(bytes, { level: 9 })
  if (packed.length < bytes.length * 0.9) writeFileSync(join(built, `${file}.gz`), packed)
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

// The licences of what is built in travel with it.
function licences () {
  const typefaceLicence = readFileSync(join(fonts, 'LICENSE'), 'utf8')
  const ours = readFileSync(join(here, 'licences/govuk-frontend.txt'), 'utf8')
  put('licences.txt', Buffer.from(`${ours}\n\nAtkinson Hyperlegible Next, the typeface\n\n${typefaceLicence}`))
}

emptyBuilt()
licences()
putFolder('images')
putFolder('scripts')
stylesheet('site', typeface())
writeFileSync(join(built, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n')
for (const [name, file] of Object.entries(manifest)) console.log(`${name} -> ${file}`)
