// Clients of another language, spoken to through a program in that language: a JSON object a line, calls in, answers out
// in the same order. tests/clients/python/speaker.py says what they hold.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { hasMethod, versionOf } from './versions.mjs';

// What the client of the other language threw.
class ClientFailure extends Error {
  constructor(failure) {
    super(`${failure.type}: ${failure.code}: ${failure.message}`);
    this.failure = failure;
  }
}

// The clients that the program speaks through. It ends when its input does, with this process.
export async function speak(command, ...options) {
  const program = spawn(command, options, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  // Only while an answer is awaited does the program keep this process alive.
  const handles = [program, program.stdin, program.stdout];
  const read = async () => {
    for (const handle of handles) handle.ref();
    const { value, done } = await lines.next();
    for (const handle of handles) handle.unref();
    if (done) throw new Error(`${command} ended`);
    return JSON.parse(value);
  };

  // Calls come one after another, so that an answer belongs to the last call.
  const open = (client) => ({ host }, key) => ({
    async call(action, parameters) {
      const call = {
        client, host, key, action, version: versionOf(action), has_method: hasMethod(action), parameters,
      };
      program.stdin.write(`${JSON.stringify(call)}\n`);
      const answer = await read();
      if (answer.failure) throw new ClientFailure(answer.failure);
      return answer.body;
    },
  });
  const { clients } = await read();
  return clients.map(({ name, library }) => ({ name, library, open: open(name), failure: (error) => error.failure }));
}
