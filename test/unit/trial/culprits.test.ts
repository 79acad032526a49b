import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastCulprits, type Probed } from '../../../src/trial/culprits.ts';

type Pair = readonly number[];

/** A set fails when it has every member of some clash. */
function prober(clashes: readonly Pair[], budget = Infinity) {
  const probed: string[] = [];
  return {
    probed,
    probe: async (set: readonly number[]): Promise<Probed<number> | null> => {
      if (probed.length >= budget) return null;
      probed.push([...set].sort((a, b) => a - b).join());
      const clash = clashes.find((members) => members.every((member) => set.includes(member)));
      return clash ? { holds: false, reason: `clash ${clash.join()}`, suspects: set } : { holds: true };
    },
  };
}

/** By trying every subset: how few items have to go. */
function fewest(items: readonly number[], clashes: readonly Pair[]): number {
  let best = items.length;
  for (let mask = 0; mask < 1 << items.length; mask++) {
    const out = items.filter((_, index) => mask & (1 << index));
    if (clashes.every((clash) => clash.some((member) => out.includes(member))))
      best = Math.min(best, out.length);
  }
  return best;
}

describe('leastCulprits', () => {
  it('keeps everything with one probe when everything holds', async () => {
    const { probe, probed } = prober([]);
    expect(await leastCulprits([1, 2, 3], probe)).toEqual({ kept: [1, 2, 3], culprits: new Map() });
    expect(probed).toEqual(['1,2,3']);
  });

  it('rolls back the one that clashes with two, not the two', async () => {
    const { probe } = prober([
      [1, 2],
      [1, 3],
    ]);
    const search = await leastCulprits([1, 2, 3], probe);
    expect(search?.kept).toEqual([2, 3]);
    expect(search?.culprits.get(1)?.reason).toMatch(/^clash 1,/);
  });

  it('spares what was offered first when either would do, and names what it clashes with', async () => {
    const { probe } = prober([[1, 3]]);
    const search = await leastCulprits([1, 2, 3], probe);
    expect(search?.kept).toEqual([1, 2]);
    expect([...(search?.culprits ?? [])]).toEqual([[3, { members: [1, 3], reason: 'clash 1,3' }]]);
  });

  it('finds a clash of two among a hundred with few probes', async () => {
    const { probe, probed } = prober([[17, 83]]);
    const items = Array.from({ length: 100 }, (_, index) => index);
    const search = await leastCulprits(items, probe);
    expect(search?.kept).toHaveLength(99);
    expect(new Set(probed).size).toBeLessThan(30);
  });

  it('needs fewer probes when the failure points at suspects', async () => {
    const { probe, probed } = prober([[17, 83]]);
    const items = Array.from({ length: 100 }, (_, index) => index);
    const pointed = async (set: readonly number[]) => {
      const answer = await probe(set);
      return answer?.holds === false
        ? { ...answer, suspects: set.filter((n) => [17, 50, 83].includes(n)) }
        : answer;
    };
    expect((await leastCulprits(items, pointed))?.kept).toHaveLength(99);
    expect(probed.length).toBeLessThan(9);
  });

  it('gives up when the probes run out', async () => {
    for (let budget = 0; budget < 5; budget++) {
      const { probe } = prober([[1, 2]], budget);
      const search = await leastCulprits([1, 2, 3, 4], probe);
      if (search) expect(search.kept).toEqual([1, 3, 4]);
      else expect(search).toBeNull();
    }
  });

  it('leaves out as few as possible, keeps only what was probed, and blames each with a real clash', async () => {
    const items = [0, 1, 2, 3, 4, 5, 6, 7];
    const clash = fc.uniqueArray(fc.nat(7), { minLength: 2, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(clash, { maxLength: 6 }), async (clashes) => {
        const { probe, probed } = prober(clashes);
        const search = await leastCulprits(items, probe);
        if (!search) throw new Error('ran out');
        expect(probed).toContain(search.kept.join());
        expect(search.culprits.size + search.kept.length).toBe(items.length);
        expect(search.culprits.size).toBe(fewest(items, clashes));
        for (const [item, { members, reason }] of search.culprits) {
          expect(members).toContain(item);
          expect(reason).toMatch(/^clash/);
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('still keeps only what was probed when one item mends what two others break', async () => {
    const probed: string[] = [];
    const probe = async (set: readonly number[]): Promise<Probed<number>> => {
      probed.push(set.join());
      const broken = set.includes(1) && set.includes(2) && !set.includes(3);
      return broken ? { holds: false, reason: 'broken', suspects: set } : { holds: true };
    };
    const search = await leastCulprits([1, 2, 3, 4], probe);
    expect(search?.kept).toEqual([1, 2, 3, 4]);
    expect(probed).toContain('1,2,3,4');
  });
});
