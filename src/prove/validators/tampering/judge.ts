/** The judgement of the tampering validator: each edit of a part of the gate is one finding, bound to what it leaves. */
import type { ChangedFile } from '../../../domain/change.ts';
import type { Observation, RuleId } from '../../../domain/finding.ts';
import { displayPath } from '../../../domain/path.ts';
import type { Judgement, Scope } from '../../../domain/validator.ts';
import { isGated, isPolicy, runsGate } from './guarded.ts';

const DONE: Readonly<Record<ChangedFile['status'], string>> = {
  added: 'adds',
  modified: 'edits',
  deleted: 'deletes',
  'type-changed': 'replaces',
  'mode-changed': 'changes the mode of',
};

export async function judgeTampering(scope: Scope): Promise<Judgement> {
  // Nothing was there before: an audit, or a first commit. There was no gate that anybody could get round.
  if ((await scope.base.list()).length === 0) return { observations: [], failed: new Map() };
  const observations: Observation[] = [];
  let adopted: boolean | undefined;
  for (const file of scope.files) {
    scope.at(file.path);
    if (isPolicy(file.path)) observations.push(ofPolicy(file));
    else if (await touchesGate(scope, file)) {
      adopted ??= scope.gated === true || (await isGated(scope.base));
      if (adopted) observations.push(ofWorkflow(file));
    }
  }
  return { observations, failed: new Map() };
}

async function touchesGate({ base, head }: Scope, file: ChangedFile): Promise<boolean> {
  return (await runsGate(base, file.base)) || (await runsGate(head, file.head));
}

function ofWorkflow(file: ChangedFile): Observation {
  const what = `The change ${DONE[file.status]} ${displayPath(file.path)}, which runs Gatewright`;
  return observe('tampering/workflow', file, `${what}: a green check may say nothing about it.`);
}

function ofPolicy(file: ChangedFile): Observation {
  const what = `The change ${DONE[file.status]} ${displayPath(file.path)}`;
  return observe('tampering/policy', file, `${what}: that counts once it is merged, and had no say here.`);
}

/** On the first line that is new, and about the whole of what the file became: any further edit is another finding. */
function observe(rule: RuleId, { path, hunks, head }: ChangedFile, message: string): Observation {
  const line = hunks[0]?.start ?? 1;
  const at = { path, line, column: 1, endLine: line, endColumn: 1 };
  return { rule, at, message, wholeFile: true, subject: head ? `${head.mode} ${head.oid}` : 'deleted' };
}
