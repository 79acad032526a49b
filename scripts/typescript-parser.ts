/** TypeScript's own library cut down to what parsing needs: of its nine megabytes, the part that a few names reach. */
import { parseAst } from 'rolldown/parseAst';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/**
 * Statements with an effect that others rely on: namespaces that fill themselves, and the node classes of the
 * services. What else is done on loading registers refactorings and code fixes, or sets up a console.
 */
const EFFECTS =
  /^(?:\(\((?:Debug|tracingEnabled|BinaryExpressionState|Parser|IncrementalParser)2\)|_Version\.zero|valuesOfNonBinaryUnicodeProperties\.|setObjectAllocator\()/;

/** An ES module that exports these names of the library, as far as it has them. */
export function typescriptParser(code: string, wanted: ReadonlySet<string>): string {
  const statements = bodyOf(code);
  const text = ({ start, end }: Node): string => code.slice(start, end);
  const [exported] = statements.filter((one) => text(one).startsWith('__export(typescript_exports, '));
  if (!exported) throw new Error('typescript.js has another shape: its exports were not found');
  const locals = new Map(
    [...text(exported).matchAll(/(\w+): \(\) => (\w+)/g)].map(([, name, local]) => [name, local]),
  );
  const names = [...wanted].filter((name) => locals.has(name)).sort();
  const effects = statements.filter((one) => EFFECTS.test(text(one)));
  const kept = reached(
    statements,
    effects,
    names.map((name) => locals.get(name) ?? ''),
  );
  const body = statements.filter((one) => kept.has(one)).map(text);
  const lean = body.map((one) => (one.startsWith('var sys = ') ? 'var sys;' : withoutUnused(one, body)));
  const pairs = names.map((name) => [name, locals.get(name)]);
  return [
    ...lean,
    `export { ${pairs.map(([name, local]) => `${local} as ${name}`).join(', ')} };`,
    `export default { ${pairs.map(([name, local]) => `${name}: ${local}`).join(', ')} };`,
  ].join('\n');
}

const MESSAGES = 'var Diagnostics = {';
const MESSAGE = /^ {2}(\w+): diag\(.*\),?\n/gm;

/** The table of what the compiler may say, without what nothing here says. */
function withoutUnused(statement: string, all: readonly string[]): string {
  if (!statement.startsWith(MESSAGES)) return statement;
  const said = new Set<string>();
  for (const one of all) for (const [, name = ''] of one.matchAll(/\bDiagnostics\.(\w+)/g)) said.add(name);
  return statement.replace(MESSAGE, (line, name: string) => (said.has(name) ? line : ''));
}

/** The statements of the one function that holds the library. */
function bodyOf(code: string): Node[] {
  const program = parseAst(code, { sourceType: 'commonjs' } as never) as unknown as { body: Node[] };
  for (const { expression } of program.body as { expression?: Node }[]) {
    let callee = expression?.['callee'] as Node | undefined;
    if (callee?.type === 'ParenthesizedExpression') callee = callee['expression'] as Node;
    if (callee?.type === 'ArrowFunctionExpression') return (callee['body'] as { body: Node[] }).body;
  }
  throw new Error('typescript.js has another shape: its one function was not found');
}

/** The declarations that the effects and the names reach, by every identifier that they mention. */
function reached(statements: readonly Node[], effects: readonly Node[], names: readonly string[]): Set<Node> {
  const declared = new Map(statements.flatMap((one) => declares(one).map((name) => [name, one] as const)));
  const kept = new Set<Node>(effects);
  const open = [...effects];
  const reach = (name: string): void => {
    const statement = declared.get(name);
    if (!statement || kept.has(statement)) return;
    kept.add(statement);
    if (name !== 'sys') open.push(statement);
  };
  for (const name of names) reach(name);
  for (let one = open.pop(); one; one = open.pop()) for (const name of mentions(one)) reach(name);
  return kept;
}

function declares(statement: Node): string[] {
  if (statement.type === 'FunctionDeclaration') return [(statement['id'] as { name: string }).name];
  if (statement.type !== 'VariableDeclaration') return [];
  return (statement['declarations'] as { id: { name: string } }[]).map(({ id }) => id.name);
}

/** Names of identifiers that may be variables: not those of members and keys. */
function* mentions(root: Node): Generator<string> {
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'Identifier') yield node['name'] as string;
    for (const [key, value] of Object.entries(node)) {
      if ((key === 'property' || key === 'key') && node['computed'] === false) continue;
      for (const child of [value].flat()) {
        if (typeof child === 'object' && child !== null && 'type' in child) open.push(child as Node);
      }
    }
  }
}
