/** What the chart of this folder is a function of. */
import type { FrameProps } from '../types.ts';
import type { MapField, MapRegion } from './layout.ts';
import type { BitView } from './view.ts';

export interface ByteMapProps extends FrameProps {
  readonly bytes: Uint8Array;
  /** From the first bit to the last, without a gap. */
  readonly regions: readonly MapRegion[];
  /** Fields of the chosen region that were read out; drawn where the view is close enough. */
  readonly fields?: readonly MapField[] | undefined;
  /** Index of the chosen region. */
  readonly chosen: number | undefined;
  readonly onChoose: (region: number) => void;
  readonly view: BitView;
  readonly onView: (view: BitView) => void;
  /** Bits that something else points at. */
  readonly pointed?: { readonly bit: number; readonly bits: number } | undefined;
  readonly words: {
    /** Writes a length: "1,234 bytes", "3 bytes and 5 bits". */
    readonly toLength: (bits: number) => string;
    /** "from byte 0x1f4". */
    readonly toPlace: (bit: number) => string;
    readonly region: string;
    readonly length: string;
    readonly start: string;
    /** How to move about by keys. */
    readonly hint: string;
  };
}
