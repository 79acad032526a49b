/** Finds passwords in URLs: `scheme://user:password@host`. */
import { isPlaceholder } from './example.ts';
import type { Secret } from './format.ts';

const MARK = '://';
const LOGIN = /([^\s:@/"'`<>\\]{0,100}):([^\s@/"'`<>\\]{6,200})@([A-Za-z0-9.-]{1,253}|\[)/y;
/** Whoever has the password of a machine that nobody else reaches has nothing. */
const OWN_MACHINE =
  /^(?:localhost|127\.|0\.0\.0\.0|\[|host\.docker|[a-z0-9_-]+$|.*\.(?:local|test|invalid|example|internal)$|(?:.*\.)?example\.\w+$)/i;

export function* findUrlPasswords(text: string): Generator<Secret> {
  for (let at = text.indexOf(MARK); at !== -1; at = text.indexOf(MARK, at + 1)) {
    LOGIN.lastIndex = at + MARK.length;
    const match = LOGIN.exec(text);
    const [whole, user = '', password = '', host = ''] = match ?? [];
    if (whole === undefined || password === user || OWN_MACHINE.test(host) || isPlaceholder(password))
      continue;
    if (!/\d/.test(password) || !/[A-Za-z]/.test(password)) continue;
    const start = at + MARK.length + user.length + 1;
    yield { kind: 'url', what: 'a password in a URL', certain: false, start, end: start + password.length };
  }
}
