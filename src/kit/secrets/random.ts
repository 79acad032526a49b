/** Whether a text looks as if a machine had drawn it at random: nothing that people write, and no identity of content. */

const ALPHABET = /^[A-Za-z0-9+/_~.!@#$%^&*=-]+$/;
const HEX = /^[0-9a-fA-F]+$/;
const UUID = /^\{?[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\}?$/;
/** Subresource integrity, hashes of passwords, data: they are published on purpose. */
const PUBLIC = /^(?:sha\d{1,3}[-:=]|md5[-:]|\$2[aby]\$|\$argon2|\$pbkdf2|pbkdf2|ssh-|data:|v?\d+\.\d+\.\d+)/i;

/** Bits for each character, below which a text of the length repeats itself too much for chance. */
const LEAST = { hex: 3, other: 3.4 } as const;
/** How often neighbours are of different classes (upper, lower, digit): names and words change seldom. */
const LEAST_CHANGE = 0.22;

/** Texts of 16 to 256 characters only: what is shorter tells nothing, what is longer is data. */
export function looksRandom(text: string): boolean {
  if (text.length < 16 || text.length > 256 || !ALPHABET.test(text)) return false;
  if (PUBLIC.test(text) || UUID.test(text)) return false;
  if (!/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  const isHex = HEX.test(text);
  if (isHex && text.length < 24) return false;
  return entropy(text) >= (isHex ? LEAST.hex : LEAST.other) && change(text) >= LEAST_CHANGE;
}

/** Shannon's, in bits for each character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

function change(text: string): number {
  const classes = [...text].map(classOf).filter((one) => one !== 'other');
  const changes = classes.filter((one, at) => at > 0 && one !== classes[at - 1]).length;
  return changes / text.length;
}

function classOf(character: string): 'digit' | 'upper' | 'lower' | 'other' {
  if (character >= '0' && character <= '9') return 'digit';
  if (character >= 'A' && character <= 'Z') return 'upper';
  return character >= 'a' && character <= 'z' ? 'lower' : 'other';
}
