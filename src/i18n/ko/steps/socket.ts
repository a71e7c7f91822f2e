import { withPort } from '../../../sim/net/index.ts';
import type { Hop } from '../../../sim/trace/types.ts';
import { bareName, cargoOf, destinationOf, dotsIn, sourceOf } from '../../facts.ts';
import { address, code, say, type Part, type Phrase } from '../../phrase.ts';
import { josa } from '../particles.ts';
import { cargo } from './cargo.ts';

export function send(hop: Hop<'send'>, place: string): Phrase {
  return say`${place}의 ${josa(sender(hop), '이/가')} ${josa(cargo(hop.after), '을/를')} ${sourceOf(hop.after)}에서 ${josa(destinationOf(hop.after), '으로/로')} 보냅니다.${closing(hop)}`;
}

function closing(hop: Hop<'send'>): string {
  const { is } = cargoOf(hop.after);
  if (is === 'fin') return ' 더 보낼 것이 없으므로 연결의 자기 쪽을 닫습니다.';
  return is === 'ack' ? ' 이것으로 양쪽이 모두 닫힙니다.' : '';
}

/** What the kernel itself sends, such as an ICMP error, has no process. */
function sender({ process }: Hop<'send'>): Part {
  return process === 'kernel' ? '커널' : code(process);
}

export function resolve(hop: Hop<'resolve'>, place: string): Phrase {
  const name = code(bareName(hop.name));
  if (hop.by === 'hosts') {
    return hop.address
      ? say`${place}의 /etc/hosts에 ${name}의 주소가 ${josa(address(hop.address), '으로/로')} 적혀 있어 DNS에는 묻지 않습니다.`
      : say`${place}의 /etc/hosts에 ${josa(name, '이/가')} 있지만 주소가 없습니다.`;
  }
  if (hop.by === 'public' && hop.address)
    return say`바깥의 DNS가 ${name}의 주소로, 이 이름을 받는 객체의 status에 있는 ${josa(address(hop.address), '을/를')} 알려 줍니다.`;
  if (hop.address)
    return say`DNS가 ${name}의 주소로 ${josa(address(hop.address), '을/를')} 알려 주었습니다. ${place}에서 보내는 패킷은 이 주소로 갑니다.`;
  if (hop.by === 'none') return say`${place}의 리졸버가 ${name}의 주소를 찾지 못하고 포기합니다.`;
  if (hop.insteadOf) return other(hop, place);
  const count = hop.candidates.length;
  const number = hop.candidates.indexOf(hop.name) + 1;
  if (count < 2 || number === 0)
    return say`${place}의 리졸버가 DNS에 ${josa(name, '을/를')} 적힌 그대로 묻습니다.`;
  const asks = say`${place}의 리졸버가 DNS에 ${josa(name, '을/를')} 묻습니다. resolv.conf의 검색 도메인(search)으로 만든 이름 ${count}개 중 ${number}번째입니다.`;
  const { written, ndots } = hop;
  if (number > 1 || written === undefined || ndots === undefined) return asks;
  const dots = dotsIn(written);
  return dots < ndots
    ? say`${asks} 점이 ${dots}개로 ${code(`ndots:${ndots}`)}보다 적어서 검색 도메인을 붙인 이름부터 묻습니다.`
    : say`${asks} 점이 ${dots}개로 ${code(`ndots:${ndots}`)}보다 적지 않아서 적힌 이름부터 묻습니다.`;
}

/** The next name server of the list, asked because another one was no help. */
function other({ name, insteadOf, before }: Hop<'resolve'>, place: string): Phrase {
  const asked = code(bareName(name));
  const next = address(before.destination);
  const server = insteadOf ? address(insteadOf.server) : '';
  return insteadOf && insteadOf.waitedSeconds > 0
    ? say`${server}에서 ${insteadOf.waitedSeconds}초 동안 응답이 없어, ${place}의 리졸버가 다음 네임 서버인 ${next}에 ${josa(asked, '을/를')} 묻습니다.`
    : say`${server}에서는 답을 얻지 못해, ${place}의 리졸버가 다음 네임 서버인 ${next}에 ${josa(asked, '을/를')} 묻습니다.`;
}

export function deliver(hop: Hop<'deliver'>, place: string): Phrase {
  const process = josa(code(hop.process), '이/가');
  const { listener } = hop;
  if (!listener)
    return say`${place}의 ${process} 이 연결을 열어 두고 있으므로, 그 소켓이 ${josa(cargo(hop.after), '을/를')} 받습니다.`;
  return say`도착했습니다. ${place}의 ${process} ${code(withPort(listener.address, listener.port))}에서 수신 대기하고 있다가, ${josa(sourceOf(hop.after), '이/가')} 보낸 ${josa(cargo(hop.after), '을/를')} 받습니다.`;
}
