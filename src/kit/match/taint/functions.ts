/** What the usual functions do: those that make collections, and those of which nothing but a number is left. */
import type { Node } from '../node.ts';
import { listOf } from './collections.ts';
import { blend, constantValue, UNKNOWN, Value } from './value.ts';

type Make = (args: readonly Value[]) => Value;

const copy: Make = ([only, ...more]) =>
  only && more.length === 0 ? only : blend(only ? [only, ...more] : []);
const elements: Make = (args) => {
  const [only] = args;
  return args.length === 1 && only && (only.parts.size > 0 || only.size !== undefined) ? only : listOf(args);
};
const pairs: Make = (args) => {
  let map = new Value({ isFixed: true });
  for (let at = 0; at + 1 < args.length; at += 2) {
    const [key, value] = [args[at] ?? UNKNOWN, args[at + 1] ?? UNKNOWN];
    map = typeof key.constant === 'string' ? map.put([key.constant], value) : map.more(blend([key, value]));
  }
  return map;
};
const some: Make = (args) => blend(args);
const number: Make = ([only]) => {
  const { constant, size } = only ?? {};
  const length = typeof constant === 'string' ? constant.length : size;
  return length === undefined ? UNKNOWN : constantValue(length);
};
const truth: Make = () => UNKNOWN;

/** Functions by their last names; a class is its constructor. */
const MAKES: Readonly<Record<string, Make>> = {
  ...each(
    ['list', 'dict', 'deepcopy', 'Array.from', 'Object.freeze', 'Object.entries', 'structuredClone'],
    copy,
  ),
  ...each(['MappingProxyType', 'Collections.unmodifiableList', 'Collections.unmodifiableSet'], copy),
  ...each(['Collections.unmodifiableMap', 'List.copyOf', 'Set.copyOf', 'Map.copyOf', 'slices.Clone'], copy),
  ...each(
    ['set', 'frozenset', 'sorted', 'reversed', 'Set', 'Map', 'HashSet', 'LinkedHashSet', 'TreeSet'],
    some,
  ),
  ...each(['Object.keys', 'Object.values', 'Stream.of', 'ImmutableSet.copyOf', 'EnumSet.of'], some),
  ...each(['tuple', 'Array.of', 'List.of', 'Set.of', 'Arrays.asList', 'ImmutableList.of'], elements),
  ...each(
    ['ImmutableSet.of', 'Collections.singletonList', 'Collections.singleton', 'Sets.newHashSet'],
    elements,
  ),
  ...each(['Map.of', 'ImmutableMap.of'], pairs),
  ...each(['len', 'Number.isInteger', 'Number.isFinite', 'isNaN'], number),
  ...each(['isinstance', 'hasattr', 'issubclass', 'callable', 'Array.isArray', 'Objects.equals'], truth),
  ...each(['strings.HasPrefix', 'strings.HasSuffix', 'strings.Contains', 'strings.EqualFold'], truth),
};
/** A list that is empty has none; a set does not tell its elements apart. */
const LISTS = new Set([
  'ArrayList',
  'LinkedList',
  'Vector',
  'CopyOnWriteArrayList',
  'ArrayDeque',
  'Array',
  'list',
]);
const EMPTIES = new Set([
  'StringBuilder',
  'StringBuffer',
  'StringWriter',
  'StringJoiner',
  'StringIO',
  'HashMap',
]);
for (const name of ['LinkedHashMap', 'TreeMap', 'ConcurrentHashMap', 'Hashtable', 'OrderedDict'])
  EMPTIES.add(name);

/** What is written to these can be read from them. */
const BUFFERS = new Set(
  'StringIO BytesIO StringWriter CharArrayWriter ByteArrayOutputStream Buffer Builder'.split(' '),
);
const WRITES = new Set(['write', 'writelines', 'Write', 'print', 'println']);

/** Whether a method puts something into a buffer; `type` is the class of what it is called on. */
export function isBuffered(method: string, type: Node | null): boolean {
  if (!WRITES.has(method) || !type) return false;
  const name = type.kind === 'dot' ? type.kids[1] : type.kind === 'generic' ? type.kids[0] : type;
  return BUFFERS.has(name?.value ?? '');
}

/** What is made; undefined for a function that nothing is known of. */
export function callFunction(call: Node, args: readonly Value[]): Value | undefined {
  const name = nameOf(call);
  if (name === null) return undefined;
  if (LISTS.has(name) && args.every(({ constant }) => typeof constant === 'number')) return listOf([]);
  if (LISTS.has(name) || EMPTIES.has(name)) return copy(args);
  return Object.hasOwn(MAKES, name) ? MAKES[name]?.(args) : undefined;
}

/** Whether a call makes a collection of what it is given. */
export function isTable(call: Node): boolean {
  const name = nameOf(call);
  return name !== null && Object.hasOwn(MAKES, name) && MAKES[name] !== number && MAKES[name] !== truth;
}

/** `f`, or `A.f`; of a class without its type arguments. */
function nameOf({ kids: [callee] }: Node): string | null {
  const called = callee?.kind === 'generic' ? callee.kids[0] : callee;
  if (called?.kind === 'id') return called.value;
  const [object, name] = called?.kind === 'dot' ? called.kids : [];
  if (!name) return null;
  const around = object?.kind === 'dot' ? object.kids[1] : object;
  const whole = around?.kind === 'id' ? `${around.value}.${name.value}` : name.value;
  return Object.hasOwn(MAKES, whole) ? whole : /^[A-Z]/.test(name.value) ? name.value : null;
}

function each(names: readonly string[], make: Make): Record<string, Make> {
  return Object.fromEntries(names.map((name) => [name, make]));
}
