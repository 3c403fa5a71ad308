/** What npm's packer writes: small tar archives for tests. */
import { gzipSync } from 'fflate';

/** A ustar archive of these files. */
export function createTar(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const blocks = Object.entries(files).flatMap(([name, bytes]) => [
    createHeader(name, bytes.length),
    pad(bytes),
  ]);
  return concatenate([...blocks, new Uint8Array(1024)]);
}

/** The same, compressed. */
export function createTarball(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return gzipSync(createTar(files), { mtime: 0 });
}

function createHeader(name: string, sizeBytes: number): Uint8Array {
  const header = new Uint8Array(512);
  const put = (at: number, text: string) => header.set(new TextEncoder().encode(text), at);
  const slash = name.length > 100 ? name.lastIndexOf('/', 155) : -1;
  put(0, name.slice(slash + 1));
  put(100, '000644 \0');
  put(124, `${sizeBytes.toString(8).padStart(11, '0')}\0`);
  put(148, ' '.repeat(8));
  put(156, '0');
  put(257, 'ustar\0');
  put(345, slash < 0 ? '' : name.slice(0, slash));
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return header;
}

function pad(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
  padded.set(bytes);
  return padded;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
