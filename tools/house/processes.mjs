/**
 * Runs other programs: ours by their scripts with this same Node, and none outlives the tool that started it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT, toPath } from './paths.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const running = new Set();

/** Ends everything that is still running. */
export function endAll() {
  for (const child of running) child.kill('SIGTERM');
}

process.on('exit', endAll);
for (const [signal, code] of /** @type {const} */ ([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])) {
  process.on(signal, () => process.exit(code));
}

/**
 * Ends this process when npm, which started it, is gone. npm hands a signal on to the shell between them, and
 * that may end without telling us.
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(143);
  }, 1000).unref();
}

/**
 * Starts Node on a script of ours or of a package.
 *
 * @param {string[]} args
 * @param {{ stdio?: import('node:child_process').StdioOptions, env?: Record<string, string> }} [options]
 */
export function startNode(args, { stdio = 'inherit', env = {} } = {}) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio, env: { ...process.env, ...env } });
  running.add(child);
  child.on('close', () => running.delete(child));
  return child;
}

/**
 * Runs it to its end, resolving to the exit code and, unless it is shown as it comes, the output.
 *
 * @param {string[]} args
 * @param {{ show?: boolean, env?: Record<string, string> }} [options]
 */
export async function runNode(args, { show = false, env = {} } = {}) {
  const child = startNode(args, { stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'], env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const [code] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : 1, output };
}

/** Node's arguments that run a TypeScript file of ours. */
export function toTypeScript(/** @type {string} */ script, /** @type {string[]} */ ...args) {
  return ['--import', 'tsx', toPath(script), ...args];
}

/** Node's arguments that run a package's program. */
export function toProgram(/** @type {string} */ script, /** @type {string[]} */ ...args) {
  return [toPath(`node_modules/${script}`), ...args];
}
