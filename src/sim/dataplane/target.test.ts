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
  ['  web  ', 'http web 80 /'],
])('reads %j', (text, expected) => {
  const target = readTarget(text);
  expect(target && `${target.scheme} ${target.host} ${target.port} ${target.path}`).toBe(expected);
});

it.each([
  '',
  'a b',
  'ftp://web',
  'tcp://web',
  'web:99999',
  'web:0',
  'http://',
  '://web',
  'web:80:80',
])('refuses %j', (text) => {
  expect(readTarget(text)).toBeUndefined();
});
