// A real `sluice serve --dev` of its own for a test: fresh data directory, free port, stopped and removed at the end.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const key = { id: 'clients-test-key-id', secret: 'clients-test-key-secret' };

const startDeadlineMs = 30_000;

// Resolves to {host: '127.0.0.1:PORT'}; `root` is the operator's key. Fails if the service does not start, and the test
// fails if it does not end well.
export async function startService(t, { root = key, rateLimits = 'off' } = {}) {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'sluice-clients-'));
  const child = spawn(process.env.SLUICE_BINARY,
    ['serve', '--dev', '--data-dir', dataDirectory, '--listen', '127.0.0.1:0', '--rate-limits', rateLimits], {
      env: { ...process.env, SLUICE_ROOT_ACCESS_KEY_ID: root.id, SLUICE_ROOT_ACCESS_KEY_SECRET: root.secret },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const ended = once(child, 'exit');
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text) => { log += text; });
  t.after(async () => {
    child.kill('SIGTERM');
    const [status, signal] = await ended;
    await rm(dataDirectory, { recursive: true });
    if (status !== 0) throw new Error(`sluice ended with ${signal ?? status}:\n${log}`);
  });

  const host = await Promise.race([readyHost(child), ended.then(() => undefined), noHostAfter(startDeadlineMs)]);
  if (!host) throw new Error(`sluice did not start:\n${log}`);
  return { host };
}

async function readyHost(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = /^sluice ready: http:\/\/(.+)$/.exec(line);
    if (ready) return ready[1];
  }
  return undefined;
}

function noHostAfter(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds).unref(); });
}
