/** Whole numbers in the order in which the kernels of whole numbers read them: pairs by panels of outputs. */

const PANEL = 8;
export const ROW_PANEL = 16;

/**
 * [group of 8 outputs][kernel row][pair of the row's numbers][8 outputs][2], two 16-bit numbers to an int32.
 */
export function packPanels(values: Int16Array, rows: number, run: number, outputs: number): Int32Array {
  const [pairs, groups] = [Math.ceil(run / 2), Math.ceil(outputs / PANEL)];
  const panels = new Int32Array(groups * rows * pairs * PANEL);
  const numbers = new Int16Array(panels.buffer);
  for (let at = 0, place = 0; at < values.length; place++) {
    const [row, number] = [Math.floor(place / run), place % run];
    for (let output = 0; output < outputs; output++, at++) {
      const pair = ((output >> 3) * rows + row) * pairs + (number >> 1);
      numbers[(pair * PANEL + (output & 7)) * 2 + (number & 1)] = values[at]!;
    }
  }
  return panels;
}

/** [group of 16 outputs][pair][16 outputs][2] bytes. */
export function packRowPanels(values: Int16Array, inputs: number, outputs: number): Int8Array {
  const [pairs, groups] = [Math.ceil(inputs / 2), Math.ceil(outputs / ROW_PANEL)];
  const panels = new Int8Array(groups * pairs * ROW_PANEL * 2);
  for (let at = 0, input = 0; at < values.length; input++) {
    for (let output = 0; output < outputs; output++, at++) {
      const pair = Math.floor(output / ROW_PANEL) * pairs + (input >> 1);
      panels[(pair * ROW_PANEL + (output % ROW_PANEL)) * 2 + (input & 1)] = values[at]!;
    }
  }
  return panels;
}

/** [group of 16 outputs][pair][output % 4][2][output / 4 within the group], 4 bits each: see nibble.ts. */
export function packNibblePanels(values: Int16Array, inputs: number, outputs: number): Int8Array {
  const [pairs, groups] = [Math.ceil(inputs / 2), Math.ceil(outputs / ROW_PANEL)];
  const panels = new Int8Array(groups * pairs * ROW_PANEL);
  for (let at = 0, input = 0; at < values.length; input++) {
    for (let output = 0; output < outputs; output++, at++) {
      const pair = Math.floor(output / ROW_PANEL) * pairs + (input >> 1);
      const [lane, nibble] = [(output % 4) * 2 + (input & 1), Math.floor((output % ROW_PANEL) / 4)];
      panels[pair * ROW_PANEL + lane * 2 + (nibble >> 1)]! |= (values[at]! & 15) << (4 * (nibble & 1));
    }
  }
  return panels;
}
