import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlain } from '../../../../src/propose/assistant/plain.ts';

const block = (find: string, replace: string, place = ''): string =>
  `@@find${place}@@\n${find}@@replace@@\n${replace}@@end@@\n`;

describe('a reply in plain text', () => {
  it('has words and blocks of whole lines', () => {
    const text = `summary: Mend it\nconfidence: low\n\n${block('a\n', 'b\n')}${block('c\n', '', ' 2')}`;
    expect(readPlain(text)).toEqual({
      summary: 'Mend it',
      confidence: 'low',
      edits: [
        { find: 'a\n', replace: 'b\n' },
        { place: 2, find: 'c\n', replace: '' },
      ],
    });
  });

  it('may have words around it, and CRLF', () => {
    const text = `Sure! Here it is:\n\`\`\`\n${block('a\n', 'b\n')}\`\`\`\n`.replaceAll('\n', '\r\n');
    expect(readPlain(text)).toEqual({ summary: '', edits: [{ find: 'a\n', replace: 'b\n' }] });
  });

  it('is an empty one when it has no block', () => {
    expect(readPlain('I would leave it.')).toEqual({ summary: '', edits: [] });
  });

  it.each([
    ['its end', block('a\n', 'b\n').replace('@@end@@', '')],
    ['its second half', `${block('a\n', 'b\n')}@@find@@\nc\n`],
    ['what is replaced', block('a\n', 'b\n').replace('@@find@@', '')],
    ['nothing, and has a mark too many', `${block('a\n', 'b\n')}@@end@@`],
  ])('is none when a block lacks %s', (_name, text) => {
    expect(readPlain(text)).toBeNull();
  });

  it('says a confidence that there is, or none', () => {
    expect(readPlain('Confidence: certain')).not.toHaveProperty('confidence');
  });

  it('[T28] is read or not, whatever it holds, and never half', () => {
    const line = fc.constantFrom('@@find@@', '@@find 2@@', '@@replace@@', '@@end@@', 'x', '', ' @@end@@');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const reply = readPlain(lines.join('\n'));
        const opened = lines.filter((one) => one.startsWith('@@find')).length;
        if (reply) expect(reply.edits).toHaveLength(opened);
      }),
    );
  });
});
