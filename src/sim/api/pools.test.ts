import { describe, expect, it } from 'vitest';
import { defaultSpec } from '../spec.ts';
import { createPools } from './pools.ts';
import { compareText } from './store.ts';

describe('pools', () => {
  it('gives the same value for the same seed and holder, another for another', () => {
    const one = createPools(defaultSpec).addresses.next('Service/default/a');
    expect(createPools(defaultSpec).addresses.next('Service/default/a')).toBe(one);
    expect(createPools({ ...defaultSpec, seed: 2 }).addresses.next('Service/default/a')).not.toBe(
      one,
    );
    expect(createPools(defaultSpec).addresses.next('Service/default/b')).not.toBe(one);
  });

  it('gives what a holder has already', () => {
    const { addresses } = createPools(defaultSpec);
    addresses.take('10.96.0.10', 'dns', 'dns');
    expect(addresses.next('dns')).toBe('10.96.0.10');
  });

  it('leaves the lower band to those who ask by name', () => {
    const { nodePorts } = createPools(defaultSpec);
    const given = Array.from({ length: 500 }, (_, index) => nodePorts.next(`k${index}`) ?? 0);
    expect(Math.min(...given)).toBeGreaterThanOrEqual(30000 + 86);
    expect(Math.max(...given)).toBeLessThanOrEqual(32767);
    expect(new Set(given).size).toBe(500);
  });

  it('gives every value of a range once, then none', () => {
    const { nodePorts, addresses } = createPools({
      ...defaultSpec,
      nodePorts: [30000, 30099],
      serviceCidr: '10.0.0.0/29',
    });
    const ports = Array.from({ length: 101 }, (_, index) => nodePorts.next(`k${index}`));
    expect(new Set(ports.slice(0, 100)).size).toBe(100);
    expect(ports[100]).toBeUndefined();
    const six = Array.from({ length: 7 }, (_, index) => addresses.next(`k${index}`) ?? 'none').sort(
      compareText,
    );
    expect(six).toEqual([
      '10.0.0.1',
      '10.0.0.2',
      '10.0.0.3',
      '10.0.0.4',
      '10.0.0.5',
      '10.0.0.6',
      'none',
    ]);
  });

  it.each([
    ['10.96.0.0', /network does not match/],
    ['10.111.255.255', /network does not match/],
    ['10.112.0.1', /network does not match/],
    ['10.96.0.1', undefined],
  ])('%s', (address, refusal) => {
    const words = createPools(defaultSpec).addresses.refusal(address, 'k');
    if (refusal) expect(words).toMatch(refusal);
    else expect(words).toBeUndefined();
  });

  it('takes back what an object held', () => {
    const { nodePorts } = createPools(defaultSpec);
    nodePorts.take(30080, 'a', 'a#80');
    expect(nodePorts.refusal(30080, 'b')).toBe('provided port is already allocated');
    expect(nodePorts.refusal(30080, 'a')).toBeUndefined();
    nodePorts.release('a');
    expect(nodePorts.refusal(30080, 'b')).toBeUndefined();
  });
});
