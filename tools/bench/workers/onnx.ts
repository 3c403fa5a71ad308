/** ONNX Runtime in a worker of the bench. */
import { prepareOnnx } from '../engines/onnx.ts';
import { serve } from './serve.ts';

serve(prepareOnnx);
