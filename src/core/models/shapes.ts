export { listTensors } from '../../recipe/shapes.ts';
