/**
 * The files in a tarball: a reader of POSIX ustar archives (IEEE Std 1003.1, pax) as npm writes them: regular
 * files with their names, each header's checksum checked. Memory holds the wanted files and nothing else.
 *
 * Left out on purpose: links, devices, sparse files and pax names; entries of those kinds are passed over.
 */

const BLOCK_BYTES = 512;

export interface TarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The regular files whose name `isWanted`, in the archive's order. Throws an Error on a damaged or cut-off
 * archive.
 */
export async function* readTar(
  chunks: AsyncIterable<Uint8Array>,
  isWanted: (name: string) => boolean,
): AsyncGenerator<TarFile> {
  const source = new ByteSource(chunks);
  for (;;) {
    const header = await source.take(BLOCK_BYTES);
    if (header.every((byte) => byte === 0)) return;
    checkHeader(header);
    const sizeBytes = readOctal(header, 124, 12);
    const paddedBytes = Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES;
    const prefix = readText(header, 345, 155);
    const name = (prefix && `${prefix}/`) + readText(header, 0, 100);
    const isFile = header[156] === 0x30 || header[156] === 0;
    if (isFile && isWanted(name)) {
      const bytes = await source.take(paddedBytes);
      yield { name, bytes: bytes.subarray(0, sizeBytes) };
    } else {
      await source.skip(paddedBytes);
    }
  }
}

/** Chunks of any size, taken in pieces of a given size. */
class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async take(length: number): Promise<Uint8Array> {
    const out = new Uint8Array(length);
    await this.#consume(length, (piece, at) => out.set(piece, at));
    return out;
  }

  skip(length: number): Promise<void> {
    return this.#consume(length, () => undefined);
  }

  async #consume(length: number, use: (piece: Uint8Array, at: number) => void): Promise<void> {
    for (let at = 0; at < length; ) {
      if (this.#rest.length === 0) {
        const { done, value } = await this.#chunks.next();
        if (done) throw new Error('the tar archive is cut off');
        this.#rest = value;
      }
      const piece = this.#rest.subarray(0, length - at);
      use(piece, at);
      at += piece.length;
      this.#rest = this.#rest.subarray(piece.length);
    }
  }
}

function checkHeader(header: Uint8Array): void {
  const stated = readOctal(header, 148, 8);
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (sum !== stated) throw new Error('the tar archive is damaged: the checksum of a header is wrong');
}

function readText(header: Uint8Array, at: number, length: number): string {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}

function readOctal(header: Uint8Array, at: number, length: number): number {
  const text = readText(header, at, length).trim();
  if (!/^[0-7]+$/.test(text)) throw new Error(`the tar archive is damaged: "${text}" is not an octal number`);
  return Number.parseInt(text, 8);
}
