import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import readline from 'node:readline';
import { labScript } from '../../src/cli/lab/script.ts';
import { netnsName } from '../../src/cli/lab/links.ts';
import type { Cluster, Netns } from '../../src/sim/dataplane/index.ts';
import { tellConnected, type Flow, type Story } from './flows.ts';

interface Answer {
  readonly verdict: string;
  readonly text: string;
  readonly error?: string;
}
interface Agent {
  ask(question: object): Promise<Answer>;
  stop(): void;
}

/** How long silence lasts before it is called one, where silence is what the simulation expects. */
const silenceMs = 1200;
/**
 * Where it expects an answer, there is no hurry: a try ends when the answer comes, and on a busy machine it may come late. ARP alone asks
 * three times, a second apart, before the kernel says that nobody has an address.
 */
const patienceMs = 30_000;

/** A cluster that really runs, in network namespaces of this kernel. */
export class KernelCluster {
  private readonly agents = new Map<string, Agent>();

  /** Builds the cluster and starts its servers, and an agent in every namespace that something is asked from. */
  static async start(cluster: Cluster, askers: ReadonlySet<string>): Promise<KernelCluster> {
    const built = spawnSync('sh', ['-s'], { input: labScript(cluster), encoding: 'utf8' });
    if (built.status !== 0) throw new Error(`the cluster cannot be built: ${built.stderr}`);
    const lab = new KernelCluster();
    const needed = [...cluster.namespaces.values()].filter(
      ({ id, listeners }) => askers.has(id) || listeners.length > 0,
    );
    await Promise.all(needed.map((netns) => lab.startAgent(netns)));
    return lab;
  }

  private async startAgent({ id, listeners, interfaces }: Netns): Promise<void> {
    const agent = startAgent(netnsName(id));
    this.agents.set(id, agent);
    const own = interfaces.get('eth0')?.addresses[0]?.ip;
    for (const { protocol, port, address } of listeners) {
      if (protocol === 'SCTP') continue;
      // An answer to a datagram comes from the address that the kernel chooses, unless the socket has one.
      const isAny = address === '0.0.0.0' || address === '::';
      const at = isAny ? (protocol === 'UDP' ? own : '0.0.0.0') : address;
      const { error } = await agent.ask({ do: 'listen', protocol, port, address: at });
      if (error !== undefined) throw new Error(`${id} cannot listen on ${port}: ${error}`);
    }
  }

  async ask(flow: Flow, expected: ReadonlySet<Story>): Promise<Story> {
    const agent = this.agents.get(flow.netns);
    if (!agent) throw new Error(`nobody asks in ${flow.netns}`);
    const { protocol, address, port } = flow;
    const timeoutMs = expected.has('timeout') ? silenceMs : patienceMs;
    const { verdict, text } = await agent.ask({ do: 'ask', protocol, address, port, timeoutMs });
    const [server, peer] = text.split(' ');
    return verdict === 'connected' && server !== undefined && peer !== undefined
      ? tellConnected(server, peer)
      : verdict;
  }

  /** Milliseconds that this many connections take, eight at a time; `undefined` when not all of them succeed. */
  async time({ netns, address, port }: Flow, count: number): Promise<number | undefined> {
    const question = { do: 'many', address, port, count, parallel: 8, timeoutMs: patienceMs };
    const answer = await this.agents.get(netns)?.ask(question);
    return answer?.verdict === 'connected' ? Number(answer.text) : undefined;
  }

  /** Ends all processes and takes the namespaces away. */
  stop(): void {
    for (const agent of this.agents.values()) agent.stop();
    spawnSync('ip', ['-all', 'netns', 'delete']);
  }
}

function startAgent(name: string): Agent {
  const file = path.resolve('conformance/lab/agent.mjs');
  const program: ChildProcess = spawn(
    'ip',
    ['netns', 'exec', name, process.execPath, '--v8-pool-size=0', file, name],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const waiting = new Map<number, (answer: Answer) => void>();
  if (program.stdout)
    readline.createInterface({ input: program.stdout }).on('line', (line) => {
      const { id, ...answer } = JSON.parse(line) as Answer & { id: number };
      waiting.get(id)?.(answer);
      waiting.delete(id);
    });
  let count = 0;
  return {
    ask: (question) =>
      new Promise((done) => {
        const id = count++;
        waiting.set(id, done);
        program.stdin?.write(`${JSON.stringify({ id, ...question })}\n`);
      }),
    stop: () => void program.kill('SIGKILL'),
  };
}
