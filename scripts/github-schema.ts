/**
 * Cuts the GraphQL types that the local GitHub of the tests answers out of GitHub's published schema, without prose,
 * into test/support/github/contract/github.graphql.
 *
 *     node scripts/github-schema.ts [<version of @octokit/graphql-schema>]
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Kind, parse, print, visit, type DefinitionNode } from 'graphql';
import { FIELDS } from '../test/support/github/contract/operations.ts';

const VERSION = process.argv[2] ?? '15.26.1';
const TARGET = path.join(import.meta.dirname, '../test/support/github/contract/github.graphql');
const SCHEMA = 'package/schema.graphql';

function published(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'graphql-schema-'));
  try {
    const packed = ['pack', '--silent', '--pack-destination', folder, `@octokit/graphql-schema@${VERSION}`];
    const tarball = execFileSync('npm', packed, { cwd: folder, encoding: 'utf8' }).trim();
    execFileSync('tar', ['-xzf', path.join(folder, tarball), '-C', folder, SCHEMA]);
    return fs.readFileSync(path.join(folder, SCHEMA), 'utf8');
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A definition with the fields that are used, and of its interfaces those that are kept. */
function cut(definition: DefinitionNode): DefinitionNode[] {
  if (!('name' in definition) || definition.name === undefined) return [];
  const used = FIELDS[definition.name.value];
  if (!used) return [];
  const plain = visit(definition, {
    enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
  });
  if (!('fields' in plain) || !plain.fields) return [plain];
  const fields = plain.fields.filter((field) => used.includes(field.name.value));
  const missing = used.filter((name) => !fields.some((field) => field.name.value === name));
  if (missing.length > 0)
    throw new Error(`not in the schema: ${definition.name.value} ${missing.join(', ')}`);
  const kept = { ...plain, fields, directives: [] } as DefinitionNode;
  if (kept.kind !== Kind.OBJECT_TYPE_DEFINITION) return [kept];
  return [{ ...kept, interfaces: kept.interfaces?.filter((each) => each.name.value in FIELDS) }];
}

const definitions = parse(published()).definitions.flatMap(cut);
const head = `# @octokit/graphql-schema ${VERSION} (MIT), as far as it is used: scripts/github-schema.ts\n`;
fs.writeFileSync(TARGET, `${head}${print({ kind: Kind.DOCUMENT, definitions })}\n`);
console.log(`${definitions.length} types`);
