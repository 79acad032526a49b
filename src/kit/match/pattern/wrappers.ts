/** What may have to stand around a pattern for the grammar to read it, the most likely first. */
import type { TreeLanguage } from '../rule.ts';

export type Wrapper = readonly [before: string, after: string];

const SCRIPT: readonly Wrapper[] = [
  ['', ''],
  ['', ';'],
  ['({', '})'],
  ['(', ')'],
  ['x(', ')'],
  ['class __C {', '}'],
  ['class __C {', '(){}}'],
  ['async function __F() {', '}'],
  ['switch (x) {', '}'],
  ['try {} ', ''],
  ['', ' class __C {}'],
  ['let __x: ', ';'],
  ['if (x) {} ', ''],
];

export const WRAPPERS: Readonly<Record<TreeLanguage, readonly Wrapper[]>> = {
  javascript: SCRIPT,
  typescript: SCRIPT,
  python: [
    ['', ''],
    ['x(', ')'],
    ['(', ')'],
    ['{', '}'],
    ['', '\ndef __f(): pass'],
    ['', '\n  pass'],
    ['try:\n  pass\n', ''],
    ['if x:\n  pass\n', ''],
  ],
  java: [
    ['', ''],
    ['', ';'],
    ['class __C {', '}'],
    ['class __C { void __m() {', '}}'],
    ['class __C { void __m() {', ';}}'],
    ['x(', ');'],
    ['', ' class __C {}'],
    ['class __C {', ' void __m() {}}'],
    ['class __C {', ';}'],
    ['', ' {}'],
    ['class __C {', ' {}}'],
    ['', ' __x;'],
    ['switch (x) {', '}'],
    ['try {} ', ''],
    ['@x(', ') class __C {}'],
  ],
  go: [
    ['', ''],
    ['x(', ')'],
    ['func __f() {\n', '\n}'],
    ['__T{', '}'],
    ['var __x ', ''],
    ['type __T struct {\n', '\n}'],
    ['switch x {\n', '\n}'],
    ['import (', ')'],
    ['if x {} ', ''],
    ['', ' {}'],
  ],
};
