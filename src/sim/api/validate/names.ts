import type { FieldError, FieldPath } from '../types.ts';
import { invalid, required } from './errors.ts';

// As k8s.io/apimachinery/pkg/util/validation/validation.go and pkg/api/validate/content of Kubernetes 1.36.

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(\\.${label})*`;
const qualified = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const labelPattern = new RegExp(`^${label}$`);
const subdomainPattern = new RegExp(`^${subdomain}$`);
const qualifiedPattern = new RegExp(`^${qualified}$`);
const valuePattern = new RegExp(`^(${qualified})?$`);

const labelWords =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character " +
  `(e.g. 'my-name',  or '123-abc', regex used for validation is '${label}')`;
const subdomainWords =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character " +
  `(e.g. 'example.com', regex used for validation is '${subdomain}')`;
const qualifiedWords =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  `(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${qualified}')`;
const valueWords =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  `(e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(${qualified})?')`;

/** What is wrong with a text, in the server's words; nothing when it is fine. */
export type Check = (text: string) => readonly string[];

/** RFC 1123 label, at most 63 characters: Services, Namespaces, containers, ports of Services. */
export const dnsLabel: Check = (text) => {
  const problems = text.length > 63 ? ['must be no more than 63 characters'] : [];
  if (labelPattern.test(text)) return problems;
  return [...problems, subdomainPattern.test(text) ? 'must not contain dots' : labelWords];
};

/** RFC 1123 subdomain, at most 253 characters: the names of most objects. */
export const dnsSubdomain: Check = (text) => {
  const problems = text.length > 253 ? ['must be no more than 253 characters'] : [];
  return subdomainPattern.test(text) ? problems : [...problems, subdomainWords];
};

const wildcardWords =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character " +
  `(e.g. '*.example.com', regex used for validation is '\\*\\.${subdomain}')`;

/** A subdomain of which the first label is `*`. */
export const wildcardSubdomain: Check = (text) => {
  const problems = text.length > 253 ? ['must be no more than 253 characters'] : [];
  return text.startsWith('*.') && subdomainPattern.test(text.slice(2))
    ? problems
    : [...problems, wildcardWords];
};

/** Names that end up in a path of the API and need nothing more: RBAC. */
export const pathSegment: Check = (text) => {
  if (text === '.' || text === '..') return [`may not be '${text}'`];
  return ['/', '%']
    .filter((mark) => text.includes(mark))
    .map((mark) => `may not contain '${mark}'`);
};

/** `name` or `prefix/name`: keys of labels and annotations, appProtocol. */
export const qualifiedName: Check = (text) => {
  const parts = text.split('/');
  if (parts.length > 2)
    return [
      `a valid label key ${qualifiedWords} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const problems: string[] = [];
  if (prefix === '') problems.push('prefix part must be non-empty');
  else if (prefix !== undefined)
    problems.push(...dnsSubdomain(prefix).map((words) => `prefix part ${words}`));
  if (name === '') problems.push('name part must be non-empty');
  else if (name.length > 63) problems.push('name part must be no more than 63 bytes');
  if (!qualifiedPattern.test(name)) problems.push(`name part ${qualifiedWords}`);
  return problems;
};

export const labelValue: Check = (text) => {
  const problems = isLongerThan63Bytes(text) ? ['must be no more than 63 bytes'] : [];
  return valuePattern.test(text) ? problems : [...problems, valueWords];
};

/** An IANA service name, at most 15 characters: names of container ports, named target ports. */
export const portName: Check = (text) => {
  const problems: string[] = [];
  if (text.length > 15) problems.push('must be no more than 15 characters');
  if (!/^[-a-z0-9]+$/.test(text))
    problems.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  if (!/[a-z]/.test(text)) problems.push('must contain at least one letter (a-z)');
  if (text.includes('--')) problems.push('must not contain consecutive hyphens');
  if (text.startsWith('-') || text.endsWith('-'))
    problems.push('must not begin or end with a hyphen');
  return problems;
};

/** The errors of `check` on a text, at `path`. */
export function checkText(check: Check, text: string, path: FieldPath): readonly FieldError[] {
  return check(text).map((detail) => invalid(path, text, detail));
}

function isLongerThan63Bytes(text: string): boolean {
  // No character of a text takes more than three bytes.
  return text.length > 21 && new TextEncoder().encode(text).length > 63;
}

const pathCharacters = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
const pathPattern = new RegExp(`^${pathCharacters}$`);

/** The errors of a text that should be a domain and a path: `k8s.io/ingress-nginx`. */
export function checkPrefixedPath(text: string, path: FieldPath): readonly FieldError[] {
  if (text === '') return [required(path)];
  const slash = text.indexOf('/');
  const [host, rest] = [text.slice(0, slash), text.slice(slash + 1)];
  if (slash <= 0 || rest === '')
    return [invalid(path, text, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  const errors = [...checkText(dnsSubdomain, host, path)];
  if (!pathPattern.test(rest))
    errors.push(
      invalid(path, rest, `Invalid path (regex used for validation is '${pathCharacters}')`),
    );
  return errors;
}

/** The errors of a text that should be the name of a host with its domain: `www.example.com`. */
export function checkDomainName(text: string, path: FieldPath): readonly FieldError[] {
  if (text === '') return [required(path)];
  const name = text.replace(/\.$/, '');
  const wrong = dnsSubdomain(name);
  if (wrong.length > 0) return [invalid(path, name, wrong.join())];
  const labels = name.split('.');
  if (labels.length < 2)
    return [invalid(path, name, 'should be a domain with at least two segments separated by dots')];
  const bad = labels.find((each) => dnsLabel(each).length > 0);
  return bad === undefined ? [] : [invalid(path, bad, dnsLabel(bad).join())];
}
