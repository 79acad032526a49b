/** What the usual methods of collections and builders do: what they put in, take out and give back. */
import type { Constant } from '../facts/operators.ts';
import { blend, constantValue, UNKNOWN, Value } from './value.ts';

export interface Called {
  readonly receiver: Value;
  readonly args: readonly Value[];
}
/** What comes of a call; undefined where the receiver stays as it is, or the result is what is usual. */
export interface Outcome {
  readonly receiver?: Value;
  readonly result?: Value;
}
type Method = (called: Called) => Outcome | undefined;

const EMPTY = new Value({ isFixed: true });

/** A list of these, each told apart. */
export function listOf(values: readonly Value[]): Value {
  const parts = new Map(values.map((value, at) => [String(at), value]));
  return new Value({ parts, size: values.length, isFixed: values.every(({ isFixed }) => isFixed) });
}

const put: Method = ({ receiver, args }) => {
  const [key = UNKNOWN, value] = args.length > 2 ? [inSection(args), args[2]] : args;
  if (!value) return undefined;
  const name = keyIn(receiver, key.constant);
  const after = name === null ? receiver.more(blend([key, value])) : receiver.put([name], value);
  return { receiver: after, result: receiver.somePart() };
};

/** Of a section and a key in it one key. */
function inSection([section, key]: readonly Value[]): Value {
  const [a, b] = [section?.constant, key?.constant];
  return typeof a === 'string' && typeof b === 'string' ? constantValue(`${a}\0${b}`) : UNKNOWN;
}

/** At the end of a list whose length is known; somewhere in all else. */
const add: Method = ({ receiver, args }) => {
  const [value, second] = args;
  if (!value) return undefined;
  if (second || receiver.size === undefined) return changed(receiver.more(blend(args)));
  const longer = receiver.put([String(receiver.size)], value);
  return changed(new Value({ ...fieldsOf(longer), size: receiver.size + 1 }));
};

const addAll: Method = ({ receiver, args }) => changed(receiver.more(blend(args)));

const remove: Method = ({ receiver, args: [key] }) => {
  const { constant } = key ?? {};
  if (typeof constant === 'number') {
    return { receiver: receiver.without(constant), result: receiver.part(String(constant)) };
  }
  const isKey = typeof constant === 'string' && receiver.parts.has(constant);
  return isKey ? { receiver: receiver.put([constant], EMPTY), result: receiver.part(constant) } : undefined;
};

const pop: Method = ({ receiver, args }) => {
  const { size } = receiver;
  if (args.length > 0) return remove({ receiver, args });
  if (!size) return { receiver: receiver.vague(), result: receiver.somePart() };
  return { receiver: receiver.without(size - 1), result: receiver.part(String(size - 1)) };
};

const shift: Method = ({ receiver }) => ({ receiver: receiver.without(0), result: receiver.part('0') });

/** What lies under a key; of a table of constants nothing else can come, whatever the key. */
const get: Method = ({ receiver, args }) => {
  const section = args.length > 1 ? keyIn(receiver, inSection(args).constant) : null;
  if (section !== null && receiver.parts.has(section)) return { result: receiver.part(section) };
  const [key, ...others] = args;
  if (!key) return undefined;
  const name = keyIn(receiver, key.constant);
  if (name !== null) return { result: receiver.part(name).meet(blend(others)) };
  if (receiver.isFixed) return { result: blend([receiver, ...others]) };
  return undefined;
};

const clear: Method = ({ args: [length] }) => (length && length.constant !== 0 ? undefined : changed(EMPTY));

/** True, false or a number: nothing of the text is left in it. */
const measure =
  (compute?: (text: string, other: Constant | undefined) => Constant | undefined): Method =>
  ({ receiver: { constant }, args: [other] }) => {
    const made = typeof constant === 'string' ? compute?.(constant, other?.constant) : undefined;
    return { result: made === undefined ? UNKNOWN : constantValue(made) };
  };

const text =
  (compute: (text: string, other: Constant | undefined) => string | undefined): Method =>
  ({ receiver: { constant }, args: [other] }) => {
    const made = typeof constant === 'string' ? compute(constant, other?.constant) : undefined;
    return made === undefined ? undefined : { result: constantValue(made) };
  };

/** Of two texts that are known. */
function both(compare: (a: string, b: string) => boolean) {
  return (a: string, b: Constant | undefined): boolean | undefined =>
    typeof b === 'string' ? compare(a, b) : undefined;
}

const WRITERS: Readonly<Record<string, Method>> = {
  ...each(
    ['put', 'set', 'Set', 'setdefault', 'setItem', 'putIfAbsent', 'setAttribute', 'setProperty', 'Store'],
    put,
  ),
  ...each(['add', 'push', 'append', 'offer', 'addLast', 'addElement', 'Add'], add),
  ...each(['addAll', 'putAll', 'extend', 'update', 'unshift', 'insert', 'addFirst', 'appendleft'], addAll),
  ...each(['WriteString', 'WriteByte', 'WriteRune'], addAll),
  ...each(['remove', 'removeAt', 'delete', 'Del'], remove),
  pop,
  shift,
  ...each(['clear', 'Reset', 'setLength', 'truncate'], clear),
};

const READERS: Readonly<Record<string, Method>> = {
  ...each(
    ['get', 'getOrDefault', 'Get', 'getItem', 'at', 'elementAt', 'getAttribute', 'getProperty', 'Load'],
    get,
  ),
  equals: measure(both((a, b) => a === b)),
  equalsIgnoreCase: measure(both((a, b) => a.toLowerCase() === b.toLowerCase())),
  ...each(['includes', 'contains'], measure(both((a, b) => a.includes(b)))),
  ...each(['startsWith', 'startswith'], measure(both((a, b) => a.startsWith(b)))),
  ...each(['endsWith', 'endswith'], measure(both((a, b) => a.endsWith(b)))),
  ...each(
    ['length', 'size'],
    measure(({ length }) => length),
  ),
  ...each(['isEmpty', 'isBlank', 'containsKey', 'containsValue', 'hasOwnProperty'], measure()),
  ...each(['indexOf', 'lastIndexOf', 'hashCode', 'compareTo', 'localeCompare', 'charCodeAt'], measure()),
  ...each(
    ['isdigit', 'isalpha', 'isalnum', 'isnumeric', 'isdecimal', 'isspace', 'isupper', 'islower'],
    measure(),
  ),
  charAt: text((a, b) => (typeof b === 'number' ? a[b] : undefined)),
  ...each(
    ['toLowerCase', 'lower', 'casefold'],
    text((a) => a.toLowerCase()),
  ),
  ...each(
    ['toUpperCase', 'upper'],
    text((a) => a.toUpperCase()),
  ),
  ...each(
    ['trim', 'strip'],
    text((a) => a.trim()),
  ),
};

/** The methods that change what they are called on. */
export const CHANGING: ReadonlySet<string> = new Set(Object.keys(WRITERS));
/** They give back what they were called on, so that calls are written one behind another. */
const FLUENT = new Set(['append', 'insert', 'put', 'set', 'add']);

export function isFluent(name: string): boolean {
  return FLUENT.has(name);
}

/** What a method of this name does; undefined for one that nothing is known of. */
export function callMethod(name: string, called: Called): Outcome | undefined {
  const method = Object.hasOwn(WRITERS, name)
    ? WRITERS[name]
    : Object.hasOwn(READERS, name)
      ? READERS[name]
      : undefined;
  return method?.(called);
}

/** The key of a part; from behind where it is less than none. */
export function keyIn({ size }: Value, constant: Constant | undefined): string | null {
  if (typeof constant === 'string') return constant;
  if (typeof constant !== 'number') return null;
  if (constant >= 0) return String(constant);
  return size === undefined ? null : String(size + constant);
}

function changed(receiver: Value): Outcome {
  return { receiver, result: receiver };
}

function fieldsOf({ marks, parts, isFixed }: Value): Pick<Value, 'marks' | 'parts' | 'isFixed'> {
  return { marks, parts, isFixed };
}

function each(names: readonly string[], method: Method): Record<string, Method> {
  return Object.fromEntries(names.map((name) => [name, method]));
}
