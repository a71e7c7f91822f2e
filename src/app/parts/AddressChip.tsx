import { withPort, type Ip } from '../../sim/net/index.ts';
import { useColours } from '../context/colours.ts';

interface Props {
  readonly ip: Ip;
  readonly port?: number | undefined;
}

/** An address in its colour, which is the same everywhere on the page. */
export function AddressChip({ ip, port }: Props) {
  const colour = useColours().get(ip);
  return (
    <span className="address" data-colour={colour ?? 'none'}>
      {port === undefined ? ip : withPort(ip, port)}
    </span>
  );
}
