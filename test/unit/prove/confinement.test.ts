import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { marked } from '../../../src/kit/child/group.ts';
import { MACHINE_NODE } from '../../support/bundle.ts';
import { stubJudge, stubProver, tempDir, type Script } from '../../support/judges/stub-judge.ts';
import { changeOf } from '../../support/trees.ts';

const change = () => changeOf({}, { 'src/a.ts': 'one\ntwo\n' });
const sound: Script = { judgements: [[{ do: 'reportEach' }]] };
const probing = (what: string): Script => ({ judgements: [[{ do: 'probe', what }]] });
const nodes = [process.execPath, MACHINE_NODE];

describe.skipIf(process.platform === 'win32')('confinement', () => {
  describe('starts nothing, so there is no grandchild and no fork bomb [T92] [T93]', () => {
    test.each(nodes)('a judge that forks as fast as it can ends as a failure, on %s', async (execPath) => {
      const prover = stubProver({ lint: { judgements: [[{ do: 'forkWithoutEnd' }]] } }, { execPath });
      const evidence = await prover.prove(await change());
      await prover.close();
      expect(evidence.outcomes[0]).toMatchObject({ status: 'crashed' });
      expect(evidence.outcomes[0]?.message).toContain('Access to this API has been restricted');
    });
  });

  describe.each(nodes)('on %s', (execPath) => {
    test.each(['spawn', 'worker', 'environ', 'write', '/etc/passwd'])(
      '[T92] [T93] a judge may not: %s',
      async (what) => {
        const prover = stubProver({ lint: probing(what) }, { execPath });
        const evidence = await prover.dismiss(await prover.prove(await change()));
        expect(prover.note).toBeNull();
        expect(evidence.outcomes[0]).toMatchObject({ status: 'completed' });
        expect(evidence.findings[0]?.message).toBe('ERR_ACCESS_DENIED');
      },
    );

    test.each(['with space', 'with,comma', 'with*star', 'with[glob]?', 'ünïcode'])(
      'a judge runs from a folder called "%s"',
      async (name) => {
        const dir = `${tempDir()}/${name}`;
        fs.mkdirSync(dir);
        const judge = stubJudge({ lint: sound }, dir);
        const prover = stubProver({ lint: sound }, { judge, execPath, cacheDir: `${dir}/cache` });
        const evidence = await prover.dismiss(await prover.prove(await change()));
        expect(evidence.outcomes[0]).toMatchObject({ status: 'completed', message: '' });
        // Node 20 aborts on a wildcard in a granted path: there the judge runs without the layer, and that is said.
        if (prover.note !== null)
          expect(prover.note).toMatch(/^Node 2[02]\..* a folder whose name has a "\*"/);
      },
    );

    test('a judge runs from a folder behind a symbolic link', async () => {
      const dir = tempDir();
      fs.mkdirSync(`${dir}/real`);
      fs.symlinkSync(`${dir}/real`, `${dir}/link`);
      stubJudge({ lint: sound }, `${dir}/real`);
      const options = { judge: `${dir}/link/stub.mjs`, execPath, cacheDir: `${dir}/link/cache` };
      const prover = stubProver({ lint: sound }, options);
      const evidence = await prover.dismiss(await prover.prove(await change()));
      expect(evidence.outcomes[0]).toMatchObject({ status: 'completed', message: '' });
    });
  });

  test('a judge finds nothing in its environment but what we put there', async () => {
    const prover = stubProver({ lint: probing('env') });
    const { findings } = await prover.prove(await change());
    expect(findings[0]?.message).toBe('GATEWRIGHT_RUN LC_ALL MALLOC_ARENA_MAX TZ');
  });
});

describe('cancelling', () => {
  const hang: Script = { judgements: [[{ do: 'hang' }]] };

  test('[T100] an abort ends every judge, and the proof rejects with its reason', async () => {
    const controller = new AbortController();
    const prover = stubProver({ lint: hang, imports: hang }, { signal: controller.signal });
    const proving = prover.prove(await change());
    const reason = new Error('interrupted');
    setTimeout(() => controller.abort(reason), 200);
    await expect(proving).rejects.toBe(reason);
    await expect(prover.prove(await change())).rejects.toBe(reason);
    await prover.close();
    await prover.close();
  });

  test('[T102] killAll ends hanging judges at once, and none is started again', async () => {
    const prover = stubProver({ lint: hang });
    const proving = prover.prove(await change());
    setTimeout(() => prover.killAll(), 200);
    expect((await proving).outcomes[0]?.status).toBe('crashed');
    await expect(prover.prove(await change())).rejects.toThrow('closed');
  });

  test.runIf(process.platform === 'linux')('[T92] [T101] after close no process is left', async () => {
    const judgements = [[{ do: 'probe', what: 'mark' }], [{ do: 'hang' }]];
    const prover = stubProver({ lint: { judgements } });
    const mark = (await prover.prove(await change())).findings[0]?.message ?? '';
    const hanging = prover.prove(await change());
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(marked(mark)).toHaveLength(1);
    await prover.close();
    expect(marked(mark)).toEqual([]);
    expect((await hanging).outcomes[0]?.status).toBe('crashed');
  });
});
