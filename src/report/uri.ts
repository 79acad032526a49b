/** Repository paths as URI references (RFC 3986), relative to the root of the sources. */
import { pathToBytes, type RepoPath } from '../domain/path.ts';

/** Bytes that stand for themselves: `unreserved`, and the slash between segments. */
const PLAIN = /[A-Za-z0-9\-._~/]/;

/**
 * Percent-encodes every byte that is not plain, the colon too: a first segment with a colon would read as a scheme.
 * Segments that would climb or vanish (`..`, `.`, empty) are no part of a repository path and are left out.
 */
export function uriOf(path: RepoPath): string {
  let uri = '';
  for (const byte of pathToBytes(path)) {
    const character = String.fromCharCode(byte);
    uri += PLAIN.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  const segments = uri.split('/').filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
  return segments.join('/') || '%2E';
}
