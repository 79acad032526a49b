var e=[{id:`duplication/copied-block`,severity:`warning`,confidence:`medium`,title:`A long part of a function is copied`,why:`The copied steps have to be mended in two places, and each function is longer than what it is about.`,fix:`Extract the shared lines into a function and call it from both.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`,`python`,`java`,`go`],engine:{},bad:[{"src/main/java/shop/Orders.java":`package shop;

class Orders {
  Report monthly(Store store, Month month) {
    Report report = new Report("orders of " + month);
    Map<String, Money> totals = new TreeMap<>();
    for (Order order : store.orders(month)) {
      if (order.isCancelled() || order.lines().isEmpty()) {
        continue;
      }
      Money sum = Money.zero(store.currency());
      for (Line line : order.lines()) {
        Money price = line.price().times(line.count());
        sum = sum.plus(line.discount().map(price::minus).orElse(price));
      }
      totals.merge(order.customer().region(), sum, Money::plus);
    }
    report.table(totals);
    report.sign(store.owner());
    return report;
  }
}
`,"src/main/java/shop/Export.java":`package shop;

class Export {
  void write(Store store, Month month, Path target) throws IOException {
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-r-----");
    Path draft = Files.createTempFile(target.getParent(), "export", ".csv", PosixFilePermissions.asFileAttribute(mode));
    Map<String, Money> totals = new TreeMap<>();
    for (Order order : store.orders(month)) {
      if (order.isCancelled() || order.lines().isEmpty()) {
        continue;
      }
      Money sum = Money.zero(store.currency());
      for (Line line : order.lines()) {
        Money price = line.price().times(line.count());
        sum = sum.plus(line.discount().map(price::minus).orElse(price));
      }
      totals.merge(order.customer().region(), sum, Money::plus);
    }
    try (BufferedWriter out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
      out.write("region;total");
      out.newLine();
      for (Map.Entry<String, Money> entry : totals.entrySet()) {
        out.write(entry.getKey() + ";" + entry.getValue().toPlainString());
        out.newLine();
      }
    } catch (UncheckedIOException failure) {
      Files.deleteIfExists(draft);
      throw failure.getCause();
    }
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    log.info("{} regions, {} bytes in {}", totals.size(), Files.size(target), target);
  }
}
`}],good:[{"src/main/java/shop/Orders.java":`package shop;

class Orders {
  Report monthly(Store store, Month month) {
    Report report = new Report("orders of " + month);
    report.table(Totals.byRegion(store, month));
    report.sign(store.owner());
    return report;
  }
}
`,"src/main/java/shop/Totals.java":`package shop;

class Totals {
  static Map<String, Money> byRegion(Store store, Month month) {
    Map<String, Money> totals = new TreeMap<>();
    for (Order order : store.orders(month)) {
      if (order.isCancelled() || order.lines().isEmpty()) {
        continue;
      }
      Money sum = Money.zero(store.currency());
      for (Line line : order.lines()) {
        Money price = line.price().times(line.count());
        sum = sum.plus(line.discount().map(price::minus).orElse(price));
      }
      totals.merge(order.customer().region(), sum, Money::plus);
    }
    return totals;
  }
}
`}]},{id:`duplication/edited-copy`,severity:`warning`,confidence:`medium`,title:`A function is a copy with a few edits`,why:`The part that both share has to be understood, tested and mended twice, and what really differs is hidden in it.`,fix:`Move the shared part to one function that both call, with what differs as a parameter or around the call.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`,`python`,`java`,`go`],engine:{},bad:[{"audio/load.go":`package audio

func LoadTrack(store Store, name string) (*Track, error) {
	if name == "" || strings.ContainsAny(name, "/\\\\") {
		return nil, fmt.Errorf("bad name %q", name)
	}
	data, err := store.Fetch(context.Background(), "tracks/"+name)
	if errors.Is(err, ErrMissing) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("fetch %s: %w", name, err)
	}
	track := &Track{Name: name, Fetched: time.Now().UTC()}
	if err := json.Unmarshal(data, track); err != nil {
		return nil, fmt.Errorf("decode %s: %w", name, err)
	}
	track.Size = len(data)
	return track, nil
}
`,"video/open.go":`package video

func OpenTrack(source Store, title string) (*Track, error) {
	if title == "" || strings.ContainsAny(title, "/\\\\") {
		return nil, fmt.Errorf("bad name %q", title)
	}
	log.Printf("opening %s", title)
	content, err := source.Fetch(context.Background(), "tracks/"+title)
	if errors.Is(err, ErrMissing) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("fetch %s: %w", title, err)
	}
	track := &Track{Name: title, Fetched: time.Now().UTC()}
	if err := json.Unmarshal(content, track); err != nil {
		return nil, fmt.Errorf("decode %s: %w", title, err)
	}
	track.Size = len(content)
	track.Ready = true
	return track, nil
}
`}],good:[{"audio/load.go":`package audio

func LoadTrack(store Store, name string) (*Track, error) {
	if name == "" || strings.ContainsAny(name, "/\\\\") {
		return nil, fmt.Errorf("bad name %q", name)
	}
	data, err := store.Fetch(context.Background(), "tracks/"+name)
	if err != nil {
		return nil, fmt.Errorf("fetch %s: %w", name, err)
	}
	track := &Track{Name: name, Fetched: time.Now().UTC()}
	return track, json.Unmarshal(data, track)
}
`,"video/open.go":`package video

func OpenTrack(source Store, title string) (*Track, error) {
	track, err := audio.LoadTrack(source, title)
	if track != nil {
		log.Printf("opened %s", title)
		track.Ready = true
	}
	return track, err
}
`}]},{id:`duplication/renamed-copy`,severity:`warning`,confidence:`medium`,title:`A function is copied, and only names or values are other ones`,why:`It is the same code under another name, which no search by text finds. A fault that is mended in one copy lives on in the other.`,fix:`Call the original. Where values differ, make them parameters.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`,`python`,`java`,`go`],engine:{},bad:[{"shop/orders.py":`def read_orders(path):
    orders = {}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            key, _, value = line.strip().partition("=")
            if not key or key.startswith("#"):
                continue
            if key in orders:
                raise ValueError(f"line {number}: {key} is given twice")
            orders[key] = value
    return orders
`,"shop/prices.py":`def load_prices(file):
    prices = {}
    with open(file, encoding="utf-8") as rows:
        for index, row in enumerate(rows, start=1):
            name, _, price = row.strip().partition("=")
            if not name or name.startswith("#"):
                continue
            if name in prices:
                raise ValueError(f"line {index}: {name} is given twice")
            prices[name] = price
    return prices
`}],good:[{"shop/orders.py":`def read_orders(path):
    orders = {}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            key, _, value = line.strip().partition("=")
            if not key or key.startswith("#"):
                continue
            if key in orders:
                raise ValueError(f"line {number}: {key} is given twice")
            orders[key] = value
    return orders
`,"shop/totals.py":`def total_of(prices, currency):
    total = 0
    for name, price in sorted(prices.items()):
        if price.currency != currency:
            price = price.convert(currency)
        total += price.amount
    return round(total, 2)
`}]},{id:`duplication/verbatim-copy`,severity:`warning`,confidence:`high`,title:`A function is copied word for word`,why:`Two copies drift apart. A fault that is mended in one of them lives on in the other, and nobody who reads one knows of the other.`,fix:`Delete the copy and call the original; export it, or move it to a module that both can import.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`,`python`,`java`,`go`],engine:{},bad:[{"src/users/list.ts":`export function parseIds(text: string): number[] {
  const ids: number[] = [];
  for (const part of text.split(',')) {
    const id = Number.parseInt(part.trim(), 10);
    if (Number.isNaN(id) || id < 1) throw new RangeError(\`no id: \${part}\`);
    if (!ids.includes(id)) ids.push(id);
  }
  return ids.sort((a, b) => a - b);
}
`,"src/teams/list.ts":`function parseIds(text: string): number[] {
  const ids: number[] = [];
  for (const part of text.split(',')) {
    const id = Number.parseInt(part.trim(), 10);
    if (Number.isNaN(id) || id < 1) throw new RangeError(\`no id: \${part}\`);
    if (!ids.includes(id)) ids.push(id); // each one once
  }
  return ids.sort((a, b) => a - b);
}
export const parseTeams = (text: string) => parseIds(text).map(String);
`}],good:[{"src/ids.ts":`export function parseIds(text: string): number[] {
  const ids: number[] = [];
  for (const part of text.split(',')) {
    const id = Number.parseInt(part.trim(), 10);
    if (Number.isNaN(id) || id < 1) throw new RangeError(\`no id: \${part}\`);
    if (!ids.includes(id)) ids.push(id);
  }
  return ids.sort((a, b) => a - b);
}
`,"src/teams/list.ts":`import { parseIds } from '../ids.ts';
export const parseTeams = (text: string) => parseIds(text).map(String);
`}]},{id:`imports/likely-missing-export`,severity:`warning`,confidence:`medium`,title:`An imported name does not seem to be exported by its module`,why:`The name does not occur in the module, but the importing file is an example, a template or test data, which may be meant to fail or to run against another version.`,fix:`Import a name that the module exports.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`,`python`],engine:{},bad:[{"examples/a.js":`import { addSafe } from '../math.js';
`,"math.js":`export const add = 1;
`}],good:[{"examples/a.js":`import { add } from '../math.js';
`,"math.js":`export const add = 1;
`}]},{id:`imports/likely-missing-file`,severity:`warning`,confidence:`medium`,title:`An import seems to lead to a file that does not exist`,why:`Nothing in the tree has this path, but the file lies where code is often copied, built or generated before it runs, or none of its many imports leads anywhere here, so it may exist then.`,fix:`Check the path. When something else provides the file, a .gitignore entry or a path mapping for it makes that known.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`,`python`],engine:{},bad:[{"playground/a.js":`import './missing.js';
`},{"src/a.js":`require.resolve('./missing');
`}],good:[{"playground/a.js":`import './there.js';
`,"playground/there.js":``},{"test/fixtures/broken.js":`import './missing.js';
`}]},{id:`imports/likely-undeclared-package`,severity:`warning`,confidence:`medium`,title:`An imported package does not seem to be declared`,why:`No manifest knows the package, but another package may bring it along, or the code may be meant to run where it is installed.`,fix:`Declare the package where the importing code's other dependencies are declared.`,cwe:[829],languages:[`javascript`,`jsx`,`typescript`,`tsx`,`python`],engine:{},bad:[{"package.json":`{ "dependencies": { "express": "^5.0.0" } }`,"a.js":`import debug from 'debug';
`},{"package.json":`{ "dependencies": { "express": "^5.0.0" } }`,"examples/a.js":`import x from 'express-async-toolkit';
`},{"requirements.txt":`flask
`,"app.py":`import numpy
`}],good:[{"package.json":`{ "dependencies": { "debug": "^4.0.0" } }`,"a.js":`import debug from 'debug';
`},{"requirements.txt":`numpy
`,"app.py":`import numpy
`}]},{id:`imports/missing-export`,severity:`error`,confidence:`high`,title:`An imported name is not exported by its module`,why:`The module is a file of this repository and the name does not occur in it or in what it passes on. The import fails, or gives undefined where it is first used.`,fix:`Import a name that the module exports, or export the name there.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`,`python`],engine:{},bad:[{"a.ts":`import { addSafe } from './math';
`,"math.ts":`export const add = (a: number, b: number) => a + b;
`},{"a.js":`const { addSafe } = require('./math');
`,"math.js":`function add() {}
module.exports = { add };
`},{"app/__init__.py":``,"app/a.py":`from .math import add_safe
`,"app/math.py":`def add(a, b): return a + b
`}],good:[{"a.ts":`import { add } from './math';
`,"math.ts":`export * from './more';
`,"more.ts":`export const add = 1;
`},{"a.ts":`import { add } from './math';
`,"math.ts":`export * from 'other';
`,"package.json":`{ "dependencies": { "other": "1" } }`},{"a.js":`const { add } = require('./math');
`,"math.js":`module.exports = { ...require('./more') };
`,"more.js":``},{"app/__init__.py":``,"app/a.py":`from . import math
from .math import anything
`,"app/math.py":`def __getattr__(name): return name
`}]},{id:`imports/missing-file`,severity:`error`,confidence:`high`,title:`An import leads to a file that does not exist`,why:`The module cannot be loaded, so the program, its build or its type check stops at this line. Renamed files and paths written from memory are the usual causes.`,fix:`Write the path of the file that is meant, or add the file to the change.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`,`python`],engine:{},bad:[{"src/a.ts":`import { sum } from './arithmetic';
`,"package.json":`{}`},{"src/a.js":`const x = require('../config/settings');
`},{"src/a.ts":`import { sum } from '@/arithmetic';
`,"tsconfig.json":`{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`},{"app/__init__.py":``,"app/views.py":`from .serializers import dump
`},{"pyproject.toml":`[project]
name = 'app'
`,"app/__init__.py":``,"app/views.py":`import app.serializers
`}],good:[{"src/a.ts":`import { sum } from './arithmetic';
`,"src/arithmetic.ts":`export const sum = 1;
`},{"src/a.ts":`import { sum } from './arithmetic.js';
`,"src/arithmetic.ts":`export const sum = 1;
`},{"src/a.ts":`import data from '../generated/client';
`,".gitignore":`generated
`},{"app/__init__.py":``,"app/views.py":`from .serializers import dump
`,"app/serializers.py":`def dump(): ...
`},{"app/__init__.py":``,"app/views.py":`try:
    from ._speedups import dump
except ImportError:
    dump = None
`}]},{id:`imports/phantom-package`,severity:`warning`,confidence:`high`,title:`A package is installed only because something else needs it`,why:`The import works by accident of how another package's dependencies are laid out. It breaks when that package drops or moves the dependency, and under package managers that keep packages apart.`,fix:`Declare the package in the manifest of the code that imports it.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`,`python`],engine:{},bad:[{"package.json":`{ "dependencies": { "express": "^5.0.0" } }`,"package-lock.json":`{ "packages": { "node_modules/express": {}, "node_modules/qs": {} } }`,"a.js":`import qs from 'qs';
`},{"pyproject.toml":`[project]
name = 'app'
dependencies = ['somelib']
`,"uv.lock":`[[package]]
name = "wrapt"
`,"app.py":`import wrapt
`}],good:[{"package.json":`{ "dependencies": { "express": "^5.0.0", "qs": "^6.0.0" } }`,"package-lock.json":`{ "packages": { "node_modules/express": {}, "node_modules/qs": {} } }`,"a.js":`import qs from 'qs';
`}]},{id:`imports/subpath-not-exported`,severity:`error`,confidence:`high`,title:`A package of this repository does not provide the imported path`,why:`A package.json that has an exports or imports map allows only what the map lists, so the import fails although the package is there.`,fix:`Import a path that the map lists, or add the path to the map.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{},bad:[{"package.json":`{ "workspaces": ["packages/*"] }`,"packages/core/package.json":`{ "name": "@x/core", "exports": { ".": "./index.js" } }`,"packages/core/index.js":`export const a = 1;
`,"packages/app/package.json":`{ "name": "@x/app", "dependencies": { "@x/core": "*" } }`,"packages/app/a.js":`import { b } from '@x/core/helpers';
`},{"package.json":`{ "imports": { "#db": "./db.js" } }`,"db.js":``,"a.js":`import '#database';
`}],good:[{"package.json":`{ "workspaces": ["packages/*"] }`,"packages/core/package.json":`{ "name": "@x/core", "exports": { ".": "./dist/index.js", "./*": "./dist/*.js" } }`,"packages/app/package.json":`{ "name": "@x/app", "dependencies": { "@x/core": "*" } }`,"packages/app/a.js":`import '@x/core';
import '@x/core/helpers';
`},{"package.json":`{ "imports": { "#db": "./db.js" } }`,"db.js":``,"a.js":`import '#db';
`}]},{id:`imports/undeclared-package`,severity:`error`,confidence:`high`,title:`An imported package is declared nowhere`,why:`No manifest and no lock file of the repository knows the package, so an install does not bring it. Names made up from memory are often free to be registered by anyone, who then runs code on every machine that installs them.`,fix:`Use a package that the project has, or declare this one after making sure that it is the one that you mean.`,cwe:[829],languages:[`javascript`,`jsx`,`typescript`,`tsx`,`python`],engine:{},bad:[{"package.json":`{ "dependencies": { "express": "^5.0.0" } }`,"a.js":`import x from 'express-async-toolkit';
`},{"package.json":`{ "dependencies": { "express": "^5.0.0" } }`,"package-lock.json":`{ "packages": { "node_modules/express": {} } }`,"a.ts":`import x from 'uuid';
`},{"pyproject.toml":`[project]
name = 'app'
dependencies = ['flask']
`,"app.py":`import flask_smart_client
`}],good:[{"package.json":`{ "dependencies": { "express": "^5.0.0" } }`,"a.js":`import express from 'express';
import fs from 'fs';
`},{"package.json":`{ "devDependencies": { "@types/estree": "1" } }`,"a.ts":`import type { Node } from 'estree';
`},{"package.json":`{ "dependencies": { "a": "1" } }`,"a.js":`try { require('fast-path'); } catch { /* optional */ }
`},{"requirements.txt":`PyYAML
scikit-learn
`,"app.py":`import yaml
import sklearn.svm
import os
`},{"app.py":`import anything
`}]},{id:`imports/unknown-builtin`,severity:`error`,confidence:`high`,title:`A built-in module of this name does not exist`,why:`The name says that the runtime itself provides the module, and no supported version of it does, so the import always fails.`,fix:`Write the name of the module that the runtime has; the nearest ones are given with the finding.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`,`python`],engine:{},bad:[{"a.js":`import { readFile } from 'node:fs/promise';
`},{"a.ts":`import x from 'node:json';
`},{"app.py":`from urllib.requests import urlopen
`}],good:[{"a.js":`import { readFile } from 'node:fs/promises';
import test from 'node:test';
`},{"app.py":`from urllib.request import urlopen
import os.path
import tomllib
import distutils.core
`}]},{id:`lint/array-callback-return`,severity:`error`,confidence:`high`,title:`An array callback returns nothing`,why:`map, filter, find, reduce and their like are driven by what the callback returns; without a return every answer is undefined.`,fix:`Return the value, or use forEach or a loop when none is needed.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`array-callback-return`,options:[{allowImplicit:!0}],when:`returnsNothing`},bad:[{"example.js":`export const f = (xs) => xs.map((x) => {
  x * 2;
});`},{"a.ts":`export const f = (xs: number[]): number[] => xs.filter((x) => {
  x + 2;
});`},{"example.js":`export function f(xs) {
  xs.map((x) => {
    x + 1;
  });
}`},{"example.js":`export const f = (xs) => xs.reduce((sum, x) => {
  if (x) return sum + x;
}, 0);`}],good:[{"example.js":`export const f = (xs) => xs.map((x) => {
  return x * 2;
});`},{"example.js":`export const f = (xs) => xs.map((x) => x * 2);`},{"example.js":`export const f = (xs, g) => xs.forEach((x) => {
  g(x);
});`}]},{id:`lint/array-callback-sometimes`,severity:`warning`,confidence:`medium`,title:`An array callback does not return on every path, or for its effects only`,why:`Where it falls off its end the answer is undefined, which reads like an oversight and spoils a map.`,fix:`Return on every path; use forEach or a loop for mere effects.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`array-callback-return`,options:[{allowImplicit:!0}],when:`returnsSometimes`},bad:[{"example.js":`export const f = (xs) => xs.map((x) => {
  if (x) return 1;
});`},{"example.js":`export function f(xs, g) {
  xs.map((x) => {
    g(x);
  });
}`}],good:[{"example.js":`export const f = (xs) => xs.map((x) => {
  if (x) return 1;
  return 2;
});`}]},{id:`lint/ban-ts-nocheck`,severity:`warning`,confidence:`high`,title:`A whole file is taken out of type checking`,why:`Every later mistake in the file goes unseen, not only the one that was in the way.`,fix:`Mend the types, or silence the one line with @ts-expect-error and a reason.`,cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/ban-ts-comment`,options:[{"ts-check":!1,"ts-expect-error":!1,"ts-ignore":!1,"ts-nocheck":`allow-with-description`,minimumDescriptionLength:3}]},bad:[{"example.ts":`// @ts-nocheck
export const a = 1;`}],good:[{"example.ts":`// @ts-expect-error The library ships no types.
export const a: number = f();`}]},{id:`lint/ban-tslint-comment`,severity:`note`,confidence:`high`,title:`A comment speaks to TSLint`,why:`TSLint is gone since 2019; the comment does nothing.`,fix:`Delete it.`,cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/ban-tslint-comment`,options:[]},bad:[{"example.ts":`// tslint:disable-next-line
export const a = 1;`}],good:[{"example.ts":`export const a = 1;`}]},{id:`lint/camelcase`,severity:`warning`,confidence:`medium`,title:`A new name is not in camel case`,why:`JavaScript names variables and functions in camelCase; mixed spellings make names hard to guess.`,fix:`Rename it, for instance userName for user_name.`,cwe:[1099],languages:[`javascript`,`jsx`],engine:{eslint:`camelcase`,options:[{properties:`never`,ignoreDestructuring:!0,ignoreImports:!0,ignoreGlobals:!0,allow:[`^(unstable|experimental|UNSAFE|unsafe|internal|legacy|deprecated|test|mock|real|original)_`,`_\\d+$`,`\\$`]}],when:`declares`},bad:[{"example.js":`export const user_name = 1;`},{"example.js":`export function do_it() {}`}],good:[{"example.js":`export const userName = 1;`},{"example.js":`export const USER_NAME = 1;`},{"example.js":`export const f = ({ user_name }) => ({ user_name });`},{"example.js":`export const _private = { snake_case: 1 };`}]},{id:`lint/constructor-super`,severity:`error`,confidence:`high`,title:`A derived constructor does not call super() as it must`,why:"Creating the object throws: without super() there is no `this`, and without a parent class super() is an error.",fix:`Call super() exactly once on every path of a derived constructor.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`constructor-super`,options:[]},bad:[{"example.js":`export class A extends Array {
  constructor(a) {
    a();
  }
}`}],good:[{"example.js":`export class A extends Array {
  constructor() {
    super();
  }
}`}]},{id:`lint/defect-in-test-input`,severity:`warning`,confidence:`low`,title:`The input of a test holds a defect`,why:`Fixtures and cases of tests show wrong code on purpose as often as not, so what would block elsewhere is only mentioned here.`,fix:`Nothing if the test wants it so; otherwise mend it as the message says.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{},bad:[{"test/fixtures/dead.js":`export const f = (a) => a === a;`},{"test/statsCases/dead.js":`export const f = (a) => a === a;`}],good:[{"test/dead.js":`export const f = (a) => a === a;`}]},{id:`lint/detect-bidi-characters`,severity:`warning`,confidence:`high`,title:`A control character turns the direction of the text`,why:`The code that a reviewer sees is not the code that runs.`,fix:`Delete the character, or write it as an escape in a string.`,cwe:[1007],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`security/detect-bidi-characters`,options:[],when:`turnsText`},bad:[{"example.js":`export const a = 'user‮';`}],good:[{"example.js":`export const a = 'user\\u202e';`},{"example.js":`export const a = 'سلام‏';`}]},{id:`lint/detect-child-process`,severity:`warning`,confidence:`medium`,title:`A shell command is put together from values`,why:`A value with a semicolon or a backtick in it becomes a command of its own.`,fix:`Call execFile or spawn with the arguments as an array.`,cwe:[78],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`security/detect-child-process`,options:[]},bad:[{"example.js":`import { exec } from 'node:child_process';
export const f = (name) => exec('ls ' + name);`}],good:[{"example.js":`import { exec } from 'node:child_process';
export const f = () => exec('ls');`}]},{id:`lint/detect-invisible-characters`,severity:`warning`,confidence:`high`,title:`An invisible letter stands in the code`,why:`A name made of it cannot be seen, and code can hide behind it.`,fix:`Delete the character, or write it as an escape in a string.`,cwe:[1007],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`security/detect-invisible-characters`,options:[]},bad:[{"example.js":`export const a = 'ㅤ';`}],good:[{"example.js":`export const a = '\\u3164';`}]},{id:`lint/detect-new-buffer`,severity:`warning`,confidence:`high`,title:`new Buffer is called with a value`,why:`A number gives a buffer of old memory, a string its bytes: what comes out depends on the caller.`,fix:`Use Buffer.from or Buffer.alloc.`,cwe:[676],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`security/detect-new-buffer`,options:[]},bad:[{"example.js":`export const f = (a) => new Buffer(a);`}],good:[{"example.js":`export const f = (a) => Buffer.from(a);`}]},{id:`lint/detect-non-literal-regexp`,severity:`warning`,confidence:`medium`,title:`A pattern is made from outside input`,why:`The sender can write a pattern that takes minutes to match, or one that matches everything.`,fix:`Escape the text, or compare strings.`,cwe:[1333],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`security/detect-non-literal-regexp`,options:[],when:`fromRequest`},bad:[{"example.js":`export const f = (req) => new RegExp(req.query.q);`}],good:[{"example.js":`export const f = (name) => new RegExp(name);`}]},{id:`lint/detect-non-literal-require`,severity:`warning`,confidence:`medium`,title:`A module is loaded by a name from outside`,why:`Whoever sends the name chooses which code runs.`,fix:`Choose from a table of modules.`,cwe:[829],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`security/detect-non-literal-require`,options:[],when:`fromRequest`},bad:[{"a.cjs":`module.exports = (req) => require(req.query.name);`}],good:[{"a.cjs":`const path = require('node:path');
module.exports = () => require(path.join(__dirname, 'a'));`}]},{id:`lint/detect-pseudo-random-bytes`,severity:`warning`,confidence:`high`,title:`Random bytes come from a weak source`,why:`crypto.pseudoRandomBytes promises nothing about being hard to guess.`,fix:`Use crypto.randomBytes.`,cwe:[338],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`security/detect-pseudoRandomBytes`,options:[]},bad:[{"example.js":`import crypto from 'node:crypto';
export const a = crypto.pseudoRandomBytes(8);`}],good:[{"example.js":`import crypto from 'node:crypto';
export const a = crypto.randomBytes(8);`}]},{id:`lint/detect-unsafe-regex`,severity:`warning`,confidence:`medium`,title:`A pattern can take exponential time`,why:`A repeated group that itself repeats can match the same text in countless ways; one hostile line stalls the process.`,fix:`Remove one of the two repetitions, or make the parts exclude each other.`,cwe:[1333],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`security/detect-unsafe-regex`,options:[],when:`nestedQuantifier`},bad:[{"example.js":`export const a = /^(a+)+$/;`},{"example.js":`export const a = /^(\\w+\\s?)*$/;`}],good:[{"example.js":`export const a = /^a+$/;`},{"example.js":`export const a = /^(\\d+,)+$/;`},{"example.js":`export const a = /(\\r?\\n)?$/;`}]},{id:`lint/eqeqeq`,severity:`warning`,confidence:`medium`,title:`Values of different kinds are compared loosely`,why:`== converts its operands by rules that few remember: "" equals 0, and "0" equals false.`,fix:`Compare with === and convert on purpose.`,cwe:[1024],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`eqeqeq`,options:[`smart`]},bad:[{"example.js":`export const f = (a, b) => a == b;`}],good:[{"example.js":`export const f = (a, b) => a === b;`},{"example.js":`export const f = (a) => a == null;`}]},{id:`lint/explicit-module-boundary-types`,severity:`warning`,confidence:`high`,title:`An exported function has no types at its border`,why:`Callers depend on whatever the body happens to give, and a change in it changes them unseen.`,fix:`Write the types of the parameters and of the result.`,cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/explicit-module-boundary-types`,options:[{allowArgumentsExplicitlyTypedAsAny:!0,allowOverloadFunctions:!0}]},bad:[{"example.ts":`export function f(a: number) {
  return a;
}`},{"example.ts":`export const f = (a): number => a;`}],good:[{"example.ts":`export function f(a: number): number {
  return a;
}`},{"example.ts":`function f(a: number) {
  return a;
}
f(1);`}]},{id:`lint/for-direction`,severity:`error`,confidence:`high`,title:`A loop counts away from its end`,why:`The counter moves the wrong way, so the loop runs never or practically for ever.`,fix:`Turn the step or the comparison round.`,cwe:[835],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`for-direction`,options:[]},bad:[{"example.js":`export function f(g) {
  for (let i = 0; i < 10; i--) g(i);
}`}],good:[{"example.js":`export function f(g) {
  for (let i = 0; i < 10; i++) g(i);
}`}]},{id:`lint/getter-return`,severity:`error`,confidence:`high`,title:`A getter returns nothing`,why:`Reading the property gives undefined on every path, which no getter is written for.`,fix:`Return the value.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`getter-return`,options:[],when:`neverReturns`},bad:[{"example.js":`export const a = {
  get b() {
    this.c;
  },
};`},{"example.js":`export class A {
  get b() {}
}`}],good:[{"example.js":`export const a = {
  get b() {
    return this.c;
  },
};`},{"example.js":`export const a = {
  get b() {
    if (this.c) return 1;
  },
};`}]},{id:`lint/naming-convention`,severity:`warning`,confidence:`medium`,title:`A new name breaks the naming of TypeScript`,why:`Variables and functions are camelCase and types are PascalCase everywhere else; other spellings make names hard to guess.`,fix:`Rename it, for instance userName for user_name, and UserName for a type.`,cwe:[1099],languages:[`typescript`,`tsx`],engine:{declarations:!1,eslint:`@typescript-eslint/naming-convention`,options:[{selector:`variableLike`,format:[`camelCase`,`PascalCase`,`UPPER_CASE`],leadingUnderscore:`allowSingleOrDouble`,trailingUnderscore:`allowSingleOrDouble`,filter:{regex:`^(_+|(unstable|experimental|UNSAFE|unsafe|internal|legacy|deprecated|test|mock|real|original)_.*|.*_\\d+|.*\\$.*)$|[^\\x00-\\x7f]`,match:!1}},{selector:[`variable`,`parameter`],modifiers:[`destructured`],format:null},{selector:[`class`,`interface`,`enum`],format:[`PascalCase`],leadingUnderscore:`allowSingleOrDouble`,trailingUnderscore:`allowSingleOrDouble`,filter:{regex:`^(_+|[A-Z0-9_]+|.*\\$.*)$|[^\\x00-\\x7f]`,match:!1}},{selector:`typeAlias`,modifiers:[`exported`],format:[`PascalCase`],leadingUnderscore:`allowSingleOrDouble`,trailingUnderscore:`allowSingleOrDouble`,filter:{regex:`^(_+|[A-Z0-9_]+|.*\\$.*)$|[^\\x00-\\x7f]`,match:!1}}]},bad:[{"example.ts":`export const user_name = 1;`},{"example.ts":`export interface user_shape {
  a: number;
}`}],good:[{"example.ts":`export const userName = 1;`},{"example.ts":`export const USER_NAME = 1;`},{"example.ts":`export const f = ({ user_name }: { user_name: string }): string => user_name;`},{"example.ts":`export type Shape<T> = T;`},{"a.d.ts":`export declare const foreign_name: number;`}]},{id:`lint/new-cap`,severity:`warning`,confidence:`medium`,title:`A constructor has a name in lower case`,why:`Readers tell classes from functions by the first letter.`,fix:`Start the name of the class with a capital.`,cwe:[1099],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`new-cap`,options:[{capIsNew:!1,properties:!1,newIsCapExceptionPattern:`^constructor$|[wW]orker$`}]},bad:[{"example.js":`export const f = (thing) => new thing();`}],good:[{"example.js":`export const f = (Thing) => new Thing();`},{"example.js":`export const f = (a) => new a.b();`}]},{id:`lint/no-array-constructor`,severity:`warning`,confidence:`high`,title:`Array is called with the elements`,why:`With one number it gives an empty array of that length, with two their list: a trap for the next edit.`,fix:`Write the elements in brackets.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/no-array-constructor`,options:[]},bad:[{"example.js":`export const a = new Array(1, 2);`}],good:[{"example.js":`export const a = [1, 2];`},{"example.js":`export const a = new Array(3);`}]},{id:`lint/no-async-promise-executor`,severity:`warning`,confidence:`medium`,title:`A promise executor is async`,why:`An error thrown in it rejects a promise that nobody holds: the outer promise stays pending for ever.`,fix:`Make the surrounding function async, or await before creating the promise.`,cwe:[755],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-async-promise-executor`,options:[]},bad:[{"example.js":`export const f = (g) => new Promise(async (resolve) => {
  resolve(await g());
});`}],good:[{"example.js":`export const f = (g) => new Promise((resolve) => {
  resolve(g());
});`}]},{id:`lint/no-case-declarations`,severity:`warning`,confidence:`high`,title:`A case declares a variable without a block`,why:`The whole switch shares it, and other cases find it uninitialised.`,fix:`Wrap the case in braces.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-case-declarations`,options:[]},bad:[{"example.js":`export function f(a, g) {
  switch (a) {
    case 1:
      let b = g();
      b += 1;
      return b;
    default:
      return 3;
  }
}`}],good:[{"example.js":`export function f(a, g) {
  switch (a) {
    case 1: {
      const b = 2;
      return g(b);
    }
    default:
      return 3;
  }
}`}]},{id:`lint/no-class-assign`,severity:`error`,confidence:`high`,title:`A declared class is overwritten`,why:`The class that the rest of the code names is gone after the assignment.`,fix:`Use another name for the new value.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-class-assign`,options:[]},bad:[{"example.js":`export class A {}
A = null;`}],good:[{"example.js":`export let A = class {};
A = null;`}]},{id:`lint/no-compare-neg-zero`,severity:`error`,confidence:`high`,title:`A comparison with -0 also matches +0`,why:`The operators treat the two zeros alike, so the test does not tell what it seems to tell.`,fix:`Use Object.is(value, -0), or compare with 0.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-compare-neg-zero`,options:[]},bad:[{"example.js":`export const f = (a) => a === -0;`}],good:[{"example.js":`export const f = (a) => Object.is(a, -0);`},{"example.js":`export const f = (a) => a === 0;`}]},{id:`lint/no-cond-assign`,severity:`warning`,confidence:`medium`,title:`A condition assigns`,why:`An assignment where a comparison is expected is a classic slip.`,fix:`Compare with ===, or put the assignment into a second pair of parentheses when it is meant.`,cwe:[481],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-cond-assign`,options:[`except-parens`],when:`notAssignsLiteral`},bad:[{"example.js":`export function f(a, b) {
  if (a = b) return a;
  return 2;
}`}],good:[{"example.js":`export function f(a, b) {
  if ((a = b)) return a;
  return 2;
}`}]},{id:`lint/no-cond-assign-literal`,severity:`error`,confidence:`high`,title:`A condition assigns a fixed value`,why:"`if (a = 1)` overwrites the variable and always takes the same branch; a comparison was meant.",fix:`Compare with ===.`,cwe:[481],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-cond-assign`,options:[`except-parens`],when:`assignsLiteral`},bad:[{"example.js":`export function f(a) {
  if (a = 1) return a;
  return 2;
}`},{"example.js":`export function f(a) {
  while (a.b = 'x') a.c();
}`}],good:[{"example.js":`export function f(a) {
  if (a === 1) return a;
  return 2;
}`}]},{id:`lint/no-const-assign`,severity:`error`,confidence:`high`,title:`A constant is assigned again`,why:`Assigning to a const binding throws a TypeError the moment it runs.`,fix:`Declare the variable with let, or store the new value under a new name.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-const-assign`,options:[]},bad:[{"example.js":`export const a = 1;
a = 2;`},{"a.ts":`const n: number = 1;
export function f(): number {
  n += 1;
  return n;
}`},{"example.js":`export function f(xs) {
  for (const i = 0; i < xs.length; i++) xs[i]();
}`}],good:[{"example.js":`export let a = 1;
a = 2;`},{"example.js":`export function f(xs) {
  for (const x of xs) x();
}`}]},{id:`lint/no-constant-binary-expression`,severity:`error`,confidence:`high`,title:`An operation always gives the same result`,why:`One operand is never reached, or the comparison can only go one way: a precedence slip or a fresh object compared by identity.`,fix:`Add the parentheses that were meant, or compare contents in place of identity.`,cwe:[570,571],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-constant-binary-expression`,options:[],when:`notAssignment`},bad:[{"example.js":"export const f = (a) => `x${a}` ?? 'y';"},{"example.js":`export const f = (a) => a === [];`},{"example.js":`export const f = (a) => (!a) ?? 1;`}],good:[{"example.js":`export const f = (a) => a ?? 'y';`},{"example.js":`let seen = false;
export const f = (g) => (seen = true) && g(seen);`}]},{id:`lint/no-constant-condition`,severity:`warning`,confidence:`high`,title:`A condition never changes`,why:`One of the two branches is dead, usually left from debugging.`,fix:`Test the value that was meant, or delete the dead branch.`,cwe:[570,571],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-constant-condition`,options:[{checkLoops:`none`}],when:`notAssignment`},bad:[{"example.js":`export function f(g) {
  if (false) g();
}`}],good:[{"example.js":`export function f(g) {
  while (true) g();
}`}]},{id:`lint/no-constructor-return`,severity:`warning`,confidence:`high`,title:`A constructor returns a value`,why:"`new` then gives that object, not the instance.",fix:`Return nothing; a factory function can choose what to give.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-constructor-return`,options:[]},bad:[{"example.js":`export class A {
  constructor(b) {
    return b;
  }
}`}],good:[{"example.js":`export class A {
  constructor(b) {
    if (!b) return;
    this.b = b;
  }
}`}]},{id:`lint/no-debugger`,severity:`error`,confidence:`high`,title:`A debugger statement was left in`,why:`It stops every browser with open tools and every inspected process at this line.`,fix:`Delete the statement.`,cwe:[489],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-debugger`,options:[]},bad:[{"example.js":`export function f() {
  debugger;
}`}],good:[{"example.js":`export const f = () => 'debugger';`}]},{id:`lint/no-delete-var`,severity:`error`,confidence:`high`,title:`delete is applied to a variable`,why:`delete removes properties, never variables: nothing happens, and in strict code the file does not load.`,fix:`Assign undefined, or let the variable go out of scope.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-delete-var`,options:[]},bad:[{"a.cjs":`var a = {};
module.exports = () => {
  delete a;
};`}],good:[{"a.cjs":`var a = {};
module.exports = () => {
  delete a.b;
};`}]},{id:`lint/no-dupe-args`,severity:`error`,confidence:`high`,title:`Two parameters have the same name`,why:`The later parameter hides the earlier one, whose argument can never be read.`,fix:`Give each parameter a name of its own.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-dupe-args`,options:[]},bad:[{"a.cjs":`module.exports = function (a, b, a) {
  return a + b;
};`}],good:[{"a.cjs":`module.exports = function (a, b, c) {
  return a + b + c;
};`}]},{id:`lint/no-dupe-class-members`,severity:`error`,confidence:`high`,title:`A class defines the same member twice`,why:`The later definition silently replaces the earlier one.`,fix:`Delete one of them, or rename the other.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-dupe-class-members`,typescript:`@typescript-eslint/no-dupe-class-members`,options:[]},bad:[{"example.js":`export class A {
  f() {
    return 1;
  }
  f() {
    return 2;
  }
}`},{"a.ts":`export class A {
  f(): number {
    return 1;
  }
  f(): number {
    return 2;
  }
}`}],good:[{"example.js":`export class A {
  f() {
    return 1;
  }
  static f() {
    return 2;
  }
}`},{"a.ts":`export class A {
  f(a: string): string;
  f(a: number): number;
  f(a: string | number): string | number {
    return a;
  }
}`}]},{id:`lint/no-dupe-else-if`,severity:`error`,confidence:`high`,title:`An else-if repeats a test that already failed`,why:`When control gets there the condition is known to be false, so the branch never runs.`,fix:`Test for the case that was meant, or delete the branch.`,cwe:[561],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-dupe-else-if`,options:[],when:`withoutCall`},bad:[{"example.js":`export function f(a) {
  if (a === 1) return 1;
  else if (a === 1) return 2;
  return 3;
}`}],good:[{"example.js":`export function f(a) {
  if (a === 1) return 1;
  else if (a === 2) return 2;
  return 3;
}`},{"example.js":`export function f(next) {
  if (next()) return 1;
  else if (next()) return 2;
  return 3;
}`}]},{id:`lint/no-dupe-keys`,severity:`error`,confidence:`high`,title:`An object literal names the same key twice`,why:`The later value silently replaces the earlier one, so one of the two was written for nothing.`,fix:`Keep one of them, or give the other the name that was meant.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-dupe-keys`,options:[]},bad:[{"example.js":`export const a = { x: 1, y: 2, x: 3 };`},{"a.ts":`export const a = { 'x': 1, x: 3 };`},{"example.js":"export const a = { [`k`]: 1, k: 2 };"}],good:[{"example.js":`export const a = { x: 1, y: 2 };`},{"example.js":`export const a = { get x() { return 1; }, set x(v) { this.y = v; } };`}]},{id:`lint/no-duplicate-case`,severity:`error`,confidence:`high`,title:`A switch tests the same case twice`,why:`Only the first of equal cases can ever match; the second branch is dead.`,fix:`Test for the value that was meant, or merge the branches.`,cwe:[561],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-duplicate-case`,options:[],when:`withoutCall`},bad:[{"example.js":`export function f(a, b) {
  switch (a) {
    case 1:
      return b();
    case 1:
      return b(2);
    default:
      return 3;
  }
}`},{"a.ts":`export function f(a: string): number {
  switch (a) {
    case 'x(y)':
      return 1;
    case 'x(y)':
      return 2;
    default:
      return 3;
  }
}`}],good:[{"example.js":`export function f(next) {
  switch (true) {
    case next():
      return 1;
    case next():
      return 2;
    default:
      return 3;
  }
}`},{"example.js":`export function f(a) {
  switch (a) {
    case 1:
      return 1;
    case "1":
      return 2;
    default:
      return 3;
  }
}`}]},{id:`lint/no-duplicate-enum-values`,severity:`warning`,confidence:`medium`,title:`Two members of an enum have the same value`,why:`They cannot be told apart at run time.`,fix:`Give each its own value, or refer to the first by name when an alias is meant.`,cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/no-duplicate-enum-values`,options:[]},bad:[{"example.ts":`export enum Level {
  Low = 1,
  High = 1,
}`}],good:[{"example.ts":`export enum Level {
  Low = 1,
  High = 2,
}`}]},{id:`lint/no-empty`,severity:`note`,confidence:`high`,title:`A block is empty`,why:`It does nothing and does not say why.`,fix:`Fill it, remove it, or leave a comment in it.`,cwe:[1071],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-empty`,options:[{allowEmptyCatch:!0}]},bad:[{"example.js":`export function f(a) {
  if (a) {
  }
}`}],good:[{"example.js":`export function f(a) {
  if (a) {
    // Nothing to do yet.
  }
}`}]},{id:`lint/no-empty-character-class`,severity:`warning`,confidence:`high`,title:`An empty character class matches nothing`,why:`A pattern with [] in it can never match.`,fix:`Fill the class or remove it.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-empty-character-class`,options:[]},bad:[{"example.js":`export const a = /^abc[]/;`}],good:[{"example.js":`export const a = /^abc[a-z]/;`}]},{id:`lint/no-empty-pattern`,severity:`warning`,confidence:`high`,title:`A pattern takes nothing out of the value`,why:`It looks like destructuring with a default, but it binds no name.`,fix:`Name what is needed; a default value is written with =.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-empty-pattern`,options:[{allowObjectPatternsAsParameters:!0}]},bad:[{"example.js":`export function f(a) {
  const { b: {} } = a;
  return a;
}`}],good:[{"example.js":`export function f(a) {
  const { b = {} } = a;
  return b;
}`}]},{id:`lint/no-eval`,severity:`warning`,confidence:`high`,title:`eval runs text as code`,why:`Whoever controls the text controls the program, and no tool can see into it.`,fix:`Parse data with JSON.parse, or call a function from a table.`,cwe:[95],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-eval`,options:[]},bad:[{"example.js":`export const f = (a) => eval(a);`}],good:[{"example.js":`export const f = (a) => JSON.parse(a);`}]},{id:`lint/no-ex-assign`,severity:`warning`,confidence:`medium`,title:`The caught error is overwritten`,why:`The original error, with its stack, is gone for whoever reads on.`,fix:`Keep the new error in a variable of its own.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-ex-assign`,options:[]},bad:[{"example.js":`export function f(g) {
  try {
    g();
  } catch (e) {
    e = 1;
    throw e;
  }
}`}],good:[{"example.js":`export function f(g) {
  try {
    g();
  } catch (e) {
    g(e);
    throw e;
  }
}`}]},{id:`lint/no-extend-native`,severity:`warning`,confidence:`medium`,title:`A built-in prototype is extended`,why:`Every object of the program gets the new property, libraries included, and a later standard may use the name.`,fix:`Write a function that takes the value.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-extend-native`,options:[]},bad:[{"example.js":`Array.prototype.last = function () {
  return this[0];
};
export const a = 1;`}],good:[{"example.js":`export const last = (xs) => xs.at(-1);`}]},{id:`lint/no-extra-bind`,severity:`warning`,confidence:`high`,title:`bind is called on a function without this`,why:`Nothing in the function looks at what is bound.`,fix:`Drop the bind.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-extra-bind`,options:[]},bad:[{"example.js":`export const f = function () {
  return 1;
}.bind(null);`}],good:[{"example.js":`export const f = function () {
  return this.a;
}.bind({ a: 1 });`}]},{id:`lint/no-extra-boolean-cast`,severity:`warning`,confidence:`high`,title:`A condition is cast to boolean twice`,why:`The condition converts the value anyway.`,fix:"Drop the `!!` or Boolean().",cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-extra-boolean-cast`,options:[]},bad:[{"example.js":`export function f(a, g) {
  if (!!a) g();
}`}],good:[{"example.js":`export const f = (a) => !!a;`}]},{id:`lint/no-extra-label`,severity:`warning`,confidence:`high`,title:`A label names the loop that would be meant anyway`,why:`break and continue take the innermost loop by themselves.`,fix:`Drop the label.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-extra-label`,options:[]},bad:[{"example.js":`export function f(g) {
  a: while (g()) {
    if (g(1)) break a;
  }
}`}],good:[{"example.js":`export function f(g) {
  while (g()) {
    if (g(1)) break;
  }
}`}]},{id:`lint/no-extra-non-null-assertion`,severity:`warning`,confidence:`high`,title:`A value is asserted not to be null twice`,why:`One assertion says all that there is to say.`,fix:`Drop the extra one.`,cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/no-extra-non-null-assertion`,options:[]},bad:[{"example.ts":`export const f = (a: { b: number } | null): number => a!!.b;`}],good:[{"example.ts":`export const f = (a: { b: number } | null): number => a!.b;`}]},{id:`lint/no-fallthrough`,severity:`warning`,confidence:`high`,title:`A case falls through into the next one`,why:`Without break or return the statements of the next case run as well, which is rarely meant.`,fix:"End the case with break or return, or say `// falls through`.",cwe:[484],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-fallthrough`,options:[]},bad:[{"example.js":`export function f(a, g) {
  switch (a) {
    case 1:
      g(1);
    default:
      g(2);
  }
}`}],good:[{"example.js":`export function f(a, g) {
  switch (a) {
    case 1:
      g(1);
    // falls through
    default:
      g(2);
  }
}`}]},{id:`lint/no-func-assign`,severity:`error`,confidence:`high`,title:`A declared function is overwritten`,why:`After the assignment every caller, those above included, gets something other than the declared function.`,fix:`Use another name for the new value, or declare a variable that is meant to change.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-func-assign`,options:[],when:`notItself`},bad:[{"example.js":`export function f() {
  return 1;
}
f = 2;`}],good:[{"example.js":`export let f = function () {
  return 1;
};
f = null;`},{"example.js":`export function f() {
  f = () => 1;
  return 1;
}`}]},{id:`lint/no-global-assign`,severity:`error`,confidence:`high`,title:`A built-in global is overwritten`,why:`All code of the program, libraries included, sees the new value; for some names the assignment throws.`,fix:`Use a variable of your own.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-global-assign`,options:[],when:`notModuleVariable`},bad:[{"example.js":`Object = null;
export const a = 1;`},{"example.js":`export function f() {
  undefined = 1;
}`}],good:[{"example.js":`let Thing = null;
export const f = () => Thing;
Thing = 1;`},{"a.cjs":`exports = module.exports = {};`}]},{id:`lint/no-implied-eval`,severity:`warning`,confidence:`high`,title:`A timer is given text to run`,why:`setTimeout with a string is eval by another name.`,fix:`Pass a function.`,cwe:[95],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-implied-eval`,options:[]},bad:[{"example.js":`setTimeout('run()', 10);
export const a = 1;`}],good:[{"example.js":`export const f = (run) => setTimeout(run, 10);`}]},{id:`lint/no-import-assign`,severity:`error`,confidence:`high`,title:`An import is assigned to`,why:`Imported bindings are read-only: the assignment throws, or the file does not even load.`,fix:`Copy the value into a variable of your own and change that.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-import-assign`,options:[],when:`binding`},bad:[{"example.js":`import { a } from './a.js';
export const b = () => a;
a = 1;`}],good:[{"example.js":`import { a } from './a.js';
export let b = a;
b = 1;`}]},{id:`lint/no-import-assign-member`,severity:`warning`,confidence:`medium`,title:`A member of a module namespace is changed`,why:`Real ES modules refuse this with a TypeError; it works only where a build step turns them into plain objects.`,fix:`Change an object that the module exports, or use the test runner’s module mocks.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-import-assign`,options:[],when:`namespaceMember`},bad:[{"example.js":`import * as a from './a.js';
export const f = () => {
  a.b = 1;
};`}],good:[{"example.js":`import * as a from './a.js';
export const f = () => {
  a.b.c = 1;
};`}]},{id:`lint/no-import-type-side-effects`,severity:`note`,confidence:`high`,title:`An import of nothing but types may stay as a bare import`,why:`With verbatimModuleSyntax the emptied import still loads the module when the program runs.`,fix:"Write `import type { … }`.",cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/no-import-type-side-effects`,options:[]},bad:[{"example.ts":`import { type A } from './a.js';
export type B = A;`}],good:[{"example.ts":`import type { A } from './a.js';
export type B = A;`}]},{id:`lint/no-invalid-regexp`,severity:`error`,confidence:`high`,title:`The pattern given to RegExp is not valid`,why:`The constructor throws a SyntaxError when this line runs.`,fix:`Mend the pattern or the flags; a backslash in a string has to be doubled.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-invalid-regexp`,options:[]},bad:[{"example.js":`export const a = new RegExp('[');`},{"example.js":`export const a = new RegExp('a', 'zz');`}],good:[{"example.js":`export const a = new RegExp('[a]', 'gu');`}]},{id:`lint/no-irregular-whitespace`,severity:`warning`,confidence:`high`,title:`An unusual blank stands in the code`,why:`Blanks such as U+00A0 or U+200B look like spaces, or like nothing, and break searching and tools.`,fix:`Replace it by an ordinary space.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-irregular-whitespace`,options:[]},bad:[{"example.js":`export const a =\xA01;`}],good:[{"example.js":`export const a = '\xA0';`}]},{id:`lint/no-loss-of-precision`,severity:`error`,confidence:`high`,title:`An integer literal is too large to be kept exactly`,why:`Numbers are doubles: the value that the program gets is not the one that is written.`,fix:`Write a BigInt (a trailing n), or keep the value as a string.`,cwe:[1339],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-loss-of-precision`,options:[],when:`integer`},bad:[{"example.js":`export const a = 9007199254740993;`}],good:[{"example.js":`export const a = 9007199254740993n;`},{"example.js":`export const a = 0.12345678901234567890;`},{"example.js":`export const a = 9007199254740991;`},{"a.asm.ts":`export const a: u64 = 11400714785074694791;`}]},{id:`lint/no-misleading-character-class`,severity:`warning`,confidence:`medium`,title:`A character class splits a character into its parts`,why:`Emoji and accented letters of several code points match by halves inside [].`,fix:`Use alternatives in a group, or the v flag for sets of strings.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-misleading-character-class`,options:[]},bad:[{"example.js":`export const a = /^[👍]$/;`}],good:[{"example.js":`export const a = /^[👍]$/u;`}]},{id:`lint/no-misused-new`,severity:`warning`,confidence:`high`,title:`A constructor is declared in the wrong place`,why:"An interface has `new`, a class has `constructor`; swapped they declare an ordinary method.",fix:`Write constructor in a class, new in an interface.`,cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/no-misused-new`,options:[]},bad:[{"example.ts":`export class A {
  new(): A;
}`}],good:[{"example.ts":`export class A {
  constructor() {
    this.b();
  }
  b(): void {}
}`}]},{id:`lint/no-new-func`,severity:`warning`,confidence:`medium`,title:`The Function constructor runs text as code`,why:`Whoever controls the text controls the program, and no tool can see into it.`,fix:`Write the function, or choose one from a table.`,cwe:[95],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-new-func`,options:[]},bad:[{"example.js":`export const f = (a) => new Function('b', a);`}],good:[{"example.js":`export const f = (a) => (b) => a + b;`}]},{id:`lint/no-new-native-nonconstructor`,severity:`error`,confidence:`high`,title:`Symbol or BigInt is called with new`,why:`Neither is a constructor: the expression throws a TypeError.`,fix:`Call it without new.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-new-native-nonconstructor`,options:[]},bad:[{"example.js":`export const a = new Symbol('a');`},{"example.js":`export const a = new BigInt(1);`}],good:[{"example.js":`export const a = Symbol('a');`}]},{id:`lint/no-new-wrappers`,severity:`warning`,confidence:`medium`,title:`new makes an object out of a string, number or boolean`,why:`The object is always truthy and never equal to the plain value.`,fix:`Call String, Number or Boolean without new.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-new-wrappers`,options:[]},bad:[{"example.js":`export const a = new Boolean(false);`}],good:[{"example.js":`export const f = (a) => Boolean(a);`}]},{id:`lint/no-non-null-asserted-nullish-coalescing`,severity:`warning`,confidence:`high`,title:`A value is asserted not to be null and given a default`,why:"`!` says that the default is never needed.",fix:`Drop the assertion.`,cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/no-non-null-asserted-nullish-coalescing`,options:[]},bad:[{"example.ts":`export const f = (a: { b?: number }): number => a.b! ?? 1;`}],good:[{"example.ts":`export const f = (a?: number): number => a ?? 1;`}]},{id:`lint/no-non-null-asserted-optional-chain`,severity:`warning`,confidence:`high`,title:`An optional chain is asserted not to be null`,why:"`?.` says that it may be undefined, `!` that it may not: the compiler is silenced where it was right.",fix:`Drop one of the two.`,cwe:[476],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/no-non-null-asserted-optional-chain`,options:[]},bad:[{"example.ts":`export const f = (a?: { b: number }): number => a?.b!;`}],good:[{"example.ts":`export const f = (a?: { b: number }): number | undefined => a?.b;`}]},{id:`lint/no-obj-calls`,severity:`error`,confidence:`high`,title:`A namespace object is called like a function`,why:`Math, JSON, Reflect, Atomics and Intl are plain objects: calling them throws a TypeError.`,fix:`Call one of their functions, such as JSON.parse.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-obj-calls`,options:[]},bad:[{"example.js":`export const f = (a) => JSON(a);`},{"example.js":`export const a = new Math();`}],good:[{"example.js":`export const f = (a) => JSON.parse(a);`}]},{id:`lint/no-proto`,severity:`warning`,confidence:`medium`,title:`__proto__ is read or written as a property`,why:`It is a legacy accessor; with keys from outside it is also the door for prototype pollution.`,fix:`Use Object.getPrototypeOf and Object.create, and refuse the key.`,cwe:[1321],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-proto`,options:[]},bad:[{"example.js":`export const f = (a) => a.__proto__;`}],good:[{"example.js":`export const f = (a) => Object.getPrototypeOf(a);`}]},{id:`lint/no-redeclare`,severity:`warning`,confidence:`medium`,title:`A name is declared twice in one scope`,why:`Both declarations are the same variable, so one overwrites the value of the other.`,fix:`Rename one, or assign without declaring again.`,cwe:[],languages:[`javascript`,`jsx`],engine:{eslint:`no-redeclare`,options:[{builtinGlobals:!1}],when:`notParameter`},bad:[{"a.cjs":`module.exports = function (g) {
  var a = 1;
  if (g()) {
    var a = 2;
    g(a);
  }
  return a;
};`}],good:[{"a.cjs":`var a = 1;
a = 2;
module.exports = a;`}]},{id:`lint/no-regex-spaces`,severity:`warning`,confidence:`high`,title:`A pattern holds several spaces in a row`,why:`Nobody can count them by eye.`,fix:"Write one space and how often, such as ` {3}`.",cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-regex-spaces`,options:[]},bad:[{"example.js":`export const a = /a   b/;`}],good:[{"example.js":`export const a = /a {3}b/;`}]},{id:`lint/no-self-assign`,severity:`error`,confidence:`high`,title:`A variable is assigned to itself`,why:`The statement changes nothing: one of the two names is wrong.`,fix:`Assign the value that was meant, or delete the line.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-self-assign`,options:[{props:!1}]},bad:[{"example.js":`export function f(a) {
  a = a;
  return a;
}`},{"example.js":`export function f(a, b) {
  [a, b] = [a, b];
  return a + b;
}`}],good:[{"example.js":`export function f(a, b) {
  a = b;
  return a;
}`},{"example.js":`export function f(a) {
  a.href = a.href;
}`}]},{id:`lint/no-self-compare`,severity:`error`,confidence:`high`,title:`A value is compared with itself`,why:`The outcome is the same whatever the value is: one of the two sides was meant to be something else.`,fix:`Compare with the other value, or drop the test.`,cwe:[570,571],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-self-compare`,options:[],when:`neverMeant`},bad:[{"example.js":`export const f = (a) => a === a;`},{"a.ts":`export const f = (a: { b: number }): boolean => a.b < a.b;`},{"example.js":`export const f = (a) => a.size !== a.size;`}],good:[{"example.js":`export const f = (a, b) => a === b;`},{"example.js":`export const f = (xs, i) => xs[i] === xs[i + 1];`},{"example.js":`export const f = (a) => a !== a;`}]},{id:`lint/no-self-compare-meant`,severity:`warning`,confidence:`medium`,title:`A value is compared with itself, perhaps on purpose`,why:`As a test for NaN, or for a call that should answer the same twice, it reads like a slip and hides the intent.`,fix:`Ask Number.isNaN(value), or keep the two answers in variables with names.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-self-compare`,options:[],when:`maybeMeant`},bad:[{"example.js":`export const f = (a) => a !== a;`},{"example.js":`export const f = (a) => a() === a();`}],good:[{"example.js":`export const f = (a) => Number.isNaN(a);`}]},{id:`lint/no-setter-return`,severity:`error`,confidence:`high`,title:`A setter returns a value that nothing receives`,why:`An assignment ignores what its setter returns, so the value is lost.`,fix:`Drop the value; if somebody needs it, make this a method.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-setter-return`,options:[],when:`explicitReturn`},bad:[{"example.js":`export const a = {
  set b(v) {
    this.c = v;
    return v;
  },
};`}],good:[{"example.js":`export const a = {
  set b(v) {
    if (!v) return;
    this.c = v;
  },
};`}]},{id:`lint/no-shadow-restricted-names`,severity:`warning`,confidence:`high`,title:`A variable takes the name of a language constant`,why:`undefined, NaN, Infinity, eval and arguments stop meaning what every reader takes them to mean.`,fix:`Choose another name.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-shadow-restricted-names`,options:[{reportGlobalThis:!1}]},bad:[{"example.js":`export function f(NaN) {
  return NaN;
}`}],good:[{"example.js":`export function f(nan) {
  return nan;
}`}]},{id:`lint/no-sparse-arrays`,severity:`warning`,confidence:`high`,title:`An array literal has a hole`,why:`Two commas in a row leave a slot that map, forEach and in treat as absent.`,fix:`Delete the extra comma, or write undefined.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-sparse-arrays`,options:[]},bad:[{"example.js":`export const a = [1, , 2];`}],good:[{"example.js":`export const a = [1, undefined, 2];`}]},{id:`lint/no-template-curly-in-string`,severity:`note`,confidence:`low`,title:`A plain string holds a template placeholder`,why:"`${…}` is only replaced between backticks; here it stays as it is.",fix:`Use backticks when the value is meant.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-template-curly-in-string`,options:[]},bad:[{"example.js":"export const f = () => 'Hello ${name}';"}],good:[{"example.js":"export const f = (name) => `Hello ${name}`;"}]},{id:`lint/no-this-before-super`,severity:`error`,confidence:`high`,title:`this is used before super()`,why:"A derived constructor has no `this` until super() has returned; the access throws a ReferenceError.",fix:`Call super() first.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-this-before-super`,options:[]},bad:[{"example.js":`export class A extends Array {
  constructor() {
    this.b = 1;
    super();
  }
}`}],good:[{"example.js":`export class A extends Array {
  constructor() {
    super();
    this.b = 1;
  }
}`}]},{id:`lint/no-throw-in-finally`,severity:`warning`,confidence:`medium`,title:`A finally block may throw`,why:`When it does, the error or the value that was on its way out is lost.`,fix:`Throw after the try statement.`,cwe:[584],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-unsafe-finally`,options:[],when:`throwsInFinally`},bad:[{"example.js":`export function f(g, h) {
  try {
    g();
  } finally {
    if (h()) throw new Error("h");
  }
}`}],good:[{"example.js":`export function f(g, h) {
  try {
    g();
  } finally {
    h();
  }
}`}]},{id:`lint/no-throw-literal`,severity:`warning`,confidence:`high`,title:`Something that is no Error is thrown`,why:`It carries no stack, and handlers that read its message find nothing.`,fix:`Throw an Error with the text as its message.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-throw-literal`,options:[]},bad:[{"example.js":`export function f() {
  throw 'broken';
}`}],good:[{"example.js":`export function f() {
  throw new Error('broken');
}`}]},{id:`lint/no-unassigned-vars`,severity:`warning`,confidence:`medium`,title:`A variable is read but never given a value`,why:`It is undefined wherever it is read; an assignment was forgotten or went to another name.`,fix:`Assign it, or use undefined in its place.`,cwe:[457],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-unassigned-vars`,options:[],when:`neverFilledIn`},bad:[{"example.js":`let a;
export const f = () => a;`}],good:[{"example.js":`let a;
export const f = () => a;
export const g = () => {
  a = 1;
};`},{"example.js":`var $hook$;
export const f = () => $hook$;`},{"example.js":`let el;
export const f = () => el;
export const g = () => <p ref={el} />;`}]},{id:`lint/no-undef-init`,severity:`note`,confidence:`high`,title:`A variable is initialised with undefined`,why:`It is undefined without that.`,fix:`Delete the initialiser.`,cwe:[],languages:[`javascript`,`jsx`],engine:{eslint:`no-undef-init`,options:[]},bad:[{"example.js":`export function f(g) {
  let a = undefined;
  if (g()) a = 1;
  return a;
}`}],good:[{"example.js":`export function f(g) {
  let a;
  if (g()) a = 1;
  return a;
}`}]},{id:`lint/no-unexpected-multiline`,severity:`warning`,confidence:`medium`,title:`Two lines are read as one expression`,why:`A line that starts with ( or [ or a template continues the one before it when no semicolon ends that.`,fix:`End the first line with a semicolon, or join the lines when a call is meant.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-unexpected-multiline`,options:[]},bad:[{"example.js":`export function f(a, b) {
  a
  [b].forEach(a)
}`}],good:[{"example.js":`export function f(a, b) {
  const c = a;
  [b].forEach(c);
}`}]},{id:`lint/no-unnecessary-parameter-property-assignment`,severity:`warning`,confidence:`high`,title:`A parameter property is assigned again`,why:`TypeScript has already stored it; the line only repeats that.`,fix:`Delete the assignment.`,cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/no-unnecessary-parameter-property-assignment`,options:[]},bad:[{"example.ts":`export class A {
  constructor(public b: number) {
    this.b = b;
  }
}`}],good:[{"example.ts":`export class A {
  constructor(public b: number) {
    this.c(b);
  }
  c(d: number): void {
    this.b = d;
  }
}`}]},{id:`lint/no-unnecessary-type-constraint`,severity:`note`,confidence:`high`,title:`A type parameter extends any or unknown`,why:`Every type does; the words only make the line longer.`,fix:`Delete the constraint.`,cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/no-unnecessary-type-constraint`,options:[]},bad:[{"example.ts":`export type A<T extends unknown> = T;`}],good:[{"example.ts":`export type A<T extends object> = T;`}]},{id:`lint/no-unneeded-ternary`,severity:`warning`,confidence:`high`,title:`A ternary gives true or false for a test that is one already`,why:`The test alone says the same.`,fix:`Use the test, with Boolean() or ! where needed.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-unneeded-ternary`,options:[]},bad:[{"example.js":`export const f = (a, b) => (a === b ? true : false);`}],good:[{"example.js":`export const f = (a, b) => (a === b ? 1 : 2);`}]},{id:`lint/no-unreachable`,severity:`error`,confidence:`high`,title:`Code after return, throw, break or continue never runs`,why:`Control has left the block before it gets here, so what these lines promise never happens.`,fix:`Move the code before the statement that leaves, or delete it.`,cwe:[561],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-unreachable`,options:[],when:`notOnlyBreak`},bad:[{"example.js":`export function f(g) {
  return 1;
  g();
}`},{"a.ts":`export function f(g: () => void): void {
  throw new Error("no");
  g();
}`},{"example.js":`export function f(xs) {
  for (const x of xs) {
    continue;
    x();
  }
}`}],good:[{"example.js":`export function f() {
  return g();
  function g() {
    return 1;
  }
}`},{"example.js":`export function f(a) {
  switch (a) {
    case 1:
      return 2;
    default:
      return 3;
  }
}`}]},{id:`lint/no-unreachable-break`,severity:`note`,confidence:`high`,title:`A break follows a return or throw`,why:`The break never runs; it only suggests that control might get there.`,fix:`Delete the break.`,cwe:[561],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-unreachable`,options:[],when:`onlyBreak`},bad:[{"example.js":`export function f(a, b) {
  switch (a) {
    case 1:
      return 1;
      break;
    default:
      b();
  }
  return 2;
}`}],good:[{"example.js":`export function f(a, b) {
  switch (a) {
    case 1:
      b();
      break;
    default:
      break;
  }
  return 2;
}`}]},{id:`lint/no-unreachable-loop`,severity:`warning`,confidence:`medium`,title:`A loop never runs twice`,why:`Every path through the body leaves the loop, so it is an if in disguise or a condition is missing.`,fix:`Make the leaving conditional, or write an if.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-unreachable-loop`,options:[{ignore:[`ForInStatement`,`ForOfStatement`]}]},bad:[{"example.js":`export function f(g) {
  while (g()) {
    g(1);
    break;
  }
}`}],good:[{"example.js":`export function f(g) {
  while (g()) {
    if (g(1)) break;
  }
}`}]},{id:`lint/no-unsafe-declaration-merging`,severity:`warning`,confidence:`medium`,title:`A class and an interface of one name are merged`,why:`The compiler believes in members that the class never sets.`,fix:`Declare the members in the class, or implement the interface under another name.`,cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/no-unsafe-declaration-merging`,options:[]},bad:[{"example.ts":`export interface A {
  b: number;
}
export class A {}`}],good:[{"example.ts":`export interface B {
  b: number;
}
export class A implements B {
  b = 1;
}`}]},{id:`lint/no-unsafe-finally`,severity:`error`,confidence:`high`,title:`A finally block overrides how the function ends`,why:`return, throw, break or continue in finally discards the exception or the value that was already on its way out.`,fix:`Leave the function after the try statement, and let finally only clean up.`,cwe:[584],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-unsafe-finally`,options:[],when:`leavesFinally`},bad:[{"example.js":`export function f(g) {
  try {
    return g();
  } finally {
    return 2;
  }
}`},{"a.ts":`export function f(g: () => number): number {
  try {
    return g();
  } finally {
    throw new Error("late");
  }
}`}],good:[{"example.js":`export function f(g, h) {
  try {
    return g();
  } finally {
    h();
  }
}`}]},{id:`lint/no-unsafe-negation`,severity:`error`,confidence:`high`,title:`The negation binds to the left operand, not to the test`,why:"`!a in b` asks whether `false` or `true` is in b; the whole test was meant to be negated.",fix:"Put the test in parentheses: `!(a in b)`.",cwe:[783],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-unsafe-negation`,options:[{enforceForOrderingRelations:!0}]},bad:[{"example.js":`export const f = (a, b) => !a in b;`},{"a.ts":`export const f = (a: object): boolean => !a instanceof Date;`},{"example.js":`export const f = (a, b) => !a < b;`}],good:[{"example.js":`export const f = (a, b) => !(a in b);`},{"example.js":`export const f = (a, b) => (!a) in b;`}]},{id:`lint/no-unsafe-optional-chaining`,severity:`error`,confidence:`high`,title:`An optional chain is used where undefined throws`,why:`When the chain stops early it gives undefined, and calling, spreading or destructuring that throws a TypeError.`,fix:"Carry the `?.` on to the end, or give a default with `??`.",cwe:[476],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-unsafe-optional-chaining`,options:[]},bad:[{"example.js":`export const f = (a) => (a?.b)();`},{"example.js":`export const f = (a) => [...a?.b];`}],good:[{"example.js":`export const f = (a) => a?.b();`},{"example.js":`export const f = (a) => [...(a?.b ?? [])];`}]},{id:`lint/no-unused-comparison`,severity:`warning`,confidence:`medium`,title:`The outcome of a comparison is dropped`,why:`The statement has no effect; an assignment, a return or an assertion was meant.`,fix:`Use the result, or delete the line.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-unused-expressions`,options:[],when:`comparison`},bad:[{"example.js":`export function f(a) {
  a.b === 1;
}`}],good:[{"example.js":`export function f(a) {
  a.b = 1;
}`},{"example.js":`export function f(expect) {
  expect(1).to.be.ok;
}`}]},{id:`lint/no-unused-labels`,severity:`warning`,confidence:`high`,title:`A label is never used`,why:`No break or continue names it; it may be meant as an object key.`,fix:`Delete the label.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-unused-labels`,options:[]},bad:[{"example.js":`export function f(g) {
  a: for (;;) g();
}`}],good:[{"example.js":`export function f(g) {
  a: for (;;) for (;;) if (g()) break a;
}`}]},{id:`lint/no-unused-private-class-members`,severity:`warning`,confidence:`high`,title:`A private member is never used`,why:`Nothing outside the class can reach it, so it has no effect.`,fix:`Use it or delete it.`,cwe:[563],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-unused-private-class-members`,options:[]},bad:[{"example.js":`export class A {
  #b = 1;
}`}],good:[{"example.js":`export class A {
  #b = 1;
  c() {
    return this.#b;
  }
}`}]},{id:`lint/no-unused-vars`,severity:`warning`,confidence:`high`,title:`A variable or an import is never used`,why:`Whatever it was made for does not happen: a call was forgotten, or the line is a leftover.`,fix:`Use it or delete it.`,cwe:[563],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-unused-vars`,typescript:`@typescript-eslint/no-unused-vars`,options:[{args:`none`,caughtErrors:`none`,ignoreRestSiblings:!0,varsIgnorePattern:`^(_|React$|h$|jsx$|Fragment$)`}],when:`usedNowhere`},bad:[{"example.js":`import { a } from './a.js';
export const b = 1;`},{"example.js":`export function f(g) {
  const a = g();
  return 1;
}`}],good:[{"example.js":`import { a } from './a.js';
export const b = a;`},{"example.js":`export function f({ a, ...rest }) {
  return rest;
}`}]},{id:`lint/no-useless-assignment`,severity:`note`,confidence:`medium`,title:`A value is stored and overwritten unread`,why:`The first value never matters; perhaps it was meant for another variable.`,fix:`Delete the assignment, or declare the variable where it gets its value.`,cwe:[563],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-useless-assignment`,options:[]},bad:[{"example.js":`export function f(g) {
  let a = 1;
  a = g();
  return a;
}`}],good:[{"example.js":`export function f(g) {
  const a = g();
  return a;
}`}]},{id:`lint/no-useless-backreference`,severity:`error`,confidence:`high`,title:`A back-reference in a pattern can only match nothing`,why:`It points at a group that has not matched, or cannot have, at that place, so it does not do what it says.`,fix:`Move it behind its group, or write the pattern out.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-useless-backreference`,options:[]},bad:[{"example.js":`export const a = /\\1(b)/;`}],good:[{"example.js":`export const a = /(b)\\1/;`}]},{id:`lint/no-useless-catch`,severity:`warning`,confidence:`high`,title:`A catch only throws the error again`,why:`It does nothing that would not happen without it.`,fix:`Remove the try, or handle the error.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-useless-catch`,options:[]},bad:[{"example.js":`export function f(g) {
  try {
    g();
  } catch (e) {
    throw e;
  }
}`}],good:[{"example.js":`export function f(g) {
  try {
    g();
  } catch (e) {
    throw new Error("g failed", { cause: e });
  }
}`}]},{id:`lint/no-useless-computed-key`,severity:`note`,confidence:`high`,title:`A key is computed from a literal`,why:`The brackets suggest a variable where there is none.`,fix:`Write the key without brackets.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-useless-computed-key`,options:[]},bad:[{"example.js":`export const a = { ['b']: 1 };`}],good:[{"example.js":`export const a = { b: 1 };`},{"example.js":`export const a = { ['__proto__']: 1 };`}]},{id:`lint/no-useless-empty-export`,severity:`note`,confidence:`high`,title:`An empty export marks a file that is a module already`,why:`It changes nothing beside another import or export.`,fix:`Delete it.`,cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/no-useless-empty-export`,options:[]},bad:[{"example.ts":`export const a = 1;
export {};`}],good:[{"example.ts":`const a = 1;
a.toFixed();
export {};`}]},{id:`lint/no-useless-rename`,severity:`warning`,confidence:`high`,title:`A name is renamed to itself`,why:`It says the same twice, or the new name was forgotten.`,fix:`Write the name once.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-useless-rename`,options:[]},bad:[{"example.js":`export { a as a } from './a.js';`},{"example.js":`export const f = ({ a: a }) => a;`}],good:[{"example.js":`export { a as b } from './a.js';`}]},{id:`lint/no-useless-return`,severity:`note`,confidence:`high`,title:`A return stands where the function ends anyway`,why:`It changes nothing.`,fix:`Delete it.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`no-useless-return`,options:[]},bad:[{"example.js":`export function f(g) {
  g();
  return;
}`}],good:[{"example.js":`export function f(g) {
  if (g()) return;
  g();
}`}]},{id:`lint/no-wrapper-object-types`,severity:`warning`,confidence:`high`,title:`A type names the wrapper object of a primitive`,why:`String, Number and Boolean as types are objects that the plain values do not match both ways.`,fix:`Write string, number, boolean, symbol, bigint or object.`,cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/no-wrapper-object-types`,options:[]},bad:[{"example.ts":`export type A = { b: String };`}],good:[{"example.ts":`export type A = { b: string };`}]},{id:`lint/prefer-as-const`,severity:`note`,confidence:`high`,title:`A literal is repeated as its own type`,why:`The two copies drift apart at the next edit.`,fix:"Write `as const`.",cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/prefer-as-const`,options:[]},bad:[{"example.ts":`export const a = { b: 'c' as 'c' };`}],good:[{"example.ts":`export const a = { b: 'c' as const };`}]},{id:`lint/prefer-const`,severity:`note`,confidence:`high`,title:`A variable that never changes is declared with let`,why:`const tells the reader, and the engine, that the value stays.`,fix:`Declare it with const.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`prefer-const`,options:[{destructuring:`all`}]},bad:[{"example.js":`export function f(g) {
  let a = g();
  return a;
}`}],good:[{"example.js":`export function f(g) {
  let a = g();
  a += 1;
  return a;
}`}]},{id:`lint/prefer-namespace-keyword`,severity:`note`,confidence:`high`,title:`A namespace is declared with the word module`,why:`It is not an ES module, and TypeScript is giving the old word up.`,fix:`Write namespace.`,cwe:[],languages:[`typescript`,`tsx`],engine:{eslint:`@typescript-eslint/prefer-namespace-keyword`,options:[]},bad:[{"example.ts":`export declare module Shapes {}`}],good:[{"example.ts":`declare module 'foreign' {}
export {};`}]},{id:`lint/prefer-numeric-literals`,severity:`warning`,confidence:`high`,title:`A number is parsed from a literal string`,why:`The language can write binary, octal and hexadecimal numbers itself.`,fix:`Write 0b, 0o or 0x.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`prefer-numeric-literals`,options:[]},bad:[{"example.js":`export const a = parseInt('ff', 16);`}],good:[{"example.js":`export const a = 0xff;`}]},{id:`lint/prefer-promise-reject-errors`,severity:`warning`,confidence:`high`,title:`A promise is rejected with something that is no Error`,why:`It carries no stack, and handlers that read its message find nothing.`,fix:`Reject with an Error.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`prefer-promise-reject-errors`,options:[{allowEmptyReject:!0}]},bad:[{"example.js":`export const f = () => Promise.reject('broken');`}],good:[{"example.js":`export const f = () => Promise.reject(new Error('broken'));`}]},{id:`lint/preserve-caught-error`,severity:`note`,confidence:`medium`,title:`A new error hides the one it answers`,why:`Whoever reads the log does not learn what really went wrong.`,fix:"Pass the caught error on: `new Error(message, { cause: error })`.",cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`preserve-caught-error`,options:[]},bad:[{"example.js":`export function f(g) {
  try {
    g();
  } catch (e) {
    throw new Error("g failed");
  }
}`}],good:[{"example.js":`export function f(g) {
  try {
    g();
  } catch (e) {
    throw new Error("g failed", { cause: e });
  }
}`}]},{id:`lint/require-yield`,severity:`warning`,confidence:`high`,title:`A generator yields nothing`,why:`Iterating it gives no values; the star is a leftover or a yield was forgotten.`,fix:`Yield, or make it an ordinary function.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`require-yield`,options:[]},bad:[{"example.js":`export function* f() {
  return 1;
}`}],good:[{"example.js":`export function* f() {
  yield 1;
}`}]},{id:`lint/syntax-error`,severity:`error`,confidence:`high`,title:`The file does not parse`,why:`A file with a syntax error cannot be loaded: every import of it fails, and no check can look inside it.`,fix:`Mend the syntax at the place shown; the cause often stands a line or two before it.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{},bad:[{"example.js":`export const a = (1 + ;`},{"a.ts":`export function f(: number) {}`},{"a.js":`<<<<<<< HEAD
export const a = 1;
=======
export const a = 2;
>>>>>>> topic
`}],good:[{"example.js":`export const a = (1 + 2);`},{"a.cjs":`return 1;`},{"a.js":`#!/usr/bin/env node
export const a = <p>hi</p>;`}]},{id:`lint/types-in-javascript`,severity:`warning`,confidence:`medium`,title:`A JavaScript file holds type syntax`,why:`Node and browsers refuse type annotations in a .js file; only a build step that strips them can load it.`,fix:`Rename the file to .ts or .tsx, or write the types as JSDoc comments.`,cwe:[],languages:[`javascript`,`jsx`],engine:{},bad:[{"example.js":`export const f = (a: number): number => a;`}],good:[{"example.js":`// @flow
export const f = (a: number): number => a;`},{"example.js":`/** @type {(a: number) => number} */
export const f = (a) => a;`}]},{id:`lint/unread-syntax`,severity:`warning`,confidence:`low`,title:`Lint could not read this file`,why:`It holds something that no bundled parser knows, such as Flow or template placeholders, so nothing in it was checked.`,fix:`Nothing if the file is meant to be so; otherwise mend its syntax, or list it as generated in the policy.`,cwe:[],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{},bad:[{"example.js":`export const name = {{ name }};`},{"test/fixtures/broken.js":`export const = ;`}],good:[{"example.js":`export const a = 1;`}]},{id:`lint/use-isnan`,severity:`error`,confidence:`high`,title:`A comparison with NaN is never true`,why:`NaN equals nothing, itself included, so the branch behind the test never runs.`,fix:`Ask Number.isNaN(value), or findIndex with it.`,cwe:[570],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`use-isnan`,options:[{enforceForIndexOf:!0}]},bad:[{"example.js":`export const f = (a) => a === NaN;`},{"example.js":`export const f = (xs) => xs.indexOf(NaN);`}],good:[{"example.js":`export const f = (a) => Number.isNaN(a);`}]},{id:`lint/valid-typeof`,severity:`error`,confidence:`high`,title:`typeof is compared with a word it never gives`,why:`typeof answers with one of a few fixed words; another one, often a misspelling, never matches.`,fix:`Spell the type as typeof does: 'undefined', 'object', 'boolean', 'number', 'string', 'function', 'symbol', 'bigint'.`,cwe:[570],languages:[`javascript`,`jsx`,`typescript`,`tsx`],engine:{eslint:`valid-typeof`,options:[]},bad:[{"example.js":`export const f = (a) => typeof a === 'strnig';`},{"example.js":`export const f = (a) => typeof a === 'array';`}],good:[{"example.js":`export const f = (a) => typeof a === 'string';`},{"example.js":`export const f = (a, b) => typeof a === typeof b;`}]},{id:`paths/colliding-name`,severity:`error`,confidence:`high`,title:`Two paths are one where case or Unicode form does not count`,why:`macOS and Windows take names that differ only in case or Unicode form for the same file, so a checkout there silently keeps one of the two. A name that folds to .git writes into git's own folder.`,fix:`Give one of the two another name, or delete the one that was meant to be replaced.`,cwe:[178],languages:[],engine:{},bad:[{"src/user.ts":``,"src/User.ts":``},{"café.md":``,"café.md":``},{docs:``,"Docs/a.md":``}],good:[{"src/user.ts":``,"src/users.ts":``},{"src/a/User.ts":``,"src/b/user.ts":``}]},{id:`paths/dangling-link`,severity:`warning`,confidence:`medium`,title:`A link leads to something that is not in the repository`,why:`After a fresh checkout the link is broken, unless a build puts its target there.`,fix:`Add the target, mend the path, or delete the link.`,cwe:[],languages:[],engine:{},bad:[],good:[{"a.txt":`missing.txt`}]},{id:`paths/escaping-link`,severity:`error`,confidence:`high`,title:`A link leads out of the repository`,why:`Whatever reads or writes through the link touches files of the machine that it happens to run on: secrets of a build, settings of a developer.`,fix:`Link to a path inside of the repository by a relative path, or copy the file in.`,cwe:[59,61],languages:[],engine:{},bad:[],good:[{"a.txt":`../not-a-link`}]},{id:`paths/invisible-character`,severity:`error`,confidence:`high`,title:`A file name has a character that nobody sees`,why:`Zero-width characters, bidirectional controls and tags make a name look like another one, or read in another order than it is written, so that a reviewer approves a file other than the one that runs.`,fix:`Rename the file without the character.`,cwe:[451,1007],languages:[],engine:{},bad:[{"src/in​dex.ts":``},{"docs/‮gpj.exe":``}],good:[{"docs/می‌خواهم.md":``},{"icons/👩‍💻.svg":``}]},{id:`paths/looping-link`,severity:`error`,confidence:`high`,title:`A link leads to itself`,why:`Nothing can be opened through it, and tools that follow links into folders run until they are stopped.`,fix:`Point the link at the file that was meant, or delete it.`,cwe:[61,835],languages:[],engine:{},bad:[],good:[{"a.txt":`a.txt`}]},{id:`paths/new-submodule-source`,severity:`warning`,confidence:`high`,title:`A submodule takes its code from a new place`,why:`The code of a submodule is not part of the change and is not judged with it, so where it comes from is what counts.`,fix:`Make sure that the repository is the one that was meant and is trusted; review the commit that it is pinned to.`,cwe:[829],languages:[],engine:{},bad:[{".gitmodules":`[submodule "lib"]
	path = lib
	url = https://example.com/lib.git
`}],good:[{"modules.txt":`[submodule "lib"]
	url = https://example.com/lib.git
`}]},{id:`paths/untrusted-submodule`,severity:`error`,confidence:`high`,title:`A submodule is set up so that cloning it runs or reads something else`,why:`A URL that git takes for an option, a transport helper, a command as its update, or a path on the disk of whoever clones turns a recursive clone into running the author's program or reading local files.`,fix:`Give the submodule a plain https URL, or one that is relative to the repository's own.`,cwe:[88,829],languages:[],engine:{},bad:[{".gitmodules":`[submodule "lib"]
	path = lib
	url = -u./payload
`},{".gitmodules":`[submodule "lib"]
	path = lib
	url = ext::sh -c touch% /tmp/x
`},{".gitmodules":`[submodule "lib"]
	path = lib
	url = https://example.com/lib.git
	update = !sh payload
`}],good:[{".gitmodules":`[submodule "lib"]
	path = lib
	url = ../lib.git
`}]},{id:`secrets/credential`,severity:`error`,confidence:`high`,title:`A credential is written into a file`,why:`It has the format that its issuer gives to working credentials, with their prefix, their length and, where they have one, their checksum. Whoever can read the repository can use it, and git keeps it after the line is deleted.`,fix:`Revoke it where it was issued, take it out of the commits that are not merged yet, and read its successor from the environment or a secret store.`,cwe:[798],languages:[],engine:{},bad:[{"src/client.js":`const client = connect('AGE-SECRET-KEY-1QYQSZQGPQYQSZQGPQ4YQ3ZQGHPQYD5ZQ0PQYQ3Z5GPQYESZQ2PQYQSJQGH');
`}],good:[{"src/client.js":`const client = connect(process.env.GITHUB_TOKEN);
`},{".env.example":`GITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
OPENAI_API_KEY=sk-...
AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
`}]},{id:`secrets/credential-in-test`,severity:`warning`,confidence:`medium`,title:`A credential stands among tests, or a private key among samples`,why:`It has a format that working credentials have. Keys and tokens of tests are often made for them, and as often they are those of whoever wrote the test.`,fix:"Make it when the test runs, or make it plain that it is a sample (`example` in it will do); revoke it if it ever worked.",cwe:[798],languages:[],engine:{},bad:[{"test/fixtures/id":`-----BEGIN RSA PRIVATE KEY-----
c3ludGhldGljIGFuZCBub3QgYSBrZXk6IDEyMzQ1Njc4OTAgd2hhdCBzdGFuZHM
aGVyZSBpcyBhIHNlbnRlbmNlIGluIGJhc2U2NCwgYnkgQW5vbnltb3VzLCAyMDI2
-----END RSA PRIVATE KEY-----
`}],good:[{"test/client.test.js":`const apiKey = 'q8Zr4Tn1Vx7Lb2Kd9Wm3Hs6Yc5Jf0Pg4';
`}]},{id:`secrets/likely-credential`,severity:`warning`,confidence:`medium`,title:`What looks like a credential is written into a file`,why:`Its name says that it is secret and it looks drawn at random, or it has a format that samples and public keys have as well. If it works, whoever can read the repository can use it.`,fix:`If it works, revoke it and read its successor from the environment or a secret store. If it is public on purpose, say so to the gate: accept it, or ignore the path in the policy.`,cwe:[798],languages:[],engine:{},bad:[{"src/client.js":`const apiKey = 'q8Zr4Tn1Vx7Lb2Kd9Wm3Hs6Yc5Jf0Pg4';
`},{"deploy/prod.env":`SESSION_SECRET=q8Zr4Tn1Vx7Lb2Kd9Wm3Hs6Yc5Jf0Pg4
`}],good:[{"src/client.js":`const apiKey = process.env.API_KEY;
const password = 'changeme';
const secret = '<your key>';
const token = \`\${prefix}\${id}\`;
`},{"src/hash.js":`const passwordHash = 'd3b07384d113edec49eaa6238ad5ff00d3b07384';
const tokenId = '3f2a6c1e-9b4d-4e8f-8a7c-5d6e7f809112';
`},{"index.html":`<script src="x.js" integrity="sha384-q8Zr4Tn1Vx7Lb2Kd9Wm3Hs6Yc5Jf0Pg4"><\/script>
`}]},{id:`secrets/not-searched`,severity:`warning`,confidence:`high`,title:`A file was too large to be searched for secrets`,why:`What is larger than five megabytes is not read, so nothing can be said about what stands in it.`,fix:`Keep large data elsewhere, or ignore the path in the policy if nothing secret can be in it.`,cwe:[],languages:[],engine:{},bad:[],good:[]},{id:`secrets/password-in-url`,severity:`warning`,confidence:`medium`,title:`A password is written into a URL`,why:`Addresses of databases and services end up in logs, errors and shell histories, and this one lets in whoever reads the repository.`,fix:`Change the password, and put the address together from the environment.`,cwe:[798],languages:[],engine:{},bad:[{"src/db.js":`open('postgres://shop:q8Zr4Tn1Vx7Lb2Kd@db.shop.io/shop');
`}],good:[{"src/db.js":"open('postgres://postgres:postgres@localhost/shop');\nopen(`postgres://shop:${password}@db.shop.io/shop`);\n"}]},{id:`secrets/private-key`,severity:`error`,confidence:`high`,title:`A private key is written into a file`,why:`Whoever can read the repository can sign, decrypt or log in with it, and git keeps it after the file is deleted.`,fix:`Replace the key wherever its public half is trusted, take it out of the commits that are not merged yet, and keep its successor in a secret store.`,cwe:[321],languages:[],engine:{},bad:[{"deploy/id":`-----BEGIN OPENSSH PRIVATE KEY-----
c3ludGhldGljIGFuZCBub3QgYSBrZXk6IDEyMzQ1Njc4OTAgd2hhdCBzdGFuZHM
aGVyZSBpcyBhIHNlbnRlbmNlIGluIGJhc2U2NCwgYnkgQW5vbnltb3VzLCAyMDI2
-----END OPENSSH PRIVATE KEY-----
`}],good:[{"README.md":`    -----BEGIN PRIVATE KEY-----
    ...
    -----END PRIVATE KEY-----
`},{"certs/ca.pem":`-----BEGIN CERTIFICATE-----
c3ludGhldGljIGFuZCBub3QgYSBrZXk6IDEyMzQ1Njc4OTAgd2hhdCBzdGFuZHM
-----END CERTIFICATE-----
`}]},{id:`security/archive-traversal`,severity:`warning`,confidence:`medium`,title:`Files of an archive are written where the archive says`,why:"Names in an archive may hold `../` or be links: unpacking it then writes over files outside of the folder.",fix:`Resolve each name below the target folder and refuse what does not stay there, or use the extraction filter of the library.`,cwe:[22],owasp:`A01:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:7.1},{id:`security/argument-injection`,severity:`warning`,confidence:`medium`,title:`A value from a request can be read as an option of a program`,why:`No shell is needed: a value that begins with a hyphen is an option, and many programs have options that write files or start others.`,fix:"Put `--` before the value, or refuse values that begin with a hyphen.",cwe:[88],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`],engine:{},bad:[],good:[],securitySeverity:6.3},{id:`security/certificate-check-off`,severity:`error`,confidence:`high`,title:`Certificates of a connection are not checked`,why:`Whoever sits on the way can pose as the other side, and reads and alters everything.`,fix:`Leave the check on; for a private authority add its certificate to those that are trusted.`,cwe:[295],owasp:`A02:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{tests:!1},bad:[],good:[],securitySeverity:7.4},{id:`security/cleartext-traffic`,severity:`warning`,confidence:`medium`,title:`Data travels unencrypted`,why:`Everybody on the way can read and alter it.`,fix:`Use the encrypted form of the protocol (https, wss, ftps, TLS).`,cwe:[319],owasp:`A02:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.3},{id:`security/code-from-text`,severity:`warning`,confidence:`medium`,title:`Text that is put together runs as code`,why:`Whoever has a say in the text has a say in the program, and no tool can see into it.`,fix:`Call a function from a table, or parse data as data.`,cwe:[95,94],owasp:`A03:2021`,languages:[`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:7},{id:`security/code-injection`,severity:`error`,confidence:`high`,title:`Request data runs as code`,why:`Whoever sends the request runs what they like inside this process, with its files, its keys and its network.`,fix:`Parse data with a parser for data (JSON, a literal parser), or choose a function from a fixed table by its name.`,cwe:[94,95],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:9.8},{id:`security/command-injection`,severity:`error`,confidence:`high`,title:`Request data becomes part of a command`,why:`A semicolon, a pipe or a backtick in the value starts a command of the sender's choice, with all rights of this process.`,fix:`Start the program without a shell and give it the value as one argument of a list; let the name of the program be a constant.`,cwe:[78,77],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:9.8},{id:`security/cors-open`,severity:`warning`,confidence:`medium`,title:`Any site may read the answers`,why:`Scripts of every site may read what is answered to a visitor of theirs; with credentials, in that visitor's name.`,fix:`Allow a fixed list of origins, compared as a whole.`,cwe:[942,346,183],owasp:`A05:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.3},{id:`security/cross-site-scripting`,severity:`error`,confidence:`high`,title:`Request data becomes part of a page without escaping`,why:`A link is enough to run a script in the page of whoever follows it, with their session.`,fix:`Let the template engine escape the value, set it as text and not as HTML, or answer with a type that browsers do not show as a page.`,cwe:[79],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:6.9},{id:`security/csrf-off`,severity:`warning`,confidence:`medium`,title:`Protection against forged requests is off`,why:`Another site can make the browser of somebody who is signed in send requests in their name.`,fix:`Keep the protection on; exempt only what is authenticated without cookies.`,cwe:[352],owasp:`A01:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.8},{id:`security/debug-mode`,severity:`warning`,confidence:`medium`,title:`Debugging is on`,why:`What helps while developing shows strangers the inside of the program, and in some frameworks lets them run code.`,fix:`Switch it on from the environment of a developer's machine, never in code that is deployed.`,cwe:[489],owasp:`A05:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.3},{id:`security/default-credentials`,severity:`warning`,confidence:`medium`,title:`A password is empty, well known or allowed to be weak`,why:`Such passwords are the first that anybody tries.`,fix:`Make each installation choose a password of its own, and demand a decent length.`,cwe:[521,798,1392],owasp:`A07:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:6.5},{id:`security/error-details-exposed`,severity:`warning`,confidence:`medium`,title:`Details of an error are sent to whoever asked`,why:`Messages and stack traces tell about paths, queries and versions, and sometimes hold data of others.`,fix:`Log the details, and answer with a general sentence and an id to find them by.`,cwe:[209],owasp:`A04:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:4.3},{id:`security/external-entity-injection`,severity:`error`,confidence:`high`,title:`XML of a request is read with external entities`,why:`The document can name files of this machine or addresses of its network, and what they hold becomes part of it.`,fix:`Switch off document type declarations and external entities before parsing.`,cwe:[611],owasp:`A05:2021`,languages:[`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:8.2},{id:`security/format-string`,severity:`warning`,confidence:`medium`,title:`A value from outside is the format of a text`,why:`Place holders in the value read attributes and arguments that were never meant to be shown, or make the call fail.`,fix:`Keep the format constant and hand the value over as an argument.`,cwe:[134],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5},{id:`security/framework-hardening-off`,severity:`warning`,confidence:`medium`,title:`A protection of the framework is switched off`,why:`It stands against mistakes that every program makes somewhere; without it each of them counts.`,fix:`Leave the protection on, and make the one exception where it is needed.`,cwe:[1188,693],owasp:`A05:2021`,languages:[`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.5},{id:`security/hardcoded-secret`,severity:`warning`,confidence:`medium`,title:`A password or key is written into the code`,why:`Everybody who can read the code can use it; changing it means a release, and git keeps the old one.`,fix:`Read it from the environment or a secret store, and change the one that was written down.`,cwe:[798,259,321],owasp:`A07:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:6.5},{id:`security/header-injection`,severity:`warning`,confidence:`medium`,title:`Request data becomes a header or an address of a message`,why:`A line end in the value ends the header: further headers, a second answer or more recipients follow.`,fix:`Refuse or strip carriage returns and line feeds, or encode the value before it enters the header.`,cwe:[113,93],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.8},{id:`security/host-key-unchecked`,severity:`warning`,confidence:`high`,title:`The key of an SSH server is not checked`,why:`Whoever sits on the way can pose as the server, and gets the password and all that is sent.`,fix:`Compare the key with a list of known hosts, and refuse what is not on it.`,cwe:[322,295],owasp:`A02:2021`,languages:[`go`,`java`,`python`],engine:{},bad:[],good:[],securitySeverity:6.8},{id:`security/insecure-cookie`,severity:`warning`,confidence:`medium`,title:`A cookie is set without its protections`,why:`Without Secure it travels in the clear, without HttpOnly any script of the page reads it, without SameSite it goes along with requests that other sites make.`,fix:`Set Secure, HttpOnly and SameSite, at least on every cookie that means something.`,cwe:[614,1004,1275],owasp:`A05:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:4.8},{id:`security/insecure-temp-file`,severity:`warning`,confidence:`medium`,title:`A temporary file has a name that others can guess`,why:`Another user can create the file or a link of that name first, and then reads or directs what is written.`,fix:`Let the library create the file, with a name of its own and rights for the owner alone.`,cwe:[377,379],owasp:`A01:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:4.4},{id:`security/integer-overflow`,severity:`warning`,confidence:`medium`,title:`A number is cut to fewer bits than it was parsed with`,why:`A large number from outside wraps around to a small or negative one, behind every check made before.`,fix:`Parse with the size of the type that is used, or check the range first.`,cwe:[190,681],owasp:`A04:2021`,languages:[`go`],engine:{},bad:[],good:[],securitySeverity:5},{id:`security/jwt-unverified`,severity:`error`,confidence:`high`,title:`A token is believed without checking its signature`,why:`Anybody can write a token that says who they are.`,fix:`Verify the signature with a key of your own and a fixed list of algorithms before reading the claims.`,cwe:[347,345],owasp:`A02:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{tests:!1},bad:[],good:[],securitySeverity:8.1},{id:`security/jwt-weak`,severity:`warning`,confidence:`medium`,title:`A token is signed or checked weakly`,why:`With algorithm none, a guessable key or the choice left to the token, anybody can write one that passes.`,fix:`Fix the algorithm on both sides, and keep a long random key, or a key pair, outside of the code.`,cwe:[347,327],owasp:`A02:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:6.5},{id:`security/ldap-injection`,severity:`error`,confidence:`high`,title:`Request data becomes part of a directory search`,why:`Brackets and asterisks in the value rewrite the filter, so that it finds other people or lets anybody in.`,fix:`Escape the value with the function for filters or names, or hand it over as an argument of the filter.`,cwe:[90],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:8.1},{id:`security/listens-everywhere`,severity:`warning`,confidence:`medium`,title:`A service listens on all addresses of the machine`,why:`It can be reached from every network that the machine is part of, also from those nobody thought of.`,fix:`Bind to the address that is meant, 127.0.0.1 for what is local, or take it from the configuration.`,cwe:[668,605,1327],owasp:`A05:2021`,languages:[`go`,`python`],engine:{},bad:[],good:[],securitySeverity:4.3},{id:`security/log-injection`,severity:`note`,confidence:`medium`,title:`Request data is written to a log as it is`,why:`A line end in the value forges entries of the log, and control characters reach the terminal of whoever reads it.`,fix:`Log values as fields of a structured entry, or replace line ends and control characters first.`,cwe:[117],owasp:`A09:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:3.5},{id:`security/mass-assignment`,severity:`warning`,confidence:`medium`,title:`All fields of a request are written into a record`,why:`The request can set fields that no form shows: the role, the owner, the balance.`,fix:`Name the fields that may be set and take only those.`,cwe:[915],owasp:`A08:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:6},{id:`security/message-origin-unchecked`,severity:`warning`,confidence:`medium`,title:`Messages are sent to or taken from any origin`,why:`Every page that can hold a reference to the window can read what is posted, or post what is acted on.`,fix:`Name the origin when posting, and compare it with a fixed list when receiving.`,cwe:[346,345],owasp:`A08:2021`,languages:[`go`,`javascript`,`typescript`],engine:{},bad:[],good:[],securitySeverity:5.3},{id:`security/missing-authentication`,severity:`warning`,confidence:`medium`,title:`A way in asks nobody who they are`,why:`Whoever can reach the address can do what it offers.`,fix:`Require authentication for it, or restrict it to addresses that are trusted.`,cwe:[306],owasp:`A07:2021`,languages:[`java`],engine:{},bad:[],good:[],securitySeverity:6.5},{id:`security/no-time-limit`,severity:`note`,confidence:`medium`,title:`A server or a call waits without a time limit`,why:`Peers that answer slowly hold connections and memory for as long as they like.`,fix:`Set a time limit in a server for reading, writing and idle connections, and in a call for its answer.`,cwe:[400,1088],owasp:`A05:2021`,languages:[`go`,`python`],engine:{},bad:[],good:[],securitySeverity:3.7},{id:`security/nosql-injection`,severity:`error`,confidence:`high`,title:`Request data becomes a query of a document store`,why:`Where a text was expected the request can hold an object with operators such as $ne or $where, so that a condition holds for every document or runs a script.`,fix:`Turn the value into the type that is meant (a string, an id, a number) before it enters the query, and never let it name an operator or a script.`,cwe:[943],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:8.6},{id:`security/open-permissions`,severity:`warning`,confidence:`medium`,title:`A file may be read or written by everybody on the machine`,why:`Every user and every other service of the machine can read or replace it.`,fix:`Give the rights to the owner alone (0600 for files, 0700 for folders), and to a group only where it is needed.`,cwe:[732],owasp:`A01:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.5},{id:`security/open-redirect`,severity:`error`,confidence:`high`,title:`Request data chooses where the browser is sent`,why:`A link to this site can lead to any other, which is what a convincing lure needs; it also leaks tokens of sign-in flows.`,fix:`Redirect to paths of your own or to addresses of a fixed list.`,cwe:[601],owasp:`A01:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.4},{id:`security/path-from-text`,severity:`warning`,confidence:`medium`,title:`A path is put together from a part of an address`,why:`A part of an address holds no slash, but it can be two dots or name a file that was not meant, and on some systems a backslash separates folders too.`,fix:`Keep the last part of the name alone, resolve the path and check that it lies where it should.`,cwe:[22],owasp:`A01:2021`,languages:[`go`,`python`],engine:{},bad:[],good:[],securitySeverity:5.3},{id:`security/path-traversal`,severity:`error`,confidence:`high`,title:`Request data chooses a path in the file system`,why:"With `../` or an absolute path the request leaves the folder that was meant, and reads or writes configuration, keys or code.",fix:`Use an id or the base name alone, or resolve the path and refuse it unless it still lies below the folder.`,cwe:[22,73],owasp:`A01:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:8.2},{id:`security/privilege-kept`,severity:`warning`,confidence:`medium`,title:`More rights are taken or kept than the work needs`,why:`Every mistake further down is made with these rights.`,fix:`Give the rights up before the work begins, or run as a user that never had them.`,cwe:[250],owasp:`A04:2021`,languages:[`java`],engine:{},bad:[],good:[],securitySeverity:5.5},{id:`security/prototype-pollution`,severity:`warning`,confidence:`medium`,title:`A key from outside can change the prototype of all objects`,why:"With `__proto__` or `constructor` as a key the write lands in the object that all others inherit from.",fix:`Use a Map or an object without a prototype, or refuse these keys before writing.`,cwe:[1321],owasp:`A03:2021`,languages:[`javascript`,`typescript`],engine:{},bad:[],good:[],securitySeverity:6.5},{id:`security/regex-injection`,severity:`warning`,confidence:`medium`,title:`A value from outside becomes a regular expression`,why:`The value can be an expression that takes ages on a short text, or one that matches everything.`,fix:`Escape the value so that it is matched as text, or compare strings.`,cwe:[1333,400],owasp:`A03:2021`,languages:[`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.3},{id:`security/secret-in-log`,severity:`warning`,confidence:`medium`,title:`A secret is written to a log`,why:`Logs are copied, kept and read by many more people and systems than the secret was meant for.`,fix:`Log that it was there, or an id of it, and leave the value out.`,cwe:[532],owasp:`A09:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5},{id:`security/secret-in-storage`,severity:`warning`,confidence:`medium`,title:`A token is kept where every script of the page can read it`,why:`What stands in the storage of a browser can be read by every script of the page, those of advertisements and of attackers too, and it stays there after the window is closed.`,fix:`Keep the token in a cookie with HttpOnly, Secure and SameSite, or in memory only.`,cwe:[922],owasp:`A04:2021`,languages:[`javascript`,`typescript`],engine:{},bad:[],good:[],securitySeverity:4.3},{id:`security/server-side-request-forgery`,severity:`error`,confidence:`high`,title:`Request data chooses the address that the server asks`,why:`The request reaches what only this machine can reach: the metadata service of the cloud, internal tools, databases.`,fix:`Look the address up in a fixed list, or keep scheme and host constant and encode the rest; refuse addresses of the internal network after resolving them.`,cwe:[918],owasp:`A10:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:8.2},{id:`security/server-side-request-from-text`,severity:`warning`,confidence:`medium`,title:`The server loads what its caller gives`,why:`A page or an address that is loaded on the server is loaded with all that the server can reach: files, inner addresses, the data of the cloud that it runs in.`,fix:`Check the host of the address against a list, or clean the markup, before it is loaded.`,cwe:[918],owasp:`A10:2021`,languages:[`javascript`,`typescript`],engine:{},bad:[],good:[],securitySeverity:6.5},{id:`security/session-fixation`,severity:`warning`,confidence:`medium`,title:`A session keeps its id through sign-in`,why:`Whoever planted the id before the sign-in shares the session after it.`,fix:`Give the session a new id when somebody signs in.`,cwe:[384],owasp:`A07:2021`,languages:[`java`],engine:{},bad:[],good:[],securitySeverity:5.4},{id:`security/shell-command-from-text`,severity:`warning`,confidence:`medium`,title:`A shell command is put together from text`,why:`The shell reads the whole text: what is a value here can be a second command there, a redirection or another option.`,fix:`Start the program without a shell, with its arguments as a list; where a shell is needed, pass values through its environment or quote them with the function made for that.`,cwe:[78],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:7},{id:`security/slow-regex`,severity:`warning`,confidence:`medium`,title:`A regular expression can take exponential time`,why:`A repetition stands inside another one over the same characters: a text of some dozen characters keeps the process busy for years.`,fix:`Write the expression so that each character can be matched in one way only, or bound the length of the text.`,cwe:[1333],owasp:`A05:2021`,languages:[`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5},{id:`security/sql-from-text`,severity:`warning`,confidence:`medium`,title:`A database query is put together from text`,why:`A quote in the value ends the string that it was meant to be, and what follows runs as SQL. Where the value comes from decides how bad that is, and callers change.`,fix:`Keep the text of the query constant and hand the values over as bound parameters.`,cwe:[89],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:7.1},{id:`security/sql-injection`,severity:`error`,confidence:`high`,title:`Request data becomes part of a database query`,why:`Whoever sends the request writes part of the query: they can read other people's rows, change them or delete tables.`,fix:`Keep the text of the query constant and hand the value over as a bound parameter; where a name of a column is wanted, look it up in a fixed list.`,cwe:[89],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:9.3},{id:`security/static-iv`,severity:`warning`,confidence:`medium`,title:`An initialization vector is always the same`,why:`Equal texts become equal ciphertexts; in counter modes two texts under one vector uncover each other.`,fix:`Draw the vector at random for every message and send it along.`,cwe:[329,1204],owasp:`A02:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.3},{id:`security/template-from-text`,severity:`warning`,confidence:`medium`,title:`A template is made from text at run time`,why:`What is inside the text is executed by the template engine, and in most engines that reaches the whole process.`,fix:`Load templates from files that ship with the program, and hand values over as variables.`,cwe:[1336,79],owasp:`A03:2021`,languages:[`go`,`java`,`python`],engine:{},bad:[],good:[],securitySeverity:6.5},{id:`security/template-injection`,severity:`error`,confidence:`high`,title:`Request data becomes the text of a template`,why:`A template is a program: expressions in it reach the objects of the server and, in most engines, commands.`,fix:`Keep the template constant and hand the value over as a variable of its context.`,cwe:[1336,94],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:9.1},{id:`security/timing-unsafe-comparison`,severity:`warning`,confidence:`medium`,title:`A secret is compared in a time that depends on it`,why:`The comparison ends at the first difference: measured often enough, the time tells the secret piece by piece.`,fix:`Compare with the function of the platform that takes the same time for every input.`,cwe:[208],owasp:`A02:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:3.7},{id:`security/trust-boundary`,severity:`warning`,confidence:`medium`,title:`Request data is kept in the session unchecked`,why:`What lies in the session is taken for the server's own later, though the sender of the request chose it.`,fix:`Validate the value first, and keep what came from outside apart from what the server knows.`,cwe:[501],owasp:`A04:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:4.3},{id:`security/unauthenticated-encryption`,severity:`note`,confidence:`medium`,title:`Text is encrypted without a check that it is unchanged`,why:`Whoever can alter the encrypted text alters what it decrypts to, and from the errors they may read it.`,fix:`Use an authenticated mode such as AES-GCM.`,cwe:[353,327],owasp:`A02:2021`,languages:[`go`,`python`],engine:{},bad:[],good:[],securitySeverity:4.3},{id:`security/unbounded-read`,severity:`warning`,confidence:`medium`,title:`A read from outside has no limit`,why:`One request or one small archive can fill memory or disk until the process ends.`,fix:`Bound the size before reading, and stop when it is exceeded.`,cwe:[770,400,409],owasp:`A05:2021`,languages:[`go`,`javascript`,`typescript`],engine:{},bad:[],good:[],securitySeverity:5.3},{id:`security/unescaped-html`,severity:`warning`,confidence:`medium`,title:`HTML is made from a value without escaping`,why:`Markup in the value becomes part of the page; if anybody else can set it, their script runs for every reader.`,fix:`Set text instead of HTML, let the template engine escape, or clean the value with a sanitizer made for HTML.`,cwe:[79,116],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.4},{id:`security/unrestricted-upload`,severity:`warning`,confidence:`medium`,title:`An uploaded file is kept under the name or the type that its sender gave`,why:`A script or a page among the uploads is run or shown by the server as if it were its own.`,fix:`Make the name yourself, allow a short list of types told by content, and keep uploads where nothing is executed.`,cwe:[434],owasp:`A04:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:7.2},{id:`security/unsafe-deserialization`,severity:`error`,confidence:`high`,title:`Request data is deserialized into objects`,why:`The format can name what is created and called: a made-up document runs commands while it is read.`,fix:`Use a format that holds data alone, such as JSON, and validate it against a schema.`,cwe:[502],owasp:`A08:2021`,languages:[`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:9.8},{id:`security/unsafe-load`,severity:`warning`,confidence:`medium`,title:`Data is loaded by a reader that can run code`,why:`The format can name what is created and called; whoever can write the file or the message runs code here.`,fix:`Use the safe reader of the library, or a format that holds data alone.`,cwe:[502],owasp:`A08:2021`,languages:[`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:6.8},{id:`security/unsafe-reflection`,severity:`warning`,confidence:`medium`,title:`A value chooses the class, module or function that runs`,why:`More can be reached by name than was meant: modules with side effects, methods that were never offered.`,fix:`Look the name up in a fixed table of what may be chosen, and refuse everything else.`,cwe:[470,706],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:6.5},{id:`security/weak-cipher`,severity:`warning`,confidence:`high`,title:`A broken cipher or mode is used`,why:`DES, RC4 and the like can be broken with little effort, and ECB shows which blocks are equal.`,fix:`Use AES-GCM or ChaCha20-Poly1305 from a library that chooses the rest.`,cwe:[327],owasp:`A02:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:6.5},{id:`security/weak-hash`,severity:`warning`,confidence:`high`,title:`A broken hash function is used`,why:`Two texts with the same MD5 or SHA-1 can be made at will, so that neither tells whether something is what it claims to be.`,fix:`Use SHA-256 or better; where a checksum against accidents is meant, say so in the call.`,cwe:[328,327],owasp:`A02:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.3},{id:`security/weak-key`,severity:`warning`,confidence:`high`,title:`A key is too short`,why:`Keys of that length have been broken, or soon will be.`,fix:`Use RSA with at least 2048 bits, curves of at least 256 bits, and symmetric keys of at least 128 bits.`,cwe:[326],owasp:`A02:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.9},{id:`security/weak-password-hash`,severity:`warning`,confidence:`medium`,title:`A password is hashed by a function that is fast, or without salt`,why:`Whoever gets hold of the hashes tries billions of passwords a second.`,fix:`Use a function made for passwords (Argon2id, scrypt, bcrypt, or PBKDF2 with some hundred thousand rounds) with a random salt for each.`,cwe:[916,759],owasp:`A02:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:6.5},{id:`security/weak-random`,severity:`warning`,confidence:`medium`,title:`A secret is drawn from a predictable generator`,why:`The next values can be worked out from some of the earlier ones.`,fix:`Draw tokens, keys and passwords from the cryptographic generator of the platform.`,cwe:[330,338],owasp:`A02:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.3},{id:`security/weak-tls`,severity:`warning`,confidence:`high`,title:`An outdated version or a weak suite of TLS is allowed`,why:`SSL 3, TLS 1.0 and TLS 1.1 have flaws that let others read along; an attacker on the way picks the weakest that both sides allow.`,fix:`Demand at least TLS 1.2, better 1.3, and leave the suites to the library.`,cwe:[326,327],owasp:`A02:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:5.9},{id:`security/xml-bomb`,severity:`warning`,confidence:`medium`,title:`An XML parser expands entities without a limit`,why:`A few lines of nested entities expand to gigabytes and end the process.`,fix:`Forbid document type declarations, or keep the limit of the parser.`,cwe:[776],owasp:`A05:2021`,languages:[`python`],engine:{},bad:[],good:[],securitySeverity:5.3},{id:`security/xml-external-entities`,severity:`warning`,confidence:`medium`,title:`An XML parser follows external entities`,why:`A document that somebody else wrote can name files of this machine or addresses of its network, and the parser fetches them.`,fix:`Switch off document type declarations and external entities, or use a parser that has them off.`,cwe:[611],owasp:`A05:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:6.5},{id:`security/xml-injection`,severity:`warning`,confidence:`medium`,title:`A value is written into XML without escaping`,why:`A value with angle brackets adds elements of its own, so that whoever chose it decides what the receiver of the document reads.`,fix:`Escape the value, or build the document with a library that does.`,cwe:[91],owasp:`A03:2021`,languages:[`python`],engine:{},bad:[],good:[],securitySeverity:6.1},{id:`security/xpath-injection`,severity:`error`,confidence:`high`,title:`Request data becomes part of an XPath expression`,why:`A quote in the value ends the string it was meant to be; what follows selects other nodes of the document.`,fix:`Keep the expression constant and bind the value as a variable.`,cwe:[643],owasp:`A03:2021`,languages:[`go`,`java`,`javascript`,`typescript`,`python`],engine:{},bad:[],good:[],securitySeverity:7.5},{id:`tampering/policy`,severity:`warning`,confidence:`high`,title:`The policy of the gate is edited`,why:`A change is judged under the policy and the baseline of the default branch, so this edit had no say in its own verdict. Once it is merged it decides about every other change.`,fix:`Read the edit as you would read one of the gate itself; escalate this rule to make certain people approve it.`,cwe:[693],languages:[],engine:{},bad:[],good:[{"src/gatewright.yml":`mode: observe
`}]},{id:`tampering/workflow`,severity:`error`,confidence:`high`,title:`A workflow that runs the gate is edited`,why:`Where the workflow comes with the pull request, an edit decides whether anything is judged at all: the check can be green without a judgement. Somebody who answers for the gate has to read it.`,fix:"Edit the workflow in a change of its own, and let somebody with write access read it: `/gatewright accept` lets exactly this edit pass, and no further one.",cwe:[693],languages:[],engine:{},bad:[],good:[{".github/workflows/ci.yml":`on: push
jobs: {}
`}]}];const t=new Map(e.map(e=>[e.id,e]));function n({rule:e,own:n}){return t.get(e)??n}function r(t){return e.filter(e=>e.id.startsWith(`${t}/`))}export{t as n,r,n as t};