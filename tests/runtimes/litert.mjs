// Runs .tflite models on @litertjs/core for the tests: see Hosting/Message.cs for the messages.
// The package is made for browsers; the few names it expects of one are given here.
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { printToStandardError, serve } from './messages.mjs';

const wasm = path.join(import.meta.dirname, 'node_modules/@litertjs/core/wasm/');
const toPath = (url) => (url.startsWith('file:') ? fileURLToPath(url) : url);

Object.assign(globalThis, {
  self: globalThis,
  require: createRequire(import.meta.url),
  __dirname: wasm,
  location: { href: pathToFileURL(wasm).href, pathname: wasm },
  importScripts: (url) => vm.runInThisContext(fs.readFileSync(toPath(url), 'utf8'), { filename: toPath(url) }),
  fetch: async (url) => new Response(fs.readFileSync(toPath(String(url?.url ?? url))), { headers: { 'Content-Type': 'application/wasm' } }),
});
printToStandardError();

const litert = await import('@litertjs/core');
await litert.loadLiteRt(wasm, {});

const models = new Map();
let lastModel = 0;

const describe = (details) => details.map(({ name, shape, dtype }) => ({ name, shape: Array.from(shape), dType: dtype }));

const kinds = { float32: Float32Array, int32: Int32Array, uint8: Uint8Array };

const calls = {
  name: () => [{ name: 'LiteRT (wasm)' }],

  async load(_, bytes) {
    const model = await litert.loadAndCompile(new Uint8Array(bytes), { accelerator: 'wasm' });
    models.set(++lastModel, model);
    return [{ model: lastModel, inputs: describe(model.getInputDetails()), outputs: describe(model.getOutputDetails()) }];
  },

  async run({ model: id, inputs: given }, bytes) {
    const model = models.get(id);
    const details = model.getInputDetails();
    let offset = 0;
    const inputs = given.map(({ shape, dType }, i) => {
      if (String(shape) !== String(Array.from(details[i].shape)))
        throw new Error(`Resizing input ${i} from [${details[i].shape}] to [${shape}] is not supported by @litertjs/core.`);
      const count = shape.reduce((a, b) => a * b, 1);
      const size = count * kinds[dType].BYTES_PER_ELEMENT;
      const data = new kinds[dType](new Uint8Array(bytes.subarray(offset, (offset += size))).buffer);
      return new litert.Tensor(data, shape);
    });
    const results = await model.run(inputs);
    const described = describe(model.getOutputDetails());
    const outputs = Array.isArray(results) ? results : described.map(({ name }) => results[name]);
    const data = await Promise.all(outputs.map((output) => output.data()));
    const payload = Buffer.concat(data.map((d) => Buffer.from(d.buffer, d.byteOffset, d.byteLength)));
    [...inputs, ...outputs].forEach((tensor) => tensor.delete());
    return [{ outputs: described }, payload];
  },

  delete({ model: id }) {
    models.get(id).delete();
    models.delete(id);
    return [{}];
  },
};

await serve(calls);
