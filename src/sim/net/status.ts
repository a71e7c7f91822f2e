/** The words for a status of HTTP, those that proxies and servers here give (RFC 9110 section 15). */
const statusWords: Readonly<Record<number, string>> = {
  200: 'OK',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  404: 'Not Found',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** A status with its words: `404 Not Found`. */
export function statusText(status: number): string {
  return `${status} ${statusWords[status] ?? ''}`.trim();
}
