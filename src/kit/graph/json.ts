/** JSON of a repository, which is hostile: read within bounds, comments allowed, never a crash. */
export type Json = Readonly<Record<string, unknown>>;

const MAX_JSON_CHARS = 2_000_000;

/** An object out of JSON text; null when it is none. */
export function parseObject(text: string | null): Json | null {
  if (text === null || text.length > MAX_JSON_CHARS) return null;
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

/** An object out of JSON with comments and trailing commas, as TypeScript and Deno write it. */
export function parseRelaxed(text: string | null): Json | null {
  if (text === null || text.length > MAX_JSON_CHARS) return null;
  return parseObject(text) ?? parseObject(withoutComments(text));
}

function withoutComments(text: string): string {
  const bare = text.replace(
    /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/|$)/g,
    (part) => (part.startsWith('"') ? part : ' '),
  );
  return bare.replace(/"(?:[^"\\\n]|\\.)*"|,\s*(?=[}\]])/g, (part) => (part.startsWith('"') ? part : ''));
}

export function asObject(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

/** A member that the object itself has: never one of its prototype's. */
export function member(object: Json | null, key: string): unknown {
  return object !== null && Object.hasOwn(object, key) ? object[key] : undefined;
}

export function asText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The texts of an array; anything else in it is left out. */
export function asTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
