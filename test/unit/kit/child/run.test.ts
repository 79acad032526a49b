import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { marked } from '../../../../src/kit/child/group.ts';
import { run } from '../../../../src/kit/child/run.ts';

const sh = (script: string): [string, ...string[]] => ['/bin/sh', '-c', script];
const node = (script: string): [string, ...string[]] => [process.execPath, '-e', script];
const alive = (pid: number): boolean => {
  try {
    return !/\) [ZX] /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

describe.skipIf(process.platform === 'win32')('run', () => {
  test('gives back exit code and both outputs', async () => {
    const ran = await run(sh('cat; echo wrong >&2; exit 7'), { deadline: 20_000, input: Buffer.from('in') });
    expect(ran.end).toEqual({ kind: 'exited', code: 7 });
    expect([ran.stdout.text(), ran.stderr.text()]).toEqual(['in', 'wrong\n']);
  });

  test('a program that is not there is not started, with the reason', async () => {
    const { end } = await run(['/no/such/program'], { deadline: 20_000 });
    expect(end).toEqual({ kind: 'not-started', reason: expect.stringContaining('ENOENT') });
  });

  test('a program that ends by a signal says which', async () => {
    const { end } = await run(sh('kill -SEGV $$'), { deadline: 20_000 });
    expect(end).toEqual({ kind: 'signalled', signal: 'SIGSEGV' });
  });

  test('nothing of our environment reaches a child', async () => {
    process.env['GATEWRIGHT_CANARY'] = 'secret';
    const { stdout } = await run(node('console.log(JSON.stringify(process.env))'), {
      deadline: 20_000,
      env: { A: 'b' },
    });
    delete process.env['GATEWRIGHT_CANARY'];
    expect(JSON.parse(stdout.text())).toEqual({
      A: 'b',
      TZ: 'UTC',
      LC_ALL: 'C',
      GATEWRIGHT_RUN: expect.any(String),
    });
  });

  test('[T91] a program that ignores SIGTERM is killed after its deadline', async () => {
    const { end, stdout } = await run(sh('trap "" TERM; echo on; while :; do sleep 0.1; done'), {
      deadline: 300,
      grace: 100,
    });
    expect(end).toEqual({ kind: 'timed-out' });
    expect(stdout.text()).toBe('on\n');
  });

  test('an aborted signal ends it, and says so', async () => {
    const controller = new AbortController();
    const running = run(sh('sleep 60'), { deadline: 60_000, signal: controller.signal });
    controller.abort();
    expect((await running).end).toEqual({ kind: 'cancelled' });
  });

  test.runIf(process.platform === 'linux')(
    '[T92] a grandchild that left the group by setsid is gone after the run',
    async () => {
      const { end, stdout } = await run(
        sh('setsid sh -c "echo \\$\\$; exec sleep 39392" & sleep 0.3; exit 0'),
        {
          deadline: 20_000,
        },
      );
      expect(end).toEqual({ kind: 'exited', code: 0 });
      const pid = Number(stdout.text());
      expect(pid).toBeGreaterThan(1);
      await expect.poll(() => alive(pid)).toBe(false);
    },
  );

  test.runIf(process.platform === 'linux')(
    '[T93] a program that forks without end is gone after its deadline',
    async () => {
      // Bounded on purpose: each generation has two children and the eighth has none.
      const bomb =
        'f() { [ $1 -gt 7 ] && { sleep 39393; return; }; f $(($1+1)) & setsid true; f $(($1+1)) & wait; }; f 0';
      const { end, stdout } = await run(sh(`echo $GATEWRIGHT_RUN; ${bomb}`), { deadline: 1000, grace: 50 });
      expect(end).toEqual({ kind: 'timed-out' });
      expect(stdout.text()).toMatch(/^[0-9a-f]{32}\n/);
      await expect.poll(() => marked(stdout.text().slice(0, 32))).toEqual([]);
    },
  );

  test('[T92] processes that carry the mark are found only while they live', async () => {
    const { stdout } = await run(sh('echo $GATEWRIGHT_RUN'), { deadline: 20_000 });
    expect(stdout.text().trim()).toMatch(/^[0-9a-f]{32}$/);
    expect(marked(stdout.text().trim())).toEqual([]);
  });

  test('[T76] [T96] a flood on both outputs neither blocks the child nor fills our memory', async () => {
    const before = process.memoryUsage().rss;
    const flood = node(`
      const block = Buffer.alloc(1 << 20, '::add-mask::x\\n');
      let left = 1024;
      const more = () => { while (left-- > 0) if (!process.stdout.write(block)) return process.stdout.once('drain', more); };
      process.stderr.write(Buffer.alloc(1 << 20, 'e'), () => process.stderr.write('done'));
      more();
    `);
    const { end, stdout, stderr } = await run(flood, { deadline: 50_000 });
    expect(end).toEqual({ kind: 'exited', code: 0 });
    expect(stdout.total).toBe(2 ** 30);
    expect(stdout.bytes().length).toBe(65_536);
    expect(stderr.text()).toMatch(/done$/);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 << 20);
  });

  test('[T96] a program that closes its outputs early still runs to its end', async () => {
    const { end } = await run(sh('exec >&- 2>&-; sleep 0.2; exit 3'), { deadline: 20_000 });
    expect(end).toEqual({ kind: 'exited', code: 3 });
  });

  test('a program that does not read its input is not waited for', async () => {
    const { end } = await run(sh('exit 0'), { deadline: 20_000, input: Buffer.alloc(1 << 20) });
    expect(end).toEqual({ kind: 'exited', code: 0 });
  });
});
