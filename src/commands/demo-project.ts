/** The demo's throw-away project, and the pull request to it as an agent would write it. */

/** The default branch: a small shop. */
export const BASE: Readonly<Record<string, string>> = {
  'package.json': `{
  "name": "corner-shop",
  "version": "1.0.0",
  "type": "module",
  "dependencies": { "express": "^5.1.0" }
}
`,
  'tsconfig.json': `{ "compilerOptions": { "module": "preserve", "allowImportingTsExtensions": true, "noEmit": true } }
`,
  'src/money.ts': `/** Money is counted in cents. */
export function formatPrice(cents: number): string {
  return (cents / 100).toFixed(2);
}
`,
  'src/orders.ts': `export interface Item {
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
`,
};

/** The pull request "Add discounts": it reads well, and four things in it are wrong. */
export const HEAD: Readonly<Record<string, string>> = {
  'src/discounts.ts': `import { mergeDeep } from 'fast-deep-merge-utils';
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
`,
};
