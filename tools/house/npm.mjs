/** Runs npm from a tool, with the npm that started us where there is one, since it is surely there. */
import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/**
 * Runs npm and resolves when it ends well. Rejects with an Error that carries the end of its output.
 *
 * @param {string[]} args
 * @param {{ show?: boolean }} [options] `show` passes npm's output on as it comes, to the error stream.
 * @returns {Promise<void>}
 */
export function runNpm(args, { show = false } = {}) {
  const cli = process.env.npm_execpath;
  const [command, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], {
      cwd: ROOT,
      stdio: show ? ['ignore', process.stderr, process.stderr] : ['ignore', 'pipe', 'pipe'],
      // npm is a command script on Windows, which only a shell can start.
      shell: command === 'npm' && process.platform === 'win32',
    });
    let output = '';
    const keep = (/** @type {Buffer} */ text) => {
      output = (output + text).slice(-4000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => reject(new Error(`npm could not be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ${args[0]} ended with ${signal ?? `code ${code}`}\n${output}`.trim()));
    });
  });
}
