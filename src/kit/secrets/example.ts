/** What stands for a secret without being one: samples of manuals, placeholders, references to a variable. */
import { createHash } from 'node:crypto';

/** Of values that manuals publish and that look real, by their SHA-256, so that this file holds none of them. */
const PUBLISHED: ReadonlySet<string> = new Set([
  '976b57ee8acdfcf45f76bcc5e329a23655bd0e1e7eeffd8ec98bab6ca6cdd660',
  '900e6c2bf8ce6c14dbfdcbd6d7402e8fadd53c5464b0ffae66dce9ac06c0e061',
  '2cafc0970149a84f3b9e62eaf169f36f59907a3b3e31f7b82e68c69cd27f7326',
  'f2d6ca16515033e5dce14eba840b979d27b5cbae24bb3e5bf484339667f86397',
  '0b8b463f0c555069ed6516950fab6529a6ce6a185620bf9f440f930a5635cf47',
  '7f75367e7881255134e1375e723d1dea8ad5f6a4fdb79d938df1f1754a830606',
  'da816f9f2c16e6c5390e7636cadc40c43551bf0bbcf8f36c65539e6633a9c5e8',
]);

const SAMPLE = /example|sample|dummy|placeholder|redacted|change_?me|x{5}|X{5}|(?:0123|1234)5678|abcdefgh/i;

/** Whether a credential in a known format is a sample. Few words only: what is random may hold any short one. */
export function isSample(text: string): boolean {
  if (SAMPLE.test(text) || isMonotonous(text)) return true;
  return PUBLISHED.has(createHash('sha256').update(text).digest('hex'));
}

/** Made by leaning on a key, or by writing the same thing again and again. */
function isMonotonous(text: string): boolean {
  const body = text.slice(-20);
  return new Set(body).size < Math.min(7, body.length / 2);
}

const WORDS =
  /test|fake|mock|demo|your|insert|replace|todo|fixme|some[-_.]|my[-_]|foo|bar|baz|qux|lorem|hello|admin|passw|passphrase|secret|token|key|qwert|asdf|default|invalid|wrong|unknown|undefined|null|none|empty|local|dev|prod|stag|never|not[-_]|public|super|random|string|value|hidden|mask|encrypted|credential|user|auth|client|access|bearer|cookie|session|name|http|www|\.com|\.org|\.io/i;
const REFERENCE = /^[$%<{[(@#&*]|[{}<>]|\$\(|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|\.{3}|\*{3}|…/;

/** Whether a value that only its name makes a secret is a placeholder, a reference, or words. */
export function isPlaceholder(text: string): boolean {
  return WORDS.test(text) || REFERENCE.test(text) || isSample(text);
}
