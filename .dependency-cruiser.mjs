/** The architecture as rules: shells → gate → stages → kit → domain, and who alone may know what. */
const STAGES = ['read', 'prove', 'propose', 'trial', 'decide', 'policy', 'report', 'publish', 'parts'];
const stage = `^src/(${STAGES.join('|')})/`;

export default {
  forbidden: [
    {
      name: 'domain-knows-nothing',
      comment: 'Nouns are what every room shares: they must not depend on any of them.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: '^src/', pathNot: '^src/domain/' },
    },
    {
      name: 'kit-knows-no-stage',
      comment: 'A tool that knows its user can serve no other.',
      severity: 'error',
      from: { path: '^src/kit/' },
      to: { path: '^src/', pathNot: '^src/(kit|domain)/|^src/errors\\.ts$' },
    },
    {
      name: 'stages-do-not-meet',
      comment: 'Only the gate joins stages, so that the flow is readable in one place.',
      severity: 'error',
      from: { path: stage },
      to: { path: stage, pathNot: '^src/$1/' },
    },
    {
      name: 'stages-know-no-shell',
      comment: 'A stage must work the same under the command line and the action.',
      severity: 'error',
      from: { path: stage },
      to: {
        path: '^src/(gate|case|judges|offers|shards|cli|action|judge)\\.ts$|^src/(commands|host)/',
      },
    },
    {
      name: 'decide-and-report-are-pure',
      comment:
        'The verdict and what is shown of it depend on the evidence alone: no disk, no clock, no process.',
      severity: 'error',
      from: { path: '^src/(decide|report)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer|zlib)$' },
    },
    {
      name: 'github-behind-the-action',
      comment: 'Only the action knows that there is a GitHub; doctor, who asks it, comes next.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(action\\.ts|host/github/|commands/doctor/)' },
      to: { path: '^src/host/github/|@actions/' },
    },
    {
      name: 'doctor-asks-what-a-check-is-worth',
      comment: 'Doctor asks for the rules of a branch, and shows nothing on GitHub.',
      severity: 'error',
      from: { path: '^src/commands/doctor/' },
      to: {
        path: '^src/host/github/|@actions/',
        pathNot: '^src/host/github/((api|worth)/|show/check-name\\.ts$)',
      },
    },
    {
      name: 'eslint-behind-the-validator',
      comment: 'ESLint costs half a second: only the judge of lint may load it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/prove/validators/lint/' },
      to: { path: 'node_modules/(eslint|@typescript-eslint|typescript)/' },
    },
    {
      name: 'processes-in-two-places',
      comment: 'Who starts a process must scrub its environment and end it: git and children, nobody else.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/kit/(git|child)/' },
      to: { path: '^(node:)?child_process$' },
    },
    {
      name: 'one-place-parses',
      comment: 'Grammars are loaded, and trees freed, in one place.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/kit/syntax/' },
      to: { path: 'node_modules/web-tree-sitter/' },
    },
    {
      name: 'assistant-behind-the-shells',
      comment: 'A shell opens the assistant and hands it on as a port: no stage knows who answers.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(assistant|commands|host/github/assistant)/' },
      to: { path: '^src/assistant/' },
    },
    {
      name: 'assistant-knows-no-stage',
      comment: 'It is asked one question at a time, and sees nothing but that question.',
      severity: 'error',
      from: { path: '^src/assistant/' },
      to: { path: '^src/', pathNot: '^src/(assistant|kit|domain)/|^src/errors\\.ts$' },
    },
    {
      name: 'one-wire-to-anthropic',
      comment:
        'The SDK is large, logs to standard output and retries on its own: it is tamed, and loaded, in one place.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/assistant/wire[^/]*\\.ts$' },
      to: { path: 'node_modules/@anthropic-ai/' },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle has no first file to read.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json', '.mjs'] },
  },
};
