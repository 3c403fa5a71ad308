import { describe, expect, it } from 'vitest';
import type { EngineClient } from '../client/client.ts';
import { encodeModel } from '../codec/container.ts';
import type { Request } from '../protocol/commands.ts';
import { fillTensors, TINY_SPEC } from '../testing/modelfiles.ts';
import { FileShelf } from '../worker/fileshelf.ts';
import { FileDesk } from './fileaskers.ts';

/** A desk on a worker that can be replaced, and how often files and questions went there. */
function create() {
  const sent = { dissect: 0, readFields: 0 };
  let shelf = new FileShelf();
  const call = async (kind: 'dissect' | 'readFields', given: Request) => {
    sent[kind]++;
    const request = { ...given, kind } as Request;
    if (request.kind === 'dissect') return shelf.dissect(request.bytes);
    if (request.kind !== 'readFields') throw new Error(kind);
    const { file, region, from, count } = request;
    return shelf.find(file).readFields(region, from, count);
  };
  const desk = new FileDesk({ call } as unknown as EngineClient);
  return {
    desk,
    sent,
    replaceWorker: () => {
      shelf = new FileShelf();
    },
  };
}

describe('asking about a file', () => {
  const { bytes } = encodeModel({ spec: TINY_SPEC, tensors: fillTensors(TINY_SPEC, 1) });
  const question = { bytes, region: 2, from: 0, count: 1 };

  it('sends its bytes once, whatever is asked first', async () => {
    const { desk, sent } = create();
    const page = await desk.readFields(question);
    expect(page.fields[0]!.kind).toBe('checksum');
    await desk.readFields({ ...question, region: 1 });
    expect(sent).toEqual({ dissect: 1, readFields: 2 });
  });

  it('sends them again to a worker that does not have the file', async () => {
    const { desk, sent, replaceWorker } = create();
    const { anatomy } = await desk.dissect(bytes);
    replaceWorker();
    const page = await desk.readFields({ ...question, region: 0, count: 9 });
    expect(page.fields).toHaveLength(anatomy.regions[0]!.fields);
    expect(sent).toEqual({ dissect: 2, readFields: 2 });
  });

  it('passes on whatever else goes wrong', async () => {
    const { desk, sent } = create();
    await expect(desk.readFields({ ...question, region: 999 })).rejects.toThrow('no region 999');
    expect(sent).toEqual({ dissect: 1, readFields: 1 });
  });
});
