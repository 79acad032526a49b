/** The checksum in GitHub's and npm's tokens: the last six of their characters are the CRC-32 of those before. */
import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 6;

/** Source: GitHub, "Behind GitHub's new authentication token formats" (2021). */
export function checksum(random: string): string {
  let text = '';
  for (let left = crc32(random); text.length < LENGTH; left = Math.floor(left / DIGITS.length)) {
    text = (DIGITS[left % DIGITS.length] ?? '') + text;
  }
  return text;
}

/** Without the sum it may be a token of a format to come, or one that somebody made up. */
export function byChecksum(token: string): 'yes' | 'maybe' {
  const random = token.slice(token.indexOf('_') + 1);
  return checksum(random.slice(0, -LENGTH)) === random.slice(-LENGTH) ? 'yes' : 'maybe';
}
