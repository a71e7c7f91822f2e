import { expect, it } from 'vitest';
import { readTarget } from './target.ts';

it.each([
  ['web', 'http web 80 /'],
  ['http://web', 'http web 80 /'],
  ['http://web:8080/cart?x=1', 'http web 8080 /cart?x=1'],
  ['https://shop.example.com', 'https shop.example.com 443 /'],
  ['10.244.1.2:8080', 'http 10.244.1.2 8080 /'],
  ['tcp://redis-leader:6379', 'tcp redis-leader 6379 /'],
  ['http://[fd00::1]:80/', 'http fd00::1 80 /'],
  ['dns://web.default', 'dns web.default 0 /'],
  ['dns://_http._tcp.web?type=SRV', 'dns _http._tcp.web 0 ?type=SRV SRV'],
  ['dns://web?type=aaaa', 'dns web 0 ?type=aaaa AAAA'],
  ['http://web/?type=SRV', 'http web 80 /?type=SRV'],
  ['  web  ', 'http web 80 /'],
])('reads %j', (text, expected) => {
  const target = readTarget(text);
  expect(
    target &&
      [target.scheme, target.host, target.port, target.path, target.record].join(' ').trim(),
  ).toBe(expected);
});

it.each([
  '',
  'a b',
  'ftp://web',
  'tcp://web',
  'web:99999',
  'dns://web?type=SVR',
  'web:0',
  'http://',
  '://web',
  'web:80:80',
])('refuses %j', (text) => {
  expect(readTarget(text)).toBeUndefined();
});
