// The official clients reach the service by HTTPS when Node trusts its authority, and not otherwise. Node reads whom it
// trusts when it starts, so every case is a process of its own.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { clients } from './clients.mjs';
import { key, makeCertificates, startService } from '../support/service.mjs';

const oneCall = fileURLToPath(new URL('./one_call.mjs', import.meta.url));

// What became of one call of one client: {answer}, or {error} with what the client threw.
async function callFromAnotherProcess(client, service, environment) {
  const { stdout } = await promisify(execFile)(process.execPath,
    [oneCall, client.name, service.scheme, service.host, key.id, key.secret], { env: { ...process.env, ...environment } });
  return JSON.parse(stdout);
}

for (const client of clients) {
  test(`${client.name} speaks HTTPS with a service whose authority it trusts`, { timeout: 60_000 }, async (t) => {
    const certificates = await makeCertificates(t);
    const service = await startService(t, { certificates });
    const trusting = await callFromAnotherProcess(client, service, { NODE_EXTRA_CA_CERTS: certificates.authority });
    assert.equal(trusting.answer?.TotalCount, 0, JSON.stringify(trusting));
    const trustless = await callFromAnotherProcess(client, service, {});
    assert.match(trustless.error ?? '', /certificate/, JSON.stringify(trustless));
  });
}
