/** The validators, in the order in which reports list them. To add one: its folder, and a line here. */
import type { Validator } from '../domain/validator.ts';
import { duplication } from './validators/duplication/duplication.ts';
import { imports } from './validators/imports/imports.ts';
import { lint } from './validators/lint/lint.ts';
import { paths } from './validators/paths/paths.ts';
import { secrets } from './validators/secrets/secrets.ts';
import { security } from './validators/security/security.ts';
import { tampering } from './validators/tampering/tampering.ts';

export const validators: readonly Validator[] = [
  lint,
  imports,
  paths,
  duplication,
  security,
  tampering,
  secrets,
];
