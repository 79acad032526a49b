import{t as e}from"./verdict-CwKNBr3d.js";import{i as t,n,t as r}from"./signals-BMEMUQ7n.js";import{t as i}from"./diff-BspVRpcb.js";import{t as a}from"./pretty-DMGcBWPM.js";import{n as o,t as s}from"./output-DjtYcY3X.js";import c from"node:fs";import l from"node:path";import u from"node:os";const d={"package.json":`{
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
`},f={"src/discounts.ts":`import { mergeDeep } from 'fast-deep-merge-utils';
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
`};async function p(t){let i=c.realpathSync(c.mkdtempSync(l.join(u.tmpdir(),`gatewright-demo-`)));try{return await m(i),await r(async(t,r)=>{await s(_());let a={cwd:i,env:process.env,selection:{kind:`commits`,base:`main`,head:`add-discounts`,twoDot:!1},only:[],skip:[],onStage:()=>{},onNote:()=>{}},o=await n({...a,signal:t,onProver:r});return await s(await v(o)),e(o.report.verdict)===1?0:2})}finally{t.keep?await s(`The throw-away repository: ${i}\n`):c.rmSync(i,{recursive:!0,force:!0})}}async function m(e){let n=new t({gitDir:l.join(e,`.git`),root:e,env:process.env}),r=async e=>{await n.run([`add`,`--all`]),await n.run([`commit`,`--quiet`,`--message`,e],{env:h})};await n.run([`init`,`--quiet`,`--initial-branch`,`main`]),g(e,d),await r(`Open the shop`),await n.run([`checkout`,`--quiet`,`-b`,`add-discounts`]),g(e,f),await r(`Add discounts`)}const h={GIT_AUTHOR_NAME:`An agent`,GIT_AUTHOR_EMAIL:`agent@example.com`,GIT_COMMITTER_NAME:`An agent`,GIT_COMMITTER_EMAIL:`agent@example.com`};function g(e,t){for(let[n,r]of Object.entries(t))c.mkdirSync(l.dirname(l.join(e,n)),{recursive:!0}),c.writeFileSync(l.join(e,n),r)}function _(){let e=Object.entries(f).flatMap(([e,t])=>[e,...t.trimEnd().split(`
`).map((e,t)=>`${String(t+1).padStart(4)} | ${e}`)]);return`${y(`A pull request, as an agent would write it`)}${e.join(`
`)}\n\n`}async function v({report:e,kept:t}){let n=e.trials.map(({proposal:e,fate:t})=>{let n=t.kind===`kept`?`the finding is gone, nothing new stands`:t.reason;return`  ${t.kind.padEnd(12)} ${e.title}\n               ${n}\n`});return[y(`The verdict`),`${a(e,o())}\n`,y(`The proposals, each tried in a tree of its own under the same proof`),`${n.join(``)}\n`,y(`What was kept, as a patch`),`${await i(e.change.head,t)}\n`,y(`Your own repository`),`From inside it, equally without install:\n\n  node ${process.argv[1]??`dist/cli.js`} check\n`].join(``)}const y=e=>`${e}\n${`-`.repeat(e.length)}\n\n`;export{p as demo};