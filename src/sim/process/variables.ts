import { isHeadless, type Container, type Pod, type Service } from '../api/index.ts';

/** Environment variables by name. */
export type Variables = ReadonlyMap<string, string>;

/**
 * What a container finds in its environment, as far as the manifest says it: for each Service of its namespace that has an address the
 * variables of Docker's old links, unless `enableServiceLinks` is off, and over them its own (pkg/kubelet/envvars/envvars.go, FromServices). Values that
 * come from elsewhere (`valueFrom`) are not known, and hide a link's all the same.
 */
export function variablesOf(
  { spec }: Pod,
  { env = [] }: Container,
  services: readonly Service[],
): Variables {
  const linked = spec.enableServiceLinks === false ? [] : services.flatMap(linksTo);
  const variables = new Map(linked);
  for (const { name, value } of env)
    if (value === undefined) variables.delete(name);
    else variables.set(name, value);
  return variables;
}

function linksTo(service: Service): readonly (readonly [name: string, value: string])[] {
  const { clusterIP: address, ports = [] } = service.spec;
  const [first] = ports;
  if (isHeadless(service) || !address || !first) return [];
  const prefix = upper(service.metadata.name);
  const url = (port: { readonly protocol?: string; readonly port: number }): string =>
    `${(port.protocol ?? 'TCP').toLowerCase()}://${address}:${port.port}`;
  return [
    [`${prefix}_SERVICE_HOST`, address],
    [`${prefix}_SERVICE_PORT`, String(first.port)],
    ...ports.flatMap(({ name, port }) =>
      name ? [[`${prefix}_SERVICE_PORT_${upper(name)}`, String(port)] as const] : [],
    ),
    [`${prefix}_PORT`, url(first)],
    ...ports.flatMap((port) => {
      const protocol = port.protocol ?? 'TCP';
      const own = `${prefix}_PORT_${port.port}_${protocol}`;
      return [
        [own, url(port)],
        [`${own}_PROTO`, protocol.toLowerCase()],
        [`${own}_PORT`, String(port.port)],
        [`${own}_ADDR`, address],
      ] as const;
    }),
  ];
}

function upper(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
