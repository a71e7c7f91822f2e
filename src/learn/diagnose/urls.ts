import type { Target } from '../../sim/dataplane/index.ts';

/** What a learner would type to ask the same of another host or port. */
export function urlWith(
  target: Target,
  change: { readonly host?: string; readonly port?: number },
): string {
  const { scheme, host, port, path } = { ...target, ...change };
  const bracketed = host.includes(':') ? `[${host}]` : host;
  const usual =
    port === 0 || (scheme === 'http' && port === 80) || (scheme === 'https' && port === 443);
  const rest = path === '/' && scheme !== 'http' && scheme !== 'https' ? '' : path;
  return `${scheme}://${bracketed}${usual ? '' : `:${port}`}${rest}`;
}
