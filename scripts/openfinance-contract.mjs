// The judge of scripts/openfinance-contract: Prism's validator and generator (the engine of
// @stoplight/prism-cli) on the official descriptions.
//
//   node openfinance-contract.mjs generate SPECS MODULES FOLDER   writes FOLDER/bodies.jsonl
//   node openfinance-contract.mjs check    SPECS MODULES FOLDER   reads exchanges.jsonl, verdicts.jsonl
//
// The engine is called directly, not through `prism proxy`, for the proxy cannot open signed
// messages (application/jwt) nor show a client certificate. Bodies are opened here and then judged
// by the official schema of their media type.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { complaints, each, endOn, isLeft, printTable, prism, readLines, smallest, writeLines } from './contract.mjs';

const [, , command, specs, modules, folder] = process.argv;
const { getHttpOperationsFromSpec, validateInput, validateOutput, generate, generateStatic } = prism(modules);

// How many bodies are made up of each schema, beside the one of its examples and the smallest.
const MADE_UP = 6;

// What no receiver calls: the administration of the directory. Managing a registration is described
// twice, with the client's id in the query and in the path, where banks have it.
const NOT_OURS = [/^directory-/, /^dcr-dcm-\S+ (get|put|delete) \/register$/];

// What the descriptions get wrong about themselves, amended before anything is judged by them.
const AMENDMENTS = [
  {
    why: 'the answer of a renewal knows all permissions but the one to read exchanges',
    of: /^consents-.* post .*\/extends$/,
    amend: (operation) => each(operation.responses, (schema) => {
      if (schema.enum?.includes('ACCOUNTS_READ') && !schema.enum.includes('EXCHANGES_READ')) schema.enum.push('EXCHANGES_READ');
    }),
  },
  {
    why: 'a revocation and a rejection require nothing, so that every edit is also both',
    of: /^automatic-payments-.* patch \/recurring-consents/,
    amend: (operation) => each(operation.request, (schema) => {
      if (!schema.required && (schema.properties?.revocation || schema.properties?.rejection)) schema.required = ['status'];
    }),
  },
  {
    why: 'items of the list require fields that they do not have',
    of: /^payments-5.* get \/consents\/{consentId}\/pix\/payments$/,
    amend: (operation) => each(operation.responses, (schema) => {
      if (schema.properties) schema.required = schema.required?.filter((name) => name in schema.properties);
    }),
  },
  {
    why: 'challenges, their own examples too, lack the padding that the format "byte" asks for',
    of: /^enrollments-.* post .*-options$/,
    amend: (operation) => each(operation.responses, (schema) => {
      if (schema.format === 'byte') delete schema.format;
    }),
  },
  {
    why: 'ids of devices are URNs, which the path of the notification forbids',
    of: /^webhook-.* post .*\/enrollments\/{enrollmentId}$/,
    amend: (operation) => each(operation.request.path, (schema) => {
      if (schema.pattern?.includes('{0,99}')) delete schema.pattern;
    }),
  },
  {
    why: 'addresses in the directory name their parameters in braces, which no URI has',
    of: /^participants-/,
    amend: (operation) => each(operation.responses, (schema) => {
      if (schema.properties?.ApiEndpoint) delete schema.properties.ApiEndpoint.format;
    }),
  },
];

// Where a file's operations lie, for those whose `servers` do not say.
const base = (file, operation) => {
  if (/^(participants|dcr-dcm|directory)-/.test(file)) return '';
  return new URL(operation.servers[0].url).pathname.replace(/\/$/, '');
};

const version = (file) => file.match(/(\d+)\.(\d+)\.(\d+)$/).slice(1).map(Number);
const family = (file) => `${file.replace(/-\d+\.\d+\.\d+$/, '')} ${version(file)[0]}`;
const newer = (one, other) => {
  const [a, b] = [version(one), version(other)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : a[at] - b[at];
};

async function descriptions() {
  const names = readdirSync(specs).filter((name) => /-\d+\.\d+\.\d+\.ya?ml$/.test(name)).sort();
  if (names.length === 0) throw new Error(`no official description in ${specs}`);
  const found = [];
  for (const name of names) {
    const file = name.replace(/\.ya?ml$/, '');
    const operations = await getHttpOperationsFromSpec(join(specs, name));
    for (const operation of operations) {
      const name = `${file} ${operation.method} ${operation.path}`;
      if (NOT_OURS.some((rule) => rule.test(name))) continue;
      AMENDMENTS.filter(({ of }) => of.test(name)).forEach(({ amend }) => amend(operation));
      found.push({ file, operation, base: base(file, operation), method: operation.method.toUpperCase() });
    }
  }
  const latest = new Map();
  for (const { file } of found) {
    const known = latest.get(family(file));
    if (!known || newer(file, known) > 0) latest.set(family(file), file);
  }
  const newest = [...latest.values()];
  return found.map((row) => ({ ...row, isLatest: newest.includes(row.file) }));
}

// What the schemas mean and do not say. Moments and addresses come from the examples: the generator
// heeds either their format or their pattern, and these descriptions have both. Numbers count, years
// and instalments: whole, not below zero. Rates have up to 30 digits where the client holds 28.
const STAND_INS = { 'date-time': '2026-11-20T12:00:00Z', date: '2026-11-20', uri: 'https://banco.example/x', url: 'https://banco.example/x' };
const MOMENT = /\\d\{4\}\)-\(1\[0-2\]/;
const TOO_LONG = /\{1,15\}\\\.\\d\{[12],15\}/;

function plausible(schema) {
  if (Array.isArray(schema)) return schema.map(plausible);
  if (schema === null || typeof schema !== 'object') return schema;
  const pattern = typeof schema.pattern === 'string' ? schema.pattern : '';
  const isGiven = schema.format in STAND_INS || /https/.test(pattern) || MOMENT.test(pattern) || TOO_LONG.test(pattern);
  if (schema.type === 'string' && isGiven) {
    const given = schema.examples?.[0] ?? STAND_INS[schema.format ?? 'uri'];
    return { type: 'string', enum: [given], examples: [given] };
  }
  if (['number', 'integer'].includes(schema.type) && !schema.enum) {
    const least = Math.max(schema.minimum ?? 0, 0);
    const most = Math.min(schema.maximum ?? 9_999, 9_999);
    return { type: 'integer', minimum: least, maximum: most, examples: schema.examples ?? [least] };
  }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, plausible(value)]));
}

function bodiesOf({ file, operation, base, method }) {
  const made = [];
  for (const response of operation.responses ?? []) {
    const status = Number(response.code);
    const content = response.contents?.[0];
    if (!(status >= 200 && status < 300) || !content?.schema) continue;
    const add = (kind, result) => {
      if (isLeft(result) || typeof result.right !== 'object') return;
      const headers = { 'content-type': content.mediaType };
      const verdict = validateOutput({ resource: operation, element: { statusCode: status, headers, body: result.right } });
      const isOwn = !isLeft(verdict) || verdict.left.every((one) => one.path[0] !== 'body');
      made.push({ file, kind, method, path: base + operation.path, status, isValid: isOwn, body: result.right });
    };
    const schema = plausible(content.schema);
    add('example', generateStatic(operation, schema));
    add('smallest', generate(operation, {}, smallest(schema), `${operation.path} smallest`));
    for (let index = 0; index < MADE_UP; index += 1) {
      add(`made up ${index}`, generate(operation, {}, schema, `${operation.path} ${index}`));
    }
  }
  return made;
}

// The body as the description's schema sees it: what was signed, or the JSON.
function opened(body, contentType) {
  if (!body) return undefined;
  const text = /^application\/jwt/.test(contentType ?? '')
    ? Buffer.from(body.split('.')[1] ?? '', 'base64url').toString()
    : body;
  try {
    return JSON.parse(text);
  } catch {
    return body;
  }
}

function fits(row, exchange) {
  if (row.method !== exchange.method) return false;
  const [template, path] = [(row.base + row.operation.path).split('/'), exchange.path.split('/')];
  return template.length === path.length && template.every((part, at) => part.startsWith('{') || part === path[at]);
}

function requestComplaints(row, exchange) {
  const path = exchange.path.slice(row.base.length);
  const headers = exchange.request_headers;
  const element = {
    method: row.operation.method,
    url: { path, baseUrl: row.operation.servers?.[0]?.url, query: exchange.query },
    headers,
    body: opened(exchange.request_body, headers['content-type']),
  };
  return complaints(validateInput({ resource: row.operation, element }));
}

function answerComplaints(row, exchange) {
  const headers = exchange.answer_headers;
  const element = {
    statusCode: exchange.status,
    headers,
    body: opened(exchange.answer_body, headers['content-type']),
  };
  return complaints(validateOutput({ resource: row.operation, element }));
}

// Every recorded exchange against its operation, once per different complaint.
function judge(rows, exchanges) {
  for (const exchange of exchanges) {
    const row = rows.find((candidate) => candidate.isLatest && fits(candidate, exchange));
    if (!row) continue;
    row.seen = (row.seen ?? 0) + (exchange.status < 300 ? 1 : 0);
    row.requests ??= new Set();
    row.answers ??= new Set();
    requestComplaints(row, exchange).forEach((one) => row.requests.add(one));
    answerComplaints(row, exchange).forEach((one) => row.answers.add(`${exchange.status} ${one}`));
  }
}

function table(rows, bodies, verdicts) {
  const failures = [];
  const lines = [];
  const key = ({ file, method, path }) => `${file} ${method} ${path}`;
  for (const row of rows) {
    const name = `${row.method} ${row.base}${row.operation.path}`;
    const mine = verdicts.filter((one) => key(one) === key({ ...row, path: row.base + row.operation.path }));
    const wrong = mine.filter((one) => one.error);
    const hasBody = row.operation.responses?.some(({ code, contents }) => /^2/.test(code) && contents?.[0]?.schema);
    const served = /^(webhook|participants|dcr-dcm)-/.test(row.file);
    const decodes = served || mine.length === 0 ? '-' : wrong.length === 0 ? `ok ${mine.length}` : `${wrong.length} of ${mine.length} WRONG`;
    const mark = (set) => (!row.isLatest ? '-' : !row.seen ? 'NOT SEEN' : set.size === 0 ? 'ok' : `${set.size} WRONG`);
    lines.push([row.file, name, mark(row.requests), mark(row.answers), decodes]);
    if (row.isLatest && !row.seen) failures.push(`${row.file} ${name}: nothing was exchanged`);
    for (const one of row.requests ?? []) failures.push(`${row.file} ${name}: request ${one}`);
    for (const one of row.answers ?? []) failures.push(`${row.file} ${name}: answer ${one}`);
    for (const one of wrong) failures.push(`${row.file} ${name}: ${one.kind} does not decode: ${one.error}`);
    if (!served && hasBody && mine.length === 0) failures.push(`${row.file} ${name}: no body could be made`);
    if (!served && mine.some((one) => !one.operation)) failures.push(`${row.file} ${name}: the client has no such operation`);
  }
  printTable([['description', 'operation', 'request', 'answer', 'generated'], ...lines]);
  return failures;
}

const rows = await descriptions();
if (command === 'generate') {
  const bodies = rows.flatMap(bodiesOf);
  const valid = bodies.filter((one) => one.isValid);
  writeLines(folder, 'bodies.jsonl', valid);
  console.error(`${valid.length} bodies made; ${bodies.length - valid.length} more did not keep to their own schema`);
} else {
  judge(rows, readLines(folder, 'exchanges.jsonl'));
  endOn(table(rows, readLines(folder, 'bodies.jsonl'), readLines(folder, 'verdicts.jsonl')));
}
