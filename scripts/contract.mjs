// What the judges of scripts/*-contract share: Prism's engine (of @stoplight/prism-cli), walks over
// schemas, and the files and tables they speak by.

import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// Prism's reader, validator and generator, from a folder of installed modules.
export function prism(modules) {
  const require = createRequire(join(modules, '@stoplight/prism-cli/package.json'));
  return {
    ...require('@stoplight/prism-http'),
    ...require('@stoplight/prism-http/dist/validator'),
    ...require('@stoplight/prism-http/dist/mocker/generator/JSONSchema'),
  };
}

export function each(part, change) {
  if (part === null || typeof part !== 'object') return;
  change(part);
  Object.values(part).forEach((one) => each(one, change));
}

// Only what a schema requires, which is the least that is sent, and what is `always` there.
export function smallest(schema, always = []) {
  if (Array.isArray(schema)) return schema.map((one) => smallest(one, always));
  if (schema === null || typeof schema !== 'object') return schema;
  const pruned = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties') {
      const required = [...(schema.required ?? []), ...always];
      const kept = Object.entries(value).filter(([name]) => required.includes(name));
      pruned.properties = Object.fromEntries(kept.map(([name, one]) => [name, smallest(one, always)]));
    } else {
      pruned[key] = smallest(value, always);
    }
  }
  return pruned;
}

export const isLeft = ({ _tag }) => _tag === 'Left';

// What a validator finds fault with, each by its place.
export const complaints = (verdict) =>
  isLeft(verdict) ? verdict.left.map(({ path, message }) => `${path.join('.')}: ${message}`) : [];

export const readLines = (folder, name) =>
  readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));

export const writeLines = (folder, name, items) =>
  writeFileSync(join(folder, name), items.map((item) => JSON.stringify(item)).join('\n'));

export function printTable(lines) {
  const widths = lines[0].map((_, at) => Math.max(...lines.map((line) => line[at].length)));
  for (const line of lines) console.log(line.map((cell, at) => cell.padEnd(widths[at])).join('  ').trimEnd());
}

// Tells the failures and ends the program, if there are any.
export function endOn(failures) {
  if (failures.length === 0) return;
  console.error(`\n${failures.length} differences:\n${failures.join('\n')}`);
  process.exit(1);
}
