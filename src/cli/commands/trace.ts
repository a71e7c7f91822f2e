import { diagnose } from '../../learn/diagnose/index.ts';
import type { HttpHeaders } from '../../sim/net/index.ts';
import { readTarget, send } from '../../sim/dataplane/index.ts';
import { clusterOptions, clusterUsage, readSpec, wholeNumber } from '../clusterOptions.ts';
import { readSender } from '../sender.ts';
import { traceAsJson } from '../trace/json.ts';
import type { Report } from '../trace/report.ts';
import { traceAsText } from '../trace/text.ts';
import { no, unusable, UsageError, yes, type Command, type OptionValues } from '../types.ts';
import { languageOption, languageUsage, readMessages } from '../words.ts';
import { hasErrors, loadWorld, printRemark } from '../world.ts';

const attemptMax = 1_000_000;

const trace: Command = {
  name: 'trace',
  usage: `FILE... --from SENDER --to URL [--header 'NAME: VALUE']... [--attempt N] [--json] ${clusterUsage} ${languageUsage}
SENDER is pod/NAME, pod/NAMESPACE/NAME, deploy/NAME (its first Pod; any workload will do), node/NAME, client\n(on the internet) or lan-client (on the nodes’ network).
URL is http://web:80/, web, tcp://10.244.1.2:6379, udp://…, icmp://… (a ping) or dns://web (a lookup; dns://web?type=SRV for other records).`,
  about: 'Send a request and print every hop of its packets, and why it failed if it did.',
  options: {
    ...clusterOptions,
    ...languageOption,
    from: { type: 'string' },
    to: { type: 'string' },
    header: { type: 'string', multiple: true },
    attempt: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(names, values, io) {
    const to = required(values, 'to');
    const fromText = required(values, 'from');
    if (!readTarget(to)) throw new UsageError(`--to ${to} cannot be read.`);
    const attempt = wholeNumber(values, 'attempt', 0, 0, attemptMax);
    const world = await loadWorld(names, readSpec(values), io);
    const messages = await readMessages(values);
    const isJson = values['json'] === true;
    if (!isJson) for (const remark of world.remarks) io.complain(printRemark(messages, remark));
    const sent = send(world.cluster, {
      from: readSender(fromText, world.cluster),
      to,
      attempt,
      ...readHeaders(values),
    });
    const report: Report = {
      world,
      messages,
      trace: sent.trace,
      findings: diagnose(world.cluster, sent.trace),
    };
    for (const line of isJson ? [traceAsJson(report)] : traceAsText(report)) io.print(line);
    if (hasErrors(world)) return unusable;
    return sent.trace.outcome.result === 'delivered' ? yes : no;
  },
};
export default trace;

/** `--header 'Host: shop.example.com'`, as curl takes it. */
function readHeaders(values: OptionValues): { readonly headers?: HttpHeaders } {
  const given = values['header'];
  if (!Array.isArray(given)) return {};
  const headers = given.map((text) => {
    const [, name, value] = /^([!#$%&'*+.^`|~\w-]+):\s*(.*)$/.exec(String(text)) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError(`--header takes NAME: VALUE, not ${text}.`);
    return [/^host$/i.test(name) ? 'Host' : name, value] as const;
  });
  return { headers: Object.fromEntries(headers) };
}

function required(values: OptionValues, name: string): string {
  const text = values[name];
  if (typeof text === 'string' && text !== '') return text;
  throw new UsageError(`--${name} is missing.`);
}
