/** GitHub's own description of its API: which operation a request is, whether it may be so, and what an answer holds. */
import fs from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { OperationId } from './operations.ts';

type Schema = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Schema;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
  readonly responses: Readonly<Record<string, Schema | null>>;
}

interface Contract {
  readonly operations: Readonly<Record<OperationId, Operation>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const CONTRACT = JSON.parse(
  fs.readFileSync(path.join(import.meta.dirname, 'github.json'), 'utf8'),
) as Contract;

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
ajv.addFormat('repo.nwo', true);
// Under ESM interop the plugin is the module's `default`.
((addFormats as unknown as { default?: typeof addFormats }).default ?? addFormats)(ajv as never);
ajv.addSchema(CONTRACT as never, 'github');

/** A `$ref` counts from the contract's root. */
function rooted(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"github#/components'));
}

const compiled = new Map<object, ValidateFunction>();
function complaints(schema: Schema, value: unknown): string[] {
  const known = compiled.get(schema);
  const validate = known ?? ajv.compile(rooted(schema) as Schema);
  if (!known) compiled.set(schema, validate);
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .map((each) => `${each.instancePath || 'body'} ${each.message ?? ''}`)
    .slice(0, 8);
}

export interface Match {
  readonly id: OperationId;
  readonly params: Readonly<Record<string, string>>;
}

const ROUTES = Object.entries(CONTRACT.operations).map(([id, operation]) => {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
  // Refs, contents and base...head may hold slashes.
  const pattern = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    ['ref', 'path', 'basehead', 'branch'].includes(name) ? '(.+)' : '([^/]+)',
  );
  return { id: id as OperationId, method: operation.method, names, pattern: new RegExp(`^${pattern}$`) };
});
// The more that is spelled out, the earlier: `/check-runs` after a ref belongs to the route, not to the ref.
ROUTES.sort((a, b) => b.pattern.source.length - a.pattern.source.length);

/** The operation that a request is; null when the local GitHub has none such. */
export function operationOf(method: string, pathname: string): Match | null {
  for (const route of ROUTES) {
    const found = route.method === method ? route.pattern.exec(pathname) : null;
    if (!found) continue;
    const params = route.names.map((name, at) => [name, decodeURIComponent(found[at + 1] ?? '')]);
    return { id: route.id, params: Object.fromEntries(params) as Record<string, string> };
  }
  return null;
}

/** What the description objects to in a request, a sentence each. */
export function requestComplaints(match: Match, query: URLSearchParams, body: unknown): string[] {
  const operation = CONTRACT.operations[match.id];
  const found: string[] = [];
  for (const parameter of operation.parameters) {
    const given =
      parameter.in === 'query' ? query.get(parameter.name) : (match.params[parameter.name] ?? null);
    if (given === null && parameter.required) found.push(`the parameter ${parameter.name} is missing`);
    if (given === null) continue;
    for (const each of complaints(parameter.schema, typed(given, parameter.schema))) {
      found.push(`the parameter ${parameter.name}: ${each}`);
    }
  }
  const known = new Set(operation.parameters.map((each) => each.name));
  for (const name of query.keys()) if (!known.has(name)) found.push(`the parameter ${name} is unknown`);
  if (operation.body === null) {
    if (body !== undefined) found.push('there should be no body');
    return found;
  }
  return [...found, ...complaints(operation.body, body ?? {}), ...unknownKeys(operation.body, body)];
}

/** A value of a URL, as the type that its schema names. */
function typed(value: string, schema: Schema): unknown {
  const type = deref(schema)['type'];
  if (type === 'integer' || type === 'number') return /^-?\d+$/.test(value) ? Number(value) : value;
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  return value;
}

/** GitHub ignores keys that it does not know; whoever sends one is mistaken. */
function unknownKeys(schema: Schema, body: unknown): string[] {
  const properties = deref(schema)['properties'];
  if (!properties || typeof body !== 'object' || body === null) return [];
  return Object.keys(body)
    .filter((key) => !(key in (properties as object)))
    .map((key) => `the key ${key} is unknown`);
}

/** What the description objects to in an answer of ours: a fault of the simulation. */
export function answerComplaints(id: OperationId, status: number, body: unknown): string[] {
  const schema = CONTRACT.operations[id].responses[String(status)];
  if (schema === undefined) return status < 300 ? [`${id} never answers ${status}`] : [];
  if (schema === null) return [];
  // Behaviour `sha-256-ids`: the description still says 40.
  return complaints(schema, body).filter(
    (each) => !each.endsWith('/sha must NOT have more than 40 characters'),
  );
}

/** An answer with all that GitHub promises in it: what `given` leaves out holds the simplest value of its type. */
export function complete(id: OperationId, status: number, given: unknown): unknown {
  const schema = CONTRACT.operations[id].responses[String(status)];
  return schema ? fill(schema, given) : given;
}

function deref(schema: Schema): Schema {
  const ref = schema['$ref'];
  if (typeof ref !== 'string') return schema;
  const found = CONTRACT.components.schemas[ref.slice('#/components/schemas/'.length)];
  if (!found) throw new Error(`the contract lacks ${ref}`);
  return deref(found);
}

function fill(schema: Schema, given: unknown): unknown {
  const plain = choose(deref(schema), given);
  if (given === null || (given === undefined && isNull(plain))) return null;
  if (Array.isArray(given)) {
    const items = plain['items'] as Schema | undefined;
    return items ? given.map((each) => fill(items, each)) : given;
  }
  if (given === undefined && plain['type'] !== 'object' && !plain['properties']) return simplest(plain);
  if (given !== undefined && typeof given !== 'object') return given;
  return filled(plain, (given ?? {}) as Record<string, unknown>);
}

function filled(plain: Schema, given: Record<string, unknown>): Record<string, unknown> {
  const properties = (plain['properties'] ?? {}) as Record<string, Schema>;
  const required = (plain['required'] ?? []) as string[];
  const result: Record<string, unknown> = {};
  for (const name of new Set([...required, ...Object.keys(given)])) {
    const schema = properties[name];
    if (schema && (name in given || required.includes(name))) result[name] = fill(schema, given[name]);
    else if (name in given) result[name] = given[name];
  }
  return result;
}

const isNull = (schema: Schema): boolean => schema['type'] === 'null';

/** Of alternatives: null when nothing is given, else the first that is no null. */
function choose(schema: Schema, given: unknown): Schema {
  const parts = schema['allOf'] as Schema[] | undefined;
  if (parts) return merged(parts.map((each) => choose(deref(each), given)));
  const alternatives = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined;
  if (!alternatives) return schema;
  const plain = alternatives.map(deref);
  const nothing = plain.find(isNull);
  if (given === undefined && nothing) return nothing;
  const rest = plain.filter((each) => !isNull(each));
  const fit = rest.find((each) => Array.isArray(given) === (each['type'] === 'array')) ?? rest[0] ?? schema;
  return choose(fit, given);
}

function merged(parts: readonly Schema[]): Schema {
  return {
    type: 'object',
    properties: Object.assign({}, ...parts.map((each) => each['properties'] ?? {})) as Schema,
    required: parts.flatMap((each) => (each['required'] ?? []) as string[]),
  };
}

function simplest(schema: Schema): unknown {
  const values = schema['enum'] as unknown[] | undefined;
  if (values) return values[0];
  switch (schema['type']) {
    case 'integer':
    case 'number':
      return schema['minimum'] ?? 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'string':
      return text(schema['format']);
    default:
      return null;
  }
}

function text(format: unknown): string {
  if (format === 'uri') return 'https://github.com/';
  if (format === 'date-time') return '2026-11-21T00:00:00Z';
  if (format === 'email') return 'octocat@github.com';
  return '';
}
