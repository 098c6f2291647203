// The judge of scripts/belvo-contract: Prism's validator and generator (the engine of
// @stoplight/prism-cli) on Belvo's description.
//
//   node belvo-contract.mjs generate FILE MODULES FOLDER   writes FOLDER/bodies.jsonl
//   node belvo-contract.mjs check    FILE MODULES FOLDER   reads requests.jsonl, verdicts.jsonl

import { complaints, each, endOn, isLeft, printTable, prism, readLines, smallest, writeLines } from './contract.mjs';

const [, , command, description, modules, folder] = process.argv;
const { getHttpOperationsFromSpec, validateInput, validateOutput, generate, generateStatic } = prism(modules);

// How many bodies are made up of each schema, beside its example and the smallest one.
const MADE_UP = 4;

// What the description gets wrong about itself, amended before anything is judged by it.
const AMENDMENTS = [
  {
    why: 'patterns stand in typographic quotes',
    amend: (schema) => {
      if (typeof schema.pattern === 'string') schema.pattern = schema.pattern.replace(/^‘|’$/g, '');
    },
  },
  {
    why: 'fields are required that are not described',
    amend: (schema) => {
      if (schema.properties) schema.required = schema.required?.filter((name) => name in schema.properties);
    },
  },
  {
    why: 'the least float is taken for the least amount',
    amend: (schema) => {
      if (schema.minimum < -1e27) delete schema.minimum;
      if (schema.maximum > 1e27) delete schema.maximum;
    },
  },
  {
    why: 'days of transactions and loans are told in words and examples alone',
    amend: ({ properties }) => {
      for (const day of [properties?.accounting_date, properties?.settlement_date]) if (day) day.format ??= 'date';
    },
  },
  {
    why: 'the list of transactions that a Pix key leaves empty has no type',
    amend: ({ properties }) => {
      const list = properties?.transactions;
      if (list && !list.type) Object.assign(list, { type: 'array', items: {}, maxItems: 0 });
    },
  },
  {
    why: 'the tokens of the widget are not required',
    amend: (schema) => {
      if (schema.properties?.access && schema.properties.refresh) schema.required = ['access', 'refresh'];
    },
  },
  {
    why: 'a charge is of version 2 only for who sends its header, which these calls do not',
    ofAnswers: true,
    amend: (schema) => {
      const first = schema.oneOf?.filter(({ properties }) => !properties?.status_reason_code);
      if (first?.length) schema.oneOf = first;
    },
  },
  {
    why: 'the branches of an answer do not exclude each other',
    ofAnswers: true,
    amend: (schema) => {
      if (!schema.oneOf) return;
      schema.anyOf = schema.oneOf;
      delete schema.oneOf;
    },
  },
];

// The same path whatever its parameters are called.
const unnamed = (path) => path.replace(/{[^}]*}/g, '{}');
const keyOf = ({ method, template }) => `${method} ${unnamed(template)}`;

async function operations() {
  const found = await getHttpOperationsFromSpec(description);
  return found.map((operation) => {
    const row = { operation, method: operation.method.toUpperCase(), template: operation.path };
    for (const { ofAnswers, amend } of AMENDMENTS) {
      each(operation.responses, amend);
      if (!ofAnswers) each(operation.request, amend);
    }
    return row;
  });
}

// What the schemas mean and do not say: moments and addresses in one spelling, numbers that fit, texts
// that hold amounts, few metadata, and numbers of persons, whose pattern the generator does not follow.
const STAND_INS = { 'date-time': '2026-11-20T12:00:00Z', date: '2026-11-20', uri: 'https://banco.example/x' };
const DECIMAL = /^\d+\.\d+$/;
const PERSON = /^\^\(\?:\[0-9\]\{11\}/;

function plausible(schema) {
  if (Array.isArray(schema)) return schema.map(plausible);
  if (schema === null || typeof schema !== 'object') return schema;
  const types = [schema.type].flat();
  if (types.includes('string') && schema.format in STAND_INS) return { type: 'string', enum: [STAND_INS[schema.format]] };
  if (types.includes('string') && DECIMAL.test(schema.examples?.[0])) return { type: 'string', enum: [schema.examples[0]] };
  if (PERSON.test(schema.pattern)) return { type: 'string', enum: ['11144477735'] };
  if ((types.includes('number') || types.includes('integer')) && !schema.enum) {
    const [least, most] = [Math.max(schema.minimum ?? 0, 0), Math.min(schema.maximum ?? 9_999, 9_999)];
    return { type: 'integer', minimum: least, maximum: most };
  }
  if (schema.maxProperties) return { type: 'object', additionalProperties: false };
  const likely = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, plausible(value)]));
  return schema.properties ? { ...likely, additionalProperties: false } : likely;
}

// An answer is never null as a whole, and one thing that was asked for is one, in a list too.
function asked(schema, { method, template }) {
  const present = { ...schema, type: [schema.type].flat().find((type) => type !== 'null') };
  const isDetail = method === 'GET' && template.endsWith('}/');
  return isDetail && present.type === 'array' ? { ...present, minItems: 1, maxItems: 1 } : present;
}

const isSuccess = ({ code }) => /^2\d\d$/.test(code);

function bodiesOf({ operation, method, template }) {
  const made = [];
  for (const response of operation.responses.filter(isSuccess)) {
    const status = Number(response.code);
    const schema = response.contents?.[0]?.schema;
    if (!schema) {
      made.push({ kind: 'empty', method, template, status });
      continue;
    }
    const add = (kind, result) => {
      if (isLeft(result)) return;
      const body = result.right;
      const element = { statusCode: status, headers: { 'content-type': 'application/json' }, body };
      const verdict = validateOutput({ resource: operation, element });
      made.push({ kind, method, template, status, body, isOwn: !isLeft(verdict) });
    };
    add('example', generateStatic(operation, schema));
    const likely = asked(plausible(schema), { method, template });
    // Lists of pages are there in any case.
    add('smallest', generate(operation, {}, smallest(likely, ['results']), `${template} smallest`));
    for (let index = 0; index < MADE_UP; index += 1) {
      add(`made up ${index}`, generate(operation, {}, likely, `${template} ${index}`));
    }
  }
  return made;
}

// Ids of the tests are short or odd on purpose; here others stand in for them.
const TEST_IDS = /"(id\/with#odd%letters|c1|a1)"/g;
const UUID = '7d2f8a3e-1111-4c22-9b33-5a6b7c8d9e0f';
const argument = (parameter) => (parameter?.schema?.type === 'integer' ? '7' : UUID);
const usual = (body) => JSON.parse(JSON.stringify(body).replaceAll(TEST_IDS, `"${UUID}"`));

function complaintsOf({ operation }, sent) {
  const named = (name) => operation.request?.path?.find((parameter) => parameter.name === name);
  const path = operation.path.replace(/{([^}]*)}/g, (_, name) => argument(named(name)));
  const query = {};
  for (const [name, value] of sent.query) query[name] = value;
  const url = { path, baseUrl: operation.servers?.[0]?.url, query };
  const element = { method: operation.method, url, headers: Object.fromEntries(sent.headers), body: sent.body ? usual(sent.body) : undefined };
  const verdict = validateInput({ resource: operation, element });
  const known = new Set((operation.request?.query ?? []).map((parameter) => parameter.name));
  const unknown = sent.query.map(([name]) => name).filter((name) => !known.has(name));
  const fields = propertiesOf(operation.request?.body?.contents?.[0]?.schema);
  const strange = fields ? Object.keys(sent.body ?? {}).filter((name) => !fields.has(name)) : [];
  return [
    ...complaints(verdict),
    ...unknown.map((name) => `query.${name}: is not described`),
    ...strange.map((name) => `body.${name}: is not described`),
  ];
}

function propertiesOf(schema) {
  if (!schema) return undefined;
  const parts = [schema, ...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  return new Set(parts.flatMap((part) => Object.keys(part.properties ?? {})));
}

function judge(rows, requests, verdicts) {
  const failures = [];
  const table = [['operation', 'request', 'answers']];
  for (const row of rows) {
    const key = keyOf(row);
    const sent = requests.filter((one) => keyOf(one) === key);
    const wrong = new Set(sent.flatMap((one) => complaintsOf(row, one)));
    const read = verdicts.filter((one) => keyOf(one) === key);
    const lost = read.filter((one) => one.error);
    if (sent.length === 0) failures.push(`${key}: the client never sends it`);
    for (const { code } of row.operation.responses.filter(isSuccess)) {
      if (!read.some(({ status }) => status === Number(code))) failures.push(`${key}: no body of ${code} could be made`);
    }
    for (const one of wrong) failures.push(`${key}: request ${one}`);
    for (const one of lost) failures.push(`${key}: ${one.status} ${one.kind}: ${one.error}`);
    const request = sent.length === 0 ? 'NOT SENT' : wrong.size === 0 ? `ok ${sent.length}` : `${wrong.size} WRONG`;
    table.push([key, request, lost.length === 0 ? `ok ${read.length}` : `${lost.length} of ${read.length} WRONG`]);
  }
  const keys = new Set(rows.map(keyOf));
  for (const one of requests.filter(({ mark }) => mark === 'doc')) {
    if (!keys.has(keyOf(one))) failures.push(`${one.operation}: the description has no ${keyOf(one)}`);
  }
  printTable(table);
  return failures;
}

const rows = await operations();
if (command === 'generate') {
  const bodies = rows.flatMap(bodiesOf);
  const own = bodies.filter((one) => one.isOwn !== false);
  writeLines(folder, 'bodies.jsonl', own);
  console.error(`${rows.length} operations; ${own.length} bodies made, ${bodies.length - own.length} more did not keep to their own schema`);
} else {
  endOn(judge(rows, readLines(folder, 'requests.jsonl'), readLines(folder, 'verdicts.jsonl')));
}
