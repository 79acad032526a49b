/** What the scripted assistant says to a fault: well in two ways, and badly in ten. */
import type { Fault, Project } from './project.ts';

interface ScriptedEdit {
  readonly find: string;
  readonly replace: string;
}

export type Reply = readonly ScriptedEdit[];

export interface Way {
  readonly name: string;
  reply(fault: Fault, project: Project): Reply;
}

const way = (name: string, reply: Way['reply']): Way => ({ name, reply });
const mended = ({ bad, good }: Fault): ScriptedEdit => ({ find: bad, replace: good });

/** Something in front of the first line of the file. */
function above({ file }: Fault, { files }: Project, added: string): ScriptedEdit {
  const [first = ''] = (files[file] ?? '').split('\n');
  return { find: `${first}\n`, replace: `${added}\n${first}\n` };
}

/** The fault with the line before it and the one after it. */
function around({ file, good, bad }: Fault, { files }: Project): ScriptedEdit {
  const text = files[file] ?? '';
  const at = text.indexOf(good);
  const from = text.lastIndexOf('\n', Math.max(0, at - 2)) + 1;
  const to = text.indexOf('\n', at + good.length) + 1;
  const [before, after] = [text.slice(from, at), text.slice(at + good.length, to)];
  return { find: before + bad + after, replace: before + good + after };
}

/** With blanks at the ends of lines and tabs in front of them, as no file of these projects has them. */
function untidy(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line === '' ? line : `${line.replace(/^(?: {2})+/, (blanks) => '\t'.repeat(blanks.length / 2))}  `,
    )
    .join('\n');
}

export const GOOD: readonly Way[] = [
  way('just the fault', (fault) => [mended(fault)]),
  way('untidy, with lines around it', (fault, project) => {
    const { find, replace } = around(fault, project);
    return [{ find, replace: untidy(replace) }];
  }),
];

export const BAD: readonly Way[] = [
  way('wrong logic that every validator lets pass', ({ bad, wrong }) => [{ find: bad, replace: wrong }]),
  way('lazy: the rest of the code unchanged', ({ bad }) => [
    { find: bad, replace: '// ... rest of the code unchanged\n' },
  ]),
  way('weakens a test', ({ bad, wrong }, { files }) => {
    const [, tests = ''] = Object.entries(files).find(([file]) => file.startsWith('test/')) ?? [];
    const assertion = /^ {2}assert\..*\n/m.exec(tests)?.[0] ?? '';
    return [
      { find: bad, replace: wrong },
      { find: assertion, replace: '' },
    ];
  }),
  way('silences the tool', (fault, project) => [above(fault, project, '/* eslint-disable */')]),
  way('edits another file, too', (fault, { faults }) => {
    const other = faults.find(({ file }) => file !== fault.file);
    return [mended(fault), ...(other ? [{ find: other.good, replace: other.wrong }] : [])];
  }),
  way('imports what does not exist', (fault, project) => [
    mended(fault),
    above(fault, project, "import { clamp } from 'safe-clamp-tools';"),
  ]),
  way('opens another finding', (fault, project) => [mended(fault), above(fault, project, 'debugger;')]),
  way('expects text that is not there', ({ good }) => [{ find: `${good}/* as it was */`, replace: good }]),
  way('does not parse', (fault, project) => [mended(fault), above(fault, project, 'export const = 1;')]),
  way('changes nothing that matters', (fault, project) => [above(fault, project, '// Looked at.')]),
];
