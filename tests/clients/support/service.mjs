// A real `sluice serve --dev` of its own for a test: fresh data directory, free port, stopped and removed at the end.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

export const key = { id: 'clients-test-key-id', secret: 'clients-test-key-secret' };

const startDeadlineMs = 30_000;

// Resolves to {scheme, host: '127.0.0.1:PORT'}; `root` is the operator's key, `certificates` makes it HTTPS. Fails if the
// service does not start, and the test fails if it does not end well.
export async function startService(t, { root = key, rateLimits = 'off', certificates = undefined } = {}) {
  const tls = certificates ? ['--tls-cert', certificates.server, '--tls-key', certificates.serverKey] : [];
  const dataDirectory = await mkdtemp(join(tmpdir(), 'sluice-clients-'));
  const child = spawn(process.env.SLUICE_BINARY,
    ['serve', '--dev', '--data-dir', dataDirectory, '--listen', '127.0.0.1:0', '--rate-limits', rateLimits, ...tls], {
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

  const service = await Promise.race([readyService(child), ended.then(() => undefined), noServiceAfter(startDeadlineMs)]);
  if (!service) throw new Error(`sluice did not start:\n${log}`);
  return service;
}

// Certificates by `sluice certs`, removed at the end: the paths of the authority's, the server's, and the server's key.
export async function makeCertificates(t) {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-certs-'));
  t.after(() => rm(directory, { recursive: true }));
  await promisify(execFile)(process.env.SLUICE_BINARY, ['certs', '--dir', directory]);
  return {
    authority: join(directory, 'ca.pem'),
    server: join(directory, 'server.pem'),
    serverKey: join(directory, 'server-key.pem'),
  };
}

async function readyService(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = /^sluice ready: (https?):\/\/(.+)$/.exec(line);
    if (ready) return { scheme: ready[1], host: ready[2] };
  }
  return undefined;
}

function noServiceAfter(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds).unref(); });
}
