/** Who may write to the repository: GitHub is asked, once for each account. */
import type { Api, Fault } from '../api/api.ts';
import type { Actor } from '../occasion.ts';
import { numberAt, textAt, type Payload } from '../payload.ts';

type Answered =
  { readonly kind: 'yes' } | { readonly kind: 'no' } | { readonly kind: 'unknown'; readonly fault: Fault };

export type MayWrite = (account: Actor) => Promise<Answered>;

// Everything above write is called admin here, maintain is write and triage is read (REST: "permission" of
// GET /repos/{owner}/{repo}/collaborators/{username}/permission).
const WRITES: readonly string[] = ['admin', 'write'];

export function askingWhoMayWrite(api: Api): MayWrite {
  const known = new Map<number, Promise<Answered>>();
  return (account) => {
    const answer = known.get(account.id) ?? ask(api, account);
    known.set(account.id, answer);
    return answer;
  };
}

async function ask(api: Api, { id, login }: Actor): Promise<Answered> {
  const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
  const answer = await api.request<Payload>(route, { username: login });
  // Whom GitHub does not know as a user (an app, a deleted account) may not write as one.
  if (!answer.ok)
    return answer.fault.kind === 'absent' ? { kind: 'no' } : { kind: 'unknown', fault: answer.fault };
  const same = numberAt(answer.data, ['user', 'id']) === id;
  return { kind: same && WRITES.includes(textAt(answer.data, ['permission'])) ? 'yes' : 'no' };
}

/** The account that stands at `key`; null for what has none, such as a comment of somebody who left. */
export function accountAt(data: Payload, key: string): Actor | null {
  const [id, login] = [numberAt(data, [key, 'id']), textAt(data, [key, 'login'])];
  if (id === null || !LOGIN.test(login)) return null;
  return { id, login, bot: textAt(data, [key, 'type']) === 'Bot' };
}

/** Letters, digits, hyphens; an underscore for managed users, brackets for apps. */
const LOGIN = /^[\w-]{1,100}(?:\[bot\])?$/;
