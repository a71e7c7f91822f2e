import { test } from 'vitest'
import { readFileSync } from 'node:fs'
import { load, loadAll } from 'js-yaml'
import { build } from '../../sim/world.ts'
import { defaultSpec } from '../../sim/spec.ts'
import { send } from '../../sim/dataplane/index.ts'
import { diagnose } from './index.ts'
import en from '../../i18n/en/findings.ts'
import { plain } from '../../i18n/phrase.ts'
test('x', () => {
  const d = JSON.parse(readFileSync('/work/shared/oracle/failures/open.json', 'utf8'))
  for (const c of d.cases) {
    if (!['http','tcp','udp','dns','ping'].includes(c.probe?.do)) continue
    if (/Ingress|networking.istio|gateway.networking|NetworkPolicy|security.istio/.test(c.manifests)) continue
    let docs: any[] = []
    try { docs = loadAll(c.manifests) as any[] } catch (e) { console.log(c.id, 'yaml', e); continue }
    for (const doc of docs) {
      const tpl = doc.kind === 'Pod' ? doc : doc.spec?.template
      if (!tpl?.spec?.containers) continue
      for (const a of c.apps ?? []) {
        const m = a.match
        if (m.pod ? m.pod !== doc.metadata.name : !Object.entries(m.labels ?? {}).every(([k, v]) => tpl.metadata?.labels?.[k] === v)) continue
        const ls = (a.listens ?? []).map((l: any) => `${l.address}:${l.port}/${l.protocol ?? 'TCP'}`).join(',') || 'none'
        tpl.metadata ??= {}
        tpl.metadata.annotations = { ...tpl.metadata.annotations, 'podpath.dev/listens': tpl.spec.containers.map((k: any, i: number) => `${k.name}=${i === 0 ? ls : 'none'}`).join('; ') }
      }
    }
    const world = build(docs.map((x) => JSON.stringify(x)).join('\n---\n'), defaultSpec)
    const from = c.probe.from
    const pods = world.cluster.store.list('Pod')
    const podNamed = (n: string, ns?: string) => pods.find((p) => (p.metadata.name === n || p.metadata.name.startsWith(n.replace(/^deploy:/, '') + '-')) && (!ns || p.metadata.namespace === ns))
    const p = podNamed(from.name ?? '', from.namespace)
    const sender: any = from.kind.startsWith('pod') ? { kind: 'pod', namespace: p?.metadata.namespace ?? 'default', name: p?.metadata.name ?? from.name } : from.kind === 'node' ? { kind: 'node', name: 'node-1' } : { kind: 'host', name: 'client' }
    let to = c.probe.url ?? (c.probe.do === 'dns' ? 'dns://' + c.probe.name : `${c.probe.do}://${c.probe.host}:${c.probe.port}`)
    to = to.replace(/pod:([a-z0-9-]+)/, (_: string, n: string) => podNamed(n)?.status?.podIP ?? '?').replace(/svc-ip:([a-z0-9-]+)/, (_: string, n: string) => world.cluster.store.list('Service').find((s) => s.metadata.name === n)?.spec.clusterIP ?? '?').replace(/node-?ip:([a-z0-9-]+)/, '192.168.0.11')
    const { trace } = send(world.cluster, { from: sender, to, attempt: 0 })
    const f = diagnose(world.cluster, trace)
    console.log(c.id, '|', c.cause, '|', JSON.stringify(from), to, '| want', c.expect.outcome, '| got', trace.outcome.result, trace.outcome.reason, world.problems.map((x) => x.message).join(';').slice(0, 200), '\n   ', f.map((x) => x.code + ': ' + plain((en.sentences as any)[x.code](x)) + ' FIX ' + JSON.stringify(x.fix)).join('\n    '))
  }
})
