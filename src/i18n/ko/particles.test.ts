import { describe, expect, test } from 'vitest';
import { ip } from '../../sim/net/index.ts';
import { address, code, plain } from '../phrase.ts';
import { josa, particleFor, type Particle } from './particles.ts';

/** One line a word: the word with each particle, as a Korean engineer says it. */
const spoken = `
파드        파드는        파드가        파드를        파드와        파드로
서비스      서비스는      서비스가      서비스를      서비스와      서비스로
레이블      레이블은      레이블이      레이블을      레이블과      레이블로
라우팅      라우팅은      라우팅이      라우팅을      라우팅과      라우팅으로
10.96.0.10  10.96.0.10은  10.96.0.10이  10.96.0.10을  10.96.0.10과  10.96.0.10으로
10.244.1.1  10.244.1.1은  10.244.1.1이  10.244.1.1을  10.244.1.1과  10.244.1.1로
10.244.1.2  10.244.1.2는  10.244.1.2가  10.244.1.2를  10.244.1.2와  10.244.1.2로
10.244.1.3  10.244.1.3은  10.244.1.3이  10.244.1.3을  10.244.1.3과  10.244.1.3으로
10.244.1.4  10.244.1.4는  10.244.1.4가  10.244.1.4를  10.244.1.4와  10.244.1.4로
10.244.1.5  10.244.1.5는  10.244.1.5가  10.244.1.5를  10.244.1.5와  10.244.1.5로
10.244.1.6  10.244.1.6은  10.244.1.6이  10.244.1.6을  10.244.1.6과  10.244.1.6으로
10.244.1.7  10.244.1.7은  10.244.1.7이  10.244.1.7을  10.244.1.7과  10.244.1.7로
10.244.1.8  10.244.1.8은  10.244.1.8이  10.244.1.8을  10.244.1.8과  10.244.1.8로
10.244.1.9  10.244.1.9는  10.244.1.9가  10.244.1.9를  10.244.1.9와  10.244.1.9로
8080        8080은        8080이        8080을        8080과        8080으로
443         443은         443이         443을         443과         443으로
fd00::a     fd00::a는     fd00::a가     fd00::a를     fd00::a와     fd00::a로
[fd00::1]:80 [fd00::1]:80은 [fd00::1]:80이 [fd00::1]:80을 [fd00::1]:80과 [fd00::1]:80으로
(10.0.0.1)  (10.0.0.1)은  (10.0.0.1)이  (10.0.0.1)을  (10.0.0.1)과  (10.0.0.1)로
파드(nginx) 파드(nginx)는 파드(nginx)가 파드(nginx)를 파드(nginx)와 파드(nginx)로
node-1      node-1은      node-1이      node-1을      node-1과      node-1로
node-2      node-2는      node-2가      node-2를      node-2와      node-2로
pod-a       pod-a는       pod-a가       pod-a를       pod-a와       pod-a로
eth0        eth0은        eth0이        eth0을        eth0과        eth0으로
cni0        cni0은        cni0이        cni0을        cni0과        cni0으로
flannel.1   flannel.1은   flannel.1이   flannel.1을   flannel.1과   flannel.1로
web         web은         web이         web을         web과         web으로
app         app은         app이         app을         app과         app으로
client      client는      client가      client를      client와      client로
server      server는      server가      server를      server와      server로
service     service는     service가     service를     service와     service로
pod-service pod-service는 pod-service가 pod-service를 pod-service와 pod-service로
node        node는        node가        node를        node와        node로
name        name은        name이        name을        name과        name으로
nginx       nginx는       nginx가       nginx를       nginx와       nginx로
curl        curl은        curl이        curl을        curl과        curl로
redis       redis는       redis가       redis를       redis와       redis로
busybox     busybox는     busybox가     busybox를     busybox와     busybox로
frontend    frontend는    frontend가    frontend를    frontend와    frontend로
api         api는         api가         api를         api와         api로
db          db는          db가          db를          db와          db로
mysql       mysql은       mysql이       mysql을       mysql과       mysql로
login       login은       login이       login을       login과       login으로
billing     billing은     billing이     billing을     billing과     billing으로
mail        mail은        mail이        mail을        mail과        mail로
hook        hook은        hook이        hook을        hook과        hook으로
network     network는     network가     network를     network와     network로
socket      socket은      socket이      socket을      socket과      socket으로
test        test는        test가        test를        test와        test로
DNAT        DNAT은        DNAT이        DNAT을        DNAT과        DNAT으로
DNS         DNS는         DNS가         DNS를         DNS와         DNS로
TTL         TTL은         TTL이         TTL을         TTL과         TTL로
VXLAN       VXLAN은       VXLAN이       VXLAN을       VXLAN과       VXLAN으로
ClusterIP   ClusterIP는   ClusterIP가   ClusterIP를   ClusterIP와   ClusterIP로
targetPort  targetPort는  targetPort가  targetPort를  targetPort와  targetPort로
SYN         SYN은         SYN이         SYN을         SYN과         SYN으로
SYN-ACK     SYN-ACK는     SYN-ACK가     SYN-ACK를     SYN-ACK와     SYN-ACK로
PREROUTING  PREROUTING은  PREROUTING이  PREROUTING을  PREROUTING과  PREROUTING으로
`;

const particles: readonly Particle[] = ['은/는', '이/가', '을/를', '과/와', '으로/로'];

describe('particles follow the Korean reading', () => {
  const rows = spoken
    .trim()
    .split('\n')
    .map((row) => row.split(/\s+/));
  test.each(rows)('%s', (word = '', ...expected) => {
    expect(particles.map((particle) => word + particleFor(word, particle))).toEqual(expected);
  });
});

test('a particle follows parts of a sentence as it follows words', () => {
  expect(plain(josa(address(ip('10.96.0.10'), 80), '을/를'))).toBe('10.96.0.10:80을');
  expect(plain(josa(code('app=web-app'), '이/가'))).toBe('app=web-app이');
  expect(plain(josa(8472, '으로/로'))).toBe('8472로');
});
