/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { dropUnused } from './scripts/drop-unused.mjs';
import { hasScreen } from './scripts/has-screen.mjs';
import { cssOf, dark, light } from './src/view/canvas/theme.ts';

/** CodeMirror writes its styles from JavaScript, hence the exception; nothing needs eval. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Puts the policy into the built page, where it holds on any host. The development server goes
 * without, since it needs an inline script.
 */
function addContentSecurityPolicy(): Plugin {
  return {
    name: 'podpath:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/**
 * Gives the page its colours before any script runs: those of the system's theme. `followTheme` writes the chosen ones over
 * them.
 */
function addColours(): Plugin {
  const css = `:root { ${cssOf(light)} } @media (prefers-color-scheme: dark) { :root { ${cssOf(dark)} } }`;
  return {
    name: 'podpath:colours',
    transformIndexHtml: () => [{ tag: 'style', children: css.replaceAll('\n', ' ') }],
  };
}

/** Has the panels fetched while the first picture is made, but not before what that needs. */
function preloadPanels(): Plugin {
  return {
    name: 'podpath:preload-panels',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) => {
        const files = Object.values(bundle).filter((file) => file.type === 'chunk');
        const withImports = (chunk: (typeof files)[number] | undefined): readonly string[] => {
          const imports = files.filter(({ fileName }) => chunk?.imports.includes(fileName));
          return [...(chunk ? [chunk.fileName] : []), ...imports.flatMap(withImports)];
        };
        const entry = new Set(withImports(files.find(({ isEntry }) => isEntry)));
        const panels = withImports(files.find(({ name }) => name === 'showPanels'));
        return [...new Set(panels)]
          .filter((fileName) => !entry.has(fileName))
          .map((fileName) => ({
            tag: 'link',
            attrs: {
              rel: 'modulepreload',
              crossorigin: true,
              fetchpriority: 'low',
              href: `./${fileName}`,
            },
            injectTo: 'head',
          }));
      },
    },
  };
}

/** What changes seldom stays in chunks of its own, and what is needed together is compressed together. */
const chunks = [
  // What the first picture waits for, with all that it imports: the panels share most of that.
  { name: 'picture', test: /[\\/]src[\\/]app[\\/]main\.ts$/, priority: 2 },
  { name: 'react', test: /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/ },
  { name: 'd3-gesture', test: /node_modules[\\/]d3-/ },
  {
    name: 'editor',
    test: /node_modules[\\/](?:codemirror|@codemirror|@lezer|@marijn|crelt|style-mod|w3c-keyname)[\\/]/,
  },
];

export default defineConfig(({ isSsrBuild }) => ({
  // Relative addresses, so that the app runs under any path of a host.
  base: './',
  plugins: [react(), dropUnused(), addColours(), preloadPanels(), addContentSecurityPolicy()],
  server: { open: hasScreen() },
  worker: { format: 'es' },
  build: isSsrBuild
    ? {
        // Programs for the terminal: one file each, see scripts/programs.mjs.
        target: 'node20',
        copyPublicDir: false,
        sourcemap: true,
        rolldownOptions: { output: { entryFileNames: 'main.mjs', codeSplitting: false } },
      }
    : {
        modulePreload: { polyfill: false },
        // 2 % smaller than what the built-in minifier makes of it.
        minify: 'terser',
        terserOptions: {
          ecma: 2020,
          module: true,
          compress: { passes: 3, keep_fargs: false },
        },
        rolldownOptions: { output: { codeSplitting: { groups: chunks } } },
      },
  test: {
    environment: 'node',
    setupFiles: ['scripts/property-seed.mjs'],
    // Ends what hangs. How fast anything is, on whatever else runs here meanwhile, is a question for the bench.
    testTimeout: 60_000,
    include: ['src/**/*.test.ts', 'conformance/**/*.test.ts', 'scripts/**/*.test.ts'],
  },
}));
