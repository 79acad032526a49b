/** A program that stands in for Semgrep or Opengrep: a test says what it does, and finds it on a PATH of its own. */
import fs from 'node:fs';
import path from 'node:path';

export interface Program {
  readonly name?: 'semgrep' | 'opengrep';
  /** What it says when it is asked for its version. */
  readonly version?: string;
  /** JavaScript that runs where files are to be looked at, with what `PRELUDE` defines. */
  readonly scan?: string;
}

/** `result(rule, file, [line, column, endLine, endColumn], more)`, `report(results, invocation)`, `account(files)`. */
const PRELUDE = `
const fs = require('node:fs');
const path = require('node:path');
const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(name + '='))?.slice(name.length + 1) ?? args[args.indexOf(name) + 1];
const files = () => fs.readdirSync('.', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  .map((entry) => path.join(entry.parentPath, entry.name)).sort();
const region = ([startLine, startColumn, endLine, endColumn]) => ({ startLine, startColumn, endLine, endColumn });
const place = (uri, at) => ({ physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: region(at) } });
const result = (ruleId, uri, at, more = {}) =>
  ({ ruleId, message: { text: 'said of ' + uri }, locations: [place(uri, at)], properties: {}, ...more });
const flow = (uri, ...ats) => ({ codeFlows: [{ threadFlows: [{ locations: ats.map((at) => ({ location: place(uri, at) })) }] }] });
const report = (results, invocation = {}) => process.stdout.write(JSON.stringify({
  version: '2.1.0',
  runs: [{
    tool: { driver: { name: 'Semgrep OSS', rules: [] } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: [], ...invocation }],
    results,
  }],
}));
const account = (scanned) => fs.writeFileSync(option('--json-output'), JSON.stringify({ paths: { scanned }, results: [], errors: [] }));
`;

/** Lays the program into a folder. */
export function install(
  folder: string,
  { name = 'semgrep', version = '1.120.0', scan = '' }: Program = {},
): string {
  const asked = `if (process.argv[2] === '--version') { console.log(${JSON.stringify(version)}); process.exit(0); }`;
  const file = path.join(folder, name);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(file, `#!${process.execPath}\n${asked}\n${PRELUDE}\n${scan}\n`, { mode: 0o755 });
  return file;
}
