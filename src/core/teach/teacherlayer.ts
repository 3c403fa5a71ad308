/** Takes out of a teacher what is needed to ask one of its layers. */
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import type { TensorInfo } from '../../spec/model.ts';
import { sizeOf, traceShapes } from '../../spec/shapes.ts';
import type { TeacherLayer } from '../loss/teacherlayer.ts';
import { Network } from '../models/network.ts';

/** The layers up to one, inside a layer or not, with the effective values of their tensors. */
export async function cutTeacher(model: ModelSnapshot, layer: string): Promise<TeacherLayer> {
  const { spec } = model;
  const trace = traceShapes(spec);
  const topOf = (path: string) => Number(/^layers\[(\d+)\]/.exec(path)?.[1]);
  const asked = trace.find((each) => ('name' in each.layer ? each.layer.name : each.path) === layer);
  const last = topOf(asked?.path ?? '');
  const tensors: TensorInfo[] = trace.flatMap((each) => (topOf(each.path) <= last ? each.tensors : []));
  const network = Network.fromSnapshot(model);
  const weights = new Float32Array(tensors.reduce((sum, { shape }) => sum + sizeOf(shape), 0));
  let at = 0;
  for (const { name, shape } of tensors) {
    weights.set(await network.readEffective(name), at);
    at += sizeOf(shape);
  }
  network.dispose();
  return {
    spec: { ...spec, layers: spec.layers.slice(0, last + 1) },
    layer,
    tensors: tensors.map(({ name, shape }) => ({ name, shape })),
    weights,
  };
}
