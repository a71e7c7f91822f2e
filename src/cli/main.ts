import { existsSync, readFileSync } from 'node:fs';
import { runCli } from './cli.ts';

process.exitCode = await runCli(process.argv.slice(2), {
  read: (file) => readFileSync(file === '-' ? 0 : file, 'utf8'),
  exists: (file) => existsSync(file),
  print: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
