import { describe, expect, it } from 'vitest';
import { exportLines, importLines } from './facts-text.ts';

describe('Java', () => {
  it('reads each form of import', async () => {
    const text =
      'import a.b.C;\nimport static a.b.C.m;\nimport a.b.*;\nimport static a.b.C.*;\n// import x.Y;';
    expect(await importLines('java', text)).toEqual([
      'static a.b.C C',
      'static a.b.C m',
      'static a.b *',
      'static a.b.C *',
    ]);
  });

  it('exports its package and its top-level types', async () => {
    const text =
      'package a.b;\npublic class A { class Inner {} }\ninterface B {}\nenum C {}\nrecord D(int x) {}\n@interface E {}';
    expect(await exportLines('java', text)).toEqual([
      'module a.b',
      'class A',
      'type B',
      'class C',
      'class D',
      'type E',
    ]);
  });
});

describe('Go', () => {
  it('reads each form of import', async () => {
    const text = 'package p\nimport "fmt"\nimport (\n  f "a/b"\n  . "c"\n  _ `d`\n)\n';
    expect(await importLines('go', text)).toEqual([
      'static fmt',
      'static a/b *>f',
      'static c *>.',
      'static d *>_',
    ]);
  });

  it('exports its package and what begins with an upper-case letter', async () => {
    const text =
      'package p\nfunc F() {}\nfunc f() {}\nfunc (t T) M() {}\ntype (\n A int\n b = int\n)\nconst C, d = 1, 2\nvar (\n E, g int\n)\n';
    expect(await exportLines('go', text)).toEqual([
      'module p',
      'function F',
      'type A',
      'variable C',
      'variable E',
    ]);
  });
});
