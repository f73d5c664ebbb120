// Runs TensorFlow.js models (graph-model and layers-model) for the tests: see Hosting/Message.cs for the messages.
// `node tfjs.mjs BACKEND`: cpu or wasm. A model is loaded by the path of its model.json, as Node has no fetch for files.
import fs from 'node:fs/promises';
import path from 'node:path';
import { createRequire } from 'node:module';
import { printToStandardError, serve } from './messages.mjs';

printToStandardError();
const require = createRequire(import.meta.url);
const tf = require('@tensorflow/tfjs');
const backend = process.argv[2];
if (backend === 'wasm') {
  const folder = path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
  require('@tensorflow/tfjs-backend-wasm').setWasmPaths(folder + path.sep);
}
await tf.setBackend(backend);

const models = new Map();
let lastModel = 0;

const kinds = { float32: Float32Array, int32: Int32Array, bool: Uint8Array, complex64: Float32Array };

/** model.json and its shards as TensorFlow.js's own loader over HTTP hands them on. */
async function read(file) {
  const model = JSON.parse(await fs.readFile(file, 'utf8'));
  const groups = model.weightsManifest ?? [];
  const shards = await Promise.all(groups.flatMap((group) => group.paths).map((shard) => fs.readFile(path.join(path.dirname(file), shard))));
  const bytes = Buffer.concat(shards);
  return {
    ...model,
    weightSpecs: groups.flatMap((group) => group.weights),
    weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  };
}

/** A graph-model is called by the names of its signature's tensors. */
async function openGraph(artifacts) {
  const model = await tf.loadGraphModel({ load: async () => artifacts });
  const ports = (side) => Object.entries(artifacts.signature[side]).map(([name, { name: tensor, dtype, tensorShape }]) => ({
    name,
    tensor,
    dType: { DT_FLOAT: 'float32', DT_INT32: 'int32', DT_BOOL: 'bool', DT_COMPLEX64: 'complex64' }[dtype] ?? dtype,
    shape: (tensorShape.dim ?? []).map(({ size }) => Number(size ?? 0)),
  }));
  const [inputs, outputs] = [ports('inputs'), ports('outputs')];
  const names = outputs.map(({ tensor }) => tensor);
  return {
    inputs,
    outputs,
    dispose: () => model.dispose(),
    async run(tensors) {
      const feed = Object.fromEntries(inputs.map(({ tensor }, i) => [tensor, tensors[i]]));
      try {
        return model.execute(feed, names);
      } catch (error) {
        if (!String(error.message).includes('executeAsync')) throw error;
        return model.executeAsync(feed, names);
      }
    },
  };
}

async function openLayers(artifacts) {
  const model = await tf.loadLayersModel({ load: async () => artifacts });
  const ports = (names, tensors) => tensors.map(({ shape, dtype }, i) => ({ name: names[i], dType: dtype, shape: shape.map((size) => size ?? -1) }));
  return {
    inputs: ports(model.inputNames, model.inputs),
    outputs: ports(model.outputNames, model.outputs),
    dispose: () => model.dispose(),
    run: async (tensors) => model.predict(tensors.length === 1 ? tensors[0] : tensors),
  };
}

function tensorOf({ shape, dType }, bytes) {
  const elements = new kinds[dType](new Uint8Array(bytes).buffer);
  if (dType !== 'complex64') return tf.tensor(elements, shape, dType);
  const part = (first) => tf.tensor(elements.filter((_, i) => i % 2 === first), shape);
  return tf.complex(part(0), part(1));
}

const describe = (ports) => ports.map(({ name, shape, dType }) => ({ name, shape, dType }));

const calls = {
  name: () => [{ name: `TensorFlow.js ${tf.version_core} (${backend})` }],

  async load(_, bytes) {
    const artifacts = await read(bytes.toString());
    const model = artifacts.format === 'layers-model' ? await openLayers(artifacts) : await openGraph(artifacts);
    models.set(++lastModel, model);
    return [{ model: lastModel, inputs: describe(model.inputs), outputs: describe(model.outputs) }];
  },

  async run({ model: id, inputs: given }, bytes) {
    const model = models.get(id);
    let offset = 0;
    const inputs = given.map((tensor) => {
      const size = tensor.shape.reduce((a, b) => a * b, 1) * kinds[tensor.dType].BYTES_PER_ELEMENT * (tensor.dType === 'complex64' ? 2 : 1);
      return tensorOf(tensor, bytes.subarray(offset, (offset += size)));
    });
    const results = [await model.run(inputs)].flat();
    // A cast to a wider type leaves the array as it is.
    const data = (await Promise.all(results.map((result) => result.data()))).map((array, i) => {
      const kind = kinds[results[i].dtype];
      return array instanceof kind ? array : kind.from(array);
    });
    const outputs = results.map(({ shape, dtype }, i) => ({ name: model.outputs[i].name, shape, dType: dtype }));
    tf.dispose([inputs, results]);
    return [{ outputs }, Buffer.concat(data.map((d) => Buffer.from(d.buffer, d.byteOffset, d.byteLength)))];
  },

  delete({ model: id }) {
    models.get(id).dispose();
    models.delete(id);
    return [{}];
  },
};

await serve(calls);
