/**
 * What lint says about code that is taken to be sound: `node bench/lint-noise.ts CHECKOUT… [--all]`.
 * Prints findings per 1,000 lines that are not blank, every blocking one, and with `--all` the others too.
 */
import { loadLint, scriptsOf, show, weigh } from './lint-corpus.ts';

// The ruler's notion of code that is neither test nor fixture nor document.
const ASIDE =
  /(^|\/)(__?fixtures?__?|playgrounds?|docs_src|__mocks__|testdata|test-d|templates?|template-[\w-]+|create-[\w-]+|www|docs?|examples?|benchmarks?|legacy|tests?|__tests__|spec|e2e|integration|runtime-tests|build|scripts|\.github|cypress)(\/|$)|[._-](test|spec|tst|e2e)\.\w+$|\.min\.js$|\.d\.ts$/;

const lint = await loadLint();
const everything = process.argv.includes('--all');

for (const dir of process.argv.slice(2).filter((word) => !word.startsWith('--'))) {
  const texts = scriptsOf(dir);
  const { observations, failed } = await lint.judge(Object.fromEntries(texts));
  for (const [path, reason] of failed) console.log(`failed\t${path}\t${reason}`);
  for (const [label, counts] of [
    ['all scripts', () => true],
    ['without tests', (path: string) => !ASIDE.test(path)],
  ] as const) {
    const lines = [...texts].reduce((sum, [path, text]) => sum + (counts(path) ? weigh(text) : 0), 0);
    const per: Record<string, string> = {};
    for (const severity of ['error', 'warning', 'note']) {
      const found = observations.filter(
        (seen) =>
          !seen.suppressed && counts(seen.at.path) && lint.rules.get(seen.rule)?.severity === severity,
      );
      per[severity] =
        `${found.length} (${((1000 * found.length) / Math.max(1, lines)).toFixed(2)} per 1,000)`;
    }
    console.log(`${dir}\t${label}\t${lines} lines\t${JSON.stringify(per)}`);
  }
  for (const seen of observations) {
    const blocking = lint.rules.get(seen.rule)?.severity === 'error' && !seen.suppressed;
    const mark = blocking ? 'BLOCKS' : seen.suppressed ? 'silenced' : lint.rules.get(seen.rule)?.severity;
    if (blocking || everything) console.log(`${mark}\t${show(seen, texts.get(seen.at.path) ?? '')}`);
  }
}
