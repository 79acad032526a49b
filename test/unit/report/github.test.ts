import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { annotations, renderGithub } from '../../../src/report/github.ts';
import { findingOf, hostileTexts, reportOf } from '../../support/report.ts';
import { hostileReport, settings } from './arbitrary.ts';
import { blocked, passed } from './examples.ts';
import { commandsIn } from './runner-commands.ts';

vi.mock('virtual:rules', async () => ({ default: (await import('../../support/report.ts')).someRules }));

test('a blocked report annotates its lines, errors first', () => {
  expect(renderGithub(blocked)).toMatchInlineSnapshot(`
    "::error file=src/users.ts,line=3,endLine=3,col=23,endColumn=46,title=imports/nonexistent-package%3A The package does not exist::no package fast-deep-merge-utils is declared or installed. Nearest real names: deepmerge, lodash.merge.%0AAn invented name can be registered by anyone; the next install would run their code.%0AImport the package that was meant, or write the few lines yourself.
    ::error file=src/users.ts,line=41,endLine=43,title=lint/no-unreachable%3A Code after return%2C throw%2C break or continue never runs::This call never runs.%0AIt looks like behaviour and is none.%0ADelete it, or move it before the jump.
    ::warning file=src/accounts.ts,line=60,endLine=60,col=7,endColumn=11,title=lint/naming%3A A name says something else than the value::\`data\` says nothing about accounts.%0AReaders trust names.%0ARename it.
    "
  `);
});

test('a passed report prints nothing', () => {
  expect(renderGithub(passed)).toBe('');
});

test('nine errors, ten warnings and ten notices fit, and the rest is counted', () => {
  const findings = (['note', 'warning', 'error'] as const).flatMap((severity) =>
    Array.from({ length: 15 }, (_, at) =>
      findingOf({ severity, message: severity, at: [at + 1, 1, at + 1, 2] }),
    ),
  );
  const report = reportOf({ findings });
  const names = commandsIn(renderGithub(report)).map(({ name }) => name);
  expect(names).toEqual([
    ...Array(9).fill('error'),
    ...Array(10).fill('warning'),
    ...Array(10).fill('notice'),
  ]);
  expect(renderGithub(report)).toMatch(/\n16 more findings not annotated: the report has them all\.\n$/);
});

test('columns are given only for a place on one line', () => {
  const report = reportOf({ findings: [findingOf({ at: [3, 4, 3, 9] }), findingOf({ at: [5, 4, 8, 2] })] });
  const [one, many] = commandsIn(renderGithub(report)).map(({ properties }) => properties);
  expect(one).toMatchObject({ line: '3', endLine: '3', col: '4', endColumn: '9' });
  expect(many).toMatchObject({ line: '5', endLine: '8' });
  expect(many).not.toHaveProperty('col');
});

test('in observe mode nothing is an error', () => {
  const report = reportOf({ findings: [findingOf()], verdict: { observed: true } });
  expect(annotations(report).map(({ level }) => level)).toEqual(['warning']);
});

test('an error that policy lets pass is a warning, and what is known already is no annotation', () => {
  const findings = [findingOf(), findingOf({ at: [9, 1, 9, 2], standing: 'outside-diff' })];
  const report = reportOf({ findings, verdict: { decision: 'pass', blocking: [] } });
  expect(annotations(report).map(({ level }) => level)).toEqual(['warning']);
});

test('a message has at most 4,096 characters, and reads back as it was', () => {
  const report = reportOf({
    findings: [findingOf({ message: '50% off: a, b %0A c', hint: 'h'.repeat(5000) })],
  });
  const [command] = commandsIn(renderGithub(report));
  expect(command?.data).toMatch(/^50% off: a, b %0A c\. h+…\nIt looks like behaviour/);
  expect(command?.data.length).toBeLessThanOrEqual(4096);
});

test.each(hostileTexts)('[T62] the name and message %j end no command and start none', (text) => {
  const report = reportOf({ findings: [findingOf({ path: `src/${text}`, message: text })] });
  const commands = commandsIn(renderGithub(report));
  expect(commands.map(({ name }) => name)).toEqual(['error']);
  expect(commands[0]?.properties['line']).toBe('3');
});

test('[T62] [T76] no text of any report becomes a command', () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      const commands = commandsIn(renderGithub(report));
      const ours = annotations(report);
      expect(
        commands.map(({ name, properties, data }) => [name, properties['file'], properties['title'], data]),
      ).toEqual(ours.map(({ level, file, title, message }) => [level, file, title, message]));
    }),
    settings,
  );
});
