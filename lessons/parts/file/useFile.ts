/** The file of a net on the page, really written. */
import { useEffect, useState } from 'react';
import { useModel } from '../../../src/state/hooks.ts';
import type { Coding } from '../../../src/techniques/code/stage.ts';

interface Written {
  readonly key: string;
  readonly bytes: Uint8Array;
}

/** The bytes of the slot's net, or null while they are written; coded as short as may be without a coding. */
export function useFile(slot: string, coding?: Coding): Uint8Array | null {
  const version = useModel(slot, (state) => (state.snapshot === null ? null : state.version));
  const { encode } = useModel(slot, ({ actions }) => actions);
  const [written, setWritten] = useState<Written | null>(null);
  const key = `${slot} ${version} ${coding}`;
  useEffect(() => {
    if (version === null) return;
    let isWanted = true;
    encode(coding).then(
      (bytes) => {
        if (isWanted) setWritten({ key, bytes });
      },
      () => {}, // the engine's notices say why
    );
    return () => {
      isWanted = false;
    };
  }, [version, encode, coding, key]);
  return written?.key === key ? written.bytes : null;
}
