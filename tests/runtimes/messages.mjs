// Answers the messages of Hosting/Message.cs on standard input with `calls`, one at a time.

/** @param calls by name: (request, payload) => [answer, payload of the answer]; what they throw is a refusal. */
export async function serve(calls) {
  let pending = Buffer.alloc(0);
  for await (const chunk of process.stdin) {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= 8) {
      const json = pending.readInt32LE(0);
      const end = 8 + json + pending.readInt32LE(4);
      if (pending.length < end) break;
      const request = JSON.parse(pending.subarray(8, 8 + json).toString());
      let reply;
      try {
        reply = await calls[request.call](request, pending.subarray(8 + json, end));
      } catch (error) {
        reply = [{ error: error.message ?? String(error) }];
      }
      console.error('--- end of call');
      answer(...reply);
      pending = pending.subarray(end);
    }
  }
}

/** Standard output carries the answers: what libraries print goes to standard error. */
export function printToStandardError() {
  for (const level of ['log', 'info', 'warn', 'debug']) console[level] = console.error;
}

function answer(json, payload = Buffer.alloc(0)) {
  const text = Buffer.from(JSON.stringify(json));
  const head = Buffer.alloc(8);
  head.writeInt32LE(text.length, 0);
  head.writeInt32LE(payload.length, 4);
  process.stdout.write(Buffer.concat([head, text, payload]));
}
