/**
 * Cuts the operations that the local GitHub of the tests answers out of GitHub's published OpenAPI description,
 * without prose, into test/support/github/contract/.
 *
 *     node scripts/github-contract.ts [<version of @octokit/openapi>]
 *
 * The package is unpacked into a temporary folder and not installed: it is several hundred megabytes.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { OPERATIONS } from '../test/support/github/contract/operations.ts';

const VERSION = process.argv[2] ?? '23.0.2';
const ROOT = path.join(import.meta.dirname, '..');
const TARGET = path.join(ROOT, 'test/support/github/contract/github.json');
const DESCRIPTION = 'package/generated/api.github.com.json';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Node = { [key: string]: Json };

/** What says nothing about which messages are valid. */
const PROSE = new Set([
  'description',
  'title',
  'example',
  'examples',
  'externalDocs',
  'summary',
  'deprecated',
]);

function published(): Node {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'openapi-'));
  try {
    const packed = ['pack', '--silent', '--pack-destination', folder, `@octokit/openapi@${VERSION}`];
    const tarball = execFileSync('npm', packed, { cwd: folder, encoding: 'utf8' }).trim();
    execFileSync('tar', ['-xzf', path.join(folder, tarball), '-C', folder, DESCRIPTION]);
    return JSON.parse(fs.readFileSync(path.join(folder, DESCRIPTION), 'utf8')) as Node;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const isNode = (value: Json | undefined): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** OpenAPI 3.0 schema → JSON Schema without prose; names of properties are kept whatever they are. */
function bare(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(bare);
  if (!isNode(schema)) return schema;
  const kept: Node = {};
  for (const [key, value] of Object.entries(schema)) {
    if (PROSE.has(key) || key === 'default' || key === 'nullable' || key.startsWith('x-')) continue;
    if (key === 'properties' && isNode(value)) kept[key] = mapped(value);
    else if (key === 'enum' || key === 'required') kept[key] = value;
    else kept[key] = bare(value);
  }
  return schema['nullable'] === true ? { anyOf: [kept, { type: 'null' }] } : kept;
}

const mapped = (properties: Node): Node =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, bare(value)]));

function resolve(root: Node, value: Json | undefined): Node {
  if (!isNode(value)) return {};
  const ref = value['$ref'];
  if (typeof ref !== 'string') return value;
  const found = ref
    .slice(2)
    .split('/')
    .reduce<Json | undefined>((at, key) => (isNode(at) ? at[key] : undefined), root);
  return resolve(root, found);
}

function schemaOf(root: Node, holder: Json | undefined): Json | null {
  const content = resolve(root, holder)['content'];
  const media = isNode(content) ? resolve(root, content['application/json']) : {};
  return media['schema'] === undefined ? null : bare(media['schema']);
}

/** One operation: where it is, its parameters, its body, and each answer's body by status. */
function cut(root: Node, route: string, method: string, operation: Node): Node {
  const parameters = (operation['parameters'] as Json[] | undefined) ?? [];
  const responses = operation['responses'];
  return {
    method: method.toUpperCase(),
    path: route,
    parameters: parameters.map((each) => {
      const { name, in: place, required, schema } = resolve(root, each);
      return { name: name ?? '', in: place ?? '', required: required === true, schema: bare(schema ?? {}) };
    }),
    body: schemaOf(root, operation['requestBody']),
    responses: Object.fromEntries(
      Object.entries(isNode(responses) ? responses : {}).map(([status, answer]) => [
        status,
        schemaOf(root, answer),
      ]),
    ),
  };
}

/** The schemas that `from` refers to, and those that they refer to. */
function reached(root: Node, from: Json): Node {
  const found: Node = {};
  const visit = (value: Json): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name in found) continue;
      found[name] = bare(resolve(root, { $ref: `#/components/schemas/${name}` }));
      visit(found[name]);
    }
  };
  visit(from);
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const description = published();
const operations: Node = {};
for (const [route, methods] of Object.entries(description['paths'] as Node)) {
  for (const [method, operation] of Object.entries(methods as Node)) {
    const id = isNode(operation) ? operation['operationId'] : undefined;
    if (typeof id !== 'string' || !OPERATIONS.includes(id as never)) continue;
    operations[id] = cut(description, route, method, operation as Node);
  }
}
const missing = OPERATIONS.filter((id) => !(id in operations));
if (missing.length > 0) throw new Error(`not in the description: ${missing.join(', ')}`);
const contract = {
  source: `@octokit/openapi ${VERSION} (MIT), ${DESCRIPTION.replace('package/', '')}`,
  operations,
  components: { schemas: reached(description, operations) },
};
fs.writeFileSync(TARGET, `${JSON.stringify(contract)}\n`);
console.log(`${Object.keys(operations).length} operations, ${fs.statSync(TARGET).size} bytes`);
