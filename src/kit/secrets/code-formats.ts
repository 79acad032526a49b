/** Credentials of code hosts, package registries, builds and deployments. */
import { byChecksum } from './checksum.ts';
import { format, type Format } from './format.ts';

const HOSTS: readonly Format[] = [
  ...['p', 'o', 'u', 's', 'r'].map((kind) =>
    format('a GitHub token', [`gh${kind}_`, `gh${kind}_[A-Za-z0-9]{36}`], { check: byChecksum }),
  ),
  format('a GitHub token', ['github_pat_', 'github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}']),
  format('a GitLab token', [
    'glpat-',
    'glpat-(?:[\\w-]{27,200}\\.[0-9a-z]{2}\\.[0-9a-z]{7,9}|[\\w-]{20,22})',
  ]),
  ...['glrt-', 'gldt-', 'glsoat-', 'glft-', 'glimt-'].map((mark) =>
    format('a GitLab token', [mark, `${mark}[\\w.-]{20,60}`]),
  ),
  format('a GitLab token', ['glptt-', 'glptt-[0-9a-f]{40}']),
  format('a GitLab token', ['glcbt-', 'glcbt-(?:[0-9a-zA-Z]{1,5}_)?[\\w-]{20}']),
  format('a GitLab token', ['glagent-', 'glagent-[\\w-]{50}']),
  format('a GitLab token', ['gloas-', 'gloas-[0-9a-f]{64}']),
  format('an Atlassian token', ['ATATT3', 'ATATT3[A-Za-z0-9_-]{150,220}=[0-9A-F]{8}']),
  format('a Bitbucket token', ['ATCTT3', 'ATCTT3[A-Za-z0-9_-]{150,220}=[0-9A-F]{8}']),
  format('a Sourcegraph token', ['sgp_', 'sgp_(?:(?:[0-9a-f]{16}|local)_)?[0-9a-f]{40}']),
];

const REGISTRIES: readonly Format[] = [
  format('an npm token', ['npm_', 'npm_[A-Za-z0-9]{36}'], { check: byChecksum }),
  format('a PyPI token', ['pypi-AgE', 'pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[\\w-]{50,300}']),
  format('a RubyGems key', ['rubygems_', 'rubygems_[0-9a-f]{48}']),
  format('a crates.io token', ['cio', 'cio[A-Za-z0-9]{32}'], { certain: false }),
  format('a Docker token', ['dckr_pat_', 'dckr_pat_[\\w-]{27}']),
  format('a Docker token', ['dckr_oat_', 'dckr_oat_[\\w-]{32}']),
  format('an Artifactory key', ['AKCp', 'AKCp[58][A-Za-z0-9]{69,70}']),
  format('an Artifactory token', ['cmVmdGtuOj', 'cmVmdGtuOj[A-Za-z0-9]{54}']),
];

const BUILDS: readonly Format[] = [
  format('a CircleCI token', ['CCIPAT_', 'CCIPAT_[A-Za-z0-9]{22}_[0-9a-f]{40}']),
  format('a Buildkite token', ['bkua_', 'bkua_[0-9a-f]{40}']),
  format('a Pulumi token', ['pul-', 'pul-[0-9a-f]{40}']),
  format('a Terraform token', ['.atlasv1.', '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,70}'], { before: 14 }),
  format('a Vault token', ['hvs.', 'hvs\\.[\\w-]{90,300}']),
  format('a Vault token', ['hvb.', 'hvb\\.[\\w-]{90,300}']),
  format('a Doppler token', [
    'dp.',
    'dp\\.(?:pt|st|ct|sa|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}',
  ]),
  format('a Prefect key', ['pnu_', 'pnu_[A-Za-z0-9]{36}']),
  format('a Netlify token', ['nfp_', 'nfp_[A-Za-z0-9]{36}']),
  format('a Fly.io token', ['fm2_', 'fm[12]_[A-Za-z0-9+/]{100,500}={0,2}']),
  format('a Fly.io token', ['fo1_', 'fo1_[\\w-]{43}']),
  format('a Heroku key', ['HRKU-', 'HRKU-AA[\\w-]{58}']),
  format('a Vercel Blob token', ['vercel_blob_rw_', 'vercel_blob_rw_[A-Za-z0-9]{16}_[A-Za-z0-9]{30,40}']),
  format('a SonarQube token', ['squ_', 'squ_[0-9a-f]{40}']),
  format('a SonarQube token', ['sqp_', 'sqp_[0-9a-f]{40}']),
  format('a SonarQube token', ['sqa_', 'sqa_[0-9a-f]{40}']),
  format('a Tailscale key', ['tskey-', 'tskey-[a-z]{3,10}-[A-Za-z0-9]{8,20}-[A-Za-z0-9]{20,40}']),
  format('an age key', ['AGE-SECRET-KEY-1', 'AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}']),
  format('a 1Password token', ['ops_eyJ', 'ops_eyJ[A-Za-z0-9+/]{250,2000}={0,2}']),
  format('a 1Password key', ['A3-', 'A3-[A-Z0-9]{6}-[A-Z0-9]{11}-(?:[A-Z0-9]{5}-){3}[A-Z0-9]{5}']),
];

export const CODE_FORMATS: readonly Format[] = [...HOSTS, ...REGISTRIES, ...BUILDS];
