/** Values of types that nothing harmful fits into, where a rule takes them for safe. */
import type { Facts } from '../facts/facts.ts';
import type { Node } from '../node.ts';
import type { TaintOptions } from '../rule.ts';

const NUMBERS = new Set(
  'int Integer long Long short Short byte Byte float Float double Double BigInteger BigDecimal number bigint'
    .split(' ')
    .concat(
      'int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 float32 float64 AtomicInteger AtomicLong'.split(
        ' ',
      ),
    ),
);
const BOOLEANS = new Set(['boolean', 'Boolean', 'bool']);
const TO_NUMBER =
  /^(?:parseInt|parseFloat|Number|int|float|BigInt|Integer|Long|Short|Double|Float|len|Atoi|ParseInt|ParseFloat|ParseUint)$/;
const PARSE =
  /^(?:parseInt|parseLong|parseDouble|parseFloat|parseShort|valueOf|Atoi|ParseInt|ParseFloat|ParseUint)$/;

export function isSafeType(
  node: Node,
  { facts, options }: { readonly facts: Facts; readonly options: TaintOptions },
): boolean {
  if (!options.safeNumbers && !options.safeBooleans) return false;
  if (node.kind === 'call') return isParsed(node, options);
  const type = node.kind === 'cast' ? node.kids[0] : node.kind === 'id' ? facts.typeOf(node) : null;
  if (!type) return false;
  const name = type.kind === 'dot' ? (type.kids[1]?.value ?? '') : type.value;
  return (options.safeNumbers && NUMBERS.has(name)) || (options.safeBooleans && BOOLEANS.has(name));
}

function isParsed({ kids: [callee] }: Node, { safeNumbers, safeBooleans }: TaintOptions): boolean {
  const [object, name] = callee?.kind === 'dot' ? callee.kids : [null, callee];
  const [owner, method] = [object?.value ?? '', name?.value ?? ''];
  if (safeBooleans && (owner === 'Boolean' || method === 'bool' || method === 'ParseBool')) return true;
  if (!safeNumbers) return false;
  return object
    ? PARSE.test(method) && (TO_NUMBER.test(owner) || owner === 'strconv')
    : TO_NUMBER.test(method);
}
