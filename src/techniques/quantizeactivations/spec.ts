/**
 * Where quantizers of activations stand in a net. Those that learn, and those of a fixed range from 0 to 1,
 * stand behind each relu, as PACT and DoReFa-Net have them. The others stand wherever a net of whole numbers
 * needs them: behind the images, and behind every layer that makes new values (sums of residual blocks and
 * means too), with its batch norm and relu taken in. The logits stay as they are: they are the last layer's
 * sums.
 */
import type { GridScheme } from '../../math/lineargrid.ts';
import { type LayerSpec, listNested, rowOf } from '../../spec/layers/table.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { createNames } from '../../spec/names.ts';
import { type LayerPlace, listLayers, replaceLayers } from '../../spec/walk.ts';
import { takesNorm } from '../foldnorm/spec.ts';
import { isBehindRelus, type RangeSource, toOwnScheme } from './options.ts';

export interface ActivationOptions {
  /** For all, or by what gives the values: `input`, a layer's name or kind, and `others` for the rest. */
  readonly bits: number | Readonly<Record<string, number>>;
  readonly decay: number;
  readonly ranges: RangeSource;
  readonly scheme: GridScheme;
}

/** A quantizer that a stage puts in. */
export interface AddedQuantizer {
  readonly layer: Extract<LayerSpec, { kind: 'quantizeActivation' }>;
  /** What gives the values that it reads: `input`, or a layer's name or kind. */
  readonly of: string;
  /** Path, in the net before, of the layer behind which it stands; undefined behind the images. */
  readonly path: string | undefined;
}

export interface ActivationPlan {
  /** The net without the quantizers whose place new ones take. */
  readonly before: ModelSpec;
  readonly after: ModelSpec;
  readonly added: readonly AddedQuantizer[];
}

const SUFFIX = /-(clipped|quantized)$/;

/** What the stage makes of a net. */
export function planQuantizers(spec: ModelSpec, options: ActivationOptions): ActivationPlan {
  const learns = options.ranges === 'learnt';
  const before = dropQuantizers(spec, learns);
  const takeName = createNames(before);
  const toLayer = createToLayer(options, takeName);
  const found = listPlaces(before, isBehindRelus(options.ranges)).map(({ of, place }) => ({
    of,
    place,
    layer: toLayer(of),
  }));
  const layers = replaceLayers(before.layers, (layer, list, index) => {
    const next = found.find(({ place }) => place?.list === list && place.index === index)?.layer;
    if (next !== undefined) return [layer, next];
    if (layer.kind !== 'quantizeActivation') return [layer];
    const bits = bitsFor(options, findName(list, index) ?? '') ?? layer.bits;
    return [{ ...layer, bits, decay: options.decay }];
  });
  const first = found.find(({ place }) => place === undefined)?.layer;
  const name = `${spec.name.replace(SUFFIX, '')}-${learns ? 'clipped' : 'quantized'}`;
  return {
    before,
    after: { ...spec, name, layers: first === undefined ? layers : [first, ...layers] },
    added: found.flatMap(({ of, place, layer }) => (layer ? [{ of, path: place?.path, layer }] : [])),
  };
}

/** What quantizers may be given bits by: whatever has one behind it. */
export function listGivers(spec: ModelSpec, { ranges }: Pick<ActivationOptions, 'ranges'>): string[] {
  const learns = ranges === 'learnt';
  return [...new Set(listPlaces(dropQuantizers(spec, learns), isBehindRelus(ranges)).map(({ of }) => of))];
}

/** The spec without quantizers; those that learn may stay. */
export function dropQuantizers(spec: ModelSpec, keepsLearnt: boolean): ModelSpec {
  const stays = (layer: LayerSpec) =>
    layer.kind !== 'quantizeActivation' || (keepsLearnt && (layer.range ?? 'learnt') === 'learnt');
  return { ...spec, layers: replaceLayers(spec.layers, (layer) => (stays(layer) ? [layer] : [])) };
}

function bitsFor({ bits }: ActivationOptions, of: string): number | undefined {
  return typeof bits === 'number' ? bits : (bits[of] ?? bits.others);
}

/** Makes the quantizer behind what gives the values, where it has bits. */
function createToLayer(options: ActivationOptions, takeName: (wanted: string) => string) {
  const { ranges, scheme, decay } = options;
  const range = ranges === 'dynamic' ? 'dynamic' : 'static';
  return (of: string): AddedQuantizer['layer'] | undefined => {
    const bits = bitsFor(options, of);
    if (bits === undefined) return undefined;
    const kind = 'quantizeActivation';
    if (ranges !== 'learnt')
      return {
        ...{ kind, name: takeName(of === '' ? 'grid' : `${of}-grid`), bits, range },
        scheme: toOwnScheme(ranges, scheme),
        ...(ranges === 'moving' && { follows: true }),
      };
    return { kind, name: takeName(of === '' ? 'clip' : `${of}-clip`), bits, decay };
  };
}

/** A place behind a layer, or behind the images. */
interface QuantizerPlace {
  readonly of: string;
  readonly place: LayerPlace | undefined;
}

function listPlaces({ layers }: ModelSpec, behindRelus: boolean): QuantizerPlace[] {
  const places = listLayers(layers);
  if (behindRelus)
    return places
      .filter(
        ({ layer, list, index }) => layer.kind === 'relu' && list[index + 1]?.kind !== 'quantizeActivation',
      )
      .map((place) => ({ of: findName(place.list, place.index) ?? '', place }));
  const isLogits = ({ list, index }: LayerPlace) =>
    list === layers && layers.slice(index + 1).every(keepsValues);
  const made = listMakers({ layers }).filter(({ place }) => !isLogits(place));
  return [{ of: 'input', place: undefined }, ...made];
}

/** Places behind which new values stand, and the names of the layers that make them. */
export function listMakers({ layers }: Pick<ModelSpec, 'layers'>): { of: string; place: LayerPlace }[] {
  const places = listLayers(layers);
  const closed = new Set(
    places.flatMap(({ layer }) =>
      rowOf(layer).nesting?.isClosed ? listNested(layer).map(({ layers: list }) => list) : [],
    ),
  );
  return places.flatMap((place) => {
    if (closed.has(place.list)) return [];
    const maker = findMaker(place.list, place.index);
    return maker === undefined ? [] : [{ of: toName(maker), place }];
  });
}

const toName = (layer: LayerSpec): string => ('name' in layer ? layer.name : layer.kind);

/** Whether a layer gives no value that it did not read, but for those that a relu makes zero. */
const keepsValues = (layer: LayerSpec): boolean => rowOf(layer).bitsOf !== undefined;

/**
 * The layer that made the values which leave a place, where they are new there: a relu belongs to what it
 * reads, and so does batch norm behind a layer whose weights can take it in.
 */
function findMaker(list: readonly LayerSpec[], index: number): LayerSpec | undefined {
  let at = index;
  while (list[at]?.kind === 'relu') at--;
  const [maker, next] = [list[at], list[index + 1]];
  if (maker === undefined || keepsValues(maker) || next?.kind === 'relu') return undefined;
  const source = maker.kind === 'batchNorm' && takesNorm(list[at - 1]) ? list[at - 1]! : maker;
  return at === index && next?.kind === 'batchNorm' && takesNorm(maker) ? undefined : source;
}

/** The last layer before a place that has a name. */
function findName(list: readonly LayerSpec[], index: number): string | undefined {
  const named = list.slice(0, index).findLast((layer) => 'name' in layer);
  return named !== undefined && 'name' in named ? named.name : undefined;
}
