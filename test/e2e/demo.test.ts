/** The demo: the loop that a stranger sees first. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, describe } from 'vitest';
import { MACHINE_NODE, NODE_24, runBundle } from '../support/bundle.ts';

describe.each([
  ['Node 24', NODE_24],
  ["the machine's Node", MACHINE_NODE],
])('the demo on %s', (_, node) => {
  it('shows a verdict, proposals kept and rolled back, and how to go on; and leaves nothing behind', async () => {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'gatewright-home-'));
    const temp = path.join(home, 'tmp');
    fs.mkdirSync(temp);
    try {
      const ran = await runBundle(['demo'], { cwd: home, node, env: { TMPDIR: temp, HOME: home } });
      expect(ran.stderr).toBe('');
      expect(ran.code).toBe(0);
      expect(ran.stdout).toContain('BLOCKED');
      expect(ran.stdout).toContain('fast-deep-merge-utils');
      expect(ran.stdout).toMatch(/kept {2,}/);
      expect(ran.stdout).toMatch(/rolled-back {2,}[\s\S]*would/);
      expect(ran.stdout).toContain("+import { formatPrice } from './money.ts';");
      expect(ran.stdout).toMatch(/node \/.*cli\.js check/);
      expect(fs.readdirSync(temp)).toEqual([]);
    } finally {
      fs.rmSync(home, { recursive: true, force: true });
    }
  });
});
