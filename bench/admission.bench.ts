import { loadAll } from 'js-yaml';
import { assert } from '../src/base/assert.ts';
import { admit } from '../src/sim/api/index.ts';
import { readManifest } from '../src/sim/manifest/index.ts';
import { defaultSpec } from '../src/sim/spec.ts';
import { medians } from './clock.ts';
import { servicesAsWritten } from './services.ts';
import type { Benchmark } from './types.ts';

/**
 * What it costs to find kinds, fill in defaults, check and give addresses, against js-yaml reading the same text. Each time the
 * text is read anew before, for what was admitted once is not looked at again.
 */
export const benchmark: Benchmark = {
  name: 'admission',
  run() {
    const text = servicesAsWritten(1000);
    const { entries, problems } = admit(readManifest(text), defaultSpec);
    assert(entries.length === 1000 && problems.length === 0, 'all are accepted without a remark');
    const [oursMs = 0, theirsMs = 0] = medians(
      25,
      () => {
        const manifest = readManifest(text);
        return () => admit(manifest, defaultSpec);
      },
      () => () => loadAll(text),
    );
    return Promise.resolve([
      { name: '1,000 Services', against: 'js-yaml loadAll', oursMs, theirsMs, ratioMax: 1.5 },
    ]);
  },
};
