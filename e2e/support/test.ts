import { test as base, type BrowserContext } from '@playwright/test';

interface Options {
  /** Matches problems that a test provokes on purpose; none by default. Set it with `test.use`. */
  allowedProblems: RegExp | undefined;
}

interface Checks {
  /** What went wrong in the browser so far. A test need not look: it fails anyway. */
  problems: readonly string[];
}

/**
 * Playwright's `test`, which fails besides when any page writes an error to the console, throws, breaks
 * the content security policy or asks another host for something. That holds for the test's own
 * `page` and `context`, not for contexts that it makes itself.
 */
export const test = base.extend<Options & Checks>({
  allowedProblems: [undefined, { option: true }],
  problems: [
    async ({ context, baseURL, allowedProblems }, use) => {
      const problems: string[] = [];
      watch(context, new URL(baseURL ?? '').origin, (problem) => {
        if (!allowedProblems?.test(problem)) problems.push(problem);
      });
      await reportPolicyViolations(context);
      await use(problems);
      if (problems.length > 0) throw new Error(`Problems in the browser:\n${problems.join('\n')}`);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

function watch(context: BrowserContext, origin: string, report: (problem: string) => void): void {
  context.on('console', (message) => {
    if (message.type() === 'error') report(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => report(`uncaught: ${error.error().message}`));
  context.on('request', (request) => {
    const { origin: asked, protocol } = new URL(request.url());
    const staysInside = asked === origin || protocol === 'data:' || protocol === 'blob:';
    if (!staysInside) report(`request to another host: ${request.url()}`);
  });
}

/** The console tells of most violations; the event tells of all, with the directive. */
async function reportPolicyViolations(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`Policy ${event.effectiveDirective} forbids ${event.blockedURI}`);
    });
  });
}
