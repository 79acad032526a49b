import{t as e}from"./verdict-CuWZ4yS3.js";import{r as t,t as n}from"./signals-BiN7SjTE.js";import{m as r}from"./revisions-BneVOzFq.js";import{t as i}from"./diff-MUtWN0c2.js";import{t as a}from"./pretty-C3jjrqvq.js";import{n as o}from"./options-BHOFlrVD.js";import{n as s,t as c}from"./output-7S5Z9QZD.js";import l from"node:fs";import u from"node:path";import d from"node:os";const f={"package.json":`{
  "name": "corner-shop",
  "version": "1.0.0",
  "type": "module",
  "dependencies": { "express": "^5.1.0" }
}
`,"tsconfig.json":`{ "compilerOptions": { "module": "preserve", "allowImportingTsExtensions": true, "noEmit": true } }
`,"src/money.ts":`/** Money is counted in cents. */
export function formatPrice(cents: number): string {
  return (cents / 100).toFixed(2);
}
`,"src/orders.ts":`export interface Item {
  name: string;
  cents: number;
}

export interface Order {
  items: Item[];
  coupon?: string;
}

export function totalOf(order: Order): number {
  return order.items.reduce((sum, item) => sum + item.cents, 0);
}
`},p={"src/discounts.ts":`import { mergeDeep } from 'fast-deep-merge-utils';
import { formatPrice } from './mony.ts';
import { totalOf, type Order } from './orders.ts';

export function percentOff(coupon: string): number {
  switch (coupon) {
    case 'WELCOME':
      return 10;
    case 'SUMMER':
      return 20;
    case 'WELCOME':
      return 15;
    default:
      return 0;
  }
}

export function discounted(order: Order): string {
  const rules = mergeDeep({ coupon: '' }, { coupon: order.coupon ?? '' });
  if (!!rules.coupon) {
    return formatPrice((totalOf(order) * (100 - percentOff(rules.coupon))) / 100);
  }
  return formatPrice(totalOf(order));
}

export function isFree(order: Order): boolean {
  if (order.coupon ? true : false) return percentOff(order.coupon ?? '') === 100;
  return totalOf(order) === 0;
}

export function couponOf(order: Order, coupon: string | undefined): string {
  if (!!(coupon = order.coupon)) return coupon;
  return '';
}
`};async function m(r){let i=h();try{return await g(i),await n(async(n,r)=>{await c(y());let a={cwd:i,env:process.env,selection:{kind:`commits`,base:`main`,head:`add-discounts`,twoDot:!1},only:[],skip:[],onStage:()=>{},onNote:()=>{}},o=await t({...a,signal:n,onProver:r});return await c(await b(o)),e(o.report.verdict)===1?0:2})}finally{r.keep?await c(`The throw-away repository: ${i}\n`):l.rmSync(i,{recursive:!0,force:!0})}}function h(){try{return l.realpathSync(l.mkdtempSync(u.join(d.tmpdir(),`gatewright-demo-`)))}catch(e){throw o(`cannot make a folder in ${d.tmpdir()}`,e)}}async function g(e){let t=new r({gitDir:u.join(e,`.git`),root:e,env:process.env}),n=async e=>{await t.run([`add`,`--all`]),await t.run([`commit`,`--quiet`,`--message`,e],{env:_})};await t.run([`init`,`--quiet`,`--initial-branch`,`main`]),v(e,f),await n(`Open the shop`),await t.run([`checkout`,`--quiet`,`-b`,`add-discounts`]),v(e,p),await n(`Add discounts`)}const _={GIT_AUTHOR_NAME:`An agent`,GIT_AUTHOR_EMAIL:`agent@example.com`,GIT_COMMITTER_NAME:`An agent`,GIT_COMMITTER_EMAIL:`agent@example.com`};function v(e,t){for(let[n,r]of Object.entries(t))l.mkdirSync(u.dirname(u.join(e,n)),{recursive:!0}),l.writeFileSync(u.join(e,n),r)}function y(){let e=Object.entries(p).flatMap(([e,t])=>[e,...t.trimEnd().split(`
`).map((e,t)=>`${String(t+1).padStart(4)} | ${e}`)]);return`${x(`A pull request, as an agent would write it`)}${e.join(`
`)}\n\n`}async function b({report:e,kept:t}){let n=e.trials.map(({proposal:e,fate:t})=>{let n=t.kind===`kept`?`the finding is gone, nothing new stands`:t.reason;return`  ${t.kind.padEnd(12)} ${e.title}\n               ${n}\n`});return[x(`The verdict`),`${a(e,s())}\n`,x(`The proposals, each tried in a tree of its own under the same proof`),`${n.join(``)}\n`,x(`What was kept, as a patch`),`${await i(e.change.head,t)}\n`,x(`Your own repository`),`From inside it, equally without install:\n\n  node ${process.argv[1]??`dist/cli.js`} check\n`].join(``)}const x=e=>`${e}\n${`-`.repeat(e.length)}\n\n`;export{m as demo};