// One small process for each namespace of the lab: it opens servers and connections, as it is told by JSON lines on standard input, and
// answers with JSON lines. Its one argument is the name that its servers give.

import { spawn } from 'node:child_process';
import dgram from 'node:dgram';
import net from 'node:net';
import process from 'node:process';
import readline from 'node:readline';

const name = process.argv[2] ?? '';

/** @type {Readonly<Record<string, string>>} */
const verdicts = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ECONNRESET: 'reset',
};

/** @param {NodeJS.ErrnoException} error */
const verdictOf = ({ code = '' }) => verdicts[code] ?? code;

/**
 * @typedef {{ protocol: 'TCP' | 'UDP' | 'ICMP', address: string, port: number, timeoutMs: number }} Question
 * @typedef {{ verdict: string, text: string }} Answer
 */

/**
 * What a server tells whoever reaches it.
 *
 * @param {string | undefined} peer
 */
const banner = (peer) => `${name} ${String(peer).replace(/^::ffff:/, '')}`;

/** @param {Question} socket */
function listen({ protocol, port, address }) {
  return new Promise((done, fail) => {
    if (protocol === 'UDP') {
      const socket = dgram.createSocket('udp4');
      socket.on('message', (_message, from) =>
        socket.send(banner(from.address), from.port, from.address),
      );
      socket.once('error', fail);
      socket.bind(port, address, () => done({}));
      return;
    }
    const server = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.end(banner(socket.remoteAddress));
    });
    server.once('error', fail);
    server.listen({ port, host: address, backlog: 512 }, () => done({}));
  });
}

/**
 * One try to reach something: its verdict, and what the server told.
 *
 * @param {Question} question
 * @returns {Promise<Answer>}
 */
function ask(question) {
  if (question.protocol === 'ICMP') return ping(question);
  return question.protocol === 'UDP' ? askByDatagram(question) : askByStream(question);
}

/**
 * @param {Question} question
 * @returns {Promise<Answer>}
 */
function askByStream({ address, port, timeoutMs }) {
  return new Promise((done) => {
    const socket = net.connect({ host: address, port });
    let text = '';
    /** @param {string} verdict */
    const finish = (verdict) => {
      clearTimeout(timer);
      socket.destroy();
      done({ verdict, text });
    };
    const timer = setTimeout(() => finish('timeout'), timeoutMs);
    socket.on('data', (data) => (text += data));
    socket.on('end', () => finish('connected'));
    socket.on('error', (error) => finish(verdictOf(error)));
  });
}

/**
 * @param {Question} question
 * @returns {Promise<Answer>}
 */
function askByDatagram({ address, port, timeoutMs }) {
  return new Promise((done) => {
    const socket = dgram.createSocket('udp4');
    /** @param {string} verdict */
    const finish = (verdict, text = '') => {
      clearTimeout(timer);
      socket.close();
      done({ verdict, text });
    };
    const timer = setTimeout(() => finish('timeout'), timeoutMs);
    socket.on('error', (error) => finish(verdictOf(error)));
    socket.on('message', (message) => finish('connected', String(message)));
    socket.connect(port, address, () => socket.send('ask'));
  });
}

/**
 * @param {Question} question
 * @returns {Promise<Answer>}
 */
function ping({ address, timeoutMs }) {
  return new Promise((done) => {
    const seconds = String(Math.ceil(timeoutMs / 1000));
    const program = spawn('ping', ['-n', '-c1', `-W${seconds}`, address]);
    let out = '';
    program.stdout.on('data', (data) => (out += data));
    program.on('close', (status) => {
      const failed = /unreachable|prohibited/i.test(out) ? 'unreachable' : 'timeout';
      done({ verdict: status === 0 ? 'connected' : failed, text: '' });
    });
  });
}

/**
 * Many connections, a few at a time: how long they take, in milliseconds, and how many succeed.
 *
 * @param {Question & { count: number, parallel: number }} question
 */
async function many({ count, parallel, ...question }) {
  const startMs = performance.now();
  let left = count;
  let connected = 0;
  const one = async () => {
    while (left-- > 0) if ((await askByStream(question)).verdict === 'connected') connected++;
  };
  await Promise.all(Array.from({ length: parallel }, one));
  return {
    verdict: connected === count ? 'connected' : 'timeout',
    text: String(performance.now() - startMs),
  };
}

/** @param {object} answer */
const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

readline
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { id, ...question } = JSON.parse(line);
    const { [question.do]: answerer = ask } = { listen, ask, many };
    const answer = answerer(question);
    answer.then(
      (found) => say({ id, ...found }),
      (error) => say({ id, error: String(error) }),
    );
  })
  .on('close', () => process.exit(0));
