/** What the Messages API of version 2026-10-21 takes, as far as Gatewright asks it; the rest is refused as it would be. */

/** Why the request is a 400; null when it is none. */
export function refusalOf(body: Readonly<Record<string, unknown>>, counting: boolean): string | null {
  const unknown = Object.keys(body).find((key) => !KEYS.has(key));
  // api/migration-2026-10-21: refused even at their defaults.
  if (unknown !== undefined && SAMPLING.has(unknown)) return `${unknown} is not supported in this version`;
  if (unknown !== undefined) return `${unknown}: Extra inputs are not permitted`;
  if (typeof body['model'] !== 'string') return 'model: Field required';
  if (counting && ('max_tokens' in body || 'stream' in body))
    return 'max_tokens: Extra inputs are not permitted';
  if (!counting && !(Number.isInteger(body['max_tokens']) && Number(body['max_tokens']) > 0))
    return 'max_tokens: Field required';
  return messagesRefusal(body['messages']) ?? formatRefusal(body['output_config']) ?? cacheRefusal(body);
}

const KEYS = new Set(['model', 'max_tokens', 'messages', 'system', 'stream', 'output_config']);
const SAMPLING = new Set(['temperature', 'top_p', 'top_k']);

function messagesRefusal(messages: unknown): string | null {
  if (!Array.isArray(messages) || messages.length === 0) return 'messages: Field required';
  const last = messages.at(-1) as { role?: unknown; content?: unknown };
  if (last.role !== 'user') return 'this model does not support assistant message prefill';
  return typeof last.content === 'string' && last.content !== ''
    ? null
    : 'messages.0.content: Field required';
}

/** Every object of a schema says additionalProperties: false (structured outputs); without a format the reply is text. */
function formatRefusal(config: unknown): string | null {
  if (config === undefined) return null;
  const format = (config as { format?: { type?: unknown; schema?: unknown } } | undefined)?.format;
  if (format?.type !== 'json_schema') return 'output_config.format.type: Input should be json_schema';
  return openObject(format.schema) ? 'output_config.format.schema: additionalProperties must be false' : null;
}

function openObject(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  const { type, additionalProperties } = schema as Record<string, unknown>;
  if (type === 'object' && additionalProperties !== false) return true;
  return Object.values(schema).some(openObject);
}

function cacheRefusal(body: unknown): string | null {
  const breakpoints = JSON.stringify(body).split('"cache_control":').length - 1;
  return breakpoints > 4 ? 'a maximum of 4 blocks with cache_control may be provided' : null;
}
