/** Refinements: where one of ESLint's rules is right in one case and only a guess in another. */
import type { Linter as Eslint, SourceCode } from 'eslint';
import { deepestAt as deepestIn, oncePerSource, type Node } from './deepest.ts';
import type { Span } from './inspection.ts';

/** What ESLint reported, and where. */
export interface Report extends Span {
  readonly message: Eslint.LintMessage;
  readonly source: SourceCode;
}

type Refinement = (report: Report) => boolean;

const FOLDS = /\.prototype\.(reduce|reduceRight|sort|toSorted)\(\)/;
const REQUEST = /\b(req|request|ctx|params|query|body|input|argv|searchParams|headers|formData)\b/;
const WIDE = /:\s*[iu]64\b/;
/** Longer lines are written by generators and minifiers, which compare `errors === errors` and mean nothing by it. */
const LONG_LINE = 500;
const isWide = oncePerSource(({ text }) => WIDE.test(text));
const UNSETTLED = /^(undef|_+$|noop$|\$.*\$$|__.*__$)/i;

const REFINEMENTS: Readonly<Record<string, Refinement>> = {
  /** `x !== x` is how NaN was told before Number.isNaN, and a call may answer differently the second time. */
  maybeMeant: (report) => isNanIdiom(report) || calls(report) || !isHandwritten(report),
  neverMeant: (report) => !isNanIdiom(report) && !calls(report) && isHandwritten(report),
  withoutCall: (report) => !calls(report),
  /** A callback that returns nothing at all, its result in use or its last word a value that goes nowhere. */
  returnsNothing: (report) => returnsNothing(report),
  returnsSometimes: (report) => !returnsNothing(report),
  /** Leaving the block outright, or throwing at its top level, always replaces what was on its way. */
  leavesFinally: (report) => nodeAt(report)?.type !== 'ThrowStatement' || throwsOutright(nodeAt(report)),
  throwsInFinally: (report) => nodeAt(report)?.type === 'ThrowStatement' && !throwsOutright(nodeAt(report)),
  /** `break` after `return` in a switch is habit, not a defect. */
  onlyBreak: (report) => nodeAt(report)?.type === 'BreakStatement',
  notOnlyBreak: (report) => nodeAt(report)?.type !== 'BreakStatement',
  neverReturns: ({ message }) => message.messageId === 'expected',
  explicitReturn: (report) => nodeAt(report)?.type === 'ReturnStatement',
  /** `(seen = true) && next()` assigns on purpose. */
  notAssignment: (report) => nodeAt(report)?.type !== 'AssignmentExpression',
  /** A function that replaces itself from within is an old idiom of lazy set-up. */
  notItself: (report) => !replacesItself(report),
  /** AssemblyScript is written in .ts files and has integers of 64 bits. */
  integer: (report) => !/[.eE]/.test(textOf(report).replace(/^0x.*/i, '')) && !isWide(report.source),
  binding: ({ message }) => message.messageId !== 'readonlyMember',
  namespaceMember: ({ message }) => message.messageId === 'readonlyMember',
  notModuleVariable: (report) => !/^(require|module|exports|set(Timeout|Interval))$/.test(textOf(report)),
  /** Solid writes to a variable that the source never assigns: `<div ref={name}>`. */
  neverFilledIn: (report) => !isFilledIn(report),
  assignsLiteral: (report) => /^[^=]*[^=!<>]=\s*(["'`\d]|true\b|false\b|null\b)/.test(textOf(report)),
  notAssignsLiteral: (report) => !REFINEMENTS['assignsLiteral']?.(report),
  comparison: (report) => /^[=!<>]/.test(String(expressionOf(report)?.['operator'])),
  notParameter: (report) => !/Function/.test(declarationOf(report)),
  usedNowhere: ({ message, ...report }) =>
    message.messageId !== 'usedOnlyAsType' && !/^TS/.test(declarationOf({ message, ...report })),
  declares: (report) => isDeclared(nodeAt(report)),
  fromRequest: (report) => REQUEST.test(textOf(report)),
  nestedQuantifier: (report) => hasNestedQuantifier(textOf(report).slice(0, 2000)),
  /** Overrides, embeddings and isolates turn text around; mere marks (Persian, Hebrew prose) do not. */
  turnsText: ({ source, start }) => /[\u202a-\u202e\u2066-\u2069]/.test(source.text[start] ?? ''),
};

/** Whether the refinement, if there is one, takes the report. Throws on a name that does not exist. */
export function accepts(name: string | undefined, report: Report): boolean {
  if (name === undefined) return true;
  const refinement = REFINEMENTS[name];
  if (!refinement) throw new Error(`the lint profile names a refinement that does not exist: ${name}`);
  return refinement(report);
}

const deepestAt = ({ source, start }: Report): Node | null => deepestIn(source, start);

const textOf = ({ source, start, end }: Report): string => source.text.slice(start, end);

/** The outermost node that starts where the report starts and lies within it. */
function nodeAt(report: Report): Node | null {
  const { start, end } = report;
  let node = deepestAt(report);
  while (node?.parent?.range && node.parent.range[0] >= start && node.parent.range[1] <= end)
    node = node.parent;
  return node;
}

function expressionOf(report: Report): Node | undefined {
  const node = nodeAt(report);
  return (node?.type === 'ExpressionStatement' ? node['expression'] : node) as Node | undefined;
}

/** Whether the reported code runs something that may answer differently each time. */
function calls(report: Report): boolean {
  const node = nodeAt(report);
  const test = node?.type === 'SwitchCase' ? (node['test'] as Node).range : null;
  const [start, end] = test ?? [report.start, report.end];
  const code = report.source.text.slice(start, end).replace(/'[^'\n]*'|"[^"\n]*"/g, "''");
  return /[\w$)\]]\s?(\?\.)?[(`]|\+\+|--|\b(new|await|yield)\b/.test(code);
}

function isHandwritten({ source: { text }, start }: Report): boolean {
  // A line may have megabytes and thousands of reports: no more of it is looked at than may be written by hand.
  const before = text.slice(Math.max(0, start - LONG_LINE - 1), start);
  const after = text.slice(start, start + LONG_LINE + 1);
  const left = before.length - (before.lastIndexOf('\n') + 1);
  const right = after.includes('\n') ? after.indexOf('\n') : after.length;
  return left + right <= LONG_LINE;
}

function isNanIdiom(report: Report): boolean {
  const node = nodeAt(report);
  const left = node?.['left'] as Node | undefined;
  return /^!==?$/.test(String(node?.['operator'])) && left?.type === 'Identifier';
}

function returnsNothing(report: Report): boolean {
  if (report.message.messageId === 'expectedAtEnd') return FOLDS.test(report.message.message);
  if (report.message.messageId !== 'expectedInside') return false;
  let callback = deepestAt(report);
  while (callback && !/Function/.test(callback.type)) callback = callback.parent ?? null;
  const call = callback?.parent;
  const dropped =
    call?.parent?.type === 'ExpressionStatement' && /\.(map|flatMap)\(\)/.test(report.message.message);
  return !dropped || endsInValue(callback);
}

/** Whether a function's last statement computes a value that nothing receives: a `return` was forgotten. */
function endsInValue(callback: Node | null | undefined): boolean {
  const block = callback?.['body'] as Node | undefined;
  const last = (block?.['body'] as Node[] | undefined)?.at(-1);
  const value = last?.['expression'] as Node | undefined;
  if (last?.type !== 'ExpressionStatement' || !value) return false;
  return !/^(Call|New|Assignment|Update|Await|Yield|Import|TaggedTemplate|Chain|Unary|Logical|Conditional|Sequence)/.test(
    value.type,
  );
}

/** A `throw` that is the finally block's own statement. */
function throwsOutright(node: Node | null): boolean {
  const block = node?.parent;
  return block?.parent?.type === 'TryStatement' && block.parent['finalizer'] === block;
}

function replacesItself(report: Report): boolean {
  const name = textOf(report);
  let node = deepestAt(report);
  for (; node; node = node.parent ?? null) {
    const id = node['id'] as Node | null | undefined;
    if (/^(Function|Class)/.test(node.type) && id?.['name'] === name) return true;
  }
  return false;
}

const filledIn = oncePerSource(
  ({ text }) => new Set([...text.matchAll(/ref=\{([\w$]*)\}/g)].map(([, name]) => name)),
);

function isFilledIn(report: Report): boolean {
  const name = /^[\w$]+/.exec(textOf(report))?.[0] ?? '';
  return UNSETTLED.test(name) || filledIn(report.source).has(name);
}

function declarationOf(report: Report): string {
  return deepestAt(report)?.parent?.type ?? '';
}

/** An identifier where it gets its name: a variable, a function, a class or a parameter. */
function isDeclared(node: Node | null): boolean {
  const parent = node?.parent;
  if (!node || !parent) return false;
  if (parent.type === 'VariableDeclarator' || /^(Function|Class)/.test(parent.type)) {
    return parent['id'] === node || (parent['params'] as Node[] | undefined)?.includes(node) === true;
  }
  return parent.type === 'ArrowFunctionExpression' && (parent['params'] as Node[]).includes(node);
}

/**
 * A repeated group whose every part may be left out or repeated without bound, and at least one is: `(a+)+`,
 * `(\w+\s?)*`. Such a group can match one text in exponentially many ways.
 */
function hasNestedQuantifier(pattern: string): boolean {
  const groups = pattern.matchAll(/\((?:\?:)?((?:\\.|\[(?:\\.|[^\]\\])*\]|[^()\\[])*)\)(?:[+*]|\{\d+,\})/g);
  for (const [, body = ''] of groups) {
    if (body.includes('|')) continue;
    const atoms = [...body.matchAll(/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^\\[])((?:[+*?]|\{\d+(?:,\d*)?\})?)\??/g)];
    const loose = atoms.every(([, quantifier]) => /^[+*?]|,\}$/.test(quantifier ?? ''));
    if (loose && atoms.some(([, quantifier]) => /^[+*]|,\}$/.test(quantifier ?? ''))) return true;
  }
  return false;
}
