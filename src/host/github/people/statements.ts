/** What comments of a pull request say that can count: accepts and instructions; and why one of them does not. */
import type { Answer, Api } from '../api/api.ts';
import type { Actor } from '../occasion.ts';
import { nameAt, textAt, valueAt, type Payload } from '../payload.ts';
import { commandIn, type Command } from './command.ts';
import { nodeOf, unedited } from './edited.ts';
import { accountAt, type MayWrite } from './writers.ts';

export interface Statement {
  readonly by: Actor;
  readonly said: Said;
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly edited: boolean;
}

/** What is read again by the job that judges. */
export type Said = Extract<Command, { readonly kind: 'accept' | 'generate' }>;

// More than this on one pull request are no conversation; whoever may write is listened to first.
const MOST = 100;
const MOST_ACCOUNTS = 30;

/** What GitHub says of who may well have write access; it does not say it of everybody who has (members can hide). */
const LIKELY: readonly string[] = ['OWNER', 'MEMBER', 'COLLABORATOR'];

/** Over all pages. The same list of comments holds the gate's own. */
export async function askStatements(api: Api, number: number): Promise<Answer<readonly Statement[]>> {
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const answer = await api.list<Payload>(route, { issue_number: number });
  if (!answer.ok) return answer;
  const said = heard(answer.data.flatMap(spokenIn));
  const kept = await unedited(
    api,
    said.map(({ comment }) => comment),
  );
  const data = said.map(({ comment, ...rest }) => ({ ...rest, edited: !kept.has(nodeOf(comment)) }));
  return { ok: true, data };
}

interface Spoken extends Omit<Statement, 'edited'> {
  readonly comment: Payload;
}

function spokenIn(comment: Payload): Spoken[] {
  const said = commandIn(textAt(comment, ['body']));
  const by = speakerOf(comment);
  if ((said?.kind !== 'accept' && said?.kind !== 'generate') || by === null) return [];
  const created = Date.parse(textAt(comment, ['created_at']));
  return [{ comment, by, said, created, url: nameAt(comment, ['html_url']) }];
}

/** An app may write in the name of a person who let it (rest/issues/comments: `performed_via_github_app`). */
function speakerOf(comment: Payload): Actor | null {
  const by = accountAt(comment, 'user');
  const viaApp = (valueAt(comment, ['performed_via_github_app']) ?? null) !== null;
  return by && { ...by, bot: by.bot || viaApp };
}

function heard(said: readonly Spoken[]): readonly Spoken[] {
  const isLikely = ({ comment }: Spoken) => LIKELY.includes(textAt(comment, ['author_association']));
  const ordered = said.toSorted((a, b) => Number(isLikely(b)) - Number(isLikely(a)));
  const accounts = new Set<number>();
  const some = ordered.filter(({ by }) => {
    if (accounts.size < MOST_ACCOUNTS) accounts.add(by.id);
    return accounts.has(by.id);
  });
  const chosen = new Set(some.slice(0, MOST));
  return said.filter((one) => chosen.has(one));
}

export interface Standard {
  /** Of the pull request; null when the account is gone. */
  readonly author: Actor | null;
  readonly mayWrite: MayWrite;
  /** Is told what GitHub could not say. */
  readonly onFault: (note: string) => void;
}

/** Why somebody's word does not count; null when it does. Others may edit a comment, so an edited one is nobody's. */
export async function whyNot(
  { by, edited, said }: Pick<Statement, 'by' | 'edited'> & { readonly said: Pick<Command, 'kind'> },
  { author, mayWrite, onFault }: Standard,
): Promise<string | null> {
  const asks = said.kind === 'generate';
  if (by.bot) return asks ? 'only a person can ask for code' : 'only a person can answer for a finding';
  if (!asks && by.id === author?.id) return 'nobody accepts findings of their own change';
  if (edited) return 'the comment may have been edited; write a new one';
  const answer = await mayWrite(by);
  if (answer.kind === 'yes') return null;
  if (answer.kind === 'no') return 'it takes write access to this repository';
  onFault(`Whether ${by.login} may write here is not known: ${answer.fault.message}`);
  return 'whether they may write here could not be asked';
}
