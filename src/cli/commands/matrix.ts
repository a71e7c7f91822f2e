import { cnis } from '../../sim/dataplane/index.ts';
import { everyOwner, foldMatrix, matrixOf, questionOf } from '../../sim/matrix/index.ts';
import { clusterOptions, clusterUsage, readSpec } from '../clusterOptions.ts';
import { matrixAsJson } from '../matrix/json.ts';
import type { MatrixReport } from '../matrix/report.ts';
import { matrixAsText } from '../matrix/text.ts';
import { unusable, yes, type Command } from '../types.ts';
import { languageOption, languageUsage, readMessages } from '../words.ts';
import { hasErrors, loadWorld, printRemark } from '../world.ts';

const matrix: Command = {
  name: 'matrix',
  usage: `FILE... [--all] [--enforce] [--why] [--json] ${clusterUsage} ${languageUsage}
--all gives every Pod a row and columns of its own, --enforce shows what a CNI plugin that enforces policies would let pass, --why tells
of every packet that is denied which policy does it.`,
  about: 'Print who can reach whom, on which port, and which policies are in the way.',
  options: {
    ...clusterOptions,
    ...languageOption,
    all: { type: 'boolean' },
    enforce: { type: 'boolean' },
    why: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(names, values, io) {
    const world = await loadWorld(names, readSpec(values), io);
    const messages = await readMessages(values);
    const isJson = values['json'] === true;
    if (!isJson) for (const remark of world.remarks) io.complain(printRemark(messages, remark));
    const plugin = cnis().find(({ name }) => name === world.spec.cni);
    const enforcement = plugin?.enforces ?? (values['enforce'] === true ? 'as-written' : 'nobody');
    const question = questionOf(world.cluster, enforcement);
    const answered = matrixOf(question);
    const opened = values['all'] === true ? everyOwner(question) : new Set<string>();
    const report: MatrixReport = {
      world,
      messages,
      plugin: plugin?.title ?? world.spec.cni,
      enforces: plugin?.enforces !== undefined,
      isEnforced: enforcement !== 'nobody',
      question,
      matrix: answered,
      folded: foldMatrix(question, answered, { rows: opened, columns: opened }),
    };
    const lines = isJson
      ? [matrixAsJson(report)]
      : matrixAsText(report, { why: values['why'] === true });
    for (const line of lines) io.print(line);
    return hasErrors(world) ? unusable : yes;
  },
};
export default matrix;
