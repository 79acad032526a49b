/** What to say of a file that its own language's parser refuses: block only when it is certain. */
import type { RuleId } from '../../../domain/finding.ts';
import type { RepoPath } from '../../../domain/path.ts';
import type { Text } from '../../../kit/text.ts';
import type { Inspection, Parsed } from './inspection.ts';
import { mayBeBroken } from './test-input.ts';

export interface Unparsed {
  readonly path: RepoPath;
  readonly text: Text;
  readonly inspection: Inspection;
  /** How the file parsed at base; null when it was not there. */
  readonly before: Parsed | null;
  /** The base is set up for Flow. */
  readonly flow: boolean;
}

export interface Complaint {
  readonly rule: RuleId;
  readonly message: string;
  readonly hint?: string;
}

/** Stage 3 proposals that runtimes and bundlers take already. */
const NEWER = /^[ \t]*import (source|defer) \w+ from\b|\bimport\.(source|defer)\(/gm;
// Bounded on purpose: the text is hostile, and a line may have a megabyte.
const PLACEHOLDER =
  /<%|%>|\{\{[#/>^&]? {0,9}[\w.]{1,99}.{0,99}?\}\}|\{%.{0,99}?%\}|(^|[^$\w])#\{\w{1,99}\}|<\?php/m;
const HEADER_LENGTH = 4000;
const NO_SCRIPT = /^\s*(<\?xml|<!doctype ts|version https:\/\/git-lfs)/i;
const CONFLICT = /^(<{7}|={7}|>{7})( |\r?$)/m;
const FLOW = /^(#!.*\n)?\s*(\/\*[\s\S]*?@flow\b|\/\/.*@flow\b)/;

/** What stands against a file; null when nothing does although the plain parser refuses it. */
export function judgeUnparsed(file: Unparsed): Complaint | null {
  const { inspection, before, text } = file;
  if (inspection.parsed === 'extended') return null;
  if (inspection.parsed === 'not' && isNewer(file)) {
    return {
      rule: 'lint/unread-syntax',
      message: 'Lint could not read this file: its syntax is newer than the parser.',
    };
  }
  const parsedBefore = before === 'plain' || before === 'extended';
  if (inspection.parsed === 'typed') {
    if (file.flow || hasPragma(text) || before === 'typed') return null;
    if (parsedBefore) return syntaxError(file);
    return {
      rule: 'lint/types-in-javascript',
      message: `The file is named as JavaScript but holds type syntax: ${lowered(inspection)}.`,
    };
  }
  const doubt = parsedBefore || before === 'typed' ? null : doubtOf(file);
  if (!doubt) return syntaxError(file);
  return { rule: 'lint/unread-syntax', message: `Lint could not read this file: ${doubt}.` };
}

function syntaxError({ inspection, text }: Unparsed): Complaint {
  const message = `The file does not parse: ${lowered(inspection)}.`;
  if (!CONFLICT.test(text.text)) return { rule: 'lint/syntax-error', message };
  return {
    rule: 'lint/syntax-error',
    message,
    hint: 'It holds the markers of an unresolved merge conflict.',
  };
}

/** Why the refusal may not be the file's fault. */
function doubtOf({ path, text, flow }: Unparsed): string | null {
  if (NO_SCRIPT.test(text.text)) return 'its content is not a script, whatever its name says';
  if (text.encoding === 'unknown-8bit' && text.text.includes('\0')) return 'its content is binary';
  if (flow || hasPragma(text)) return 'it is written for Flow, with syntax that no bundled parser knows';
  if (PLACEHOLDER.test(text.text)) return 'it holds the placeholders of a template';
  if (mayBeBroken(path)) return 'it does not parse, and its path says that it may be so on purpose';
  return null;
}

/** Whether the parser stopped at newer syntax: words in a comment explain no other fault. */
function isNewer({ inspection, text }: Unparsed): boolean {
  const at = inspection.refusal?.at ?? -1;
  return [...text.text.matchAll(NEWER)].some(
    ({ index, 0: words }) => index <= at && at <= index + words.length,
  );
}

const hasPragma = ({ text }: Text): boolean => FLOW.test(text.slice(0, HEADER_LENGTH));

function lowered({ refusal }: Inspection): string {
  const message = (refusal?.message ?? 'unknown syntax').replace(/\.$/, '');
  return message.charAt(0).toLowerCase() + message.slice(1);
}
