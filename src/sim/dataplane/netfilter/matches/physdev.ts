import { fitsInterface, printNegated, readInterface } from '../words.ts';
import type { MatchDefinition, MatchWording } from '../types.ts';

declare module '../types.ts' {
  interface Matches {
    /**
     * `-m physdev`: the port of a bridge by which a bridged packet came or will leave, whether it came by one, and whether it is
     * bridged (that is, leaves by a port of the same bridge) at all. A final `+` of a name stands for any ending.
     */
    physdev: {
      readonly in?: { readonly interface: string; readonly negated?: boolean };
      readonly out?: { readonly interface: string; readonly negated?: boolean };
      readonly isIn?: boolean;
      readonly isBridged?: boolean;
    };
  }
}

const physdev: MatchDefinition<'physdev'> = {
  name: 'physdev',
  fits(match, _packet, { bridgeInPort, bridgeOutPort }) {
    const fits = (
      condition: { interface: string; negated?: boolean } | undefined,
      port: string | undefined,
    ) =>
      condition === undefined ||
      fitsInterface(condition.interface, port) !== (condition.negated ?? false);
    const bridged = bridgeInPort !== undefined && bridgeOutPort !== undefined;
    return (
      fits(match.in, bridgeInPort) &&
      fits(match.out, bridgeOutPort) &&
      (match.isIn === undefined || match.isIn === (bridgeInPort !== undefined)) &&
      (match.isBridged === undefined || match.isBridged === bridged)
    );
  },
  print(match) {
    const words = ['-m physdev'];
    if (match.in) words.push(`${printNegated(match.in.negated)}--physdev-in ${match.in.interface}`);
    if (match.out)
      words.push(`${printNegated(match.out.negated)}--physdev-out ${match.out.interface}`);
    if (match.isIn !== undefined) words.push(`${printNegated(!match.isIn)}--physdev-is-in`);
    if (match.isBridged !== undefined)
      words.push(`${printNegated(!match.isBridged)}--physdev-is-bridged`);
    return words.join(' ');
  },
};
export default physdev;

export const wording: MatchWording<'physdev'> = {
  modules: ['physdev'],
  options: {
    '--physdev-in': 1,
    '--physdev-out': 1,
    '--physdev-is-in': 0,
    '--physdev-is-bridged': 0,
  },
  read(given) {
    const [into, out, isIn, bridged] = [
      '--physdev-in',
      '--physdev-out',
      '--physdev-is-in',
      '--physdev-is-bridged',
    ].map((wanted) => given.filter(({ name }) => name === wanted));
    const [entered, left] = [into, out].map((options) => options && readInterface(options));
    return {
      ...(entered && { in: entered }),
      ...(left && { out: left }),
      ...(isIn?.[0] && { isIn: !isIn[0].negated }),
      ...(bridged?.[0] && { isBridged: !bridged[0].negated }),
    };
  },
};
