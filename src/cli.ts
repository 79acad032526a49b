#!/usr/bin/env node
/** The command line's door: refuses a Node that is too old in one sentence, before anything newer is parsed. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `gatewright: Node ${process.versions.node} is too old; it needs Node 20.19 or newer.\n`,
  );
  process.exitCode = 2;
} else {
  const { main } = await import('./commands/program.ts');
  await main(process.argv.slice(2));
}

export {};
