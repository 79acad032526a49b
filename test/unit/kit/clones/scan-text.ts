/** Scans a text and prints what came of it, so that expectations read like code. */
import { scan } from '../../../../src/kit/clones/scan.ts';
import { type CloneLanguage, KIND } from '../../../../src/kit/clones/tokens.ts';

const NAMES = Object.keys(KIND);

/** Every token as `kind:text`; layout has no text. */
export function tokensIn(text: string, language: CloneLanguage): string {
  const bytes = Buffer.from(text);
  const { tokens } = scan(bytes, language);
  return Array.from({ length: tokens.count }, (_, at) => {
    const kind = NAMES[tokens.kind[at] ?? 0] ?? '';
    return kind === 'layout' ? kind : `${kind}:${bytes.toString('utf8', tokens.start[at], tokens.end[at])}`;
  }).join(' ');
}

/** The text of every token without its kind. */
export function wordsIn(text: string, language: CloneLanguage): string {
  return tokensIn(text, language).replaceAll(/(?<= |^)[a-z]+:/g, '');
}

/** Every unit as `owner.name start-end: body`, with `+` before what is exported and `=` before holders. */
export function unitsIn(text: string, language: CloneLanguage): string[] {
  const bytes = Buffer.from(text);
  const { tokens, units } = scan(bytes, language);
  return units.map(({ name, owner, exported, holder, startLine, endLine, body, end }) => {
    const marks = `${exported ? '+' : ''}${holder ? '=' : ''}`;
    const code = bytes.toString(
      'utf8',
      tokens.start[body],
      body < end ? tokens.end[end - 1] : tokens.start[body],
    );
    return `${marks}${owner && `${owner}.`}${name} ${startLine}-${endLine}: ${code.replaceAll(/\s+/g, ' ')}`;
  });
}
