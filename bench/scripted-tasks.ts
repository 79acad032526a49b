/**
 * Two hundred tasks of a scripted assistant, end to end: `node bench/scripted-tasks.ts [NAME]`. Fifty faults in five small
 * projects with tests of their own; to each the assistant answers twice well and twice badly, in ten ways by turns. What is
 * good is decided by the project's tests and the validators, on the project as the reply alone would leave it and as the
 * bundle left it; the script's own opinion counts for nothing.
 */
import pLimit from 'p-limit';
import { KEY, startAnthropic } from '../test/support/anthropic/server.ts';
import { bank } from './scripted-tasks/bank.ts';
import { graph } from './scripted-tasks/graph.ts';
import type { Fault, Project } from './scripted-tasks/project.ts';
import { BAD, GOOD, type Reply, type Way } from './scripted-tasks/replies.ts';
import { shop } from './scripted-tasks/shop.ts';
import { text } from './scripted-tasks/text.ts';
import { time } from './scripted-tasks/time.ts';
import { Workplace } from './scripted-tasks/workplace.ts';

const PROJECTS: readonly Project[] = [shop, text, graph, time, bank];

interface Job {
  readonly project: Project;
  readonly fault: Fault;
  readonly way: Way;
}

interface Outcome extends Job {
  /** By tests and validators: what the reply alone makes of the project. */
  readonly isGood: boolean;
  readonly fate: string;
  readonly reason: string;
  /** By tests and validators: what the bundle left. Null when it wrote nothing. */
  readonly left: boolean | null;
  readonly tried: boolean;
}

function jobs(only: string | undefined): Job[] {
  const faults = PROJECTS.flatMap((project) => project.faults.map((fault) => ({ project, fault })));
  const all = faults.flatMap(({ project, fault }, at) => {
    const ways = [...GOOD, ...[0, 1].map((more) => BAD[(2 * at + more) % BAD.length] as Way)];
    return ways.map((way) => ({ project, fault, way }));
  });
  return all.filter(({ project, way }) => only === undefined || project.name === only || way.name === only);
}

/** A project with the fault, as an uncommitted change to a commit without it. */
function withFault({ project, fault }: Job): Workplace {
  const place = new Workplace(project.files);
  place.write(
    fault.file,
    (project.files[fault.file] ?? '').replace(fault.good, () => fault.bad),
  );
  return place;
}

/** Whether the project would be good if nobody stood between it and the reply. */
async function isGoodAlone(job: Job, reply: Reply): Promise<boolean> {
  const place = withFault(job);
  for (const { find, replace } of reply) place.replace(job.project.files, find, replace);
  const isGood = await place.isGood(job.project.files);
  place.clear();
  return isGood;
}

async function run(job: Job): Promise<Outcome> {
  const { project, fault, way } = job;
  const reply = way.reply(fault, project);
  const server = await startAnthropic();
  server.answer(() => ({ summary: 'Mend it', confidence: 'high', edits: reply }));
  const place = withFault(job);
  const { proposals, assistant } = await place.mend({
    ANTHROPIC_API_KEY: KEY,
    ANTHROPIC_BASE_URL: server.url,
  });
  await server.close();
  const own = proposals.filter(({ source }) => source.startsWith('assistant:'));
  const kept = own.find(({ fate }) => fate === 'kept');
  const [task] = assistant?.tasks ?? [];
  const left = kept ? await place.isGood(project.files) : null;
  place.clear();
  return {
    ...job,
    isGood: await isGoodAlone(job, reply),
    fate: (kept ?? own[0])?.fate ?? task?.end ?? 'not asked',
    reason: (kept ?? own[0])?.reason ?? task?.message ?? '',
    left,
    tried: !kept || (kept.tried ?? []).length > 0,
  };
}

function tell(outcomes: readonly Outcome[]): void {
  console.log(
    '| reply | tasks | good by the tests | kept | of these bad | refused or discarded | rolled back | good and lost |',
  );
  console.log('|---|---|---|---|---|---|---|---|');
  for (const name of [...new Set(outcomes.map(({ way }) => way.name)), null]) {
    const own = outcomes.filter(({ way }) => name === null || way.name === name);
    const count = (is: (one: Outcome) => boolean): number => own.filter(is).length;
    const cells = [
      own.length,
      count(({ isGood }) => isGood),
      count(({ fate }) => fate === 'kept'),
      count(({ left }) => left === false),
      count(({ fate }) => fate !== 'kept' && fate !== 'rolled-back'),
      count(({ fate }) => fate === 'rolled-back'),
      count(({ fate, isGood }) => isGood && fate !== 'kept'),
    ];
    console.log(`| ${name ?? 'all'} | ${cells.join(' | ')} |`);
  }
  const untried = outcomes.filter(({ tried }) => !tried).length;
  console.log(`kept untried: ${untried}`);
  for (const { project, fault, way, isGood, fate, reason, left } of outcomes) {
    if (left === false || (isGood && fate !== 'kept'))
      console.log(`look\t${project.name}\t${fault.rule}\t${way.name}\t${fate}\t${reason}`);
  }
}

const limit = pLimit(2);
tell(await Promise.all(jobs(process.argv[2]).map((job) => limit(() => run(job)))));
