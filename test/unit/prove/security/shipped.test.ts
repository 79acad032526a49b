/** What is said of rules that ship: the stronger of two, and less in tests. */
import { describe, expect, it } from 'vitest';
import { found, judge } from './judging.ts';

describe('rules that ship', () => {
  it('say the stronger of two things of the same lines, and each thing once', async () => {
    const text =
      "const { exec } = require('child_process');\nmodule.exports = (req, res) =>\n  exec(\n    'ls ' +\n      req.query.dir,\n  );\n";
    expect(await found({ 'a.js': text }, { rules: '' })).toEqual([
      expect.stringMatching(/^security\/command-injection /),
    ]);
  });

  it('tell of a query where it runs, and not where its text is put together as well', async () => {
    const text =
      'app.get("/", async (req, res) => {\n  const sql = `select * from people where name = "${req.query.name}"`;\n  res.json(await pool.query(sql));\n});\n';
    expect(await found({ 'a.js': text }, { rules: '' })).toEqual(['security/sql-injection a.js:3']);
  });
});

describe('tests', () => {
  it('are doubted where a rule that ships would block, and not by rules of the maintainers', async () => {
    const text =
      "const { exec } = require('child_process');\nmodule.exports = (req, res) => exec('ls ' + req.query.dir);\nshout(1);\n";
    const said = async (path: string) =>
      (await judge({ [path]: text })).observations.map(({ rule, doubted }) => `${rule} ${doubted === true}`);
    expect(await said('src/a.js')).toEqual(['security/command-injection false', 'security/no-shout false']);
    expect(await said('test/a.test.js')).toEqual([
      'security/command-injection true',
      'security/no-shout false',
    ]);
  });

  it('are told nothing of what only warns elsewhere', async () => {
    const text =
      "const { exec } = require('child_process');\nmodule.exports = (folder) => exec('ls ' + folder);\n";
    expect(await found({ 'src/a.js': text }, { rules: '' })).toEqual([
      'security/shell-command-from-text src/a.js:2',
    ]);
    expect(await found({ 'test/a.test.js': text }, { rules: '' })).toEqual([]);
  });
});
