/** The comments by which a test file says what its rules should find, and what they should not. */

export interface Annotation {
  readonly kind: 'ruleid' | 'ok' | 'todoruleid' | 'todook';
  readonly rule: string;
  /** The line that it speaks of, from 1. */
  readonly line: number;
}

/** A second word is said to engines that follow data across functions; the first one is said to us. */
const SAID =
  /(?<!\w)(todoruleid|todook|ruleid|ok)\s*:\s*(?:(?:deep|pro|todo)?(?:ruleid|ok)\s*:\s*)?([\w.-]+(?:\s*,\s*[\w.-]+)*)/;
/** Said to other engines alone: the line may be found or not. */
const DEEPER = /(?<!\w)(?:deep|pro)(?:todo)?(?:ruleid|ok)\s*:\s*([\w.-]+(?:\s*,\s*[\w.-]+)*)/;
const COMMENT = /^\s*(?:#|\/\/|\/?\*|<!--|<%|\(\*|--|;|%|\{+\s*(?:\/\*|[!#%]))/;

/** In the order of the file. Annotations in lines one below the other all speak of the line that follows the last. */
export function annotationsOf(text: string): Annotation[] {
  const lines = text.split('\n');
  const read = lines.map(readLine);
  let spoken = lines.length + 1;
  const annotations: Annotation[] = [];
  for (let at = lines.length - 1; at >= 0; at--) {
    const said = read[at];
    if (!said) continue;
    if (!read[at + 1] || !COMMENT.test(lines[at + 1] as string)) spoken = at + 2;
    annotations.push(...said.rules.map((rule) => ({ kind: said.kind, rule, line: spoken })).reverse());
  }
  return annotations.reverse();
}

function readLine(line: string): { kind: Annotation['kind']; rules: string[] } | undefined {
  const said = SAID.exec(line);
  if (said) return { kind: said[1] as Annotation['kind'], rules: names(said[2] as string) };
  const deeper = DEEPER.exec(line);
  return deeper ? { kind: 'todook', rules: names(deeper[1] as string) } : undefined;
}

/** Names may carry the folders of the rule; the end of a comment may stand right behind. */
function names(list: string): string[] {
  return list.split(',').map((name) => name.trim().replace(/-+$/, ''));
}
