import { describe, expect, it } from 'vitest';
import type { AssistantAccount, Note, Task } from '../../../src/domain/assistant.ts';
import { repoPath } from '../../../src/domain/path.ts';
import { assistantLine, assistantTroubles, traitsOf } from '../../../src/report/assistant.ts';
import { isQuiet } from '../../../src/report/comment.ts';
import { renderJson } from '../../../src/report/json.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { renderPretty } from '../../../src/report/pretty.ts';
import { findingOf, reportOf, trialOf } from '../../support/report.ts';

const PROMPT = { id: 'fix', version: 1, hash: 'abc' };

function taskOf(parts: Partial<Task> = {}): Task {
  const receipt = {
    model: 'claude-x',
    from: 'model',
    requestId: 'req_1',
    attempts: 1,
    tokens: 2600,
    dollars: 0.02,
    ms: 9,
  } as const;
  return {
    id: 'fix',
    plain: false,
    proposal: null,
    path: repoPath('src/a.ts'),
    from: 1,
    to: 40,
    prompt: PROMPT,
    end: 'offered',
    message: '',
    receipt,
    ...parts,
  };
}

function accountOf(tasks: readonly Task[], unasked = 0): AssistantAccount {
  return { model: 'claude-x', ceilings: { tokens: 200_000, dollars: 1 }, tasks, notes: [], unasked };
}

const noteOf = (message: string): Note => ({
  ...{ path: repoPath('src/a.ts'), line: 3, endLine: 5, message, confidence: 'low' },
});

const failed = (message: string, path = 'src/a.ts') =>
  taskOf({ end: 'failed', message, path: repoPath(path) });
const look = { color: false, width: 100 };

describe('what is said of the assistant', () => {
  it('is who was asked, what came of it and what it cost', () => {
    expect(assistantLine(accountOf([taskOf(), failed('it is full')], 3))).toBe(
      'claude-x, fix@1: 2 questions, 1 proposal, 3 not asked about; 5,200 of 200,000 tokens, $0.0400 of $1.00',
    );
  });

  it('is each reason once, with its places and the id to ask about', () => {
    const account = accountOf([
      failed('it is full'),
      failed('it is full', 'src/b.ts'),
      failed('it hung', 'src/c.ts'),
    ]);
    expect(assistantTroubles(account)).toEqual([
      'src/a.ts:1-40 and 1 more: it is full (request req_1)',
      'src/c.ts:1-40: it hung (request req_1)',
    ]);
  });

  it('is no list without end', () => {
    const account = accountOf(Array.from({ length: 9 }, (_, at) => failed(`reason ${at}`)));
    expect(assistantTroubles(account)).toHaveLength(6);
    expect(assistantTroubles(account).at(-1)).toBe('and 4 more reasons');
  });

  it('says what was asked twice, and what it noted', () => {
    const notes = [noteOf('the sum is never paid')];
    const account = { ...accountOf([taskOf(), taskOf({ plain: true })]), notes };
    expect(assistantLine(account)).toContain('2 proposals, 1 asked again, plainer, 1 note;');
  });

  it('is notes in a section of their own, which never block', () => {
    const account = { ...accountOf([]), notes: [noteOf('the **sum** is\nnever paid')] };
    const report = reportOf({ assistant: account });
    expect(isQuiet(report)).toBe(false);
    expect(renderPretty(report, look)).toMatch(
      /^Review +notes of the assistant, never blocking\nReview +src\/a.ts:3-5: the \*\*sum\*\* is never paid \(low confidence\)$/m,
    );
    expect(renderMarkdown(report)).toContain('<summary>1 note of the assistant, never blocking</summary>');
    expect(JSON.parse(renderJson(report)).assistant.notes).toMatchObject([{ line: 3, confidence: 'low' }]);
  });

  it('is how sure each proposal is and what was mended in it; those below the policy are counted', () => {
    const origin = { prompt: PROMPT, model: 'claude-x', requestId: null };
    const parts = { source: 'assistant:fix', origin, salvaged: ['indentation'] } as const;
    const unsure = { kind: 'refused', reason: 'too little speaks for it', unsure: true } as const;
    const kept = { ...trialOf(findingOf(), { kind: 'kept' }, parts), confidence: 'medium' } as const;
    const trials = [kept, trialOf(findingOf(), unsure, { ...parts, title: 'Guess wildly' })];
    const report = reportOf({ findings: [findingOf()], trials });
    expect(traitsOf(kept)).toBe('fix@1, claude-x, medium confidence, mended: indentation');
    const undone = { ...kept, fate: { kind: 'rolled-back', reason: 'it would open a/b' } } as const;
    expect(traitsOf(undone)).toBe('fix@1, claude-x, mended: indentation');
    expect(renderMarkdown(report)).toContain('medium confidence, mended&#58; indentation');
    expect(renderMarkdown(report)).toContain('1 proposal is below medium confidence and not shown.');
    expect(renderPretty(report, look)).toMatch(/^Proposals +1 kept .*, 1 below medium confidence$/m);
    expect(renderMarkdown(report) + renderPretty(report, look)).not.toContain('Guess wildly');
    expect(JSON.parse(renderJson(report)).proposals).toMatchObject([
      { fate: 'kept', unsure: false, confidence: 'medium', salvaged: ['indentation'] },
      { fate: 'refused', unsure: true },
    ]);
  });

  it('stands in every report that shows proposals, even where all is well', () => {
    const report = reportOf({ assistant: accountOf([failed('it is full')]) });
    expect(renderPretty(report, look)).toMatch(/^Assistant +claude-x, fix@1: 1 question/m);
    expect(renderMarkdown(report)).toContain('Assistant: claude-x, fix');
    expect(JSON.parse(renderJson(report))).toMatchObject({
      assistant: { unasked: 0, tasks: [{ message: 'it is full' }] },
    });
  });

  it('is nothing where none was switched on', () => {
    expect(renderPretty(reportOf(), look) + renderMarkdown(reportOf())).not.toMatch(/assistant/i);
    expect(JSON.parse(renderJson(reportOf()))).toMatchObject({ assistant: null });
  });

  it('[T37] holds nothing that a server or a path could smuggle in', () => {
    const receipt = { ...taskOf().receipt, requestId: '\u001b[31m\n::error::x ##[error]' };
    const hostile = taskOf({ end: 'failed', message: 'it broke', path: repoPath('src/\u202e.ts'), receipt });
    const origin = { prompt: PROMPT, model: 'claude-x', requestId: '\u001b[31m' };
    const trials = [trialOf(findingOf(), { kind: 'kept' }, { source: 'assistant:fix', origin })];
    const report = reportOf({ assistant: accountOf([hostile]), trials });
    for (const text of [renderPretty(report, look), renderMarkdown(report), renderJson(report)]) {
      expect(text).not.toMatch(/\u001b|\u202e|^\s*::|##\[/m);
    }
    expect(renderMarkdown(report)).toContain('claude-x');
  });
});
