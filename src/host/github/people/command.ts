/** What a comment asks of Gatewright: its first line that begins with `/gatewright`, read as data. */
import { visible } from '../../../kit/visible.ts';

export type Command =
  | { readonly kind: 'accept'; readonly fingerprint: string; readonly reason: string }
  /** One line, nothing unseen in it. */
  | { readonly kind: 'generate'; readonly text: string }
  | { readonly kind: 'rerun' }
  /** It is meant for us, and says nothing that we do; `why` is a sentence with what would. */
  | { readonly kind: 'unclear'; readonly why: string };

// GitHub takes 65,536 characters: what a person says to a tool stands in the first few of them.
const MOST_TEXT = 20_000;
const MOST_LINE = 1_000;
const MOST_REASON = 200;
const MOST_INSTRUCTION = 1_000;

/** Lower than 8 digits a fingerprint is a guess; whole ones have 32. */
const FINGERPRINT = /^[0-9a-f]{8,32}$/;

const USAGE =
  'Write /gatewright accept FINGERPRINT REASON, /gatewright generate INSTRUCTION, or /gatewright rerun.';

/** Null for a comment that is not for us. Quotes, code and what is not shown do not speak for who wrote the comment. */
export function commandIn(body: string): Command | null {
  // Nearly every comment is none, and there can be thousands.
  if (!/\/gatewright/i.test(body)) return null;
  const line = spokenLines(body.slice(0, MOST_TEXT)).find((one) => /^\/gatewright(?:\s|$)/i.test(one));
  if (line === undefined) return null;
  const [, verb = '', rest = ''] = /^\S+\s*(\S*)\s*(.*)$/s.exec(line) ?? [];
  switch (verb.toLowerCase()) {
    case 'rerun':
      return { kind: 'rerun' };
    case 'accept':
      return acceptOf(rest);
    case 'generate':
      return instructionOf(rest);
    default:
      return { kind: 'unclear', why: USAGE };
  }
}

function acceptOf(rest: string): Command {
  const [given = '', ...words] = rest.slice(0, MOST_LINE).split(/\s+/);
  const fingerprint = given.toLowerCase();
  const reason = [...visible(words.join(' ').trim())].slice(0, MOST_REASON).join('');
  if (!FINGERPRINT.test(fingerprint)) {
    return {
      kind: 'unclear',
      why: `A fingerprint is 32 digits of 0-9 and a-f, as the report shows it. ${USAGE}`,
    };
  }
  if (reason === '') return { kind: 'unclear', why: `An accept needs a reason. ${USAGE}` };
  return { kind: 'accept', fingerprint, reason };
}

/** What is too long is not cut: half of an instruction is another one. */
function instructionOf(rest: string): Command {
  const text = visible(rest);
  if (text === '') return { kind: 'unclear', why: `Say what is to be written. ${USAGE}` };
  if (text.length <= MOST_INSTRUCTION) return { kind: 'generate', text };
  return { kind: 'unclear', why: `An instruction is one line of at most 1,000 characters. ${USAGE}` };
}

/** The lines that a reader sees as the writer's own words. A line right below a quote is still part of it. */
function spokenLines(body: string): string[] {
  const spoken: string[] = [];
  let [fence, hidden, quoted] = ['', false, false];
  for (const line of body.split(/\r\n|\n|\r/)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
    const [opens, closes] = [line.lastIndexOf('<!--'), line.lastIndexOf('-->')];
    if (fence !== '') {
      // What closes a fence has nothing after it (CommonMark 0.31, 4.5).
      if (mark.startsWith(fence) && line.trim() === mark) fence = '';
    } else if (hidden || opens >= 0) {
      hidden = opens > closes || (hidden && closes < 0);
    } else if (mark !== '') {
      [fence, quoted] = [mark, false];
    } else {
      quoted = /^ {0,3}>/.test(line) || (quoted && line.trim() !== '');
      if (!quoted && !/^(?: {4}|\t)/.test(line)) spoken.push(line.trim());
    }
  }
  return spoken;
}
