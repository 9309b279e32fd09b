// A real OpenID provider for tests: oidc-provider with everything in memory,
// anybody's name opens a door, and /control makes it do what no provider should.
// Called with the clients as JSON; says on its first line where it listens, and
// ends when whoever started it is gone.
import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

const clients = JSON.parse(process.argv[2])
const now = () => Math.floor(Date.now() / 1000)
let faults = new Set()
let hanging = 0
const waiting = []

function makeKey (kid) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const use = { kid, alg: 'RS256', use: 'sig' }
  return { kid, privateKey, secret: { ...privateKey.export({ format: 'jwk' }), ...use }, open: { ...publicKey.export({ format: 'jwk' }), ...use }, publicKey }
}

const first = makeKey('first')
const foreign = makeKey('first')
let current = first

// What may be wrong with what a token says.
const claims = {
  'audience': (c) => ({ ...c, aud: 'another-client' }),
  'audiences': (c) => ({ ...c, aud: [c.aud, 'another-client'] }),
  'audiences-azp': (c) => ({ ...c, aud: [c.aud, 'another-client'], azp: c.aud }),
  'audiences-azp-other': (c) => ({ ...c, aud: [c.aud, 'another-client'], azp: 'another-client' }),
  'azp': (c) => ({ ...c, azp: 'another-client' }),
  'issuer': (c) => ({ ...c, iss: 'https://issuer.example.org' }),
  'issuer-slash': (c) => ({ ...c, iss: c.iss + '/' }),
  'nonce': (c) => ({ ...c, nonce: 'another' }),
  'no-nonce': ({ nonce, ...c }) => c,
  'expired': (c) => ({ ...c, exp: now() - 60 }),
  'just-expired': (c) => ({ ...c, exp: now() - 10 }),
  'no-exp': ({ exp, ...c }) => c,
  'future': (c) => ({ ...c, iat: now() + 120 }),
  'near-future': (c) => ({ ...c, iat: now() + 10 }),
  'no-iat': ({ iat, ...c }) => c,
  'not-yet': (c) => ({ ...c, nbf: now() + 3600 }),
  'no-subject': ({ sub, ...c }) => c,
  'empty-subject': (c) => ({ ...c, sub: '' }),
  'long-subject': (c) => ({ ...c, sub: 'a'.repeat(256) }),
  'no-claims': () => 'none'
}

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
const signed = (key, head, body) => {
  const text = part({ alg: 'RS256', kid: key.kid, ...head }) + '.' + part(body)
  return text + '.' + sign('sha256', text, key.privateKey).toString('base64url')
}
const mac = (secret, body) => {
  const text = part({ alg: 'HS256' }) + '.' + part(body)
  return text + '.' + createHmac('sha256', secret).update(text).digest('base64url')
}

// What may be wrong with how it is signed; each gets the token, what it says and
// the client's secret.
const signatures = {
  'unsigned': (token, body) => part({ alg: 'none' }) + '.' + part(body) + '.',
  'unsigned-shouted': (token, body) => part({ alg: 'NONE' }) + '.' + part(body) + '.',
  'secret': (token, body, secret) => mac(secret, body),
  'public-key': (token, body) => mac(current.publicKey.export({ format: 'pem', type: 'spki' }), body),
  'unknown-key': (token, body) => signed({ ...foreign, kid: 'unknown' }, {}, body),
  'foreign-key': (token, body) => signed(foreign, { kid: current.kid }, body),
  'key-in-token': (token, body) => signed(foreign, { jwk: foreign.open }, body),
  'tampered': (token, body) => [token.split('.')[0], part({ ...body, sub: 'somebody-else' }), token.split('.')[2]].join('.'),
  'no-signature': (token) => token.split('.').slice(0, 2).join('.') + '.',
  'garbled': () => 'not a token'
}

function bent (token, secret) {
  let body = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'))
  let changed = current !== first
  for (const [fault, change] of Object.entries(claims)) {
    if (faults.has(fault)) {
      body = change(body)
      changed = true
    }
  }
  if (changed) token = signed(current, {}, body)
  for (const [fault, change] of Object.entries(signatures)) if (faults.has(fault)) token = change(token, body, secret)
  return token
}

// What may be wrong with where things are said to be.
function bentDiscovery (document) {
  if (faults.has('discovery-issuer')) document.issuer = 'https://issuer.example.org'
  if (faults.has('discovery-quiet')) delete document.authorization_response_iss_parameter_supported
  if (faults.has('discovery-plain')) document.authorization_endpoint = document.token_endpoint = document.jwks_uri = 'http://issuer.example.org/'
  if (faults.has('discovery-plain-token')) document.token_endpoint = 'http://issuer.example.org/token'
  if (faults.has('discovery-script')) document.authorization_endpoint = 'javascript:alert(1)'
  if (faults.has('discovery-post')) document.token_endpoint_auth_methods_supported = ['client_secret_post']
  if (faults.has('discovery-unsigned')) document.id_token_signing_alg_values_supported = ['none', 'HS256', 'RS256']
  return document
}

function bentAnswer (location) {
  const answer = new URL(location)
  if (faults.has('no-iss')) answer.searchParams.delete('iss')
  if (faults.has('wrong-iss')) answer.searchParams.set('iss', 'https://issuer.example.org')
  return answer.href
}

async function middleware (ctx, next) {
  await next()
  const route = ctx.oidc?.route
  if (route === 'token' && ctx.body?.id_token) {
    if (faults.has('no-token')) delete ctx.body.id_token
    else ctx.body.id_token = bent(ctx.body.id_token, ctx.oidc.client.clientSecret)
  }
  if (route === 'jwks') ctx.body = { keys: [current.open] }
  if (route === 'discovery') ctx.body = bentDiscovery({ ...ctx.body })
  if (['authorization', 'resume'].includes(route) && ctx.response.get('location')?.includes('code=')) {
    ctx.set('location', bentAnswer(ctx.response.get('location')))
  }
}

const server = createServer()
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const issuer = `http://127.0.0.1:${server.address().port}`

const provider = new Provider(issuer, {
  clients: clients.map((c) => ({ client_id: c.id, client_secret: c.secret || undefined, redirect_uris: c.redirects, token_endpoint_auth_method: c.auth || 'client_secret_basic' })),
  jwks: { keys: [first.secret] },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, email: 'shared@example.org', email_verified: true }) }),
  interactions: { url: (ctx, interaction) => `/sign-in/${interaction.uid}` },
  // Nobody is asked what they agree to.
  async loadExistingGrant (ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId })
    grant.addOIDCScope('openid')
    await grant.save()
    return grant
  }
})
provider.use(middleware)
const answer = provider.callback()

const page = `<!DOCTYPE html><html lang="en"><title>Sign in</title><h1>Sign in at the test's organisation</h1>
<form method="post"><p><label for="name">Name</label> <input id="name" name="name" autocomplete="off"></p>
<p><button name="does" value="sign-in">Sign in</button> <button name="does" value="cancel">Cancel</button></p></form></html>`

async function read (request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

async function signIn (request, response) {
  if (request.method !== 'POST') return response.writeHead(200, { 'content-type': 'text/html' }).end(page)
  const form = new URLSearchParams(await read(request))
  const result = form.get('does') === 'cancel'
    ? { error: 'access_denied', error_description: 'somebody pressed cancel' }
    : { login: { accountId: `subject-of-${form.get('name')}` } }
  await provider.interactionFinished(request, response, result)
}

async function control (url, response) {
  if (url.searchParams.has('faults')) faults = new Set(url.searchParams.get('faults').split(',').filter(Boolean))
  const known = [...Object.keys(claims), ...Object.keys(signatures), ...Object.keys(doors),
    'no-token', 'no-iss', 'wrong-iss', 'discovery-issuer', 'discovery-quiet', 'discovery-plain', 'discovery-plain-token', 'discovery-script', 'discovery-post', 'discovery-unsigned']
  if ([...faults].some((fault) => !known.includes(fault))) return response.writeHead(404).end()
  if (url.searchParams.has('rotate')) current = makeKey(randomBytes(4).toString('hex'))
  if (url.searchParams.has('hanging') && hanging === 0) await new Promise((resolve) => waiting.push(resolve))
  response.end('done')
}

const places = { token: '/token', discovery: '/.well-known/openid-configuration', keys: '/jwks' }
const ways = {
  hangs () {
    hanging++
    for (const resolve of waiting.splice(0)) resolve()
  },
  fails: (request, response) => response.writeHead(500).end('an error on our side'),
  leaves: (request, response) => response.writeHead(307, { location: `http://localhost:${server.address().port}${request.url}` }).end(),
  huge: (request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":"' + 'a'.repeat(3 << 20) + '"}'),
  html: (request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><p>Welcome to the hotel'),
  refuses: (request, response) => response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant","error_description":"no"}'),
  async echoes (request, response) {
    const said = await read(request)
    response.writeHead(400, { 'content-type': 'text/plain' }).end(`error=${said}&error_description=${said} ${request.headers.authorization}`)
  },
  garbles (request, response) {
    response.writeHead(404, { 'content-type': 'text/html' }).end(request.headers.authorization)
  }
}
const doors = {}
for (const [place, path] of Object.entries(places)) for (const [way, does] of Object.entries(ways)) doors[`${place}-${way}`] = { path, does }

server.on('request', (request, response) => {
  const url = new URL(request.url, issuer)
  const door = Object.entries(doors).find(([fault, { path }]) => faults.has(fault) && path === url.pathname)
  if (door) return door[1].does(request, response)
  if (url.pathname === '/control') return control(url, response)
  if (url.pathname.startsWith('/sign-in/') && url.pathname.split('/').length === 3) {
    return signIn(request, response).catch((error) => response.writeHead(400).end(String(error)))
  }
  answer(request, response)
})

process.stdin.resume().on('end', () => process.exit())
console.log(`listening ${issuer}`)
