/** The report as SARIF 2.1.0, within every limit of GitHub's code scanning. */
import { gzipSync } from 'node:zlib';
import type { Log, ReportingDescriptor } from 'sarif';
import type { Finding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { printableJson, visible } from './escape.ts';
import { invocationOf } from './sarif/invocation.ts';
import { resultOf } from './sarif/results.ts';
import { descriptorOf } from './sarif/rules.ts';
import { supported, taxonomyOf } from './sarif/taxonomy.ts';
import { blocks, worstFirst } from './tally.ts';

export interface SarifOptions {
  /** Tells runs of one repository apart (a folder of a monorepo, say). */
  readonly category?: string;
  /** At most so many bytes when compressed. */
  readonly bytes?: number;
}

// GitHub rejects a file with more than 25,000 results and keeps 5,000 of a smaller one: the choice is made here.
const MAX_RESULTS = 5000;
const MAX_BYTES = 10 * 1024 * 1024;
const HOME = 'https://github.com/gatewright/gatewright';

export function renderSarif(report: Report, { category = '', bytes = MAX_BYTES }: SarifOptions = {}): string {
  const isBlocking = blocks(report);
  const findings = worstFirst(report).filter((one) => one.standing !== 'duplicate' || isBlocking(one));
  let kept = Math.min(findings.length, MAX_RESULTS);
  let text = write(report, { category, findings, kept });
  while (kept > 0 && isTooLarge(text, bytes)) {
    kept = Math.floor(kept * 0.8);
    text = write(report, { category, findings, kept });
  }
  return text;
}

/** Only what could be too large is compressed to find out. */
function isTooLarge(text: string, bytes: number): boolean {
  return Buffer.byteLength(text) > bytes && gzipSync(text).length > bytes;
}

interface Choice {
  readonly category: string;
  /** Worst first, duplicates left out. */
  readonly findings: readonly Finding[];
  readonly kept: number;
}

function write(report: Report, { category, findings, kept }: Choice): string {
  const shown = findings.slice(0, kept);
  const rules = rulesOf(shown);
  const ruleIndex = new Map([...rules.keys()].map((rule, index) => [rule, index]));
  const hunks = new Map(report.change.files.map((file) => [file.path, file.hunks]));
  const descriptors = [...rules.values()];
  const taxonomy = taxonomyOf(descriptors);
  const duplicates = report.author.findings.length - findings.length;
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { ...driverOf(report, descriptors), ...(taxonomy && { supportedTaxonomies: supported }) },
        },
        ...(taxonomy && { taxonomies: [taxonomy] }),
        automationDetails: { id: automationId(category) },
        invocations: [invocationOf(report, { results: findings.length - kept, duplicates })],
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
        results: shown.map((finding) => resultOf({ report, hunks, ruleIndex }, finding)),
      },
    ],
  };
  return `${printableJson(JSON.stringify(log, null, 2))}\n`;
}

function driverOf(report: Report, rules: ReportingDescriptor[]): Log['runs'][number]['tool']['driver'] {
  const version = visible(report.tool.version);
  return { name: 'Gatewright', informationUri: HOME, version, semanticVersion: version, rules };
}

/** Rules that are named by a result, in the order of their ids. */
function rulesOf(findings: readonly Finding[]): Map<string, ReportingDescriptor> {
  const byRule = new Map(findings.map((finding) => [finding.rule, finding]));
  const ids = [...byRule.keys()].sort();
  return new Map(ids.map((id) => [id, descriptorOf(byRule.get(id) as Finding)]));
}

/** The category is what stands before the last slash; without a slash GitHub reads none (contracts: category). */
function automationId(category: string): string {
  const name = visible(category).split('/').filter(Boolean).join('/');
  return name === '' ? 'gatewright/' : `gatewright/${name}/`;
}
