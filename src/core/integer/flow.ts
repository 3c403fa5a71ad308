/**
 * What flows between the layers of a net that becomes one of whole numbers: a value that lies on a grid, or
 * sums that a layer has made and that wait for the grid which a later layer puts them on. Batch norm and ReLU
 * change sums before they are rescaled, so no node of their own is needed.
 */
import type { IntegerNode, IntegerValue } from '../../math/integernet.ts';
import { type Multiplier, toExactMultiplier } from '../../math/integerproduct.ts';
import type { LinearGrid } from '../../math/lineargrid.ts';
import { NoIntegerForm } from './noform.ts';
import type { WholeWeights } from './weights.ts';

type WithoutPlace<Node> = Node extends unknown ? Omit<Node, 'output' | 'name'> : never;

/** Sums with what is needed to rescale them; multipliers are as many as steps. */
export interface ReadySums {
  /** What one step of the sums is worth. */
  readonly steps: ArrayLike<number>;
  /** The largest size that a sum can have. */
  readonly most: ArrayLike<number>;
  readonly toNode: (multipliers: readonly Multiplier[]) => WithoutPlace<IntegerNode>;
}

export interface Sums {
  readonly kind: 'sums';
  /** Of the layer that makes them. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly relu: boolean;
  /** The grid that they take where no layer puts them on one; absent where products cannot read them then. */
  readonly own?: LinearGrid;
  /** Weights that batch norm may still change; absent for sums of no weights. */
  readonly weights?: WholeWeights;
  readonly finish: (weights: WholeWeights | undefined) => ReadySums;
}

export interface Placed {
  readonly kind: 'value';
  readonly id: number;
}

export type Flow = Sums | Placed;

/** Half the numbers of 16 bits: what sums lie on that are added to others, and that no layer rounds. */
const WIDE = 2 ** 15 - 1;
const WHOLE = 2 ** 31 - 1;

/** Values and nodes of a net, as they come to be. */
export class IntegerNetParts {
  readonly values: IntegerValue[];
  readonly nodes: IntegerNode[] = [];

  /** @param image what the net reads */
  constructor(image: IntegerValue) {
    this.values = [image];
  }

  add(node: WithoutPlace<IntegerNode>, name: string, value: IntegerValue): Placed {
    const id = this.values.push(value) - 1;
    this.nodes.push({ ...node, name, output: id } as IntegerNode);
    return { kind: 'value', id };
  }

  /** Sums rescaled to a grid. */
  rescale({ name, shape, relu, finish, weights }: Sums, grid: LinearGrid): Placed {
    const { steps, most, toNode } = finish(weights);
    // What lies further from the zero point is cut, however it is rounded.
    const reach = grid.most - grid.least + 1;
    const multipliers = Array.from(steps, (step, index) => {
      const factor = step / grid.scale;
      if (!(most[index]! * factor < 2 ** 31))
        throw new NoIntegerForm(
          `${name} has results far beyond their grid: ${(most[index]! * factor).toPrecision(3)} steps`,
        );
      return toExactMultiplier(factor, most[index]!, reach);
    });
    const cut = relu ? { ...grid, least: Math.max(grid.least, grid.zeroPoint) } : grid;
    return this.add(toNode(multipliers), name, { shape, grid: cut });
  }

  /** A value for a layer that reads whole numbers of 8 bits. */
  toValue(flow: Flow, reader: string): Placed {
    if (flow.kind === 'value') {
      const { least, most } = this.values[flow.id]!.grid;
      if (most - least < 256) return flow;
      throw new NoIntegerForm(
        `${reader} reads values of more than 8 bits: quantize activations to 8 bits or fewer`,
      );
    }
    if (flow.own !== undefined) return this.rescale(flow, flow.own);
    throw new NoIntegerForm(
      `${reader} reads what ${flow.name} gives, which lies on no grid: add a stage that quantizes activations`,
    );
  }

  /** A value for a layer that adds: where no grid is asked for, one of 16 bits over all that sums can be. */
  toTerm(flow: Flow): Placed {
    if (flow.kind === 'value') return flow;
    return this.rescale(flow, flow.own ?? toGridOf(flow, WIDE));
  }

  /** The last sums as logits of 32 bits: what a step is worth is one number for all. */
  toLogits(flow: Flow): Placed {
    return flow.kind === 'value' ? flow : this.rescale(flow, toLogitGrid(flow));
  }
}

function toGridOf({ finish, weights }: Sums, most: number): LinearGrid {
  const ready = finish(weights);
  const size = Array.from(ready.steps, (step, index) => step * ready.most[index]!).reduce((a, b) =>
    Math.max(a, b),
  );
  return { scale: size / most, zeroPoint: 0, least: -most, most };
}

/** The sums' own steps where all have one; otherwise the finest that fits all sums into 31 bits. */
function toLogitGrid(sums: Sums): LinearGrid {
  const { steps } = sums.finish(sums.weights);
  const [first = 1, ...others] = Array.from(steps);
  if (others.some((step) => step !== first))
    return { ...toGridOf(sums, 2 ** 30), least: -WHOLE, most: WHOLE };
  return { scale: first, zeroPoint: 0, least: -WHOLE, most: WHOLE };
}
